#include "models/areas/area_gain.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace sojourn::models {

namespace {

Eigen::ArrayXXd stocks_among(const AreaCase& world, const std::vector<MemberIndex>& members) {
  const Eigen::Index n = std::ssize(members);
  Eigen::ArrayXXd stocks = world.stocks(members);
  if (stocks.rows() != n || stocks.cols() != n) {
    throw std::invalid_argument("AreaCase: stocks of other than the members");
  }
  for (Eigen::Index i = 0; i < n; ++i) {
    for (Eigen::Index j = 0; j < n; ++j) {
      if (i != j && !(stocks(i, j) >= 0 && std::isfinite(stocks(i, j)))) {
        throw std::invalid_argument("AreaCase: needs finite stocks >= 0");
      }
    }
  }
  return stocks;
}

AreaGain gain(const AreaCase& world, const AreaValues& values,
              const std::vector<MemberIndex>& states, const Eigen::ArrayXXd& stocks,
              std::size_t position) {
  const MemberIndex member = states[position];
  double out_sum = 0, in_sum = 0, net_from_poorer = 0;
  for (std::size_t p = 0; p < states.size(); ++p) {
    if (p == position) continue;
    const double out = stocks(position, p), in = stocks(p, position);
    const double gap = std::max(0.0, 1 - world.income[states[p]] / world.income[member]);
    out_sum += vacancies(values, world.unemployment[states[p]]) * out;
    in_sum += in;
    net_from_poorer += std::max(0.0, in - out) * gap;
  }
  const double heads = world.population[member];
  const double burden = values.net_inflow * (1 + values.unemployment * world.unemployment[member] +
                                             world.sentiment[member]);
  const double idle = world.unemployment[member];
  const double matched = std::min(vacancies(values, idle) * in_sum, out_sum);
  return {values.out * out_sum / heads, values.reciprocal * matched / heads,
          -burden * net_from_poorer / heads, -values.welfare * idle * in_sum / heads,
          -values.fixed};
}

}  // namespace

double vacancies(const AreaValues& values, double unemployment) {
  return std::min(1.0, values.idle_at_full_employment / unemployment);
}

AreaGain operator-(const AreaGain& a, const AreaGain& b) {
  return {a.out - b.out, a.reciprocal - b.reciprocal, a.net_inflow - b.net_inflow,
          a.welfare - b.welfare, a.fixed - b.fixed};
}

AreaAddend lowest(const AreaGain& change) {
  using Part = std::pair<AreaAddend, double>;
  const std::array<Part, 5> addends{{{AreaAddend::kOut, change.out},
                                     {AreaAddend::kReciprocal, change.reciprocal},
                                     {AreaAddend::kNetInflow, change.net_inflow},
                                     {AreaAddend::kWelfare, change.welfare},
                                     {AreaAddend::kFixed, change.fixed}}};
  return std::ranges::min_element(addends, {}, &Part::second)->first;
}

void check(const AreaCase& world, const AreaValues& values) {
  for (const double value : {values.out, values.reciprocal, values.net_inflow, values.unemployment,
                             values.welfare, values.idle_at_full_employment, values.fixed}) {
    if (!(value >= 0 && std::isfinite(value))) {
      throw std::invalid_argument("AreaValues: needs finite values >= 0");
    }
  }
  if (!(values.idle_at_full_employment > 0)) {
    throw std::invalid_argument("AreaValues: full employment needs an unemployment above 0");
  }
  const Eigen::Index n = world.population.size();
  if (!world.stocks || world.income.size() != n || world.unemployment.size() != n ||
      world.sentiment.size() != n) {
    throw std::invalid_argument("AreaCase: no stocks, or arrays of different sizes");
  }
  if (!(world.population.isFinite().all() && (world.population > 0).all() &&
        world.income.isFinite().all() && (world.income > 0).all())) {
    throw std::invalid_argument("AreaCase: needs finite populations and incomes above 0");
  }
  if (!(world.unemployment.isFinite().all() && (world.unemployment >= 0).all() &&
        world.sentiment.isFinite().all() && (world.sentiment >= 0).all())) {
    throw std::invalid_argument("AreaCase: needs finite unemployment and sentiment >= 0");
  }
}

std::vector<AreaGain> gains_among(const AreaCase& world, const AreaValues& values,
                                  const std::vector<MemberIndex>& states) {
  const Eigen::ArrayXXd stocks = stocks_among(world, states);
  std::vector<AreaGain> gains;
  for (std::size_t i = 0; i < states.size(); ++i)
    gains.push_back(gain(world, values, states, stocks, i));
  return gains;
}

}  // namespace sojourn::models
