#include "tests/support/runs.hpp"

#include <fmt/format.h>

#include <bit>
#include <filesystem>

#include "models/catalog.hpp"
#include "sim/input/scenario.hpp"
#include "tools/sojourn/check/setting_catalog.hpp"

namespace sojourn::replay {

namespace {

constexpr const char* kDaily = R"(
format_version = 1
[[country]]
id = "LEFT"
population = 30000
gdp_per_capita = 3000
birth_rate = 40
latitude = 10
longitude = 0
[[country]]
id = "MID"
population = 20000
gdp_per_capita = 9000
rights = 0.8
latitude = 20
longitude = 5
[[country]]
id = "RIGHT"
population = 30000
gdp_per_capita = 40000
rights = 0.9
openness = 0.8
latitude = 30
longitude = 0
[[corridor]]
from = "LEFT"
to = "MID"
enforcement = 0.2
[[corridor]]
from = "MID"
to = "RIGHT"
enforcement = 0.3
risk = 0.02
[[corridor]]
from = "MID"
to = "LEFT"
[[corridor]]
from = "LEFT"
to = "RIGHT"
mode = "air"
enforcement = 0.8
[[stock]]
citizenship = "LEFT"
residence = "RIGHT"
status = "regular"
persons = 3000
[[stock]]
citizenship = "LEFT"
residence = "LEFT"
status = "returned"
persons = 500
[areas.union]
members = ["MID", "RIGHT"]
[modules.war]
type = "conflict"
target = ["LEFT"]
magnitude = 0.1
[modules.return_home]
r0 = 0.5
[modules.naturalisation]
rate = 0.5
wait = 1
)";

constexpr const char* kCrowded = R"(
format_version = 1
[[country]]
id = "FROM"
population = 60000
gdp_per_capita = 3000
birth_rate = {0}
latitude = 10
longitude = 0
[[country]]
id = "VIA"
population = 20000
gdp_per_capita = 9000
birth_rate = {0}
latitude = 20
longitude = 5
[[country]]
id = "ISLE"
population = 3000
gdp_per_capita = 50000
birth_rate = {0}
max_persons = 3600
openness = 1
latitude = 22
longitude = 2
[[country]]
id = "GOAL"
population = 40000
gdp_per_capita = 40000
birth_rate = {0}
latitude = 30
longitude = 0
[[place]]
id = "CAMP"
state = "VIA"
population = 700
max_persons = 800
[[corridor]]
from = "FROM"
to = "VIA"
price = 100
[[corridor]]
from = "FROM"
to = "CAMP"
km = 300
route = "Camp"
[[corridor]]
from = "CAMP"
to = "VIA"
km = 50
[[corridor]]
from = "CAMP"
to = "GOAL"
km = 400
enforcement = 0.3
risk = 0.01
[[corridor]]
from = "VIA"
to = "GOAL"
mode = "sea"
km = 500
season = "sea"
enforcement = 0.3
risk = 0.02
route = "Sea"
[[corridor]]
from = "VIA"
to = "ISLE"
mode = "sea"
km = 200
[[corridor]]
from = "ISLE"
to = "GOAL"
km = 700
[[corridor]]
from = "VIA"
to = "FROM"
[[stock]]
citizenship = "FROM"
residence = "CAMP"
status = "refugee"
persons = 700
[[stock]]
citizenship = "FROM"
residence = "GOAL"
status = "regular"
persons = 2000
[seasons]
sea = [0.2, 0.2, 0.3, 0.5, 0.8, 1.0, 1.0, 1.0, 0.8, 0.5, 0.3, 0.2]
[modules.war]
type = "conflict"
target = ["FROM"]
magnitude = 0.3
[modules.shut]
type = "border_closure"
from = ["VIA"]
to = ["GOAL"]
start = "2015-07"
duration = 9
[modules.walled]
type = "border_closure"
from = ["CAMP"]
start = "2015-10"
duration = 6
[modules.return_home]
r0 = 0.3
[modules.onward]
insecure = 0.5
settled = 0.05
)";

