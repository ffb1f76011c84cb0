#include "sim/input/csv/header.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

#include "sim/input/mismatch.hpp"

namespace sojourn {

namespace {

/// Whether a column holds notes, which nobody reads.
bool is_note(std::string name) {
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
  constexpr std::array<std::string_view, 6> kNotes{"note",     "notes",  "comment",
                                                   "comments", "source", "sources"};
  return std::ranges::count(kNotes, name) > 0;
}

}  // namespace

bool CsvHeader::has(const std::string& key) const {
  return std::ranges::count(columns_, key, &CsvColumn::name) > 0;
}

bool CsvHeader::heads(const Node& row) const {
  return !columns_.empty() && row.where.file == columns_.front().where.file;
}

void CsvHeader::meet(const std::vector<SettingInfo>& introduced) {
  for (const SettingInfo& info : introduced) {
    if (!is_met(info.key)) met_.push_back(info);
  }
}

void CsvHeader::report_faults(const std::string& table, Diagnostics& diagnostics) const {
  if (met_.empty()) return;  // no row
  for (const CsvColumn& column : columns_) {
    if (column.name.empty() || is_met(column.name) || is_note(column.name)) continue;
    diagnostics.add(column.where, fmt::format("{}: unknown column{}", key_path(table, column.name),
                                              unknown_key_hint(column.name, met_)));
  }
  for (const SettingInfo& info : met_) {
    if (!info.is_required() || info.type == "table" || has(info.key)) continue;
    diagnostics.add(
        columns_.front().where,
        fmt::format("{}: the table lacks this column; it is required", key_path(table, info.key)));
  }
}

bool CsvHeader::is_met(const std::string& key) const {
  return std::ranges::count(met_, key, &SettingInfo::key) > 0;
}

}  // namespace sojourn
