#include "tests/fuzz/targets/check_and_run.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "models/catalog.hpp"
#include "sim/simulation.hpp"
#include "sim/subworld/subworld.hpp"
#include "tools/sojourn/check/check.hpp"
#include "tools/sojourn/study/checked_scenario.hpp"
#include "tools/sojourn/study/estimate.hpp"

namespace sojourn::fuzz {

namespace fs = std::filesystem;

namespace {

constexpr double kMostRecords = 20000;
constexpr std::size_t kMostPlaces = 12;
constexpr int kTicks = 2;

bool is_small(const command::CheckedScenario& checked) {
  const command::Estimate expected = command::estimate(checked);
  return expected.records_at_end < kMostRecords && checked.world.places.size() <= kMostPlaces &&
         checked.world.life_histories < kMostRecords;
}

void expect_sound(const Simulation& simulation) {
  const auto& wage = simulation.scene().labour.wage;
  if (!wage.isFinite().all()) throw std::logic_error("a wage is no number");
}

}  // namespace

ScenarioRequest alone(const fs::path& file) {
  return {file, {}, {}, {}, std::vector<fs::path>{}};
}

void run_if_small(const Node& scenario) {
  const Catalog catalog = models::standard_catalog();
  if (!is_small(command::check_scenario(scenario, catalog))) return;
  Simulation simulation(scenario, catalog, 1);
  for (int t = 0; t < kTicks && !simulation.done(); ++t) simulation.tick();
  expect_sound(simulation);
}

void check_and_run(const ScenarioRequest& request) {
  std::ostringstream out;
  command::print_check({request, 1}, out);
  run_if_small(cut_world(load_scenario(request), models::standard_catalog()).scenario);
}

std::string three_countries() {
  return R"(
[[country]]
id = "A"
name = "Aria"
population = 100000
gdp_per_capita = 3000
latitude = 10
longitude = 0
[[country]]
id = "B"
name = "Bur"
population = 50000
gdp_per_capita = 15000
latitude = 20
longitude = 0
[[country]]
id = "C"
name = "Cand"
population = 30000
gdp_per_capita = 40000
latitude = 30
longitude = 5
)";
}

std::string wide_world() {
  return "format_version = 1\ntitle = \"Wide\"\n[run]\nstart = \"2015-01\"\nticks = 12\n" +
         three_countries() + R"(
[[place]]
id = "camp"
state = "B"
population = 0
latitude = 20
longitude = 1
[[corridor]]
from = "A"
to = "B"
km = 300
enforcement = 0.3
[[corridor]]
from = "B"
to = "C"
km = 500
risk = 0.01
route = "east"
[[corridor]]
from = "A"
to = "camp"
km = 310
[[stock]]
citizenship = "A"
residence = "C"
persons = 1200
[[history]]
country = "A"
date = "2015-06"
stability = 0.4
[[visa]]
citizenship = "A"
destination = "C"
requirement = "required"
[unions.U]
members = ["B", "C"]
[areas.free]
members = ["B", "C"]
[modules.war]
type = "conflict"
target = ["A"]
start = "2015-03"
duration = 6
magnitude = 0.02
[modules.rule]
type = "policy"
in = ["C"]
from = "2015-06"
openness = 0.1
)";
}

}  // namespace sojourn::fuzz
