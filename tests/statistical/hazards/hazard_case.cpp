#include "tests/statistical/hazards/hazard_case.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/support/statistics.hpp"

namespace sojourn::reference {

namespace {

constexpr double kFamilyLevel = 1e-3;
constexpr int kReplicates = 2;

/// Events of the engine, of the reference, and of the reference with the rate biased.
struct Counted {
  double engine = 0, reference = 0, biased = 0;
  double expected = 0, expected_biased = 0;
};

Counted count(const Case& c, double bias) {
  const SmallWorld& other = c.reference ? *c.reference : c.world;
  Engine::Bias biased = Engine::unbiased();
  biased[c.event] = bias;
  std::array<Outcome, 3 * kReplicates> outcomes;
  in_parallel(3 * kReplicates, [&](int i) {
    const auto seed = static_cast<std::uint64_t>(1000 + i - (i % 3 == 2));  // twins start alike
    auto& outcome = outcomes[static_cast<std::size_t>(i)];
    if (i % 3 == 0) outcome = run_engine(c.world, seed);
    if (i % 3 == 1) outcome = run_reference(other, seed);
    if (i % 3 == 2) outcome = run_reference(other, seed, biased);
  });
  Counted counts;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const auto n = static_cast<double>(c.count(outcomes[i]));
    (i % 3 == 0 ? counts.engine : i % 3 == 1 ? counts.reference : counts.biased) += n;
    const double expected = outcomes[i].expected[c.event];
    if (i % 3 != 0) (i % 3 == 1 ? counts.expected : counts.expected_biased) += expected;
  }
  return counts;
}

double variance(const Case& c, double n) {
  return c.at_risk > 0 ? n * (1 - n / (c.at_risk * kReplicates)) : n;
}

double z_of(const Case& c, double a, double b) {
  return (a - b) / std::sqrt(variance(c, a) + variance(c, b));
}

}  // namespace

std::int64_t stock_of(const Outcome& outcome, Status status) {
  std::int64_t total = 0;
  const std::size_t n = outcome.stocks.size() / kStatuses, first = position(status) * n;
  for (std::size_t k = first; k < first + n; ++k) total += outcome.stocks[k];
  return total;
}

Count stock_count(Status status) {
  return [=](const Outcome& outcome) { return stock_of(outcome, status); };
}

Count left_of_stock(Status status, double n) {
  return [=](const Outcome& outcome) {
    return static_cast<std::int64_t>(n) - stock_of(outcome, status);
  };
}

SmallWorld abroad(const std::string& status, double n, int ticks, const std::string& host) {
  SmallWorld world;
  world.constants = quiet();
  world.ticks = ticks;
  world.tables = country("HOME", 1000, 10000, std::string(kCalm) + "\nlatitude = 0") +
                 country("HOST", n + 1000, 20000, host + "\nlatitude = 4") +
                 country("THIRD", 1000, 30000, std::string(kFair) + "\nlatitude = 8") +
                 corridor("HOME", "HOST") + corridor("HOST", "HOME") + corridor("HOST", "THIRD") +
                 corridor("THIRD", "HOST") + stock("HOME", "HOST", status, n);
  return world;
}

SmallWorld exodus(double n, int ticks, const std::string& edge, bool onward) {
  SmallWorld world;
  world.constants = quiet();
  world.constants.wars = {{"HOME", 50, 0, 1}};
  world.constants.pace = 365;
  world.constants.momentum = 0;
  world.constants.labour_quota = 0;
  world.constants.study_quota = 0;
  world.ticks = ticks;
  world.tables = country("HOME", n, 10000, std::string(kCalm) + "\nlatitude = 0") +
                 country("HOST", 1000, onward ? 10 : 20000, std::string(kFair) + "\nlatitude = 4") +
                 corridor("HOME", "HOST", edge);
  if (onward) {
    world.tables +=
        country("FAR", 1000, 1e6, std::string(kFair) + "\nlatitude = 8") + corridor("HOST", "FAR");
  }
  return world;
}

SmallWorld visits(double n, int ticks, bool free) {
  SmallWorld world = exodus(n, ticks, "");
  world.tables = country("HOME", n, 10000, std::string(kCalm) + "\nlatitude = 0") +
                 country("HOST", 1000, 20000, std::string(kFair) + "\nlatitude = 4");
  if (free) {
    world.tables +=
        "[[visa]]\ncitizenship = \"HOME\"\ndestination = \"HOST\"\n"
        "requirement = \"free\"\ndays = 45\n";
  }
  world.constants.visit_days = 45;
  return world;
}

SmallWorld kin_abroad(double residents, double n, int ticks, const std::string& host) {
  SmallWorld world = abroad("regular", n, ticks, host);
  world.tables = country("HOME", residents, 10000, std::string(kCalm) + "\nlatitude = 0") +
                 country("HOST", n + 1000, 20000, host + "\nlatitude = 4") +
                 stock("HOME", "HOST", "regular", n);
  return world;
}

void check(const Case& c, double bias, std::size_t cases) {
  const double level = kFamilyLevel / static_cast<double>(cases);
  const Counted n = count(c, bias);
  const double z = z_of(c, n.engine, n.reference), z_biased = z_of(c, n.engine, n.biased);
  // Where a part of the events is counted alone, a part of the difference shows.
  const double part = std::min(1.0, n.reference / n.expected);
  const double power = normal_power(z_of(c, part * n.expected_biased, part * n.expected), level);
  const double limit = two_sided_limit(level);
  const std::string found = fmt::format(
      "{}: engine {}, reference {} (expected {:.0f}), biased twin {} (expected {:.0f}), "
      "z {:.2f}, twin's z {:.2f}, limit {:.2f} at level {:.1e}, power {:.5f}",
      c.name, n.engine, n.reference, n.expected, n.biased, n.expected_biased, z, z_biased, limit,
      level, power);
  std::puts(found.c_str());
  EXPECT_GE(power, 0.9) << found;
  EXPECT_LT(std::abs(z), limit) << found;
  EXPECT_GT(std::abs(z_biased), limit) << found;
}

}  // namespace sojourn::reference
