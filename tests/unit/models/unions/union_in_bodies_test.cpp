#include <fmt/format.h>
#include <gtest/gtest.h>

#include "models/forums/politics.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

/// Three origins of workers, A, B and E, whose citizens live in C; D is nobody's. The union of A, B
/// and C weighs them alike.
std::string five_states(const std::string& of_union, const std::string& more) {
  std::string text = "[run]\nstart='2000-01'\nticks=60\npersons_per_agent=1000\n";
  for (const char* id : {"A", "B", "C", "D", "E"}) {
    text += fmt::format(
        "[[country]]\nid='{}'\npopulation=1_000_000\ngdp_per_capita=9000\nrights=0.2\n"
        "capacity={}\n",
        id, id[0] == 'C' ? 0.8 : 0.2);
  }
  for (const auto& [id, persons] : {std::pair{"A", 30000}, {"B", 60000}, {"E", 50000}}) {
    text += fmt::format("[[stock]]\ncitizenship='{}'\nresidence='C'\npersons={}\n", id, persons);
  }
  return text +
         testing::without({"intention", "kin_calls", "return_home", "onward", "naturalisation",
                           "birth_abroad", "death_abroad"}) +
         "[forums.assembly]\nrule='majority'\nregion='*'\n[areas.club]\nmembers=['A','B','C']\n"
         "[modules.club_acts]\ntype='union'\narea='club'\nweight='states'\n" +
         of_union + more;
}

/// Who votes how by their own worth: yes, yes, no, no, yes. Two of three carry C with them.
TEST(UnionInBodies, CastsOneBallotOnAConvention) {
  const auto vote = [](const std::string& of_union) {
    const auto simulation = testing::simulate(
        five_states(of_union, "[modules.conventions]\nnegotiation=1\nvote_noise=0\n"));
    testing::run(*simulation, 13);
    for (const Event& event : simulation->events()) {
      if (event.kind == "convention") {
        const std::size_t by = event.text.find(" by ");
        return event.text.substr(by + 1, event.text.find(':') - by - 1);
      }
    }
    return std::string("none");
  };
  EXPECT_EQ(vote("enabled=false\n"), "by 3 to 2, 0 abstaining");
  EXPECT_EQ(vote("quota=0.6\n"), "by 4 to 1, 0 abstaining");
  EXPECT_EQ(vote("decides='unanimity'\ndivided='each'\n"), "by 3 to 2, 0 abstaining");
}

/// A, B and C ratify in one tick, whenever that is, or not at all.
TEST(UnionInBodies, RatifiesAtOneTime) {
  const auto ticks = [](const std::string& of_union) {
    const auto simulation = testing::simulate(five_states(
        of_union, "[modules.conventions]\nnegotiation=0\nvote_noise=0\nhard_rate=2\nk=1\n"));
    testing::run(*simulation, 60);
    std::vector<int> joined = simulation->scene().agreements.instruments.front().joined;
    joined.resize(3);
    return joined;
  };
  const std::vector<int> together = ticks("quota=0.6\n");
  EXPECT_GE(together[0], 0);
  EXPECT_EQ(together, std::vector<int>(3, together[0]));
  const std::vector<int> apart = ticks("enabled=false\n");
  EXPECT_FALSE(apart[0] == apart[1] && apart[1] == apart[2]);
}

/// Members want one text in forums on what they have in common, each its own on the rest.
TEST(UnionInBodies, HasOnePositionInForums) {
  const auto ideals = [](const std::string& of_union) {
    const auto simulation =
        testing::simulate(five_states(of_union, "[modules.forum_politics]\nenabled=true\n"));
    simulation->tick();
    return simulation->modules().find<ForumPolitics>()->positions().ideal;
  };
  const auto apart = ideals("enabled=false\n");
  const auto together = ideals("decides='mean'\ncompetence=['rights']\n");
  const double mean = (apart(kRights, 0) + apart(kRights, 1) + apart(kRights, 2)) / 3;
  for (const int member : {0, 1, 2}) {
    EXPECT_NEAR(together(kRights, member), mean, 1e-12);
    EXPECT_EQ(together(kAdmission, member), apart(kAdmission, member));
  }
  EXPECT_EQ(together(kRights, 4), apart(kRights, 4));
  EXPECT_NE(apart(kRights, 0), apart(kRights, 2));
  const auto unanimous = ideals("decides='unanimity'\n");
  EXPECT_EQ(unanimous(kRights, 0), apart(kRights, 2));
}

}  // namespace
}  // namespace sojourn::models
