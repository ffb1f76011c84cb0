#include "models/forums/upkeep.hpp"

#include <algorithm>
#include <cmath>

#include "models/forums/demand.hpp"
#include "sim/base/arithmetic/elementary.hpp"

namespace sojourn::models {

namespace {

StateArray worth_now(const Positions& p, const Forum& forum, const TalkCosts& costs,
                     const UpkeepTerms& terms) {
  const double force = force_of(forum.formality, forum.authority, terms.authority_weight);
  return forum_worth(p, forum, costs).at(force);
}

}  // namespace

States leavers(const Positions& p, const Forum& forum, const TalkCosts& costs,
               const UpkeepTerms& terms) {
  const bool binds = std::ranges::count(terms.by_ratification, forum.name) == 0;
  const StateArray worth =
      binds ? worth_now(p, forum, costs, terms) : forum_worth(p, forum, costs).at(0);
  States out;
  for (const StateId member : members_of(forum)) {
    if (worth[member] < -terms.tolerance) out.push_back(member);
  }
  std::ranges::stable_sort(out, std::greater(), [&](StateId i) { return p.power[i]; });
  return out;
}

double reform_veto(const Positions& p, const Forum& forum, const TalkCosts& costs) {
  Forum reformed = forum;
  reformed.rule = DecisionRule::kMajority;
  return veto_share(p, members_of(forum), forum_worth(p, reformed, costs).at(1));
}

double next_authority(const Positions& p, const Forum& forum, double use, const TalkCosts& costs,
                      const UpkeepTerms& terms) {
  const double veto = reform_veto(p, forum, costs);
  const double a = forum.authority;
  return std::clamp(a + terms.growth * use * (1 - a) - terms.exodus * veto * forum.discretion * a,
                    0.0, 1.0);
}

bool dies(const Forum& forum, double use, const UpkeepTerms& terms, Draws& draws) {
  const double force = force_of(forum.formality, forum.authority, terms.authority_weight);
  const double chance = 1 - fixed::exp(-terms.dormancy * (1 - use) * (1 - force));
  const bool luck = draws.happens(std::max(chance, 1e-300));
  return forum.members.size() < 3 || luck;
}

std::optional<Forum> merged(const Positions& p, const Forum& one, const Forum& other,
                            const TalkCosts& costs, const UpkeepTerms& terms) {
  const States a = members_of(one), b = members_of(other);
  bool common = false;
  Forum both = one.authority >= other.authority ? one : other;
  for (std::size_t s = 0; s < both.mandate.size(); ++s) {
    common |= one.mandate[s] && other.mandate[s];
    both.mandate[s] = one.mandate[s] || other.mandate[s];
  }
  if (!common || likeness(a, b) < terms.alike) return std::nullopt;
  States members;
  std::ranges::set_union(a, b, std::back_inserter(members));
  both.members = members;
  both.formality = std::max(one.formality, other.formality);
  StateArray gain = worth_now(p, both, costs, terms);
  for (const auto& [forum, inside] : {std::pair{&one, &a}, std::pair{&other, &b}}) {
    const StateArray before = worth_now(p, *forum, costs, terms);
    for (const StateId member : *inside) gain[member] -= before[member];
  }
  if (veto_share(p, members, gain) >= 0.5) return std::nullopt;
  return both;
}

}  // namespace sojourn::models
