#include "models/forums/effects/forum_effects.hpp"

#include <gtest/gtest.h>

#include "models/forums/effects/forum_agreement.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

using namespace testing;

Forum talks(std::vector<int> members) {
  Forum forum{.name = "talks", .members = {}, .host = {}, .funder = {}};
  for (const int m : members) forum.members.push_back(StateId(m));
  return forum;
}

TEST(Meetings, ByHand) {
  Forum small = talks({0, 1}), large = talks({0, 1, 2});
  small.mandate = {true, false, false, false};
  large.authority = 1;
  // 1/2*2/(2 + 2) = 0.25 and 1*2/(2 + 3) = 0.4, together 1 - 0.75*0.6 = 0.55.
  const Meetings met = meetings_of({small, large}, 3, 2);
  EXPECT_NEAR(met.on[position(Subject::kSecurity)](0, 1), 0.55, 1e-12);
  EXPECT_NEAR(met.on[position(Subject::kLabour)](0, 1), 0.4, 1e-12);
  EXPECT_NEAR(met.at_all(1, 2), 0.4, 1e-12);
  EXPECT_EQ(met.at_all(2, 2), 0);
  small.ended = 5;
  EXPECT_NEAR(meetings_of({small, large}, 3, 2).at_all(0, 1), 0.4, 1e-12);
}

TEST(Meetings, WhoIsOutsideFollowsItsNeighboursInPart) {
  const Meetings met = meetings_of({talks({0, 1})}, 3, 2);  // 0.25 between the two
  PairArray share = PairArray::Zero(3, 3);
  share(0, 1) = 0.8, share(0, 2) = 0.2, share(1, 0) = 1, share(2, 0) = 1;
  const StateArray known = familiarity(met, share, {{}, {}, {StateId(0), StateId(1)}}, 0.5);
  EXPECT_NEAR(known[0], 0.2, 1e-12);
  EXPECT_NEAR(known[1], 0.25, 1e-12);
  EXPECT_NEAR(known[2], 0.5 * 0.225, 1e-12);
  EXPECT_EQ(familiarity(met, share, {{}, {}, {}}, 0.5)[2], 0);
}

/// A rich country, two neighbours whose citizens have gone there, and a third; `tables` come first.
std::string world(const std::string& tables) {
  std::string text = "[run]\nstart = \"1990-01\"\nticks = 25\npersons_per_agent = 1000\n" + tables +
                     "[[country]]\nid = \"RICH\"\npopulation = 50000000\ngdp_per_capita = 40000\n"
                     "rights = 0.3\ncapacity = 0.8\n";
  for (const char* id : {"ARI", "BUR", "CID"}) {
    text += std::string("[[country]]\nid = \"") + id +
            "\"\npopulation = 10000000\ngdp_per_capita = 5000\nregions = \"South\"\n"
            "rights = 0.2\ncapacity = 0.5\n[[stock]]\ncitizenship = \"" +
            id + "\"\nresidence = \"RICH\"\npersons = 600000\n";
  }
  return text;
}
const std::string kOn = "[modules.forum_effects]\n";
std::string forum(const std::string& members, const std::string& more) {
  return "[forums.body]\nrule = \"majority\"\nmembers = [" + members + "]\n" + more;
}
const std::string kWeak = R"("ARI", "BUR")", kThree = R"("ARI", "BUR", "CID")";

TEST(ForumEffects, MembersSaveTrustAndAreUrgedAndStrangersAreNot) {
  const auto simulation =
      simulate(world(kOn + forum(R"("RICH", "ARI")", "formality = 0.1\nauthority = 0\n")));
  simulation->tick();
  const auto* effects = simulation->modules().find<ForumEffects>();
  const StateId rich(0), ari(1), cid(3);
  // 1/2*20/22 with its only partner.
  const double met = 0.5 * 20 / 22;
  EXPECT_NEAR(effects->saved(Subject::kLabour, rich, ari), 0.5 * met, 1e-12);
  EXPECT_EQ(effects->saved(Subject::kLabour, rich, cid), 0);
  EXPECT_NEAR(effects->saved(ari), 0.5 * met, 1e-12);
  EXPECT_NEAR(effects->trust(ari), 0.5 * met, 1e-12);
  EXPECT_NEAR(effects->urged(ari), 1 + met, 1e-12);
  // CID has two neighbours, of whom one meets.
  EXPECT_NEAR(effects->urged(cid), 1 + 0.3 * met / 2, 1e-12);
  EXPECT_EQ(&acquaintance_in(simulation->modules()), effects);
}

TEST(ForumEffects, WithoutForumsNothingDiffers) {
  const auto off = simulate(world("")), on = simulate(world(kOn));
  run(*off, 25);
  run(*on, 25);
  EXPECT_TRUE((off->scene().rules.rights == on->scene().rules.rights).all());
  for (const PlaceId p : off->scene().world.place_ids()) {
    EXPECT_EQ(off->scene().ledger.population(p), on->scene().ledger.population(p));
  }
  EXPECT_EQ(acquaintance_in(off->modules()).urged(StateId(1)), 1);
  EXPECT_EQ(acquaintance_in(on->modules()).saved(Subject::kRights, StateId(0), StateId(1)), 0);
}

