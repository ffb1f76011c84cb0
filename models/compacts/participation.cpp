#include "models/compacts/participation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace sojourn::models {

ParticipationWeights::ParticipationWeights(Settings& s)
    : pressure(s.real("press", "worth", {0, 100}, ParticipationWeights{}.pressure,
                      "pressure of members who comply on states without power")),
      pressed_by_all(s.real("pressed_by_all", "1", {0, 10}, ParticipationWeights{}.pressed_by_all,
                            "worth of being pressed by everybody, per unit of `press`")),
      sovereignty(s.real("c_sov", "worth", {0, 100}, ParticipationWeights{}.sovereignty,
                         "cost of being bound by a fully hard text, at sovereignty 1")),
      fear(s.real("fear", "worth", {0, 100}, ParticipationWeights{}.fear,
                  "cost of custom that is harder than the text that was signed")),
      support(s.real("w_support", "worth", {0, 100}, ParticipationWeights{}.support,
                     "what full political support is worth")),
      commitment(s.real("commitment", "1", {0, 1}, ParticipationWeights{}.commitment,
                        "share of the cost of joining that a vote for the text brings on")),
      band(s.real("band", "worth", {0, 10}, ParticipationWeights{}.band,
                  "worth of a text, either way, below which a state abstains")),
      absence(s.real("absence", "1", {0, 1}, ParticipationWeights{}.absence,
                     "chance that a state without any capacity does not vote")),
      exit_rate(s.real("exit_rate", "1 / year", {0, 12}, ParticipationWeights{}.exit_rate,
                       "rate at which members leave a text that they are sure to lose by")),
      exit_cost(s.real("exit_cost", "worth", {0, 100}, ParticipationWeights{}.exit_cost,
                       "reputation that leaving costs")),
      acclamation(s.real("acclamation", "1", {0, 1}, ParticipationWeights{}.acclamation,
                         "hardness below which a text is adopted by acclamation: whoever votes for "
                         "it is in; 0: states join one by one")),
      linked(s.real("linked", "1", {0, 1}, ParticipationWeights{}.linked,
                    "hardness that binding law which a state is under adds to what it fears of the "
                    "text")) {}

std::string ParticipationTerms::text() const {
  std::array<std::pair<double, const char*>, 7> addends{{{joining.benefit, "benefit"},
                                                         {-joining.hosting, "own obligations"},
                                                         {-joining.contracting, "ratification"},
                                                         {-sovereignty, "sovereignty"},
                                                         {-fear, "fear of custom"},
                                                         {pressure, "pressure"},
                                                         {support, "support"}}};
  std::ranges::stable_sort(addends, std::greater{},
                           [](const auto& a) { return std::abs(a.first); });
  return fmt::format("net {:+.3f}: {} {:+.3f}, {} {:+.3f}, {} {:+.3f}", net(), addends[0].second,
                     addends[0].first, addends[1].second, addends[1].first, addends[2].second,
                     addends[2].first);
}

Appraisal::Appraisal(const CompactText& text, const CompactStates& states,
                     const StateObjective& expected, const StateObjective& practice,
                     const Eigen::ArrayXd& in, bool as_if_all)
    : stake_(Eigen::ArrayXd::Zero(states.size())),
      reach_(stake_),
      exposure_(stake_),
      capacity_(states.capacity),
      saved_(states.saved) {
  const Roles roles = roles_of(text, states.sending);
  const double per_objective = 2.0 / text.size();
  Eigen::ArrayXd worth = Eigen::ArrayXd::Zero(states.size());
  for (std::size_t o = 0; o < text.size(); ++o) {
    const Objective& objective = text[o];
    const Eigen::ArrayXd benefit = roles.beneficiary.col(o) * objective.value *
                                   states.salience.col(static_cast<int>(objective.basket));
    const double owed = roles.obligor.col(o).sum();
    const double by_members = (roles.obligor.col(o) * in).sum();
    const double done = (roles.obligor.col(o) * in * practice.col(o)).sum();
    if (by_members > 0) {
      stake_ += per_objective * benefit * (done / by_members);
    } else {
      stake_ += per_objective * benefit * states.prior;
    }
    reach_ += benefit * (as_if_all ? 1 : owed > 0 ? by_members / owed : 0);
    worth += benefit;
    exposure_ += per_objective * roles.obligor.col(o) * objective.cost *
                 (1 - (objective.practice * states.practised).min(1)) * expected.col(o);
  }
  reach_ = (worth > 0).select(reach_ / worth.max(1e-300), 0.0);
}

Joiner Appraisal::joiner(Eigen::Index state) const {
  return {.stake = stake_[state],
          .reach = reach_[state],
          .exposure = exposure_[state],
          .capacity = capacity_[state],
          .saved = saved_[state]};
}

ParticipationTerms participation(const ParticipationWeights& weights, const JoiningWeights& joining,
                                 const Joiner& joiner, const CompactStates& states,
                                 Eigen::Index state, const Members& members, double hardness,
                                 double custom) {
  const double sovereignty = states.sovereignty[state];
  return {.joining = joining_terms(joining, {.depth = 1, .hardness = hardness}, joiner),
          .pressure = weights.pressure * weights.pressed_by_all * members.share() *
                      members.compliance * (1 - states.power[state]),
          .sovereignty = weights.sovereignty * hardness * sovereignty,
          .fear = weights.fear *
                  (std::max(0.0, custom - hardness) + weights.linked * states.under_law[state]) *
                  sovereignty,
          .support = weights.support * states.support[state]};
}

}  // namespace sojourn::models
