#pragma once

#include <cstdint>
#include <string>

namespace sojourn::command {

/// A process as others find it again, on whatever machine they are.
struct ProcessIdentity {
  std::string host;         // name of the machine
  std::string table;        // of processes in which its number means it: boot and namespace
  std::int64_t number = 0;  // in that table
  std::string began;        // [clock ticks after boot]: numbers are given anew

  bool operator==(const ProcessIdentity&) const = default;
};

ProcessIdentity this_process();

/// "process 12 on node3"
std::string to_string(const ProcessIdentity& process);

enum class Life { kLives, kEnded, kUnknown };

/// Unknown where its table of processes is not that of this one.
Life life_of(const ProcessIdentity& process);

}  // namespace sojourn::command
