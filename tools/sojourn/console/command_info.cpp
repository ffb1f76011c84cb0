#include "tools/sojourn/console/command_info.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/input/source.hpp"

namespace sojourn::command {

std::string meaning_with_default(const OptionInfo& option) {
  if (option.initial.empty()) return option.meaning;
  return fmt::format("{} (default: {})", option.meaning, option.initial);
}

std::string usage_of(const CommandInfo& command) {
  std::string usage = "[OPTIONS]";
  for (const OptionInfo& option : command.options) {
    if (!option.by_place()) continue;
    const std::string name = option.names.front() + (option.repeated ? "..." : "");
    usage += option.required ? " " + name : " [" + name + "]";
  }
  return usage;
}

std::string nearest_name(const std::string& word, const std::vector<std::string>& known) {
  const auto begins = [&](const std::string& name) { return name.starts_with(word); };
  if (word.find_first_not_of('-') != std::string::npos &&
      std::ranges::count_if(known, begins) == 1) {
    return fmt::format(", nearest known: \"{}\"", *std::ranges::find_if(known, begins));
  }
  return nearest_hint(word, known);
}

std::vector<std::string> names_of(const std::vector<CommandInfo>& commands) {
  std::vector<std::string> names;
  for (const CommandInfo& command : commands) names.push_back(command.name);
  return names;
}

std::vector<std::string> option_names_of(const CommandInfo& command) {
  std::vector<std::string> names;
  for (const OptionInfo& option : command.options) {
    if (!option.by_place()) names.insert(names.end(), option.names.begin(), option.names.end());
  }
  return names;
}

}  // namespace sojourn::command
