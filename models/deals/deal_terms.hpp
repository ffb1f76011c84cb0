#pragma once

#include "models/channels/contract_years.hpp"
#include "models/deals/containment/containment_agreement.hpp"
#include "models/deals/labour_agreement.hpp"
#include "models/deals/one_for_one.hpp"
#include "sim/input/settings.hpp"
#include "sim/world/place_group.hpp"

namespace sojourn::models {

/// How many at most; infinity where a scenario states no limit.
inline double read_limit(Settings& s, const std::string& key, const std::string& unit,
                         const std::string& what) {
  const double most = s.real(key, unit, {0, 1e9, -1}, -1, what + "; -1: no limit");
  return most < 0 ? ContainmentTerms::kNoLimit : most;
}

/// The terms of a containment agreement as a scenario states them.
inline ContainmentTerms read_containment_terms(Settings& s, const World& world) {
  const Range share{0, 1}, money{0, 1e13};
  const auto of = [&](const std::string& key, const std::string& who) {
    return listed_or_all(read_states(s, world, key,
                                     who + ", by citizenship: countries, areas, unions or regions; "
                                           "empty: all"));
  };
  const auto linkage = [&](const std::string& key, const std::string& who) {
    const double sum = s.real(key, "int. $ / year", money, 0,
                              "trade-like preferences to the " + who + " while it is in force");
    return Linkage{sum, s.real(key + "_gdp", "1 / year", share, 0,
                               "further ones, as a share of the " + who + "'s GDP")};
  };
  return {
      .intensity = s.real("containment", "1", share, 0,
                          "of those who would get past, the share whom the supplier stops"),
      .payment = s.real("payment", "int. $ / year", money, 0, "from the demander to the supplier"),
      .visas = s.real("visas", "1", share, 0,
                      "share of refusals that the demander waives for the supplier's citizens"),
      .readmission =
          s.real("readmission", "1", share, 0, "chance that who gets across is sent back"),
      .resettlement = s.real("resettlement", "persons / year", {0, 1e9}, 0,
                             "refugees whom the demander takes over from the supplier"),
      .parts = {},
      .resettled_most = read_limit(s, "resettlement_total", "persons",
                                   "refugees whom the deal takes over in all its time at most"),
      .readmission_over = read_corridors(s, world, "readmission_over",
                                         "names of corridors, or routes, over which they are sent "
                                         "back; empty: all from the supplier to the demander"),
      .readmitted = of("readmitted", "who is sent back"),
      .resettled = of("resettled", "refugees who are taken over"),
      .to_supplier = linkage("linked_to_supplier", "supplier"),
      .to_demander = linkage("linked_to_demander", "demander")};
}

/// What is promised for people sent back, as a scenario states it.
inline OneForOneTerms read_one_for_one(Settings& s) {
  return {.each = s.real("one_for_one", "1", {0, 100}, 0,
                         "further refugees taken over for each person sent back"),
          .most = read_limit(s, "one_for_one_most", "persons / year",
                             "of these in a calendar year at most; the rest is owed on")};
}

/// How the workers of an agreement are treated as a scenario states it.
inline WorkTerms read_work_terms(Settings& s) {
  return {
      .permit_years = s.real("permit_years", "years", kContractYearsOrNone, WorkTerms::kNone,
                             "how long a contract of the supplier's workers lasts, after which "
                             "they return; -1: as the channel says"),
      .renewal = s.real("renewal", "1", {0, 1, WorkTerms::kNone}, WorkTerms::kNone,
                        "chance that it is renewed; -1: as the channel says"),
      .fee_cap = s.real("fee_cap", "int. $", {0, 1e6, WorkTerms::kNone}, WorkTerms::kNone,
                        "what recruiters may take from the supplier's workers at most; -1: no cap"),
      .rights = s.real("workers_rights", "1", {-1, 1}, 0,
                       "added to the rights of the supplier's citizens, by a model contract or "
                       "social security")};
}

/// The workers' places of an agreement as a scenario states them.
inline LabourTerms read_labour_terms(Settings& s) {
  LabourTerms terms;
  terms.work = read_work_terms(s);
  terms.places_per_year =
      s.real("places", "persons / year", {0, 1e9}, 0,
             "places kept for the supplier's workers in the demander's countries, "
             "beside those of all");
  const std::vector<double> skills =
      s.reals("skills", "1", {0, 1}, {},
              "shares of these places for low, medium and high schooling; none: for any schooling");
  if (skills.empty()) return terms;
  double sum = 0;
  for (const double share : skills) sum += share;
  if (skills.size() != kSkills || std::abs(sum - 1) > 1e-9) {
    s.fault("skills", "expected three shares that add up to 1");
    return terms;
  }
  terms.skills = {skills[0], skills[1], skills[2]};
  return terms;
}

}  // namespace sojourn::models
