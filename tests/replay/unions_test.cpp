#include <gtest/gtest.h>

#include "tests/support/runs.hpp"

// A union that relocates, returns to the first entry, and is left, comes to the same people with
// any number of threads; and one that is off to those of a world that knows of none.
namespace sojourn::replay {
namespace {

Node two_transits_with(const std::vector<std::string>& more) {
  std::vector<std::string> set{"run.persons_per_agent=500", "run.ticks=40",
                               "areas.club.members=[\"NORD\", \"RECV\"]",
                               "unions.club_of_two.members=[\"NORD\", \"RECV\"]"};
  set.insert(set.end(), more.begin(), more.end());
  return shipped("two_transits.toml", set);
}

const std::vector<std::string> kActing{
    "modules.union.enabled=true",   "modules.union.area=club",     "modules.union.first_entry=0.5",
    "modules.union.relocation=0.5", "modules.union.exit_rate=0.5", "modules.union.notice=3"};

TEST(Unions, ComeToTheSameWithAnyNumberOfThreads) {
  const auto one = content_of_run(two_transits_with(kActing), 1);
  EXPECT_TRUE(one == content_of_run(two_transits_with(kActing), 2));
  EXPECT_TRUE(one == content_of_run(two_transits_with(kActing), 3));
  EXPECT_FALSE(one == content_of_run(two_transits_with({}), 1));
}

TEST(Unions, ThatAreOffLeaveNoTrace) {
  std::vector<std::string> off = kActing;
  off.front() = "modules.union.enabled=false";
  EXPECT_TRUE(content_of_run(two_transits_with(off), 2) ==
              content_of_run(two_transits_with({}), 2));
}

}  // namespace
}  // namespace sojourn::replay
