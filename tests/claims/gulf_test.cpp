#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "sim/base/parallel.hpp"
#include "tests/support/effect.hpp"
#include "tests/support/scenario_checks.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

/// Claim M6: six Gulf-like states form an area of free movement, the neighbour at 12% of the top
/// income stays out, and under 1% of citizens move. World: scenarios/gulf_1981.toml; controls
/// change the world's data only.

constexpr int kSix = 6, kOman = 2, kQatar = 3, kEmirates = 5, kYemen = 6;  // positions in the file
constexpr unsigned kAllSix = (1U << kSix) - 1;

/// Behavioural settings that are drawn; all others are defaults. Ranges: ODD 8.2 (gamma times
/// b_wage = 1, h0, b_network, K near); those of g_o + g_r, of their ratio, of c0 by its ratio to
/// them at full employment and of return are from the first trials of the mechanism.
const std::map<std::string, Range> kDeclared{
    {"modules.intention.gamma", {0.8, 1.2}},   {"modules.intention.h0", {3e-5, 2e-4}},
    {"modules.network.b_network", {0.5, 0.7}}, {"modules.free_movement.k_near", {50, 300}},
    {"modules.labour.k_near", {50, 300}},      {"modules.study.k_near", {50, 300}},
    {"modules.return_home.r0", {0.05, 0.2}},   {"modules.gulf_area.g_o", {0.08, 0.96}},
    {"modules.gulf_area.g_r", {0.08, 0.96}},   {"modules.gulf_area.c0", {0.04, 0.3}}};

std::map<std::string, double> drawn_settings(std::uint64_t number) {
  Draws draws(19810101, stream_id("claim M6"), 0, number);
  const auto between = [&](double low, double high) {
    return low + (high - low) * draws.uniform();
  };
  std::map<std::string, double> settings;
  settings["modules.intention.gamma"] = between(0.8, 1.2);
  settings["modules.intention.h0"] = std::exp(between(std::log(3e-5), std::log(2e-4)));
  settings["modules.network.b_network"] = between(0.5, 0.7);
  const double k_near = between(50, 300);
  for (const char* channel : {"free_movement", "labour", "study"}) {
    settings["modules." + std::string(channel) + ".k_near"] = k_near;
  }
  settings["modules.return_home.r0"] = between(0.05, 0.2);
  const double all = between(0.4, 1.2), own = between(0.2, 0.8);
  settings["modules.gulf_area.g_o"] = all * own;
  settings["modules.gulf_area.g_r"] = all * (1 - own);
  settings["modules.gulf_area.c0"] = between(0.15, 0.35) * all / 1.4;  // 1 + 20*0.02
  return settings;
}

using testing::Effect;

enum class Abroad { kAsItIs, kYemenisOnly, kNobody };  // when the run begins

/// What a variant changes in the world.
struct Variant {
  double yemen_income = 0, oman_income = 0;  // share of the top income; 0: as it is
  double unemployment = -1;                  // of all seven; -1: as it is
  Abroad abroad = Abroad::kAsItIs;
  bool exchanged = false;      // Oman's and Qatar's populations
  bool all_have_work = false;  // newcomers find it and cost nothing, whatever unemployment is
};

void change(const Variant& variant, Node& scenario);

Node scenario_of(const Variant& variant, const std::map<std::string, double>& settings,
                 std::uint64_t seed) {
  std::vector<std::string> set{"run.persons_per_agent=100", "run.life_histories=0",
                               "run.seed=" + std::to_string(seed)};
  for (const auto& [path, value] : settings) {
    char text[64];
    std::snprintf(text, sizeof text, "=%.12e", value);
    set.push_back(path + text);
  }
  if (variant.all_have_work) {
    set.insert(set.end(), {"modules.gulf_area.c_w=0", "modules.gulf_area.full_employment=1"});
  }
  Node scenario = testing::shipped("gulf_1981.toml", std::move(set));
  change(variant, scenario);
  return scenario;
}

void change(const Variant& variant, Node& scenario) {
  auto& countries = std::get<Node::Array>(scenario.table()["country"].value);
  const auto attribute = [&](int country, const char* key) -> Node& {
    return countries[static_cast<std::size_t>(country)].table()[key];
  };
  const auto top =
      static_cast<double>(std::get<std::int64_t>(attribute(kEmirates, "gdp_per_capita").value));
  if (variant.yemen_income > 0) {
    attribute(kYemen, "gdp_per_capita").value = variant.yemen_income * top;
  }
  if (variant.oman_income > 0) {
    attribute(kOman, "gdp_per_capita").value = variant.oman_income * top;
  }
  for (int i = 0; i <= kYemen && variant.unemployment >= 0; ++i) {
    attribute(i, "unemployment").value = variant.unemployment;
  }
  if (variant.exchanged) {
    std::swap(attribute(kOman, "population").value, attribute(kQatar, "population").value);
  }
  if (variant.abroad == Abroad::kNobody) scenario.table().erase("stock");
  if (variant.abroad == Abroad::kYemenisOnly) {
    std::erase_if(std::get<Node::Array>(scenario.table()["stock"].value), [](Node& row) {
      return std::get<std::string>(row.table()["citizenship"].value) != "YEM";
    });
  }
}

