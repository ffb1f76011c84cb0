#include "tools/sojourn/report/comparison/regimes_observed.hpp"

#include <fmt/format.h>

#include <cmath>
#include <optional>

namespace sojourn::command {

namespace fs = std::filesystem;

namespace {

/// By index on the axis `place`, its country: countries come first.
std::vector<int> countries_of(const RunFile& comparison) {
  std::vector<int> country;
  if (comparison.find("country_of_place")) {
    for (const std::int64_t index : comparison.integers("country_of_place")) {
      country.push_back(static_cast<int>(index));
    }
    return country;
  }
  const std::size_t n = comparison.labels("citizenship").size();
  if (comparison.labels("place").size() > n) {
    throw ReadError(
        fmt::format("{}: written by an earlier program, which did not say in which "
                    "countries places are: `sojourn compare` writes it anew",
                    comparison.path().string()));
  }
  for (std::size_t i = 0; i < n; ++i) country.push_back(static_cast<int>(i));
  return country;
}

RunFile kept_run(const RunFile& comparison, const std::string& name) {
  const fs::path path = comparison.path().parent_path() / "runs" / (name + ".h5");
  if (fs::exists(path)) return RunFile(path);
  throw ReadError(
      fmt::format("{} is missing: the series that observations are drawn beside are "
                  "in the runs of a comparison, not in {}",
                  path.string(), comparison.path().string()));
}

/// Whether a run was over when the comparison was written.
std::vector<bool> finished_runs(const RunFile& comparison) {
  const std::size_t n_outcomes = comparison.labels("outcome").size();
  const std::vector<double> cells = comparison.reals("outcomes");
  std::vector<bool> finished;
  for (std::size_t run = 0; run * n_outcomes < cells.size(); ++run) {
    bool known = false;
    for (std::size_t k = 0; k < n_outcomes; ++k) {
      known = known || !std::isnan(cells[run * n_outcomes + k]);
    }
    finished.push_back(known);
  }
  return finished;
}

}  // namespace

RegimesObserved::RegimesObserved(std::vector<Observation> observations, std::size_t n_regimes,
                                 std::size_t n_replicates)
    : observations_(std::move(observations)),
      n_regimes_(n_regimes),
      n_replicates_(n_replicates),
      runs_(n_regimes * n_replicates) {}

void RegimesObserved::take(std::size_t at, const TimedFile& run) {
  std::vector<HeldAgainst> held = held_against(observations_, {run});
  for (HeldAgainst& one : held) runs_[at].push_back(std::move(one.simulated.front()));
  if (!held_.empty()) return;
  for (const HeldAgainst& one : held) heads_.push_back(observed_head(one, run));
  held_ = std::move(held);
}

Json RegimesObserved::json() const {
  Json all = heads_;
  for (std::size_t i = 0; i < held_.size(); ++i) {
    Json regimes = Json::array();
    for (std::size_t regime = 0; regime < n_regimes_; ++regime) {
      Json runs = Json::array();
      for (std::size_t r = 0; r < n_replicates_; ++r) {
        const auto& of_run = runs_[regime * n_replicates_ + r];
        const std::vector<double> unknown(held_[i].labels.size(), std::nan(""));
        runs.push_back(rounded_all(of_run.empty() ? unknown : of_run[i]));
      }
      regimes.push_back(runs);
    }
    all.elements()[i]["regimes"] = regimes;
  }
  return all;
}

Json observed_beside(const RunFile& comparison, const fs::path& table) {
  const std::vector<int> countries = countries_of(comparison);
  const std::size_t n_countries = comparison.labels("citizenship").size();
  const std::vector<std::string> runs = comparison.texts("run");
  const std::vector<bool> finished = finished_runs(comparison);
  std::optional<RegimesObserved> all;
  for (std::size_t at = 0; at < runs.size(); ++at) {
    if (!finished[at]) continue;
    const RunFile run = kept_run(comparison, runs[at]);
    const TimedFile file{run, "year", run.labels("year"), countries, n_countries};
    if (!all) {
      all.emplace(read_observations(table, file), comparison.labels("regime").size(),
                  comparison.labels("replicate").size());
    }
    all->take(at, file);
  }
  return all ? all->json() : Json::array();
}

}  // namespace sojourn::command
