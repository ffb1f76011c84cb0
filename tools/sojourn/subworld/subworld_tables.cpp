#include "tools/sojourn/subworld/subworld_tables.hpp"

#include <fmt/format.h>

#include <array>
#include <set>
#include <string>

#include "sim/record/recorder.hpp"
#include "tools/sojourn/console/text_file.hpp"
#include "tools/sojourn/outcomes/row_format.hpp"

namespace sojourn::command {

namespace {

namespace fs = std::filesystem;

/// Tables of rows, and the keys of `world` that name their files.
constexpr std::array<std::array<const char*, 2>, 8> kTables{{{"country", "countries"},
                                                             {"place", "places"},
                                                             {"pair", "pairs"},
                                                             {"corridor", "corridors"},
                                                             {"stock", "stocks"},
                                                             {"irregular", "irregular"},
                                                             {"affinity", "affinities"},
                                                             {"history", "history"}}};

std::string cell_text(const Node* value) {
  if (value == nullptr) return {};
  const auto* text = std::get_if<std::string>(&value->value);
  return text != nullptr ? csv_text(*text) : inline_toml(*value);
}

/// All keys of the rows; what names a row first.
std::vector<std::string> columns_of(const Node::Array& rows) {
  std::set<std::string> keys;
  for (const Node& row : rows) {
    for (const auto& [key, value] : row.table()) keys.insert(key);
  }
  std::vector<std::string> columns;
  for (const char* first : {"id", "from", "to", "mode", "citizenship", "residence", "country"}) {
    if (keys.erase(first) > 0) columns.emplace_back(first);
  }
  columns.insert(columns.end(), keys.begin(), keys.end());
  return columns;
}

void write_rows(const Node::Array& rows, std::ostream& out) {
  const std::vector<std::string> columns = columns_of(rows);
  out << fmt::format("{}\n", fmt::join(columns, ","));
  for (const Node& row : rows) {
    const char* before = "";
    for (const std::string& column : columns) {
      out << before << cell_text(row.find(column));
      before = ",";
    }
    out << '\n';
  }
}

/// Before anything is written.
void refuse_existing(const fs::path& folder) {
  for (const fs::path& file : table_files(folder)) {
    std::error_code ignored;
    if (!fs::exists(fs::symlink_status(file, ignored))) continue;
    throw OutputExists(file.string() + " exists already");
  }
}

}  // namespace

std::vector<fs::path> table_files(const fs::path& folder) {
  std::vector<fs::path> files{folder / "scenario.toml"};
  for (const auto& table : kTables) files.push_back(folder / (std::string(table[1]) + ".csv"));
  return files;
}

void write_tables(const Node& scenario, const fs::path& folder, bool force) {
  if (!force) refuse_existing(folder);
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    throw WriteError(
        fmt::format("cannot make the folder {}: {}", folder.string(), error.message()));
  }
  TextFiles files;
  Node rest = scenario;
  for (const auto& [table, file_key] : kTables) {
    const Node* rows = scenario.find(table);
    rest.table().erase(table);
    if (rows == nullptr || rows->array().empty()) continue;
    const std::string file = std::string(file_key) + ".csv";
    write_rows(rows->array(), files.add(folder / file, force));
    rest.table()["world"].table()[file_key].value = file;
  }
  files.add(folder / "scenario.toml", force) << to_toml(rest);
  files.finish();
}

}  // namespace sojourn::command
