#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sim/input/source.hpp"

namespace sojourn {

/// May stand in a key without quotes.
bool is_bare_key_character(char c);

/// The text as toml++ 3.3 survives it. What it does not is a fault, and nothing: nesting that
/// exhausts the stack, and characters that its parser takes for impossible.
std::optional<std::string> guarded_toml(std::string_view text, const std::string& file,
                                        Diagnostics& diagnostics);

}  // namespace sojourn
