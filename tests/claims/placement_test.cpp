#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <numeric>
#include <string>
#include <vector>

#include "sim/base/parallel.hpp"
#include "tests/support/scenario_checks.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

/// Claim S1: externalising one route moves part of the flow to others; deaths per arrival rise
/// where the alternative is at least as deadly. World: scenarios/corridor.toml, with the risk and
/// the price of the two crossings drawn. Interventions and controls are shocks and switches.

constexpr std::size_t kNorth = 2, kSouth = 3;  // positions of the two crossings in the file

/// Behavioural settings that are drawn, uniformly over these ranges; all others are defaults.
const std::map<std::string, Range> kDeclared{
    {"modules.corridor_cost.a_risk", {1e4, 2e5}}, {"modules.corridor_cost.a_price", {0.5, 3}},
    {"modules.corridor_cost.a_int", {0, 5000}},   {"modules.corridor_cost.a_shift", {0, 2}},
    {"modules.corridor_cost.mu", {100, 1500}},    {"modules.cost.b_cost", {0.2, 1.5}},
    {"modules.onward.stranded", {1.2, 6}},        {"modules.settle_on_the_way.rate", {0.12, 0.6}},
    {"modules.stay_home.rate", {0.1, 1}}};

enum class Arm { kFree, kWalled };
enum class Control { kNone, kNoShift, kNoAlternative };

/// One world with one set of settings.
struct Draw {
  std::uint64_t seed = 1;
  double north_risk = 0.004, south_risk = 0.012;
  double north_price = 1000, south_price = 1300, south_enforcement = 0.1;
  std::map<std::string, double> settings = {};  // of kDeclared

  double risk_ratio() const { return south_risk / north_risk; }
};

Draw random_draw(std::uint64_t number) {
  Draws draws(20150101, stream_id("claim S1"), 0, number);
  const auto between = [&](double low, double high) {
    return low + (high - low) * draws.uniform();
  };
  Draw draw;
  draw.seed = 1000 + number;
  draw.north_risk = between(0.001, 0.01);
  draw.south_risk = draw.north_risk * std::exp(between(-1.5, 2.5));
  draw.north_price = between(800, 2000);
  draw.south_price = draw.north_price * std::exp(between(0, 1.2));
  draw.south_enforcement = between(0, 0.2);
  for (const auto& [path, range] : kDeclared) draw.settings[path] = between(range.low, range.high);
  return draw;
}

Node scenario_of(const Draw& draw, Arm arm, Control control) {
  std::vector<std::string> set{"run.persons_per_agent=300", "run.life_histories=0",
                               "run.seed=" + std::to_string(draw.seed)};
  for (const auto& [path, value] : draw.settings) {
    const bool off = control == Control::kNoShift && path == "modules.corridor_cost.a_shift";
    set.push_back(path + "=" + std::to_string(off ? 0.0 : value));
  }
  if (control == Control::kNoShift) set.push_back("modules.corridor_cost.a_shift=0.0");
  if (arm == Arm::kWalled) {
    set.insert(set.end(), {"modules.wall.type=enforcement_shock", "modules.wall.route=Northern",
                           "modules.wall.magnitude=6.0"});  // 0.1 * (1 + 6) = 0.7
  }
  if (control == Control::kNoAlternative) {
    set.insert(set.end(), {"modules.closed.type=border_closure", "modules.closed.route=Southern"});
  }
  Node scenario = testing::shipped("corridor.toml", std::move(set));
  auto& corridors = std::get<Node::Array>(scenario.table()["corridor"].value);
  corridors[kNorth].table()["risk"].value = draw.north_risk;
  corridors[kNorth].table()["price"].value = draw.north_price;
  corridors[kSouth].table()["risk"].value = draw.south_risk;
  corridors[kSouth].table()["price"].value = draw.south_price;
  corridors[kSouth].table()["enforcement"].value = draw.south_enforcement;
  return scenario;
}

