#include "tools/sojourn/program/process_identity.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <system_error>

namespace sojourn::command {

namespace {

std::string host_name() {
  std::array<char, HOST_NAME_MAX + 1> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

/// Empty where the system does not tell.
std::string table_of_processes() {
  std::ifstream file("/proc/sys/kernel/random/boot_id");
  std::string boot;
  std::array<char, 64> space{};
  const ssize_t n = ::readlink("/proc/self/ns/pid", space.data(), space.size());
  if (!(file >> boot) || n <= 0) return "";
  return boot + "," + std::string(space.data(), static_cast<std::size_t>(n));
}

/// What the system lists of a process that is there.
struct ListedProcess {
  char state = '?';
  std::string began;
};

/// proc(5): the state is field 3, the beginning field 22; the name before them may hold anything.
std::optional<ListedProcess> listed_process(std::int64_t number) {
  std::ifstream file(fmt::format("/proc/{}/stat", number));
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const std::size_t end_of_name = text.rfind(')');
  if (end_of_name == std::string::npos) return std::nullopt;
  std::istringstream fields(text.substr(end_of_name + 1));
  ListedProcess found;
  fields >> found.state;
  for (int field = 4; field <= 22; ++field) fields >> found.began;
  return fields ? std::optional(found) : std::nullopt;
}

}  // namespace

ProcessIdentity this_process() {
  const auto listed = listed_process(::getpid());
  return {host_name(), table_of_processes(), ::getpid(), listed ? listed->began : ""};
}

std::string to_string(const ProcessIdentity& process) {
  return fmt::format("process {} on {}", process.number, process.host);
}

/// A zombie has ended, though its number is still taken.
Life life_of(const ProcessIdentity& process) {
  const std::string here = table_of_processes();
  if (here.empty() || process.table != here) return Life::kUnknown;
  if (const auto listed = listed_process(process.number)) {
    const bool ended = listed->state == 'Z' || listed->state == 'X';
    return ended || listed->began != process.began ? Life::kEnded : Life::kLives;
  }
  const bool none = ::kill(static_cast<pid_t>(process.number), 0) != 0 && errno == ESRCH;
  return none ? Life::kEnded : Life::kLives;
}

}  // namespace sojourn::command
