#pragma once

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "tools/sojourn/program/process_identity.hpp"

namespace sojourn::command {

/// A lease that its holder has not renewed for so long has run out, where nobody can see whether
/// the holder lives.
inline constexpr std::chrono::seconds kLeaseRunsOut{120};

/// The right to make one file, among all processes that share its folder, on one machine or on
/// several: the file PATH.lease, which one process alone can make. It needs no locks. It says who
/// holds it, and its time of change when it was renewed; it outlives a holder that is killed, and
/// is then taken over: at once by processes on the same machine, by others when it has run out, by
/// the clock of the file system.
class Lease {
 public:
  /// Null: another holds it.
  /// @throws WriteError: it cannot be made, or something that is no lease has its name
  static std::unique_ptr<Lease> take(const std::filesystem::path& path);
  /// @throws WriteError: as above, or another holds it, who is named
  static std::unique_ptr<Lease> require(const std::filesystem::path& path);
  /// Waits until it is free. Null: `stop` became true.
  static std::unique_ptr<Lease> wait(const std::filesystem::path& path,
                                     const std::function<bool()>& stop);

  /// Gives it back.
  ~Lease();
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;

  /// To be called more often than leases run out; cheap.
  void renew();
  /// Makes it anew where somebody removed it; one that cannot be read now counts as held. Unless
  /// `at_once`, looks once a second at most.
  /// @throws WriteError: another has taken it over
  void confirm(bool at_once);
  /// Who held it before and showed no life for so long, though nobody could see it end; empty:
  /// nobody.
  const std::string& taken_from() const { return taken_from_; }

 private:
  using Clock = std::chrono::steady_clock;
  Lease(std::filesystem::path path, std::string text, std::string taken_from);
  bool is_held() const;

  std::filesystem::path path_;  // of the file that is made
  std::string text_;            // of the lease: no other process writes the same
  std::string taken_from_;
  Clock::time_point renewed_, confirmed_;
};

/// Renews a lease as long as it lives, whatever else its process does.
class LeaseRenewal {
 public:
  /// Where no thread is to be had, nothing renews it.
  explicit LeaseRenewal(Lease& lease);

 private:
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::jthread thread_;  // ends first
};

/// Who of another program than this one holds a lease in the folder that has not run out; empty:
/// nobody.
std::string other_program_in(const std::filesystem::path& folder);

/// Removes the leases of `path` whose holders have ended.
void remove_left_lease(const std::filesystem::path& path);

}  // namespace sojourn::command
