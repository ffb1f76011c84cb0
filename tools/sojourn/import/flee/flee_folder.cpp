#include "tools/sojourn/import/flee/flee_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "tools/sojourn/console/text.hpp"
#include "tools/sojourn/import/codes/country.hpp"
#include "tools/sojourn/import/flee/flee_input.hpp"
#include "tools/sojourn/import/write/page.hpp"
#include "tools/sojourn/import/write/world_files.hpp"

namespace sojourn::intake {

namespace {

constexpr double kIncome = 2000;  // of every country, judged [2021 int. $ / year]
constexpr double kDaysAYear = 365;
constexpr double kMostDisplacement = 50;  // that a conflict may have [1 / year]

Date day_of(const FleeInput& input, int day) {
  return date_of_day(day_number(input.start) + day);
}

/// Countries lie in the middle of their places; people live in these.
TableText country_table(const FleeInput& input) {
  TableText table{
      "countries.csv", {"id", "name", "population", "gdp_per_capita", "latitude", "longitude"}, {}};
  std::map<std::string, std::vector<const FleeLocation*>> by_country;
  for (const FleeLocation& place : input.locations) by_country[place.country].push_back(&place);
  for (const auto& [id, places] : by_country) {
    double latitude = 0, longitude = 0;
    for (const FleeLocation* place : places) {
      latitude += place->latitude / static_cast<double>(places.size());
      longitude += place->longitude / static_cast<double>(places.size());
    }
    table.rows.push_back({id, country_called(id)->name, "0", number_text(kIncome),
                          number_text(latitude), number_text(longitude)});
  }
  return table;
}

TableText place_table(const FleeInput& input) {
  TableText table{
      "places.csv", {"id", "state", "population", "latitude", "longitude", "max_persons"}, {}};
  for (const FleeLocation& place : input.locations) {
    const bool limited = place.camp && place.population > 0;
    table.rows.push_back({place.name, place.country,
                          place.camp ? "0" : number_text(place.population),
                          number_text(place.latitude), number_text(place.longitude),
                          limited ? number_text(place.population) : "-1"});
  }
  return table;
}

TableText corridor_table(const FleeInput& input) {
  TableText table{"corridors.csv", {"from", "to", "mode", "km"}, {}};
  std::set<std::pair<std::string, std::string>> seen;
  for (const FleeRoute& route : input.routes) {
    for (const auto& [from, to] :
         {std::pair(route.from, route.to), std::pair(route.to, route.from)}) {
      if (from == to || !seen.emplace(from, to).second) continue;
      table.rows.push_back({from, to, "land", number_text(route.km)});
    }
  }
  return table;
}

TableText observed_table(const FleeInput& input) {
  TableText table{"observed.csv", {"series", "residence", "date", "value", "source"}, {}};
  for (const FleeCount& count : input.counts) {
    if (count.place.empty()) continue;
    table.rows.push_back({"stocks", count.place, count.date, number_text(count.people),
                          "UNHCR, camp registrations"});
  }
  return table;
}

/// How many more were counted in all camps at the end than at the start.
double growth_of_counts(const FleeInput& input) {
  const std::string first = iso(input.start), last = iso(day_of(input, input.days));
  double at_start = 0, at_end = 0;
  for (const FleeCount& count : input.counts) {
    if (!count.place.empty()) continue;
    if (count.date <= first) at_start = count.people;
    if (count.date <= last) at_end = count.people;
  }
  return at_end - at_start;
}

/// Person-years in places at war.
double exposure(const FleeInput& input) {
  std::map<std::string, double> people;
  for (const FleeLocation& place : input.locations) {
    if (!place.camp) people[place.name] = place.population;
  }
  double sum = 0;
  for (const FleeWar& war : input.wars)
    sum += people[war.place] * (war.end - war.begin) / kDaysAYear;
  return sum;
}

/// The rate at which as many leave as were registered.
double displacement(const FleeInput& input) {
  const double people = growth_of_counts(input), years = exposure(input);
  return people > 0 && years > 0 ? std::min(kMostDisplacement, people / years) : 1;
}

std::string war_text(const FleeInput& input, const FleeWar& war, int number, double rate) {
  std::string text = fmt::format(
      "\n[modules.war_{}]\ntype = \"conflict\"\ntarget = [\"{}\"]\nmagnitude = {:.6g}\nstart = "
      "\"{}\"\n",
      number, war.place, rate, iso(day_of(input, war.begin)));
  if (war.end < input.days) text += fmt::format("until = \"{}\"\n", iso(day_of(input, war.end)));
  return text;
}

std::string closure_text(const FleeInput& input, const FleeClosure& closure, int number) {
  std::string text = fmt::format("\n[modules.closure_{}]\ntype = \"border_closure\"\n", number);
  if (!closure.from.empty()) text += fmt::format("from = [\"{}\"]\n", closure.from);
  text +=
      fmt::format("to = [\"{}\"]\nstart = \"{}\"\n", closure.to, iso(day_of(input, closure.begin)));
  const bool ends = closure.end >= 0 && closure.end < input.days;
  if (ends) text += fmt::format("until = \"{}\"\n", iso(day_of(input, closure.end)));
  return text;
}

std::string scenario_of(const FleeInput& input, const std::string& title, double rate) {
  std::string text = fmt::format(
      "# Written by `sojourn import --flee`; README.md says what stands in for what.\n"
      "format_version = 1\ntitle = \"{}\"\n\n[run]\nstart = \"{}\"\ntick = \"day\"\nticks = {}\n"
      "seed = 1\n\n[world]\ncountries = \"countries.csv\"\nplaces = \"places.csv\"\n"
      "corridors = \"corridors.csv\"\n",
      title, iso(input.start), input.days);
  int number = 0;
  for (const FleeWar& war : input.wars) text += war_text(input, war, ++number, rate);
  number = 0;
  for (const FleeClosure& closure : input.closures) {
    if (closure.begin >= input.days || closure.end == closure.begin) continue;
    text += closure_text(input, closure, ++number);
  }
  return text;
}

Notes notes_of(const FleeInput& input, double rate) {
  Notes notes;
  notes.add("Judged", fmt::format("income: {:g} int. $ in every country", kIncome));
  notes.add("Judged",
            fmt::format("magnitude of the conflicts: {:.6g} a year, at which as many leave the "
                        "places at war as were counted in camps",
                        rate));
  notes.add("Judged", "corridors: both ways, without interception, danger or price");
  notes.add("Judged", "camps hold as many as Flee's population of them says");
  for (const std::string& line : input.left_out) {
    notes.add("Left out", "what Flee has and a scenario has not", line);
  }
  return notes;
}

}  // namespace

FleeWorld read_flee_folder(const std::filesystem::path& folder) {
  Diagnostics diagnostics;
  const FleeInput input = read_flee_input(folder, diagnostics);
  diagnostics.throw_if_any();
  const auto named = folder.has_filename() ? folder : folder.parent_path();
  const std::string title = "Flee: " + named.filename().string();
  const double rate = displacement(input);
  FleeWorld world;
  world.files.push_back({"scenario.toml", scenario_of(input, title, rate)});
  for (const TableText& table :
       {country_table(input), place_table(input), corridor_table(input), observed_table(input)}) {
    if (!table.rows.empty()) world.files.push_back({table.file, csv_of(table)});
  }
  std::vector<ReadFile> files;
  for (const char* file :
       {"locations.csv", "routes.csv", "conflicts.csv", "closures.csv", "sim_period.csv"}) {
    files.push_back({"Flee", file});
  }
  world.files.push_back({"README.md", page_of(title, files, notes_of(input, rate))});
  world.summary =
      fmt::format("{}: {} places, {} routes, {} days from {}", title, input.locations.size(),
                  input.routes.size(), input.days, iso(input.start));
  return world;
}

}  // namespace sojourn::intake
