#pragma once

#include <string>
#include <vector>

#include "sim/input/node.hpp"
#include "sim/input/setting_info.hpp"

namespace sojourn {

/// `"a", "b"` of words a and b.
std::string quoted_list(const std::vector<std::string>& words);

/// What a setting takes, what was found instead, and what may have been meant: "expected a real in
/// [0, 5] (1), found "NA"; this marks a missing value: ...".
std::string mismatch(const SettingInfo& info, const Node& found);

/// What a key may have been meant to be, as ", nearest known: ..." or "; known keys: ...".
std::string unknown_key_hint(const std::string& key, const std::vector<SettingInfo>& known);

/// "modules.wage.b_wage": how messages name a key.
std::string key_path(const std::string& table, const std::string& key);

}  // namespace sojourn
