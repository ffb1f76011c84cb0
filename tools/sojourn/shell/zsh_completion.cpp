#include <fmt/format.h>

#include <string_view>

#include "tools/sojourn/console/text.hpp"
#include "tools/sojourn/shell/completion.hpp"

namespace sojourn::command {

namespace {

using Value = OptionInfo::Value;

/// Text within a specification of _arguments that stands in single quotes.
std::string escaped_spec(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      if (std::string_view("[]:\\").find(c) != std::string_view::npos) out += '\\';
      out += c;
    }
  }
  return out;
}

std::string action_of(const OptionInfo& option) {
  if (option.value == Value::kFile) return "_files";
  if (option.value == Value::kFolder) return "_files -/";
  if (option.value == Value::kWord) return "(" + joined(option.words(), " ") + ")";
  return " ";
}

/// "'--seed[meaning]:N: '"; an option with two names excludes its other one.
std::string spec_of(const OptionInfo& option) {
  const std::string meaning = escaped_spec(meaning_with_default(option));
  if (option.by_place()) {
    return fmt::format("'{}:{}:{}'",
                       option.repeated   ? "*"
                       : option.required ? ""
                                         : ":",
                       escaped_spec(option.names.front()), action_of(option));
  }
  std::string tail = "[" + meaning + "]";
  if (option.value != Value::kNone) {
    tail += fmt::format(":{}:{}", escaped_spec(option.form), action_of(option));
  }
  const std::string& name = option.names.front();
  if (option.names.size() == 1) {
    return fmt::format("'{}{}{}'", option.repeated ? "*" : "", name, tail);
  }
  return fmt::format("'({})'{{{}}}'{}'", joined(option.names, " "), joined(option.names, ","),
                     tail);
}

std::string case_of(const CommandInfo& command) {
  std::string specs;
  for (const OptionInfo& option : command.options) specs += " \\\n        " + spec_of(option);
  return fmt::format(
      "      {})\n"
      "      _arguments -s '(- *)'{{-h,--help}}'[print this help]' '(- *)--version[print the "
      "version]'{}\n"
      "      ;;\n",
      command.name, specs);
}

constexpr const char* kZshScript = R"(#compdef sojourn
# Completion of sojourn for zsh, made by `sojourn completion zsh`.

_sojourn() {{
  local context state state_descr line
  typeset -A opt_args
  local -a commands
  commands=(
{commands}  )
  _arguments -C '(- *)'{{-h,--help}}'[print this help]' '(- *)--version[print the version]' \
    '1:subcommand:->command' '*::argument:->argument'
  case $state in
    command) _describe -t commands subcommand commands ;;
    argument)
    case $words[1] in
{cases}    esac
    ;;
  esac
}}

if [[ $funcstack[1] == _sojourn ]]; then
  _sojourn "$@"
else
  compdef _sojourn sojourn
fi
)";

}  // namespace

std::string zsh_completion(const std::vector<CommandInfo>& commands) {
  std::string names, cases;
  for (const CommandInfo& command : commands) {
    names += fmt::format("    '{}:{}'\n", command.name, escaped_spec(command.description));
    cases += case_of(command);
  }
  return fmt::format(kZshScript, fmt::arg("commands", names), fmt::arg("cases", cases));
}

}  // namespace sojourn::command
