#include <algorithm>

#include "sim/input/text/characters.hpp"
#include "tools/sojourn/import/publishers/publisher.hpp"
#include "tools/sojourn/import/publishers/shape.hpp"

namespace sojourn::intake {

namespace {

/// Columns of a table of pairs.
struct PairLayout {
  const char *from, *to, *km, *language;
};

void read_pairs(SheetReader& reader, const Columns& columns, const PairLayout& names) {
  const std::size_t from = *columns.find(names.from), to = *columns.find(names.to);
  const std::size_t km = *columns.find(names.km);
  const auto contiguous = columns.find("contig"), language = columns.find(names.language);
  const auto colony = columns.find("colony");
  const auto is_set = [&](const CellRow& row, std::optional<std::size_t> column) {
    return column && reader.number(row, *column).value_or(0) > 0;
  };
  for (std::size_t r = columns.first_row(); r < reader.sheet().rows.size(); ++r) {
    const CellRow& row = reader.sheet().rows[r];
    const auto a = reader.country(row, from), b = reader.country(row, to);
    const auto length = reader.count(row, km);
    if (!a || !b || !length || *a == *b) continue;
    reader.intake().data.links[{*a, *b}] = {*length, is_set(row, contiguous), is_set(row, language),
                                            is_set(row, colony)};
  }
}

void pairs(SheetReader& reader, const Columns& columns) {
  read_pairs(reader, columns, {"iso_o", "iso_d", "dist", "comlang_off"});
}
void tidy_pairs(SheetReader& reader, const Columns& columns) {
  read_pairs(reader, columns, {"orig", "dest", "dist_km", "comlang_official"});
}

std::optional<double> degrees(SheetReader& reader, const CellRow& row,
                              std::optional<std::size_t> column, double most) {
  const auto value = column ? reader.number(row, *column) : std::nullopt;
  if (!value || (*value >= -most && *value <= most)) return value;
  reader.fault(SheetReader::cell(row, *column), "expected degrees of a place on Earth");
  return {};
}

/// Texts of `prefix`1, `prefix`2, ... that are there.
std::vector<std::string> numbered(const CellRow& row, const Columns& columns,
                                  const std::string& prefix) {
  std::vector<std::string> found;
  for (char n = '1'; n <= '4'; ++n) {
    const auto column = columns.find(prefix + n);
    if (!column) continue;
    const std::string text = SheetReader::text(row, *column);
    if (!is_missing(text)) found.push_back(text);
  }
  return found;
}

/// A row for each city: that of the capital counts.
void cities(SheetReader& reader, const Columns& columns) {
  const std::size_t iso3 = *columns.find("iso3");
  const auto latitude = columns.find("lat"), longitude = columns.find("lon");
  const auto capital = columns.find("cap"), landlocked = columns.find("landlocked");
  for (std::size_t r = columns.first_row(); r < reader.sheet().rows.size(); ++r) {
    const CellRow& row = reader.sheet().rows[r];
    const auto country = reader.country(row, iso3);
    if (!country) continue;
    Profile& profile = reader.intake().data.profiles[*country];
    const bool is_capital = capital && reader.number(row, *capital).value_or(0) > 0;
    if (profile.latitude && !is_capital) continue;
    profile.latitude = degrees(reader, row, latitude, 90);
    profile.longitude = degrees(reader, row, longitude, 180);
    profile.languages = numbered(row, columns, "langoff_");
    if (landlocked) profile.landlocked = reader.number(row, *landlocked).value_or(0) > 0;
    profile.colonial_ties.clear();
    for (const std::string& name : numbered(row, columns, "colonizer")) {
      const auto power = code_book().find(name, Numbering::kM49);
      if (power && !power->id.empty()) profile.colonial_ties.push_back(power->id);
    }
  }
}

/// A row for each country; languages separated by '|'.
void profiles(SheetReader& reader, const Columns& columns) {
  const std::size_t iso3 = reader.country_column(columns);
  const auto latitude = columns.find_any({"capital_lat", "lat"});
  const auto longitude = columns.find_any({"capital_lon", "lon"});
  const auto landlocked = columns.find("landlocked"), languages = columns.find("languages");
  for (std::size_t r = columns.first_row(); r < reader.sheet().rows.size(); ++r) {
    const CellRow& row = reader.sheet().rows[r];
    const auto country = reader.country(row, iso3);
    if (!country) continue;
    Profile& profile = reader.intake().data.profiles[*country];
    profile.latitude = degrees(reader, row, latitude, 90);
    profile.longitude = degrees(reader, row, longitude, 180);
    if (landlocked) profile.landlocked = reader.number(row, *landlocked).value_or(0) > 0;
    if (!languages) continue;
    std::string list = SheetReader::text(row, *languages);
    std::ranges::replace(list, '|', ';');
    profile.languages = split_list(list);
  }
}

}  // namespace

void read_geodist(const Sheet& sheet, Intake& intake) {
  static const std::vector<Shape> shapes{{{"iso_o", "iso_d", "dist"}, pairs},
                                         {{"orig", "dest", "dist_km"}, tidy_pairs}};
  SheetReader reader(sheet, intake, "CEPII, GeoDist");
  read_shaped(reader, shapes);
}

void read_geo(const Sheet& sheet, Intake& intake) {
  static const std::vector<Shape> shapes{{{"iso3", "lat", "lon", "cap"}, cities},
                                         {{kCountryColumn, "lat", "lon"}, profiles}};
  SheetReader reader(sheet, intake, "CEPII, GeoDist, countries");
  read_shaped(reader, shapes);
}

}  // namespace sojourn::intake
