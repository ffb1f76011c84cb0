#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "sim/base/archive.hpp"
#include "sim/record/journal.hpp"

namespace sojourn {

/// What a checkpoint says of itself before the state.
struct CheckpointHead {
  std::string program;   // the one that wrote it, and alone can read it
  std::string scenario;  // resolved, as TOML
  std::string regime;    // resolved, of the one that begins later; empty: none does
  int from = 0;          // its first tick
  int tick = 0;          // that comes next
  std::uint64_t rows = 0;
  std::uint32_t rows_digest = 0;  // of the journal, as far as it belongs to this

  FileMark mark() const { return {rows, rows_digest}; }
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
  CheckpointWriter(const CheckpointWriter&) = delete;
  CheckpointWriter& operator=(const CheckpointWriter&) = delete;

  /// It is on the disk, and the newest. @throws WriteError
  void finish();

 private:
  void raw(void* bytes, std::size_t n) override;
  void put(const void* bytes, std::size_t n);
  void drain();
  [[noreturn]] void fail(int error) const;

  std::filesystem::path run_, part_;
  int descriptor_ = -1;
  std::uint32_t digest_ = 0;
  std::vector<char> buffer_;
};

/// Reads a checkpoint, whose digest is held against its bytes before anything is made of them.
class CheckpointReader final : public Archive {
 public:
  /// @throws ReadError: it cannot be read, or is damaged
  explicit CheckpointReader(const std::filesystem::path& path);
  ~CheckpointReader() override;
  CheckpointReader(const CheckpointReader&) = delete;
  CheckpointReader& operator=(const CheckpointReader&) = delete;

  const CheckpointHead& head() const { return head_; }

 private:
  void raw(void* bytes, std::size_t n) override;
  void fill();

  std::filesystem::path path_;
  int descriptor_ = -1;
  std::uint64_t left_ = 0;
  std::vector<char> block_;
  std::size_t at_ = 0;
  CheckpointHead head_;
};

}  // namespace sojourn
