#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tests/worlds/reference/reference_world.hpp"

// A hazard in a small world of its own, the engine against the reference.
//
// Law: the number of events of either engine is a sum over persons. Where a person meets the event
// at most once its variance is at most N*(1 - N/n) for N expected events among n persons; else it
// is at most N: draws are independent tick by tick, and in the few ticks of those cases hardly
// anyone meets the event twice. So z = (engine - reference)/sqrt(var + var) is no wider than a
// standard normal. n is the number of persons below, over kReplicates runs of each engine. Family
// level 0.001 over all cases of a list, Bonferroni; power to detect a rate that is off by the
// list's bias is computed from the sums of the probabilities that the reference drew from with and
// without it.
namespace sojourn::reference {

using Count = std::function<std::int64_t(const Outcome&)>;

struct Case {
  std::string name;
  Event event;
  SmallWorld world;
  Count count;
  double at_risk;  // persons per replicate who meet the event at most once; 0: many times
  std::optional<SmallWorld> reference = {};  // the other engine's, if it is told otherwise
};

template <class List>
std::int64_t sum(const List& list) {
  std::int64_t total = 0;
  for (const auto n : list) total += n;
  return total;
}
std::int64_t stock_of(const Outcome& outcome, Status status);
Count stock_count(Status status);
Count left_of_stock(Status status, double n);
template <class... Axes>
Count all_of(Counts<Axes...> Flows::*counter) {
  return [=](const Outcome& outcome) { return sum(outcome.flows.*counter); };
}
template <class... Axes>
Count by_way(Counts<Axes...> Flows::*counter, const std::vector<int>& ways) {
  return [=](const Outcome& outcome) {
    std::int64_t total = 0;
    const auto& list = outcome.flows.*counter;
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (std::ranges::count(ways, static_cast<int>(i % kWays)) > 0) total += list[i];
    }
    return total;
  };
}

inline constexpr const char* kCalm = "birth_rate = 0\nlife_expectancy = 95";
inline constexpr const char* kFair =
    "birth_rate = 0\nlife_expectancy = 95\nrights = 1\nopenness = 1\ncapacity = 1";

/// n people from HOME live in HOST with one status.
SmallWorld abroad(const std::string& status, double n, int ticks, const std::string& host = kFair);
/// Everyone in HOME is driven out on the first tick and walks to HOST, or through it to FAR.
SmallWorld exodus(double n, int ticks, const std::string& edge, bool onward = false);
/// The same, and they come openly, without a visa.
SmallWorld visits(double n, int ticks, bool free = true);
/// `residents` in HOME, whose n kin live in HOST.
SmallWorld kin_abroad(double residents, double n, int ticks, const std::string& host = kFair);

template <class Change>
Case with(Case c, const Change& change) {
  change(c.world.constants);
  return c;
}

/// Holds a case at its share of the family level and prints what was found; a rate of the reference
/// that is `bias` times as high must be told from the engine's.
void check(const Case& c, double bias, std::size_t cases);

}  // namespace sojourn::reference
