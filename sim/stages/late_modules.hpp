#pragma once

#include <string>
#include <vector>

#include "sim/world/world.hpp"

namespace sojourn {

/// Warnings of modules whose `start` or `vote` comes after the run, so that they never act, beside
/// those of whom `told` says something already.
/// @param modules the table of a resolved scenario
std::vector<std::string> late_modules(const Node& modules, const World& world,
                                      const std::vector<std::string>& told);

}  // namespace sojourn
