#include "tools/sojourn/run/policy_summary.hpp"

#include <algorithm>
#include <cmath>
#include <ostream>
#include <string_view>

#include "sim/input/text/characters.hpp"
#include "tools/sojourn/console/text.hpp"
#include "tools/sojourn/console/text_table.hpp"

namespace sojourn::command {

namespace {

constexpr std::string_view kCounterPrefix = "policy_";

bool counts_by_policy(const StoredDataset& dataset) {
  return dataset.axes == std::vector<std::string>{"time", "policy", "place"} &&
         dataset.name.starts_with(kCounterPrefix);
}

void note_name(const std::string& name, std::vector<std::string>& names) {
  if (std::ranges::count(names, name) == 0) names.push_back(name);
}

}  // namespace

void PolicySummary::add(const RunFile& run) {
  for (const StoredDataset& dataset : run.datasets()) {
    if (counts_by_policy(dataset)) add_counter(run, dataset);
  }
}

void PolicySummary::add_counter(const RunFile& run, const StoredDataset& counter) {
  const std::string column = counter.name.substr(kCounterPrefix.size());
  const std::vector<std::string> names = run.labels("policy");
  const std::size_t n_places = counter.shape[2];
  note_name(column, counters_);
  for (const std::string& name : names) note_name(name, policies_);
  for (std::size_t tick = 0; tick < counter.n_slices(); ++tick) {
    const std::vector<double> cells = run.reals(counter.name, tick, 1);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      persons_[{names[i / n_places], column}] += cells[i];
    }
  }
}

double PolicySummary::persons(const std::string& policy, const std::string& counter) const {
  const auto found = persons_.find({policy, counter});
  return found == persons_.end() ? 0 : found->second;
}

void PolicySummary::print(double n, std::ostream& out) const {
  if (policies_.empty()) return;
  TextTable table;
  table.align_right_from(1);
  std::vector<std::string> head{"people by policy, whole run"};
  head.insert(head.end(), counters_.begin(), counters_.end());
  table.add(std::move(head));
  for (const std::string& policy : policies_) {
    std::vector<std::string> row{escaped(policy)};
    for (const std::string& counter : counters_) {
      row.push_back(grouped(std::llround(persons(policy, counter) / n)));
    }
    table.add(std::move(row));
  }
  out << '\n';
  table.print(out);
}

}  // namespace sojourn::command
