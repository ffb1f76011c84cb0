#include "models/home_front/politics/turn_reason.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace sojourn::models {

namespace {

struct Cause {
  double pull;  // towards more openness
  std::string name;
};

/// What one more unit of openness brings in those who are minded, by p_w and head.
double minded(const HomeWeights& w, const PolicyFacts& f, Side side) {
  const InflowSlopes& slopes = f.inflow.on(side);
  const double people =
      slopes.regular[kOpennessLever] + w.policy.irregular_weight * slopes.irregular[kOpennessLever];
  return w.policy.p_w * people / f.people;
}

/// Of the shortage there is: opposition that it disarms, and employers.
double pull_of_shortage(const HomeWeights& w, const PolicyFacts& f, const Departures& d,
                        Side side) {
  const double worker = w.interests.worker(d, w.policy.p_w, f.rule_of_law);
  return minded(w, f, side) * (1 - w.interests.armed(d)) +
         worker * f.inflow.on(side).regular[kOpennessLever] / f.people;
}

/// Of the shortage to come, by more than nobody minds.
double pull_of_future(const HomeWeights& w, const PolicyFacts& f, double ahead, Side side) {
  const PolicyProblem problem(w.policy, f, {side, side, side});
  return 2 * problem.shortage.weight * ahead * problem.shortage.fill[kOpennessLever];
}

std::array<Cause, 6> causes(const HomeWeights& w, const PolicyFacts& f, const HomeCase& home,
                            Side side) {
  const Departures& d = home.departures;
  const double crowd = -minded(w, f, side);
  const double ahead = w.beyond(d.shortage_ahead, 0);
  const double usual = home.wanted[kOpennessLever] - home.swing;
  return {
      {{crowd * w.interests.armed(d) * d.sentiment, fmt::format("sentiment {:+.2f}", d.sentiment)},
       {crowd * w.interests.jobs * d.unemployment,
        fmt::format("unemployment {:+.1f}% beside the usual", 100 * d.unemployment)},
       {pull_of_shortage(w, f, d, side),
        fmt::format("labour shortage {:+.1f}% beside the usual", 100 * d.shortage)},
       {pull_of_future(w, f, ahead, side),
        fmt::format("labour shortage ahead {:+.1f}% beside the usual", 100 * ahead)},
       {2 * w.c_o * home.swing, "the government it elected"},
       {2 * w.c_o * (usual - f.levers[kOpennessLever]), "back to what its politics want"}}};
}

}  // namespace

std::string turn_reason(const HomeWeights& weights, const PolicyFacts& facts, const HomeCase& home,
                        Side side) {
  const double way = side == Side::kUp ? 1 : -1;
  const auto all = causes(weights, facts, home, side);
  return std::ranges::max_element(all, {}, [&](const Cause& cause) { return way * cause.pull; })
      ->name;
}

}  // namespace sojourn::models
