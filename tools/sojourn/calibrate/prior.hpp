#pragma once

#include <string>
#include <vector>

#include "sim/input/scenario.hpp"
#include "tools/sojourn/study/vary.hpp"

namespace sojourn::command {

/// The settings that are fitted and what is believed of each before: uniform over a range. Reads
/// "path=low..high", or "path" alone, whose range is that which the module declares.
/// @throws InputError: no such setting (with the nearest), no number, a range without an end
std::vector<Variation> prior_of(const std::vector<std::string>& texts,
                                const ScenarioRequest& scenario);

}  // namespace sojourn::command
