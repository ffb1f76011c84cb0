#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/input/source.hpp"
#include "tools/sojourn/study/study.hpp"

namespace sojourn::command {

/// What a calibrated run should come to.
struct Target {
  std::string outcome;  // a name, or a selection such as stocks[residence=DEU]
  int year = 0;         // 0: the mean over the run
  double value = 0, error = 0;
  Source where;
};

/// Reads a CSV file with the columns outcome, year (may be empty), value and error (> 0, in the
/// units of the value). @throws InputError with file, line and column of every fault
std::vector<Target> read_targets(const std::filesystem::path& file);

/// Faults of outcomes and years that a run of the scenario does not have. @throws InputError
void check_targets(const std::vector<Target>& targets, const Node& scenario);

/// What is to be asked of runs, each outcome once, as `--outcome` has it.
std::vector<std::string> wishes_of(const std::vector<Target>& targets);

/// What row `row` of a study comes to, by target: the mean over replicates; NaN where one has none.
/// @throws InputError: the runs do not have the year of a target
std::vector<double> values_of(const std::vector<Target>& targets, const Study& study,
                              std::size_t row);

/// Root of the mean over targets of ((value - target)/error)^2; infinite where a value is missing.
double distance_of(const std::vector<Target>& targets, const std::vector<double>& values);

}  // namespace sojourn::command
