#include "sim/world/scenario_tables.hpp"

#include <algorithm>

#include "sim/world/world_reader.hpp"

namespace sojourn {

namespace {

/// Two rows of each kind show which defaults follow from other values, and which keys may be left
/// out.
constexpr const char* kSample = R"(format_version = 1
title = "sample"
[[country]]
id = "A"
population = 1000
gdp_per_capita = 1000
[[country]]
id = "B"
population = 2000
gdp_per_capita = 2000
latitude = 10
[[place]]
id = "a"
state = "A"
latitude = 5
[[place]]
id = "b"
state = "B"
tertiary_share = 0.1
[[corridor]]
from = "A"
to = "B"
route = "R"
[[corridor]]
from = "B"
to = "a"
km = 1
[[stock]]
citizenship = "A"
residence = "B"
persons = 1
[[irregular]]
residence = "B"
persons = 0
[[affinity]]
from = "A"
to = "B"
value = 0
[[pair]]
from = "A"
to = "B"
[[pair]]
from = "A"
to = "a"
[[history]]
country = "A"
date = "2015-01"
gdp_per_capita = 1000
unemployment = 0.1
stability = 0.5
rule_of_law = 0.5
capacity = 0.5
rights = 0.5
openness = 0.5
labour_demand = 1
conflict_deaths = 0
[[history]]
country = "B"
date = "2015-01"
gdp_per_capita = 1000
[[history]]
country = "A"
date = "2016-01"
openness = 0.5
[[visa]]
citizenship = "A"
destination = "B"
requirement = "free"
[areas.union]
members = ["A"]
[unions.club]
members = ["B"]
[forums.council]
members = ["A", "B"]
[seasons]
NAME = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
[outcomes]
NAME = "stocks[citizenship=A, residence=B]"
)";

using Keys = std::vector<SettingInfo>;

/// Another row of the table was read so.
void compare_with(const Keys& row, ScenarioTable& table) {
  for (SettingInfo& key : table.keys) {
    const auto same = std::ranges::find(row, key.key, &SettingInfo::key);
    if (same == row.end() || same->may_be_absent) {
      key.may_be_absent = true;
    } else if (same->default_text != key.default_text) {
      table.computed.insert(key.key);
    }
  }
}

}  // namespace

Node sample_scenario() {
  Diagnostics none;
  return parse_toml(kSample, "sample", none).value();
}

std::vector<ScenarioTable> scenario_tables() {
  using enum ScenarioTable::Kind;
  std::vector<ScenarioTable> tables{
      {"run", kTable, {}},     {"world", kTable, {}},    {"country", kRows, {}},
      {"place", kRows, {}},    {"pair", kRows, {}},      {"corridor", kRows, {}},
      {"stock", kRows, {}},    {"irregular", kRows, {}}, {"affinity", kRows, {}},
      {"history", kRows, {}},  {"visa", kRows, {}},      {"interpolation", kTable, {}},
      {"areas", kNamed, {}},   {"unions", kNamed, {}},   {"forums", kNamed, {}},
      {"seasons", kTable, {}}, {"outcomes", kTable, {}}};
  Diagnostics diagnostics;
  Node resolved;
  RowSettings found;
  read_world(sample_scenario(), diagnostics, resolved, &found);
  for (ScenarioTable& table : tables) {
    table.keys = found.at(table.name).front();
    for (const Keys& row : found.at(table.name)) compare_with(row, table);
  }
  return tables;
}

}  // namespace sojourn
