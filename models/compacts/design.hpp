#pragma once

#include "sim/base/rates.hpp"
#include "sim/input/settings.hpp"

namespace sojourn::models {

/// What a compact is like beside its objectives. All in [0, 1].
struct CompactDesign {
  double hardness = 0.1;      // h
  double monitoring = 1;      // how much of what others do is reported
  double verification = 0.5;  // ver: how much of that is checked, so that nobody needs to trust
  double fund = 0;            // capacity that the text gives to whoever lacks it
  double sanction = 0;        // what a verified failure costs
  double inclusion = 0.7;     // whether all who are concerned took part in writing it
  double ngos = 0.3;          // of what is reported, checked by those who took part, under full law
  double withhold = 0;        // share of the fund that donors keep from whoever complies too little
  double linkage = 1;         // whether its baskets are one package (1) or stand apart (0)

  /// How much of what is reported is checked where the rule of law is `law`.
  double checked(double law) const { return either(verification, ngos * inclusion * law); }

  CompactDesign() = default;
  explicit CompactDesign(Settings& s)
      : hardness(s.real("hardness", "1", {0, 1}, CompactDesign{}.hardness,
                        "0: soft law; 1: a treaty with binding settlement of disputes")),
        monitoring(s.real("monitoring", "1", {0, 1}, CompactDesign{}.monitoring,
                          "how much of what the members do is reported")),
        verification(s.real("verification", "1", {0, 1}, CompactDesign{}.verification,
                            "how much of what is reported is checked")),
        fund(s.real("fund", "capacity", {0, 1}, CompactDesign{}.fund,
                    "capacity that a common fund adds to every member's own")),
        sanction(s.real("sanction", "1", {0, 1}, CompactDesign{}.sanction,
                        "what a verified failure costs")),
        inclusion(s.real("inclusion", "1", {0, 1}, CompactDesign{}.inclusion,
                         "how far all who are concerned took part in writing the text")),
        ngos(s.real("ngos", "1", {0, 1}, CompactDesign{}.ngos,
                    "share of what is reported that those who took part in writing the text check, "
                    "where the rule of law lets them")),
        withhold(s.real("withhold", "1", {0, 1}, CompactDesign{}.withhold,
                        "share of the fund that donors keep from members who comply less than the "
                        "mean member")),
        linkage(s.real("linkage", "1", {0, 1}, CompactDesign{}.linkage,
                       "1: the baskets are one package; 0: each stands alone")) {}
};

}  // namespace sojourn::models
