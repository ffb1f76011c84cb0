#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "tools/sojourn/report/comparison/regimes_observed.hpp"
#include "tools/sojourn/report/modules.hpp"
#include "tools/sojourn/report/page/page_data.hpp"

namespace sojourn::command {

namespace {

/// The modules of every regime, as the file has them.
std::vector<Node> modules_of_regimes(const RunFile& file) {
  std::vector<Node> all;
  for (const std::string& toml : file.texts("regime_modules")) {
    Diagnostics ignored;
    all.push_back(parse_toml(toml, "regime_modules", ignored).value_or(Node{Node::Table{}, {}}));
  }
  return all;
}

/// Names of modules that are not the same in every regime.
std::set<std::string> telling(const std::vector<Node>& regimes) {
  std::set<std::string> names;
  for (const Node& regime : regimes) {
    for (const auto& [name, table] : regime.table()) {
      const bool same = std::ranges::all_of(regimes, [&](const Node& other) {
        const Node* its = other.find(name);
        return its && *its == table;
      });
      if (!same) names.insert(name);
    }
  }
  return names;
}

Node only(const Node& regime, const std::set<std::string>& names) {
  Node some{Node::Table{}, {}};
  for (const auto& [name, table] : regime.table()) {
    if (names.contains(name)) some.table()[name] = table;
  }
  return some;
}

/// By regime what it is: its overlays, and its modules where not all regimes have the same.
Json regimes(const RunFile& file) {
  Json all = Json::array();
  if (!file.find("regime_modules")) return all;
  const std::vector<Node> tables = modules_of_regimes(file);
  const std::set<std::string> names = telling(tables);
  const auto files = file.find("regime_files") ? file.texts("regime_files")
                                               : std::vector<std::string>(tables.size());
  ModuleBook book;
  for (std::size_t regime = 0; regime < tables.size(); ++regime) {
    const Node own = only(tables[regime], names);
    all.push_back({{"files", files[regime]}, {"modules", json_of(book.read(own))}});
  }
  return all;
}

/// Every series with these axes, by name.
Json all_with(const RunFile& file, const std::vector<std::string>& axes) {
  Json found = Json::object();
  for (const StoredDataset& dataset : file.datasets()) {
    if (dataset.is_axis || dataset.axes != axes || dataset.type == ColumnType::kText) continue;
    const std::size_t slash = dataset.name.find_last_of('/');
    const std::string name =
        slash == std::string::npos ? dataset.name : dataset.name.substr(slash + 1);
    found[name] = series(file, dataset.name);
  }
  return found;
}

}  // namespace

Json page_of_comparison(const RunFile& file, const std::filesystem::path& observed_file) {
  Json page = page_head(file);
  if (page["title"].text().empty()) page["title"] = "Comparison of regimes";
  page["kind"] = "comparison";
  tell_unfinished(file, page);
  copy_attributes(file, {"complete", "compared_from", "level", "scenario", "branch_at"}, page);
  Json part;
  for (const char* axis : {"regime", "replicate", "outcome", "parameter"}) {
    if (file.find(axis)) part[axis] = file.labels(axis);
  }
  for (const char* name : {"outcome_units", "outcome_meaning"}) {
    if (file.find(name)) part[name] = file.texts(name);
  }
  if (file.find("reference")) part["reference"] = file.integers("reference");
  for (const char* name : {"outcomes", "mean", "low", "high", "difference", "difference_low",
                           "difference_high", "parameters"}) {
    part[name] = series(file, name);
  }
  if (file.find("parameter_texts")) part["parameter_texts"] = file.texts("parameter_texts");
  part["series"] = all_with(file, {"regime", "replicate", "year"});
  part["regimes"] = regimes(file);
  page["comparison"] = part;
  page["world"] = place_differences(file);
  if (!observed_file.empty()) {
    page["observed_file"] = observed_file.filename().string();
    page["observed"] = observed_beside(file, observed_file);
  }
  return page;
}

Json page_of_sensitivity(const RunFile& file) {
  Json page = page_head(file);
  page["kind"] = "sensitivity";
  tell_unfinished(file, page);
  copy_attributes(file, {"complete", "scenario"}, page);
  Json part;
  for (const char* axis : {"outcome", "parameter", "point", "replicate"}) {
    part[axis] = file.labels(axis);
  }
  part["outcome_units"] = file.texts("outcome_units");
  for (const char* name : {"parameters", "outcomes", "samples", "first_order", "first_order_low",
                           "first_order_high", "total", "total_low", "total_high"}) {
    part[name] = series(file, name);
  }
  page["sensitivity"] = part;
  return page;
}

}  // namespace sojourn::command
