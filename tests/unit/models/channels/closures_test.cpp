#include <gtest/gtest.h>

#include <cmath>

#include "sim/foresight/choice.hpp"
#include "sim/stages/refused_share.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

/// Poor A, from which every channel leads to rich B; C is in an area with B, camps of both lie at a
/// border of their own. The months of 2020; what is shut is shut from 1 March.
const std::string kWorld = R"(
[run]
start = "2020-01"
ticks = 12
[[country]]
id = "A"
population = 200_000
gdp_per_capita = 6000
tertiary_share = 0.5
[[country]]
id = "B"
population = 200_000
gdp_per_capita = 40000
longitude = 5
openness = 0.9
tertiary_share = 0.6
[[country]]
id = "C"
population = 200_000
gdp_per_capita = 9000
longitude = 7
[[place]]
id = "a_camp"
state = "A"
population = 1000
[[place]]
id = "b_camp"
state = "B"
population = 1000
[[corridor]]
from = "A"
to = "B"
[[corridor]]
from = "A"
to = "b_camp"
[[corridor]]
from = "a_camp"
to = "B"
[[corridor]]
from = "a_camp"
to = "b_camp"
route = "Hills"
[[corridor]]
from = "A"
to = "a_camp"
[[corridor]]
from = "B"
to = "A"
[[corridor]]
from = "C"
to = "B"
[[stock]]
citizenship = "A"
residence = "B"
persons = 20000
[[stock]]
citizenship = "C"
residence = "B"
persons = 20000
[areas.bc]
members = ["B", "C"]
[modules.shut]
type = "border_closure"
start = "2020-03"
)";
constexpr PlaceId kA(0), kB(1), kC(2), kBCamp(4);
constexpr int kBefore = 1, kDuring = 2;

std::unique_ptr<Simulation> world(const std::string& shut) {
  return testing::simulate(kWorld + shut);
}
/// After so many ticks, the last of which is `tick`.
Scene at(Simulation& simulation, int tick) {
  while (simulation.now() <= tick) simulation.tick();
  return testing::at_tick(simulation.scene(), tick);
}

/// Which of the seven corridors nobody passes.
std::vector<double> closed(const std::string& shut) {
  const auto simulation = world(shut);
  return at(*simulation, kDuring).rules.closed.flat();
}

TEST(Closures, OfACountryAreOfAllItsPlaces) {
  EXPECT_EQ(closed("from=['A']\nto=['B']"), (std::vector<double>{1, 1, 1, 1, 0, 0, 0}));
  EXPECT_EQ(closed("from=['A']"), (std::vector<double>{1, 1, 1, 1, 0, 0, 0}));
  EXPECT_EQ(closed("to=['B']"), (std::vector<double>{1, 1, 1, 1, 0, 0, 1}));
  EXPECT_EQ(closed("from=['A', 'B']\nto=['A', 'B']"), (std::vector<double>{1, 1, 1, 1, 0, 1, 0}));
}

TEST(Closures, OfAPlaceAreOfItAlone) {
  EXPECT_EQ(closed("from=['a_camp']"), (std::vector<double>{0, 0, 1, 1, 0, 0, 0}));
  EXPECT_EQ(closed("from=['A']\nto=['b_camp']"), (std::vector<double>{0, 1, 0, 1, 0, 0, 0}));
  EXPECT_EQ(closed("to=['a_camp']"), (std::vector<double>{0, 0, 0, 0, 1, 0, 0}));
  EXPECT_EQ(closed("route='Hills'"), (std::vector<double>{0, 0, 0, 1, 0, 0, 0}));
}

