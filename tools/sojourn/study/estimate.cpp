#include "tools/sojourn/study/estimate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "tools/sojourn/console/text.hpp"

namespace sojourn::command {

namespace {

constexpr double kLeaversPerYear = 1.0 / 3000;  // of residents
constexpr double kBytesPerRecord = 20;          // at the start
constexpr double kBytesPerNewRecord = 40;       // room to grow, and the way through a tick
constexpr double kBytesOfProgram = 32e6;
constexpr double kBytesPerPlace = 3e5;
constexpr double kBytesPerPair = 7e3;       // of countries: flows, choices, what is recorded
constexpr double kSecondsPerRecord = 1e-7;  // to settle one at the start
constexpr double kSecondsPerLeaver = 4e-6;  // all that one goes through
constexpr double kSecondsPerPair = 1e-5;    // of countries, every tick: choices, routes, skips
constexpr double kBytesPerCell = 0.45;      // of a series, compressed
constexpr double kBytesPerLifeEvent = 175;
constexpr double kLifeEvents = 3;     // of one person in the sample
constexpr double kBytesPerRow = 100;  // of a table, in the resolved scenario

const Node* child(const Node& node, const char* key) {
  return node.is_table() ? node.find(key) : nullptr;
}

double real_or(const Node* node, double fallback) {
  const auto* real = node == nullptr ? nullptr : std::get_if<double>(&node->value);
  return real == nullptr ? fallback : *real;
}

bool is_text(const Node* node, const char* wanted) {
  const auto* text = node == nullptr ? nullptr : std::get_if<std::string>(&node->value);
  return text != nullptr && *text == wanted;
}

/// Those whom one module of the scenario drives out, until none are left [persons].
double driven_out(const Node& module, const World& world, double years) {
  const Node* type = child(module, "type");
  const Node* targets = child(module, "target");
  if (targets == nullptr || !targets->is_array()) return 0;
  if (!is_text(type, "conflict") && !is_text(type, "disaster")) return 0;
  if (is_text(child(module, "befalls"), "insecure")) return 0;  // these have a record already
  const double lasting = std::min(years, real_or(child(module, "duration"), 1e5) / 12);
  const double share = std::min(0.9, real_or(child(module, "magnitude"), 0) * lasting);
  double persons = 0;
  for (const Node& target : targets->array()) {
    const auto* id = std::get_if<std::string>(&target.value);
    const auto place = id == nullptr ? std::nullopt : world.find_place(*id);
    if (place) persons += share * world.baseline.population[place->value];
  }
  return persons;
}

double leavers(const CheckedScenario& checked, double years) {
  double persons = checked.world.baseline.population.sum() * kLeaversPerYear * years;
  for (const auto& [name, module] : checked.resolved.find("modules")->table()) {
    persons += driven_out(module, checked.world, years);
  }
  return persons;
}

/// Cells of the large series per tick: stocks, arrivals, departures.
double cells_per_tick(const CheckedScenario& checked) {
  const double places = checked.world.n_places(), states = checked.world.n_states;
  const double channels = static_cast<double>(checked.modules.of<Channel>().size());
  return places * states * (kStatuses + channels) + places * places * channels;
}

}  // namespace

Estimate estimate(const CheckedScenario& checked) {
  const World& world = checked.world;
  const double years = world.n_ticks * world.calendar.dt();
  double abroad = 0;
  for (const StockRow& row : world.stocks) abroad += static_cast<double>(row.persons);
  const double new_agents = leavers(checked, years) / world.persons_per_agent;
  const double pairs = static_cast<double>(world.n_places()) * world.n_states;
  const auto rows =
      static_cast<double>(world.places.size() + world.corridors.size() + world.stocks.size());

  Estimate all;
  all.records_at_start = abroad / world.persons_per_agent;
  all.records_at_end = all.records_at_start + new_agents;
  all.memory_at_start = kBytesOfProgram + kBytesPerPlace * world.n_places() +
                        kBytesPerPair * pairs + kBytesPerRecord * all.records_at_start;
  all.memory = all.memory_at_start + kBytesPerNewRecord * new_agents;
  all.core_seconds = kSecondsPerRecord * all.records_at_start + kSecondsPerLeaver * new_agents +
                     kSecondsPerPair * pairs * world.n_ticks;
  all.file =
      kBytesPerRow * rows + kBytesPerCell * cells_per_tick(checked) * world.n_ticks +
      kBytesPerLifeEvent * kLifeEvents * std::min<double>(world.life_histories, all.records_at_end);
  return all;
}

std::string too_large(const Estimate& expected, double available) {
  if (expected.memory <= available) return {};
  return fmt::format(
      "not enough memory: about {} at the start and {} at the end, and there are {}; agents that "
      "stand for more people (run.persons_per_agent) take less",
      bytes_text(expected.memory_at_start), bytes_text(expected.memory), bytes_text(available));
}

void require_memory(const Estimate& expected, double available) {
  if (expected.memory_at_start <= available && expected.memory <= 2 * available) return;
  throw std::runtime_error(too_large(expected, available) + "; --force runs it anyway");
}

}  // namespace sojourn::command