/// What thirty years bring.
struct Outcome {
  bool area = false;  // at least four of the six have been in it at a time
  bool yemen = false, oman = false, emirates = false;  // have been members
  double years_of_six = 0;                             // with all six in
  double moved = 0;  // arrivals among the six by free movement, share of their people at the start
  std::string yemen_refused;  // the last reason in the event log
};

unsigned members_of(const Rules& rules) {
  unsigned members = 0;
  for (int i = 0; i <= kYemen; ++i) {
    if (rules.free_movement.row(i).maxCoeff() > 0) members |= 1U << i;
  }
  return members;
}
double moved_among_six(const Scene& scene) {
  const ChannelId channel = scene.modules.channel("free_movement");
  double persons = 0;
  for (std::size_t o = 0; o < kSix; ++o) {
    for (std::size_t d = 0; d < kSix; ++d) {
      persons += scene.persons(scene.ledger.tick.arrivals(StateId(o), PlaceId(d), channel));
    }
  }
  return persons / scene.world.baseline.population.head(kSix).sum();
}

Outcome outcome_of(const Node& scenario) {
  const auto simulation = testing::simulate(scenario);
  Outcome outcome;
  while (!simulation->done()) {
    simulation->tick();
    const Scene scene = simulation->scene();
    const unsigned members = members_of(scene.rules);
    outcome.area |= std::popcount(members & kAllSix) >= 4;
    outcome.yemen |= (members >> kYemen & 1U) != 0;
    outcome.oman |= (members >> kOman & 1U) != 0;
    outcome.emirates |= (members >> kEmirates & 1U) != 0;
    if ((members & kAllSix) == kAllSix) outcome.years_of_six += scene.dt();
    outcome.moved += moved_among_six(scene);
  }
  for (const Event& event : simulation->scene().events) {
    const bool yemen = event.text.find(": YEM ") != std::string::npos;
    if (event.kind == "area refusal" && yemen) outcome.yemen_refused = event.text;
  }
  return outcome;
}

constexpr std::size_t kWorlds = 40;

/// Of tools/studies/thresholds/areas.toml: shares of worlds.
constexpr double kFounded = 0.9, kNeighbour = 0.1, kFoundedIdle = 0.5;

std::vector<Outcome> outcomes(const Variant& variant) {
  std::vector<Outcome> all(kWorlds);
  Crew crew(2);
  crew.each(kWorlds, [&](std::size_t i) {
    all[i] = outcome_of(scenario_of(variant, drawn_settings(i), i + 1));
  });
  return all;
}

template <class Is>
Effect share_of(const std::vector<Outcome>& all, const Is& is) {
  return testing::share(static_cast<std::size_t>(std::ranges::count_if(all, is)), all.size());
}
/// Of each world's difference between two variants.
template <class Of>
Effect difference(const std::vector<Outcome>& a, const std::vector<Outcome>& b, const Of& of) {
  double sum = 0, squares = 0;
  const auto n = static_cast<double>(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double d = of(a[i]) - of(b[i]);
    sum += d, squares += d * d;
  }
  const double mean = sum / n, half = 1.96 * std::sqrt((squares / n - mean * mean) / (n - 1));
  return {mean, mean - half, mean + half};
}

bool area(const Outcome& o) {
  return o.area;
}
bool all_six(const Outcome& o) {
  return o.years_of_six > 0;
}
bool yemen(const Outcome& o) {
  return o.yemen;
}
bool oman(const Outcome& o) {
  return o.oman;
}
bool emirates(const Outcome& o) {
  return o.emirates;
}
bool few_move(const Outcome& o) {
  return o.moved < 0.01;
}
double years_of_six(const Outcome& o) {
  return o.years_of_six;
}
double median_moved(std::vector<Outcome> all) {
  std::ranges::sort(all, {}, &Outcome::moved);
  return all[all.size() / 2].moved;
}

