#include "tests/worlds/compact_world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/base/parallel.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::testing {

using namespace models;

namespace {

constexpr int kRegions = 6, kVoteYear = 2020, kObjectives = 23;
constexpr double kFewest = 20000;  // [persons] of a stock that is written down

struct Luck {
  Draws draws;
  double between(double low, double high) { return low + (high - low) * draws.uniform(); }
  double normal() { return draws.normal(); }
};

struct State {
  int region = 0;
  double people = 0, income = 0, capacity = 0, law = 0;
};

double squashed(double x) {
  return std::clamp(1 / (1 + std::exp(-x)), 0.05, 0.95);
}

std::vector<State> states_of(Luck& luck) {
  std::vector<double> regional;
  for (int r = 0; r < kRegions; ++r) regional.push_back(0.8 * luck.normal());
  std::vector<State> all;
  for (int i = 0; i < kCompactStates; ++i) {
    State s{.region = i % kRegions};
    s.people = std::min(1.4e9, 1e6 * std::exp(2.1 + 1.5 * luck.normal()));
    const double z = regional[static_cast<std::size_t>(s.region)] + 0.75 * luck.normal();
    s.income = std::exp(9.3 + z);
    s.capacity = squashed(z + 0.7 * luck.normal());
    s.law = squashed(z + 0.8 * luck.normal());
    all.push_back(s);
  }
  return all;
}

std::string id_of(int state) {
  return fmt::format("S{:02}", state);
}

std::string countries_of(const std::vector<State>& all) {
  std::string text;
  for (int i = 0; i < kCompactStates; ++i) {
    const State& s = all[static_cast<std::size_t>(i)];
    text += fmt::format(
        "[[country]]\nid = \"{}\"\npopulation = {:.0f}\ngdp_per_capita = {:.0f}\n"
        "capacity = {:.3f}\nrule_of_law = {:.3f}\nregions = \"R{}\"\n",
        id_of(i), s.people, s.income, s.capacity, s.law, s.region);
  }
  return text;
}

/// Who has left for where, by income, size and nearness [persons]; foreigners are at most half of
/// a country's people.
Eigen::ArrayXXd emigrants_of(const std::vector<State>& all, Luck& luck) {
  Eigen::ArrayXXd abroad = Eigen::ArrayXXd::Zero(kCompactStates, kCompactStates);
  for (int o = 0; o < kCompactStates; ++o) {
    const State& home = all[static_cast<std::size_t>(o)];
    for (int d = 0; d < kCompactStates; ++d) {
      const State& there = all[static_cast<std::size_t>(d)];
      const double v = 1.1 * std::log(there.income / home.income) + 0.8 * std::log(there.people) +
                       (there.region == home.region ? 2.2 : 0) + 1.2 * luck.normal();
      if (d != o) abroad(o, d) = std::exp(v - 15);
    }
    const double share = std::min(0.3, 0.035 * std::exp(0.6 * luck.normal()));
    abroad.row(o) *= share * home.people / abroad.row(o).sum();
  }
  for (int d = 0; d < kCompactStates; ++d) {
    const double most = 0.5 * all[static_cast<std::size_t>(d)].people;
    abroad.col(d) *= std::min(1.0, most / abroad.col(d).sum());
  }
  return abroad;
}

std::string stocks_of(const std::vector<State>& all, Luck& luck) {
  const Eigen::ArrayXXd abroad = emigrants_of(all, luck);
  std::string text;
  for (int o = 0; o < kCompactStates; ++o) {
    for (int d = 0; d < kCompactStates; ++d) {
      if (abroad(o, d) < kFewest) continue;
      text += fmt::format("[[stock]]\ncitizenship = \"{}\"\nresidence = \"{}\"\npersons = {:.0f}\n",
                          id_of(o), id_of(d), abroad(o, d));
    }
  }
  return text;
}

std::string compact_of(const CompactArm& arm, Luck& luck) {
  std::map<std::string, double> settings{{"hardness", arm.hardness}};
  for (const auto& [key, range] : kCompactRanges) {
    settings[key] = luck.between(range.low, range.high);
  }
  for (const auto& [key, value] : arm.set) settings[key] = value;
  std::string text = "[modules.compact]\nvote = \"2020-01\"\n";
  for (const auto& [key, value] : settings) text += fmt::format("{} = {:.6f}\n", key, value);
  for (const auto& [key, range] : kObjectiveRanges) {
    text += key + " = [";
    for (int o = 0; o < kObjectives; ++o)
      text += fmt::format("{:.3f}, ", luck.between(range.low, range.high));
    text += "]\n";
  }
  if (!arm.balanced) return text;
  std::string both;
  for (int o = 0; o < kObjectives; ++o) both += "\"both\", ";
  return text + "obligor = [" + both + "]\nbeneficiary = [" + both + "]\n";
}

std::string shock_of(bool shock) {
  std::string hit;
  for (int i = 0; i < kCompactStates; ++i) {
    if (is_hit(i)) hit += fmt::format("\"{}\", ", id_of(i));
  }
  return fmt::format(
      "[modules.turn]\ntype = \"change_of_government\"\ntarget = [{}]\nstart = \"{}-01\"\n"
      "enabled = {}\n",
      hit, kVoteYear + kShockYear, shock);
}

const std::vector<std::string>& people_modules() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all{"free_movement", "labour", "family",    "study",     "asylum",
                                 "irregular",     "return", "sponsored", "intention", "kin_calls"};
    all.insert(all.end(), kPayoffs.begin(), kPayoffs.end());
    all.insert(all.end(), kHazards.begin(), kHazards.end());
    return all;
  }();
  return names;
}

