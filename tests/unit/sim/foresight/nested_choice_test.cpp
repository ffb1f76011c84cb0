#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "sim/foresight/choice.hpp"
#include "sim/foresight/offer.hpp"

namespace sojourn {
namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();
constexpr double kAnyPrice = 1e9;

/// Four places; 1 and 2 are one nest, 3 is one by itself. exp V is 2, 3 and 5, for 100, 300, 200.
const Option k1{ChannelId(0), PlaceId(1)}, k2{ChannelId(0), PlaceId(2)},
    k3{ChannelId(0), PlaceId(3)};

Nests pair_and_one(double dissimilarity) {
  return {.dissimilarity = dissimilarity, .n = 3, .of_place = {0, 1, 1, 2}};
}

PayoffRow worth(const std::vector<double>& weights, const std::vector<double>& costs) {
  const auto n = static_cast<Eigen::Index>(weights.size()) + 1;
  PayoffRow row{PayoffRow::Block::Zero(1, n), PayoffRow::Block::Constant(1, n, kNever)};
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] <= 0) continue;
    row.utility(0, static_cast<Eigen::Index>(i) + 1) = std::log(weights[i]);
    row.cost(0, static_cast<Eigen::Index>(i) + 1) = costs[i];
  }
  return row;
}
PayoffRow three_places() {
  return worth({2, 3, 5}, {100, 300, 200});
}
ChoiceRow nested(double dissimilarity, const std::vector<char>* full = nullptr) {
  return {three_places(), full, pair_and_one(dissimilarity)};
}

bool same(const std::optional<Option>& found, Option wanted) {
  return found && found->channel == wanted.channel && found->destination == wanted.destination;
}

// At dissimilarity 1/2: exp(V/d) is 4, 9, 25; the nests weigh sqrt(4 + 9) = 3.605551 and
// sqrt(25) = 5, together 8.605551. So L = ln 8.605551 = 2.152407, and the shares are
// 0.418980*4/13 = 0.128917, 0.418980*9/13 = 0.290063, 5/8.605551 = 0.581020.
TEST(NestedChoice, SharesAndInclusiveValueByHand) {
  const ChoiceRow row = nested(0.5);
  EXPECT_NEAR(row.logsum(), 2.152407, 1e-6);
  EXPECT_NEAR(row.share(k1, kAnyPrice), 0.128917, 1e-6);
  EXPECT_NEAR(row.share(k2, kAnyPrice), 0.290063, 1e-6);
  EXPECT_NEAR(row.share(k3, kAnyPrice), 0.581020, 1e-6);
  // 0.128917*10 + 0.290063*20 + 0.581020*40
  EXPECT_NEAR(row.mean((Eigen::ArrayXd(4) << 0, 10, 20, 40).finished()), 30.331238, 1e-5);
}

TEST(NestedChoice, ANestOfWhichOneCanBePaidForIsThatOne) {
  const ChoiceRow row = nested(0.5);
  // 250 pay for 1 and 3, each alone in its nest: 2 to 5, as without nests.
  EXPECT_NEAR(row.share(k1, 250), 2.0 / 7, 1e-12);
  EXPECT_NEAR(row.share(k3, 250), 5.0 / 7, 1e-12);
  EXPECT_EQ(row.share(k2, 250), 0);
  EXPECT_NEAR(row.logsum(250), std::log(7), 1e-12);
  EXPECT_NEAR(row.logsum(150), std::log(2), 1e-12);
  EXPECT_EQ(row.logsum(50), -kNever);
  EXPECT_FALSE(row.pick(50, 0.5));
}