struct Outcome {
  double north = 0, south = 0;  // arrivals by crossing
  double deaths = 0;
  double arrivals() const { return north + south; }
  double deaths_per_arrival() const { return deaths / arrivals(); }
};

Outcome outcome_of(const Draw& draw, Arm arm, Control control) {
  const auto simulation = testing::simulate(scenario_of(draw, arm, control));
  Outcome sum;
  while (!simulation->done()) {
    simulation->tick();
    const Flows& flows = simulation->ledger().tick;
    sum.north += static_cast<double>(flows.crossings[kNorth]);
    sum.south += static_cast<double>(flows.crossings[kSouth]);
    sum.deaths +=
        static_cast<double>(flows.crossing_deaths[kNorth] + flows.crossing_deaths[kSouth]);
  }
  return sum;
}

struct Pair {
  Draw draw;
  Outcome free, walled;
};

std::vector<Pair> compare(const std::vector<Draw>& draws, Control control) {
  std::vector<Pair> pairs(draws.size());
  Crew crew(2);
  crew.each(draws.size(), [&](std::size_t i) {
    pairs[i] = {draws[i], outcome_of(draws[i], Arm::kFree, control),
                outcome_of(draws[i], Arm::kWalled, control)};
  });
  return pairs;
}

/// An effect with its 95% interval.
struct Effect {
  double value = 0, low = 0, high = 0;
};

/// Whether an effect agrees with what theory says, refused beyond 4.5 standard deviations.
bool agrees(const Effect& effect, double theory) {
  return std::abs(effect.value - theory) < testing::kFar * (effect.high - effect.low) / 3.92;
}

/// Deaths per arrival with the wall over those without, pooled over worlds (Mantel and Haenszel),
/// so that worlds with few deaths weigh little.
double pooled_ratio(const std::vector<Pair>& pairs, const std::vector<std::size_t>& which) {
  double with = 0, free = 0;
  for (const std::size_t i : which) {
    const Outcome &f = pairs[i].free, &w = pairs[i].walled;
    const double all = f.arrivals() + w.arrivals();
    with += w.deaths * f.arrivals() / all;
    free += f.deaths * w.arrivals() / all;
  }
  return with / free;
}

/// Its interval by the bootstrap over worlds.
Effect death_ratio(const std::vector<Pair>& pairs) {
  std::vector<std::size_t> which(pairs.size());
  std::iota(which.begin(), which.end(), std::size_t{0});
  Effect effect{pooled_ratio(pairs, which), 0, 0};
  Draws draws(1, stream_id("bootstrap"), 0, 0);
  std::vector<double> resampled(2000);
  for (double& ratio : resampled) {
    for (auto& i : which) {
      i = static_cast<std::size_t>(draws.uniform() * static_cast<double>(pairs.size()));
    }
    ratio = pooled_ratio(pairs, which);
  }
  std::ranges::sort(resampled);
  effect.low = resampled[50], effect.high = resampled[1949];
  return effect;
}

/// Mean of a per-world number with its normal interval.
template <class Of>
Effect mean(const std::vector<Pair>& pairs, const Of& of) {
  double sum = 0, squares = 0;
  const auto n = static_cast<double>(pairs.size());
  for (const Pair& pair : pairs) sum += of(pair), squares += of(pair) * of(pair);
  const double centre = sum / n;
  const double half = 1.96 * std::sqrt((squares / n - centre * centre) / (n - 1));
  return {centre, centre - half, centre + half};
}
double flow_north(const Pair& p) {
  return p.walled.north / p.free.north;
}
/// Rise of the southern flow as a share of all arrivals without the wall.
double gain_south(const Pair& p) {
  return (p.walled.south - p.free.south) / p.free.arrivals();
}
double all_arrivals(const Pair& p) {
  return p.walled.arrivals() / p.free.arrivals();
}
/// Of those who no longer arrive by the north, the share that arrives by the south instead.
double diverted(const Pair& p) {
  return (p.walled.south - p.free.south) / (p.free.north - p.walled.north);
}

