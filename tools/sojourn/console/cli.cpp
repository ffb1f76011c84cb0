#include "tools/sojourn/console/cli.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string_view>

#include "sim/input/source.hpp"
#include "sim/input/text/characters.hpp"
#include "tools/sojourn/console/standard_streams.hpp"
#include "tools/sojourn/console/text.hpp"

namespace sojourn::command {

namespace {

constexpr std::size_t kShownWord = 60;  // characters

/// Whether a shell takes the word as it stands.
bool is_plain(const std::string& word) {
  return !word.empty() && std::ranges::all_of(word, [](unsigned char c) {
    return std::isalnum(c) != 0 ||
           std::string_view("_-./=,:+%@").find(char(c)) != std::string::npos;
  });
}

std::string quoted(const std::string& word) {
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

/// The line as a shell would take it again.
std::string as_text(int argc, char** argv) {
  std::string line;
  for (int i = 0; i < argc; ++i) {
    const std::string word = argv[i];
    line += (i == 0 ? "" : " ") + (is_plain(word) ? word : quoted(word));
  }
  return line;
}

std::string shown(const std::string& word) {
  return '"' + shortened(escaped(word), kShownWord) + '"';
}

/// An option that ends with "=": its value would be the next word, which is another option. Empty:
/// there is none.
std::string option_without_value(int argc, char** argv) {
  for (int i = 1; i < argc && std::string_view(argv[i]) != "--"; ++i) {
    const std::string_view word = argv[i];
    const bool ends = word.starts_with("--") && word.find('=') + 1 == word.size();
    if (ends) return std::string(word);
  }
  return {};
}

/// "Examples:" and the lines.
std::string examples_text(const std::vector<std::string>& examples) {
  if (examples.empty()) return "";
  return "Examples:\n  " + joined(examples, "\n  ");
}

std::string unknown_option(const std::string& word, const CommandInfo& command) {
  std::vector<std::string> known = option_names_of(command);
  known.insert(known.end(), {"--help", "--version"});
  const std::string name = word.substr(0, word.find('='));
  return fmt::format("no option is called {}{}", shown(name), nearest_name(name, known));
}

/// What is told where CLI11 names an option or a word that is missing or wrong.
std::string fault_in(const CommandInfo& command, const std::vector<std::string>& unread,
                     const std::string& else_text) {
  for (const std::string& word : unread) {
    if (word.size() > 1 && word.starts_with('-')) return unknown_option(word, command);
  }
  if (!unread.empty()) return shown(unread.front()) + " was not expected";
  return shortened(escaped(else_text), 500);
}

}  // namespace

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

Cli::Cli(int argc, char** argv, const std::string& version)
    : argc_(argc),
      argv_(argv),
      version_(version),
      app_(std::make_unique<CLI::App>(
          "Sojourn simulates international migration under different governance", "sojourn")) {
  app_->require_subcommand(1);
  app_->set_help_flag("-h,--help", "print this help");
  app_->set_version_flag("--version", version_, "print the version");
}

Cli::~Cli() = default;

Options Cli::add(const std::string& name, const std::string& description,
                 std::function<int(const std::string&)> action) {
  CLI::App* command = app_->add_subcommand(name, description);
  command->set_help_flag("-h,--help", "print this help");
  command->set_version_flag("--version", version_, "print the version");
  command->callback([this, action = std::move(action)] { action_ = action; });
  commands_.push_back(std::make_unique<CommandInfo>());
  commands_.back()->name = name;
  commands_.back()->description = description;
  return {*command, *commands_.back()};
}

std::vector<CommandInfo> Cli::commands() const {
  std::vector<CommandInfo> all;
  for (const auto& command : commands_) all.push_back(*command);
  return all;
}

std::string Cli::help(const std::string& name) const {
  CLI::App* app = app_.get();
  std::vector<std::string> examples;
  for (const auto& command : commands_) {
    const auto& own = command->examples;
    if (command->name == name) app = app_->get_subcommand(name), examples = own;
    if (name.empty() && !own.empty()) examples.push_back(own.front());
  }
  if (app == app_.get() && !name.empty()) {
    throw InputError(Source{},
                     fmt::format("no subcommand is called {}{}; `sojourn help` lists them",
                                 shown(name), nearest_name(name, names_of(commands()))));
  }
  app->footer(examples_text(examples));
  const std::string usage = name.empty() ? "sojourn" : "sojourn " + name;
  return app->get_formatter()->make_help(app, usage, CLI::AppFormatMode::Normal);
}

const CommandInfo* Cli::given() const {
  const std::vector<CLI::App*> subcommands = app_->get_subcommands();
  if (subcommands.empty()) return nullptr;
  const std::string name = subcommands.front()->get_name();
  return std::ranges::find_if(commands_, [&](const auto& one) { return one->name == name; })->get();
}

std::string Cli::fault(const CLI::ParseError& error) const {
  const std::vector<std::string> unread = app_->remaining(true);
  if (const CommandInfo* command = given()) {
    return fmt::format("sojourn {}: {}\n`sojourn help {}` shows what it takes", command->name,
                       fault_in(*command, unread, error.what()), command->name);
  }
  const std::string word = unread.empty() ? "" : unread.front();
  const std::string what = word.starts_with('-')
                               ? unknown_option(word, {})
                               : fmt::format("no subcommand is called {}{}", shown(word),
                                             nearest_name(word, names_of(commands())));
  return fmt::format("sojourn: {}\n`sojourn help` lists what there is", what);
}

int Cli::refuse(const std::string& fault, int wrong) const {
  const bool alone = argc_ == 2 && given() != nullptr;
  if (alone) std::cerr << help(given()->name) << '\n';
  std::cerr << fault << '\n';
  return wrong;
}

int Cli::operator()(int wrong) {
  if (argc_ == 1) {
    std::cerr << help("");
    return wrong;
  }
  const std::string bare = option_without_value(argc_, argv_);
  if (!bare.empty()) {
    return refuse(fmt::format("sojourn: {} expects a value after \"=\"", shown(bare)), wrong);
  }
  try {
    app_->parse(argc_, argv_);
  } catch (const CLI::CallForHelp&) {
    std::cout << help(given() == nullptr ? "" : given()->name);
    return 0;
  } catch (const CLI::ParseError& error) {
    return error.get_exit_code() == 0 ? app_->exit(error) : refuse(fault(error), wrong);
  }
  keep_pipes({argv_ + 1, argv_ + argc_});
  const int status = action_(as_text(argc_, argv_));
  std::cout.flush();
  if (!std::cout && !reader_is_gone(STDOUT_FILENO)) {
    throw std::runtime_error("cannot write to standard output");
  }
  return status;
}

void add_help(Cli& cli) {
  const auto asked = std::make_shared<std::vector<std::string>>();
  Options options = cli.add("help", "shows what a subcommand does and takes, with examples",
                            [asked, &cli](const std::string&) {
                              if (asked->empty()) std::cout << cli.help("");
                              for (const std::string& name : *asked) std::cout << cli.help(name);
                              return 0;
                            });
  options.words("SUBCOMMAND", *asked, "what to explain; everything, in short, if left out",
                [&cli] { return names_of(cli.commands()); });
}

}  // namespace sojourn::command
