#include "tools/sojourn/study/study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <set>
#include <stdexcept>

#include "models/catalog.hpp"
#include "sim/input/text/characters.hpp"
#include "sim/record/h5.hpp"
#include "sim/stages/succession.hpp"
#include "tools/sojourn/program/lease.hpp"
#include "tools/sojourn/program/program_identity.hpp"
#include "tools/sojourn/study/estimate.hpp"
#include "tools/sojourn/study/memory.hpp"

namespace sojourn::command {

namespace fs = std::filesystem;

namespace {

/// What makes runs the same: how they are looked at does not.
std::string text_of_run(Node resolved, std::int64_t seed) {
  resolved.table().erase("outcomes");
  return to_toml(with_seed(std::move(resolved), static_cast<std::uint64_t>(seed)));
}

/// Where the first of the values stands that is not of the scenario's own file.
Source place_beside(const fs::path& file, const std::vector<const Node*>& values) {
  for (const Node* value : values) {
    if (value != nullptr && value->where.file != file) return value->where;
  }
  return {file.string(), 1, 1};
}

std::vector<const Node*> values_in(const Node& scenario, const std::string& table,
                                   const std::vector<std::string>& keys) {
  const Node* found = scenario.find(table);
  std::vector<const Node*> values;
  if (found == nullptr || !found->is_table()) return values;
  for (const std::string& key : keys) values.push_back(found->find(key));
  return values;
}

/// Where a regime changes what all runs of a study share.
Source place_of_run(const Node& scenario, const fs::path& file) {
  return place_beside(
      file,
      values_in(scenario, "run", {"start", "tick", "ticks", "end", "seed", "persons_per_agent"}));
}
Source place_of_places(const Node& scenario, const fs::path& file) {
  auto values = values_in(scenario, "world", {"countries", "places", "only", "rest"});
  for (const char* rows : {"country", "place"}) values.push_back(scenario.find(rows));
  return place_beside(file, values);
}

std::vector<std::string> ids_of(const World& world) {
  std::vector<std::string> ids;
  for (const Place& place : world.places) ids.push_back(place.id);
  return ids;
}

/// The first place in which two worlds differ; empty: in none.
std::string other_place(const World& one, const World& other) {
  const auto a = ids_of(one), b = ids_of(other);
  const auto [in_a, in_b] = std::ranges::mismatch(a, b);
  if (in_b != b.end()) return *in_b;
  return in_a != a.end() ? *in_a : "";
}

}  // namespace

Node Study::Recipe::scenario(std::int64_t seed) const {
  return with_seed(plain(), static_cast<std::uint64_t>(seed));
}

Study::Study(std::vector<StudyRow> rows, const StudyOptions& options)
    : rows_(std::move(rows)),
      options_(options),
      program_(program_identity()),
      catalog_(models::standard_catalog()),
      finished_(options.folder / "runs") {
  const OutcomeWishes wishes = parse_wishes(options.outcomes);
  for (const StudyRow& row : rows_) read(row);
  ask(wishes);
}

Study::~Study() = default;

/// Rows differ in what they record where they differ in modules.
void Study::ask(const OutcomeWishes& wishes) {
  const std::vector<Definition> of_scenario = defined_in(recipes_.front().plain());
  std::vector<SeriesIndex> indices;
  std::set<std::vector<fs::path>> seen;  // files that a row is made of
  const bool needed = !of_scenario.empty() || !wishes.defined.empty();
  for (std::size_t row = 0; needed && row < rows_.size(); ++row) {
    if (!seen.insert(rows_[row].request.overlays).second) continue;
    indices.push_back(index_of(recipes_[row].plain(), catalog_));
  }
  outcomes_ = asked_outcomes(wishes, of_scenario, indices);
}

/// A file is read once, however many rows there are.
Study::Recipe Study::recipe_of(const ScenarioRequest& request, bool past) {
  auto& files = read_[request.overlays];
  if (!files) {
    files = std::make_shared<const Node>(load_scenario(request.plain()));
  }
  if (!past) return {files, request.assignments, request.varied};
  return {files, past_assignments(*files, request.assignments, catalog_),
          past_assignments(*files, request.varied, catalog_)};
}

/// What runs before the branch.
Study::Recipe Study::past_recipe_of(const StudyRow& row) {
  ScenarioRequest before_it = row.request;
  before_it.overlays = row.overlays;
  return recipe_of(before_it, true);
}

/// Regimes are compared on one part of the world: that of the scenario without them.
void Study::cut(Recipe& recipe, const StudyRow& row) {
  const Node whole = recipe.plain();
  if (!wants_cut(whole)) return;
  const Node base = past_recipe_of(row).plain();
  const auto [found, fresh] = constants_.try_emplace(to_toml(base));
  if (fresh && wants_cut(base)) found->second = cut_world(base, catalog_).constants;
  const CutConstants* constants = wants_cut(base) ? &found->second : nullptr;
  recipe.part = std::make_shared<const Node>(cut_world(whole, catalog_, constants).scenario);
}

/// Checks a row and names its runs.
void Study::read(const StudyRow& row) {
  recipes_.push_back(recipe_of(row.request, false));
  cut(recipes_.back(), row);
  const Recipe& recipe = recipes_.back();
  CheckedScenario checked = check_scenario(recipe.plain(), catalog_);
  if (!world_) {
    world_ = checked.world;
    for (int r = 0; r < options_.replicates; ++r) {
      seeds_.push_back(static_cast<std::int64_t>(world_->seed) + r);
    }
    if (!options_.branch_at.empty()) {
      first_ = branch_tick(options_.branch_at, *world_, "--branch-at");
    }
  }
  for (const std::string& text : checked.warnings) {
    if (options_.warn && warned_.insert(text).second)
      std::cerr << "warning: " << escaped(text) << '\n';
  }
  require_one_world(row, checked.world);
  const Estimate expected = estimate(checked);
  if (!options_.force) require_memory(expected, available_memory());
  memory_ = std::max(memory_, expected.memory);
  modules_.push_back(to_toml(*checked.resolved.find("modules")));
  const std::string past = first_ > 0 ? past_text(row, checked) : "";
  for (const std::int64_t seed : seeds_) {
    keys_.push_back(name_of(program_ + "\n" + text_of_run(checked.resolved, seed) + past));
  }
}

/// Rows whose scenario is the same before the branch share their past.
std::string Study::past_text(const StudyRow& row, CheckedScenario& checked) {
  Recipe past = past_recipe_of(row);
  cut(past, row);
  CheckedScenario before = check_scenario(past.plain(), catalog_);
  before.modules.bind();
  checked.modules.bind();
  Diagnostics diagnostics;
  check_succession({before.resolved, before.modules}, {checked.resolved, checked.modules},
                   recipes_.back().plain(), diagnostics);
  diagnostics.throw_if_any();
  before.resolved.table().erase("outcomes");
  std::string text = fmt::format("\nafter {} ticks of\n{}", first_, to_toml(before.resolved));
  const auto [found, fresh] = past_by_text_.emplace(text, pasts_.size());
  if (fresh) pasts_.push_back(past);
  past_of_.push_back(found->second);
  return text;
}

/// Runs are compared place by place and tick by tick, on the same luck.
void Study::require_one_world(const StudyRow& row, const World& world) const {
  const std::string place = other_place(*world_, world);
  if (!place.empty()) {
    throw InputError(place_of_places(recipes_.back().plain(), row.request.file),
                     fmt::format("{}: regimes and variations cannot change which countries and "
                                 "places there are, nor their order: {}",
                                 row.name, place));
  }
  const bool same = world.persons_per_agent == world_->persons_per_agent &&
                    world.n_ticks == world_->n_ticks && world.seed == world_->seed &&
                    world.calendar.date(0) == world_->calendar.date(0) &&
                    world.calendar.length() == world_->calendar.length();
  if (same) return;
  throw InputError(place_of_run(recipes_.back().plain(), row.request.file),
                   fmt::format("{}: regimes and variations cannot change run.start, run.tick, "
                               "run.ticks, run.seed or run.persons_per_agent",
                               row.name));
}

std::string Study::key() const {
  std::string all;
  for (const std::string& key : keys_) all += key + "\n";
  return name_of(all);
}

const std::string& Study::run_key(std::size_t row, std::size_t replicate) const {
  return keys_[row * seeds_.size() + replicate];
}

const RunOutcomes* Study::outcomes(std::size_t row, std::size_t replicate) const {
  return finished_.find(run_key(row, replicate));
}

/// Others may have made it meanwhile.
bool Study::is_over(const std::string& key) {
  finished_.read({key}, outcomes_, std::cerr);
  return finished_.find(key) != nullptr;
}

EnsembleRun Study::run_of(std::size_t row, std::size_t replicate) {
  const auto scenario = [this, row, seed = seeds_[replicate]] {
    return recipes_[row].scenario(seed);
  };
  return {scenario, fmt::format("{}, replicate {}", rows_[row].name, replicate + 1),
          finished_.file_of(run_key(row, replicate)),
          [this, key = run_key(row, replicate)] { return is_over(key); }};
}

std::vector<SharedPast> Study::missing() {
  std::vector<SharedPast> all;
  std::set<std::string> asked;
  for (std::size_t r = 0; r < seeds_.size(); ++r) {
    if (first_ > 0) {
      for (SharedPast& past : missing_branches(r)) all.push_back(std::move(past));
      continue;
    }
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      if (outcomes(row, r) != nullptr || !asked.insert(run_key(row, r)).second) continue;
      const EnsembleRun run = run_of(row, r);
      all.push_back({run.scenario, 0, world_->n_ticks, {run}});
    }
  }
  return all;
}

