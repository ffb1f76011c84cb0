#include "sim/record/checkpoint/blocks.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "sim/base/system_message.hpp"
#include "sim/record/digest.hpp"
#include "sim/record/h5.hpp"

namespace sojourn {

namespace {

constexpr std::size_t kBlock = std::size_t{1} << 20;

/// A file that lies at what a link leads to is none that a run left.
int open_to_write(const std::filesystem::path& path) {
  return ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
}

int open_to_read(const std::filesystem::path& path) {
  return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
}

}  // namespace

BlockWriter::BlockWriter(std::filesystem::path path, const FileMark& mark)
    : path_(std::move(path)), descriptor_(open_to_write(path_)), written_(mark) {
  const off_t length = mark.length;
  if (descriptor_ >= 0 && ::ftruncate(descriptor_, length) == 0 &&
      ::lseek(descriptor_, length, SEEK_SET) == length) {
    return;
  }
  failure_ = errno;
  if (descriptor_ >= 0) ::close(descriptor_);
  fail();
}

BlockWriter::~BlockWriter() {
  ::close(descriptor_);
}

void BlockWriter::fail() const {
  throw WriteError(fmt::format("cannot write {}: {}", path_.string(), system_message(failure_)));
}

void BlockWriter::drain() {
  const std::byte* from = buffer_.data();
  for (std::size_t left = buffer_.size(); left > 0 && failure_ == 0;) {
    const ssize_t n = ::write(descriptor_, from, left);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) {
      failure_ = n < 0 ? errno : ENOSPC;
      break;
    }
    from += n;
    left -= n;
  }
  written_.digest = crc32(written_.digest, buffer_.data(), buffer_.size());
  written_.length += buffer_.size();
  buffer_.clear();
}

void BlockWriter::put(std::span<const std::byte> bytes) {
  while (!bytes.empty() && failure_ == 0) {
    const auto some = bytes.first(std::min(bytes.size(), kBlock - buffer_.size()));
    buffer_.insert(buffer_.end(), some.begin(), some.end());
    if (buffer_.size() == kBlock) drain();
    bytes = bytes.subspan(some.size());
  }
}

FileMark BlockWriter::mark() const {
  return {written_.length + buffer_.size(), crc32(written_.digest, buffer_.data(), buffer_.size())};
}

void BlockWriter::sync() {
  drain();
  const bool unsynced = failure_ == 0 && ::fsync(descriptor_) != 0;
  if (unsynced && errno != EINVAL && errno != EROFS) failure_ = errno;
  if (failure_ != 0) fail();
}

void BlockWriter::cut(const FileMark& mark) {
  const off_t length = mark.length;
  if (::ftruncate(descriptor_, length) != 0 && failure_ == 0) failure_ = errno;
  if (failure_ == 0) failure_ = EIO;
}

bool BlockWriter::has_name() const {
  struct stat own {};
  struct stat named {};
  return ::fstat(descriptor_, &own) == 0 && ::lstat(path_.c_str(), &named) == 0 &&
         own.st_dev == named.st_dev && own.st_ino == named.st_ino;
}

BlockReader::BlockReader(std::filesystem::path path)
    : path_(std::move(path)), descriptor_(open_to_read(path_)) {
  struct stat status {};
  const bool is_there = descriptor_ >= 0 && ::fstat(descriptor_, &status) == 0;
  const int error = errno;
  if (is_there && S_ISREG(status.st_mode)) {
    size_ = status.st_size;
    return;
  }
  if (descriptor_ >= 0) ::close(descriptor_);
  fail(is_there ? "not a regular file" : system_message(error));
}

BlockReader::~BlockReader() {
  ::close(descriptor_);
}

void BlockReader::fail(const std::string& why) const {
  throw ReadError(fmt::format("cannot read {}: {}", path_.string(), why));
}

std::uint32_t BlockReader::digest(std::uint64_t n) const {
  try {
    return digest_of(descriptor_, n);
  } catch (const std::system_error& error) {
    fail(error.code().message());
  }
}

std::uint32_t BlockReader::digest_behind(std::uint64_t n) const {
  std::uint32_t digest = 0;
  const off_t from = n;
  if (::pread(descriptor_, &digest, sizeof digest, from) != sizeof digest) fail("it is cut off");
  return digest;
}

void BlockReader::fill() {
  block_begin_ += block_.size();
  block_.resize(kBlock);
  next_ = 0;
  ssize_t n = 0;
  do {
    const off_t from = block_begin_;
    n = ::pread(descriptor_, block_.data(), block_.size(), from);
  } while (n < 0 && errno == EINTR);
  if (n < 0) fail(system_message(errno));
  if (n == 0) fail("it is cut off");
  block_.resize(n);
}

void BlockReader::take(std::span<std::byte> to) {
  while (!to.empty()) {
    if (next_ == block_.size()) fill();
    const auto some = std::span(block_).subspan(next_, std::min(to.size(), block_.size() - next_));
    std::ranges::copy(some, to.begin());
    next_ += some.size();
    to = to.subspan(some.size());
  }
}

}  // namespace sojourn
