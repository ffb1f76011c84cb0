#include "tools/sojourn/outcomes/run_index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <set>
#include <sstream>
#include <string_view>
#include <system_error>

#include "sim/input/assignment.hpp"
#include "sim/input/table.hpp"
#include "tools/sojourn/console/text_file.hpp"
#include "tools/sojourn/outcomes/row_format.hpp"

namespace sojourn::command {

namespace {

using Row = std::vector<std::string>;

constexpr std::string_view kSuffix = "-index.csv";
/// Columns that are no settings.
constexpr std::array<std::string_view, 4> kHead{"file", "regime", "replicate", "seed"};

void print(const Row& row, std::ostream& out) {
  for (std::size_t i = 0; i < row.size(); ++i) out << (i == 0 ? "" : ",") << csv_text(row[i]);
  out << '\n';
}

std::string cell(const CsvTable& table, std::size_t row, const std::string& column) {
  const Node* found = table.row(row).find(column);
  return found == nullptr ? std::string() : as_text(*found).value_or("");
}

bool names_file(const CsvTable& table, const std::string& file) {
  for (std::size_t row = 0; row < table.n_rows(); ++row) {
    if (cell(table, row, "file") == file) return true;
  }
  return false;
}

std::vector<VariedSetting> varied_in(const CsvTable& table) {
  std::vector<VariedSetting> all;
  for (const auto& [column, ignored] : table.row(0).table()) {
    if (std::ranges::count(kHead, column) > 0) continue;
    VariedSetting& one = all.emplace_back(VariedSetting{column, {}});
    for (std::size_t row = 0; row < table.n_rows(); ++row) {
      std::string value = cell(table, row, one.path);
      if (std::ranges::count(one.values, value) == 0) one.values.push_back(std::move(value));
    }
  }
  return all;
}

std::string as_file_name(std::string name) {
  for (char& c : name) {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 || (c & 0x80) != 0 ||
                       std::string_view("._-=").find(c) != std::string_view::npos;
    if (!plain) c = '_';
  }
  return name;
}

std::set<std::string> lines_in(std::istream& in) {
  std::set<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.insert(line);
  return lines;
}

/// Whether a file is there, and every line of it is one of the text.
bool is_part_of(const std::filesystem::path& path, const std::string& text) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored)) return false;
  std::istringstream whole(text);
  std::ifstream file(path, std::ios::binary);
  return std::ranges::includes(lines_in(whole), lines_in(file));
}

void remove_links_in(const std::filesystem::path& folder) {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    if (entry.is_symlink(ignored)) std::filesystem::remove(entry.path(), ignored);
  }
}

}  // namespace

void link_by_name(const std::filesystem::path& folder, const std::vector<IndexedRun>& runs) {
  std::error_code ignored;
  std::filesystem::create_directories(folder, ignored);
  remove_links_in(folder);
  std::set<std::filesystem::path> taken;
  for (const IndexedRun& run : runs) {
    std::string name = run.regime;
    for (const std::string& one : run.point) name += "_" + one;
    std::filesystem::path link =
        folder / fmt::format("{}-{}.h5", as_file_name(name), run.replicate);
    // Names that differ in such characters alone.
    while (!taken.insert(link).second) link.replace_filename("_" + link.filename().string());
    std::filesystem::create_symlink(std::filesystem::path("..") / run.file, link, ignored);
  }
}

std::vector<VariedSetting> varied_in_study_of(const std::filesystem::path& run) {
  const std::filesystem::path folder = run.has_parent_path() ? run.parent_path() : ".";
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    if (!entry.path().filename().string().ends_with(kSuffix)) continue;
    Diagnostics faults;  // of a table of somebody else's
    const CsvTable table(entry.path(), Source{entry.path().string()}, faults);
    if (names_file(table, run.filename().string())) return varied_in(table);
  }
  return {};
}

void write_run_index(const std::filesystem::path& path, const std::vector<IndexedRun>& runs,
                     bool force) {
  if (runs.empty()) return;
  const bool regimes =
      std::ranges::any_of(runs, [](const auto& run) { return !run.regime.empty(); });
  std::ostringstream text;
  Row head{"file"};
  if (regimes) head.emplace_back("regime");
  head.emplace_back("replicate");
  head.emplace_back("seed");
  for (const std::string& one : runs.front().point) {
    const std::size_t value = Assignment(one).value.size();
    head.push_back(one.substr(0, one.size() - value - 1));
  }
  print(head, text);
  for (const IndexedRun& run : runs) {
    Row row{run.file};
    if (regimes) row.push_back(run.regime);
    row.push_back(std::to_string(run.replicate));
    row.push_back(std::to_string(run.seed));
    for (const std::string& one : run.point) row.emplace_back(Assignment(one).value);
    print(row, text);
  }
  TextFile file(path, force || is_part_of(path, text.str()));
  file.stream() << text.str();
  file.finish();
}

}  // namespace sojourn::command