constexpr const char* kForATerm = R"(
format_version = 1
[[country]]
id = "POOR"
population = 60000
gdp_per_capita = 4000
latitude = 10
[[country]]
id = "NEAR"
population = 20000
gdp_per_capita = 12000
latitude = 14
rights = 0.2
[[country]]
id = "OIL"
population = 20000
gdp_per_capita = 40000
latitude = 16
longitude = 8
rights = 0.1
[[corridor]]
from = "POOR"
to = "NEAR"
enforcement = 0.2
[[stock]]
citizenship = "POOR"
residence = "OIL"
status = "temporary"
persons = 3000
[[visa]]
citizenship = "POOR"
destination = "NEAR"
requirement = "free"
days = 60
[[visa]]
citizenship = "POOR"
destination = "NEAR"
from = "2016-01-01"
requirement = "required"
[modules.boom]
type = "boom"
target = ["OIL"]
magnitude = 0.5
duration = 14
[modules.slump]
type = "recession"
target = ["OIL"]
magnitude = 0.1
start = "2016-03"
[modules.contract]
quota = 0.5
fee = 600
term = 1
[modules.absconding]
rate = 3
[modules.intention]
h0 = 0.01
ceiling = 0.5
)";

std::string filled(std::string text, const std::string& value) {
  for (std::size_t at = text.find("{0}"); at != std::string::npos; at = text.find("{0}")) {
    text.replace(at, 3, value);
  }
  return text;
}

void add(std::vector<std::uint64_t>& all, const std::vector<std::int64_t>& list) {
  for (const std::int64_t n : list) all.push_back(static_cast<std::uint64_t>(n));
}

/// Without the empty cells at the end, which wait for children of years to come.
std::vector<std::int64_t> up_to_the_last_born(std::vector<std::int64_t> counts) {
  while (!counts.empty() && counts.back() == 0) counts.pop_back();
  return counts;
}

}  // namespace

Node shipped(const std::string& name, const std::vector<std::string>& assignments) {
  ScenarioRequest request;
  request.file = std::filesystem::path(SOURCE_DIR) / "scenarios" / name;
  request.assignments = assignments;
  return load_scenario(request);
}

Node parsed(const std::string& toml) {
  Diagnostics diagnostics;
  auto node = parse_toml(toml, "scenario.toml", diagnostics);
  diagnostics.throw_if_any();
  return *node;
}

Node corridor_scenario(int ticks) {
  return shipped("corridor.toml", {"run.persons_per_agent=50", fmt::format("run.ticks={}", ticks)});
}

Node mediterranean_scenario(int ticks) {
  return shipped("mediterranean.toml",
                 {"run.persons_per_agent=1000", fmt::format("run.ticks={}", ticks)});
}

Node daily_scenario(int ticks) {
  return parsed(kDaily + fmt::format("[run]\nstart = \"2015-12-01\"\ntick = \"day\"\nticks = {}\n"
                                     "seed = 5\nfold_after = 0.1\nlife_histories = 200\n",
                                     ticks));
}

Node crowded_scenario(int ticks, bool births) {
  return parsed(
      filled(kCrowded, births ? "40" : "0") +
      fmt::format("[run]\nstart = \"2015-01\"\nticks = {}\nseed = 6\nfold_after = 1\n", ticks));
}

Node term_scenario(int ticks) {
  return parsed(kForATerm +
                fmt::format("[run]\nstart = \"2015-01\"\nticks = {}\nseed = 8\n", ticks));
}