void print_head() {
  std::printf(
      "| worlds | n | deaths per arrival x | rose in | north x | diverted | arrivals x | "
      "deaths x |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n");
}
void print_row(const char* name, const std::vector<Pair>& pairs) {
  const Effect ratio = death_ratio(pairs);
  const auto rose = std::ranges::count_if(pairs, [](const Pair& p) {
    return p.walled.deaths_per_arrival() > p.free.deaths_per_arrival();
  });
  const auto deaths = [](const Pair& p) { return p.walled.deaths / std::max(1.0, p.free.deaths); };
  std::printf("| %s | %zu | %.2f (%.2f-%.2f) | %.0f%% | %.2f | %.2f | %.2f | %.2f |\n", name,
              pairs.size(), ratio.value, ratio.low, ratio.high,
              100.0 * static_cast<double>(rose) / static_cast<double>(pairs.size()),
              mean(pairs, flow_north).value, mean(pairs, diverted).value,
              mean(pairs, all_arrivals).value, mean(pairs, deaths).value);
}

/// The claim is about a route that most people take and a rival that is open.
bool north_is_main(const Pair& pair) {
  return pair.free.north > pair.free.south;
}

std::vector<Pair> with_risk_ratio(const std::vector<Pair>& pairs, double low, double high) {
  std::vector<Pair> some;
  for (const Pair& pair : pairs) {
    const double ratio = pair.draw.risk_ratio();
    if (ratio >= low && ratio < high) some.push_back(pair);
  }
  return some;
}

/// Worlds and settings drawn at random.
std::vector<Draw> random_draws(std::uint64_t n) {
  std::vector<Draw> draws;
  for (std::uint64_t i = 0; i < n; ++i) draws.push_back(random_draw(i));
  return draws;
}
/// 20 replicates of corridor.toml as it is, with default settings.
std::vector<Draw> replicates() {
  std::vector<Draw> draws(20);
  for (std::size_t i = 0; i < draws.size(); ++i) draws[i].seed = i + 1;
  return draws;
}

/// Deaths that the crossings made, the risks and a_shift lead one to expect: of those who are not
/// stopped p = risk*(1 + a_shift*e) die, so there are p/(1 - p) deaths per arrival.
double expected_deaths(const Pair& pair, Arm arm, double a_shift) {
  const Outcome& outcome = arm == Arm::kWalled ? pair.walled : pair.free;
  const auto per_arrival = [&](double risk, double e) {
    const double p = std::min(1.0, risk * (1 + a_shift * e));
    return p / (1 - p);
  };
  return outcome.north * per_arrival(pair.draw.north_risk, arm == Arm::kWalled ? 0.7 : 0.1) +
         outcome.south * per_arrival(pair.draw.south_risk, pair.draw.south_enforcement);
}
double a_shift_of(const Draw& draw) {
  const auto found = draw.settings.find("modules.corridor_cost.a_shift");
  return found == draw.settings.end() ? 1 : found->second;  // the default
}

/// Counted less expected deaths of both arms in standard deviations (they are close to Poisson).
double death_deviation(const std::vector<Pair>& pairs, Control control) {
  double counted = 0, expected = 0;
  for (const Pair& pair : pairs) {
    const double a_shift = control == Control::kNoShift ? 0 : a_shift_of(pair.draw);
    counted += pair.free.deaths + pair.walled.deaths;
    expected +=
        expected_deaths(pair, Arm::kFree, a_shift) + expected_deaths(pair, Arm::kWalled, a_shift);
  }
  return (counted - expected) / std::sqrt(expected);
}

