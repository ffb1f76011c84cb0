#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "sim/input/scenario.hpp"
#include "tools/sojourn/console/command_info.hpp"

namespace CLI {
class App;
class Option;
class ParseError;
}  // namespace CLI

namespace sojourn::command {

/// The options of one subcommand, each bound to where its value goes. What is bound must live until
/// the command line is read. The library that reads it is known to options.cpp and cli.cpp alone,
/// since it takes long to compile.
class Options {
 public:
  /// `info` keeps what is declared.
  Options(CLI::App& app, CommandInfo& info) : app_(app), info_(info) {}

  /// What must be given, by its place.
  void required(const char* name, std::filesystem::path& value, const char* meaning);
  /// One file or folder after the other, by their place.
  void files(const char* name, std::vector<std::filesystem::path>& values, const char* meaning);
  /// What may be given, by its place.
  void optional(const char* name, std::filesystem::path& value, const char* meaning);
  /// `form` is what the help shows as its value: with FILE a shell offers files, with DIR folders.
  void value(const char* names, std::string& value, const char* meaning, const char* form = "");
  void value(const char* names, std::filesystem::path& value, const char* meaning,
             const char* form);
  /// Within [low, high].
  void number(const char* names, int& value, const char* meaning, int low, int high);
  void choice(const char* names, std::string& value, const char* meaning,
              const std::vector<std::string>& choices);
  void flag(const char* names, bool& value, const char* meaning);
  /// May be given several times, each with one value.
  void repeated(const char* names, std::vector<std::string>& values, const char* meaning,
                const char* form);
  void repeated(const char* names, std::vector<std::filesystem::path>& values, const char* meaning,
                const char* form);
  /// Words by their place; a shell offers `known`.
  void words(const char* name, std::vector<std::string>& values, const char* meaning,
             std::function<std::vector<std::string>()> known);

  /// A scenario and what is laid over it.
  void scenario(ScenarioRequest& request);
  /// "--threads"
  void threads(int& value, const char* meaning = "0: every core");

  /// A line that the help shows.
  void example(const char* line) { info_.examples.emplace_back(line); }

 private:
  template <class Value>
  CLI::Option& add(const char* names, Value& value, OptionInfo option);
  template <class Value>
  CLI::Option& add_filled(const char* names, Value& value, OptionInfo option);
  void assignment(const char* name, const char* path, ScenarioRequest& request);

  CLI::App& app_;
  CommandInfo& info_;
};

/// Settings that are varied, of any request that has `variations` and `samples`.
template <class Request>
void add_variations(Options& options, Request& request) {
  options.repeated("--vary", request.variations,
                   "values of a setting: path=a,b,c or path=low..high", "PATH=VALUES");
  options.number("--samples", request.samples, "points at which ranges are sampled", 1, 1000000);
}

template <class Request>
void add_checkpoints(Options& options, Request& request) {
  options.value("--checkpoint-every", request.checkpoint_every,
                "how often a run is made safe: ticks, minutes as \"10min\", or \"never\"", "N");
}

template <class Request>
void add_replicates(Options& options, Request& request) {
  options.number("--replicates", request.replicates, "runs with seed, seed + 1, ...", 1, 100000);
}

/// Of everything that makes many runs and gathers what they come to in a folder.
template <class Request>
void add_ensemble(Options& options, Request& request) {
  add_replicates(options, request);
  options.value("--out,-o", request.out, "folder of results and finished runs", "DIR");
  options.threads(request.threads);
  options.flag("--force", request.force, "replace the results of other settings");
  options.flag("--quiet", request.quiet, "no progress, no table");
}

/// The command line of the program.
class Cli {
 public:
  /// @param version what --version prints
  Cli(int argc, char** argv, const std::string& version);
  ~Cli();
  Cli(const Cli&) = delete;
  Cli& operator=(const Cli&) = delete;

  /// A subcommand. `action` does what was asked for, with the line as it was given, and returns the
  /// exit status.
  Options add(const std::string& name, const std::string& description,
              std::function<int(const std::string& line)> action);

  /// What the subcommands declared, in their order.
  std::vector<CommandInfo> commands() const;
  const std::string& version() const { return version_; }
  /// Of a subcommand; of the program where `name` is empty. @throws InputError: there is none
  std::string help(const std::string& name) const;

  /// Reads the line and does what it asks for. Help, the version and what is wrong with the line
  /// are printed; the help too where a line has nothing but a subcommand that needs more.
  /// @param wrong exit status where the line is wrong
  /// @return exit status
  /// @throws std::runtime_error: standard output takes no more, though someone reads it; what the
  /// action throws
  int operator()(int wrong);

 private:
  /// The subcommand on the line; null if there is none.
  const CommandInfo* given() const;
  std::string fault(const CLI::ParseError& error) const;
  int refuse(const std::string& fault, int wrong) const;

  int argc_;
  char** argv_;
  std::string version_;
  std::unique_ptr<CLI::App> app_;
  std::vector<std::unique_ptr<CommandInfo>> commands_;
  std::function<int(const std::string&)> action_;  // of the subcommand that was given
};

/// Declares `sojourn help`.
void add_help(Cli& cli);

}  // namespace sojourn::command
