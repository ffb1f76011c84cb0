#include "sim/record/checkpoint.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string_view>
#include <system_error>
#include <utility>

#include "sim/base/system_message.hpp"
#include "sim/record/digest.hpp"
#include "sim/record/h5.hpp"
#include "sim/record/part_file.hpp"

namespace sojourn {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kTitle = "sojourn checkpoint, version 1\n";
constexpr std::size_t kCheckpointBuffer = std::size_t{1} << 20;

fs::path with_ending(const fs::path& run, const char* ending) {
  fs::path name = run;
  name += ending;
  return name;
}

}  // namespace

fs::path journal_of(const fs::path& run) {
  return with_ending(run, ".rows");
}

std::vector<fs::path> checkpoints_of(const fs::path& run) {
  return {with_ending(run, ".checkpoint"), with_ending(run, ".checkpoint-before")};
}

void remove_checkpoints(const fs::path& run) {
  const auto remove = [](const fs::path& path, std::string_view title) {
    if (is_own_file(path, title)) ::unlink(path.c_str());
  };
  for (const fs::path& checkpoint : checkpoints_of(run)) remove(checkpoint, kTitle);
  remove(with_ending(run, ".checkpoint.part"), kTitle);
  remove(journal_of(run), kJournalTitle);
}

CheckpointWriter::CheckpointWriter(fs::path run, CheckpointHead& head)
    : Archive(false),
      run_(std::move(run)),
      part_(own_file(with_ending(run_, ".checkpoint.part"), kTitle)),
      descriptor_(
          ::open(part_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666)) {
  if (descriptor_ < 0) fail(errno);
  for (const fs::path& name : checkpoints_of(run_)) own_file(name, kTitle);
  buffer_.reserve(kCheckpointBuffer);
  put(kTitle.data(), kTitle.size());
  (*this)(head);
}

CheckpointWriter::~CheckpointWriter() {
  if (descriptor_ < 0) return;
  ::close(descriptor_);
  ::unlink(part_.c_str());
}

void CheckpointWriter::fail(int error) const {
  throw WriteError(fmt::format("cannot write {}: {}", part_.string(), system_message(error)));
}

void CheckpointWriter::drain() {
  const char* from = buffer_.data();
  std::size_t left = buffer_.size();
  while (left > 0) {
    const ssize_t n = ::write(descriptor_, from, left);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) fail(n < 0 ? errno : ENOSPC);
    from += n;
    left -= static_cast<std::size_t>(n);
  }
  buffer_.clear();
}

void CheckpointWriter::put(const void* bytes, std::size_t n) {
  const auto* from = static_cast<const char*>(bytes);
  while (n > 0) {
    const std::size_t some = std::min(n, kCheckpointBuffer - buffer_.size());
    buffer_.insert(buffer_.end(), from, from + some);
    if (buffer_.size() == kCheckpointBuffer) {
      digest_ = crc32(digest_, buffer_.data(), buffer_.size());
      drain();
    }
    from += some;
    n -= some;
  }
}

void CheckpointWriter::raw(void* bytes, std::size_t n) {
  put(bytes, n);
}

void CheckpointWriter::finish() {
  digest_ = crc32(digest_, buffer_.data(), buffer_.size());
  const auto* digest = reinterpret_cast<const char*>(&digest_);
  buffer_.insert(buffer_.end(), digest, digest + sizeof digest_);
  drain();
  if (::fsync(descriptor_) != 0 && errno != EINVAL && errno != EROFS) fail(errno);
  if (::close(std::exchange(descriptor_, -1)) != 0 && errno != EINTR) {
    const int error = errno;
    ::unlink(part_.c_str());
    fail(error);
  }
  const std::vector<fs::path> names = checkpoints_of(run_);
  if (std::rename(names[0].c_str(), names[1].c_str()) != 0 && errno != ENOENT) fail(errno);
  if (std::rename(part_.c_str(), names[0].c_str()) != 0) fail(errno);
  sync_directory(run_);
}

CheckpointReader::CheckpointReader(const fs::path& path)
    : Archive(true),
      path_(path),
      descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
  const auto refuse = [&](const std::string& why) {
    if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
    throw ReadError(fmt::format("cannot read {}: {}", path.string(), why));
  };
  if (descriptor_ < 0) refuse(system_message(errno));
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) refuse("not a regular file");
  const auto size = static_cast<std::uint64_t>(status.st_size);
  std::uint32_t digest = 0;
  if (size < kTitle.size() + sizeof digest) refuse("it is cut off");
  left_ = size - sizeof digest;
  try {
    std::string title(kTitle.size(), '\0');
    raw(title.data(), title.size());
    if (title != kTitle) refuse("no checkpoint of this version");
    const auto end = static_cast<off_t>(size - sizeof digest);
    if (::pread(descriptor_, &digest, sizeof digest, end) != sizeof digest) refuse("it is cut off");
    if (digest_of(descriptor_, size - sizeof digest) != digest) {
      refuse("its bytes are not those that were written");
    }
    (*this)(head_);
  } catch (const std::system_error& error) {
    refuse(error.code().message());
  } catch (const ArchiveError& error) {
    refuse(error.what());
  }
}

CheckpointReader::~CheckpointReader() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void CheckpointReader::fill() {
  block_.resize(std::min<std::uint64_t>(left_, kCheckpointBuffer));
  at_ = 0;
  ssize_t n = 0;
  do {
    n = ::read(descriptor_, block_.data(), block_.size());
  } while (n < 0 && errno == EINTR);
  if (n <= 0) throw ArchiveError(fmt::format("{} ends too soon", path_.string()));
  block_.resize(static_cast<std::size_t>(n));
  left_ -= static_cast<std::uint64_t>(n);
}

void CheckpointReader::raw(void* bytes, std::size_t n) {
  auto* to = static_cast<char*>(bytes);
  while (n > 0) {
    if (at_ == block_.size()) fill();
    const std::size_t some = std::min(n, block_.size() - at_);
    std::memcpy(to, block_.data() + at_, some);
    at_ += some;
    to += some;
    n -= some;
  }
}

}  // namespace sojourn
