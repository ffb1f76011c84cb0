#include "tools/sojourn/report/atlas.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/input/node.hpp"
#include "sim/input/text/characters.hpp"

namespace sojourn::command {

namespace {

constexpr const char* kNoRegion = "Other";

double number(const Node& row, const std::string& key) {
  const Node* value = row.find(key);
  if (!value) return 0;
  if (const auto* real = std::get_if<double>(&value->value)) return *real;
  if (const auto* integer = std::get_if<std::int64_t>(&value->value)) {
    return static_cast<double>(*integer);
  }
  return 0;
}

std::string text(const Node& row, const std::string& key) {
  const Node* value = row.find(key);
  const auto* found = value ? std::get_if<std::string>(&value->value) : nullptr;
  return found ? *found : std::string{};
}

const Node::Array& rows(const Node& scenario, const std::string& key) {
  static const Node::Array kNone;
  const Node* value = scenario.find(key);
  return value && value->is_array() ? value->array() : kNone;
}

std::vector<std::string> labels_of(const Node& country) {
  return split_list(text(country, "regions"));
}

Node scenario_of(const RunFile& run) {
  Diagnostics faults;
  const auto scenario = parse_toml(run.attribute_text("scenario"), "scenario", faults);
  if (!scenario) {
    throw ReadError(
        fmt::format("{}: its attribute `scenario` is no scenario", run.path().string()));
  }
  return *scenario;
}

/// A country may have several labels; a page needs a partition. The label that most countries have
/// wins, so that there are few regions.
std::string widest(const std::vector<std::string>& labels, const std::map<std::string, int>& size) {
  if (labels.empty()) return kNoRegion;
  return *std::ranges::max_element(labels, {}, [&](const std::string& l) { return size.at(l); });
}

}  // namespace

Atlas::Atlas(const RunFile& run) : scenario_(scenario_of(run)) {
  std::map<std::string, const Node*> by_id;
  std::map<std::string, int> region_size;
  for (const char* table : {"country", "place"}) {
    for (const Node& row : rows(scenario_, table)) by_id[text(row, "id")] = &row;
  }
  for (const Node& row : rows(scenario_, "country")) {
    for (const std::string& label : labels_of(row)) ++region_size[label];
  }
  std::map<std::string, int> country_index;
  for (const std::string& id : run.labels("citizenship")) {
    const auto found = by_id.find(id);
    Country country{id, id, false, 0, 0, kNoRegion};
    if (found != by_id.end()) {
      const Node& row = *found->second;
      const std::string name = text(row, "name");
      country = {id,
                 name.empty() ? id : name,
                 text(row, "location") != "none",
                 number(row, "latitude"),
                 number(row, "longitude"),
                 widest(labels_of(row), region_size)};
    }
    country_index[id] = static_cast<int>(countries_.size());
    countries_.push_back(country);
  }
  for (const std::string& id : run.labels("place")) {
    const auto found = by_id.find(id);
    const std::string state = found == by_id.end() ? "" : text(*found->second, "state");
    const auto country = country_index.find(state.empty() ? id : state);
    place_index_[id] = static_cast<int>(country_of_place_.size());
    country_of_place_.push_back(country == country_index.end() ? -1 : country->second);
  }
  if (countries_.empty() || country_of_place_.empty()) {
    throw ReadError(fmt::format("{}: no countries in it", run.path().string()));
  }
  for (const Node& row : rows(scenario_, "corridor")) {
    corridors_.push_back(
        {text(row, "from"), text(row, "to"), text(row, "mode"), text(row, "route")});
  }
  if (corridors_.size() != run.labels("corridor").size()) corridors_.clear();
  for (const Country& country : countries_) {
    if (std::ranges::count(region_names_, country.region) == 0) {
      region_names_.push_back(country.region);
    }
  }
}

int Atlas::place(const std::string& id) const {
  const auto found = place_index_.find(id);
  return found == place_index_.end() ? -1 : found->second;
}

std::vector<int> Atlas::region_of_country() const {
  std::vector<int> regions;
  for (const Country& country : countries_) {
    const auto found = std::ranges::find(region_names_, country.region);
    regions.push_back(static_cast<int>(found - region_names_.begin()));
  }
  return regions;
}

}  // namespace sojourn::command
