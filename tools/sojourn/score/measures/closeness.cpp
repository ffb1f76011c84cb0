#include "tools/sojourn/score/measures/closeness.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "sim/base/arithmetic/elementary.hpp"

namespace sojourn::command {

namespace {

/// Numbers of the values from the least on; equals stay in their order.
std::vector<Eigen::Index> ascending(const Eigen::ArrayXd& values) {
  std::vector<Eigen::Index> order(static_cast<std::size_t>(values.size()));
  std::iota(order.begin(), order.end(), Eigen::Index{0});
  std::ranges::stable_sort(order, {}, [&](Eigen::Index i) { return values(i); });
  return order;
}

/// From 1 on.
Eigen::ArrayXd ranks_of(const Eigen::ArrayXd& values) {
  const std::vector<Eigen::Index> order = ascending(values);
  Eigen::ArrayXd ranks(values.size());
  for (std::size_t first = 0; first < order.size();) {
    std::size_t end = first;
    while (end < order.size() && values(order[end]) == values(order[first])) ++end;
    const double shared = (static_cast<double>(first + end) + 1) / 2;
    for (; first < end; ++first) ranks(order[first]) = shared;
  }
  return ranks;
}

/// Of a series that is no count: a balance, or a sentiment.
bool has_negative(const Eigen::ArrayXd& guess, const Eigen::ArrayXd& known) {
  return (guess < 0).any() || (known < 0).any();
}

std::set<Eigen::Index> largest(const Eigen::ArrayXd& values, Eigen::Index n) {
  const std::vector<Eigen::Index> order = ascending(-values);
  return {order.begin(), order.begin() + std::min<std::ptrdiff_t>(n, values.size())};
}

}  // namespace

double common_part(const Eigen::ArrayXd& guess, const Eigen::ArrayXd& known) {
  if (has_negative(guess, known)) return std::nan("");
  return 2 * guess.min(known).sum() / (guess.sum() + known.sum());
}

double correlation(const Eigen::ArrayXd& a, const Eigen::ArrayXd& b) {
  if (a.size() < 3) return std::nan("");  // two lie on a line, whatever they are
  const Eigen::ArrayXd u = a - a.mean(), v = b - b.mean();
  // Of equal values rounding may leave a trace of spread, which is none.
  const auto flat = [](const Eigen::ArrayXd& x) { return x.minCoeff() == x.maxCoeff(); };
  if (flat(a) || flat(b)) return std::nan("");
  return (u * v).sum() / std::sqrt(u.square().sum() * v.square().sum());
}

double log_correlation(const Eigen::ArrayXd& guess, const Eigen::ArrayXd& known) {
  if (has_negative(guess, known)) return std::nan("");
  return correlation((1 + guess).unaryExpr(&fixed::log), (1 + known).unaryExpr(&fixed::log));
}

double rank_correlation(const Eigen::ArrayXd& guess, const Eigen::ArrayXd& known) {
  return correlation(ranks_of(guess), ranks_of(known));
}

double mean_absolute_error(const Eigen::ArrayXd& guess, const Eigen::ArrayXd& known) {
  return (guess - known).abs().sum() / static_cast<double>(known.size());
}

double root_mean_square_error(const Eigen::ArrayXd& guess, const Eigen::ArrayXd& known) {
  return std::sqrt((guess - known).square().sum() / static_cast<double>(known.size()));
}

double mean_relative_error(const Eigen::ArrayXd& guess, const Eigen::ArrayXd& known, double least) {
  double sum = 0, n = 0;
  for (Eigen::Index i = 0; i < known.size(); ++i) {
    if (!(known(i) > least)) continue;
    sum += std::abs(guess(i) - known(i)) / known(i);
    ++n;
  }
  return sum / n;
}

int common_largest(const Eigen::ArrayXd& guess, const Eigen::ArrayXd& known, Eigen::Index n) {
  const std::set<Eigen::Index> of_guess = largest(guess, n), of_known = largest(known, n);
  return static_cast<int>(
      std::ranges::count_if(of_guess, [&](Eigen::Index i) { return of_known.contains(i); }));
}

double relative_difference(const Eigen::ArrayXd& guess, const Eigen::ArrayXd& known) {
  if (has_negative(guess, known)) return std::nan("");
  return (guess - known).abs().sum() / known.sum();
}

double averaged_relative_difference(const std::vector<Eigen::ArrayXd>& guess,
                                    const std::vector<Eigen::ArrayXd>& known) {
  double sum = 0, n = 0;
  for (std::size_t date = 0; date < known.size(); ++date) {
    if ((known[date] == 0).all()) continue;
    sum += relative_difference(guess[date], known[date]);
    ++n;
  }
  return sum / n;
}

double total_ratio(const Eigen::ArrayXd& guess, const Eigen::ArrayXd& known) {
  if (has_negative(guess, known)) return std::nan("");
  return guess.sum() / known.sum();
}

}  // namespace sojourn::command
