#pragma once

#include <string>
#include <vector>

namespace sojourn::testing {

/// What a file of scenarios/regimes sets of modules itself, without what it includes, as
/// assignments: "modules.sentiment.chance=3".
std::vector<std::string> regime_settings(const std::string& file);

}  // namespace sojourn::testing
