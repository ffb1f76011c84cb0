#include "tools/sojourn/check/series_catalog.hpp"

#include <fmt/format.h>

#include "models/catalog.hpp"

namespace sojourn::command {

namespace {

constexpr const char* kWorld = R"(
[run]
ticks = 1
[[country]]
id = "A"
population = 1_000_000
gdp_per_capita = 5000
[[country]]
id = "B"
population = 1_000_000
gdp_per_capita = 30000
[[corridor]]
from = "A"
to = "B"
route = "The strait"
[modules.order]
type = "policy"
in = ["B"]
openness = 0.5
[modules.compact]
[modules.agency]
)";

/// Observers that a scenario asks for.
std::string others(const Catalog& catalog) {
  std::string text;
  for (const ModuleType& type : catalog.types()) {
    const bool observes = type.stage == Observer::kStage;
    if (observes && !type.standard) text += fmt::format("[modules.{}]\n", type.type);
  }
  return text;
}

}  // namespace

std::vector<KnownSeries> recorded_series() {
  const Catalog catalog = models::standard_catalog();
  Diagnostics faults;
  const auto world = parse_toml(kWorld + others(catalog), "series", faults);
  faults.throw_if_any();
  return index_of(world.value(), catalog).series;
}

}  // namespace sojourn::command
