#include <CLI/CLI.hpp>

#include <csignal>
#include <functional>
#include <iostream>
#include <new>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/record/h5.hpp"
#include "sim/record/recorder.hpp"
#include "tools/sojourn/check/check.hpp"
#include "tools/sojourn/compare/compare.hpp"
#include "tools/sojourn/check/describe.hpp"
#include "tools/sojourn/read/diff.hpp"
#include "tools/sojourn/read/export.hpp"
#include "tools/sojourn/read/info.hpp"
#include "tools/sojourn/report/report.hpp"
#include "tools/sojourn/run/run.hpp"
#include "tools/sojourn/compare/sensitivity.hpp"
#include "tools/sojourn/version.hpp"

namespace {

enum ExitCode { kDone = 0, kRunFailed = 1, kInputWrong = 2 };

/// The scenario and what is laid over it, as `run` and `check` take them.
struct ScenarioOptions {
  sojourn::ScenarioRequest request;
  std::string seed;
  std::string ticks;

  void declare(CLI::App& command) {
    command.add_option("SCENARIO", request.file, "scenario file")->required();
    command
        .add_option("--overlay", request.overlays, "file laid over the scenario; later ones win")
        ->type_name("FILE")
        ->allow_extra_args(false);
    command
        .add_option("--set", request.assignments,
                    "sets one value, e.g. modules.wage.b_wage=1.2; comes after overlays")
        ->type_name("PATH=VALUE")
        ->allow_extra_args(false);
    command.add_option("--seed", seed, "short for --set run.seed=N")->type_name("N");
    command.add_option("--ticks", ticks, "short for --set run.ticks=N")->type_name("N");
  }
  sojourn::ScenarioRequest whole() const {
    sojourn::ScenarioRequest all = request;
    if (!seed.empty()) all.assignments.push_back("run.seed=" + seed);
    if (!ticks.empty()) all.assignments.push_back("run.ticks=" + ticks);
    return all;
  }
};

std::string joined(int argc, char** argv) {
  std::string line;
  for (int i = 0; i < argc; ++i) {
    const std::string word = argv[i];
    const bool plain = !word.empty() && word.find_first_of(" \t\n'\"\\$") == std::string::npos;
    line += (i == 0 ? "" : " ") + (plain ? word : "'" + word + "'");
  }
  return line;
}

/// The command line: which options there are and what is done with them.
class Command {
 public:
  Command(int argc, char** argv) : command_line_(joined(argc, argv)) {
    app_.require_subcommand(1);
    app_.set_version_flag("--version", sojourn::command::version_line());
    declare_run();
    declare_compare();
    declare_sensitivity();
    declare_check();
    declare_describe();
    declare_info();
    declare_diff();
    declare_export();
    declare_report();
  }

  int operator()(int argc, char** argv) {
    try {
      app_.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      return app_.exit(error) == 0 ? kDone : kInputWrong;
    }
    const int status = action_();
    std::cout.flush();
    if (!std::cout) throw std::runtime_error("cannot write to standard output");
    return status;
  }

 private:
  CLI::App* add(const std::string& name, const std::string& description) {
    CLI::App* command = app_.add_subcommand(name, description);
    command->set_version_flag("--version", sojourn::command::version_line());
    return command;
  }

  void declare_run() {
    CLI::App* command = add("run", "runs a scenario and writes a run file");
    scenario_.declare(*command);
    command->add_option("--out,-o", run_.out, "run file; SCENARIO with .h5, here, if left out")
        ->type_name("FILE");
    command->add_option("--replicates", run_.replicates, "runs with seed, seed + 1, ...")
        ->check(CLI::Range(1, 100000));
    command->add_option("--regime", run_.regime, "overlays of a policy, laid over all others")
        ->type_name("FILE[+FILE...]");
    command
        ->add_option("--regime-from", run_.regime_from, "when it begins; at the start if left out")
        ->type_name("DATE");
    declare_variations(*command, run_);
    command->add_option("--threads", run_.threads, "0: every core")->check(CLI::Range(0, 4096));
    command->add_flag("--force", run_.force, "overwrite the run file");
    command->add_flag("--quiet", run_.quiet, "no progress, no summary");
    command->callback([this] {
      action_ = [this] {
        run_.scenario = scenario_.whole();
        run_.command_line = command_line_;
        return sojourn::command::run(run_);
      };
    });
  }

