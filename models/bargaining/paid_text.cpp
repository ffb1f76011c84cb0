#include "models/bargaining/paid_text.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace sojourn::models {

namespace {

void check(const Bargain& bargain, std::span<const double> money) {
  unit_slopes(bargain);  // throws for what is no bargain
  const auto fit = [](double one) { return one > 0 && std::isfinite(one); };
  if (money.size() != bargain.parties.size() || !std::ranges::all_of(money, fit)) {
    throw std::invalid_argument("best_paid_text: needs finite money > 0 for each party");
  }
}

}  // namespace

PaidText best_paid_text(const Bargain& bargain, std::span<const double> money) {
  check(bargain, money);
  PaidText best{.text = bargain.status_quo};
  const OpenIssues open = movable(bargain);
  for (int k = 0; k < kIssues; ++k) {
    if (!open[static_cast<std::size_t>(k)]) continue;
    double pull = 0, weight = 0;
    for (std::size_t i = 0; i < money.size(); ++i) {
      const double own = money[i] * bargain.parties[i].salience[k];
      pull += own * bargain.parties[i].ideal[k];
      weight += own;
    }
    const double before = bargain.status_quo[k];
    best.text[k] = std::clamp(pull / weight, before, 1.0);
    // sum of own*((q - ideal)^2 - (x - ideal)^2), without the difference of large squares
    best.surplus += (best.text[k] - before) * (2 * pull - weight * (best.text[k] + before));
  }
  return best;
}

}  // namespace sojourn::models
