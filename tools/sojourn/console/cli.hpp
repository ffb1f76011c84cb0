#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "sim/input/scenario.hpp"

namespace CLI {
class App;
}

namespace sojourn::command {

/// The options of one subcommand, each bound to where its value goes. What is bound must live until
/// the command line is read. The library that reads it is known to cli.cpp alone, since it takes
/// long to compile.
class Options {
 public:
  explicit Options(CLI::App& app) : app_(app) {}

  /// What must be given, by its place.
  void required(const char* name, std::filesystem::path& value, const char* meaning);
  /// `form` is what the help shows as its value.
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
  /// May be followed by several values.
  void list(const char* names, std::vector<std::string>& values, const char* meaning,
            const char* form);

  /// A scenario and what is laid over it.
  void scenario(ScenarioRequest& request);
  /// "--threads"
  void threads(int& value, const char* meaning = "0: every core");

 private:
  void assignment(const char* name, const char* path, ScenarioRequest& request);

  CLI::App& app_;
};

/// Settings that are varied, of any request that has `variations` and `samples`.
template <class Request>
void add_variations(Options& options, Request& request) {
  options.repeated("--vary", request.variations,
                   "values of a setting: path=a,b,c or path=low..high", "PATH=VALUES");
  options.number("--samples", request.samples, "points at which ranges are sampled", 1, 1000000);
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

  /// Reads the line and does what it asks for. Help, the version and what is wrong with the line
  /// are printed.
  /// @param wrong exit status where the line is wrong
  /// @return exit status
  /// @throws std::runtime_error: standard output takes no more; what the action throws
  int operator()(int wrong);

 private:
  int argc_;
  char** argv_;
  std::string version_;
  std::unique_ptr<CLI::App> app_;
  std::function<int(const std::string&)> action_;  // of the subcommand that was given
};

}  // namespace sojourn::command
