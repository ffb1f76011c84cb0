#include "models/forums/politics.hpp"

#include <gtest/gtest.h>

#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

using namespace testing;

/// A rich country to which the others' citizens have gone.
std::string world(const std::string& settings) {
  std::string text =
      "[run]\nstart = \"1990-01\"\nticks = 121\npersons_per_agent = 1000\n"
      "[modules.forum_politics]\n" +
      settings + "\n[[country]]\nid = \"RICH\"\npopulation = 50000000\ngdp_per_capita = 40000\n";
  for (const char* id : {"ARI", "BUR", "CID", "DOR"}) {
    text += std::string("[[country]]\nid = \"") + id +
            "\"\npopulation = 10000000\ngdp_per_capita = 5000\nregions = \"South\"\n" +
            "[[stock]]\ncitizenship = \"" + id + "\"\nresidence = \"RICH\"\npersons = 600000\n";
  }
  return text;
}

TEST(ForumPolitics, ReadsPositionsOffTheStocks) {
  const auto simulation = simulate(world(""));
  simulation->tick();
  const auto* politics = simulation->modules().find<ForumPolitics>();
  const Positions& p = politics->positions();
  // GDP of 2e12 and four times 5e10.
  EXPECT_NEAR(p.power[0], 2.0 / 2.2, 1e-3);
  // m = 2.4/(2.4 + 0.05) of the rich one, -0.6/(0.6 + 0.01) of each other, with a full diaspora.
  EXPECT_NEAR(p.ideal(kAdmission, 0), 0.05 - 0.6 * 2.4 / 2.45, 1e-3);
  EXPECT_NEAR(p.ideal(kRights, 1), 0.05 + 0.6 * 0.6 / 0.61, 1e-3);
  EXPECT_NEAR(p.breadth(0, 1), 4, 1e-2);
  EXPECT_NEAR(p.people[0], 0.5, 1e-6);
  EXPECT_GT(politics->veto(), 0.9);
}

TEST(ForumPolitics, TellsTheSameStoryTwice) {
  const auto story = [] {
    const auto simulation = simulate(world("tabling = 20"));
    while (!simulation->done()) simulation->tick();
    std::string all;
    for (const Event& event : simulation->events()) all += event.kind + ": " + event.text + "\n";
    return all;
  };
  const std::string once = story();
  EXPECT_NE(once.find("forum founded"), std::string::npos) << once;
  EXPECT_EQ(once, story());
}

TEST(ForumPolitics, RefusesAForumThatIsNotThere) {
  const std::string body = "[forums.body]\nmembers = [\"RICH\", \"ARI\", \"BUR\"]\n";
  EXPECT_NO_THROW(simulate(world("by_ratification = [\"body\"]\n" + body)));
  try {
    simulate(world("by_ratification = [\"bodi\"]\n" + body));
    FAIL();
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("test.toml:7"), std::string::npos) << error.what();
    EXPECT_NE(std::string(error.what()).find("nearest known: \"body\""), std::string::npos);
  }
}

TEST(ForumPolitics, RefusesAnEnvoyWithoutADateOrSubject) {
  for (const char* bad : {"rights", "1999-08", "1999-08 peace", "soon rights"}) {
    EXPECT_THROW(simulate(world(std::string("envoys = [\"") + bad + "\"]")), std::exception) << bad;
  }
  EXPECT_NO_THROW(simulate(world("envoys = [\"1999-08 rights\"]")));
}

}  // namespace
}  // namespace sojourn::models
