#include "tests/support/statistics.hpp"

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/non_central_chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <random>

namespace sojourn::reference {

double two_sided_limit(double level) {
  return boost::math::quantile(boost::math::complement(boost::math::normal(), level / 2));
}

double normal_power(double shift, double level) {
  const boost::math::normal normal;
  const double limit = two_sided_limit(level);
  return boost::math::cdf(normal, std::abs(shift) - limit) +
         boost::math::cdf(normal, -std::abs(shift) - limit);
}

ChiSquare homogeneity(std::span<const std::int64_t> a, std::span<const std::int64_t> b) {
  double n_a = 0, n_b = 0;
  for (const auto n : a) n_a += static_cast<double>(n);
  for (const auto n : b) n_b += static_cast<double>(n);
  ChiSquare test;
  if (n_a == 0 || n_b == 0) return test;
  const double least = std::min(n_a, n_b) / (n_a + n_b);
  const auto addend = [&](double x, double y) {
    const double e_a = (x + y) * n_a / (n_a + n_b), e_b = (x + y) - e_a;
    return (x - e_a) * (x - e_a) / e_a + (y - e_b) * (y - e_b) / e_b;
  };
  double rest_a = 0, rest_b = 0;
  int cells = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto x = static_cast<double>(a[i]), y = static_cast<double>(b[i]);
    if ((x + y) * least < 5) {
      rest_a += x;
      rest_b += y;
      continue;
    }
    test.statistic += addend(x, y);
    ++cells;
  }
  if ((rest_a + rest_b) * least >= 5) {
    test.statistic += addend(rest_a, rest_b);
    ++cells;
  }
  test.degrees = cells - 1;
  if (cells < 2) return test;
  test.p = boost::math::cdf(
      boost::math::complement(boost::math::chi_squared(test.degrees), test.statistic));
  return test;
}

double chi_square_power(std::span<const double> law, std::span<const double> other, double n,
                        double level) {
  double sum_a = 0, sum_b = 0, distance = 0;
  for (const double w : law) sum_a += w;
  for (const double w : other) sum_b += w;
  int cells = 0;
  for (std::size_t i = 0; i < law.size(); ++i) {
    const double p = law[i] / sum_a, q = other[i] / sum_b;
    if ((p + q) * n < 10) continue;
    distance += (p - q) * (p - q) / (p + q);
    ++cells;
  }
  if (cells < 2) return 0;
  const boost::math::chi_squared null(cells - 1);
  const double limit = boost::math::quantile(boost::math::complement(null, level));
  const boost::math::non_central_chi_squared biased(cells - 1, std::max(1e-12, n * distance));
  return boost::math::cdf(boost::math::complement(biased, limit));
}

Smirnov smirnov(std::vector<double> a, std::vector<double> b) {
  std::ranges::sort(a);
  std::ranges::sort(b);
  const auto n_a = static_cast<double>(a.size()), n_b = static_cast<double>(b.size());
  Smirnov test;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const double x = std::min(a[i], b[j]);
    while (i < a.size() && a[i] <= x) ++i;
    while (j < b.size() && b[j] <= x) ++j;
    test.distance = std::max(test.distance,
                             std::abs(static_cast<double>(i) / n_a - static_cast<double>(j) / n_b));
  }
  const double t = test.distance * std::sqrt(n_a * n_b / (n_a + n_b));
  double p = 0;
  for (int k = 1; k < 200; ++k) p += (k % 2 == 1 ? 2 : -2) * std::exp(-2.0 * k * k * t * t);
  test.p = t < 0.2 ? 1 : std::clamp(p, 0.0, 1.0);
  return test;
}

namespace {

/// Sum over columns of the squared difference of the groups' means.
double difference(const std::vector<std::vector<double>>& rows, const std::vector<char>& in_a) {
  double n_a = 0;
  for (const char in : in_a) n_a += in;
  const double n_b = static_cast<double>(rows.size()) - n_a;
  double sum = 0;
  for (std::size_t column = 0; column < rows.front().size(); ++column) {
    double a = 0, b = 0;
    for (std::size_t r = 0; r < rows.size(); ++r) (in_a[r] != 0 ? a : b) += rows[r][column];
    const double d = a / n_a - b / n_b;
    sum += d * d;
  }
  return sum;
}

}  // namespace

double permutation_p(const std::vector<std::vector<double>>& a,
                     const std::vector<std::vector<double>>& b, int n_shuffles) {
  std::vector<std::vector<double>> rows = a;
  rows.insert(rows.end(), b.begin(), b.end());
  for (std::size_t column = 0; column < rows.front().size(); ++column) {
    double mean = 0, square = 0;
    for (const auto& row : rows) mean += row[column] / static_cast<double>(rows.size());
    for (const auto& row : rows) square += (row[column] - mean) * (row[column] - mean);
    const double scale = square > 0 ? std::sqrt(square) : 1;
    for (auto& row : rows) row[column] = (row[column] - mean) / scale;
  }
  std::vector<char> in_a(rows.size(), 0);
  std::fill_n(in_a.begin(), a.size(), 1);
  const double seen = difference(rows, in_a);
  std::mt19937_64 random(20240117);
  int as_far = 1;
  for (int i = 0; i < n_shuffles; ++i) {
    std::ranges::shuffle(in_a, random);
    if (difference(rows, in_a) >= seen * (1 - 1e-12)) ++as_far;
  }
  return static_cast<double>(as_far) / (n_shuffles + 1);
}

}  // namespace sojourn::reference
