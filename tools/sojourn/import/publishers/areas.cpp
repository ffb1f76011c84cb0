#include <algorithm>
#include <cctype>

#include "tools/sojourn/import/publishers/publisher.hpp"
#include "tools/sojourn/import/publishers/shape.hpp"

namespace sojourn::intake {

namespace {

/// In small letters, as no country is called.
std::string lower(std::string name) {
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
  return name;
}

/// Whether citizens of all parties may live in all of them, as the kind of the text says.
bool lets_settle(const std::string& kind) {
  return kind.find("visa-free entry") == kind.npos && kind.find("one-way") == kind.npos;
}

/// A row for each party of a text, with the years in which it is one.
void parties(SheetReader& reader, const Columns& columns) {
  const std::size_t area = *columns.find("area"), iso3 = reader.country_column(columns);
  const std::size_t from = *columns.find("from_year");
  const auto until = columns.find("to_year"), kind_at = columns.find("kind");
  for (std::size_t r = columns.first_row(); r < reader.sheet().rows.size(); ++r) {
    const CellRow& row = reader.sheet().rows[r];
    const auto country = reader.country(row, iso3);
    const auto first = reader.year(row, from);
    if (!country || !first) continue;
    const std::string kind = kind_at ? SheetReader::text(row, *kind_at) : "";
    if (!lets_settle(kind)) {
      reader.intake().notes.add("Left out", "areas whose text lets nobody settle, or one way only",
                                SheetReader::text(row, area) + " " + *country);
      continue;
    }
    AreaMember member{lower(SheetReader::text(row, area)), *country, *first};
    const bool ended = until && !SheetReader::text(row, *until).empty();
    if (ended) member.until = reader.year(row, *until).value_or(member.until);
    reader.intake().data.areas.push_back(member);
  }
}

}  // namespace

void read_areas(const Sheet& sheet, Intake& intake) {
  static const std::vector<Shape> shapes{{{"area", kCountryColumn, "from_year"}, parties}};
  SheetReader reader(sheet, intake, "areas of free movement");
  read_shaped(reader, shapes);
}

}  // namespace sojourn::intake