TEST(S1, SettingsAreDefaultsOrDeclaredDraws) {
  const Catalog catalog = standard_catalog();
  for (const Control control : {Control::kNone, Control::kNoShift, Control::kNoAlternative}) {
    for (const Arm arm : {Arm::kFree, Arm::kWalled}) {
      for (const Draw& draw : random_draws(10)) {
        const auto broken =
            testing::undeclared(scenario_of(draw, arm, control), catalog, kDeclared);
        EXPECT_TRUE(broken.empty()) << broken.front();
      }
    }
  }
  EXPECT_TRUE(testing::deviations(scenario_of({}, Arm::kWalled, Control::kNone), catalog).empty());
}

TEST(S1, TheCheckOfSettingsNotices) {
  const Catalog catalog = standard_catalog();
  const Node bent = testing::shipped(
      "corridor.toml", {"modules.wage.b_wage=1.3", "modules.corridor_cost.a_shift=2.5"});
  EXPECT_EQ(testing::deviations(bent, catalog).size(), 2U);
  const auto broken = testing::undeclared(bent, catalog, kDeclared);
  ASSERT_EQ(broken.size(), 2U);  // one undeclared, one out of its range
  EXPECT_EQ(broken[1], "modules.wage.b_wage = 1.3, default 1.0");
}

TEST(S1, WithDefaultsTheFlowMovesAndDeathsPerArrivalRise) {
  print_head();
  const std::vector<Pair> pairs = compare(replicates(), Control::kNone);
  print_row("corridor.toml, defaults", pairs);
  EXPECT_LT(mean(pairs, flow_north).high, 0.5);
  EXPECT_GT(mean(pairs, gain_south).low, 0.2);
  EXPECT_GT(mean(pairs, diverted).low, 0.4);
  EXPECT_LT(mean(pairs, all_arrivals).high, 1);
  EXPECT_GT(death_ratio(pairs).low, 1.3);  // the south is three times as deadly
  EXPECT_LT(std::abs(death_deviation(pairs, Control::kNone)), testing::kFar);

  const std::vector<Pair> no_shift = compare(replicates(), Control::kNoShift);
  print_row("corridor.toml, a_shift 0", no_shift);
  EXPECT_GT(death_ratio(no_shift).low, 1.2);  // by diversion alone
  EXPECT_LT(death_ratio(no_shift).value, death_ratio(pairs).value);

  const std::vector<Pair> alone = compare(replicates(), Control::kNoAlternative);
  print_row("corridor.toml, no alternative", alone);
  // (1 + 0.7)/(1 + 0.1) = 1.545 of the risk of 0.004, and nothing else.
  EXPECT_TRUE(agrees(death_ratio(alone), 1.545));
  for (const Pair& pair : alone) EXPECT_EQ(pair.free.south + pair.walled.south, 0);
}

/// Over random worlds and settings: what is seen, and where it holds.
TEST(S1, OverRandomSettingsTheAlternativesRiskDecides) {
  std::vector<Pair> pairs = compare(random_draws(100), Control::kNone);
  std::erase_if(pairs, [](const Pair& pair) { return !north_is_main(pair); });
  ASSERT_GE(pairs.size(), 80U);
  print_head();
  print_row("all", pairs);
  const std::pair<double, double> bands[] = {{0, 0.5},   {0.5, 0.9}, {0.9, 1.1},
                                             {1.1, 2.0}, {2.0, 5.0}, {5.0, 13.0}};
  for (const auto& [low, high] : bands) {
    char name[64];
    std::snprintf(name, sizeof name, "risk ratio %.1f-%.1f", low, high);
    print_row(name, with_risk_ratio(pairs, low, high));
  }
  // People shift, whatever the risks are.
  EXPECT_LT(mean(pairs, flow_north).high, 0.5);
  EXPECT_GT(mean(pairs, gain_south).low, 0.1);
  EXPECT_GT(mean(pairs, diverted).low, 0.25);
  EXPECT_LT(mean(pairs, all_arrivals).high, 0.9);
  // Deaths are those that crossings and risks lead one to expect.
  EXPECT_LT(std::abs(death_deviation(pairs, Control::kNone)), testing::kFar);
  // Deaths per arrival rise where the alternative is at least as deadly, the more the deadlier.
  EXPECT_GT(death_ratio(with_risk_ratio(pairs, 1.0, 2.0)).low, 1.1);
  EXPECT_GT(death_ratio(with_risk_ratio(pairs, 2.0, 5.0)).low, 1.3);
  EXPECT_GT(death_ratio(with_risk_ratio(pairs, 5.0, 13.0)).low, 1.6);
  // They fall where it is less than half as deadly. Between 0.5 and 0.9 a_shift, which makes the
  // north deadlier for those who still go there, outweighs the safer south: deaths per arrival rise
  // a little, so the control "below 0.9 they do not rise" holds there without a_shift only.
  EXPECT_LT(death_ratio(with_risk_ratio(pairs, 0, 0.5)).high, 1);
  EXPECT_LT(death_ratio(with_risk_ratio(pairs, 0.5, 0.9)).high, 1.3);
  EXPECT_GT(death_ratio(with_risk_ratio(pairs, 0.5, 0.9)).low, 0.85);
}

