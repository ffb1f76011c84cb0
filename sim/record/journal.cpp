#include "sim/record/journal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>
#include <system_error>
#include <utility>

#include "sim/base/system_message.hpp"
#include "sim/record/digest.hpp"
#include "sim/record/h5.hpp"
#include "sim/record/part_file.hpp"

namespace sojourn {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kJournalBuffer = std::size_t{1} << 18;

enum class RowKind : std::uint8_t { kStep, kSlice32, kSlice64, kSliceReal, kRow, kEndTick };

template <class T>
constexpr RowKind kSliceOf = RowKind::kSliceReal;
template <>
constexpr RowKind kSliceOf<std::int32_t> = RowKind::kSlice32;
template <>
constexpr RowKind kSliceOf<std::int64_t> = RowKind::kSlice64;

[[noreturn]] void fail(const fs::path& path, int error) {
  throw WriteError(fmt::format("cannot write {}: {}", path.string(), system_message(error)));
}

/// A negative zero is none.
template <class T>
bool is_zero(const T& cell) {
  static constexpr T kZero{};
  return std::memcmp(&cell, &kZero, sizeof cell) == 0;
}

/// Reads a journal block by block.
class Reader {
 public:
  Reader(const fs::path& path, std::uint64_t length)
      : path_(path), descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)), left_(length) {
    if (descriptor_ < 0) fail();
  }
  ~Reader() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  bool at_end() const { return left_ == 0 && at_ == block_.size(); }
  void bytes(void* to, std::size_t n) {
    auto* next = static_cast<char*>(to);
    while (n > 0) {
      if (at_ == block_.size()) fill();
      const std::size_t some = std::min(n, block_.size() - at_);
      std::memcpy(next, block_.data() + at_, some);
      at_ += some;
      next += some;
      n -= some;
    }
  }
  template <class T>
  T take() {
    T plain{};
    bytes(&plain, sizeof plain);
    return plain;
  }
  std::string text() {
    std::string text(take<std::uint32_t>(), '\0');
    bytes(text.data(), text.size());
    return text;
  }

 private:
  [[noreturn]] void fail() const {
    throw ReadError(fmt::format("cannot read {}: it ends too soon", path_.string()));
  }
  void fill() {
    block_.resize(std::min<std::uint64_t>(left_, kJournalBuffer));
    at_ = 0;
    ssize_t n = 0;
    do {
      n = ::read(descriptor_, block_.data(), block_.size());
    } while (n < 0 && errno == EINTR);
    if (n <= 0) fail();
    block_.resize(static_cast<std::size_t>(n));
    left_ -= static_cast<std::uint64_t>(n);
  }

  const fs::path& path_;
  int descriptor_;
  std::uint64_t left_;
  std::vector<char> block_;
  std::size_t at_ = 0;
};

template <class T>
void replay_slice(Reader& reader, Recorder& recorder) {
  const Series<T> series{reader.take<std::uint32_t>()};
  std::vector<T> cells(reader.take<std::uint32_t>(), T{});
  for (std::size_t i = 0; i < cells.size();) {
    i += reader.take<std::uint32_t>();
    const auto n = reader.take<std::uint32_t>();
    reader.bytes(cells.data() + i, n * sizeof(T));
    i += n;
  }
  recorder.append(series, std::span<const T>(cells));
}

void replay_row(Reader& reader, Recorder& recorder) {
  const Table table{reader.take<std::uint32_t>()};
  std::vector<RowValue> row(reader.take<std::uint32_t>());
  for (RowValue& cell : row) {
    switch (reader.take<std::uint8_t>()) {
      case 0:
        cell = reader.take<std::int64_t>();
        break;
      case 1:
        cell = reader.take<double>();
        break;
      default:
        cell = reader.text();
    }
  }
  recorder.append_row(table, std::move(row));
}

void replay_one(Reader& reader, Recorder& recorder) {
  switch (reader.take<RowKind>()) {
    case RowKind::kStep: {
      const std::string axis = reader.text();
      return recorder.step(axis, reader.take<double>());
    }
    case RowKind::kSlice32:
      return replay_slice<std::int32_t>(reader, recorder);
    case RowKind::kSlice64:
      return replay_slice<std::int64_t>(reader, recorder);
    case RowKind::kSliceReal:
      return replay_slice<double>(reader, recorder);
    case RowKind::kRow:
      return replay_row(reader, recorder);
    case RowKind::kEndTick:
      return recorder.end_tick();
  }
}

}  // namespace