void print_head() {
  std::printf(
      "| world | area | all six | Emirates | Oman | Yemen | years of six | moved, median | under "
      "1%% "
      "|\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
}
std::vector<Outcome> printed(const char* name, const Variant& variant) {
  std::vector<Outcome> all = outcomes(variant);
  std::printf("| %s |", name);
  for (const auto& is : {area, all_six, emirates, oman, yemen}) {
    const Effect e = share_of(all, is);
    std::printf(" %.0f%% (%.0f-%.0f) |", 100 * e.value, std::max(0.0, 100 * e.low), 100 * e.high);
  }
  double years = 0;
  for (const Outcome& o : all) years += o.years_of_six / static_cast<double>(all.size());
  const Effect few = share_of(all, few_move);
  std::printf(" %.1f | %.2f%% | %.0f%% (%.0f-%.0f) |\n", years, 100 * median_moved(all),
              100 * few.value, 100 * few.low, 100 * few.high);
  std::fflush(stdout);
  return all;
}

TEST(M6, SettingsAreDefaultsOrDeclaredDraws) {
  const Catalog catalog = standard_catalog();
  EXPECT_TRUE(testing::deviations(scenario_of({}, {}, 1), catalog).empty());
  for (std::uint64_t i = 0; i < kWorlds; ++i) {
    const Variant variant{.yemen_income = 0.3, .abroad = Abroad::kYemenisOnly};
    const auto broken =
        testing::undeclared(scenario_of(variant, drawn_settings(i), i), catalog, kDeclared);
    EXPECT_TRUE(broken.empty()) << broken.front();
  }
}

/// What holds: an area forms, Yemen never gets in, few move, the log says why. What does not: the
/// Emirates, twice as rich as the others, are in it in about seven of ten worlds only.
TEST(M6, AnAreaFormsAndTheNeighbourStaysOut) {
  print_head();
  const std::vector<Outcome> all = printed("as it is", {});
  EXPECT_GE(share_of(all, area).value, kFounded);
  EXPECT_LE(share_of(all, yemen).value, kNeighbour);
  EXPECT_LT(share_of(all, yemen).high, 0.1);
  EXPECT_GT(share_of(all, few_move).low, 0.8);
  EXPECT_LT(median_moved(all), 0.005);
  EXPECT_GT(share_of(all, all_six).low, 0.35);
  EXPECT_LT(share_of(all, all_six).high, 0.9);  // the first trials saw 98%
  for (const Outcome& o : all) {
    if (!o.area) continue;
    EXPECT_TRUE(o.yemen_refused.find("YEM is refused, ") != std::string::npos &&
                o.yemen_refused.find(" objects: net inflow from poorer members costs ") !=
                    std::string::npos)
        << o.yemen_refused;
  }
  // As the statistics have the two populations, it forms all the same.
  const std::vector<Outcome> right =
      printed("Oman's and Qatar's populations exchanged", {.exchanged = true});
  EXPECT_GT(share_of(right, area).low, 0.8);
  EXPECT_LT(share_of(right, yemen).high, 0.1);
}

/// The neighbour's income decides: it is in at 48% of the top income, which is what the others
/// have (in 88% of worlds; in all before newcomers without work cost anything), not yet at 35% (the
/// first trials saw it in at 26%).
TEST(M6, ARicherNeighbourIsIn) {
  print_head();
  EXPECT_LT(share_of(printed("Yemen at 26%", {.yemen_income = 0.26}), yemen).high, 0.1);
  EXPECT_LT(share_of(printed("Yemen at 35%", {.yemen_income = 0.35}), yemen).high, 0.2);
  printed("Yemen at 45%", {.yemen_income = 0.45});
  EXPECT_GT(share_of(printed("Yemen at 48%", {.yemen_income = 0.48}), yemen).low, 0.7);
}

TEST(M6, APoorOmanIsOut) {
  print_head();
  const std::vector<Outcome> all = printed("Oman at 12%", {.oman_income = 0.12});
  EXPECT_LT(share_of(all, oman).high, 0.1);
  EXPECT_GT(share_of(all, area).low, 0.8);
}

TEST(M6, UnemploymentKeepsTheAreaFromForming) {
  print_head();
  const std::vector<Outcome> full = printed("as it is", {});
  const std::vector<Outcome> idle = printed("unemployment 20%", {.unemployment = 0.2});
  const std::vector<Outcome> blind =
      printed("unemployment 20%, all have work", {.unemployment = 0.2, .all_have_work = true});
  const Effect years = difference(idle, full, years_of_six);
  std::printf("years of six, difference: %.1f (%.1f to %.1f)\n", years.value, years.low,
              years.high);
  EXPECT_LT(years.high, -3);
  EXPECT_LE(share_of(idle, area).value, kFoundedIdle);
  EXPECT_LT(share_of(idle, area).high, 0.5);
  EXPECT_LT(share_of(idle, yemen).high, 0.1);
  EXPECT_GE(share_of(blind, area).value, kFounded);
}

/// How few move hangs on who lives abroad already: where nobody does, networks grow from nothing.
TEST(M6, ThoseAbroadAtTheStartDecideHowManyMove) {
  print_head();
  const std::vector<Outcome> yemenis =
      printed("only Yemenis abroad", {.abroad = Abroad::kYemenisOnly});
  EXPECT_GT(share_of(yemenis, all_six).low, 0.6);
  EXPECT_LT(share_of(yemenis, yemen).high, 0.1);
  EXPECT_LT(share_of(yemenis, few_move).high, 0.85);
  const std::vector<Outcome> nobody = printed("nobody abroad", {.abroad = Abroad::kNobody});
  EXPECT_GT(share_of(nobody, all_six).low, 0.75);
  EXPECT_LT(share_of(nobody, yemen).high, 0.15);  // one of 40 at most
  EXPECT_GT(median_moved(nobody), 0.05);          // "under 1%" fails
}

}  // namespace
}  // namespace sojourn::models
