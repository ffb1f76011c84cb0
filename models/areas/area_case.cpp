#include "models/areas/area_case.hpp"

#include <algorithm>
#include <utility>

#include "models/parties/party.hpp"

namespace sojourn::models {

AreaValues read_area_values(Settings& s) {
  return {
      .out = s.real("g_o", "GDP per head / person", {0, 100}, AreaValues{}.out,
                    "gain from a citizen who lives abroad freely"),
      .reciprocal = s.real("g_r", "GDP per head / person", {0, 100}, AreaValues{}.reciprocal,
                           "gain from people who come where as many go"),
      .net_inflow = s.real("c0", "GDP per head / person", {0, 100}, AreaValues{}.net_inflow,
                           "cost of net inflow from poorer members"),
      .unemployment = s.real("c_u", "1", {0, 1000}, AreaValues{}.unemployment,
                             "rise of that cost with unemployment"),
      .welfare = s.real("c_w", "GDP per head / person", {0, 100}, AreaValues{}.welfare,
                        "what a newcomer without work costs a year; of newcomers as many are "
                        "without as of all"),
      .idle_at_full_employment =
          s.real("full_employment", "1", {0.001, 1}, AreaValues{}.idle_at_full_employment,
                 "unemployment up to which vacancies do not lack; at twice as much there are "
                 "half as many"),
      .fixed = s.real("f", "GDP per head", {0, 1}, AreaValues{}.fixed, "cost of being a member")};
}

AreaCase area_case(const Scene& scene, const std::vector<StateId>& states, AreaStocks stocks) {
  const Eigen::Index n = std::ssize(states);
  AreaCase now{.stocks = std::move(stocks),
               .population = Eigen::ArrayXd::Zero(n),
               .income = Eigen::ArrayXd(n),
               .unemployment = Eigen::ArrayXd(n),
               .sentiment = Eigen::ArrayXd(n)};
  for (std::size_t i = 0; i < states.size(); ++i) {
    const StateId state = states[i];
    now.population[i] = std::max(1.0, people_of(scene, state));
    now.income[i] = std::max(1.0, scene.conditions.gdp_per_capita[state]);
    now.unemployment[i] = scene.conditions.unemployment[state];
    now.sentiment[i] = std::max(0.0, scene.stances.sentiment[state]);
  }
  return now;
}

}  // namespace sojourn::models
