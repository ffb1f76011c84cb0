#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "models/outcomes/outcomes.hpp"

namespace sojourn::command {

/// What one run came to.
struct RunOutcomes {
  std::vector<double> means;                // [outcome], over the span that is compared
  std::vector<double> years;                // calendar years that it touches
  std::vector<std::vector<double>> yearly;  // [outcome][year]
};

RunOutcomes outcomes_of(const models::OutcomeRecord& record);

/// Writes them to a small file that appears under its name only when it is whole; one that is there
/// is replaced. `title` tells a person what it is. @throws WriteError
void write_outcomes(const std::filesystem::path& path, const std::string& title,
                    const RunOutcomes& outcomes);

/// @throws ReadError: no such file, or one of other outcomes
RunOutcomes read_outcomes(const std::filesystem::path& path);

}  // namespace sojourn::command
