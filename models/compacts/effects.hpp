#pragma once

#include "models/compacts/objectives/objective.hpp"
#include "sim/base/ids.hpp"
#include "sim/input/settings.hpp"

namespace sojourn::models {

/// What full compliance beyond what is practised anyway changes for people.
struct EffectSizes {
  double papers = 0.5;       // share
  double borders = 0.2;      // probability
  double returns = 1;        // share
  double pathways = 0.5;     // share
  double lives = 0.5;        // share
  double rights = 0.5;       // share
  double fees = 0.04;        // share
  double remitted = 0.15;    // share
  double data = 0.1;         // share
  double drivers = 0.1;      // share
  double information = 0.1;  // share
  double victims = 0.2;      // share
  double procedures = 0.3;   // share
  double consular = 0.1;     // share
  double skills = 0.2;       // share
  double diasporas = 0.05;   // share
  double portability = 0.1;  // share
  double partnership = 0.1;  // share

  EffectSizes() = default;
  explicit EffectSizes(Settings& s)
      : papers(s.real("papers", "1", {0, 10}, EffectSizes{}.papers,
                      "rise of regularisation and return of those whose states identify them")),
        borders(s.real("borders", "1", {0, 1}, EffectSizes{}.borders,
                       "share of attempts that both ends of a corridor stop together")),
        returns(s.real("returns", "1", {0, 10}, EffectSizes{}.returns,
                       "rise of return of those whose states take them back")),
        pathways(s.real("pathways", "1", {0, 10}, EffectSizes{}.pathways,
                        "rise of the places of contested ways of entering")),
        lives(s.real("lives", "1", {0, 1}, EffectSizes{}.lives,
                     "share of deaths on corridors that both ends together prevent")),
        rights(s.real("rights", "1", {0, 1}, EffectSizes{}.rights,
                      "share of the lack of rights that is made good")),
        fees(s.real("fees", "1", {0, 1}, EffectSizes{}.fees,
                    "share of remittances that cheaper transfers save (7% in 2018, 3% is the goal: "
                    "World Bank, Remittance Prices Worldwide)")),
        remitted(s.real("remitted", "1", {0, 1}, EffectSizes{}.remitted,
                        "share of the wage abroad that settled people send home")),
        data(s.real("data", "1", {0, 1}, EffectSizes{}.data,
                    "share of the lack of capacity that counting migration makes good")),
        drivers(s.real("drivers", "1", {0, 1}, EffectSizes{}.drivers,
                       "share of instability and unemployment that is taken away where people "
                       "leave for them")),
        information(s.real("information", "1", {0, 1}, EffectSizes{}.information,
                           "share of deaths on corridors that knowing of them prevents")),
        victims(s.real("victims", "1", {0, 10}, EffectSizes{}.victims,
                       "rise of regularisation where victims of trafficking are found")),
        procedures(s.real("procedures", "1", {0, 1}, EffectSizes{}.procedures,
                          "share of those sent back at once who get a procedure first")),
        consular(s.real("consular", "1", {0, 1}, EffectSizes{}.consular,
                        "share of the lack of rights that one's own state makes good")),
        skills(s.real("skills", "1", {0, 10}, EffectSizes{}.skills,
                      "rise of contested places for the schooled")),
        diasporas(
            s.real("diasporas", "1", {0, 10}, EffectSizes{}.diasporas, "rise of remittances")),
        portability(s.real("portability", "1", {0, 1}, EffectSizes{}.portability,
                           "share of the lack of rights that entitlements which move make good")),
        partnership(s.real("partnership", "1", {0, 1}, EffectSizes{}.partnership,
                           "share of the lack of capacity that all make good together")) {}
};

/// By state and Deed, in [0, 1]: mean over the objectives with this deed of
/// substance*max(0, done - practice)/(1 - practice).
using Deeds = Eigen::Array<double, Eigen::Dynamic, Eigen::Dynamic>;
/// `practised` by state: factor on the objective's practice.
inline Deeds deeds_of(const CompactText& text, const StateObjective& done,
                      const Eigen::ArrayXd& practised) {
  Deeds deeds = Deeds::Zero(done.rows(), kDeeds);
  Eigen::ArrayXd objectives = Eigen::ArrayXd::Zero(kDeeds);
  for (std::size_t o = 0; o < text.size(); ++o) {
    const Objective& objective = text[o];
    const std::size_t deed = position(objective.deed);
    objectives[deed] += 1;
    const Eigen::ArrayXd before = (objective.practice * practised).min(1);
    const Eigen::ArrayXd rest = (1 - before).max(1e-300);
    deeds.col(deed) += objective.substance * (done.col(o) - before).max(0) / rest;
  }
  deeds.rowwise() /= objectives.max(1).transpose();
  return deeds;
}

}  // namespace sojourn::models
