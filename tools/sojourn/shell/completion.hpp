#pragma once

#include <string>
#include <vector>

#include "tools/sojourn/console/command_info.hpp"

namespace sojourn::command {

class Cli;

/// Declares `sojourn completion`.
void add_completion(Cli& cli);

/// Scripts that let a shell complete subcommands, options, and values of options.
std::string bash_completion(const std::vector<CommandInfo>& commands);
std::string zsh_completion(const std::vector<CommandInfo>& commands);
std::string fish_completion(const std::vector<CommandInfo>& commands);

}  // namespace sojourn::command
