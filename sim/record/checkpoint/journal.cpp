#include "sim/record/checkpoint/journal.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <string>
#include <utility>

#include "sim/base/ids.hpp"
#include "sim/record/h5.hpp"
#include "sim/record/part_file.hpp"

namespace sojourn {

namespace {

/// No slice of a run has more cells, such as places by places by channels.
constexpr std::uint32_t kMostCells = 1U << 26U;
static_assert(kMostCells > 32U * kMaxPlaces * kMaxPlaces);

enum class RowKind : std::uint8_t { kStep, kSlice32, kSlice64, kSliceReal, kRow, kEndTick };

template <class T>
constexpr RowKind kSliceOf = RowKind::kSliceReal;
template <>
constexpr RowKind kSliceOf<std::int32_t> = RowKind::kSlice32;
template <>
constexpr RowKind kSliceOf<std::int64_t> = RowKind::kSlice64;

/// A negative zero is none.
template <class T>
bool is_zero(const T& cell) {
  static constexpr T kZero{};
  return std::memcmp(&cell, &kZero, sizeof cell) == 0;
}

/// Takes rows out of a file and hands them to a recorder.
class JournalReader {
 public:
  JournalReader(const std::filesystem::path& journal, Recorder& recorder)
      : file_(journal), recorder_(recorder) {
    text(kJournalTitle.size());
  }

  std::uint64_t at() const { return file_.at(); }
  /// @throws ReadError: what comes is no row of this run
  void next() {
    try {
      hand_on();
    } catch (const std::logic_error&) {  // the recorder does not know it
      fail();
    }
  }

 private:
  [[noreturn]] void fail() const { file_.fail("its rows are not those of this run"); }
  void hand_on() {
    switch (take<RowKind>()) {
      case RowKind::kStep: {
        const std::string axis = text(length());
        return recorder_.step(axis, take<double>());
      }
      case RowKind::kSlice32:
        return slice<std::int32_t>();
      case RowKind::kSlice64:
        return slice<std::int64_t>();
      case RowKind::kSliceReal:
        return slice<double>();
      case RowKind::kRow:
        return row();
      case RowKind::kEndTick:
        return recorder_.end_tick();
    }
    fail();
  }
  template <class T>
  T take() {
    T plain{};
    file_.take(std::as_writable_bytes(std::span(&plain, 1)));
    return plain;
  }
  std::uint32_t number() { return take<std::uint32_t>(); }
  std::uint32_t at_most(std::uint64_t most) {
    const std::uint32_t n = number();
    if (n > most) fail();
    return n;
  }
  /// Of what takes a byte at least in the file.
  std::uint32_t length() { return at_most(file_.size() - file_.at()); }
  std::string text(std::size_t n) {
    std::string text(n, '\0');
    file_.take(std::as_writable_bytes(std::span(text)));
    return text;
  }
  template <class T>
  void slice() {
    const Series<T> series{number()};
    std::vector<T> cells(at_most(kMostCells), T{});
    for (std::size_t i = 0; i < cells.size();) {
      i += at_most(cells.size() - i);
      const auto others = std::span(cells).subspan(i, at_most(cells.size() - i));
      file_.take(std::as_writable_bytes(others));
      i += others.size();
    }
    recorder_.append(series, std::span<const T>(cells));
  }
  void row() {
    const Table table{number()};
    std::vector<RowValue> cells(length());
    for (RowValue& cell : cells) {
      switch (number()) {
        case 0:
          cell = take<std::int64_t>();
          break;
        case 1:
          cell = take<double>();
          break;
        default:
          cell = text(length());
      }
    }
    recorder_.append_row(table, std::move(cells));
  }

  BlockReader file_;
  Recorder& recorder_;
};

}  // namespace

JournalFile::JournalFile(std::filesystem::path path, const FileMark& mark)
    : file_(own_file(std::move(path), kJournalTitle), mark), synced_(mark) {
  if (mark.length == 0) file_.put(std::as_bytes(std::span(kJournalTitle)));
}

template <class T>
void JournalFile::put(const T& plain) {
  file_.put(std::as_bytes(std::span(&plain, 1)));
}

void JournalFile::put_text(std::string_view text) {
  put_number(text.size());
  file_.put(std::as_bytes(std::span(text)));
}

/// A number of zeros, a number of other cells, and these, and so on.
template <class T>
void JournalFile::put_slice(std::size_t series, std::span<const T> cells) {
  put(kSliceOf<T>);
  put_number(series);
  put_number(cells.size());
  for (auto next = cells.begin(); next != cells.end();) {
    const auto first = std::find_if_not(next, cells.end(), is_zero<T>);
    const auto end = std::find_if(first, cells.end(), is_zero<T>);
    const std::span<const T> others(first, end);
    put_number(first - next);
    put_number(others.size());
    file_.put(std::as_bytes(others));
    next = end;
  }
}

void JournalFile::step(std::string_view time_axis, double value) {
  put(RowKind::kStep);
  put_text(time_axis);
  put(value);
}

void JournalFile::slice(std::size_t series, std::span<const std::int32_t> cells) {
  put_slice(series, cells);
}
void JournalFile::slice(std::size_t series, std::span<const std::int64_t> cells) {
  put_slice(series, cells);
}
void JournalFile::slice(std::size_t series, std::span<const double> cells) {
  put_slice(series, cells);
}

void JournalFile::row(std::size_t table, const std::vector<RowValue>& cells) {
  put(RowKind::kRow);
  put_number(table);
  put_number(cells.size());
  for (const RowValue& cell : cells) {
    put_number(cell.index());
    std::visit(
        [this]<class T>(const T& value) {
          if constexpr (std::is_same_v<T, std::string>) {
            put_text(value);
          } else {
            put(value);
          }
        },
        cell);
  }
}

/// What no checkpoint needs yet takes no room on a disk that is full.
void JournalFile::end_tick() {
  put(RowKind::kEndTick);
  if (file_.failed()) file_.cut(synced_);
}

FileMark JournalFile::sync() {
  file_.sync();
  return synced_ = file_.mark();
}

bool holds(const std::filesystem::path& journal, const FileMark& mark) {
  try {
    const BlockReader file(journal);
    return file.size() >= mark.length && file.digest(mark.length) == mark.digest;
  } catch (const ReadError&) {
    return false;
  }
}

void record_again(const std::filesystem::path& journal, const FileMark& mark, Recorder& recorder) {
  JournalReader reader(journal, recorder);
  while (reader.at() < mark.length) reader.next();
}

}  // namespace sojourn
