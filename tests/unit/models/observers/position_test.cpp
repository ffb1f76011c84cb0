#include "models/observers/flows/dyad_watch.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

/// ARI stands alone, BUR and CID are the union U, DOR is the rest of the world.
const std::string kWorld = R"(
[[country]]
id = "ARI"
population = 10000
gdp_per_capita = 1000
[[country]]
id = "BUR"
population = 20000
gdp_per_capita = 2000
[[country]]
id = "CID"
population = 20000
gdp_per_capita = 2000
[[country]]
id = "DOR"
population = 30000
gdp_per_capita = 1000
[unions.U]
members = ["BUR", "CID"]
[[stock]]
citizenship = "ARI"
residence = "BUR"
persons = 300
[[stock]]
citizenship = "ARI"
residence = "CID"
status = "refugee"
persons = 100
[[stock]]
citizenship = "DOR"
residence = "BUR"
status = "irregular"
persons = 200
[[stock]]
citizenship = "BUR"
residence = "CID"
status = "irregular"
persons = 50
[[stock]]
citizenship = "CID"
residence = "ARI"
persons = 40
)";
/// From whom to whom people may walk.
constexpr std::array<std::array<int, 2>, 5> kWays{{{0, 1}, {3, 2}, {1, 0}, {2, 0}, {3, 0}}};
std::string world_with_ways() {
  std::string text = kWorld;
  for (const auto& [from, to] : kWays) {
    constexpr std::array<const char*, 4> kNames{"ARI", "BUR", "CID", "DOR"};
    text += std::string("[[corridor]]\nfrom = \"") + kNames[static_cast<std::size_t>(from)] +
            "\"\nto = \"" + kNames[static_cast<std::size_t>(to)] + "\"\n";
  }
  return text;
}
constexpr int kAri = 0, kBur = 1, kCid = 2, kDor = 3;
constexpr std::size_t kUnion = 0, kAriAlone = 1;  // parties: unions first
constexpr int kFirst = 0, kSecond = 1;            // sides of the dyad U-ARI

/// The world before its first tick, with what happened and how states feel written by hand.
class PositionTest : public ::testing::Test {
 protected:
  PositionTest()
      : simulation_(testing::simulate(world_with_ways())),
        start_(simulation_->scene()),
        ledger_(start_.ledger),
        labour_(start_.labour),
        stances_(start_.stances),
        conditions_(start_.conditions),
        watch_(start_.world, {{kUnion, kAriAlone}}, 0.001, Diaspora{}) {
    conditions_.gdp_per_capita = start_.world.baseline.gdp_per_capita;
    watch_.bind(start_.modules);
  }

  Scene scene() const { return start_.with(conditions_, labour_, stances_, ledger_); }
  const Party& party(std::size_t p) const { return watch_.parties()[p]; }
  void arrive(int citizenship, int residence, const char* channel, std::int64_t n) {
    const ChannelId by = start_.modules.channel(channel);
    ledger_.previous_tick.arrivals(StateId(citizenship), PlaceId(residence), by) += n;
    if (!start_.modules.of<Channel>()[by.index()]->walks()) return;
    const auto way = std::ranges::find(kWays, std::array{citizenship, residence});
    ASSERT_NE(way, kWays.end());
    const CorridorId corridor(way - kWays.begin());
    ledger_.previous_tick.first_entries(corridor, StateId(citizenship)) += n;
  }

  std::unique_ptr<Simulation> simulation_;
  Scene start_;
  Ledger ledger_;
  Labour labour_;
  Stances stances_;
  Conditions conditions_;
  DyadWatch watch_;
};

TEST_F(PositionTest, StocksByHand) {
  // BUR's people in CID have not left the union.
  const SettledAbroad of_union = settled_abroad(start_, party(kUnion));
  EXPECT_EQ(of_union.foreigners, 600);
  EXPECT_EQ(of_union.emigrants, 40);
  EXPECT_NEAR(NetPosition{}.of(start_, party(kUnion)), (600.0 - 40) / (640 + 40), 1e-15);
  EXPECT_NEAR(NetPosition{}.of(start_, party(kAriAlone)), (40.0 - 400) / (440 + 10), 1e-15);
  EXPECT_NEAR(Diaspora{}.of(start_, party(kAriAlone)), 0.04 / 0.06, 1e-15);
  EXPECT_NEAR(Diaspora{}.of(start_, party(kUnion)), 0.001 / 0.06, 1e-15);
  EXPECT_NEAR(hosted(start_, party(kUnion)), 300.0 / 40000, 1e-15);
  EXPECT_EQ(hosted(start_, party(kAriAlone)), 0);
}

