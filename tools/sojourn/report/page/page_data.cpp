#include "tools/sojourn/report/page/page_data.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tools/sojourn/program/version.hpp"
#include "tools/sojourn/report/modules.hpp"
#include "tools/sojourn/report/observed.hpp"
#include "tools/sojourn/report/one_world.hpp"

namespace sojourn::command {

namespace {

constexpr std::size_t kMostEvents = 4'000;
constexpr std::size_t kMostRows = 12;  // of a table of the scenario

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
                    {"located", country.located},
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

}  // namespace

Json outline(const Node& scenario) {
  Node kept{Node::Table{}, {}};
  Json rows = Json::object();
  for (const auto& [key, value] : scenario.table()) {
    if (key == "modules") continue;
    if (value.is_array() && value.array().empty()) continue;
    if (value.is_array() && value.array().size() > kMostRows && value.array().front().is_table()) {
      rows[key] = value.array().size();
    } else {
      kept.table()[key] = value;
    }
  }
  return {{"toml", to_toml(kept)}, {"rows", rows}};
}

namespace {

/// The series of every run, for bands.
/// @param of_first those of the first run
Json replicates(const std::vector<RunView>& runs, const Json& of_first) {
  Json all = {{"seeds", Json::array()}, {"series", Json::array()}};
  for (const RunView& run : runs) {
    all["seeds"].push_back(run.file.attribute_text("seed"));
    all["series"].push_back(&run == &runs.front() ? of_first : country_series(run));
  }
  return all;
}

void add_governance(const RunFile& file, Json& page) {
  for (const char* name : {"forums", "instruments", "acts"}) page[name] = table(file, name);
  for (const char* name : {"forum_count", "decision_concentration", "bilateral_share", "compliance",
                           "compact_support", "agency_budget"}) {
    page[name] = series(file, name);
  }
}

Json page_of_run(const RunView& run) {
  const RunFile& file = run.file;
  Json page = page_head(file);
  page["kind"] = "run";
  copy_attributes(
      file, {"start", "tick", "ticks", "seed", "persons_per_agent", "complete", "regime_from"},
      page);
  const std::vector<std::string> times = file.labels("time");
  page["n_ticks"] = times.size();
  page["last"] = times.empty() ? "" : times.back();
  page["countries"] = json_of(run.atlas);
  page["regions"] = run.atlas.region_names();
  page["periods"] = json_of(run.periods);
  page["years"] = json_of(run.years);
  page["flows"] = flows(run);
  page["citizens"] = citizens(run);
  page["balance"] = balance(run);
  page["series"] = country_series(run);
  page["corridors"] = corridors(run);
  page["events"] = events(file);
  page["deals"] = deals(run);
  page["policies"] = policies(run);
  page["modules"] = json_of(ModuleBook().read(modules_table(run.atlas.scenario())));
  page["scenario"] = outline(run.atlas.scenario());
  add_governance(file, page);
  return page;
}

}  // namespace

Json page_head(const RunFile& file) {
  Json page = {{"title", file.attribute_text("title")},
               {"file", file.path().filename().string()},
               {"made_by", version_line()}};
  for (const char* name : {"program", "commit", "command_line"}) {
    const auto found = file.provenance().find(name);
    if (found != file.provenance().end()) page[name] = to_string(found->second);
  }
  return page;
}

void tell_unfinished(const RunFile& file, Json& page) {
  const std::string text = file.unfinished();
  if (text.empty()) return;
  page["complete"] = std::int64_t{0};
  page["state"] = file.path().filename().string() + " is " + text;
}

void copy_attributes(const RunFile& file, const std::vector<const char*>& names, Json& page) {
  for (const char* name : names) {
    const auto found = file.attributes().find(name);
    if (found == file.attributes().end()) continue;
    std::visit([&](const auto& value) { page[name] = value; }, found->second);
  }
}

Json page_of_runs(const std::vector<RunFile>& files, const std::filesystem::path& observed_file) {
  std::vector<RunView> runs;
  for (const RunFile& file : files) {
    runs.emplace_back(file, files.size());
    require_replicate(runs.front(), runs.back());
  }
  require_apart(runs);
  Json page = page_of_run(runs.front());
  for (const RunFile& file : files) tell_unfinished(file, page);
  if (runs.size() > 1) page["replicates"] = replicates(runs, page["series"]);
  if (!observed_file.empty()) {
    page["observed_file"] = observed_file.filename().string();
    std::vector<TimedFile> files_of_runs;
    for (const RunView& run : runs) files_of_runs.push_back(timed(run));
    page["observed"] =
        observed(read_observations(observed_file, files_of_runs.front()), files_of_runs);
  }
  return page;
}

}  // namespace sojourn::command
