#include "tools/sojourn/import/write/world_files.hpp"

#include <fmt/format.h>

#include <array>

#include "tools/sojourn/outcomes/row_format.hpp"

namespace sojourn::intake {

namespace {

/// Tables that a scenario reads, and the keys of [world] that name them.
constexpr std::array<std::array<const char*, 2>, 6> kKeys{{{"countries.csv", "countries"},
                                                           {"stocks.csv", "stocks"},
                                                           {"history.csv", "history"},
                                                           {"visas.csv", "visas"},
                                                           {"pairs.csv", "pairs"},
                                                           {"corridors.csv", "corridors"}}};

std::string world_table(const WorldTables& world) {
  std::string text = "\n[world]\n";
  for (const auto& [file, key] : kKeys) {
    for (const TableText& table : world.tables) {
      if (table.file == file) text += fmt::format("{} = \"{}\"\n", key, file);
    }
  }
  return text;
}

std::string area_tables(const WorldTables& world) {
  std::string text;
  for (const auto& [area, members] : world.areas) {
    text += fmt::format("\n[areas.{}]\nmembers = [\"{}\"]\n", area, fmt::join(members, "\", \""));
  }
  return text;
}

std::string scenario_of(const WorldTables& world) {
  return fmt::format(
             "# Written by `sojourn import`; README.md says what stands in for what.\n"
             "format_version = 1\ntitle = \"{}\"\n\n[run]\nstart = \"{}-01\"\nticks = {}\nseed = "
             "1\n"
             "persons_per_agent = {}\n",
             world.title, world.year, 12 * world.years, world.persons_per_agent) +
         world_table(world) + area_tables(world);
}

}  // namespace

std::string csv_of(const TableText& table) {
  std::string text = fmt::format("{}\n", fmt::join(table.columns, ","));
  for (const auto& row : table.rows) {
    const char* before = "";
    for (const std::string& cell : row) {
      text += before + command::csv_text(cell);
      before = ",";
    }
    text += '\n';
  }
  return text;
}

std::vector<FileText> world_files(const WorldTables& world) {
  std::vector<FileText> files{{"scenario.toml", scenario_of(world)}};
  for (const TableText& table : world.tables) files.push_back({table.file, csv_of(table)});
  return files;
}

}  // namespace sojourn::intake