  template <class Request>
  void declare_variations(CLI::App& command, Request& request) {
    command
        .add_option("--vary", request.variations,
                    "values of a setting: path=a,b,c or path=low..high")
        ->type_name("PATH=VALUES")
        ->allow_extra_args(false);
    command.add_option("--samples", request.samples, "points at which ranges are sampled")
        ->check(CLI::Range(1, 1000000));
  }

  /// Options of everything that makes many runs.
  template <class Request>
  void declare_ensemble(CLI::App& command, Request& request) {
    command.add_option("--replicates", request.replicates, "runs with seed, seed + 1, ...")
        ->check(CLI::Range(1, 100000));
    command.add_option("--out,-o", request.out, "folder of results and finished runs")
        ->type_name("DIR");
    command.add_option("--threads", request.threads, "0: every core")->check(CLI::Range(0, 4096));
    command.add_flag("--force", request.force, "replace the results of other settings");
    command.add_flag("--quiet", request.quiet, "no progress, no table");
  }

  void declare_compare() {
    CLI::App* command = add("compare", "runs a scenario under several regimes, side by side");
    scenario_compare_.declare(*command);
    command
        ->add_option("--regime", compare_.regimes,
                     "overlays of a policy; \"NAME=\" without a file: the scenario as it is")
        ->type_name("[NAME=]FILE[+FILE...]")
        ->allow_extra_args(false);
    command->add_option("--branch-at", compare_.branch_at, "one past until then, regimes from then")
        ->type_name("DATE");
    declare_variations(*command, compare_);
    declare_ensemble(*command, compare_);
    command->callback([this] {
      action_ = [this] {
        compare_.scenario = scenario_compare_.whole();
        compare_.command_line = command_line_;
        return sojourn::command::compare(compare_);
      };
    });
  }

  void declare_sensitivity() {
    CLI::App* command = add("sensitivity", "which settings make outcomes vary: Sobol indices");
    scenario_sensitivity_.declare(*command);
    command->add_option("--outcome", sensitivity_.outcomes, "what varies; all if left out")
        ->type_name("NAME");
    declare_variations(*command, sensitivity_);
    declare_ensemble(*command, sensitivity_);
    command->callback([this] {
      action_ = [this] {
        sensitivity_.scenario = scenario_sensitivity_.whole();
        sensitivity_.command_line = command_line_;
        return sojourn::command::sensitivity(sensitivity_);
      };
    });
  }

  void declare_check() {
    CLI::App* command = add("check", "finds every fault of a scenario, estimates what it takes");
    scenario_check_.declare(*command);
    command->add_option("--threads", run_.threads, "of the estimate; 0: every core")
        ->check(CLI::Range(0, 4096));
    command->callback([this] {
      action_ = [this] {
        sojourn::command::print_check(scenario_check_.whole(), run_.threads, std::cout);
        return kDone;
      };
    });
  }

  void declare_describe() {
    CLI::App* command = add("describe", "lists the modules; one with its settings; the schema");
    command->add_option("MODULE", name_, "module, or table of a scenario such as country");
    command->add_flag("--schema", schema_, "JSON Schema of a scenario file, for editors");
    command->add_flag("--markdown", markdown_, "every setting as a page of the documentation");
    command->callback([this] {
      action_ = [this] {
        if (schema_) {
          sojourn::command::print_schema(std::cout);
        } else if (markdown_) {
          sojourn::command::print_settings_page(std::cout);
        } else if (name_.empty()) {
          sojourn::command::print_catalog(std::cout);
        } else {
          sojourn::command::print_description(name_, std::cout);
        }
        return kDone;
      };
    });
  }

