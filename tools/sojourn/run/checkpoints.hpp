#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

#include "sim/record/checkpoint/checkpoint.hpp"
#include "sim/record/checkpoint/journal.hpp"
#include "sim/simulation.hpp"

namespace sojourn::command {

/// How often a run writes checkpoints.
struct CheckpointInterval {
  int ticks = 0;       // 0: by the clock
  double minutes = 0;  // 0: by ticks; both 0: never, but where the run is asked to stop
};

/// Reads "12" (ticks), "10min" or "never". @throws InputError
CheckpointInterval parse_interval(const std::string& text);

/// Whether a checkpoint of the run lies beside it, of whatever kind.
bool has_checkpoint(const std::filesystem::path& run);

/// The newest checkpoint of a run that this program wrote and that is undamaged, with the rows that
/// belong to it; each that is refused is told as a warning. Null: there is none.
std::unique_ptr<CheckpointReader> newest_checkpoint(const std::filesystem::path& run);

/// What a run leaves beside its file, so that it can be gone on with: rows and checkpoints. They go
/// away when it is whole.
class Checkpoints {
 public:
  /// `from`: first tick of the regime that is scheduled; 0: none is.
  Checkpoints(std::filesystem::path run, const CheckpointInterval& interval, int from);
  /// Without a checkpoint, the rows are removed.
  ~Checkpoints();
  Checkpoints(const Checkpoints&) = delete;
  Checkpoints& operator=(const Checkpoints&) = delete;

  /// Goes on from the newest checkpoint that fits, where there is one. The simulation is attached
  /// to `recorder`, and neither has begun. From now on all that is recorded is kept.
  /// @return whether there was one
  /// @throws OutputExists: there are some of another run, and `force` is false
  bool take_up(Simulation& simulation, Recorder& recorder, bool force);
  /// Writes one where it is due.
  void after_tick(Simulation& simulation);
  /// Writes one. A failure is told once and stops no run.
  void save(Simulation& simulation);
  /// The run is whole.
  void remove();

 private:
  using Clock = std::chrono::steady_clock;
  CheckpointHead head_of(const Simulation& simulation) const;
  void write(Simulation& simulation);
  bool due() const;

  std::filesystem::path run_;
  CheckpointInterval interval_;
  int from_;
  std::string scenario_, regime_;  // resolved
  std::optional<JournalFile> journal_;
  Clock::time_point last_ = Clock::now();
  int ticks_ = 0;  // since the last one
  bool failed_ = false;
};

}  // namespace sojourn::command
