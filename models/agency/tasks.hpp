#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "sim/base/ids.hpp"

namespace sojourn::models {

/// What an agency can do with money.
enum class Task : std::uint8_t {
  kPlacing,      // teaches people and places them where labour is short
  kBorders,      // stops people on their way into a state
  kReturns,      // takes people without papers home
  kEmergencies,  // looks after those whom hosts are too poor to look after
};
inline constexpr std::size_t kTasks = 4;
inline constexpr std::array<Task, kTasks> kAllTasks{Task::kPlacing, Task::kBorders, Task::kReturns,
                                                    Task::kEmergencies};
inline constexpr std::array<std::string_view, kTasks> kTaskNames{"placing", "borders", "returns",
                                                                 "emergencies"};

/// What money can do by one task, for whoever pays.
struct Opportunity {
  double worth = 0;  // of one person reached, in arrivals spared
  double pool = 0;   // who can be reached [persons / year]
  double cost = 1;   // of reaching the first of them [int. $]

  /// pool*(1 - exp(-money/(cost*pool))) [persons / year]: the easy cases come first.
  double reached(double money) const;
};
using Opportunities = std::array<Opportunity, kTasks>;
/// Of money over the tasks [int. $ / year].
using TaskMoney = std::array<double, kTasks>;

/// The division of `money` that is worth most, sum of worth*reached: where something is spent, a
/// dollar more is worth the same. What has no worth gets nothing; where nothing has, none is spent.
std::vector<double> best_division(std::span<const Opportunity> all, double money);
TaskMoney best_division(const Opportunities& all, double money);
double value_of(const Opportunities& all, const TaskMoney& division);
inline double sum_of(const TaskMoney& division) {
  double sum = 0;
  for (const double part : division) sum += part;
  return sum;
}

}  // namespace sojourn::models
