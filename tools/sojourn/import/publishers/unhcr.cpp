#include <fmt/format.h>

#include "sim/input/text/characters.hpp"
#include "tools/sojourn/import/codes/fold.hpp"
#include "tools/sojourn/import/publishers/publisher.hpp"
#include "tools/sojourn/import/publishers/shape.hpp"

namespace sojourn::intake {

namespace {

/// Where the ends of a pair, and its numbers, stand.
struct UnhcrColumns {
  std::size_t year, origin, host;
  std::optional<std::size_t> refugees, applicants;
};

/// Cells that hide one to four people.
void note_hidden(SheetReader& reader, const CellRow& row, std::size_t column) {
  if (SheetReader::text(row, column) != "*") return;
  reader.intake().notes.add("Files", "UNHCR hides fewer than five people behind *: counted as none",
                            fmt::format("line {}", SheetReader::cell(row, column).line));
}

/// People whose country nobody knows, or who have none.
void note_unknown(SheetReader& reader, const std::optional<Named>& origin, int year,
                  const CellRow& row, std::optional<std::size_t> column) {
  if (!column || !origin || origin->kind != Named::Kind::kUnknown) return;
  const auto people = reader.count(row, *column);
  reader.intake().data.protected_of_unknown_origin[year] += people.value_or(0);
}

void put_people(SheetReader& reader, PairYears& people, const CountryPair& pair, int year,
                const CellRow& row, std::size_t column) {
  note_hidden(reader, row, column);
  people[year];  // the table tells of this year, if of no number
  const auto count = reader.count(row, column);
  if (count && *count > 0) reader.put(people, pair, year, *count, row, column);
}

void read_rows(SheetReader& reader, const Columns& columns, const UnhcrColumns& at) {
  Collected& data = reader.intake().data;
  for (std::size_t r = columns.first_row(); r < reader.sheet().rows.size(); ++r) {
    const CellRow& row = reader.sheet().rows[r];
    if (SheetReader::text(row, at.year).empty()) continue;
    const auto year = reader.year(row, at.year);
    const auto origin = reader.named(row, at.origin);
    const auto host = reader.country(row, at.host);
    if (!year || !origin || !host || origin->id == *host) continue;
    note_unknown(reader, origin, *year, row, at.refugees);
    note_unknown(reader, origin, *year, row, at.applicants);
    if (origin->id.empty()) continue;
    const CountryPair pair{origin->id, *host};
    if (at.refugees) put_people(reader, data.refugees, pair, *year, row, *at.refugees);
    if (at.applicants) put_people(reader, data.applicants, pair, *year, row, *at.applicants);
  }
}

void download(SheetReader& reader, const Columns& columns) {
  read_rows(reader, columns,
            {*columns.find("Year"), *columns.find("Country of origin (ISO)"),
             *columns.find("Country of asylum (ISO)"),
             columns.find_any({"Refugees under UNHCR's mandate", "Refugees"}),
             columns.find_any({"Asylum-seekers", "Asylum seekers"})});
}

void tidy_refugees(SheetReader& reader, const Columns& columns) {
  read_rows(reader, columns,
            {*columns.find("year"), *columns.find("orig"), *columns.find("host"),
             columns.find("refugees"), columns.find("asylum_seekers")});
}

/// A row for each kind of people, as the statistics were published until 2018.
void by_kind(SheetReader& reader, const Columns& columns) {
  const std::size_t kind_at = *columns.find("Population type"), value = *columns.find("Value");
  const std::size_t year_at = *columns.find("Year"), origin_at = *columns.find("Origin");
  const std::size_t host_at = *columns.find("Country / territory of asylum/residence");
  Collected& data = reader.intake().data;
  for (std::size_t r = columns.first_row(); r < reader.sheet().rows.size(); ++r) {
    const CellRow& row = reader.sheet().rows[r];
    const std::string kind = folded(SheetReader::text(row, kind_at));
    const bool refugees = kind.starts_with("refugees"), applicants = kind.starts_with("asylum");
    if (!refugees && !applicants) continue;
    const auto year = reader.year(row, year_at);
    const auto origin = reader.named(row, origin_at);
    const auto host = reader.country(row, host_at);
    if (!year || !origin || !host || origin->id == *host) continue;
    note_unknown(reader, origin, *year, row, value);
    if (origin->id.empty()) continue;
    put_people(reader, refugees ? data.refugees : data.applicants, {origin->id, *host}, *year, row,
               value);
  }
}

}  // namespace

void read_unhcr(const Sheet& sheet, Intake& intake) {
  static const std::vector<Shape> shapes{
      {{"Year", "Country of origin (ISO)", "Country of asylum (ISO)"}, download},
      {{"Year", "Country / territory of asylum/residence", "Origin", "Population type", "Value"},
       by_kind},
      {{"year", "orig", "host"}, tidy_refugees}};
  SheetReader reader(sheet, intake, "UNHCR, Refugee Data Finder");
  read_shaped(reader, shapes);
}

}  // namespace sojourn::intake
