#include "tools/sojourn/report/page/page_values.hpp"

#include <fmt/format.h>

#include <cmath>

namespace sojourn::command {

Json table(const RunFile& file, const std::string& name) {
  Json columns;
  for (const StoredDataset& dataset : file.datasets()) {
    if (!dataset.name.starts_with(name + "/") || dataset.is_axis) continue;
    const std::string column = dataset.name.substr(name.size() + 1);
    if (dataset.type == ColumnType::kText) {
      columns[column] = file.texts(dataset.name);
      continue;
    }
    columns[column] = Json::array();
    for (const double value : file.reals(dataset.name)) columns[column].push_back(rounded(value));
  }
  return columns;
}

Json series(const RunFile& file, const std::string& name) {
  const StoredDataset* stored = file.find(name);
  if (!stored) return nullptr;
  Json object = {{"axes", stored->axes},           {"labels", Json::array()},
                 {"shape", stored->shape},         {"units", stored->units},
                 {"long_name", stored->long_name}, {"values", Json::array()}};
  for (const std::string& axis : stored->axes) object["labels"].push_back(file.labels(axis));
  for (const double value : file.reals(name)) object["values"].push_back(rounded(value));
  return object;
}

Json rounded(double value) {
  if (!std::isfinite(value)) return nullptr;
  constexpr double kFiveDigits = 1e5, kMost = 1e15;
  const bool is_whole = value == std::floor(value) || std::abs(value) >= kFiveDigits;
  if (is_whole && std::abs(value) < kMost) return static_cast<std::int64_t>(std::llround(value));
  return std::stod(fmt::format("{:.5g}", value));
}

Json whole(double persons) {
  if (!std::isfinite(persons)) return nullptr;
  return static_cast<std::int64_t>(std::llround(persons));
}

}  // namespace sojourn::command