/// Control: nobody is shifted to worse boats. Then a less risky alternative lowers deaths per
/// arrival in the whole of its range, and an equally risky one leaves them as they were.
TEST(S1, WithoutShiftOnlyTheAlternativesRiskCounts) {
  std::vector<Draw> safer, equal;
  for (const Draw& draw : random_draws(100)) {
    if (draw.risk_ratio() < 0.9) safer.push_back(draw);
  }
  for (Draw draw : random_draws(30)) {
    draw.south_risk = draw.north_risk;
    equal.push_back(draw);
  }
  print_head();
  std::vector<Pair> less = compare(safer, Control::kNoShift);
  std::erase_if(less, [](const Pair& pair) { return !north_is_main(pair); });
  print_row("a_shift 0, risk ratio < 0.9", less);
  EXPECT_LT(death_ratio(less).high, 1);
  EXPECT_LT(std::abs(death_deviation(less, Control::kNoShift)), testing::kFar);
  const std::vector<Pair> same = compare(equal, Control::kNoShift);
  print_row("a_shift 0, equal risks", same);
  EXPECT_TRUE(agrees(death_ratio(same), 1));
  EXPECT_NEAR(death_ratio(same).value, 1, 0.1);
}

/// Control: the other route is closed. Nobody is diverted; each world's deaths per arrival change
/// by (1 + 0.7*a_shift)/(1 + 0.1*a_shift) alone.
TEST(S1, WithoutAlternativeNobodyIsDiverted) {
  const std::vector<Pair> pairs = compare(random_draws(30), Control::kNoAlternative);
  print_head();
  print_row("no alternative", pairs);
  double expected = 0, free = 0;
  for (const Pair& pair : pairs) {
    EXPECT_EQ(pair.free.south + pair.walled.south, 0);
    // What the pooled ratio should be: each world's own factor, weighted as deaths are.
    const double all = pair.free.arrivals() + pair.walled.arrivals();
    const double a_shift = a_shift_of(pair.draw);
    expected += expected_deaths(pair, Arm::kWalled, a_shift) * pair.free.arrivals() / all;
    free += expected_deaths(pair, Arm::kFree, a_shift) * pair.walled.arrivals() / all;
    EXPECT_NEAR(expected_deaths(pair, Arm::kWalled, a_shift) / pair.walled.arrivals() /
                    (expected_deaths(pair, Arm::kFree, a_shift) / pair.free.arrivals()),
                (1 + 0.7 * a_shift) / (1 + 0.1 * a_shift), 0.05);
  }
  EXPECT_TRUE(agrees(death_ratio(pairs), expected / free));
  EXPECT_LT(std::abs(death_deviation(pairs, Control::kNoAlternative)), testing::kFar);
  EXPECT_LT(mean(pairs, flow_north).high, 0.7);
}

}  // namespace
}  // namespace sojourn::models
