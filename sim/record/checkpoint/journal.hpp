#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "sim/record/checkpoint/blocks.hpp"
#include "sim/record/journal.hpp"
#include "sim/record/recorder.hpp"

namespace sojourn {

/// The first bytes of every journal.
constexpr std::string_view kJournalTitle = "sojourn rows, version 1\n";

/// The rows that a recorder was given, in a file: handed to another
/// recorder with the same declarations they make the same bytes, which an HDF5 file that is opened
/// once more does not. Most cells of a run are zero, and zeros are counted. A failure to write is
/// told by sync() alone: it stops no run.
class JournalFile final : public Journal {
 public:
  /// Goes on from `mark`, or begins anew.
  /// @throws WriteError: it cannot, or the file is something else
  explicit JournalFile(std::filesystem::path path, const FileMark& mark = {});

  void step(std::string_view time_axis, double value) override;
  void slice(std::size_t series, std::span<const std::int32_t> cells) override;
  void slice(std::size_t series, std::span<const std::int64_t> cells) override;
  void slice(std::size_t series, std::span<const double> cells) override;
  void row(std::size_t table, const std::vector<AttributeValue>& cells) override;
  void end_tick() override;

  /// Brings all of it to the disk. @throws WriteError
  FileMark sync();
  /// Whether its name still means this file.
  bool has_name() const { return file_.has_name(); }

 private:
  template <class T>
  void put(const T& plain);
  void put_number(std::uint32_t number) { put(number); }
  void put_text(std::string_view text);
  template <class T>
  void put_slice(std::size_t series, std::span<const T> cells);

  BlockWriter file_;
  FileMark synced_;
};

/// Whether the file begins with what was written up to `mark`.
bool holds(const std::filesystem::path& journal, const FileMark& mark);

/// Hands the rows up to `mark`, which the file holds, to a recorder with the same declarations.
/// @throws ReadError
void record_again(const std::filesystem::path& journal, const FileMark& mark, Recorder& recorder);

}  // namespace sojourn
