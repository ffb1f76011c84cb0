#pragma once

#include <functional>
#include <string>
#include <vector>

namespace sojourn::command {

/// What a subcommand says of one of its options: help, completion and the manual are made of it.
struct OptionInfo {
  enum class Value { kNone, kText, kFile, kFolder, kWord };

  std::vector<std::string> names;  // "--out", "-o"; of what is given by its place, "SCENARIO"
  std::string form;                // how the help shows its value: "FILE"; empty: none is shown
  std::string meaning;
  std::string initial;  // what holds where it is left out, if that is a value
  Value value = Value::kText;
  std::function<std::vector<std::string>()> words;  // of kWord: those that a shell offers
  bool required = false;
  bool repeated = false;

  bool by_place() const { return !names.front().starts_with('-'); }
};

/// What a subcommand says of itself.
struct CommandInfo {
  std::string name;
  std::string description;
  std::vector<OptionInfo> options;
  std::vector<std::string> examples;  // lines as one types them
};

/// "a; 0: every core (default: 0)"
std::string meaning_with_default(const OptionInfo& option);

/// "[OPTIONS] SCENARIO", "A B", "[OPTIONS] [WORD...]"
std::string usage_of(const CommandInfo& command);

/// `, nearest known: "run"`: what begins with the word, or is spelled nearly like it.
std::string nearest_name(const std::string& word, const std::vector<std::string>& known);

std::vector<std::string> names_of(const std::vector<CommandInfo>& commands);
std::vector<std::string> option_names_of(const CommandInfo& command);

}  // namespace sojourn::command
