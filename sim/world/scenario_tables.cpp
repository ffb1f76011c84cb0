#include "sim/world/scenario_tables.hpp"

#include "sim/world/world_reader.hpp"

namespace sojourn {

namespace {

/// Two rows of each kind show which defaults follow from other values.
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
[[affinity]]
from = "A"
to = "B"
value = 0
[[pair]]
from = "A"
to = "B"
[[pair]]
from = "A"
to = "b"
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
[[visa]]
citizenship = "A"
destination = "B"
[areas.union]
members = ["A"]
[unions.club]
members = ["B"]
[forums.council]
members = ["A", "B"]
[seasons]
NAME = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
)";

}  // namespace

Node sample_scenario() {
  Diagnostics none;
  return parse_toml(kSample, "sample", none).value();
}

std::vector<ScenarioTable> scenario_tables() {
  using enum ScenarioTable::Kind;
  std::vector<ScenarioTable> tables{
      {"run", kTable, {}, {}},    {"world", kTable, {}, {}},         {"country", kRows, {}, {}},
      {"place", kRows, {}, {}},   {"pair", kRows, {}, {}},           {"corridor", kRows, {}, {}},
      {"stock", kRows, {}, {}},   {"affinity", kRows, {}, {}},       {"history", kRows, {}, {}},
      {"visa", kRows, {}, {}},    {"interpolation", kTable, {}, {}}, {"areas", kNamed, {}, {}},
      {"unions", kNamed, {}, {}}, {"forums", kNamed, {}, {}},        {"seasons", kTable, {}, {}}};
  Diagnostics diagnostics;
  Node resolved;
  Introductions found;
  read_world(sample_scenario(), diagnostics, resolved, &found);
  for (ScenarioTable& table : tables) {
    table.keys = found.at(table.name).front();
    for (const auto& row : found.at(table.name)) {
      for (std::size_t i = 0; i < table.keys.size(); ++i) {
        if (row[i].default_text != table.keys[i].default_text) {
          table.computed.insert(table.keys[i].key);
        }
      }
    }
  }
  return tables;
}

}  // namespace sojourn
