#include <fmt/format.h>

#include "sim/input/text/characters.hpp"
#include "tools/sojourn/import/codes/fold.hpp"
#include "tools/sojourn/import/publishers/publisher.hpp"
#include "tools/sojourn/import/publishers/shape.hpp"

namespace sojourn::intake {

namespace {

using Kind = Named::Kind;

constexpr const char* kDestination = "Region, development group, country or area of destination";
constexpr const char* kOrigin = "Region, development group, country or area of origin";
constexpr const char* kOldDestination = "Major area, region, country or area of destination";

bool is_world(const std::string& text) {
  return text == "900" || folded(text) == "world" || folded(text) == "total";
}

/// One end of a pair: a country, everybody, people of an unknown country, or a region.
struct End {
  Kind kind = Kind::kGroup;
  std::string id;
  bool whole = false;
};

std::optional<End> end_of(SheetReader& reader, const CellRow& row, std::size_t column, int year) {
  const auto named = reader.named(row, column, year);
  if (!named) return {};
  return End{named->kind, named->id, is_world(SheetReader::text(row, column))};
}

/// Adds the number of those who came from `origin` to what it is part of.
void put_stock(SheetReader& reader, const End& origin, const End& destination, int year,
               const CellRow& row, std::size_t column) {
  const bool to_country = !destination.id.empty(), from_country = !origin.id.empty();
  if (!to_country && !destination.whole) return;
  const auto people = reader.count(row, column);
  Collected& data = reader.intake().data;
  if (!people) {
    data.stocks_not_told.insert({year, {origin.id, destination.id}});
    return;
  }
  if (to_country && from_country) {
    if (origin.id == destination.id) return;  // born in the country: no migrants
    return reader.put(data.stocks, {origin.id, destination.id}, year, *people, row, column);
  }
  if (to_country && origin.whole) {
    data.stock_by_destination[destination.id][year] = reader.figure(*people, row, column);
  } else if (to_country && origin.kind == Kind::kUnknown) {
    data.unknown_origin[destination.id][year] += *people;
  } else if (destination.whole && from_country) {
    data.stock_by_origin[origin.id][year] = reader.figure(*people, row, column);
  }
}

/// Of "B R", "C R", "I R": whether registered refugees were added to the stock.
void note_type(SheetReader& reader, const End& destination, const CellRow& row,
               std::optional<std::size_t> column, int year) {
  if (!column || destination.id.empty()) return;
  const std::string type = SheetReader::text(row, *column);
  if (type.empty()) return;
  bool& adds = reader.intake().data.adds_refugees[destination.id][year];
  adds = adds || type.find('R') != type.npos;
}

/// A row for each origin and destination, years in columns, first of both sexes, then of each.
void list(SheetReader& reader, const Columns& columns) {
  const std::size_t to = *columns.find("Location code of destination");
  const std::size_t from = *columns.find("Location code of origin");
  const auto type = columns.find("Type of data of destination");
  const auto years = columns.years();
  if (years.empty()) {
    return reader.fault(columns.cells().front(), "expected columns of years: 1990, 1995, ...");
  }
  for (std::size_t r = columns.first_row(); r < reader.sheet().rows.size(); ++r) {
    const CellRow& row = reader.sheet().rows[r];
    const auto destination = end_of(reader, row, to, 0);
    const auto origin = end_of(reader, row, from, 0);
    if (!destination || !origin) continue;
    note_type(reader, *destination, row, type, 0);
    for (const auto& [year, column] : years) {
      put_stock(reader, *origin, *destination, year, row, column);
    }
  }
}

/// A row for each destination and year, origins in columns.
void matrix(SheetReader& reader, const Columns& columns) {
  const std::size_t year_at = *columns.find("Year"), to = *columns.find("Code");
  const auto type = columns.find("Type of data");
  const std::size_t total = *columns.find("Total");
  std::map<std::size_t, End> origins;
  for (std::size_t c = total; c < columns.cells().size(); ++c) {
    if (const auto origin = end_of(reader, columns.cells(), c, 0)) origins[c] = *origin;
  }
  for (std::size_t r = columns.first_row(); r < reader.sheet().rows.size(); ++r) {
    const CellRow& row = reader.sheet().rows[r];
    if (SheetReader::text(row, year_at).empty()) continue;
    const auto year = reader.year(row, year_at);
    const auto destination = end_of(reader, row, to, 0);
    if (!year || !destination) continue;
    note_type(reader, *destination, row, type, *year);
    for (const auto& [column, origin] : origins) {
      put_stock(reader, origin, *destination, *year, row, column);
    }
  }
}

/// A row for each pair and year.
void tidy_stocks(SheetReader& reader, const Columns& columns) {
  const std::size_t year_at = *columns.find("year"), from = *columns.find("orig");
  const std::size_t to = *columns.find("dest"), stock = *columns.find("stock");
  for (std::size_t r = columns.first_row(); r < reader.sheet().rows.size(); ++r) {
    const CellRow& row = reader.sheet().rows[r];
    const auto year = reader.year(row, year_at);
    const auto origin = end_of(reader, row, from, 0), destination = end_of(reader, row, to, 0);
    if (year && origin && destination) put_stock(reader, *origin, *destination, *year, row, stock);
  }
}

/// Whether a row is of the revision that is wanted; of several, the user says which.
bool is_wanted(SheetReader& reader, const CellRow& row, std::size_t column, std::string& revision) {
  const std::string own = SheetReader::text(row, column);
  if (reader.sheet().year != 0) return own == std::to_string(reader.sheet().year);
  if (revision.empty()) revision = own;
  if (own == revision) return true;
  reader.fault_once(
      SheetReader::cell(row, column),
      fmt::format("the table is of the revisions {0} and {1}: write {0}=FILE, or {1}=FILE",
                  revision, own));
  return false;
}

/// Who adds refugees, in a table of its own.
void types(SheetReader& reader, const Columns& columns) {
  const std::size_t to = *columns.find("dest"), year_at = *columns.find("year");
  const std::size_t adds = *columns.find("includes_refugees");
  const auto revision_at = columns.find("rev");
  std::string revision;
  for (std::size_t r = columns.first_row(); r < reader.sheet().rows.size(); ++r) {
    const CellRow& row = reader.sheet().rows[r];
    if (revision_at && !is_wanted(reader, row, *revision_at, revision)) continue;
    const auto year = reader.year(row, year_at);
    const auto country = reader.country(row, to);
    const auto flag = reader.number(row, adds);
    if (year && country && flag) {
      reader.intake().data.adds_refugees[*country][*year] = *flag > 0;
    }
  }
}

}  // namespace

void read_desa_stock(const Sheet& sheet, Intake& intake) {
  static const std::vector<Shape> shapes{
      {{kDestination, "Location code of destination", kOrigin, "Location code of origin"}, list},
      {{"Year", kOldDestination, "Code", "Total"}, matrix},
      {{"year", "orig", "dest", "stock"}, tidy_stocks}};
  SheetReader reader(sheet, intake, "UN DESA, International Migrant Stock");
  read_shaped(reader, shapes);
}

void read_desa_types(const Sheet& sheet, Intake& intake) {
  static const std::vector<Shape> shapes{{{"dest", "year", "includes_refugees"}, types}};
  SheetReader reader(sheet, intake, "UN DESA, International Migrant Stock, types of data");
  read_shaped(reader, shapes);
}

}  // namespace sojourn::intake
