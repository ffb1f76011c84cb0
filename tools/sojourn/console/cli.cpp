#include "tools/sojourn/console/cli.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <iostream>
#include <stdexcept>
#include <string_view>

namespace sojourn::command {

namespace {

namespace fs = std::filesystem;

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

template <class Value>
CLI::Option& add(CLI::App& app, const char* names, Value& value, const char* meaning,
                 const char* form) {
  CLI::Option* option = app.add_option(names, value, meaning);
  return *form == '\0' ? *option : *option->type_name(form);
}

}  // namespace

void Options::required(const char* name, fs::path& value, const char* meaning) {
  add(app_, name, value, meaning, "").required();
}

void Options::value(const char* names, std::string& value, const char* meaning, const char* form) {
  add(app_, names, value, meaning, form);
}

void Options::value(const char* names, fs::path& value, const char* meaning, const char* form) {
  add(app_, names, value, meaning, form);
}

void Options::number(const char* names, int& value, const char* meaning, int low, int high) {
  add(app_, names, value, meaning, "").check(CLI::Range(low, high));
}

void Options::choice(const char* names, std::string& value, const char* meaning,
                     const std::vector<std::string>& choices) {
  add(app_, names, value, meaning, "").check(CLI::IsMember(choices));
}

void Options::flag(const char* names, bool& value, const char* meaning) {
  app_.add_flag(names, value, meaning);
}

void Options::repeated(const char* names, std::vector<std::string>& values, const char* meaning,
                       const char* form) {
  add(app_, names, values, meaning, form).allow_extra_args(false);
}

void Options::repeated(const char* names, std::vector<fs::path>& values, const char* meaning,
                       const char* form) {
  add(app_, names, values, meaning, form).allow_extra_args(false);
}

void Options::list(const char* names, std::vector<std::string>& values, const char* meaning,
                   const char* form) {
  add(app_, names, values, meaning, form);
}

void Options::scenario(ScenarioRequest& request) {
  required("SCENARIO", request.file, "scenario file");
  repeated("--overlay", request.overlays, "file laid over the scenario; later ones win", "FILE");
  repeated("--set", request.assignments,
           "sets one value, e.g. modules.wage.b_wage=1.2; comes after overlays", "PATH=VALUE");
  assignment("--seed", "run.seed", request);
  assignment("--ticks", "run.ticks", request);
}

/// Values are read in the order in which options are added, so that these come after those of
/// --set, wherever they stand.
void Options::assignment(const char* name, const char* path, ScenarioRequest& request) {
  const auto assign = [path = std::string(path), &request](const std::string& value) {
    if (!value.empty()) request.assignments.push_back(path + "=" + value);
  };
  app_.add_option_function<std::string>(name, assign, std::string("short for --set ") + path + "=N")
      ->type_name("N");
}

void Options::threads(int& value, const char* meaning) {
  number("--threads", value, meaning, 0, 4096);
}

Cli::Cli(int argc, char** argv, const std::string& version)
    : argc_(argc),
      argv_(argv),
      version_(version),
      app_(std::make_unique<CLI::App>(
          "Sojourn simulates international migration under different governance", "sojourn")) {
  app_->require_subcommand(1);
  app_->set_version_flag("--version", version_);
}

Cli::~Cli() = default;

Options Cli::add(const std::string& name, const std::string& description,
                 std::function<int(const std::string&)> action) {
  CLI::App* command = app_->add_subcommand(name, description);
  command->set_version_flag("--version", version_);
  command->callback([this, action = std::move(action)] { action_ = action; });
  return Options(*command);
}

int Cli::operator()(int wrong) {
  try {
    app_->parse(argc_, argv_);
  } catch (const CLI::ParseError& error) {
    return app_->exit(error) == 0 ? 0 : wrong;
  }
  const int status = action_(as_text(argc_, argv_));
  std::cout.flush();
  if (!std::cout) throw std::runtime_error("cannot write to standard output");
  return status;
}

}  // namespace sojourn::command
