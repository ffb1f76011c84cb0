#include "sim/record/run_file.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/fuzz/targets/content_edits.hpp"
#include "tests/fuzz/targets/refusal.hpp"
#include "tests/fuzz/targets/stored_run.hpp"
#include "tests/fuzz/targets/target.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tools/sojourn/outcomes/run_folder.hpp"
#include "tools/sojourn/outcomes/run_outcomes.hpp"
#include "tools/sojourn/read/diff.hpp"
#include "tools/sojourn/read/export_table.hpp"
#include "tools/sojourn/read/info.hpp"
#include "tools/sojourn/report/page/page_data.hpp"

namespace sojourn::fuzz {

namespace fs = std::filesystem;

namespace {

bool is_of_bytes(const Edit& edit) {
  return edit.what == 'a' || edit.what == 'b' || edit.what == 'c';
}

std::string info_of(const fs::path& file, const char* format) {
  std::ostringstream out;
  command::InfoRequest request;
  request.file = file;
  request.events = true;
  request.format = format;
  print_info(request, out);
  return out.str();
}

void export_all(const fs::path& path) {
  const RunFile file(path);
  for (const command::ExportTable& table : command::export_tables_of(file)) {
    std::vector<std::string> names;
    for (const command::ExportColumn& column : table.columns) names.push_back(column.name);
    std::ostringstream out;
    command::write_rows(file, table, command::csv_format(names), false, out);
    command::write_rows(file, table, command::json_lines_format(names), true, out);
  }
}

void page(const fs::path& file) {
  std::vector<RunFile> files;
  files.emplace_back(file);
  command::page_of_runs(files, {}).dump();
}

void compare(const fs::path& file, const fs::path& whole) {
  std::ostringstream out;
  command::print_diff(file, whole, out);
}

/// Every command that reads run files.
void read_by_all(const fs::path& file, const fs::path& whole) {
  may_refuse([&] { info_of(file, "text"); });
  may_refuse([&] { info_of(file, "json"); });
  may_refuse([&] { export_all(file); });
  may_refuse([&] { page(file); });
  may_refuse([&] { compare(file, whole); });
  may_refuse([&] { command::read_outcomes(file, {}); });
  may_refuse([&] { command::runs_in(file.parent_path()); });
}

/// What was damaged and is read all the same reads as before.
void expect_refused_or_equal(const fs::path& file, const fs::path& whole) {
  std::string text;
  if (may_refuse([&] { text = info_of(file, "json"); })) return;
  if (text != info_of(whole, "json")) throw std::logic_error("damage is read in silence");
}

}  // namespace

void take_run_file(std::string_view bytes) {
  const testing::ScratchFolder folder;
  const std::vector<Edit> edits = edits_of(bytes);
  const fs::path whole = written(folder.path() / "whole.h5", stored_run());
  const bool of_bytes = std::ranges::any_of(edits, is_of_bytes);
  const fs::path file = written(folder.path() / "other" / "run.h5",
                                of_bytes ? edited(stored_run(), edits) : stored_run());
  if (of_bytes) return expect_refused_or_equal(file, whole);
  edit_content(file, edits);
  read_by_all(file, whole);
}

}  // namespace sojourn::fuzz
