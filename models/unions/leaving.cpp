#include "models/unions/leaving.hpp"

#include <fmt/format.h>

#include "models/texts/joining.hpp"
#include "sim/base/arithmetic/elementary.hpp"

namespace sojourn::models {

LeavingWeights::LeavingWeights(Settings& s)
    : rate(s.real("exit_rate", "1 / year", {0, 12}, LeavingWeights{}.rate,
                  "rate at which members leave that have every reason to; 0: nobody does")),
      steepness(s.real("steepness", "1 / (GDP per head)", {0, 1e6}, LeavingWeights{}.steepness,
                       "how sharply members tell a union worth staying in from one that is not")),
      contribution(s.real("contribution", "GDP / year", {0, 1}, LeavingWeights{}.contribution,
                          "the union's budget: members pay by GDP and have it back by head")),
      surprise(s.real("surprise", "GDP per head", {0, 1}, LeavingWeights{}.surprise,
                      "what it costs a member that twice as many come by the union's right as "
                      "usual")),
      attached(s.real("attachment", "GDP per head", {0, 1}, LeavingWeights{}.attached,
                      "what full attachment is worth to a member")),
      attachment(s) {}

double LeavingWeights::net(const MemberFacts& facts) const {
  return facts.gain.total() - contribution * facts.income_gap - surprise * facts.surprise;
}

double LeavingWeights::leaving(const MemberFacts& facts) const {
  return rate * logistic(-steepness * (net(facts) + attached * attachment.of(facts.attachment)));
}

double LeavingWeights::suspending(const MemberFacts& facts) const {
  return rate * logistic(-steepness * net(facts));
}

double LeavingWeights::resuming(const MemberFacts& facts) const {
  return rate * logistic(steepness * net(facts));
}

std::string leaving_text(const LeavingWeights& w, const MemberFacts& facts) {
  const double paid = w.contribution * facts.income_gap;
  return fmt::format(
      "free movement {} {:.1e} of GDP per head, it {} {:.1e}, {:.1f} times more came than usual, "
      "attachment {:.2f}",
      facts.gain.total() < 0 ? "costs" : "gains", std::abs(facts.gain.total()),
      paid < 0 ? "is paid" : "pays", std::abs(paid), facts.surprise,
      w.attachment.of(facts.attachment));
}

UsualInflow::UsualInflow(Settings& s)
    : memory_(s.real("memory", "years", {0.1, 100}, 5,
                     "in which members get used to how many come by the union's right")) {
  surprise_.chance = s.real("surprise_chance", "1", {0, 10}, 3,
                            "standard deviations of the count of who come that are no surprise");
}

double UsualInflow::surprise_by(StateId state, double rate, double heads) {
  const auto [usual, fresh] = usual_.try_emplace(state, rate);
  const double surprise = surprise_.of(rate, usual->second, heads);
  usual->second += -fixed::expm1(-1 / memory_) * (rate - usual->second);
  return surprise;
}

}  // namespace sojourn::models
