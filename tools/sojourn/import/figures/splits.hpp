#pragma once

#include "tools/sojourn/import/gather/collected.hpp"
#include "tools/sojourn/import/gather/notes.hpp"

namespace sojourn::intake {

/// Divides what is told of states that are no more, and of states that were larger at the time,
/// among those of today: numbers of people and deaths by population, rates alike for each. A state
/// that the same table tells of by itself keeps that. What is divided is noted.
/// Of figures of other years than a world of `year` needs, nothing is divided.
void split_former_states(Collected& data, int year, Notes& notes);

}  // namespace sojourn::intake
