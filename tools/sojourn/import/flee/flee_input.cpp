#include "tools/sojourn/import/flee/flee_input.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tools/sojourn/import/flee/flee_tables.hpp"

namespace sojourn::intake {

namespace {

namespace fs = std::filesystem;

/// "StartDate,2012-02-29" and "Length,300".
void read_period(FleeTables& tables, FleeInput& input) {
  const auto sheet = tables.rows("input_csv/sim_period.csv");
  for (const CellRow& row : sheet.rows) {
    const std::string key = FleeTables::text(row, 0);
    if (key == "StartDate") {
      const auto date = parse_date(FleeTables::text(row, 1));
      if (date) input.start = *date;
      if (!date) tables.fault(sheet, row, 1, "expected a date such as 2012-02-29");
    } else if (key == "Length") {
      input.days = static_cast<int>(tables.number(sheet, row, 1, 1).value_or(0));
    }
  }
  if (sheet.rows.empty() || input.days > 0) return;
  tables.fault(sheet, sheet.rows.front(), 0, "expected the rows StartDate and Length");
}

void read_locations(FleeTables& tables, FleeInput& input) {
  const auto sheet = tables.table("input_csv/locations.csv",
                                  {"name", "country", "latitude", "longitude", "location_type"});
  for (const CellRow& row : sheet.body) {
    FleeLocation place;
    place.name = sheet.text(row, "name");
    const auto country = tables.country(sheet, row, "country");
    const auto latitude = tables.number(sheet, row, sheet.at("latitude"), -90);
    const auto longitude = tables.number(sheet, row, sheet.at("longitude"), -180);
    if (place.name.empty() || !country || !latitude || !longitude) continue;
    place.country = *country;
    place.latitude = *latitude;
    place.longitude = *longitude;
    const std::string type = sheet.text(row, "location_type");
    place.camp = type == "camp" || type == "idpcamp";
    place.hub = type == "forwarding_hub";
    if (!sheet.text(row, "population").empty()) {
      place.population = tables.number(sheet, row, sheet.at("population"), 0).value_or(0);
    }
    const bool at_war = type == "conflict_zone" || type == "conflict";
    if (at_war && !sheet.text(row, "conflict_date").empty()) {
      place.conflict_day =
          static_cast<int>(tables.number(sheet, row, sheet.at("conflict_date"), -1).value_or(-1));
    }
    if (!tables.know(place.name)) {
      tables.fault(sheet, row, sheet.at("name"),
                   fmt::format("\"{}\" is there already", place.name));
      continue;
    }
    input.locations.push_back(place);
  }
}

void read_routes(FleeTables& tables, FleeInput& input) {
  const auto sheet = tables.table("input_csv/routes.csv", {"name1", "name2", "distance"});
  for (const CellRow& row : sheet.body) {
    const auto from = tables.place(sheet, row, "name1"), to = tables.place(sheet, row, "name2");
    const auto km = tables.number(sheet, row, sheet.at("distance"), 0);
    const std::string forced = sheet.text(row, "forced_redirection");
    if (!forced.empty() && forced != "0" && forced != "1" && forced != "2") {
      tables.fault(
          sheet, row, sheet.at("forced_redirection"),
          fmt::format("expected 0, 1 (into name1) or 2 (into name2), found \"{}\"", forced));
    }
    if (from && to && km) input.routes.push_back({*from, *to, *km, forced == "2", forced == "1"});
  }
}

void read_closures(FleeTables& tables, FleeInput& input) {
  if (!tables.has("input_csv/closures.csv")) return;
  const auto sheet = tables.table(
      "input_csv/closures.csv", {"closure_type", "name1", "name2", "closure_start", "closure_end"});
  for (const CellRow& row : sheet.body) {
    const std::string type = sheet.text(row, "closure_type");
    const auto begin = tables.number(sheet, row, sheet.at("closure_start"), 0);
    const auto end = tables.number(sheet, row, sheet.at("closure_end"), -1);
    if (!begin || !end) continue;
    FleeClosure closure{"", "", static_cast<int>(*begin), static_cast<int>(*end)};
    if (type == "country") {
      closure.from = tables.country(sheet, row, "name1").value_or("");
      closure.to = tables.country(sheet, row, "name2").value_or("");
    } else if (type == "location" || type == "camp") {
      closure.to = tables.place(sheet, row, "name1").value_or("");
    } else if (type == "link" || type == "links") {
      closure.from = tables.place(sheet, row, "name1").value_or("");
      closure.to = tables.place(sheet, row, "name2").value_or("");
    } else {
      input.left_out.push_back(
          fmt::format("{} of {} and {}", type, sheet.text(row, "name1"), sheet.text(row, "name2")));
      continue;
    }
    if (!closure.to.empty()) input.closures.push_back(closure);
  }
}

/// Whether a place is at war, day by day, as the days [begin, end) on which it is.
void add_wars(const std::string& place, const std::vector<bool>& at_war, FleeInput& input) {
  const int n = static_cast<int>(at_war.size());
  for (int day = 0; day < n; ++day) {
    if (!at_war[static_cast<std::size_t>(day)]) continue;
    int end = day;
    while (end < n && at_war[static_cast<std::size_t>(end)]) ++end;
    input.wars.push_back({place, day, end});
    day = end;
  }
}

/// A row for each day, a column for each place; the last day's state lasts.
void read_conflicts(FleeTables& tables, FleeInput& input) {
  if (!tables.has("input_csv/conflicts.csv")) {
    for (const FleeLocation& place : input.locations) {
      if (place.conflict_day >= 0)
        input.wars.push_back({place.name, place.conflict_day, input.days});
    }
    return;
  }
  const auto sheet = tables.table("input_csv/conflicts.csv", {"Day"});
  const auto days = static_cast<std::size_t>(std::max(0, input.days));
  for (std::size_t c = 1; c < sheet.header.size(); ++c) {
    if (FleeTables::text(sheet.header, c).empty()) continue;  // a comma at the end of lines
    const auto place = tables.known_place(sheet, sheet.header, c);
    if (!place) continue;
    std::vector<bool> at_war(days, false);
    for (const CellRow& row : sheet.body) {
      const auto day = tables.number(sheet, row, 0, 0), war = tables.number(sheet, row, c, 0);
      if (!day || !war || *day >= static_cast<double>(days)) continue;
      // A day without a row is as the one before.
      std::fill(at_war.begin() + static_cast<long>(*day), at_war.end(), *war > 0);
    }
    add_wars(*place, at_war, input);
  }
}

void read_counts_of(FleeTables& tables, const std::string& file, const std::string& place,
                    FleeInput& input) {
  const auto sheet = tables.rows("source_data/" + file);
  for (const CellRow& row : sheet.rows) {
    const auto date = parse_date(FleeTables::text(row, 0));
    if (!date) {
      tables.fault(sheet, row, 0, "expected a date such as 2012-02-29");
      continue;
    }
    const auto people = tables.number(sheet, row, 1, 0);
    if (people) input.counts.push_back({place, iso(*date), *people});
  }
}

/// Which file holds the registrations of which camp.
void read_counts(FleeTables& tables, FleeInput& input) {
  if (!tables.has("source_data/data_layout.csv")) return;
  const auto layout = tables.rows("source_data/data_layout.csv");
  for (const CellRow& row : layout.rows) {
    const std::string name = FleeTables::text(row, 0);
    if (name.empty()) continue;
    if (name == "total") {
      read_counts_of(tables, FleeTables::text(row, 1), "", input);
      continue;
    }
    const auto place = tables.known_place(layout, row, 0);
    if (place) read_counts_of(tables, FleeTables::text(row, 1), *place, input);
  }
}

/// Camps in which people were counted anew, without a header.
void read_corrections(FleeTables& tables, FleeInput& input) {
  if (!tables.has("input_csv/registration_corrections.csv")) return;
  const auto sheet = tables.rows("input_csv/registration_corrections.csv");
  for (const CellRow& row : sheet.rows) {
    if (FleeTables::text(row, 0).empty() || FleeTables::text(row, 0).starts_with('#')) continue;
    const auto place = tables.known_place(sheet, row, 0);
    const auto date = parse_date(FleeTables::text(row, 1));
    if (!date) tables.fault(sheet, row, 1, "expected a date such as 2012-02-29");
    if (place && date) input.corrections.push_back({*place, iso(*date)});
  }
}

}  // namespace

FleeInput read_flee_input(const fs::path& folder, Diagnostics& diagnostics) {
  FleeInput input;
  FleeTables tables(folder, diagnostics);
  if (!fs::is_directory(folder / "input_csv")) {
    diagnostics.add({folder.string()},
                    "expected a folder of Flee, with the folder input_csv in it");
    return input;
  }
  read_period(tables, input);
  read_locations(tables, input);
  if (!diagnostics.empty()) return input;
  read_routes(tables, input);
  read_closures(tables, input);
  read_conflicts(tables, input);
  read_counts(tables, input);
  read_corrections(tables, input);
  return input;
}

}  // namespace sojourn::intake
