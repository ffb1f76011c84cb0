#include "tools/sojourn/report/page_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "tools/sojourn/version.hpp"

namespace sojourn::command {

namespace {

// Cells of one measure of all countries that a page carries; a world of 190 countries over thirty
// years gets years, one of four countries months.
constexpr std::size_t kMostCells = 12'000;
constexpr std::size_t kMostEvents = 4'000;

Periods fitting_periods(const std::vector<std::string>& times, std::size_t n_countries) {
  for (const char* unit : {"month", "quarter"}) {
    Periods periods = periods_of(times, unit);
    if (periods.size() * n_countries <= kMostCells) return periods;
  }
  return periods_of(times, "year");
}

Json json_of(const Periods& periods) {
  return {{"unit", periods.unit}, {"labels", periods.labels}, {"begin", periods.begin}};
}

Json json_of(const Atlas& atlas) {
  Json list = Json::array();
  const std::vector<int> region = atlas.region_of_country();
  for (std::size_t i = 0; i < atlas.n_countries(); ++i) {
    const Atlas::Country& country = atlas.countries()[i];
    list.push_back({{"id", country.id},
                    {"name", country.name},
                    {"latitude", rounded(country.latitude)},
                    {"longitude", rounded(country.longitude)},
                    {"region", region[i]}});
  }
  return list;
}

/// The first events, with how many there are.
Json events(const RunFile& file) {
  Json columns = table(file, "events");
  if (columns.is_null()) return columns;
  const std::size_t n = columns["date"].size();
  for (auto& [name, column] : columns.members()) {
    if (column.size() > kMostEvents) column.elements().resize(kMostEvents);
  }
  columns["n"] = n;
  return columns;
}

Json head(const RunFile& file) {
  Json page = {{"title", file.attribute_text("title")},
               {"file", file.path().filename().string()},
               {"made_by", version_line()}};
  const auto program = file.provenance().find("program");
  const auto commit = file.provenance().find("commit");
  if (program != file.provenance().end()) page["program"] = to_string(program->second);
  if (commit != file.provenance().end()) page["commit"] = to_string(commit->second);
  return page;
}

void copy_attributes(const RunFile& file, const std::vector<const char*>& names, Json& page) {
  for (const char* name : names) {
    const auto found = file.attributes().find(name);
    if (found == file.attributes().end()) continue;
    std::visit([&](const auto& value) { page[name] = value; }, found->second);
  }
}

Json comparison(const RunFile& file) {
  Json page;
  for (const char* axis : {"regime", "replicate", "outcome"}) page[axis] = file.labels(axis);
  for (const char* name : {"outcome_units", "outcome_meaning"}) {
    if (file.find(name)) page[name] = file.texts(name);
  }
  if (file.find("reference")) page["reference"] = file.integers("reference");
  for (const char* name :
       {"outcomes", "mean", "low", "high", "difference", "difference_low", "difference_high"}) {
    page[name] = series(file, name);
  }
  page["series"] = Json::object();
  for (const StoredDataset& dataset : file.datasets()) {
    if (!dataset.name.starts_with("series/") || dataset.is_axis) continue;
    page["series"][dataset.name.substr(7)] = series(file, dataset.name);
  }
  return page;
}

}  // namespace

RunView::RunView(const RunFile& run)
    : file(run),
      atlas(run),
      periods(fitting_periods(run.labels("time"), atlas.n_countries())),
      years(periods_of(run.labels("time"), "year")) {
  if (years.size() == 0) throw ReadError(fmt::format("{}: no tick in it", run.path().string()));
}

Json page_of_run(const RunFile& file) {
  const RunView run(file);
  Json page = head(file);
  page["kind"] = "run";
  copy_attributes(file, {"start", "tick", "ticks", "seed", "persons_per_agent", "complete"}, page);
  const std::vector<std::string> times = file.labels("time");
  page["n_ticks"] = times.size();
  page["last"] = times.empty() ? "" : times.back();
  page["countries"] = json_of(run.atlas);
  page["regions"] = run.atlas.region_names();
  page["periods"] = json_of(run.periods);
  page["years"] = json_of(run.years);
  page["flows"] = flows(run);
  page["series"] = country_series(run);
  page["corridors"] = corridors(run);
  page["events"] = events(file);
  for (const char* name : {"forums", "instruments", "acts"}) page[name] = table(file, name);
  for (const char* name : {"forum_count", "decision_concentration", "bilateral_share", "compliance",
                           "compact_support", "agency_budget"}) {
    page[name] = series(file, name);
  }
  return page;
}

Json page_of_replicates(const std::vector<RunFile>& runs) {
  Json page = page_of_run(runs.front());
  page["replicates"] = {{"seeds", Json::array()}, {"runs", Json::array()}};
  for (const RunFile& file : runs) {
    const RunView run(file);
    if (file.attribute_text("title") != runs.front().attribute_text("title") ||
        run.atlas.n_countries() != page["countries"].size()) {
      throw ReadError(
          fmt::format("{}: another scenario than {}; `sojourn report` takes a folder of "
                      "replicates or a compare.h5",
                      file.path().string(), runs.front().path().string()));
    }
    page["replicates"]["seeds"].push_back(file.attribute_text("seed"));
    page["replicates"]["runs"].push_back(yearly_totals(run));
  }
  return page;
}

Json page_of_comparison(const RunFile& file) {
  Json page = head(file);
  if (page["title"].text().empty()) page["title"] = "Comparison of regimes";
  page["kind"] = "comparison";
  copy_attributes(file, {"complete", "compared_from", "level"}, page);
  page["comparison"] = comparison(file);
  return page;
}

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
  if (value == std::floor(value) && std::abs(value) < 1e15) return static_cast<std::int64_t>(value);
  return std::stod(fmt::format("{:.5g}", value));
}

Json whole(double persons) {
  if (!std::isfinite(persons)) return nullptr;
  return static_cast<std::int64_t>(std::llround(persons));
}

}  // namespace sojourn::command
