#include "models/forums/proposals/compromise.hpp"

#include <cmath>

#include "sim/base/arithmetic/elementary.hpp"

namespace sojourn::models {

StateId swing_state(const Positions& p, const States& members, const StateArray& worth,
                    double hosting) {
  StateId found;
  for (const StateId member : members) {
    if (worth[member] >= 0 || worth[member] < -hosting) continue;
    if (!found.valid() || p.power[member] > p.power[found]) found = member;
  }
  return found;
}

Compromise compromise(const Positions& p, const States& invited, const ForumWorth& worth,
                      double hosting) {
  constexpr int kSteps = 20;
  for (int step = kSteps - 1; step > 0; --step) {
    const double formality = 1.0 * step / kSteps;
    StateArray each = worth.at(formality);
    if (veto_share(p, invited, each) < 0.5) return {formality, {}};
    const StateId host = swing_state(p, invited, each, hosting);
    if (!host.valid()) continue;
    each[host] += hosting;
    if (veto_share(p, invited, each) < 0.5) return {formality, host};
  }
  return {};
}

double formal_chance(const Positions& p, const States& members, const ForumWorth& worth,
                     double hurdle) {
  return fixed::pow(1 - veto_share(p, members, worth.at(1)), hurdle);
}

}  // namespace sojourn::models
