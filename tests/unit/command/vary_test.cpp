#include "tools/sojourn/study/vary.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <set>
#include <sstream>

#include "sim/input/source.hpp"

namespace sojourn::command {
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
  EXPECT_EQ(of("a.b=1,2,1"), "--vary: a.b=1,2,1: 1 is listed twice");
  EXPECT_EQ(of("a.b=0.1,0.10"), "--vary: a.b=0.1,0.10: 0.10 is listed twice");
  EXPECT_EQ(of("a.b=0.1..nan"), "--vary: a.b=0.1..nan: expected numbers at both ends of the range");
  EXPECT_EQ(parse_variation("world.stocks=../a.csv").values, std::vector<std::string>{"../a.csv"});
  EXPECT_EQ(fault([] { refuse_varied_seed({parse_variation("run.seed=1,2")}, 2); }),
            "--vary: run.seed: replicates take the seeds that follow: vary the seed or ask for "
            "replicates");
  EXPECT_EQ(fault([] {
              design({parse_variation("a.b=1,2"), parse_variation("a.b=3,4")}, 0);
            }),
            "--vary: a.b: is varied twice");
  EXPECT_EQ(of("a.b=2..1"),
            "--vary: a.b=2..1: expected a range from the lower to the higher value");
  EXPECT_EQ(fault([] { design({parse_variation("a.b=1..2")}, 0); }),
            "--vary: a.b: a range needs --samples N");
  EXPECT_EQ(fault([] { design({parse_variation("a.b=1,2")}, 5); }),
            "--samples: expected a range to sample: --vary path=low..high");
}

// Of six samples of three numbers some are alike.
TEST(Vary, APointIsListedOnce) {
  Variation numbers = parse_variation("a.b=1..3");
  numbers.whole = true;
  const std::vector<Point> points = design({numbers}, 6);
  EXPECT_EQ(std::set<Point>(points.begin(), points.end()),
            (std::set<Point>{{"a.b=1"}, {"a.b=2"}, {"a.b=3"}}));
  EXPECT_EQ(points.size(), 3U);
  std::ostringstream warnings;
  warn_of_repeats({numbers}, 6, points.size(), warnings);
  EXPECT_EQ(warnings.str(),
            "warning: --samples 6: 3 of 6 points are the same as others and are run once\n");
}

TEST(Vary, AGridHasEveryCombination) {
  EXPECT_EQ(design({}, 0), std::vector<Point>{Point{}});
  EXPECT_EQ(design({parse_variation("a=1,2"), parse_variation("b=x,y")}, 0),
            (std::vector<Point>{{"a=1", "b=x"}, {"a=1", "b=y"}, {"a=2", "b=x"}, {"a=2", "b=y"}}));
}

TEST(Vary, RangesAreSampledAlikeInEveryCell) {
  const auto points = design({parse_variation("r=10..20"), parse_variation("a=1,2")}, 3);
  ASSERT_EQ(points.size(), 6U);
  EXPECT_EQ(points[0].front(), "a=1");
  EXPECT_EQ(points[0].back().substr(0, 2), "r=");
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(points[i][1], points[i + 3][1]);
}

// Of the first 2^m points each interval of length 2^-m has one, in every dimension.
TEST(Vary, SobolPointsFillEveryInterval) {
  for (const std::size_t dimensions : {1U, 5U, 12U, 40U}) {
    for (std::size_t n = 1; n <= 256; n *= 2) {
      const auto points = sobol_points(dimensions, n);
      for (std::size_t k = 0; k < dimensions; ++k) {
        std::set<int> cells;
        for (const auto& point : points) {
          cells.insert(static_cast<int>(std::floor(point[k] * static_cast<double>(n))));
        }
        EXPECT_EQ(cells.size(), n) << dimensions << " " << k;
        EXPECT_EQ(*cells.begin(), 0);
      }
    }
  }
}

// And each square of side 1/4 has one of the first 16, in the first two dimensions: what tells a
// Sobol sequence from a sample that fills every dimension by itself.
TEST(Vary, SobolPointsFillEverySquare) {
  std::set<std::pair<int, int>> squares;
  for (const auto& point : sobol_points(2, 16)) {
    squares.emplace(static_cast<int>(4 * point[0]), static_cast<int>(4 * point[1]));
  }
  EXPECT_EQ(squares.size(), 16U);
}

TEST(Vary, SobolPointsAreUniformOverShifts) {
  constexpr int kSeeds = 2000;
  double sum = 0, squares = 0;
  for (int seed = 1; seed <= kSeeds; ++seed) {
    const double u = sobol_points(3, 1, static_cast<std::uint64_t>(seed))[0][2];
    sum += u, squares += u * u;
  }
  EXPECT_NEAR(sum / kSeeds, 0.5, 0.03);  // 4.6 standard errors
  EXPECT_NEAR(squares / kSeeds, 1.0 / 3, 0.03);
}

TEST(Vary, MorePointsBeginWithTheSameOnes) {
  const auto few = sobol_points(4, 10), many = sobol_points(4, 64);
  EXPECT_TRUE(std::equal(few.begin(), few.end(), many.begin()));
  EXPECT_EQ(sobol_points(4, 64), many);
  EXPECT_NE(sobol_points(4, 64, 2), many);
}

TEST(Vary, OtherNumbersThanPowersOfTwoAreWarnedOf) {
  const auto told = [](int samples) {
    std::ostringstream text;
    warn_of_samples(samples, text);
    return text.str();
  };
  EXPECT_EQ(told(0), "");
  EXPECT_EQ(told(1), "");
  EXPECT_EQ(told(64), "");
  EXPECT_EQ(told(100),
            "warning: --samples 100: points of a Sobol sequence are spread evenly where their "
            "number is a power of two, such as 64 or 128\n");
}

}  // namespace
}  // namespace sojourn::command
