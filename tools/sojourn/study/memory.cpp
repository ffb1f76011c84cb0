#include "tools/sojourn/study/memory.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <optional>
#include <sstream>
#include <string>

namespace sojourn::command {

namespace {

namespace fs = std::filesystem;

/// Names of files by version of control groups (Documentation/admin-guide/cgroup-v1/memory.rst and
/// cgroup-v2.rst of the kernel).
struct Version {
  const char* mount;
  const char* limit;
  const char* usage;
  const char* droppable;  // key in memory.stat
};
constexpr Version kFirst{"sys/fs/cgroup/memory", "memory.limit_in_bytes", "memory.usage_in_bytes",
                         "total_inactive_file"};
constexpr Version kSecond{"sys/fs/cgroup", "memory.max", "memory.current", "inactive_file"};

/// The number that a file holds; none where there is no file, or "max".
std::optional<double> number_in(const fs::path& path) {
  std::ifstream file(path);
  double number = 0;
  if (file >> number) return number;
  return {};
}

/// The number after `wanted` in a file of "key value" lines.
std::optional<double> number_after(const std::string& wanted, const fs::path& path) {
  std::ifstream file(path);
  for (std::string key; file >> key;) {
    double number = 0;
    if (key == wanted && file >> number) return number;
    file.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
  }
  return {};
}

/// Infinity where the group has no limit.
double room_in(const fs::path& group, const Version& version) {
  const auto limit = number_in(group / version.limit), usage = number_in(group / version.usage);
  if (!limit || !usage) return std::numeric_limits<double>::infinity();
  const double droppable = number_after(version.droppable, group / "memory.stat").value_or(0);
  return std::max(0.0, *limit - std::max(0.0, *usage - droppable));
}

/// The least room in a group and those that it is in.
double room_up_from(const fs::path& mount, const std::string& group, const Version& version) {
  double least = std::numeric_limits<double>::infinity();
  fs::path path = fs::path("/" + group).lexically_normal();
  for (;; path = path.parent_path()) {
    least = std::min(least, room_in(mount / path.relative_path(), version));
    if (!path.has_relative_path()) return least;
  }
}

double room_in_groups(const fs::path& root) {
  std::ifstream groups(root / "proc/self/cgroup");
  double least = std::numeric_limits<double>::infinity();
  for (std::string line; std::getline(groups, line);) {  // "ID:CONTROLLERS:GROUP"
    std::istringstream parts(line);
    std::string id, controllers, group;
    std::getline(std::getline(std::getline(parts, id, ':'), controllers, ':'), group);
    const bool second = controllers.empty();
    if (!second && ("," + controllers + ",").find(",memory,") == std::string::npos) continue;
    const Version& version = second ? kSecond : kFirst;
    least = std::min(least, room_up_from(root / version.mount, group, version));
  }
  return least;
}

/// What the shell allows a process (`ulimit -v`, `ulimit -d`); infinity where it sets no limit.
double allowed() {
  double least = std::numeric_limits<double>::infinity();
  for (const int resource : {RLIMIT_AS, RLIMIT_DATA}) {
    rlimit limit{};
    if (getrlimit(resource, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) continue;
    least = std::min(least, static_cast<double>(limit.rlim_cur));
  }
  return least;
}

}  // namespace

double available_memory(const fs::path& root) {
  const double machine = 0.5 * static_cast<double>(sysconf(_SC_PHYS_PAGES)) *
                         static_cast<double>(sysconf(_SC_PAGESIZE));
  const auto kilobytes = number_after("MemAvailable:", root / "proc/meminfo");
  return std::min({kilobytes ? *kilobytes * 1024 : machine, room_in_groups(root), allowed()});
}

double memory_taken(const fs::path& root) {
  return 1024 * number_after("VmHWM:", root / "proc/self/status").value_or(0);
}

}  // namespace sojourn::command