  void declare_info() {
    CLI::App* command = add("info", "describes a run file");
    command->add_option("RUN", run_file_, "run file")->required();
    command->add_flag("--events", events_, "list the events too");
    command->add_option("--format", format_, "text or json")
        ->check(CLI::IsMember({"text", "json"}));
    command->callback([this] {
      action_ = [this] {
        format_ == "json" ? sojourn::command::print_info_json(run_file_, std::cout)
                          : sojourn::command::print_info(run_file_, events_, std::cout);
        return kDone;
      };
    });
  }

  void declare_diff() {
    CLI::App* command =
        add("diff", "compares the content of two run files; exit status 1: differs");
    command->add_option("A", run_file_, "run file")->required();
    command->add_option("B", other_file_, "run file")->required();
    command->callback([this] {
      action_ = [this] { return sojourn::command::print_diff(run_file_, other_file_, std::cout); };
    });
  }

  void declare_export() {
    CLI::App* command = add("export", "writes tables of a run file as CSV or JSON lines");
    command->add_option("RUN", export_.file, "run file, or file of a comparison")->required();
    command->add_option("--table", export_.table, "one table; listed where neither is given")
        ->type_name("NAME");
    command
        ->add_option("--out,-o", export_.out,
                     "file, or folder (of all tables where none is named); -: standard output")
        ->type_name("PATH");
    command->add_option("--format", export_.format, "csv or json (lines)")
        ->check(CLI::IsMember({"csv", "json"}));
    command->add_flag("--nonzero", export_.nonzero, "leave out cells that are 0");
    command->add_flag("--force", export_.force, "overwrite files");
    command->callback([this] {
      action_ = [this] {
        sojourn::command::export_tables(export_, std::cout);
        return kDone;
      };
    });
  }

  void declare_report() {
    CLI::App* command = add("report", "writes one page with figures of a run or a comparison");
    command->add_option("INPUT", report_.input, "run file, compare.h5, or a folder of them")
        ->required();
    command->add_option("--out,-o", report_.out, "page; INPUT with .html, here, if left out")
        ->type_name("FILE");
    command->add_flag("--force", report_.force, "overwrite the page");
    command->callback([this] { action_ = [this] { return sojourn::command::report(report_); }; });
  }

  CLI::App app_{"Sojourn simulates international migration under different governance", "sojourn"};
  std::string command_line_;
  std::function<int()> action_;
  ScenarioOptions scenario_, scenario_check_, scenario_compare_, scenario_sensitivity_;
  sojourn::command::RunRequest run_;
  sojourn::command::CompareRequest compare_;
  sojourn::command::SensitivityRequest sensitivity_;
  sojourn::command::ExportRequest export_;
  sojourn::command::ReportRequest report_;
  std::string name_;
  bool schema_ = false;
  bool markdown_ = false;
  std::string run_file_, other_file_;
  bool events_ = false;
  std::string format_ = "text";
};

int fail(ExitCode code, const std::string& message) {
  std::cerr << message << '\n';
  return code;
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGXFSZ, SIG_IGN);  // a file over the limit is a failed write like any other
  try {
    return Command(argc, argv)(argc, argv);
  } catch (const sojourn::InputError& error) {
    return fail(kInputWrong, error.what());
  } catch (const sojourn::OutputExists& error) {
    return fail(kInputWrong, std::string(error.what()) + "; --force overwrites it");
  } catch (const sojourn::ReadError& error) {
    return fail(kInputWrong, error.what());
  } catch (const std::bad_alloc&) {
    return fail(kRunFailed, "not enough memory; `sojourn check` estimates what a scenario takes");
  } catch (const std::exception& error) {
    return fail(kRunFailed, error.what());
  }
}
