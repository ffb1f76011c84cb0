#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "models/outcomes/outcomes.hpp"
#include "models/outcomes/yearly_record.hpp"
#include "tools/sojourn/outcomes/asked_outcomes.hpp"

namespace sojourn::command {

/// What one run came to, by the outcomes that were asked for.
struct RunOutcomes {
  std::vector<double> means;                // [outcome], over the span that is compared
  std::vector<double> years;                // calendar years that it touches
  std::vector<std::vector<double>> yearly;  // [outcome][year]
};

/// What tells a person whose run it was.
struct RunLabel {
  std::string title;      // "bilateral, replicate 2"
  double tick_years = 0;  // length of a tick [years]
};

/// Writes the standard outcomes, and every series by year, to a file that appears under its name
/// only when it is whole; one that is there is replaced. Several processes may write the same one:
/// what each writes is equal. @throws WriteError
void write_outcomes(const std::filesystem::path& path, const RunLabel& label,
                    const models::OutcomeRecord& outcomes, const models::YearlyRecord& yearly);

/// @throws ReadError: no such file, or one of other outcomes
RunOutcomes read_outcomes(const std::filesystem::path& path,
                          const std::vector<AskedOutcome>& asked);

}  // namespace sojourn::command
