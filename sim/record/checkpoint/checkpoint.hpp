#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "sim/base/archive.hpp"
#include "sim/record/checkpoint/journal.hpp"

namespace sojourn {

/// What a checkpoint says of itself before the state.
struct CheckpointHead {
  std::string program;   // the one that wrote it, and alone can read it
  std::string scenario;  // resolved, as TOML
  std::string regime;    // resolved, of the one that begins later; empty: none does
  int from = 0;          // its first tick
  int tick = 0;          // that comes next
  FileMark rows;         // of the journal, as far as it belongs to this
};

/// The names of what is kept beside a run file until it is whole.
std::filesystem::path journal_of(const std::filesystem::path& run);
/// The newest checkpoint, and the one before.
std::vector<std::filesystem::path> checkpoints_of(const std::filesystem::path& run);
/// Removes all of them.
void remove_checkpoints(const std::filesystem::path& run);

/// Writes a checkpoint: a line of text, the head, the state, and the digest (CRC-32) of all that.
class CheckpointWriter final : public Archive {
 public:
  /// Writes "RUN.checkpoint.part". @throws WriteError
  CheckpointWriter(std::filesystem::path run, CheckpointHead& head);
  /// Removes it, unless it was finished.
  ~CheckpointWriter() override;

  /// It is on the disk, and the newest. @throws WriteError
  void finish();

 private:
  void raw(std::span<std::byte> bytes) override { file_.put(bytes); }

  std::filesystem::path run_;
  BlockWriter file_;
  bool finished_ = false;
};

/// Reads a checkpoint, whose digest is held against its bytes before anything is made of them.
class CheckpointReader final : public Archive {
 public:
  /// @throws ReadError: it cannot be read, or is damaged
  explicit CheckpointReader(const std::filesystem::path& path);

  const CheckpointHead& head() const { return head_; }

 private:
  void raw(std::span<std::byte> bytes) override { file_.take(bytes); }

  BlockReader file_;
  CheckpointHead head_;
};

}  // namespace sojourn
