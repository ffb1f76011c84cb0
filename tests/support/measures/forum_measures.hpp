#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tests/support/effect.hpp"
#include "tests/worlds/forums/forums_world.hpp"

namespace sojourn::testing {

/// An arm with settings of modules.forum_politics, as TOML.
ForumsArm forums_arm(const std::map<std::string, std::string>& set);

/// One number of each outcome.
std::vector<double> of_each(const std::vector<ForumsOutcome>& outcomes,
                            const std::function<double(const ForumsOutcome&)>& value);
/// How many forums each run founded.
std::vector<double> born(const std::vector<ForumsOutcome>& outcomes);

/// 0 of nothing.
double mean(const std::vector<double>& values);
/// Mean of paired differences, with the normal approximation's 95% interval.
Effect paired(const std::vector<double>& one, const std::vector<double>& other);

}  // namespace sojourn::testing
