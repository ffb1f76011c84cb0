#include <csignal>
#include <iostream>
#include <new>
#include <string>

#include "sim/record/h5.hpp"
#include "sim/record/recorder.hpp"
#include "tools/sojourn/calibrate/calibrate.hpp"
#include "tools/sojourn/check/check.hpp"
#include "tools/sojourn/check/describe.hpp"
#include "tools/sojourn/check/new_scenario.hpp"
#include "tools/sojourn/compare/compare.hpp"
#include "tools/sojourn/compare/sensitivity.hpp"
#include "tools/sojourn/console/cli.hpp"
#include "tools/sojourn/console/standard_streams.hpp"
#include "tools/sojourn/import/import.hpp"
#include "tools/sojourn/program/version.hpp"
#include "tools/sojourn/read/diff.hpp"
#include "tools/sojourn/read/export.hpp"
#include "tools/sojourn/read/info.hpp"
#include "tools/sojourn/report/report.hpp"
#include "tools/sojourn/run/resume.hpp"
#include "tools/sojourn/run/run.hpp"
#include "tools/sojourn/score/score.hpp"
#include "tools/sojourn/shell/completion.hpp"
#include "tools/sojourn/shell/manual.hpp"
#include "tools/sojourn/subworld/subworld.hpp"

namespace {

enum ExitCode { kRunFailed = 1, kInputWrong = 2 };

int fail(ExitCode code, const std::string& message) {
  std::cerr << message << '\n';
  return code;
}

int command(int argc, char** argv) {
  using namespace sojourn::command;
  Cli cli(argc, argv, version_line());
  add_new(cli);
  add_check(cli);
  add_describe(cli);
  add_run(cli);
  add_resume(cli);
  add_compare(cli);
  add_sensitivity(cli);
  add_calibrate(cli);
  add_subworld(cli);
  add_import(cli);
  add_info(cli);
  add_diff(cli);
  add_export(cli);
  add_report(cli);
  add_score(cli);
  add_help(cli);
  add_completion(cli);
  add_manual(cli);
  return cli(kInputWrong);
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGXFSZ, SIG_IGN);  // a file over the limit is a failed write like any other
  sojourn::command::guard_standard_streams();
  try {
    return command(argc, argv);
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