std::vector<std::uint64_t> content(const Simulation& simulation) {
  std::vector<std::uint64_t> all;
  const Ledger& ledger = simulation.ledger();
  add(all, ledger.stocks);
  add(all, ledger.residents.flat());
  add(all, ledger.working_age.flat());
  const Flows& f = ledger.tick;
  for (const auto* list :
       {&f.departures.flat(), &f.arrivals.flat(), &f.proposals.flat(), &f.admitted.flat(),
        &f.crossings.flat(), &f.interceptions.flat(), &f.crossing_deaths.flat(),
        &f.turned_away.flat(), &f.readmissions.flat(), &f.detections.flat(), &f.births.flat(),
        &f.deaths.flat(), &f.entered.flat(), &f.left.flat(), &f.naturalised.flat(),
        &f.folded.flat()}) {
    add(all, *list);
  }
  add(all, up_to_the_last_born(simulation.population().cohorts.counts()));
  for (const Shard& shard : simulation.population().shards) {
    for (const Bucket& bucket : shard.buckets()) {
      all.push_back(bucket.key);
      for (const Person& person : bucket.people) {
        const auto words = std::bit_cast<std::array<std::uint64_t, 2>>(person);
        all.insert(all.end(), words.begin(), words.end());
      }
    }
  }
  for (const LifeEvent& event : simulation.lives().events()) {
    all.push_back(event.id);
    all.push_back(static_cast<std::uint64_t>(event.tick) << 32 |
                  static_cast<std::uint64_t>(event.status));
  }
  return all;
}

std::vector<std::uint64_t> content_of_run(const Node& scenario, int n_threads) {
  Simulation simulation(scenario, models::standard_catalog(), n_threads);
  std::vector<std::uint64_t> all = content(simulation);
  while (!simulation.done()) {
    simulation.tick();
    const bool last = simulation.done();
    const std::vector<std::uint64_t> now = content(simulation);
    if (last) {
      all.insert(all.end(), now.begin(), now.end());
    } else {  // a running hash keeps the memory small
      std::uint64_t hash = all.back();
      for (const std::uint64_t word : now) hash = (hash ^ word) * 0x100000001b3U + (hash >> 31);
      all.push_back(hash);
    }
  }
  return all;
}

namespace {

/// What a shock of the type must be told: where it strikes, from when on, and in which area.
std::vector<std::string> where_it_strikes(const ModuleType& type) {
  std::vector<std::string> assignments;
  for (const SettingInfo& key : command::settings_of(type).keys) {
    if (key.type == "date" && key.key == "from") {
      assignments.push_back(fmt::format("modules.{}.from=2016-02", type.type));
    } else if (key.type == "list of text" && (key.key == "target" || key.key == "from")) {
      assignments.push_back(fmt::format("modules.{}.{}=[\"SUED\"]", type.type, key.key));
    }
    if (key.key == "area") assignments.push_back(fmt::format("modules.{}.area=club", type.type));
  }
  return assignments;
}

}  // namespace

Node with_every_module(const Catalog& catalog, int n_ticks, const std::vector<std::string>& more) {
  std::vector<std::string> assignments{
      "run.persons_per_agent=5000", fmt::format("run.ticks={}", n_ticks),
      "areas.club.members=[\"NORD\", \"RECV\"]", "forums.assembly.region=*",
      "forums.assembly.rule=majority", "modules.deal.demander=RECV", "modules.deal.supplier=NORD",
      "modules.deal.from=2016-02-20", "modules.deal.containment=0.5",
      "modules.refugee_definition.parties=[\"RECV\"]", "world.prospects_memory=2",
      "run.resignation=0.3",
      // Forums come up often enough to show all of their settings.
      "modules.forum_politics.tabling=20", "modules.forum_politics.entrepreneurs=10"};
  for (const ModuleType& type : catalog.types()) {
    if (type.standard) continue;
    assignments.push_back(fmt::format("modules.{}.enabled=true", type.type));
    if (type.stage != Shock::kStage && type.type != "union") continue;
    for (const std::string& assignment : where_it_strikes(type)) assignments.push_back(assignment);
  }
  assignments.push_back("modules.exit_from_area.from=2018-01");  // who suspends is still a member
  assignments.insert(assignments.end(), more.begin(), more.end());
  return shipped("two_transits.toml", assignments);
}

}  // namespace sojourn::replay
