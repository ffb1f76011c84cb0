#include <gtest/gtest.h>

#include "sim/foresight/choice.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

/// Two countries of the north, one of them in a further club, and two of no region.
std::string world(const std::string& settings = "") {
  const auto country = [](const std::string& id, double gdp, const std::string& more) {
    return "[[country]]\nid='" + id +
           "'\npopulation=300_000\ngdp_per_capita=" + std::to_string(gdp) + "\nopenness=0.6\n" +
           more;
  };
  return "[run]\nticks=12\n" + country("A", 3000, "") +
         country("B", 30000, "regions='north'\nlongitude=4\n") +
         country("C", 30000, "regions='north;club'\nlongitude=5\n") +
         country("D", 20000, "longitude=8\n") +
         "[[place]]\nid='port'\nstate='D'\n[[corridor]]\nfrom='A'\nto='B'\nkm=300\n"
         "[[corridor]]\nfrom='B'\nto='C'\nkm=300\n" +
         settings;
}
std::string nests(double dissimilarity) {
  return "[modules.nests]\ntype='nests'\ndissimilarity=" + std::to_string(dissimilarity) + "\n";
}

TEST(Nests, ARegionIsANestAndSoIsAStateOfNone) {
  const auto simulation = testing::simulate(world(nests(0.5)));
  const Nests& found = nests_of(simulation->modules());
  EXPECT_EQ(found.dissimilarity, 0.5);
  EXPECT_EQ(found.n, 3U);
  EXPECT_EQ(found.of_place, (std::vector<std::uint32_t>{0, 1, 1, 2, 2}));
}

TEST(Nests, WithoutTheModuleOrLikenessThereAreNone) {
  for (const std::string& settings : {std::string(), nests(1)}) {
    const auto simulation = testing::simulate(world(settings));
    EXPECT_EQ(nests_of(simulation->modules()).n, 1U);
    EXPECT_EQ(nests_of(simulation->modules()).dissimilarity, 1);
  }
}

/// What a run has come to, to the last person.
std::vector<std::int64_t> stocks_after_a_year(const std::string& settings) {
  const auto simulation = testing::simulate(world("[modules.intention]\nh0=0.005\n" + settings));
  testing::run(*simulation, 12);
  return simulation->ledger().stocks;
}

TEST(Nests, DissimilarityOneIsThePlainLogitToTheLastPerson) {
  const auto plain = stocks_after_a_year("");
  EXPECT_EQ(stocks_after_a_year(nests(1)), plain);
  EXPECT_NE(stocks_after_a_year(nests(0.5)), plain);  // it can be seen
}

// B and C are as good as alike, and of one nest: with a smaller dissimilarity they together draw
// less from those who could go to D, and prospects at home are less.
TEST(Nests, LikeDestinationsShareWhatTheyDraw) {
  const Viewpoint who{StateId(0), PlaceId(0), Skill::kHigh, false};
  double before = 1, value = 1e9;
  for (const double d : {1.0, 0.7, 0.4}) {
    const auto simulation =
        testing::simulate(world(testing::without({"irregular", "asylum", "study"}) + nests(d)));
    simulation->tick();
    const Scene scene = simulation->scene();
    const ChoiceRow row(evaluate(scene, scene.modules, who), nullptr, nests_of(scene.modules));
    const ChannelId labour = scene.modules.channel("labour");
    const double north =
        row.share({labour, PlaceId(1)}, 1e9) + row.share({labour, PlaceId(2)}, 1e9);
    EXPECT_LT(north, before) << d;
    EXPECT_LT(row.logsum(), value) << d;
    before = north, value = row.logsum();
  }
}

}  // namespace
}  // namespace sojourn::models
