#include "tests/worlds/conventions_world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <numeric>

#include <unistd.h>

#include "models/conventions/conventions.hpp"
#include "sim/base/parallel.hpp"
#include "sim/stages/module_builder.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::testing {

using namespace models;

namespace {

constexpr int kStates = 190, kRegions = 8;
constexpr int kYear = 12;  // [ticks]
constexpr int kYears = 27;
/// Modules that do nothing where nobody moves.
constexpr std::array kIdle{"wage",
                           "unemployment",
                           "network",
                           "proximity",
                           "size",
                           "rights",
                           "safety",
                           "admission",
                           "cost",
                           "affinity",
                           "labour",
                           "family",
                           "study",
                           "asylum",
                           "irregular",
                           "sponsored",
                           "perceived_admission",
                           "journey",
                           "regularisation",
                           "asylum_decision",
                           "release",
                           "settle_on_the_way",
                           "stay_home",
                           "resettlement",
                           "recognition",
                           "sentiment",
                           "status_quo_cost",
                           "declared_areas",
                           "border_effort"};
constexpr const char* kModule = "modules.conventions.";

Draws luck(std::uint64_t number, const char* of) {
  return {20181219, stream_id(std::string("claim M5, ") + of), 0, number};
}
double normal(Draws& draws) {
  return draws.normal();
}

struct Country {
  double people, income, capacity;
  int region;
};

/// Populations, incomes, capacities and stocks of the order of the world's: those of the first
/// trials (ODD 8). Destinations by income, size and nearness; a richer country sends fewer, a very
/// poor one no more than a poor one.
std::vector<Country> drawn_countries(std::uint64_t number) {
  Draws draws = luck(number, "countries");
  std::array<double, kRegions> wealth{};
  for (double& w : wealth) w = 0.8 * normal(draws);
  std::vector<Country> all;
  for (int c = 0; c < kStates; ++c) {
    const int region = static_cast<int>(draws.uniform() * kRegions);
    const double z = wealth[static_cast<std::size_t>(region)] + 0.75 * normal(draws);
    const double people = 1e6 * std::min(1400.0, std::exp(2.1 + 1.7 * normal(draws)));
    const double capacity = 1 / (1 + std::exp(-(0.9 * z + 0.7 * normal(draws))));
    all.push_back({std::max(20000.0, people), std::exp(9.3 + z), capacity, region});
  }
  return all;
}

std::string drawn_table(const std::vector<Country>& all) {
  std::string text;
  for (std::size_t c = 0; c < all.size(); ++c) {
    text += fmt::format(
        "[[country]]\nid = \"C{:03}\"\npopulation = {:.0f}\ngdp_per_capita = {:.0f}\n"
        "capacity = {:.3f}\nregions = \"R{}\"\n",
        c, all[c].people, std::clamp(all[c].income, 500.0, 150000.0), all[c].capacity,
        all[c].region);
  }
  return text;
}

/// Persons from o in d, rows [o, d].
std::vector<double> drawn_stocks(const std::vector<Country>& all, std::uint64_t number) {
  Draws draws = luck(number, "stocks");
  const std::size_t n = all.size();
  std::vector<double> stocks(n * n);
  for (std::size_t o = 0; o < n; ++o) {
    double sum = 0;
    for (std::size_t d = 0; d < n; ++d) {
      const double near =
          (all[o].region == all[d].region ? 1.0 : 0.0) + (draws.uniform() < 0.04 ? 0.6 : 0.0);
      const double taste = 1.2 * normal(draws);
      stocks[o * n + d] = o == d
                              ? 0
                              : std::exp(1.1 * std::log(all[d].income / all[o].income) +
                                         0.8 * std::log(all[d].people / 1e6) + 2.2 * near + taste);
      sum += stocks[o * n + d];
    }
    const double poverty = std::clamp(-std::log(all[o].income / 11000), -2.5, 1.0);
    const double leaves = 0.035 * std::exp(0.35 * poverty + 0.6 * normal(draws)) * all[o].people;
    for (std::size_t d = 0; d < n; ++d) stocks[o * n + d] *= leaves / sum;
  }
  // Nobody has more foreigners than half of its people.
  for (std::size_t d = 0; d < n; ++d) {
    double foreigners = 0;
    for (std::size_t o = 0; o < n; ++o) foreigners += stocks[o * n + d];
    const double scale = std::min(1.0, 0.5 * all[d].people / std::max(1.0, foreigners));
    for (std::size_t o = 0; o < n; ++o) stocks[o * n + d] *= scale;
  }
  return stocks;
}

std::string drawn_world(std::uint64_t number) {
  const auto all = drawn_countries(number);
  const auto stocks = drawn_stocks(all, number);
  std::string text =
      "title = \"Drawn states\"\n[run]\nstart = \"1990-01\"\nticks = 336\n"
      "persons_per_agent = 1000\nlife_histories = 0\n" +
      drawn_table(all);
  for (std::size_t o = 0; o < all.size(); ++o) {
    for (std::size_t d = 0; d < all.size(); ++d) {
      const double persons = stocks[o * all.size() + d];
      if (persons < 5000) continue;
      text += fmt::format(
          "[[stock]]\ncitizenship = \"C{:03}\"\nresidence = \"C{:03}\"\npersons = {:.0f}\n", o, d,
          persons);
    }
  }
  std::string members;
  for (std::size_t c = 0; c < all.size(); ++c) members += fmt::format("\"C{:03}\",", c);
  text += "[forums.assembly]\nrule = \"majority\"\nmembers = [" + members + "]\n";
  text += "[modules.conventions]\nstart = \"1980-01\"\n";
  return text;
}

std::vector<std::string> assignments(std::uint64_t number, const ConventionArm& arm) {
  std::vector<std::string> all{fmt::format("run.seed={}", number + 1)};
  Draws draws = luck(number, "settings");
  for (const auto& [path, range] : kConventionRanges) {
    const double value = range.low + (range.high - range.low) * draws.uniform();
    const auto fixed = arm.set.find(path.substr(std::string(kModule).size()));
    if (fixed == arm.set.end() && arm.drawn_settings)
      all.push_back(fmt::format("{}={:.6f}", path, value));
  }
  for (const auto& [key, value] : arm.set)
    all.push_back(fmt::format("{}{}={:.6f}", kModule, key, value));
  if (arm.lean) {
    for (const char* module : kIdle) all.push_back(fmt::format("modules.{}.enabled=false", module));
  }
  if (arm.permuted) all.push_back(std::string(kModule) + "permuted=true");
  return all;
}

/// Everything of `start` but in another world.
Scene in_world(const Scene& start, const World& world, const Agreements& agreements, int tick) {
  return {world,           start.conditions,
          start.labour,    start.stances,
          start.rules,     agreements,
          start.ledger,    start.routes,
          start.prospects, start.modules,
          start.cohorts,   start.events,
          start.lives,     tick};
}

/// Who is a large receiver.
std::vector<bool> large_receivers(const Stakes& stakes) {
  constexpr std::size_t kMost = 20;
  constexpr double kReceives = 0.3;  // net position
  std::vector<Eigen::Index> order(static_cast<std::size_t>(stakes.people.size()));
  std::iota(order.begin(), order.end(), Eigen::Index{0});
  std::ranges::stable_sort(order, std::greater(),
                           [&](Eigen::Index i) { return stakes.foreigners[i]; });
  std::vector<bool> large(order.size(), false);
  const Eigen::ArrayXd position = stakes.net_position();
  for (std::size_t rank = 0; rank < std::min(kMost, order.size()); ++rank) {
    large[static_cast<std::size_t>(order[rank])] = position[order[rank]] > kReceives;
  }
  return large;
}

ConventionOutcome outcome_of(const Scene& start, const Agreements& agreements) {
  ConventionOutcome found;
  const Stakes stakes = stakes_of(start, {});
  const auto large = large_receivers(stakes);
  found.large = static_cast<int>(std::ranges::count(large, true));
  if (agreements.instruments.empty()) return found;
  const Instrument& text = agreements.instruments.front();
  found.adopted = true;
  found.forum = text.forum;
  found.depth = text.depth;
  found.hardness = text.hardness;
  for (const Act& act : text.acts) {
    if (act.kind == Act::kYes) ++found.yes;
    if (act.kind == Act::kNo) ++found.no;
    if ((act.kind == Act::kNo || act.kind == Act::kAbstain) && large[act.state.index()]) {
      ++found.against;
    }
  }
  std::vector<int> inside;
  for (int year = 0; year <= kYears; ++year) {
    inside.assign(large.size(), 0);
    for (const Act& act : text.acts) {
      if (act.kind <= Act::kAbstain || act.tick >= text.adopted + year * kYear) continue;
      inside[act.state.index()] = act.kind == Act::kJoined ? 1 : 0;
    }
    found.members_after.push_back(std::accumulate(inside.begin(), inside.end(), 0));
  }
  found.after_13 = found.members_after[13];
  found.after_27 = found.members_after[kYears];
  double covered = 0;
  for (std::size_t s = 0; s < inside.size(); ++s) {
    if (inside[s] == 0) continue;
    found.large_in += large[s] ? 1 : 0;
    covered += stakes.foreigners[static_cast<Eigen::Index>(s)];
  }
  found.covered = covered / stakes.foreigners.sum();
  return found;
}

/// The module alone, tick after tick in the world of `start` as it stands.
ConventionOutcome play(const Simulation& start, const Node& scenario) {
  Diagnostics diagnostics;
  Node resolved;
  const Catalog catalog = models::standard_catalog();
  World world = start.world();
  world.seed =
      static_cast<std::uint64_t>(std::get<std::int64_t>(scenario.find("run")->find("seed")->value));
  ModuleSet modules = ModuleBuilder(catalog, scenario, world, diagnostics, resolved).build();
  diagnostics.throw_if_any();
  auto& conventions = module_called(modules.of<Negotiation>(), "conventions");
  conventions.bind(modules);
  Agreements agreements;
  agreements.forums = world.forums;
  std::vector<Event> events;
  for (int tick = 0; tick < world.n_ticks; ++tick) {
    EventLog log(events, tick, conventions);
    conventions.negotiate(in_world(start.scene(), world, agreements, tick), agreements, log);
  }
  return outcome_of(start.scene(), agreements);
}

}  // namespace

