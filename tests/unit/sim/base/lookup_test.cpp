#include "sim/base/lookup.hpp"

#include <gtest/gtest.h>

#include <array>
#include <vector>

#include "sim/base/ids.hpp"

namespace sojourn {
namespace {

TEST(Lookup, CountsWhatComesBefore) {
  const std::vector<double> rising{0.5, 1, 1, 4};
  EXPECT_EQ(index_of(rising, std::ranges::lower_bound(rising, 1)), 1U);
  EXPECT_EQ(index_of(rising, std::ranges::upper_bound(rising, 1)), 3U);
  EXPECT_EQ(index_of(rising, rising.end()), rising.size());
  std::vector<int> empty;
  EXPECT_EQ(index_of(empty, empty.begin()), 0U);
}

TEST(Lookup, FindsAKindByItsName) {
  // The fourth of the statuses, counted from 0.
  EXPECT_EQ(kind_named<Status>(kStatusNames, "asylum_applicant"), Status::kAsylumApplicant);
  EXPECT_EQ(kind_named<Status>(kStatusNames, "protected"), Status::kProtected);
  EXPECT_EQ(kind_named<Status>(kStatusNames, "asylum"), std::nullopt);
  EXPECT_EQ(kind_named<Status>(kStatusNames, ""), std::nullopt);
  constexpr std::array<const char*, 2> kNames{"one", "other"};  // other kinds of text do as well
  enum class Which { kOne, kOther };
  EXPECT_EQ(kind_named<Which>(kNames, "other"), Which::kOther);
}

}  // namespace
}  // namespace sojourn
