#include "tools/sojourn/console/interrupt.hpp"

#include <gtest/gtest.h>

namespace sojourn::command {
namespace {

rlim_t soft_of(rlim_t soft, rlim_t hard) {
  return with_room_to_end({soft, hard}).rlim_cur;
}

TEST(CpuLimit, WarnsBeforeItKills) {
  EXPECT_EQ(soft_of(2, 2), 1U);
  EXPECT_EQ(soft_of(100, 100), 90U);
  EXPECT_EQ(soft_of(3600, 3600), 3570U);
}

TEST(CpuLimit, StaysWhereThereIsRoomOrNone) {
  EXPECT_EQ(soft_of(50, 100), 50U);
  EXPECT_EQ(soft_of(1, 1), 1U);
  EXPECT_EQ(soft_of(RLIM_INFINITY, RLIM_INFINITY), RLIM_INFINITY);
}

}  // namespace
}  // namespace sojourn::command
