#pragma once

#include <map>
#include <string>
#include <vector>

#include "tools/sojourn/import/flee/flee_input.hpp"

namespace sojourn::intake {

/// What the registrations of a conflict say of each of its days, as Flee reads them.
struct FleeArrivals {
  std::map<std::string, double> at_start;  // [persons] by camp, on the first day
  std::vector<double> persons;             // [persons / day] new in all camps, by day
};

/// Counts before a correction times what was counted on its day over what was counted before it
/// (first registrations are too many). A correction of a day without a count changes nothing.
/// "Before" is as lines stand in the file, here and below: as Flee reads them.
void correct_counts(FleeInput& input);

/// Counts whose date is before that of a line above them: camp and date.
std::vector<std::string> counts_out_of_order(const FleeInput& input);

/// Counts between two dates lie along the line between them, rounded down; new is by how many more
/// all camps hold than on the day before. As many who have gone as a fall says are made up for
/// before anybody is new.
FleeArrivals arrivals_of(const FleeInput& input);

}  // namespace sojourn::intake
