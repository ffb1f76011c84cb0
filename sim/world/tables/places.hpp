#pragma once

#include "sim/input/settings.hpp"
#include "sim/world/world.hpp"

namespace sojourn {

/// A row of `country`: a state and its own vertex of the graph.
void read_country(Settings& row, World& world);
/// A row of `place`: what it does not say is as in its country.
void read_place(Settings& row, World& world);
/// The cells of a list such as languages, separated by ';'.
std::vector<std::string> split_list(const std::string& text);

}  // namespace sojourn
