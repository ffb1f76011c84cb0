#include <fmt/format.h>

#include <map>
#include <tuple>

#include "tools/sojourn/import/publishers/months.hpp"
#include "tools/sojourn/import/publishers/publisher.hpp"
#include "tools/sojourn/import/publishers/shape.hpp"

namespace sojourn::intake {

namespace {

/// Counts by month, route and citizenship, added up over sea and land, or over events.
class MonthlyCounts {
 public:
  MonthlyCounts(SheetReader& reader, std::string series)
      : reader_(reader), series_(std::move(series)) {}

  /// Of a citizenship, and of all together (`id` empty).
  void add(const std::string& month, const std::string& route, const std::string& id, double n) {
    sums_[{month, route, id}] += n;
  }
  void finish() {
    for (const auto& [key, n] : sums_) {
      const auto& [month, route, id] = key;
      reader_.intake().data.observed.push_back({series_, route, id, month, n, reader_.publisher()});
    }
  }

 private:
  SheetReader& reader_;
  std::string series_;
  std::map<std::tuple<std::string, std::string, std::string>, double> sums_;
};

/// "Eastern Mediterranean" of "Eastern Mediterranean Route".
std::string route_of(const CellRow& row, std::size_t column) {
  std::string name = SheetReader::text(row, column);
  if (name.empty()) return "Undefined";
  for (const char* end : {" Route", " route"}) {
    if (name.ends_with(end)) name.erase(name.size() - 6);
  }
  return name;
}

std::optional<std::string> month_in(SheetReader& reader, const CellRow& row, std::size_t column) {
  const std::string text = SheetReader::text(row, column);
  auto month = month_of(text);
  if (!month) {
    reader.fault(SheetReader::cell(row, column),
                 fmt::format("expected a month such as 2014-01, found \"{}\"", text));
  }
  return month;
}

/// Detections of one nationality count for it and for the route.
void add_detections(SheetReader& reader, MonthlyCounts& counts, const CellRow& row,
                    const std::string& month, const std::string& route,
                    const std::optional<Named>& who, std::size_t column) {
  const auto n = reader.count(row, column);
  if (!n) return;
  counts.add(month, route, "", *n);
  if (who && !who->id.empty()) counts.add(month, route, who->id, *n);
}

/// A row for each route, border and nationality, months in columns.
void detections(SheetReader& reader, const Columns& columns) {
  const std::size_t route_at = *columns.find("Route");
  const std::size_t who_at = *columns.find_any({"Nationality", "NationalityLong"});
  std::map<std::size_t, std::string> months;
  for (std::size_t c = 0; c < columns.cells().size(); ++c) {
    if (const auto month = month_of(SheetReader::text(columns.cells(), c))) months[c] = *month;
  }
  if (months.empty()) {
    return reader.fault(columns.cells().front(),
                        "expected columns of months: JAN2009, FEB2009, ...");
  }
  MonthlyCounts counts(reader, "detections");
  for (std::size_t r = columns.first_row(); r < reader.sheet().rows.size(); ++r) {
    const CellRow& row = reader.sheet().rows[r];
    if (SheetReader::text(row, route_at).empty()) continue;
    const auto who = reader.named(row, who_at);
    for (const auto& [column, month] : months) {
      add_detections(reader, counts, row, month, route_of(row, route_at), who, column);
    }
  }
  counts.finish();
}

/// A row for each month and route, and nationality where there is that column.
void tidy_detections(SheetReader& reader, const Columns& columns) {
  const std::size_t month_at = *columns.find("month"), route_at = *columns.find("route");
  const std::size_t n_at = *columns.find("detections");
  const auto who_at = columns.find("nationality");
  MonthlyCounts counts(reader, "detections");
  for (std::size_t r = columns.first_row(); r < reader.sheet().rows.size(); ++r) {
    const CellRow& row = reader.sheet().rows[r];
    const auto month = month_in(reader, row, month_at);
    if (!month) continue;
    const auto who = who_at ? reader.named(row, *who_at) : std::nullopt;
    add_detections(reader, counts, row, *month, route_of(row, route_at), who, n_at);
  }
  counts.finish();
}

/// A row for each incident.
void incidents(SheetReader& reader, const Columns& columns) {
  const std::size_t year_at = *columns.find_any({"Incident Year", "Reported Year"});
  const std::size_t month_at = *columns.find("Reported Month");
  const std::size_t route_at = *columns.find("Migration Route");
  const std::size_t n_at =
      *columns.find_any({"Total Number of Dead and Missing", "Total Dead and Missing"});
  MonthlyCounts counts(reader, "crossing_deaths");
  for (std::size_t r = columns.first_row(); r < reader.sheet().rows.size(); ++r) {
    const CellRow& row = reader.sheet().rows[r];
    const auto year = reader.year(row, year_at);
    const auto month = month_number(SheetReader::text(row, month_at));
    if (!month) reader.fault(SheetReader::cell(row, month_at), "expected the name of a month");
    const auto n = reader.count(row, n_at);
    if (!year || !month || !n) continue;
    counts.add(fmt::format("{:04}-{:02}", *year, *month), route_of(row, route_at), "", *n);
  }
  counts.finish();
}

void tidy_deaths(SheetReader& reader, const Columns& columns) {
  const std::size_t month_at = *columns.find("month"), route_at = *columns.find("route");
  const std::size_t n_at = *columns.find("dead_missing");
  MonthlyCounts counts(reader, "crossing_deaths");
  for (std::size_t r = columns.first_row(); r < reader.sheet().rows.size(); ++r) {
    const CellRow& row = reader.sheet().rows[r];
    const auto month = month_in(reader, row, month_at);
    const auto n = reader.count(row, n_at);
    if (month && n) counts.add(*month, route_of(row, route_at), "", *n);
  }
  counts.finish();
}

}  // namespace

void read_frontex(const Sheet& sheet, Intake& intake) {
  static const std::vector<Shape> shapes{{{"month", "route", "detections"}, tidy_detections},
                                         {{"Route", "Nationality"}, detections},
                                         {{"Route", "NationalityLong"}, detections}};
  SheetReader reader(sheet, intake, "Frontex, detections");
  read_shaped(reader, shapes);
}

void read_missing_migrants(const Sheet& sheet, Intake& intake) {
  static const std::vector<Shape> shapes{
      {{"Incident Year", "Reported Month", "Total Number of Dead and Missing", "Migration Route"},
       incidents},
      {{"Reported Year", "Reported Month", "Total Dead and Missing", "Migration Route"}, incidents},
      {{"month", "route", "dead_missing"}, tidy_deaths}};
  SheetReader reader(sheet, intake, "IOM, Missing Migrants");
  read_shaped(reader, shapes);
}

}  // namespace sojourn::intake
