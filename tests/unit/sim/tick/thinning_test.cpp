#include <gtest/gtest.h>

#include <cmath>

#include "tests/worlds/small_world.hpp"

namespace sojourn {
namespace {

/// 400,000 irregular migrants, to whom nothing but regularisation can happen: its rate is
/// rate*rights = 1*0.4 a year.
std::string world(const std::string& others) {
  return "[run]\nseed=11\nticks=1\n"
         "[[country]]\nid='A'\npopulation=1000\ngdp_per_capita=5000\nbirth_rate=0\n"
         "[[country]]\nid='B'\npopulation=1000000\ngdp_per_capita=20000\nrights=0.4\n"
         "[[stock]]\ncitizenship='A'\nresidence='B'\nstatus='irregular'\npersons=400000\n"
         "[modules.intention]\nh0=0\n" +
         others;
}

TEST(Thinning, TheBoundIsCloseAndCandidatesFollowIt) {
  const auto simulation = testing::simulate(
      world(testing::without(testing::all_but(testing::kHazards, "regularisation")) +
            "[modules.regularisation]\nrate=1\n"));
  simulation->tick();
  const auto candidates = static_cast<double>(simulation->counts().candidates);
  // The bound 0.4 is raised to the power of two above, 0.5: p = 1 - exp(-0.5/12) = 0.0408106.
  // Binomial, n = 400,000, refused beyond 4.5 standard deviations (level 7e-6).
  EXPECT_LT(std::abs(testing::deviation(candidates, 400000, 0.0408106)), testing::kFar);
  // An accepted share of p/bound = (1 - exp(-0.4/12))/(1 - exp(-0.5/12)) = 0.0327839/0.0408106
  // = 0.803318. Binomial given the candidates (about 16,300), same level; a share off by 2% is
  // 5 standard deviations away.
  const auto accepted = static_cast<double>(simulation->counts().changes);
  EXPECT_LT(std::abs(testing::deviation(accepted, candidates, 0.803318)), testing::kFar);
  EXPECT_EQ(simulation->ledger().stock(PlaceId(1), StateId(0), Status::kRegular),
            static_cast<std::int64_t>(accepted));
}

TEST(Thinning, CompetingHazardsSplitByTheirRates) {
  const auto simulation = testing::simulate(
      world(testing::without({"journey", "onward", "asylum_decision", "naturalisation", "release",
                              "settle_on_the_way", "stay_home", "death_abroad", "birth_abroad"}) +
            "[modules.regularisation]\nrate=1\n"
            "[modules.return_home]\nr0=0.2\nb_unemp=0\nwane=100\n"
            "[modules.vital_rates]\nyears_displaced=0.1\n"));
  simulation->tick();
  const Ledger& ledger = simulation->ledger();
  const auto papers = static_cast<double>(ledger.stock(PlaceId(1), StateId(0), Status::kRegular));
  const auto home = static_cast<double>(ledger.stock(PlaceId(0), StateId(0), Status::kReturned));
  // Return: 0.2*exp(-t/100), t exponential with mean 0.1 years: 0.2*100/100.1 = 0.1998 a year.
  // Someone leaves the stock with 1 - exp(-(0.4 + 0.1998)/12) = 0.0487544; one in three goes home:
  // 0.1998/0.5998 = 0.33311. Binomial, n = 400,000 and about 19,500, level 7e-6.
  EXPECT_LT(std::abs(testing::deviation(papers + home, 400000, 0.0487544)), testing::kFar);
  EXPECT_LT(std::abs(testing::deviation(home, papers + home, 0.33311)), testing::kFar);
}

/// 400,000 regular migrants who can only return, at 0.1 a year and students at five times that.
/// People of the start have come by the first channel.
std::unique_ptr<Simulation> returning(const std::vector<std::string>& without_channels) {
  return testing::simulate(
      "[run]\nseed=12\nticks=1\n"
      "[[country]]\nid='A'\npopulation=1000\ngdp_per_capita=5000\nbirth_rate=0\n"
      "[[country]]\nid='B'\npopulation=1000000\ngdp_per_capita=20000\n"
      "[[stock]]\ncitizenship='A'\nresidence='B'\nstatus='regular'\npersons=400000\n"
      "[modules.intention]\nh0=0\n[modules.vital_rates]\nyears_abroad=0.1\n"
      "[modules.return_home]\nr0=0.1\nstudy=5\nb_unemp=0\nwane=100\n" +
      testing::without(testing::all_but(testing::kHazards, "return_home")) +
      testing::without(without_channels));
}

TEST(Thinning, NobodyElseIsLookedAtForTheSakeOfStudents) {
  const auto simulation = returning({});
  simulation->tick();
  // The bound 0.1 is raised to 0.125: p = 1 - exp(-0.125/12) = 0.0103626. Struck: 0.1*100/100.1 a
  // year, 1 - exp(-0.0999/12) = 0.00829048. Binomial, n = 400,000, refused beyond 4.5 standard
  // deviations (level 7e-6).
  EXPECT_LT(std::abs(testing::deviation(static_cast<double>(simulation->counts().candidates),
                                        400000, 0.0103626)),
            testing::kFar);
  EXPECT_LT(std::abs(testing::deviation(static_cast<double>(simulation->counts().changes), 400000,
                                        0.00829048)),
            testing::kFar);
}

TEST(Thinning, StudentsLieApartAndReturnAtTheirOwnRate) {
  const auto simulation = returning({"free_movement", "labour", "family"});
  for (const Shard& shard : simulation->population().shards) {
    for (const Bucket& bucket : shard.buckets()) EXPECT_TRUE(bucket.hot || bucket.people.empty());
  }
  simulation->tick();
  // 0.5*100/100.1 a year: 1 - exp(-0.4995/12) = 0.0407706.
  EXPECT_LT(std::abs(testing::deviation(static_cast<double>(simulation->counts().changes), 400000,
                                        0.0407706)),
            testing::kFar);
}

TEST(Thinning, HazardsAreCounted) {
  std::string further;
  for (int i = 0; i < 48; ++i) {
    further += "[modules.more_" + std::to_string(i) + "]\ntype=\"release\"\n";
    if (i != 46) continue;  // 64 in all
    EXPECT_NO_THROW(testing::simulate(world(further))->tick());
  }
  try {
    testing::simulate(world(further));
    FAIL() << "65 hazards were taken";
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("at most 64 hazards, found 65"), std::string::npos)
        << error.what();
  }
}

}  // namespace
}  // namespace sojourn
