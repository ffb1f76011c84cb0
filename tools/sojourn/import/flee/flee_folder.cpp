#include "tools/sojourn/import/flee/flee_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "tools/sojourn/console/text.hpp"
#include "tools/sojourn/import/codes/country.hpp"
#include "tools/sojourn/import/flee/flee_arrivals.hpp"
#include "tools/sojourn/import/flee/flee_input.hpp"
#include "tools/sojourn/import/write/page.hpp"
#include "tools/sojourn/import/write/world_files.hpp"

namespace sojourn::intake {

namespace {

constexpr double kIncome = 2000;  // of every country, judged [2021 int. $ / year]
constexpr double kDaysAYear = 365;
constexpr double kMostDisplacement = 50;  // that a conflict may have [1 / year]

// Of journeys, judged: of ten who are on the way six set out each day, and go two legs.
constexpr double kPace = 365;  // [1 / year]
constexpr double kMomentum = 0.5;
constexpr double kMu = 5;  // spread of tastes for routes, small beside a leg [km]

Date day_of(const FleeInput& input, int day) {
  return date_of_day(day_number(input.start) + day);
}

/// Countries lie in the middle of their places; people live in these.
TableText country_table(const FleeInput& input) {
  TableText table{"countries.csv",
                  {"id", "name", "population", "gdp_per_capita", "latitude", "longitude",
                   "birth_rate", "tertiary_share"},
                  {}};
  std::map<std::string, std::vector<const FleeLocation*>> by_country;
  for (const FleeLocation& place : input.locations) by_country[place.country].push_back(&place);
  for (const auto& [id, places] : by_country) {
    double latitude = 0, longitude = 0;
    for (const FleeLocation* place : places) {
      latitude += place->latitude / static_cast<double>(places.size());
      longitude += place->longitude / static_cast<double>(places.size());
    }
    table.rows.push_back({id, country_called(id)->name, "0", number_text(kIncome),
                          number_text(latitude), number_text(longitude), "0", "0"});
  }
  return table;
}

TableText place_table(const FleeInput& input, const FleeArrivals& arrivals) {
  TableText table{"places.csv", {"id", "state", "population", "latitude", "longitude"}, {}};
  for (const FleeLocation& place : input.locations) {
    const auto there = arrivals.at_start.find(place.name);
    const double fled = there == arrivals.at_start.end() ? 0 : there->second;
    table.rows.push_back({place.name, place.country,
                          number_text(place.camp ? fled : place.population),
                          number_text(place.latitude), number_text(place.longitude)});
  }
  return table;
}

/// Of which country those are who flee: that of most places at war.
std::string country_at_war(const FleeInput& input) {
  std::map<std::string, std::string> country_of;
  for (const FleeLocation& place : input.locations) country_of[place.name] = place.country;
  std::map<std::string, int> spells;
  for (const FleeWar& war : input.wars) ++spells[country_of[war.place]];
  const auto most =
      std::ranges::max_element(spells, {}, [](const auto& one) { return one.second; });
  return most == spells.end() ? "" : most->first;
}

/// People who were in the camps on the first day. Who is in a camp of the country itself is one of
/// its residents.
TableText stock_table(const FleeInput& input, const FleeArrivals& arrivals) {
  TableText table{"stocks.csv", {"citizenship", "residence", "status", "persons"}, {}};
  const std::string home = country_at_war(input);
  for (const FleeLocation& place : input.locations) {
    const auto there = arrivals.at_start.find(place.name);
    if (there == arrivals.at_start.end() || there->second <= 0 || place.country == home) continue;
    table.rows.push_back({home, place.name, "asylum_applicant", number_text(there->second)});
  }
  return table;
}

/// Places in which nobody settles and which one leaves by some ways only.
std::set<std::string> one_way_places(const FleeInput& input) {
  std::set<std::string> places;
  for (const FleeRoute& route : input.routes) {
    if (route.forced_there) places.insert(route.from);
    if (route.forced_back) places.insert(route.to);
  }
  for (const FleeLocation& place : input.locations) {
    if (place.camp) places.erase(place.name);
  }
  return places;
}

TableText corridor_table(const FleeInput& input) {
  TableText table{"corridors.csv", {"from", "to", "mode", "km"}, {}};
  std::set<std::pair<std::string, std::string>> seen;
  const std::set<std::string> one_way = one_way_places(input);
  const auto add = [&](const std::string& from, const std::string& to, bool forced, double km) {
    if (from == to || (one_way.contains(from) && !forced)) return;
    if (seen.emplace(from, to).second) table.rows.push_back({from, to, "land", number_text(km)});
  };
  for (const FleeRoute& route : input.routes) {
    add(route.from, route.to, route.forced_there, route.km);
    add(route.to, route.from, route.forced_back, route.km);
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

/// Modules that take part in every simulation and that flight on foot has no use for: other ways,
/// reasons and worths of moving, what befalls people abroad, what states and markets do, and what
/// is recorded of these.
constexpr const char* kOff[] = {"free_movement",
                                "labour",
                                "family",
                                "study",
                                "irregular",
                                "return",
                                "sponsored",
                                "visit",
                                "contract",
                                "savings",
                                "intention",
                                "recruiters",
                                "kin_calls",
                                "return_home",
                                "onward",
                                "regularisation",
                                "asylum_decision",
                                "naturalisation",
                                "release",
                                "settle_on_the_way",
                                "stay_home",
                                "resettlement",
                                "overstay",
                                "contract_end",
                                "absconding",
                                "programmes",
                                "end_of_right",
                                "death_abroad",
                                "birth_abroad",
                                "conflict_deaths",
                                "wage",
                                "unemployment",
                                "network",
                                "proximity",
                                "size",
                                "rights",
                                "safety",
                                "admission",
                                "deadline",
                                "cost",
                                "sponsor",
                                "contract_pay",
                                "affinity",
                                "nests",
                                "labour_market",
                                "sentiment",
                                "placement_backlash",
                                "status_quo_cost",
                                "elections",
                                "unilateral_policy",
                                "home_politics",
                                "recognition",
                                "declared_areas",
                                "declared_policy",
                                "perceived_admission",
                                "perceived_room",
                                "border_effort",
                                "free_movement_areas",
                                "forum_politics",
                                "forum_effects",
                                "conventions",
                                "compact",
                                "agency",
                                "development_aid",
                                "countries",
                                "policies",
                                "deals_record",
                                "agency_record",
                                "compliance"};

std::string stillness() {
  std::string text;
  for (const char* name : kOff) text += fmt::format("\n[modules.{}]\nenabled = false\n", name);
  return text;
}

std::string list_of(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    text += fmt::format("{}\"{}\"", text.empty() ? "" : ", ", word);
  }
  return text;
}

std::string haven_text(const FleeInput& input) {
  std::vector<std::string> camps, hubs;
  std::string rooms;
  for (const FleeLocation& place : input.locations) {
    if (place.hub) hubs.push_back(place.name);
    if (!place.camp) continue;
    camps.push_back(place.name);
    rooms += (rooms.empty() ? "" : ", ") +
             (place.population > 0 ? number_text(place.population) : std::string("-1"));
  }
  return fmt::format("\n[modules.havens]\nplaces = [{}]\nroom = [{}]\nwaypoints = [{}]\n",
                     list_of(camps), rooms, list_of(hubs));
}

/// Flight as it was counted, on foot, along the routes' lengths.
std::string flight_text(const FleeInput& input, const FleeArrivals& arrivals) {
  std::string persons;
  for (std::size_t day = 0; day < arrivals.persons.size(); ++day) {
    const char* before = day == 0 ? "" : day % 20 == 0 ? ",\n  " : ", ";
    persons += before + number_text(arrivals.persons[day]);
  }
  return haven_text(input) + fmt::format("\n[modules.flight]\npersons = [\n  {}]\n", persons) +
         fmt::format(
             "\n[modules.vital_rates]\nmortality = 0\n\n[modules.journey]\npace = {:g}\nmomentum = "
             "{:g}\n"
             "\n[modules.corridor_cost]\nmu = {:g}\na_cross = 0\n",
             kPace, kMomentum, kMu) +
         stillness();
}

std::string scenario_of(const FleeInput& input, const FleeArrivals& arrivals,
                        const std::string& title, double rate) {
  const bool counted = !arrivals.persons.empty();
  std::string text = fmt::format(
      "# Written by `sojourn import --flee`; README.md says what stands in for what.\n"
      "format_version = 1\ntitle = \"{}\"\n\n[run]\nstart = \"{}\"\ntick = \"day\"\nticks = {}\n"
      "seed = 1\n\n[world]\ncountries = \"countries.csv\"\nplaces = \"places.csv\"\n"
      "corridors = \"corridors.csv\"\n{}",
      title, iso(input.start), input.days,
      stock_table(input, arrivals).rows.empty() ? "" : "stocks = \"stocks.csv\"\n");
  if (counted) text += flight_text(input, arrivals);
  int number = 0;
  for (const FleeWar& war : input.wars) text += war_text(input, war, ++number, rate);
  number = 0;
  for (const FleeClosure& closure : input.closures) {
    if (closure.begin >= input.days || closure.end == closure.begin) continue;
    text += closure_text(input, closure, ++number);
  }
  return text;
}

Notes notes_of(const FleeInput& input, const FleeArrivals& arrivals, double rate) {
  Notes notes;
  notes.add("Judged", fmt::format("income: {:g} int. $ in every country", kIncome));
  notes.add("Judged",
            fmt::format("magnitude of the conflicts: {:.6g} a year, at which as many leave the "
                        "places at war as were counted in camps",
                        rate));
  notes.add("Judged",
            "corridors: both ways, without interception, danger or price; out of a place "
            "with a forced redirection, where nobody settles, by that way alone");
  notes.add("Judged", "camps hold as many as Flee's population of them says");
  if (!arrivals.persons.empty()) {
    notes.add("Judged",
              "as many flee on each day as all camps together hold more than on the day "
              "before, from places at war by their people; nothing else moves anybody, "
              "and nobody dies or is born");
    notes.add("Judged", fmt::format("journeys: pace {:g}, momentum {:g}, mu {:g} km, a_cross 0",
                                    kPace, kMomentum, kMu));
  }
  for (const FleeCorrection& one : input.corrections) {
    notes.add("Judged", "counts before a new count of a camp are scaled to it",
              one.place + " " + one.date);
  }
  for (const std::string& count : counts_out_of_order(input)) {
    notes.add("Files", "counts with a date before that of the line above, read as they stand",
              count);
  }
  for (const std::string& line : input.left_out) {
    notes.add("Left out", "what Flee has and a scenario has not", line);
  }
  return notes;
}

}  // namespace

FleeWorld read_flee_folder(const std::filesystem::path& folder) {
  Diagnostics diagnostics;
  FleeInput input = read_flee_input(folder, diagnostics);
  diagnostics.throw_if_any();
  correct_counts(input);
  const FleeArrivals arrivals = arrivals_of(input);
  const auto named = folder.has_filename() ? folder : folder.parent_path();
  const std::string title = "Flee: " + named.filename().string();
  const double rate = displacement(input);
  FleeWorld world;
  world.files.push_back({"scenario.toml", scenario_of(input, arrivals, title, rate)});
  for (const TableText& table :
       {country_table(input), place_table(input, arrivals), corridor_table(input),
        stock_table(input, arrivals), observed_table(input)}) {
    if (!table.rows.empty()) world.files.push_back({table.file, csv_of(table)});
  }
  std::vector<ReadFile> files;
  for (const char* file : {"locations.csv", "routes.csv", "conflicts.csv", "closures.csv",
                           "sim_period.csv", "registration_corrections.csv"}) {
    if (std::filesystem::exists(folder / "input_csv" / file)) files.push_back({"Flee", file});
  }
  world.files.push_back({"README.md", page_of(title, files, notes_of(input, arrivals, rate))});
  world.summary =
      fmt::format("{}: {} places, {} routes, {} days from {}", title, input.locations.size(),
                  input.routes.size(), input.days, iso(input.start));
  return world;
}

}  // namespace sojourn::intake
