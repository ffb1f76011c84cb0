#include "models/agency/tasks.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/arithmetic/elementary.hpp"

namespace sojourn::models {

namespace {

/// Money that takes a task to 63% of its pool.
double scale_of(const Opportunity& one) {
  return one.cost * one.pool;
}
/// What the first dollar is worth.
double first_worth(const Opportunity& one) {
  return one.worth / one.cost;
}

/// Tasks that are worth money, the best first.
std::vector<std::size_t> worthwhile(std::span<const Opportunity> all) {
  std::vector<std::size_t> tasks;
  for (std::size_t q = 0; q < all.size(); ++q) {
    if (all[q].worth > 0 && scale_of(all[q]) > 0) tasks.push_back(q);
  }
  std::ranges::stable_sort(tasks, [&](std::size_t a, std::size_t b) {
    return first_worth(all[a]) > first_worth(all[b]);
  });
  return tasks;
}

/// ln of what the last dollar is worth where these tasks, the best ones, share all of the money:
/// m = scale*(ln first_worth - l) adds up to it.
double log_margin(std::span<const Opportunity> all, const std::vector<std::size_t>& best,
                  std::size_t n, double money) {
  double scales = 0, weighed = 0;
  for (std::size_t k = 0; k < n; ++k) {
    const Opportunity& one = all[best[k]];
    scales += scale_of(one);
    weighed += scale_of(one) * fixed::log(first_worth(one));
  }
  return (weighed - money) / scales;
}

}  // namespace

double Opportunity::reached(double money) const {
  return scale_of(*this) > 0 ? -pool * fixed::expm1(-money / scale_of(*this)) : 0;
}

std::vector<double> best_division(std::span<const Opportunity> all, double money) {
  std::vector<double> division(all.size(), 0);
  const std::vector<std::size_t> best = worthwhile(all);
  if (best.empty() || money <= 0) return division;
  double margin = 0;
  std::size_t n = 0;
  do {
    margin = log_margin(all, best, ++n, money);
  } while (n < best.size() && fixed::log(first_worth(all[best[n]])) > margin);
  for (std::size_t k = 0; k < n; ++k) {
    const Opportunity& one = all[best[k]];
    division[best[k]] = scale_of(one) * (fixed::log(first_worth(one)) - margin);
  }
  return division;
}

TaskMoney best_division(const Opportunities& all, double money) {
  const std::vector<double> best = best_division(std::span<const Opportunity>(all), money);
  TaskMoney division{};
  std::ranges::copy(best, division.begin());
  return division;
}

double value_of(const Opportunities& all, const TaskMoney& division) {
  double sum = 0;
  for (std::size_t q = 0; q < kTasks; ++q) sum += all[q].worth * all[q].reached(division[q]);
  return sum;
}

}  // namespace sojourn::models