CompactYear year_of(const Scene& scene, const Compact& compact, const StateObjective& all) {
  const auto& texts = scene.agreements.instruments;
  CompactYear year{.in = Eigen::ArrayXd::Zero(kCompactStates),
                   .compliance = all,
                   .custom = compact.custom(),
                   .treaty = texts.size() > 1,
                   .in_treaty = Eigen::ArrayXd::Zero(kCompactStates)};
  for (int i = 0; i < kCompactStates; ++i) {
    for (std::size_t t = 0; t < texts.size(); ++t) {
      if (!texts[t].has(StateId(i))) continue;
      year.in[i] = 1;
      if (t > 0) year.in_treaty[i] = 1;
    }
  }
  return year;
}

}  // namespace

const std::map<std::string, Range> kCompactRanges{
    {"a0", {-1.5, 0.3}},   {"b_hard", {0.6, 1.8}},   {"b_pay", {1, 3}},
    {"b_cap", {2, 6}},     {"b_law", {0.4, 1.2}},    {"b_prec", {0.2, 0.6}},
    {"b_enf", {0.4, 1.2}}, {"b_sup", {0.5, 1.5}},    {"b_rec", {1, 3}},
    {"b_leg", {0.4, 1.2}}, {"b_norm", {0.5, 1.5}},   {"b_link", {0.15, 0.45}},
    {"prior", {0.2, 0.3}}, {"k", {8, 12}},           {"e0", {0.2, 0.4}},
    {"c_con", {0.1, 0.3}}, {"c_sov", {0.25, 0.8}},   {"press", {0.25, 1}},
    {"fear", {0.25, 1}},   {"cred_soft", {0.1, 0.4}}};

const std::map<std::string, Range> kCompactDesign{{"hardness", {0, 1}},   {"verification", {0, 1}},
                                                  {"fund", {0, 1}},       {"linkage", {0, 1}},
                                                  {"monitoring", {0, 1}}, {"sanction", {0, 1}}};

const std::map<std::string, Range> kObjectiveRanges{
    {"cost", {0.1, 0.9}}, {"precision", {0, 1}}, {"practice", {0, 0.6}}, {"value", {0.3, 0.9}}};

bool is_hit(int state) {
  return state % 5 == 2;
}

double CompactYear::mean() const {
  const double n = in.sum();
  return n > 0 ? (compliance.rowwise().mean() * in).sum() / n : 0;
}

Node compact_scenario(std::uint64_t number, const CompactArm& arm) {
  Luck world{Draws(20181219, stream_id("claims T: world"), 0, number)};
  Luck settings{Draws(20181219, stream_id("claims T: settings"), 0, number)};
  const auto all = states_of(world);
  return scenario(fmt::format("[run]\nstart = \"{}-01\"\nticks = {}\nseed = {}\n"
                              "persons_per_agent = 20000\nlife_histories = 0\n",
                              kVoteYear, 12 * arm.years + 1, 3000 + number) +
                  countries_of(all) + stocks_of(all, world) + compact_of(arm, settings) +
                  shock_of(arm.shock) + without(people_modules()));
}

CompactOutcome run_compact(std::uint64_t number, const CompactArm& arm) {
  const auto simulation = simulate(compact_scenario(number, arm));
  const Compact& compact = *simulation->modules().find<Compact>();
  CompactOutcome outcome;
  while (!simulation->done()) {
    const int tick = simulation->now();
    simulation->tick();
    if (tick == 0 || tick % 12 != 0 || simulation->scene().agreements.instruments.empty()) continue;
    outcome.years.push_back(year_of(simulation->scene(), compact, compact.practice()));
  }
  const World& world = simulation->world();
  outcome.income = world.baseline.gdp_per_capita;
  outcome.cost.resize(kObjectives);
  outcome.substance.resize(kObjectives);
  outcome.practice.resize(kObjectives);
  for (int o = 0; o < kObjectives; ++o) {
    const Objective& objective = compact.text()[static_cast<std::size_t>(o)];
    outcome.cost[o] = objective.cost;
    outcome.substance[o] = objective.substance;
    outcome.practice[o] = objective.practice;
  }
  outcome.adopted = !simulation->scene().agreements.instruments.empty();
  for (const Instrument& text : simulation->scene().agreements.instruments) {
    for (const Act& act : text.acts) outcome.withdrawals += act.kind == Act::kWithdrew ? 1 : 0;
  }
  return outcome;
}

std::vector<CompactOutcome> run_compacts(std::size_t n, const CompactArm& arm) {
  std::vector<CompactOutcome> outcomes(n);
  Crew crew(2);
  crew.each(n, [&](std::size_t i) { outcomes[i] = run_compact(i, arm); });
  return outcomes;
}

}  // namespace sojourn::testing