std::string fault_of(const std::string& shut) {
  try {
    world(shut);
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

TEST(Closures, RefuseWhatIsNotThere) {
  EXPECT_NE(fault_of("route='Hils'")
                .find("modules.shut.route: no corridor has the route \"Hils\", "
                      "nearest known: \"Hills\""),
            std::string::npos);
  EXPECT_EQ(fault_of("route='Hils'").find("no corridor fits"), std::string::npos);
  EXPECT_NE(fault_of("from=['C']\nto=['A']").find("modules.shut.from: no corridor fits"),
            std::string::npos);
  EXPECT_NE(fault_of("to=['B']\nchannels=['labor']")
                .find("modules.shut.channels: there is no channel \"labor\", nearest known: "
                      "\"labour\""),
            std::string::npos);
  EXPECT_NE(
      fault_of("from=['A']\nchannels=['labour']").find("modules.shut.channels: expected `to`"),
      std::string::npos);
  EXPECT_NE(fault_of("to=['BC']").find("\"BC\" is no country, place, area, union or region"),
            std::string::npos);
  EXPECT_NE(fault_of("to=['B']\nof=['X']").find("\"X\" is no country"), std::string::npos);
  EXPECT_NE(fault_of("to=['B']\nroute='Hills'\nchannels=['labour']")
                .find("modules.shut.channels: `mode` and `route`"),
            std::string::npos);
  EXPECT_EQ(fault_of("to=['C']\nchannels=['labour']"), "");  // no corridor needs to lead there
}

/// Whether people of one citizenship who live in `residence` may choose a channel to a place.
bool on_offer(const Scene& scene, const char* channel, StateId citizenship, PlaceId residence,
              PlaceId to) {
  const PayoffRow row =
      evaluate(scene, scene.modules, {citizenship, residence, Skill::kHigh, true});
  return std::isfinite(row.cost(scene.modules.channel(channel), to));
}

TEST(Closures, AShutChannelIsNotOnOffer) {
  const auto simulation = world("to=['B']\nchannels=['labour', 'free_movement']\nduration=1");
  for (const auto& [tick, open] :
       {std::pair{kBefore, true}, {kDuring, false}, {kDuring + 1, true}}) {
    const Scene scene = at(*simulation, tick);
    for (const PlaceId to : {kB, kBCamp}) {
      EXPECT_EQ(on_offer(scene, "labour", StateId(0), kA, to), open) << tick;
      EXPECT_EQ(on_offer(scene, "free_movement", StateId(2), kC, to), open) << tick;
      const ChannelId labour = scene.modules.channel("labour");
      EXPECT_EQ(scene.rules.quota(labour, to, Skill::kLow) > 0, open) << tick;
    }
    EXPECT_TRUE(on_offer(scene, "labour", StateId(0), kA, kC));
    EXPECT_TRUE(on_offer(scene, "study", StateId(0), kA, kB));
    EXPECT_TRUE(on_offer(scene, "asylum", StateId(0), kA, kB));
  }
}

TEST(Closures, OfSomeNationalitiesLeaveTheOthers) {
  const auto simulation = world("to=['B']\nchannels=['labour']\nof=['A']");
  const Scene scene = at(*simulation, kDuring);
  EXPECT_FALSE(on_offer(scene, "labour", StateId(0), kC, kB));  // wherever they live
  EXPECT_FALSE(on_offer(scene, "labour", StateId(0), kA, kB));
  EXPECT_TRUE(on_offer(scene, "study", StateId(0), kA, kB));
  const auto others = world("to=['B']\nchannels=['labour']\nof=['C']");
  EXPECT_TRUE(on_offer(at(*others, kDuring), "labour", StateId(0), kA, kB));
  const ChannelId labour = scene.modules.channel("labour");
  EXPECT_GT(scene.rules.quota(labour, kB, Skill::kLow), 0);  // the places are there for others
}

TEST(Closures, OfSomeResidencesLeaveTheOthers) {
  const auto simulation = world("from=['C']\nto=['B']\nchannels=['labour']");
  const Scene scene = at(*simulation, kDuring);
  EXPECT_FALSE(on_offer(scene, "labour", StateId(0), kC, kB));
  EXPECT_TRUE(on_offer(scene, "labour", StateId(0), kA, kB));
}

TEST(Closures, ChannelsThatWalkCloseTheirCorridors) {
  const std::string shut = "from=['A']\nto=['B']\nchannels=['labour', 'irregular']";
  EXPECT_EQ(closed(shut), (std::vector<double>{1, 1, 1, 1, 0, 0, 0}));
  const auto simulation = world(shut);
  const Scene scene = at(*simulation, kDuring);
  for (const char* channel : {"labour", "irregular", "asylum"}) {
    EXPECT_FALSE(on_offer(scene, channel, StateId(0), kA, kB)) << channel;
  }
}

/// Everything but the way back to one's own country, and the corridors with it.
TEST(Closures, OfAllChannelsLeaveTheWayHome) {
  const auto simulation = world("to=['B']\nchannels=['all']");
  const Scene scene = at(*simulation, kDuring);
  EXPECT_EQ(scene.rules.closed.flat(), (std::vector<double>{1, 1, 1, 1, 0, 0, 1}));
  for (const char* channel : {"labour", "study", "asylum", "irregular"}) {
    EXPECT_FALSE(on_offer(scene, channel, StateId(0), kA, kB)) << channel;
    EXPECT_TRUE(std::string(channel) == "asylum" || std::string(channel) == "irregular" ||
                on_offer(scene, channel, StateId(0), kA, kC))
        << channel;
  }
  EXPECT_FALSE(on_offer(scene, "free_movement", StateId(2), kC, kB));
  for (const ChannelId channel : scene.modules.channel_ids()) {
    const Channel& way = *scene.modules.of<Channel>()[channel.index()];
    const bool home = way.name() == "return";
    const double refused = refused_share(scene.rules, channel, StateId(0), kA, kB);
    EXPECT_EQ(refused, home || way.walks() ? 0 : 1) << way.name();
  }
  // B's own citizens come back; nobody else comes.
  const auto total = [&](StateId who, int from, int to) {
    std::int64_t n = 0;
    for (int tick = from; tick < to; ++tick) {
      const Flows& flows = at(*simulation, tick).ledger.tick;
      for (const ChannelId channel : scene.modules.channel_ids()) {
        n += flows.arrivals(who, kB, channel);
      }
    }
    return n;
  };
  EXPECT_EQ(total(StateId(0), kDuring + 1, 12) + total(StateId(2), kDuring + 1, 12), 0);
  const auto before = world("to=['B']\nchannels=['all']\nenabled=false");
  EXPECT_GT(at(*before, kDuring)
                .ledger.tick.arrivals(StateId(0), kB, before->modules().channel("labour")),
            0);
}

/// An island: channels close though no corridor leads there.
TEST(Closures, OfAllChannelsNeedNoCorridor) {
  EXPECT_EQ(fault_of("to=['C']\nchannels=['all']"), "");
  EXPECT_NE(fault_of("to=['B']\nchannels=['al']").find("nearest known: \"all\""),
            std::string::npos);
  EXPECT_NE(fault_of("from=['A']\nchannels=['all']").find("expected `to`"), std::string::npos);
}

/// Closed on 1 to 10 March, 10/31: who acts then is refused; 21/31 of the places open.
TEST(Closures, ActByDays) {
  const auto simulation = world("to=['B']\nchannels=['labour']\nuntil='2020-03-11'");
  const Scene shut = at(*simulation, kDuring);
  const ChannelId labour = shut.modules.channel("labour");
  ASSERT_EQ(shut.rules.refusals.size(), 1U);
  const Refusal& refusal = shut.rules.refusals[0];
  EXPECT_TRUE(refusal.to.contains(kB) && refusal.to.contains(kBCamp) && !refusal.to.contains(kC));
  EXPECT_TRUE(refusal.when.holds(9.9 / 31) && !refusal.when.holds(10.1 / 31));
  EXPECT_NEAR(refused_share(shut.rules, labour, StateId(0), kA, kB), 10 / 31.0, 1e-12);
  EXPECT_EQ(refused_share(shut.rules, labour, StateId(0), kA, kC), 0);
  EXPECT_TRUE(on_offer(shut, "labour", StateId(0), kA, kB));
  const double all = shut.modules.of<Channel>()[labour.index()]->quota(shut, kB, Skill::kLow);
  EXPECT_NEAR(shut.rules.quota(labour, kB, Skill::kLow), all * 21 / 31, 1e-9 * all);
}

/// Law: of those who would come in March 10/31 act on a closed day and are counted as refused by
/// it. The same luck without the closure says who would: a binomial, 4.5 standard deviations.
TEST(Closures, CountWhomTheyRefuse) {
  const std::string many = "\n[modules.intention]\nh0=0.05\n";
  const auto wanted = world("to=['B']\nchannels=['labour']\nenabled=false" + many);
  const auto simulation = world("to=['B']\nchannels=['labour']\nuntil='2020-03-11'" + many);
  const ChannelId labour = simulation->modules().channel("labour");
  const auto n = [&] {
    const Flows& flows = at(*wanted, kDuring).ledger.tick;
    std::int64_t sum = 0;
    for (const PlaceId to : {kB, kBCamp}) {
      for (const Skill skill : kAllSkills) sum += flows.proposals(labour, to, skill);
    }
    return static_cast<double>(sum);
  }();
  const Flows& flows = at(*simulation, kDuring).ledger.tick;
  ASSERT_EQ(simulation->scene().world.policies, std::vector<std::string>{"shut"});
  const auto refused =
      static_cast<double>(flows.refused(PolicyId(0), kB) + flows.refused(PolicyId(0), kBCamp));
  ASSERT_GT(n, 100);
  EXPECT_LT(std::abs(testing::deviation(refused, n, 10 / 31.0)), testing::kFar);
  EXPECT_GT(std::abs(testing::deviation(refused, n, 0.6)), testing::kFar);  // broken twin
}

TEST(Closures, OfAreasAreOfAllTheirPlaces) {
  EXPECT_EQ(closed("from=['A']\nto=['bc']"), (std::vector<double>{1, 1, 1, 1, 0, 0, 0}));
  EXPECT_EQ(closed("to=['bc']"), (std::vector<double>{1, 1, 1, 1, 0, 0, 1}));
  const auto simulation = world("to=['C']\nchannels=['labour']\nof=['bc']");
  const Scene scene = at(*simulation, kDuring);
  EXPECT_TRUE(on_offer(scene, "labour", StateId(0), kA, kC));
  EXPECT_EQ(refused_share(scene.rules, scene.modules.channel("labour"), StateId(1), kB, kC), 1);
}

/// On foot as well: nobody of A sets out for B, nor crosses into it; of C people do.
TEST(Closures, OfSomeNationalitiesHoldOnFoot) {
  const auto simulation = world("to=['B']\nchannels=['irregular']\nof=['A']");
  const Scene scene = at(*simulation, kDuring);
  EXPECT_TRUE(std::ranges::all_of(scene.rules.closed, [](double share) { return share == 0; }));
  ASSERT_EQ(scene.conditions.closed_to.size(), 1U);
  EXPECT_TRUE(scene.conditions.closed_to[0].corridors.contains(CorridorId(6)));
  EXPECT_FALSE(on_offer(scene, "irregular", StateId(0), kA, kB));
  EXPECT_FALSE(on_offer(scene, "asylum", StateId(0), kA, kB));
  EXPECT_TRUE(on_offer(scene, "labour", StateId(0), kA, kB));
  std::int64_t crossed = 0;
  for (int tick = kDuring + 1; tick < 12; ++tick) {
    const Flows& flows = at(*simulation, tick).ledger.tick;
    for (std::size_t corridor = 0; corridor < 4; ++corridor) crossed += flows.crossings[corridor];
  }
  EXPECT_EQ(crossed, 0);  // of A, which the corridors lead out of
  // Where other ways may lead there, routes alone do not tell: people set out, and wait.
  const auto some = world("from=['a_camp']\nto=['B']\nchannels=['irregular']\nof=['A']");
  EXPECT_TRUE(on_offer(at(*some, kDuring), "irregular", StateId(0), kA, kB));
}

TEST(Closures, DaysOfTwoThatOverlapCountOnce) {
  // 1 to 10 March and 6 to 20 March: 20 of 31 days.
  const auto simulation = world(
      "to=['B']\nuntil='2020-03-11'\n[modules.too]\ntype='border_closure'\nto=['B']\n"
      "start='2020-03-06'\nuntil='2020-03-21'\n");
  EXPECT_DOUBLE_EQ(at(*simulation, kDuring).rules.closed[0], 20 / 31.0);
}

/// Arrivals in B in the months of the closure by a channel, and of how many before it.
void expect_nobody(const std::string& channel, StateId who) {
  const auto simulation = world("to=['B']\nchannels=['" + channel + "']");
  const ChannelId way = simulation->modules().channel(channel);
  const auto arrivals = [&](int from, int to) {
    std::int64_t n = 0;
    for (int tick = from; tick < to; ++tick) {
      n += at(*simulation, tick).ledger.tick.arrivals(who, kB, way);
    }
    return n;
  };
  EXPECT_GT(arrivals(0, kDuring), 0) << channel;
  // Who was on the way to B when the corridors closed may have crossed already.
  EXPECT_EQ(arrivals(kDuring + 1, 12), 0) << channel;
}

TEST(Closures, NobodyComesByAShutChannel) {
  for (const char* channel : {"labour", "study", "family", "irregular"}) {
    expect_nobody(channel, StateId(0));
  }
  expect_nobody("free_movement", StateId(2));
}

TEST(Closures, NobodyGoesHomeByAShutChannel) {
  const auto simulation = world("to=['A']\nchannels=['return']");
  const ChannelId way = simulation->modules().channel("return");
  EXPECT_GT(at(*simulation, kBefore).ledger.tick.arrivals(StateId(0), kA, way), 0);
  EXPECT_EQ(at(*simulation, kDuring).ledger.tick.arrivals(StateId(0), kA, way), 0);
  EXPECT_GT(at(*simulation, kDuring).ledger.tick.arrivals(StateId(2), kC, way), 0);
}

TEST(Closures, AreToldWithWhatTheyShut) {
  const auto simulation = world("to=['B']\nchannels=['labour', 'irregular']\nfrom=['a_camp']");
  at(*simulation, kDuring);
  ASSERT_EQ(simulation->events().size(), 1U);
  EXPECT_EQ(simulation->events()[0].text,
            "shut: labour, irregular into B; a_camp-B, a_camp-b_camp");
}

TEST(Closures, WarnWhereThereIsNoCorridor) {
  const auto simulation = testing::simulate(
      "[run]\nstart='2020-01'\nticks=3\n[[country]]\nid='A'\npopulation=10\ngdp_per_capita=1000\n"
      "[[country]]\nid='B'\npopulation=10\ngdp_per_capita=1000\n"
      "[modules.shut]\ntype='border_closure'\nto=['B']\n");
  EXPECT_EQ(
      simulation->warnings(),
      std::vector<std::string>{"modules.shut: this world has no corridor on which it could act"});
}

TEST(Warnings, OfAreasWithOneMember) {
  const std::string two =
      "[run]\nstart='2020-01'\nticks=3\n[[country]]\nid='A'\npopulation=10\ngdp_per_capita=1000\n"
      "[[country]]\nid='B'\npopulation=10\ngdp_per_capita=1000\n[areas.alone]\nmembers=['A']\n";
  EXPECT_EQ(testing::simulate(two)->warnings(),
            std::vector<std::string>{"modules.declared_areas: areas with one member, among whom "
                                     "nobody moves freely: alone"});
  EXPECT_TRUE(testing::simulate(two + "[modules.join]\ntype='accession'\ntarget=['B']\n"
                                      "area='alone'\n")
                  ->warnings()
                  .empty());
}

TEST(Warnings, OfPlacesThatNobodyNeeds) {
  const std::string one =
      "[run]\nstart='2020-01'\nticks=3\n[[country]]\nid='A'\npopulation=10\ngdp_per_capita=1000\n";
  const std::string more = "[[country]]\nid='B'\npopulation=10\ngdp_per_capita=1000\n";
  const std::vector<std::string> wanted{
      "modules.labour: nobody can use its places: no citizen of another country needs one",
      "modules.study: nobody can use its places: no citizen of another country needs one"};
  EXPECT_EQ(testing::simulate(one)->warnings(), wanted);
  EXPECT_EQ(testing::simulate(one + more + "[areas.all]\nmembers=['A', 'B']\n")->warnings(),
            wanted);
  EXPECT_TRUE(testing::simulate(one + more)->warnings().empty());
}

}  // namespace
}  // namespace sojourn::models
