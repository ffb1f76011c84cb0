#include "tools/sojourn/calibrate/targets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/catalog.hpp"
#include "models/outcomes/outcomes.hpp"
#include "sim/input/csv/table.hpp"
#include "sim/subworld/subworld.hpp"
#include "sim/world/world_reader.hpp"
#include "tools/sojourn/outcomes/no_value.hpp"

namespace sojourn::command {

namespace {

bool is_selection(const std::string& outcome) {
  return outcome.find_first_of("[(") != std::string::npos;
}

Target target_of(Settings& row) {
  Target target;
  target.outcome = row.required_text("outcome", "name of an outcome, or cells of a series");
  target.year = static_cast<int>(
      row.integer("year", "1", {1900, 2200, 0}, 0, "calendar year; 0: the mean over the run"));
  target.value = row.required_real("value", "of the outcome", {}, "what it should come to");
  target.error = row.required_real("error", "of the outcome", {}, "standard error of the value");
  if (!(target.error > 0)) row.fault("error", "expected a number above 0");
  target.where = row.where("outcome");
  return target;
}

/// How the outcome is called among those that are asked for.
std::string name_of_wish(const std::vector<Target>& targets, const std::string& outcome) {
  if (!is_selection(outcome)) return outcome;
  const auto first = std::ranges::find(targets, outcome, &Target::outcome);
  return fmt::format("target_{}", first - targets.begin() + 1);
}

double value_of(const Target& target, const RunOutcomes& run, std::size_t outcome) {
  if (target.year == 0) return run.means[outcome];
  const auto year = std::ranges::find(run.years, static_cast<double>(target.year));
  if (year != run.years.end()) {
    return run.yearly[outcome][static_cast<std::size_t>(year - run.years.begin())];
  }
  throw InputError(target.where, fmt::format("the runs do not have the year {}: they have {} to {}",
                                             target.year, run.years.front(), run.years.back()));
}

[[noreturn]] void refuse_year(const Target& target, int first, int last) {
  throw InputError(target.where, fmt::format("the runs do not have the year {}: they have {} to {}",
                                             target.year, first, last));
}

/// Faults of the scenario are told by who runs it.
void check_years(const std::vector<Target>& targets, const Node& scenario) {
  Diagnostics faults;
  Node resolved;
  const World world = read_world(scenario, faults, resolved);
  if (!faults.empty() || world.n_ticks <= 0) return;
  const int first = world.calendar.year(0), last = world.calendar.year(world.n_ticks - 1);
  for (const Target& target : targets) {
    const bool known = target.year == 0 || (target.year >= first && target.year <= last);
    if (!known) refuse_year(target, first, last);
  }
}

}  // namespace

std::vector<Target> read_targets(const std::filesystem::path& file) {
  Diagnostics diagnostics;
  const CsvTable table(file, Source{"--targets"}, diagnostics);
  CsvHeader header = table.header();
  std::vector<Target> targets;
  for (std::size_t i = 0; i < table.n_rows(); ++i) {
    Settings row(&table.row(i), "target", &diagnostics, header);
    targets.push_back(target_of(row));
    row.finish();
    header.meet(row.introduced());
  }
  header.report_faults("target", diagnostics);
  diagnostics.throw_if_any();
  if (targets.empty()) throw InputError(Source{file.string()}, "expected at least one target");
  return targets;
}

void check_targets(const std::vector<Target>& targets, const Node& scenario) {
  const Catalog catalog = models::standard_catalog();
  std::vector<std::string> names = models::standard_outcome_names();
  for (const Definition& one : defined_in(scenario)) names.push_back(one.name);
  const SeriesIndex index = index_of(scenario, catalog);
  for (const Target& target : targets) {
    if (is_selection(target.outcome)) {
      choose_cells(parse_selection(target.outcome, target.where), index, target.where);
    } else if (std::ranges::count(names, target.outcome) == 0) {
      throw InputError(target.where, fmt::format("there is no outcome \"{}\"{}", target.outcome,
                                                 nearest_hint(target.outcome, names)));
    }
  }
  check_years(targets, scenario);
}

std::vector<std::string> wishes_of(const std::vector<Target>& targets) {
  std::vector<std::string> wishes;
  for (const Target& target : targets) {
    const std::string name = name_of_wish(targets, target.outcome);
    const std::string wish = is_selection(target.outcome) ? name + "=" + target.outcome : name;
    if (std::ranges::count(wishes, wish) == 0) wishes.push_back(wish);
  }
  return wishes;
}

std::vector<double> values_of(const std::vector<Target>& targets, const Study& study,
                              std::size_t row) {
  std::vector<double> values;
  for (const Target& target : targets) {
    const auto asked = std::ranges::find(study.outcomes(), name_of_wish(targets, target.outcome),
                                         &AskedOutcome::name);
    const auto outcome = static_cast<std::size_t>(asked - study.outcomes().begin());
    double sum = 0;
    for (std::size_t r = 0; r < study.seeds().size(); ++r) {
      const RunOutcomes* run = study.outcomes(row, r);
      sum += run == nullptr ? kNoValue : value_of(target, *run, outcome);
    }
    values.push_back(sum / static_cast<double>(study.seeds().size()));
  }
  return values;
}

double distance_of(const std::vector<Target>& targets, const std::vector<double>& values) {
  double sum = 0;
  for (std::size_t k = 0; k < targets.size(); ++k) {
    const double off = (values[k] - targets[k].value) / targets[k].error;
    sum += off * off;
  }
  const double distance = std::sqrt(sum / static_cast<double>(targets.size()));
  return std::isfinite(distance) ? distance : std::numeric_limits<double>::infinity();
}

}  // namespace sojourn::command