const std::map<std::string, Range> kConventionRanges{
    {"modules.conventions.k", {8, 12}},
    {"modules.conventions.e0", {0.2, 0.4}},
    {"modules.conventions.b_host", {0.7, 1.3}},
    {"modules.conventions.c_con", {0.1, 0.2}},
    {"modules.conventions.c0", {0.01, 0.03}},
    {"modules.conventions.b_peer", {1, 3}},
    {"modules.conventions.cred_soft", {0.1, 0.3}},
    {"modules.conventions.a3", {0.5, 0.7}},
    {"modules.conventions.commitment", {0.05, 0.15}},
    {"modules.conventions.band", {0.005, 0.02}},
    {"modules.conventions.vote_noise", {0.005, 0.02}},
    {"modules.conventions.d0", {0.03, 0.07}},
    {"modules.conventions.horizon", {10, 20}}};

Node convention_scenario(std::uint64_t number, const ConventionArm& arm) {
  if (!arm.drawn_world) return shipped("conventions_1990.toml", assignments(number, arm));
  // Written to a file once, so that assignments are laid over it as for any scenario.
  const auto path = std::filesystem::path(::testing::TempDir()) /
                    fmt::format("m5-{}-{}.toml", number, ::getpid());
  std::ofstream(path) << "format_version = 1\n" << drawn_world(number);
  Node scenario = load_scenario({path, {}, assignments(number, arm)});
  std::filesystem::remove(path);
  return scenario;
}

std::vector<ConventionOutcome> play_conventions(std::size_t replicates, const ConventionArm& arm) {
  std::vector<ConventionOutcome> all(replicates);
  const auto started = [](const Node& scenario) {
    auto simulation = simulate(scenario);
    simulation->tick();
    return simulation;
  };
  const auto of_1990 = arm.drawn_world ? nullptr : started(convention_scenario(0, arm));
  Crew(0).each(replicates, [&](std::size_t number) {
    const Node scenario = convention_scenario(number, arm);
    all[number] = play(arm.drawn_world ? *started(scenario) : *of_1990, scenario);
  });
  return all;
}

ConventionOutcome run_conventions(const Node& scenario) {
  const auto simulation = simulate(scenario);
  simulation->tick();
  const auto at_start = simulate(scenario);
  at_start->tick();
  while (!simulation->done()) simulation->tick();
  return outcome_of(at_start->scene(), simulation->scene().agreements);
}

}  // namespace sojourn::testing
