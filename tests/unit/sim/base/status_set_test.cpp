#include <gtest/gtest.h>

#include <vector>

#include "sim/base/ids.hpp"

namespace sojourn {
namespace {

std::vector<Status> members(StatusSet set) {
  std::vector<Status> all;
  for (const Status status : set) all.push_back(status);
  return all;
}

TEST(StatusSet, IteratesInTheOrderOfTheEnum) {
  EXPECT_EQ(members({Status::kReturned, Status::kResident, Status::kStranded}),
            (std::vector{Status::kResident, Status::kStranded, Status::kReturned}));
  EXPECT_EQ(members(kInsecure | kStuck),
            (std::vector{Status::kIrregular, Status::kAsylumApplicant, Status::kRefugee,
                         Status::kStranded, Status::kDetained}));
  EXPECT_TRUE(members({}).empty());
}

TEST(StatusSet, EveryStatusIsInASetOrInItsComplement) {
  for (int s = 0; s < kStatuses; ++s) {
    const auto status = static_cast<Status>(s);
    EXPECT_NE(kOnTheWay.contains(status), kSettled.contains(status)) << kStatusNames[s];
  }
  EXPECT_EQ(members(kOnTheWay | kSettled).size(), static_cast<std::size_t>(kStatuses));
  EXPECT_EQ(members(kOnTheWay),
            (std::vector{Status::kInTransit, Status::kStranded, Status::kDetained}));
}

TEST(StatusSet, WhoeverIsAbroadIsSecureInsecureOnTheWayOrBack) {
  EXPECT_EQ(kSecure | kInsecure | kForATerm | kOnTheWay | Status::kReturned,
            ~StatusSet{Status::kResident});
  EXPECT_EQ(members(kSecure | kForATerm).size() + members(kInsecure).size() +
                members(kOnTheWay).size() + 2,
            static_cast<std::size_t>(kStatuses));
}

}  // namespace
}  // namespace sojourn