TEST(NestedChoice, OneUniformNamesTheOption) {
  const ChoiceRow row = nested(0.5);
  EXPECT_TRUE(same(row.pick(kAnyPrice, 0.128), k1));
  EXPECT_TRUE(same(row.pick(kAnyPrice, 0.130), k2));
  EXPECT_TRUE(same(row.pick(kAnyPrice, 0.418), k2));
  EXPECT_TRUE(same(row.pick(kAnyPrice, 0.420), k3));
  EXPECT_TRUE(same(row.pick(kAnyPrice, 1 - 0x1p-53), k3));
  EXPECT_TRUE(same(row.pick(250, 2.0 / 7 - 1e-9), k1));
  EXPECT_TRUE(same(row.pick(250, 2.0 / 7 + 1e-9), k3));
  // Without 1: 3 to 5.
  const auto not_1 = [](Option option) { return option.destination != PlaceId(1); };
  EXPECT_TRUE(same(row.pick(kAnyPrice, 3.0 / 8 - 1e-9, not_1), k2));
  EXPECT_TRUE(same(row.pick(kAnyPrice, 3.0 / 8 + 1e-9, not_1), k3));
  EXPECT_FALSE(row.pick(kAnyPrice, 0.5, [](Option) { return false; }));
}

TEST(NestedChoice, WhatIsFullIsOutOfItsNest) {
  std::vector<char> full(4, 0);
  full[1] = 1;
  const ChoiceRow row = nested(0.5, &full);
  EXPECT_NEAR(row.share(k2, kAnyPrice), 3.0 / 8, 1e-12);
  EXPECT_NEAR(row.logsum(), std::log(8), 1e-12);
}

TEST(NestedChoice, ExpectedSharesAreTheMeanOverSavings) {
  const ChoiceRow row = nested(0.5);
  Arrivals shares(IdRange<ChannelId>(1), IdRange<PlaceId>(4));
  row.add_expected_shares(std::vector<double>{50, 150, 250, 1000}, shares);
  for (const Option& option : {k1, k2, k3}) {
    const double mean =
        (row.share(option, 150) + row.share(option, 250) + row.share(option, 1000)) / 4;
    EXPECT_NEAR(shares(option.channel, option.destination), mean, 1e-12);
    EXPECT_GT(mean, 0.05);
  }
}

TEST(NestedChoice, TendsToThePlainLogit) {
  for (const double d : {1.0, 1 - 1e-9}) {
    const ChoiceRow row = nested(d);
    EXPECT_NEAR(row.logsum(), std::log(10), 1e-8);
    EXPECT_NEAR(row.share(k1, kAnyPrice), 0.2, 1e-8);
    EXPECT_NEAR(row.share(k2, kAnyPrice), 0.3, 1e-8);
  }
}

// As the dissimilarity tends to 0, a nest counts as its best member.
TEST(NestedChoice, TendsToTheBestOfEachNest) {
  const ChoiceRow row = nested(1e-3);
  EXPECT_NEAR(row.logsum(), std::log(3 + 5), 1e-9);
  EXPECT_NEAR(row.share(k2, kAnyPrice), 3.0 / 8, 1e-9);
  EXPECT_NEAR(row.share(k1, kAnyPrice), 0, 1e-9);
}

TEST(NestedChoice, NestsOfOneAreThePlainLogit) {
  const Nests lone{.dissimilarity = 0.2, .n = 4, .of_place = {0, 1, 2, 3}};
  const ChoiceRow row(three_places(), nullptr, lone), plain(three_places(), nullptr);
  EXPECT_NEAR(row.logsum(), plain.logsum(), 1e-12);
  for (const Option& option : {k1, k2, k3}) {
    EXPECT_NEAR(row.share(option, kAnyPrice), plain.share(option, kAnyPrice), 1e-12);
  }
}

// m like destinations of exp V = 3 in one nest are worth ln 3 + d*ln m: in the limit as one.
TEST(NestedChoice, DuplicatesInANestRaiseTheInclusiveValueByLess) {
  const auto worth_of = [](double d, const std::vector<double>& weights) {
    const Nests one{.dissimilarity = d, .n = 1, .of_place = {}};
    return ChoiceRow(worth(weights, std::vector<double>(weights.size(), 1)), nullptr, one).logsum();
  };
  for (const double d : {1.0, 0.7, 0.1, 0.001}) {
    EXPECT_NEAR(worth_of(d, {3}), std::log(3), 1e-12);
    EXPECT_NEAR(worth_of(d, {3, 3}), std::log(3) + d * std::log(2), 1e-12);
    EXPECT_NEAR(worth_of(d, {3, 3, 3}), std::log(3) + d * std::log(3), 1e-12);
  }
}

