#include <gtest/gtest.h>

#include "sim/base/part_of_tick.hpp"

namespace sojourn {
namespace {

TEST(PartOfTick, IsCutByAnother) {
  const auto cut = [](PartOfTick part, PartOfTick taken) {
    std::vector<std::pair<double, double>> left;
    for (const PartOfTick& one : without(part, taken)) left.emplace_back(one.begin, one.end);
    return left;
  };
  using Parts = std::vector<std::pair<double, double>>;
  EXPECT_EQ(cut({0, 1}, {0.25, 0.5}), (Parts{{0, 0.25}, {0.5, 1}}));
  EXPECT_EQ(cut({0.25, 0.5}, {0, 1}), Parts{});
  EXPECT_EQ(cut({0, 0.5}, {0.25, 1}), (Parts{{0, 0.25}}));
  EXPECT_EQ(cut({0, 0.5}, {0.5, 1}), (Parts{{0, 0.5}}));
}

}  // namespace
}  // namespace sojourn