std::vector<SharedPast> Study::missing_branches(std::size_t replicate) {
  std::vector<SharedPast> all;
  for (const Recipe& past : pasts_) {
    const auto history = [&past, seed = seeds_[replicate]] { return past.scenario(seed); };
    all.push_back({history, first_, world_->n_ticks, {}});
  }
  std::set<std::string> asked;
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    if (outcomes(row, replicate) != nullptr) continue;
    if (!asked.insert(run_key(row, replicate)).second) continue;
    all[past_of_[row]].runs.push_back(run_of(row, replicate));
  }
  std::erase_if(all, [](const SharedPast& past) { return past.runs.empty(); });
  return all;
}

void Study::print_finished(std::size_t n_missing) const {
  const std::set<std::string> names(keys_.begin(), keys_.end());
  const std::size_t n_done = names.size() - n_missing;
  if (n_done > 0) {
    std::cerr << fmt::format("{} of {} runs are finished already\n", n_done, names.size());
  }
  if (const std::size_t n_others = finished_.n_beside(names); n_others > 0) {
    std::cerr << fmt::format(
        "{}: {} runs of other settings or of another program are there and left alone\n",
        (options_.folder / "runs").string(), n_others);
  }
}

/// A comparison without values would look like one.
void Study::require_all_read() const {
  const auto unread = [this](const std::string& key) { return finished_.find(key) == nullptr; };
  const auto n = std::ranges::count_if(keys_, unread);
  if (n == 0) return;
  throw std::runtime_error(fmt::format("{} of {} runs are over and cannot be read back from {}", n,
                                       keys_.size(), (options_.folder / "runs").string()));
}