// What moves all options alike moves the inclusive value by as much: the hump of emigration over
// income lies where it does without nests.
TEST(NestedChoice, AShiftOfAllIsAShiftOfTheInclusiveValue) {
  PayoffRow row = three_places();
  row.utility += 1.7;
  const ChoiceRow higher(row, nullptr, pair_and_one(0.3));
  EXPECT_NEAR(higher.logsum(), nested(0.3).logsum() + 1.7, 1e-12);
  EXPECT_NEAR(higher.share(k2, kAnyPrice), nested(0.3).share(k2, kAnyPrice), 1e-12);
}

TEST(NestedChoice, ExtremeUtilitiesNeitherVanishNorOverflow) {
  PayoffRow row = three_places();
  row.utility(0, 3) += 60;  // 1/d times as much within: exp(600) would be beyond all
  const ChoiceRow far(row, nullptr, pair_and_one(0.1));
  EXPECT_NEAR(far.logsum(), std::log(5) + 60, 1e-9);
  EXPECT_NEAR(far.share(k2, 300) / far.share(k1, 300), std::pow(1.5, 10), 1e-6);
  EXPECT_NEAR(far.logsum(100), std::log(2), 1e-9);
  row.utility -= 900;
  EXPECT_NEAR(ChoiceRow(row, nullptr, pair_and_one(0.1)).logsum(), std::log(5) - 840, 1e-9);
}

// Of 1 and 3 one's own and 2 offered, at dissimilarity 1/2: together L = 2.152407 as above, before
// ln(2 + 5); the offered is taken with 0.290063, ln odds -0.895079.
TEST(NestedChoice, AnOfferIsWeighedWithinItsNest) {
  const Nests nests = pair_and_one(0.5);
  const ChoiceRow own(worth({2, 0, 5}, {100, 0, 200}), nullptr, nests);
  const ChoiceRow further(worth({0, 3, 0}, {0, 0, 0}), nullptr, nests);
  const WeighedOffer offer = weigh(further, own, kAnyPrice);
  EXPECT_NEAR(offer.gain, 2.152407 - std::log(7), 1e-6);
  EXPECT_NEAR(offer.log_odds, -0.895079, 1e-6);
  // Who can pay for nothing of the own takes it for sure.
  EXPECT_EQ(weigh(further, own, 50).log_odds, kNever);
  // Without likeness S - L, to the bit.
  const ChoiceRow plain(worth({2, 0, 5}, {100, 0, 200}), nullptr);
  const ChoiceRow more(worth({0, 3, 0}, {0, 0, 0}), nullptr);
  const WeighedOffer unlike = weigh(more, plain, kAnyPrice);
  EXPECT_EQ(unlike.log_odds, more.logsum() - plain.logsum());
  EXPECT_EQ(unlike.gain, std::log1p(std::exp(unlike.log_odds)));
}

// A second of what one has already, in the limit, adds nothing, and is taken by half.
TEST(NestedChoice, AnOfferOfTheSameAddsNothingInTheLimit) {
  const Nests nests = pair_and_one(1e-3);
  const ChoiceRow own(worth({2, 0, 5}, {100, 0, 200}), nullptr, nests);
  const ChoiceRow same_again(worth({0, 2, 0}, {0, 0, 0}), nullptr, nests);
  const WeighedOffer offer = weigh(same_again, own, kAnyPrice);
  EXPECT_NEAR(offer.gain, 0, 1e-3);
  EXPECT_NEAR(1 / (1 + std::exp(-offer.log_odds)), 0.5 * 2 / 7, 1e-3);
}

}  // namespace
}  // namespace sojourn
