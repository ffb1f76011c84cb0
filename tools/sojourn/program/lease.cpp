#include "tools/sojourn/program/lease.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <sstream>
#include <string_view>
#include <system_error>
#include <utility>

#include "sim/base/system_message.hpp"
#include "sim/input/text/characters.hpp"
#include "sim/record/h5.hpp"
#include "tools/sojourn/program/program_identity.hpp"

namespace sojourn::command {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kLeaseTitle = "sojourn lease, version 1\n";
constexpr std::string_view kLeaseEnding = ".lease";
constexpr std::chrono::seconds kRenewedEvery{10};
constexpr std::chrono::seconds kConfirmedEvery{1};
/// Between a lease's name and what it says lies one call of the system.
constexpr std::chrono::seconds kWrittenWithin{10};
constexpr std::chrono::milliseconds kLookedEvery{200};
constexpr std::size_t kMostOfLease = 4096;  // [bytes]
constexpr int kMostTries = 3;

fs::path lease_of(const fs::path& path) {
  fs::path lease = path;
  lease += kLeaseEnding;
  return lease;
}

/// A name in the folder that this process alone uses.
fs::path scratch_beside(const fs::path& path) {
  const ProcessIdentity process = this_process();
  return path.parent_path() / fmt::format(".lease-{}-{}", process.host, process.number);
}

std::string text_of_lease() {
  const ProcessIdentity process = this_process();
  return fmt::format("{}host {}\ntable {}\nprocess {}\nbegan {}\nprogram {}\n", kLeaseTitle,
                     process.host, process.table, process.number, process.began,
                     program_identity());
}

[[noreturn]] void cannot_write(const fs::path& path, const std::string& why) {
  throw WriteError(fmt::format("cannot write {}: {}", path.string(), why));
}

/// What the folder's file system says that the time is: its clock, not ours, dates what others
/// renew. @return [s]
time_t clock_of(const fs::path& path) {
  const fs::path scratch = scratch_beside(path);
  const int descriptor = ::open(scratch.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (descriptor < 0) return ::time(nullptr);
  struct stat status {};
  const bool known = ::futimens(descriptor, nullptr) == 0 && ::fstat(descriptor, &status) == 0;
  ::close(descriptor);
  ::unlink(scratch.c_str());
  return known ? status.st_mtime : ::time(nullptr);
}

bool same_inode(const struct stat& a, const struct stat& b) {
  return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/// A lease that is there.
class FoundLease {
 public:
  explicit FoundLease(const fs::path& path)
      : path_(path),
        descriptor_(
            ::open(lease_of(path).c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)) {
    if (descriptor_ < 0 && errno == ENOENT) return;
    if (descriptor_ >= 0 && ::fstat(descriptor_, &status_) == 0) read();
    if (!is_ours()) {
      close();
      throw WriteError(fmt::format("cannot write {}: {} is there already, and no run left it",
                                   path.string(), lease_of(path).string()));
    }
  }
  ~FoundLease() { close(); }
  FoundLease(const FoundLease&) = delete;
  FoundLease& operator=(const FoundLease&) = delete;

  bool is_gone() const { return descriptor_ < 0; }
  std::string name() const {
    return text_.empty() ? "a process that did not come to say its name" : to_string(holder_);
  }
  const std::string& program() const { return program_; }
  bool has_ended() const { return life() == Life::kEnded; }

  /// How long it has not been renewed. [s]
  time_t age() const { return clock_of(path_) - status_.st_mtime; }
  bool is_free() const {
    if (text_.empty()) return age() > kWrittenWithin.count();
    if (life() != Life::kUnknown) return has_ended();
    return age() > kLeaseRunsOut.count();
  }
  std::string holder_text() const {
    if (text_.empty()) return "which has just begun";
    if (life() == Life::kLives) return to_string(holder_);
    return fmt::format("{}, which showed life {} s ago and counts as ended after {} s",
                       to_string(holder_), age(), kLeaseRunsOut.count());
  }

  /// Takes the name away from it, and from no other that may have it by now.
  bool remove() const {
    const fs::path scratch = scratch_beside(path_), lease = lease_of(path_);
    if (!has_name(lease) || std::rename(lease.c_str(), scratch.c_str()) != 0) return false;
    const bool right = has_name(scratch);
    if (!right) ::link(scratch.c_str(), lease.c_str());
    ::unlink(scratch.c_str());
    return right;
  }

 private:
  void close() {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = -1;
  }
  bool has_name(const fs::path& name) const {
    struct stat named {};
    return ::lstat(name.c_str(), &named) == 0 && same_inode(named, status_);
  }
  Life life() const { return text_.empty() ? Life::kUnknown : life_of(holder_); }
  bool is_ours() const {
    return descriptor_ >= 0 && S_ISREG(status_.st_mode) &&
           (text_.empty() || text_.starts_with(kLeaseTitle));
  }
  void read() {
    std::array<char, kMostOfLease> bytes{};
    const ssize_t n =
        S_ISREG(status_.st_mode) ? ::read(descriptor_, bytes.data(), bytes.size()) : 0;
    text_.assign(bytes.data(), n > 0 ? static_cast<std::size_t>(n) : 0);
    std::istringstream lines(text_);
    std::string line;
    std::getline(lines, line);  // the title
    while (std::getline(lines, line)) take(line);
  }
  void take(const std::string& line) {
    const std::size_t blank = line.find(' ');
    if (blank == std::string::npos) return;
    const std::string key = line.substr(0, blank), value = line.substr(blank + 1);
    if (key == "host") holder_.host = escaped(value);
    if (key == "table") holder_.table = value;
    if (key == "process") holder_.number = std::strtoll(value.c_str(), nullptr, 10);
    if (key == "began") holder_.began = value;
    if (key == "program") program_ = value;
  }

  fs::path path_;
  int descriptor_;
  struct stat status_ {};
  std::string text_, program_;
  ProcessIdentity holder_;
};

/// What the lease says; nothing: it cannot be read, which `errno` explains.
std::optional<std::string> text_in(const fs::path& lease) {
  std::array<char, kMostOfLease> bytes{};
  const int descriptor = ::open(lease.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
  if (descriptor < 0) return std::nullopt;
  const ssize_t n = ::read(descriptor, bytes.data(), bytes.size());
  const int error = errno;
  ::close(descriptor);
  errno = error;
  if (n < 0) return std::nullopt;
  return std::string(bytes.data(), static_cast<std::size_t>(n));
}

/// Whether a failure to read leaves open who holds the lease: no descriptor is left, the disk does
/// not answer. It is gone, or a link or a folder has its name, where it does not.
bool says_nothing(int error) {
  return error != ENOENT && error != ELOOP && error != EISDIR;
}

/// @return whether the name was free
/// @throws WriteError
bool make_lease(const fs::path& path, const std::string& text) {
  const fs::path lease = lease_of(path);
  const int descriptor = ::open(lease.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (descriptor < 0 && errno == EEXIST) return false;
  if (descriptor < 0) cannot_write(path, system_message(errno));
  ssize_t n = -1;
  do {
    n = ::write(descriptor, text.data(), text.size());
  } while (n < 0 && errno == EINTR);
  const int error = n < 0 ? errno : ENOSPC;
  ::close(descriptor);
  if (n == static_cast<ssize_t>(text.size())) return true;
  ::unlink(lease.c_str());
  cannot_write(path, system_message(error));
}

/// Empty: this program's, free, or no lease.
std::string holder_if_other(const fs::path& path) {
  try {
    const FoundLease found(path);
    const bool other =
        !found.is_gone() && !found.program().empty() && found.program() != program_identity();
    return other && !found.is_free() ? found.holder_text() : "";
  } catch (const WriteError&) {
    return "";
  }
}

}  // namespace

Lease::Lease(fs::path path, std::string text, std::string taken_from)
    : path_(std::move(path)),
      text_(std::move(text)),
      taken_from_(std::move(taken_from)),
      renewed_(Clock::now()),
      confirmed_(Clock::now()) {}

std::unique_ptr<Lease> Lease::take(const fs::path& path) {
  const std::string text = text_of_lease();
  std::string taken_from;
  for (int i = 0; i < kMostTries; ++i) {
    if (make_lease(path, text)) return std::unique_ptr<Lease>(new Lease(path, text, taken_from));
    const FoundLease found(path);
    if (found.is_gone()) continue;
    if (!found.is_free()) return nullptr;
    taken_from = found.has_ended() ? "" : found.name();
    if (!found.remove()) return nullptr;
  }
  return nullptr;
}

std::unique_ptr<Lease> Lease::require(const fs::path& path) {
  if (auto lease = take(path)) return lease;
  const FoundLease found(path);
  cannot_write(path, found.is_gone()
                         ? "another process was just writing it"
                         : fmt::format("another process is writing it: {}", found.holder_text()));
}

std::unique_ptr<Lease> Lease::wait(const fs::path& path, const std::function<bool()>& stop) {
  while (true) {
    if (auto lease = take(path)) return lease;
    if (stop()) return nullptr;
    std::this_thread::sleep_for(kLookedEvery);
  }
}

Lease::~Lease() {
  if (is_held()) ::unlink(lease_of(path_).c_str());
}

bool Lease::is_held() const {
  return text_in(lease_of(path_)) == text_;
}

void Lease::renew() {
  if (Clock::now() - renewed_ < kRenewedEvery) return;
  renewed_ = Clock::now();
  if (is_held()) ::utimensat(AT_FDCWD, lease_of(path_).c_str(), nullptr, AT_SYMLINK_NOFOLLOW);
}

void Lease::confirm(bool at_once) {
  if (!at_once && Clock::now() - confirmed_ < kConfirmedEvery) return;
  confirmed_ = Clock::now();
  const auto text = text_in(lease_of(path_));
  const int error = text ? 0 : errno;
  if (text ? *text == text_ : says_nothing(error)) return;
  if (error == ENOENT && make_lease(path_, text_)) return;
  cannot_write(path_, "another process has taken it over");
}

LeaseRenewal::LeaseRenewal(Lease& lease) {
  try {
    thread_ = std::jthread([this, &lease](const std::stop_token& stop) {
      std::unique_lock lock(mutex_);
      while (!stop.stop_requested()) {
        changed_.wait_for(lock, stop, kRenewedEvery, [] { return false; });
        lease.renew();
      }
    });
  } catch (const std::system_error&) {
  }
}

std::string other_program_in(const fs::path& folder) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    fs::path path = entry.path();
    if (path.extension() != kLeaseEnding) continue;
    std::string holder = holder_if_other(path.replace_extension());
    if (!holder.empty()) return holder;
  }
  return "";
}

void remove_left_lease(const fs::path& path) {
  std::error_code ignored;
  if (fs::exists(fs::symlink_status(lease_of(path), ignored))) Lease::take(path);
}

}  // namespace sojourn::command