/// Two versions that work for one result would each take it from the other.
void Study::refuse_other_program() const {
  const fs::path folder = options_.folder / "runs";
  const std::string other = other_program_in(folder);
  if (other.empty() || options_.force) return;
  throw WriteError(
      fmt::format("cannot write {}: another version of this program is at work there: "
                  "{}",
                  folder.string(), other));
}

bool Study::look_again() {
  finished_.read(keys_, outcomes_, std::cerr);
  const std::set<std::string> names(keys_.begin(), keys_.end());
  const bool complete = std::ranges::all_of(
      names, [this](const std::string& key) { return finished_.find(key) != nullptr; });
  if (complete) finished_.remove_left(names);
  return complete;
}

bool Study::run(int threads, bool quiet) {
  std::error_code error;
  fs::create_directories(options_.folder / "runs", error);
  if (error) {
    throw WriteError(fmt::format("cannot make the folder {}: {}",
                                 (options_.folder / "runs").string(), error.message()));
  }
  refuse_other_program();
  finished_.read(keys_, outcomes_, std::cerr);
  const std::vector<SharedPast> pasts = missing();
  std::size_t n_missing = 0;
  for (const SharedPast& past : pasts) n_missing += past.runs.size();
  if (!quiet) print_finished(n_missing);
  const bool complete = run_ensemble(pasts, {threads, memory_, quiet});
  if (complete && !quiet && n_missing > 0) std::cerr << "reading the runs\n";
  finished_.read(keys_, outcomes_, std::cerr);
  if (complete) require_all_read();
  return complete;
}

}  // namespace sojourn::command
