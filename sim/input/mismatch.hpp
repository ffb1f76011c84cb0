#pragma once

#include <string>
#include <vector>

#include "sim/input/settings.hpp"

namespace sojourn {

/// `"a", "b"` of words a and b.
std::string quoted_list(const std::vector<std::string>& words);

/// What a setting takes, what was found instead, and what may have been meant: "expected a real in
/// [0, 5] (1), found "NA"; this marks a missing value: ...".
std::string mismatch(const SettingInfo& info, const Node& found);

}  // namespace sojourn
