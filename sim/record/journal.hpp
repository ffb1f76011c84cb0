#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "sim/record/recorder.hpp"

namespace sojourn {

/// How much of a file has been written, and the digest (CRC-32) of it.
struct FileMark {
  std::uint64_t length = 0;
  std::uint32_t digest = 0;
  bool operator==(const FileMark&) const = default;
};

/// The rows that a recorder was given, in the order in which it was given them: handed to another
/// recorder with the same declarations they make the same bytes, which an HDF5 file that is opened
/// once more does not. Most cells of a run are zero, and zeros are counted. A failure to write is
/// told by sync() alone: it stops no run.
class Journal {
 public:
  /// Begins anew. @throws WriteError: it cannot, or the file is something else
  explicit Journal(std::filesystem::path path) : Journal(std::move(path), FileMark{}) {}
  /// Goes on from `mark`; what was written after it is dropped. @throws WriteError
  Journal(std::filesystem::path path, const FileMark& mark);
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  void step(std::string_view time_axis, double value);
  void slice(std::size_t series, std::span<const std::int32_t> cells);
  void slice(std::size_t series, std::span<const std::int64_t> cells);
  void slice(std::size_t series, std::span<const double> cells);
  void row(std::size_t table, const std::vector<RowValue>& cells);
  void end_tick();

  /// Brings all of it to the disk. @throws WriteError
  FileMark sync();

 private:
  template <class T>
  void put(const T& plain);
  void put_text(std::string_view text);
  template <class T>
  void put_slice(std::size_t series, std::span<const T> cells);
  void put_bytes(const void* bytes, std::size_t n);
  void drain();
  void give_up(int error);

  std::filesystem::path path_;
  int descriptor_ = -1;
  FileMark written_, synced_;
  int failure_ = 0;  // errno of the first write that failed
  std::vector<char> buffer_;
};

/// The first bytes of every journal.
constexpr std::string_view kJournalTitle = "sojourn rows, version 1\n";

/// Whether the file begins with what was written up to `mark`.
bool holds(const std::filesystem::path& journal, const FileMark& mark);

/// Hands the rows up to `mark`, which the file holds, to a recorder with the same declarations.
/// @throws ReadError
void record_again(const std::filesystem::path& journal, const FileMark& mark, Recorder& recorder);

}  // namespace sojourn
