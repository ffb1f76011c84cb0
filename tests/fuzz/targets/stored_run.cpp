#include "tests/fuzz/targets/stored_run.hpp"

#include <fstream>
#include <iterator>

#include "models/catalog.hpp"
#include "models/catalog/agreements.hpp"
#include "sim/input/scenario.hpp"
#include "sim/record/checkpoint/checkpoint.hpp"
#include "sim/record/recorder.hpp"
#include "sim/simulation.hpp"
#include "tests/fuzz/targets/check_and_run.hpp"
#include "tests/fuzz/targets/refusal.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tools/sojourn/run/run.hpp"

namespace sojourn::fuzz {

namespace fs = std::filesystem;

namespace {

constexpr int kTicks = 3;

Node small_scenario() {
  Diagnostics diagnostics;
  const auto node = parse_toml(wide_world(), "wide.toml", diagnostics);
  diagnostics.throw_if_any();
  return *node;
}

std::string made_run() {
  const testing::ScratchFolder folder;
  command::RunRequest request;
  request.scenario.file = written(folder.path() / "wide.toml", wide_world());
  request.out = folder.path() / "wide.h5";
  request.threads = 1;
  request.quiet = true;
  command::run(request);
  return bytes_of(request.out);
}

StoredCheckpoint made_checkpoint() {
  const testing::ScratchFolder folder;
  const fs::path run = folder.path() / "wide.h5";
  Simulation simulation(small_scenario(), models::standard_catalog(), 1);
  Recorder recorder(run, false);
  JournalFile journal(journal_of(run));
  simulation.attach(recorder);
  recorder.keep(&journal);
  for (int t = 0; t < kTicks; ++t) {
    simulation.tick();
    recorder.end_tick();
  }
  CheckpointHead head{"a program", simulation.resolved(), {}, 0, simulation.now(), journal.sync()};
  CheckpointWriter writer(run, head);
  const StatefulKinds kinds = models::agreement_kinds();
  writer.set_kinds(kinds);
  simulation.state(writer);
  writer.finish();
  return {bytes_of(checkpoints_of(run).front()), bytes_of(journal_of(run))};
}

}  // namespace

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

const std::string& stored_run() {
  static const std::string run = made_run();
  return run;
}

const StoredCheckpoint& stored_checkpoint() {
  static const StoredCheckpoint stored = made_checkpoint();
  return stored;
}

void take_rows_again(const fs::path& run) {
  Simulation simulation(small_scenario(), models::standard_catalog(), 1);
  Recorder recorder(run, true);
  simulation.attach(recorder);
  const CheckpointReader reader(checkpoints_of(run).front());
  if (!holds(journal_of(run), reader.head().rows)) return;
  record_again(journal_of(run), reader.head().rows, recorder);
}

}  // namespace sojourn::fuzz
