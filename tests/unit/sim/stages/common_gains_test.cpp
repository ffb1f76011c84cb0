#include "sim/stages/common_gains.hpp"

#include <gtest/gtest.h>

#include "sim/base/parallel.hpp"
#include "sim/foresight/choice.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn {
namespace {

PlaceArray one(double value) {
  return PlaceArray::Constant(1, value);
}

TEST(CommonGains, AreMadeOnceForWhomTheyAreOf) {
  CommonGains gains;
  const int maker = 0, other = 0;
  double made = 0;
  const auto make = [&] { return one(++made); };
  const auto of = [&](const void* by, Whom whom) { return gains.by_place(by, whom, make)[0]; };
  EXPECT_EQ(of(&maker, Whom::everyone()), 1);
  EXPECT_EQ(of(&maker, Whom::citizens(StateId(0))), 2);
  EXPECT_EQ(of(&maker, Whom::citizens(StateId(1))), 3);
  EXPECT_EQ(of(&maker, Whom::citizens(StateId(0), Skill::kLow)), 4);
  EXPECT_EQ(of(&maker, Whom::citizens(StateId(0), Skill::kHigh)), 5);
  EXPECT_EQ(of(&maker, Whom::residents(PlaceId(0), Skill::kLow)), 6);
  EXPECT_EQ(of(&other, Whom::everyone()), 7);
  EXPECT_EQ(of(&maker, Whom::everyone()), 1);
  EXPECT_EQ(of(&maker, Whom::citizens(StateId(0))), 2);
  EXPECT_EQ(made, 7);
}

TEST(CommonGains, WhoeverAsksFirstTheyAreTheSame) {
  CommonGains gains;
  const int maker = 0;
  constexpr std::size_t kStates = 97;
  std::vector<double> seen(40 * kStates);
  Crew crew(4);
  crew.each(seen.size(), [&](std::size_t i) {
    const auto state = i % kStates;
    seen[i] = gains.by_place(&maker, Whom::citizens(StateId(state)),
                             [&] { return one(static_cast<double>(state)); })[0];
  });
  for (std::size_t i = 0; i < seen.size(); ++i)
    EXPECT_EQ(seen[i], static_cast<double>(i % kStates));
}

/// Rows that take what they have in common from each other are to the bit those that stand alone:
/// 4 countries, citizens of each in each, all kinds. A term that took for common what differs by
/// residence, or a row that took another's, would show.
TEST(CommonGains, RowsThatShareThemAreThoseThatStandAlone) {
  std::string countries;
  for (int i = 0; i < 4; ++i) {
    countries += "[[country]]\nid='" + std::string(1, static_cast<char>('A' + i)) +
                 "'\npopulation=" + std::to_string(1000 + 700 * i) +
                 "\ngdp_per_capita=" + std::to_string(3000 + 9000 * i) +
                 "\nrights=" + std::to_string(0.2 + 0.2 * i) +
                 "\nopenness=0.5\nlongitude=" + std::to_string(4 * i) + "\n";
  }
  const auto simulation = testing::simulate(countries);
  simulation->tick();
  const Scene scene = simulation->scene();
  std::vector<Viewpoint> all;
  for (const StateId citizenship : scene.world.states()) {
    for (const PlaceId residence : scene.world.place_ids()) {
      for (const Skill skill : kAllSkills) {
        for (const bool student : {false, true}) {
          all.push_back({citizenship, residence, skill, student});
        }
      }
    }
  }
  ChoiceTable table;
  Crew crew(2);
  std::size_t n_open = 0;
  for (int twice = 0; twice < 2; ++twice) {
    table.compute(scene, scene.modules, all, {}, crew);
    for (const Viewpoint& who : all) {
      const ChoiceRow alone(evaluate(scene, scene.modules, who), nullptr);
      EXPECT_EQ(table.row(who).logsum(), alone.logsum());
      for (const double u : {0.1, 0.5, 0.9}) {
        const auto shared = table.row(who).pick(2000, u), own = alone.pick(2000, u);
        ASSERT_EQ(shared.has_value(), own.has_value());
        if (!own) continue;
        ++n_open;
        EXPECT_EQ(shared->channel, own->channel);
        EXPECT_EQ(shared->destination, own->destination);
      }
    }
  }
  EXPECT_GT(n_open, all.size());
}

}  // namespace
}  // namespace sojourn
