#include "models/home_front/politics/turn_reason.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace sojourn::models {

namespace {

struct TurnCause {
  double pull;  // towards more of the lever
  std::string name;
};

/// One lever of a state, looked at on one side.
struct View {
  const HomeWeights& w;
  const PolicyFacts& f;
  const HomeCase& home;
  Lever lever;
  Side side;

  const InflowSlopes& slopes() const { return f.inflow.on(side); }
  double weight() const { return lever == kRightsLever ? w.policy.c_r : w.c_o; }
  /// What one more unit brings in those who are minded, by p_w and head.
  double minded() const {
    const double people =
        slopes().regular[lever] + w.policy.irregular_weight * slopes().irregular[lever];
    return w.policy.p_w * people / f.people;
  }
  /// Workers who come or stay by one more unit [persons / year].
  double workers() const {
    const double kept = lever == kRightsLever ? home.kept * slopes().rights_in_force : 0;
    return slopes().regular[lever] + kept;
  }
};

/// Of the shortage there is: opposition that it disarms, and employers.
double pull_of_shortage(const View& v) {
  const Departures& d = v.home.departures;
  const double worker = v.w.interests.worker(d, v.w.policy.p_w, v.f.rule_of_law);
  return v.minded() * (1 - v.w.interests.armed(d)) + worker * v.workers() / v.f.people;
}

/// Of the shortage to come, by more than nobody minds.
double pull_of_future(const View& v, double ahead) {
  const PolicyProblem problem = home_problem(v.w, v.f, v.home, {v.side, v.side, v.side});
  return 2 * problem.shortage.weight * ahead * problem.shortage.fill[v.lever];
}

/// Of law, by more than politics held against it.
double pull_of_law(const View& v) {
  if (v.lever != kRightsLever) return 0;
  return law_pull(v.w.policy, v.f.rule_of_law, v.f.levers[kRightsLever]) - v.home.law_pull;
}

std::string points(const char* what, double departure) {
  return fmt::format("{} {:+.1f} points beside the usual", what, 100 * departure);
}

std::array<TurnCause, 8> causes(const View& v) {
  const Departures& d = v.home.departures;
  const Interests& interests = v.w.interests;
  const double ahead = v.w.beyond(d.shortage_ahead, 0);
  const double usual = v.home.wanted[v.lever] - v.home.swing;
  const double news = v.lever == kRightsLever ? interests.advocates * d.news : 0;
  return {{{-v.minded() * interests.armed(d) * d.sentiment,
            fmt::format("sentiment {:+.2f} beside the usual", d.sentiment)},
           {-v.minded() * interests.jobs * d.unemployment, points("unemployment", d.unemployment)},
           {pull_of_shortage(v), points("labour shortage", d.shortage)},
           {pull_of_future(v, ahead), points("labour shortage ahead", ahead)},
           {news, fmt::format("news of harm {:.2f}", d.news)},
           {pull_of_law(v), "law"},
           {2 * v.weight() * v.home.swing, "the government it elected"},
           {2 * v.weight() * (usual - v.f.levers[v.lever]), "back to what its politics want"}}};
}

}  // namespace

std::string turn_reason(const HomeWeights& weights, const PolicyFacts& facts, const HomeCase& home,
                        Lever lever, Side side) {
  const double way = side == Side::kUp ? 1 : -1;
  const auto all = causes({weights, facts, home, lever, side});
  return std::ranges::max_element(all, {}, [&](const TurnCause& cause) { return way * cause.pull; })
      ->name;
}

}  // namespace sojourn::models