Journal::Journal(fs::path path, const FileMark& mark)
    : path_(own_file(std::move(path), kJournalTitle)),
      descriptor_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666)),
      written_(mark),
      synced_(mark) {
  if (descriptor_ < 0) fail(path_, errno);
  const auto length = static_cast<off_t>(mark.length);
  if (::ftruncate(descriptor_, length) == 0 && ::lseek(descriptor_, length, SEEK_SET) == length) {
    if (length == 0) put_bytes(kJournalTitle.data(), kJournalTitle.size());
    return;
  }
  const int error = errno;
  ::close(descriptor_);
  fail(path_, error);
}

Journal::~Journal() {
  ::close(descriptor_);
}

/// What no checkpoint needs yet takes no room on a disk that is full.
void Journal::give_up(int error) {
  failure_ = error;
  if (::ftruncate(descriptor_, static_cast<off_t>(synced_.length)) != 0) failure_ = errno;
}

void Journal::drain() {
  const char* from = buffer_.data();
  std::size_t left = buffer_.size();
  while (left > 0 && failure_ == 0) {
    const ssize_t n = ::write(descriptor_, from, left);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) {
      give_up(n < 0 ? errno : ENOSPC);
      break;
    }
    from += n;
    left -= static_cast<std::size_t>(n);
  }
  written_.digest = crc32(written_.digest, buffer_.data(), buffer_.size());
  written_.length += buffer_.size();
  buffer_.clear();
}

void Journal::put_bytes(const void* bytes, std::size_t n) {
  if (failure_ != 0) return;
  const auto* first = static_cast<const char*>(bytes);
  buffer_.insert(buffer_.end(), first, first + n);
  if (buffer_.size() >= kJournalBuffer) drain();
}

template <class T>
void Journal::put(const T& plain) {
  put_bytes(&plain, sizeof plain);
}

void Journal::put_text(std::string_view text) {
  put(static_cast<std::uint32_t>(text.size()));
  put_bytes(text.data(), text.size());
}

/// A number of zeros, a number of other cells, and these, and so on.
template <class T>
void Journal::put_slice(std::size_t series, std::span<const T> cells) {
  put(kSliceOf<T>);
  put(static_cast<std::uint32_t>(series));
  put(static_cast<std::uint32_t>(cells.size()));
  for (auto next = cells.begin(); next != cells.end();) {
    const auto other = std::find_if_not(next, cells.end(), is_zero<T>);
    const auto end = std::find_if(other, cells.end(), is_zero<T>);
    put(static_cast<std::uint32_t>(other - next));
    put(static_cast<std::uint32_t>(end - other));
    put_bytes(std::to_address(other), static_cast<std::size_t>(end - other) * sizeof(T));
    next = end;
  }
}

void Journal::step(std::string_view time_axis, double value) {
  put(RowKind::kStep);
  put_text(time_axis);
  put(value);
}

void Journal::slice(std::size_t series, std::span<const std::int32_t> cells) {
  put_slice(series, cells);
}
void Journal::slice(std::size_t series, std::span<const std::int64_t> cells) {
  put_slice(series, cells);
}
void Journal::slice(std::size_t series, std::span<const double> cells) {
  put_slice(series, cells);
}

void Journal::row(std::size_t table, const std::vector<RowValue>& cells) {
  put(RowKind::kRow);
  put(static_cast<std::uint32_t>(table));
  put(static_cast<std::uint32_t>(cells.size()));
  for (const RowValue& cell : cells) {
    put(static_cast<std::uint8_t>(cell.index()));
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

void Journal::end_tick() {
  put(RowKind::kEndTick);
}

FileMark Journal::sync() {
  drain();
  if (failure_ != 0) fail(path_, failure_);
  if (::fsync(descriptor_) != 0 && errno != EINVAL && errno != EROFS) fail(path_, errno);
  return synced_ = written_;
}

bool holds(const fs::path& journal, const FileMark& mark) {
  const int descriptor = ::open(journal.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  struct stat status {};
  bool same = ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) &&
              static_cast<std::uint64_t>(status.st_size) >= mark.length;
  try {
    same = same && digest_of(descriptor, mark.length) == mark.digest;
  } catch (const std::system_error&) {
    same = false;
  }
  ::close(descriptor);
  return same;
}

void record_again(const fs::path& journal, const FileMark& mark, Recorder& recorder) {
  Reader reader(journal, mark.length);
  std::string title(kJournalTitle.size(), '\0');
  reader.bytes(title.data(), title.size());
  while (!reader.at_end()) replay_one(reader, recorder);
}

}  // namespace sojourn
