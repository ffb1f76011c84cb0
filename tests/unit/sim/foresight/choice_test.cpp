#include "sim/foresight/choice.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/worlds/small_world.hpp"

namespace sojourn {
namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

/// Two channels, three places, three options on offer:
///   a = (0, place 1) exp V = 2 for 100; b = (0, place 2) exp V = 3 for 300;
///   c = (1, place 1) exp V = 5 for 200.
const Option kA{ChannelId(0), PlaceId(1)};
const Option kB{ChannelId(0), PlaceId(2)};
const Option kC{ChannelId(1), PlaceId(1)};

PayoffRow three_options(double shift = 0) {
  PayoffRow row{PayoffRow::Block::Zero(2, 3), PayoffRow::Block::Constant(2, 3, kNever)};
  const auto put = [&](Option option, double weight, double cost) {
    row.utility(option.channel.value, option.destination.value) = std::log(weight) + shift;
    row.cost(option.channel.value, option.destination.value) = cost;
  };
  put(kA, 2, 100), put(kB, 3, 300), put(kC, 5, 200);
  return row;
}

bool same(const std::optional<Option>& found, Option wanted) {
  return found && found->channel == wanted.channel && found->destination == wanted.destination;
}

TEST(Choice, SharesAreThoseOfTheLogit) {
  const ChoiceRow row(three_options(), nullptr);
  EXPECT_NEAR(row.share(kA, 1000), 2.0 / 10, 1e-15);
  EXPECT_NEAR(row.share(kB, 1000), 3.0 / 10, 1e-15);
  EXPECT_NEAR(row.share(kC, 1000), 5.0 / 10, 1e-15);
  EXPECT_EQ(row.share({ChannelId(1), PlaceId(2)}, 1000), 0);  // not on offer
}

TEST(Choice, OnlyWhatSavingsPayForIsChosen) {
  const ChoiceRow row(three_options(), nullptr);
  EXPECT_NEAR(row.share(kA, 250), 2.0 / 7, 1e-15);
  EXPECT_NEAR(row.share(kC, 250), 5.0 / 7, 1e-15);
  EXPECT_EQ(row.share(kB, 250), 0);
  EXPECT_NEAR(row.share(kC, 200), 5.0 / 7, 1e-15);  // exactly the price is enough
  EXPECT_EQ(row.share(kA, 199), 1);
  EXPECT_EQ(row.share(kA, 99), 0);
  EXPECT_FALSE(row.pick(99, 0.5));
}

TEST(Choice, OneUniformNamesTheOption) {
  // In order of cost a, c, b the running sums are 2, 7, 10.
  const ChoiceRow row(three_options(), nullptr);
  EXPECT_TRUE(same(row.pick(1000, 0.199), kA));
  EXPECT_TRUE(same(row.pick(1000, 0.201), kC));
  EXPECT_TRUE(same(row.pick(1000, 0.699), kC));
  EXPECT_TRUE(same(row.pick(1000, 0.701), kB));
  EXPECT_TRUE(same(row.pick(250, 2.0 / 7 - 0.001), kA));
  EXPECT_TRUE(same(row.pick(250, 2.0 / 7 + 0.001), kC));
  EXPECT_TRUE(same(row.pick(1000, 1 - 0x1p-53), kB));
  EXPECT_TRUE(same(row.pick(1000, 0x1p-53), kA));
}

TEST(Choice, TheLogsumCountsTheUnaffordableToo) {
  EXPECT_NEAR(ChoiceRow(three_options(), nullptr).logsum(), std::log(10), 1e-14);
  EXPECT_NEAR(ChoiceRow(three_options(-900), nullptr).logsum(), std::log(10) - 900, 1e-10);
  EXPECT_NEAR(ChoiceRow(three_options(900), nullptr).share(kB, 1000), 0.3, 1e-12);
  EXPECT_EQ(ChoiceRow().logsum(), -kNever);
  EXPECT_FALSE(ChoiceRow().pick(1000, 0.5));
}

TEST(Choice, FullPairsAreOutAndTheOthersKeepTheirRatio) {
  std::vector<char> full(6, 0);
  full[0 * 3 + 2] = 1;  // b
  const ChoiceRow row(three_options(), &full);
  EXPECT_EQ(row.share(kB, 1000), 0);
  EXPECT_FALSE(same(row.pick(1000, 0.999), kB));
  EXPECT_NEAR(row.share(kA, 1000), 2.0 / 7, 1e-15);
  EXPECT_NEAR(row.logsum(), std::log(7), 1e-14);
  // Independence of irrelevant alternatives: a to c is 2 to 5 with and without b.
  const ChoiceRow all(three_options(), nullptr);
  EXPECT_NEAR(row.share(kA, 1000) / row.share(kC, 1000), all.share(kA, 1000) / all.share(kC, 1000),
              1e-14);
  full.assign(6, 1);
  EXPECT_FALSE(ChoiceRow(three_options(), &full).pick(1000, 0.5));
}

TEST(Choice, ATableMasksTheSkillThatIsFull) {
  const auto simulation = testing::simulate(
      "[[country]]\nid='A'\npopulation=1000\ngdp_per_capita=5000\n"
      "[[country]]\nid='B'\npopulation=1000\ngdp_per_capita=20000\nlongitude=5\n"
      "[[country]]\nid='C'\npopulation=1000\ngdp_per_capita=20000\nlongitude=-5\n" +
      testing::without({"study", "asylum", "irregular"}));
  simulation->tick();
  const ChannelId labour = simulation->modules().channel("labour");
  const std::size_t n_channels = simulation->modules().of<Channel>().size();
  std::vector<std::vector<char>> full(kSkills, std::vector<char>(n_channels * 3, 0));
  full[0][labour.index() * 3 + 1] = 1;  // B has no room for low skill
  const Viewpoint low{StateId(0), PlaceId(0), Skill::kLow, false};
  const Viewpoint high{StateId(0), PlaceId(0), Skill::kHigh, false};
  ChoiceTable table;
  Crew crew(1);
  table.compute(
      simulation->scene(), simulation->modules(), {high, low, high},
      [&](const Viewpoint& who) { return full[position(who.skill)]; }, crew);
  EXPECT_EQ(table.row(low).share({labour, PlaceId(1)}, 1e9), 0);
  EXPECT_EQ(table.row(low).share({labour, PlaceId(2)}, 1e9), 1);
  // B and C are alike and equally far.
  EXPECT_NEAR(table.row(high).share({labour, PlaceId(1)}, 1e9), 0.5, 0.02);
  EXPECT_EQ(table.row(high).share({labour, PlaceId(0)}, 1e9), 0);  // one is there already
  EXPECT_EQ(table.find(low), &table.row(low));
  EXPECT_EQ(table.find({StateId(1), PlaceId(0), Skill::kLow, false}), nullptr);
}

}  // namespace
}  // namespace sojourn
