#include "sim/foresight/outlook_alone.hpp"

#include <gtest/gtest.h>

#include "sim/foresight/enactment.hpp"
#include "sim/foresight/outlook.hpp"
#include "tests/worlds/policies/policy_world.hpp"

namespace sojourn {
namespace {

constexpr double kOpenness = 0.03, kRights = 0.05;

/// Openness and rights moved in the places that `moves` names, and the rules that follow.
struct Moved {
  Stances stances;
  Rules rules;

  template <class Moves>
  Moved(const Scene& now, const Moves& moves) : stances(now.stances) {
    for (int p = 0; p < now.world.n_places(); ++p) {
      if (!moves(now.world.state_of(PlaceId(p)))) continue;
      stances.openness[p] -= kOpenness;
      stances.rights[p] += kRights;
    }
    rules = rules_of(now.with(stances));
  }
  Scene of(const Scene& now) const { return now.with(stances, rules); }
};

/// A and B are a nest of the choice, C and its port and D another.
std::string four_states_in_nests() {
  std::string text = testing::four_states();
  for (const std::string id : {"A", "B", "C", "D"}) {
    const std::string region = id < "C" ? "south" : "north";
    text.insert(text.find("name='" + id), "regions='" + region + "'\n");
  }
  return text + "[modules.nests]\ntype='nests'\ndissimilarity=0.4\n";
}

/// The same by Outlook, which works out every row whole.
void compare_with_the_outlook(const std::string& world) {
  const auto simulation = testing::simulate(world);
  testing::run(*simulation, 20);
  const Scene now = simulation->scene();
  const std::size_t n = now.world.places.size();
  int compared = 0;
  for (int o = 0; o < now.world.n_states; ++o) {
    const PlaceId origin(o);
    const Moved all(now, [&](StateId state) { return state != StateId(o); });
    const OutlookAlone lone(now, origin);
    const auto alone = lone.if_alone(all.of(now));
    Outlook outlook(now);
    const Expected before = outlook.of(now, origin);
    for (int s = 0; s < now.world.n_states; ++s) {
      if (s == o) continue;
      const Moved one(now, [&](StateId state) { return state == StateId(s); });
      const Expected after = outlook.of(one.of(now), origin);
      for (std::size_t i = 0; i < alone.size(); ++i) {
        ASSERT_NEAR(lone.now()[i], before.arrivals[i], 1e-9 * before.leavers);
        if (now.world.state_of(PlaceId(i % n)) != StateId(s)) continue;
        const double change = after.arrivals[i] - before.arrivals[i];
        EXPECT_NEAR(alone[i] - lone.now()[i], change, 1e-4 * std::abs(change)) << o << s << i;
        compared += std::abs(change) > 1e-3 ? 1 : 0;
      }
    }
  }
  EXPECT_GT(compared, 20);
}

TEST(OutlookAlone, EachIsWhatTheOutlookSaysOfOneChange) {
  compare_with_the_outlook(testing::four_states());
}

TEST(OutlookAlone, AlsoWhereTheChoiceHasNests) {
  compare_with_the_outlook(four_states_in_nests());
  const auto nested = testing::simulate(four_states_in_nests());
  EXPECT_EQ(nests_of(nested->modules()).n, 2U);
  EXPECT_EQ(nests_of(nested->modules()).of_place, (std::vector<std::uint32_t>{0, 0, 1, 1, 1}));
}

TEST(OutlookAlone, WithoutChangeNothingChanges) {
  const auto simulation = testing::simulate(testing::four_states());
  testing::run(*simulation, 14);
  const Scene now = simulation->scene();
  const OutlookAlone lone(now, PlaceId(0));
  const auto alone = lone.if_alone(now);
  double sum = 0;
  for (std::size_t i = 0; i < alone.size(); ++i) {
    EXPECT_NEAR(alone[i], lone.now()[i], 1e-9);
    sum += alone[i];
  }
  EXPECT_GT(sum, 10);
}

/// Large changes leave the parabola: prospects are worked out anew.
TEST(OutlookAlone, AlsoWhereProspectsChangeMuch) {
  for (const std::string& world : {testing::four_states(), four_states_in_nests()}) {
    const auto simulation = testing::simulate(world);
    testing::run(*simulation, 14);
    const Scene now = simulation->scene();
    Labour rich = now.labour;
    rich.wage[1] *= 20;
    const Scene then = now.with(rich);
    const OutlookAlone lone(now, PlaceId(0));
    Outlook outlook(now);
    const Expected expected = outlook.of(then, PlaceId(0));
    ASSERT_GT(expected.leavers, 1.3 * outlook.of(now, PlaceId(0)).leavers);
    const auto alone = lone.if_alone(then);
    for (std::size_t c = 0; c < now.modules.of<Channel>().size(); ++c) {
      const std::size_t cell = c * now.world.places.size() + 1;
      EXPECT_NEAR(alone[cell], expected.arrivals[cell], 1e-9 * expected.leavers);
    }
  }
}

}  // namespace
}  // namespace sojourn
