#include "tools/sojourn/outcomes/run_index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <fstream>
#include <ostream>
#include <set>
#include <sstream>
#include <string_view>
#include <system_error>

#include "sim/input/assignment.hpp"
#include "sim/input/csv/table.hpp"
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

/// Reads the rows of a table, and notes what is wrong with them where it is written.
class IndexReader {
 public:
  explicit IndexReader(const std::filesystem::path& path)
      : path_(path), table_(path, Source{path.string()}, faults_) {}

  RunIndex read() {
    faults_.throw_if_any();
    if (table_.n_rows() == 0) refuse({path_.string()}, "no run in it");
    RunIndex index{path_, parameters(), {}};
    for (std::size_t row = 0; row < table_.n_rows(); ++row) {
      index.runs.push_back(run(row, index.parameters));
    }
    faults_.throw_if_any();
    return index;
  }

 private:
  [[noreturn]] static void refuse(const Source& where, const std::string& message) {
    throw InputError(where, message);
  }
  /// In the order of the first row's cells, which know where they stand.
  std::vector<std::string> parameters() const {
    std::vector<std::string> paths;
    for (const auto& [column, ignored] : table_.row(0).table()) {
      if (std::ranges::count(kHead, column) == 0) paths.push_back(column);
    }
    std::ranges::sort(
        paths, {}, [&](const std::string& path) { return table_.row(0).find(path)->where.column; });
    return paths;
  }
  std::string required(std::size_t row, const std::string& column) {
    std::string text = cell(table_, row, column);
    if (text.empty()) {
      const Node& node = table_.row(row);
      faults_.add(node.where, fmt::format("expected a value of `{}`, found nothing", column));
    }
    return text;
  }
  std::int64_t whole(std::size_t row, const std::string& column) {
    const std::string text = required(row, column);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (!text.empty() && (error != std::errc{} || end != text.data() + text.size())) {
      faults_.add(table_.row(row).find(column)->where,
                  fmt::format("expected a whole number as `{}`, found \"{}\"", column, text));
    }
    return value;
  }
  IndexedRun run(std::size_t row, const std::vector<std::string>& paths) {
    IndexedRun one{required(row, "file"),
                   cell(table_, row, "regime"),
                   static_cast<int>(whole(row, "replicate")),
                   whole(row, "seed"),
                   {}};
    for (const std::string& path : paths) one.point.push_back(required(row, path));
    if (!one.file.empty() && !files_.insert(one.file).second) {
      faults_.add(table_.row(row).where, fmt::format("\"{}\" is there twice", one.file));
    }
    return one;
  }

  const std::filesystem::path& path_;
  Diagnostics faults_;
  CsvTable table_;
  std::set<std::string> files_;
};

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

RunIndex read_run_index(const std::filesystem::path& path) {
  return IndexReader(path).read();
}

std::vector<std::filesystem::path> run_indexes_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().filename().string().ends_with(kSuffix)) found.push_back(entry.path());
  }
  std::ranges::sort(found);
  return found;
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
