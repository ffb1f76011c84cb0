#include "tools/sojourn/compare/intervals.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace sojourn::command {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

// 1, 2, 3, 4: mean 2.5, s = sqrt(5/3), t(0.975; 3) = 3.182446 (any table of Student's law).
TEST(StudentInterval, ByHand) {
  const std::vector<double> sample{1, 2, 3, 4};
  const MeanInterval found = student_interval(sample);
  const double half = 3.182446305 * std::sqrt(5.0 / 3) / 2;
  EXPECT_EQ(found.n, 4);
  EXPECT_DOUBLE_EQ(found.mean, 2.5);
  EXPECT_NEAR(found.low, 2.5 - half, 1e-8);
  EXPECT_NEAR(found.high, 2.5 + half, 1e-8);
  EXPECT_NEAR(student_interval(sample, 0.5).high - 2.5, 0.764892 * std::sqrt(5.0 / 3) / 2, 1e-6);
}

// t(0.975; f) of any table, for even and odd f.
TEST(StudentInterval, IsByStudentsLaw) {
  const auto t_of = [](int n) {
    std::vector<double> sample(static_cast<std::size_t>(n), 0.0);
    sample.back() = n;  // mean 1, s = sqrt(n)
    return student_interval(sample).high - 1;
  };
  EXPECT_NEAR(t_of(2), 12.7062047, 1e-6);
  EXPECT_NEAR(t_of(3), 4.3026527, 1e-6);
  EXPECT_NEAR(t_of(5), 2.7764451, 1e-6);
  EXPECT_NEAR(t_of(101), 1.9839715, 1e-6);
  EXPECT_NEAR(t_of(1000), 1.9623415, 1e-6);
}

// One law for samples of unlike sizes, in any order: t(0.975; 2) and t(0.975; 1) of any table.
TEST(StudentLaw, KnowsTheDegreesOfFreedomApart) {
  StudentLaw law;
  for (int round = 0; round < 2; ++round) {
    EXPECT_NEAR(law.t(2), 4.3026527, 1e-6);
    EXPECT_NEAR(law.t(1), 12.7062047, 1e-6);
  }
  EXPECT_NEAR(StudentLaw(0.5).t(3), 0.764892, 1e-6);
}

TEST(StudentInterval, OneValueHasNoBounds) {
  const std::vector<double> one{3};
  EXPECT_EQ(student_interval(one).mean, 3);
  EXPECT_TRUE(std::isnan(student_interval(one).low));
  EXPECT_TRUE(std::isnan(student_interval({}).mean));
  EXPECT_EQ(student_interval({}).n, 0);
}

TEST(StudentInterval, MissingValuesAreLeftOut) {
  const std::vector<double> with{1, kNone, 3}, without{1, 3};
  EXPECT_EQ(student_interval(with).low, student_interval(without).low);
  EXPECT_EQ(student_interval(with).n, 2);
}

TEST(StudentInterval, EqualValuesHaveNoWidth) {
  const std::vector<double> same(7, 0.1);
  EXPECT_EQ(student_interval(same).mean, 0.1);
  EXPECT_EQ(student_interval(same).low, 0.1);
  EXPECT_EQ(student_interval(same).high, 0.1);
}

TEST(PairedDifferences, AreZeroForTheSame) {
  const std::vector<double> a{1e9, 0.1, kNone};
  const auto differences = paired_differences(a, a);
  EXPECT_EQ(differences[0], 0);
  EXPECT_EQ(differences[1], 0);
  EXPECT_TRUE(std::isnan(differences[2]));
}

TEST(PairedDifferences, Signs) {
  const auto sign = [](std::vector<double> values) { return sign_of(student_interval(values)); };
  EXPECT_EQ(sign({1, 1.1, 0.9}), "+");
  EXPECT_EQ(sign({-1, -1.1, -0.9}), "-");
  EXPECT_EQ(sign({-1, 1, 0.5}), "");
  EXPECT_EQ(sign({0, 0, 0}), "=");
  EXPECT_EQ(sign({5}), "");
}

}  // namespace
}  // namespace sojourn::command