TEST_F(PositionTest, ADiasporaOfSixInAHundredIsFull) {
  EXPECT_EQ(Diaspora{}.of(start_, {"ARI and DOR", {StateId(kAri), StateId(kDor)}}),
            (400.0 + 200) / 40000 / 0.06);
  ledger_.summary.settled(PlaceId(kBur), StateId(kAri)) = 900;
  EXPECT_EQ(Diaspora{}.of(scene(), party(kAriAlone)), 1);
}

TEST_F(PositionTest, ShortageIsOfTheMembersDemand) {
  labour_.demand << 50, 100, 300, 10;
  labour_.shortage << 0.5, 0.1, 0.3, 0;
  EXPECT_NEAR(shortage(scene(), party(kUnion)), (10.0 + 90) / 400, 1e-15);
  EXPECT_EQ(shortage(scene(), party(kAriAlone)), 0.5);
  labour_.demand.setZero();
  EXPECT_EQ(shortage(scene(), party(kUnion)), 0);
}

TEST_F(PositionTest, FlowsByHand) {
  arrive(kAri, kBur, "asylum", 30);
  arrive(kAri, kCid, "labour", 20);
  arrive(kBur, kAri, "study", 10);
  arrive(kCid, kAri, "family", 5);
  arrive(kAri, kBur, "return", 7);   // nobody's flow
  arrive(kBur, kCid, "labour", 99);  // within the union
  arrive(kDor, kBur, "labour", 99);  // of others
  watch_.update(scene());
  EXPECT_EQ(watch_.came(0, kFirst), 50);
  EXPECT_EQ(watch_.came(0, kSecond), 15);
  // A flow of 0.001 of the population counts as small: 40 persons for U, 10 for ARI.
  EXPECT_NEAR(watch_.net_flow(scene(), 0, kFirst), (50.0 - 15) / (65 + 40), 1e-15);
  EXPECT_NEAR(watch_.net_flow(scene(), 0, kSecond), (15.0 - 50) / (65 + 10), 1e-15);
}

TEST_F(PositionTest, AYearLaterAFlowIsForgotten) {
  arrive(kAri, kBur, "asylum", 30);
  watch_.update(scene());
  ledger_.previous_tick.clear();
  for (int month = 1; month < 12; ++month) watch_.update(scene());
  EXPECT_EQ(watch_.came(0, kFirst), 30);
  watch_.update(scene());
  EXPECT_EQ(watch_.came(0, kFirst), 0);
  EXPECT_EQ(watch_.net_flow(scene(), 0, kFirst), 0);
}

TEST_F(PositionTest, PressureByHand) {
  arrive(kAri, kBur, "asylum", 30);
  arrive(kDor, kCid, "irregular", 10);  // three in four of U's are ARI's
  arrive(kBur, kAri, "asylum", 10);
  arrive(kCid, kAri, "asylum", 5);
  arrive(kDor, kAri, "asylum", 15);   // one in two of ARI's is U's
  arrive(kDor, kAri, "labour", 500);  // asked to come
  watch_.update(scene());
  stances_.excess << 0.004, 0.002, 0, 0;
  // U's excess is BUR's, which makes half of its GDP.
  EXPECT_NEAR(watch_.pressure(scene(), 0, kFirst), 0.001 * 0.75, 1e-15);
  EXPECT_NEAR(watch_.pressure(scene(), 0, kSecond), 0.004 * 0.5, 1e-15);
  stances_.excess.setZero();
  EXPECT_EQ(watch_.pressure(scene(), 0, kFirst), 0);
}

TEST_F(PositionTest, AllOfItIsThePosition) {
  arrive(kAri, kBur, "asylum", 30);
  watch_.update(scene());
  stances_.excess << 0, 0.002, 0, 0;
  labour_.demand << 50, 100, 300, 10;
  labour_.shortage << 0, 0.1, 0.3, 0;
  const DyadPosition s = watch_.position(scene(), 0, kFirst);
  EXPECT_NEAR(s.net_position, 30.0 / 70, 1e-15);
  EXPECT_NEAR(s.shortage, 0.25, 1e-15);
  EXPECT_NEAR(s.pressure, 0.001, 1e-15);
  EXPECT_NEAR(s.hosted, 300.0 / 40000, 1e-15);
  EXPECT_NEAR(s.diaspora, 0.001 / 0.06, 1e-15);
}

}  // namespace
}  // namespace sojourn::models
