#include <fmt/format.h>

#include "tools/sojourn/console/text.hpp"
#include "tools/sojourn/shell/completion.hpp"

namespace sojourn::command {

namespace {

using Value = OptionInfo::Value;

std::string in_quotes(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

/// " -l out -s o"
std::string names_text(const OptionInfo& option) {
  std::string text;
  for (const std::string& name : option.names) {
    text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  return text;
}

/// What follows the option, or stands at its place.
std::string value_text(const OptionInfo& option) {
  if (option.value == Value::kNone) return "";
  std::string needed = option.by_place() ? "" : " -r";
  if (option.value == Value::kFile) return needed + " -F";
  if (option.value == Value::kFolder) return needed + " -a '(__fish_complete_directories)'";
  if (option.value == Value::kText) return needed;
  return needed + " -a " + in_quotes(joined(option.words(), " "));
}

std::string lines_of(const CommandInfo& command) {
  const std::string head =
      fmt::format("complete -c sojourn -n '__fish_seen_subcommand_from {}'", command.name);
  std::string lines = head + " -s h -l help -d 'print this help'\n";
  for (const OptionInfo& option : command.options) {
    if (option.by_place()) {
      lines += head + value_text(option) + "\n";
    } else {
      lines += fmt::format("{}{}{} -d {}\n", head, names_text(option), value_text(option),
                           in_quotes(meaning_with_default(option)));
    }
  }
  return lines;
}

}  // namespace

std::string fish_completion(const std::vector<CommandInfo>& commands) {
  std::string script =
      "# Completion of sojourn for fish, made by `sojourn completion fish`.\n\n"
      "complete -c sojourn -f\n"
      "complete -c sojourn -n __fish_use_subcommand -s h -l help -d 'print this help'\n"
      "complete -c sojourn -n __fish_use_subcommand -l version -d 'print the version'\n";
  for (const CommandInfo& command : commands) {
    script += fmt::format("complete -c sojourn -n __fish_use_subcommand -a {} -d {}\n",
                          command.name, in_quotes(command.description));
  }
  for (const CommandInfo& command : commands) script += "\n" + lines_of(command);
  return script;
}

}  // namespace sojourn::command
