#pragma once

#include <string>

#include "models/bargaining/win_set.hpp"
#include "sim/input/settings.hpp"

namespace sojourn::models {

/// How positions become ideal points: the status quo, a1 to a5 and the saliences (ODD 7.15), the
/// same for every state.
struct IdealTerms {
  explicit IdealTerms(Settings& s)
      : status_quo(IssuePoint::Constant(
            s.real("q", "1", {0, 0.99}, 0.05, "what customary law gives on each issue, 0: none"))) {
    // Half of an issue's range for one who only receives, as in the first trials (ODD 8).
    weights.flow_on_admission = s.real("flow_on_admission", "issue / net position", {0, 10}, 0.6,
                                       "a1: who receives wants to admit less");
    weights.flow_on_rights = s.real("flow_on_rights", "issue / net position", {0, 10}, 0.6,
                                    "a3: who sends wants rights, by its diaspora");
    // An excess of 0.1% of GDP, that of a crisis, moves it by a tenth of the range; 1%, the worst
    // that is known, over all of it.
    weights.pressure = s.real("pressure", "issue / (GDP share / year)", {0, 1e5}, 100,
                              "a2: who bears excess cost wants containment");
    // Every tenth job vacant: a tenth of the range.
    weights.shortage = s.real("shortage", "issue / share of demand", {0, 100}, 1,
                              "a4: who lacks labour wants to admit more");
    // As many hosted as Turkey had in 2018, 4.5%, undo a status quo of 0.05.
    weights.hosting = s.real("hosted", "issue / share of population", {0, 100}, 1,
                             "a5: who hosts others wants to contain less");
    const auto weigh = [&](const char* issue) {
      return s.real(std::string("salience_") + issue, "utility / issue^2", {1e-3, 1e3}, 1,
                    std::string("how much ") + issue + " weighs");
    };
    salience = {weigh("admission"), weigh("containment"), weigh("rights")};
  }

  IssuePoint status_quo;
  IdealWeights weights;
  IssuePoint salience;
};

/// What two parties would like of each other: the above, and f0.
struct BargainTerms : IdealTerms {
  explicit BargainTerms(Settings& s)
      : IdealTerms(s),
        small_flow(s.real("small_flow", "1 / year", {1e-12, 1}, 1e-5,
                          "f0: yearly flow, of the population, that counts as small")) {}

  Preference preference(const DyadPosition& position) const {
    return {ideal_point(status_quo, position, weights), salience};
  }
  Bargain between(const DyadPosition& one, const DyadPosition& other) const {
    return {
        .parties = {preference(one), preference(other)}, .weights = {}, .status_quo = status_quo};
  }

  double small_flow;  // f0 [1 / year]
};

}  // namespace sojourn::models
