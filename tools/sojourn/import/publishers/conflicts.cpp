#include "tools/sojourn/import/publishers/conflict_deaths.hpp"
#include "tools/sojourn/import/publishers/publisher.hpp"
#include "tools/sojourn/import/publishers/shape.hpp"

namespace sojourn::intake {

namespace {

constexpr const char* kStateBased = "1";

void add_all(SheetReader& reader, const Columns& columns, const DeathsInConflict::Layout& at) {
  DeathsInConflict deaths(reader);
  for (std::size_t r = columns.first_row(); r < reader.sheet().rows.size(); ++r) {
    deaths.add(reader.sheet().rows[r], at);
  }
  deaths.finish();
}

/// A row for each conflict and year.
void battle_related(SheetReader& reader, const Columns& columns) {
  add_all(reader, columns,
          {*columns.find("year"), *columns.find_any({"gwno_battle", "battle_location"}),
           *columns.find("bd_best"), columns.find("bd_low"), columns.find("bd_high")});
}

/// A row for each event, of which those of states are taken, as battle-related deaths are.
void events(SheetReader& reader, const Columns& columns) {
  const std::size_t kind = *columns.find("type_of_violence");
  const DeathsInConflict::Layout at{*columns.find("year"), *columns.find("country_id"),
                                    *columns.find("best"), columns.find("low"),
                                    columns.find("high")};
  DeathsInConflict deaths(reader);
  for (std::size_t r = columns.first_row(); r < reader.sheet().rows.size(); ++r) {
    const CellRow& row = reader.sheet().rows[r];
    if (SheetReader::text(row, kind) == kStateBased) deaths.add(row, at);
  }
  deaths.finish();
}

void battle_deaths(SheetReader& reader, const Columns& columns) {
  add_all(reader, columns,
          {*columns.find("year"), *columns.find_any({"gwnoloc", "location"}),
           *columns.find("bdeadbes"), columns.find("bdeadlow"), columns.find("bdeadhig")});
}

/// A row for each country and year; a cell that is empty is no figure.
void tidy_deaths(SheetReader& reader, const Columns& columns) {
  add_all(reader, columns,
          {*columns.find("year"), reader.country_column(columns), *columns.find("best"),
           columns.find("low"), columns.find("high")});
}

}  // namespace

void read_ucdp(const Sheet& sheet, Intake& intake) {
  static const std::vector<Shape> shapes{
      {{"conflict_id", "year", "bd_best", "gwno_battle"}, battle_related},
      {{"conflict_id", "year", "bd_best", "battle_location"}, battle_related},
      {{"country_id", "year", "best", "type_of_violence"}, events},
      {{kCountryColumn, "year", "best"}, tidy_deaths}};
  SheetReader reader(sheet, intake, "UCDP", Numbering::kGleditschWard);
  read_shaped(reader, shapes);
}

void read_prio(const Sheet& sheet, Intake& intake) {
  static const std::vector<Shape> shapes{{{"year", "bdeadbes", "gwnoloc"}, battle_deaths},
                                         {{"year", "bdeadbes", "location"}, battle_deaths},
                                         {{kCountryColumn, "year", "best"}, tidy_deaths}};
  SheetReader reader(sheet, intake, "PRIO Battle Deaths", Numbering::kGleditschWard);
  read_shaped(reader, shapes);
}

}  // namespace sojourn::intake
