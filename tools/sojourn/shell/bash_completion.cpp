#include <fmt/format.h>

#include "tools/sojourn/console/text.hpp"
#include "tools/sojourn/shell/completion.hpp"

namespace sojourn::command {

namespace {

using Value = OptionInfo::Value;

/// What fills COMPREPLY with values of an option.
std::string offer_of(const OptionInfo& option) {
  if (option.value == Value::kFile) return "_sojourn_paths -f";
  if (option.value == Value::kFolder) return "_sojourn_paths -d";
  if (option.value == Value::kWord) return "_sojourn_words '" + joined(option.words(), " ") + "'";
  return "return";
}

/// "run,--out | run,-o) ... ;;" for each option with a value.
std::string values_of(const CommandInfo& command) {
  std::string cases;
  for (const OptionInfo& option : command.options) {
    if (option.by_place() || option.value == Value::kNone) continue;
    std::vector<std::string> names;
    for (const std::string& name : option.names) names.push_back(command.name + "," + name);
    cases += fmt::format("    {}) {}; return ;;\n", joined(names, " | "), offer_of(option));
  }
  return cases;
}

/// What is offered at the place of a word that is no option.
std::string place_of(const CommandInfo& command) {
  for (const OptionInfo& option : command.options) {
    if (option.by_place()) return fmt::format("    {}) {} ;;\n", command.name, offer_of(option));
  }
  return "";
}

std::string options_of(const CommandInfo& command) {
  return fmt::format("    {}) _sojourn_words '{} --help --version' ;;\n", command.name,
                     joined(option_names_of(command), " "));
}

constexpr const char* kBashScript =
    R"(# Completion of sojourn for bash, made by `sojourn completion bash`.

_sojourn_words() {{
  COMPREPLY=($(compgen -W "$1" -- "$word"))
}}

_sojourn_paths() {{
  local IFS=$'\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen "$1" -- "$word"))
}}

_sojourn() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}}
  local command=${{COMP_WORDS[1]}}
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    _sojourn_words '{commands} --help --version'
    return
  fi
  if [[ $word == = ]]; then
    word=
  elif [[ $before == = ]]; then
    before=${{COMP_WORDS[COMP_CWORD - 2]}}
  fi
  case $command,$before in
{values}  esac
  if [[ $word == -* ]]; then
    case $command in
{options}    esac
    return
  fi
  case $command in
{places}  esac
}}

complete -F _sojourn sojourn
)";

}  // namespace

std::string bash_completion(const std::vector<CommandInfo>& commands) {
  std::string values, options, places;
  for (const CommandInfo& command : commands) {
    values += values_of(command);
    options += options_of(command);
    places += place_of(command);
  }
  return fmt::format(kBashScript, fmt::arg("commands", joined(names_of(commands), " ")),
                     fmt::arg("values", values), fmt::arg("options", options),
                     fmt::arg("places", places));
}

}  // namespace sojourn::command
