#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sojourn {

/// As nearest_hint() of sim/input/source.hpp, of two lists: one of `others` is told only where it
/// is fewer edits away than all that are preferred.
std::string nearest_hint(std::string_view word, const std::vector<std::string>& preferred,
                         const std::vector<std::string>& others);

}  // namespace sojourn
