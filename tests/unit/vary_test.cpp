#include "tools/sojourn/vary.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <set>

#include "sim/source.hpp"

namespace sojourn {
namespace {

std::string fault(const std::function<void()>& act) {
  try {
    act();
  } catch (const InputError& error) {
    return error.what();
  }
  return "no fault";
}

TEST(Vary, ReadsListsAndRanges) {
  const Variation list = parse_variation("modules.wage.b_wage=0.5,1,2");
  EXPECT_EQ(list.path, "modules.wage.b_wage");
  EXPECT_EQ(list.values, (std::vector<std::string>{"0.5", "1", "2"}));
  const Variation range = parse_variation("a.b=-1.5..2e3");
  EXPECT_TRUE(range.is_range());
  EXPECT_EQ(range.low, -1.5);
  EXPECT_EQ(range.high, 2000);
  EXPECT_EQ(parse_variation("m.target=[\"A\",\"B\"],[\"C\"]").values,
            (std::vector<std::string>{"[\"A\",\"B\"]", "[\"C\"]"}));
  EXPECT_EQ(parse_variation("m.name=\"a,b\"").values, std::vector<std::string>{"\"a,b\""});
}

TEST(Vary, FaultsAreTold) {
  const auto of = [](const char* text) { return fault([&] { parse_variation(text); }); };
  EXPECT_EQ(of("a.b"), "--vary: a.b: expected path=a,b,c or path=low..high");
  EXPECT_EQ(of("a.b=1,,2"), "--vary: a.b=1,,2: a value of the list is missing");
  EXPECT_EQ(of("a.b="), "--vary: a.b=: a value of the list is missing");
  EXPECT_EQ(of("a.b=2..1"),
            "--vary: a.b=2..1: expected a range from the lower to the higher value");
  EXPECT_EQ(fault([] { design({parse_variation("a.b=1..2")}, 0); }),
            "--vary: a.b: a range needs --samples N");
  EXPECT_EQ(fault([] { design({parse_variation("a.b=1,2")}, 5); }),
            "--samples: expected a range to sample: --vary path=low..high");
}

TEST(Vary, AGridHasEveryCombination) {
  EXPECT_EQ(design({}, 0), std::vector<Point>{Point{}});
  EXPECT_EQ(design({parse_variation("a=1,2"), parse_variation("b=x,y")}, 0),
            (std::vector<Point>{{"a=1", "b=x"}, {"a=1", "b=y"}, {"a=2", "b=x"}, {"a=2", "b=y"}}));
}

TEST(Vary, RangesAreSampledAlikeInEveryCell) {
  const auto points = design({parse_variation("r=10..20"), parse_variation("a=1,2")}, 3);
  ASSERT_EQ(points.size(), 6U);
  EXPECT_EQ(points[0], (Point{"a=1", "r=15"}));
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(points[i][1], points[i + 3][1]);
}

// The first 2^m - 1 points of the sequence without the origin have one coordinate in each of the
// 2^m intervals of length 2^-m but the first, in every dimension.
TEST(Vary, SobolPointsFillEveryInterval) {
  for (const std::size_t dimensions : {1U, 5U, 12U}) {
    const auto points = sobol_points(dimensions, 63);
    for (std::size_t k = 0; k < dimensions; ++k) {
      std::set<int> cells;
      for (const auto& point : points) cells.insert(static_cast<int>(std::floor(point[k] * 64)));
      EXPECT_EQ(cells.size(), 63U);
      EXPECT_EQ(cells.count(0), 0U);
    }
  }
}

}  // namespace
}  // namespace sojourn
