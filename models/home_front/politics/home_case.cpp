#include "models/home_front/politics/home_case.hpp"

#include <algorithm>

namespace sojourn::models {

void Circumstances::drift(const Circumstances& now, double share) {
  for (const auto part : {&Circumstances::sentiment, &Circumstances::shortage,
                          &Circumstances::shortage_ahead, &Circumstances::unemployment}) {
    this->*part += (now.*part - this->*part) * share;
  }
}

double HomeWeights::beyond(double now, double usual) const {
  const double by = now - usual;
  return by - std::clamp(by, -slack, slack);
}

Departures HomeWeights::departures(const Circumstances& now, const Circumstances& usual) const {
  return {.sentiment = now.sentiment - usual.sentiment,
          .shortage = beyond(now.shortage, usual.shortage),
          .shortage_ahead = now.shortage_ahead - usual.shortage_ahead,
          .unemployment = now.unemployment - usual.unemployment};
}

double law_pull(const PolicyWeights& w, double rule_of_law, double rights) {
  return 2 * (w.c_law * rule_of_law) * std::max(0.0, w.r_norm - rights);
}

PolicyProblem home_problem(const HomeWeights& w, const PolicyFacts& f, const HomeCase& home,
                           const Sides& sides) {
  PolicyProblem problem(w.policy, f, sides);
  const PersonWeights net =
      w.interests.of(home.departures, w.policy.p_w, w.policy.irregular_weight, f.rule_of_law);
  const double kept = home.kept * f.inflow.on(sides[kRightsLever]).rights_in_force;
  problem.shortage.fill[kRightsLever] += filled_by_one_a_year(w.policy, f) * kept;
  problem.shortage.missing = home.departures.shortage_ahead - w.slack;
  const double spared = std::max(0.0, -home.departures.shortage_ahead - w.slack);
  const std::array<double, kLevers> weights{w.c_o, w.policy.c_r, w.policy.c_enf};
  for (std::size_t k = 0; k < kLevers; ++k) {
    const InflowSlopes& slopes = f.inflow.on(sides[k]);
    OwnCost& own = problem.own[k];
    own.weight = weights[k];
    own.target = home.wanted[k];
    own.slope = (net.regular * slopes.regular[k] + net.irregular * slopes.irregular[k]) / f.people +
                2 * problem.shortage.weight * spared * problem.shortage.fill[k];
  }
  const double news = home.departures.news;
  problem.own[kRightsLever].slope +=
      home.law_pull - w.interests.advocates * news - net.worker * kept / f.people;
  problem.own[kEffortLever].slope += w.interests.rescue * news;
  return problem;
}

}  // namespace sojourn::models