/// Rights in the first place of each country after a tick.
PlaceArray rights_with(const std::string& tables) {
  const auto simulation = simulate(world(tables));
  run(*simulation, 2);
  return simulation->scene().rules.rights;
}

TEST(ForumEffects, OnlyAForumThatBindsWritesRulesAndNeighboursFollow) {
  const PlaceArray before = rights_with(kOn);
  const PlaceArray talked =
      rights_with(kOn + forum(kWeak, "formality = 0\ndiscretion = 1\nmandate = [\"rights\"]\n"));
  const PlaceArray alone =
      rights_with(kOn + forum(kWeak, "formality = 1\ndiscretion = 0\nmandate = [\"rights\"]\n"));
  EXPECT_TRUE((before == talked).all());
  EXPECT_TRUE((before == alone).all());
  const PlaceArray bound =
      rights_with(kOn + forum(kWeak, "formality = 1\ndiscretion = 0.8\nmandate = [\"rights\"]\n"));
  // Their text is 0.05 + 0.6*0.6/0.61, as both are origins of full diaspora; kept 0.8*0.5. People
  // are born and move in a tick.
  const double text = 0.05 + 0.6 * 0.6 / 0.61;
  EXPECT_NEAR(bound[1], before[1] + 0.4 * (text - before[1]), 1e-3);
  // CID follows for 0.3 of it, the rich one, of no region, not at all.
  EXPECT_NEAR(bound[3], before[3] + 0.3 * 0.4 * (text - before[3]), 1e-3);
  EXPECT_EQ(bound[0], before[0]);
  const PlaceArray other =
      rights_with(kOn + forum(kWeak, "formality = 1\ndiscretion = 0.8\nmandate = [\"labour\"]\n"));
  EXPECT_EQ(other[1], before[1]);
}

TEST(ForumEffects, AFunderPaysAndCapacityRises) {
  const auto simulation = simulate(
      world(kOn + forum(R"("RICH", "ARI", "BUR")", "formality = 0.1\nfunder = \"RICH\"\n")));
  run(*simulation, 2);
  const Scene scene = simulation->scene();
  const double budget = 1e-5 * 50e6 * 40000;
  EXPECT_NEAR(scene.rules.transfers[0], -budget, 0.01 * budget);
  EXPECT_NEAR(scene.rules.transfers[1], budget / 2, 0.01 * budget);
  EXPECT_NEAR(scene.rules.transfers.sum(), 0, 1);
  // B/(cost*Y) = 1e7/(2e-3*5e10) = 0.1.
  EXPECT_NEAR(scene.conditions.capacity[1], 0.5 + 0.5 * (1 - std::exp(-0.1)), 1e-3);
  EXPECT_EQ(scene.conditions.capacity[3], 0.5);
}

// What aid has made good is no reason to give less, and several funders fill one lack.
TEST(ForumEffects, AidDoesNotFeedOnItself) {
  const std::string body = forum(R"("RICH", "ARI", "BUR")", "formality = 0.1\nfunder = \"RICH\"\n");
  const std::string other = "[forums.other]" + body.substr(body.find('\n'));
  const auto one = simulate(world(kOn + body)), two = simulate(world(kOn + body + other));
  for (int year = 0; year < 4; ++year) {
    run(*one, 12), run(*two, 12);
    EXPECT_NEAR(one->scene().conditions.capacity[1], 1 - 0.5 * std::exp(-0.1), 3e-3) << year;
    EXPECT_NEAR(two->scene().conditions.capacity[1], 1 - 0.5 * std::exp(-0.2), 3e-3) << year;
  }
}

/// The hazard of a text rises by what meeting urges: the same draws, more who join.
TEST(ForumEffects, MoreJoinAConventionWhoMeet) {
  const auto joined = [](const std::string& rate) {
    const auto simulation = simulate(world(
        "[forums.assembly]\nregion = \"*\"\nrule = \"majority\"\nformality = 1\nauthority = 0.7\n"
        "[modules.conventions]\nnegotiation = 0\nstart = \"1990-01\"\nratifications = 0\n"
        "[modules.forum_effects]\ncontracting = 0\nratification = " +
        rate + "\n"));
    run(*simulation, 25);
    std::size_t n = 0;
    for (const Instrument& text : simulation->scene().agreements.instruments) {
      n += static_cast<std::size_t>(
          std::ranges::count_if(text.joined, [](int t) { return t >= 0; }));
    }
    return n;
  };
  const std::size_t never = joined("0"), urged = joined("100");
  EXPECT_GT(urged, never);
}

}  // namespace
}  // namespace sojourn::models
