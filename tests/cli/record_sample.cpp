// record_sample FILE [TICKS [CELLS_PER_TICK [hang]]]: writes a run file of known content, to be
// made to fail or to be killed ("hang": waits before it finishes). Exit status 1: WriteError.

#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "sim/record/recorder.hpp"
#include "tests/support/sample_run.hpp"

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  std::signal(SIGXFSZ, SIG_IGN);
  sojourn::testing::Sample sample;
  if (argc > 2) sample.n_ticks = std::atoi(argv[2]);
  if (argc > 3) sample.cells_per_tick = static_cast<std::size_t>(std::atol(argv[3]));
  try {
    sojourn::Recorder recorder = sojourn::testing::record_sample(argv[1], false, sample);
    if (argc > 4) {
      std::puts("waiting");
      std::fflush(stdout);
      pause();
    }
    recorder.finish();
  } catch (const sojourn::WriteError& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  } catch (const sojourn::OutputExists& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 2;
  }
  return 0;
}
