#pragma once

#include <string>

#include "sim/input/settings.hpp"

namespace sojourn {
struct Node;
}

namespace sojourn::testing {

/// tools/studies/thresholds/NAME.toml. @throws std::runtime_error: not there, InputError: not TOML
Node read_thresholds(const std::string& name);
/// A number of a table of it; of the head where `table` is empty. @throws std::runtime_error
double number_in(const Node& thresholds, const std::string& table, const std::string& key);
/// A list of two. @throws std::runtime_error
Range range_in(const Node& thresholds, const std::string& table, const std::string& key);

}  // namespace sojourn::testing
