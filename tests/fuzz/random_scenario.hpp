#pragma once

#include <cstdint>
#include <string>

namespace sojourn::fuzz {

/// World `number` in TOML: three to five countries, some corridors, stocks and a union, a war, and
/// modules with half of their numbers drawn over the ranges that they declare.
std::string random_scenario(std::uint64_t number, int ticks);

}  // namespace sojourn::fuzz
