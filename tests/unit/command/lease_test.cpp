#include "tools/sojourn/program/lease.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "sim/record/h5.hpp"
#include "tests/support/scratch_folder.hpp"

namespace sojourn::command {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write(const fs::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

/// Does `work` in a process of its own. @return what it returned
template <class Work>
int in_another_process(const Work& work) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(work());
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(Lease, IsOfOneAndGoesBack) {
  const testing::ScratchFolder folder;
  const fs::path path = folder.path() / "run.h5", file = folder.path() / "run.h5.lease";
  auto one = Lease::take(path);
  ASSERT_NE(one, nullptr);
  EXPECT_EQ(Lease::take(path), nullptr);
  EXPECT_EQ(in_another_process([&] { return Lease::take(path) == nullptr ? 3 : 4; }), 3);
  EXPECT_THROW(Lease::require(path), WriteError);
  one = nullptr;
  EXPECT_FALSE(fs::exists(file));
  EXPECT_NE(Lease::take(path), nullptr);
}

TEST(Lease, OfAnEndedProcessIsTakenOver) {
  const testing::ScratchFolder folder;
  const fs::path path = folder.path() / "run.h5";
  const auto take_and_die = [&] {
    Lease::take(path).release();  // its file stays, as after a kill
    return 0;
  };
  ASSERT_EQ(in_another_process(take_and_die), 0);
  ASSERT_TRUE(fs::exists(folder.path() / "run.h5.lease"));
  const auto lease = Lease::take(path);
  ASSERT_NE(lease, nullptr);
  EXPECT_EQ(lease->taken_from(), "") << "it was seen to have ended";
}

/// Without a descriptor the lease cannot be read, which says nothing of who holds it.
TEST(Lease, ThatCannotBeReadIsNotLost) {
  const testing::ScratchFolder folder;
  const fs::path path = folder.path() / "run.h5", file = folder.path() / "run.h5.lease";
  const auto lease = Lease::take(path);
  ASSERT_NE(lease, nullptr);
  const auto confirm_without_descriptors = [&] {
    const rlimit none{0, 0};
    if (::setrlimit(RLIMIT_NOFILE, &none) != 0) return 2;
    try {
      lease->confirm(true);
    } catch (const WriteError&) {
      return 1;
    }
    return 0;
  };
  EXPECT_EQ(in_another_process(confirm_without_descriptors), 0);
  write(file, "of another");
  EXPECT_THROW(lease->confirm(true), WriteError);
}

TEST(Lease, WithoutATextNamesNobody) {
  const testing::ScratchFolder folder;
  const fs::path file = folder.path() / "run.h5.lease";
  write(file, "");
  fs::last_write_time(file, fs::file_time_type::clock::now() - std::chrono::minutes(1));
  const auto lease = Lease::take(folder.path() / "run.h5");
  ASSERT_NE(lease, nullptr);
  EXPECT_EQ(lease->taken_from(), "a process that did not come to say its name");
}

/// Processes that all try to take a lease, and keep what they got until all have tried.
class Rivals {
 public:
  Rivals(int n, const fs::path& path) : n_(n) {
    EXPECT_EQ(::pipe(start_) + ::pipe(told_) + ::pipe(end_), 0);
    for (int i = 0; i < n; ++i) {
      if (::fork() == 0) try_to_take(path);
    }
    ::close(start_[1]);
  }
  /// @return how many have it
  int holders() {
    int n = 0;
    for (int i = 0; i < n_; ++i) {
      char got = 0;
      EXPECT_EQ(::read(told_[0], &got, 1), 1);
      n += got;
    }
    ::close(end_[1]);
    for (int i = 0; i < n_; ++i) ::wait(nullptr);
    for (const int open : {start_[0], told_[0], told_[1], end_[0]}) ::close(open);
    return n;
  }

 private:
  static void wait_for_end_of(int pipe[2]) {
    char none = 0;
    ::close(pipe[1]);
    while (::read(pipe[0], &none, 1) > 0) continue;
  }
  [[noreturn]] void try_to_take(const fs::path& path) {
    ::close(end_[1]);
    wait_for_end_of(start_);
    const char got = Lease::take(path).release() == nullptr ? 0 : 1;
    const bool told = ::write(told_[1], &got, 1) == 1;
    char none = 0;
    while (told && ::read(end_[0], &none, 1) > 0) continue;
    ::_exit(0);
  }

  int n_;
  int start_[2], told_[2], end_[2];
};

/// Eight processes find the lease of a dead one at the same time. Were its file removed by name,
/// two would have it in some rounds.
TEST(Lease, OfAnEndedProcessIsTakenOverByOne) {
  const testing::ScratchFolder folder;
  const fs::path path = folder.path() / "run.h5", file = folder.path() / "run.h5.lease";
  ASSERT_NE(Lease::take(path), nullptr);  // the program is read once, not by every process
  ASSERT_EQ(in_another_process([&] { return Lease::take(path).release() == nullptr ? 1 : 0; }), 0);
  const std::string dead = bytes_of(file);
  for (int round = 0; round < 200; ++round) {
    write(file, dead);
    EXPECT_EQ(Rivals(8, path).holders(), 1) << "round " << round;
    fs::remove(file);
  }
}

TEST(Lease, OfSomethingElseIsLeftAlone) {
  const testing::ScratchFolder folder;
  const fs::path path = folder.path() / "run.h5", file = folder.path() / "run.h5.lease";
  write(file, "precious");
  EXPECT_THROW(Lease::take(path), WriteError);
  EXPECT_EQ(bytes_of(file), "precious");
  fs::remove(file);
  fs::create_directory(file);
  EXPECT_THROW(Lease::take(path), WriteError);
  EXPECT_TRUE(fs::is_directory(file));
}

TEST(Lease, IsMadeAnewWhereItWasRemovedAndLostWhereItWasTaken) {
  const testing::ScratchFolder folder;
  const fs::path path = folder.path() / "run.h5", file = folder.path() / "run.h5.lease";
  auto lease = Lease::take(path);
  fs::remove(file);
  EXPECT_NO_THROW(lease->confirm(true));
  EXPECT_TRUE(fs::exists(file));
  write(file, "sojourn lease, version 1\nhost elsewhere\nprocess 7\n");
  EXPECT_THROW(lease->confirm(true), WriteError);
  lease = nullptr;
  EXPECT_TRUE(fs::exists(file)) << "another's lease stays";
}

TEST(Lease, ProcessesAreKnownByTheirBeginning) {
  const ProcessIdentity mine = this_process();
  EXPECT_EQ(life_of(mine), Life::kLives);
  ProcessIdentity before = mine, elsewhere = mine, ended = mine;
  before.began = "1";
  elsewhere.table = "another";
  ended.number = 1 << 23;  // beyond what the kernel gives
  EXPECT_EQ(life_of(before), Life::kEnded);
  EXPECT_EQ(life_of(elsewhere), Life::kUnknown);
  EXPECT_EQ(life_of(ended), Life::kEnded);
}

}  // namespace
}  // namespace sojourn::command
