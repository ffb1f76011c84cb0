#include "tools/sojourn/study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid_io.hpp>
#include <iostream>
#include <map>
#include <set>

#include "models/catalog.hpp"
#include "sim/h5.hpp"
#include "sim/regime.hpp"
#include "tools/sojourn/estimate.hpp"
#include "tools/sojourn/version.hpp"

namespace sojourn {

namespace {

namespace fs = std::filesystem;

/// The same text, the same name; SHA-1 makes any other one unlikely.
std::string name_of(const std::string& text) {
  return boost::uuids::to_string(boost::uuids::name_generator_sha1(boost::uuids::ns::oid())(text));
}

}  // namespace

Study::Study(std::vector<StudyRow> rows, const StudyOptions& options)
    : rows_(std::move(rows)), options_(options), catalog_(standard_catalog()) {
  read_scenarios();
  for (int r = 0; r < options_.replicates; ++r) {
    seeds_.push_back(static_cast<std::int64_t>(world_->seed) + r);
  }
  if (!options_.branch_at.empty()) read_pasts();
  const std::string program = program_version() + " " + program_commit();
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    for (const std::int64_t seed : seeds_) {
      const auto number = static_cast<std::uint64_t>(seed);
      std::string text = program + "\n" + to_toml(with_seed(resolved_[row], number));
      if (first_ > 0) {
        text +=
            fmt::format("\nafter {} ticks of\n", first_) + to_toml(resolved_pasts_[past_of_[row]]);
      }
      keys_.push_back(name_of(text));
    }
  }
}

void Study::read_scenarios() {
  for (const StudyRow& row : rows_) {
    scenarios_.push_back(load_scenario(row.request));
    Plan plan = make_plan(scenarios_.back(), catalog_);
    if (!world_) world_ = plan.world;
    require_one_span(row, plan.world);
    memory_ = std::max(memory_, estimate(plan).memory);
    resolved_.push_back(std::move(plan.resolved));
  }
}

void Study::require_one_span(const StudyRow& row, const World& world) const {
  const bool same = world.n_ticks == world_->n_ticks && world.seed == world_->seed &&
                    world.calendar.date(0) == world_->calendar.date(0) &&
                    world.calendar.length() == world_->calendar.length();
  if (same) return;
  throw InputError(Source{row.request.file.string()},
                   fmt::format("{}: regimes and variations cannot change run.start, run.tick, "
                               "run.ticks or run.seed",
                               row.name));
}

/// Rows whose scenario is the same before the branch share their past.
void Study::read_pasts() {
  first_ = branch_tick(options_.branch_at, *world_, "--branch-at");
  std::map<std::string, std::size_t> known;
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    const Node past = load_history(rows_[row].history, catalog_);
    const Plan plan = make_plan(past, catalog_);
    const Plan next = make_plan(scenarios_[row], catalog_);
    Diagnostics diagnostics;
    check_succession({plan.resolved, plan.modules}, {next.resolved, next.modules}, scenarios_[row],
                     diagnostics);
    diagnostics.throw_if_any();
    const auto [found, fresh] = known.emplace(to_toml(plan.resolved), pasts_.size());
    past_of_.push_back(found->second);
    if (!fresh) continue;
    pasts_.push_back(past);
    resolved_pasts_.push_back(plan.resolved);
  }
}

std::string Study::key() const {
  std::string all;
  for (const std::string& key : keys_) all += key + "\n";
  return name_of(all);
}

fs::path Study::file_of(std::size_t row, std::size_t replicate) const {
  return options_.folder / "runs" / (keys_[row * seeds_.size() + replicate] + ".h5");
}

bool Study::is_done(std::size_t row, std::size_t replicate) const {
  return outcomes(row, replicate).has_value();
}

std::optional<RunOutcomes> Study::outcomes(std::size_t row, std::size_t replicate) const {
  const fs::path file = file_of(row, replicate);
  std::error_code ignored;
  if (!fs::exists(file, ignored)) return {};
  return read_outcomes(file);
}

std::vector<SharedPast> Study::missing() const {
  std::vector<SharedPast> all;
  std::set<fs::path> asked;
  for (std::size_t r = 0; r < seeds_.size(); ++r) {
    if (first_ > 0) {
      for (SharedPast& past : missing_branches(r)) all.push_back(std::move(past));
      continue;
    }
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      if (is_done(row, r) || !asked.insert(file_of(row, r)).second) continue;
      const Node scenario = with_seed(scenarios_[row], static_cast<std::uint64_t>(seeds_[r]));
      const std::string label = fmt::format("{}, replicate {}", rows_[row].name, r + 1);
      all.push_back({scenario, 0, world_->n_ticks, {{scenario, label, file_of(row, r)}}});
    }
  }
  return all;
}

std::vector<SharedPast> Study::missing_branches(std::size_t replicate) const {
  const auto seed = static_cast<std::uint64_t>(seeds_[replicate]);
  std::vector<SharedPast> all;
  for (const Node& past : pasts_) {
    all.push_back({with_seed(past, seed), first_, world_->n_ticks, {}});
  }
  std::set<fs::path> asked;
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    const fs::path file = file_of(row, replicate);
    if (is_done(row, replicate) || !asked.insert(file).second) continue;
    const std::string label = fmt::format("{}, replicate {}", rows_[row].name, replicate + 1);
    all[past_of_[row]].runs.push_back({with_seed(scenarios_[row], seed), label, file});
  }
  std::erase_if(all, [](const SharedPast& past) { return past.runs.empty(); });
  return all;
}

void Study::tell(std::size_t n_missing) const {
  const std::set<std::string> names(keys_.begin(), keys_.end());
  const std::size_t n_done = names.size() - n_missing;
  if (n_done > 0) {
    std::cerr << fmt::format("{} of {} runs are finished already\n", n_done, names.size());
  }
  std::size_t n_others = 0;
  for (const auto& entry : fs::directory_iterator(options_.folder / "runs")) {
    if (entry.path().extension() != ".h5") continue;
    n_others += names.contains(entry.path().stem().string()) ? 0 : 1;
  }
  if (n_others > 0) {
    std::cerr << fmt::format(
        "{}: {} runs of other settings or of another program are there and left alone\n",
        (options_.folder / "runs").string(), n_others);
  }
}

bool Study::run(int threads, bool quiet) {
  std::error_code error;
  fs::create_directories(options_.folder / "runs", error);
  if (error) {
    throw WriteError(fmt::format("cannot make the folder {}: {}",
                                 (options_.folder / "runs").string(), error.message()));
  }
  const std::vector<SharedPast> pasts = missing();
  std::size_t n_missing = 0;
  for (const SharedPast& past : pasts) n_missing += past.runs.size();
  if (!quiet) tell(n_missing);
  return run_ensemble(pasts, {threads, memory_, quiet});
}

}  // namespace sojourn
