#pragma once

#include <string>
#include <vector>

#include "tools/sojourn/console/command_info.hpp"

namespace sojourn::command {

class Cli;

/// Declares `sojourn manual`.
void add_manual(Cli& cli);

/// The page sojourn(1), for man. @param version "sojourn 0.1.0 (...)"
std::string manual_page(const std::vector<CommandInfo>& commands, const std::string& version);

}  // namespace sojourn::command
