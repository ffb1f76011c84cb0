#pragma once

#include "sim/input/settings.hpp"

namespace sojourn::models {

/// What meeting does (after Kainz, Betts 2021 on consultative processes; Keohane 1984 on the costs
/// of contracting). All magnitudes are judgement.
struct EffectTerms {
  double usual_size = 20;       // members of a forum in which two meet half as closely as alone
  double contracting = 0.5;     // share
  double trust = 0.5;           // share
  double ratification = 1;      // share
  double emulation = 0.3;       // share
  double borders = 0.2;         // probability
  double funding = 1e-5;        // [GDP / year]
  double capacity_cost = 2e-3;  // [GDP / year]

  EffectTerms() = default;
  explicit EffectTerms(Settings& s)
      : usual_size(s.real("usual_size", "states", {1, 1000}, EffectTerms{}.usual_size,
                          "members of a forum in which two meet half as closely as alone")),
        contracting(s.real("contracting", "1", {0, 0.99}, EffectTerms{}.contracting,
                           "share of the cost of contracting that two save who meet closely")),
        trust(s.real("trust", "1", {0, 1}, EffectTerms{}.trust,
                     "share of the way to full trust that a state goes whose partners it meets "
                     "closely")),
        ratification(s.real("ratification", "1", {0, 100}, EffectTerms{}.ratification,
                            "rise of the rate at which it joins texts")),
        emulation(s.real("emulation", "1", {0, 1}, EffectTerms{}.emulation,
                         "share of what its neighbours have of forums that reaches a state outside "
                         "them")),
        borders(s.real("borders", "1", {0, 1}, EffectTerms{}.borders,
                       "share of attempts that a member bound to full containment stops")),
        funding(s.real("funding", "GDP / year", {0, 0.1}, EffectTerms{}.funding,
                       "what a funder gives to members of its forum, of its own GDP")),
        capacity_cost(s.real("capacity_cost", "GDP / year", {1e-9, 1}, EffectTerms{}.capacity_cost,
                             "of a member's GDP, aid that makes good all but 1/e of what it lacks "
                             "in capacity")) {}
};

}  // namespace sojourn::models
