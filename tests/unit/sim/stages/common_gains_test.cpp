#include "sim/stages/common_gains.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <utility>
#include <vector>

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

/// 4 countries after a tick, and all kinds of people in it: citizens of each in each.
struct Countries {
  Countries() : simulation(testing::simulate(toml())) {
    simulation->tick();
    for (const StateId citizenship : world().states()) {
      for (const PlaceId residence : world().place_ids()) {
        for (const Skill skill : kAllSkills) {
          for (const bool student : {false, true}) {
            all.push_back({citizenship, residence, skill, student});
          }
        }
      }
    }
  }
  static std::string toml() {
    std::string countries;
    for (int i = 0; i < 4; ++i) {
      countries += "[[country]]\nid='" + std::string(1, static_cast<char>('A' + i)) +
                   "'\npopulation=" + std::to_string(1000 + 700 * i) +
                   "\ngdp_per_capita=" + std::to_string(3000 + 9000 * i) +
                   "\nrights=" + std::to_string(0.2 + 0.2 * i) +
                   "\nopenness=0.5\nlongitude=" + std::to_string(4 * i) + "\n";
    }
    return countries;
  }
  Scene scene() const { return simulation->scene(); }
  const World& world() const { return simulation->world(); }

  std::unique_ptr<Simulation> simulation;
  std::vector<Viewpoint> all;
};

/// To the bit. @return in how many of three draws each row names an option
std::size_t expect_equal_to_those_alone(const Scene& scene, const ChoiceTable& table,
                                        const std::vector<Viewpoint>& all) {
  std::size_t n_open = 0;
  for (const Viewpoint& who : all) {
    const ChoiceRow alone(evaluate(scene, scene.modules, who), nullptr);
    EXPECT_EQ(table.row(who).logsum(), alone.logsum());
    for (const double u : {0.1, 0.5, 0.9}) {
      const auto shared = table.row(who).pick(2000, u), own = alone.pick(2000, u);
      EXPECT_EQ(shared.has_value(), own.has_value());
      if (!shared || !own) continue;
      ++n_open;
      EXPECT_EQ(shared->channel, own->channel);
      EXPECT_EQ(shared->destination, own->destination);
    }
  }
  return n_open;
}

/// Rows that take what they have in common from each other are to the bit those that stand alone:
/// 4 countries, citizens of each in each, all kinds. A term that took for common what differs by
/// residence, or a row that took another's, would show. In between the table holds a few rows only.
TEST(CommonGains, RowsThatShareThemAreThoseThatStandAlone) {
  const Countries countries;
  const Scene scene = countries.scene();
  const std::vector<Viewpoint> few{countries.all[5], countries.all[60]};
  ChoiceTable table;
  Crew crew(2);
  for (const auto& who : {countries.all, few, countries.all}) {
    table.compute(scene, scene.modules, who, {}, crew);
    EXPECT_GT(expect_equal_to_those_alone(scene, table, who), who.size());
  }
}

using Ruling = std::function<void(const World&, const ModuleSet&, Rules&)>;

/// What sets the citizens of B, or people in it, apart.
const std::vector<std::pair<std::string, Ruling>> kRulings{
    {"rights of a citizenship",
     [](const World& world, const ModuleSet&, Rules& rules) {
       rules.rights_of = Grid<double, StateId, PlaceId>(world.states(), world.place_ids());
       rules.rights_of(StateId(1), PlaceId(3)) = -0.3;
       rules.rights_of(StateId(1), PlaceId(0)) = 0.2;
     }},
    {"places for the schooled of a citizenship",
     [](const World&, const ModuleSet& modules, Rules& rules) {
       rules.allotments.push_back({.citizenships = IdSet<StateId>::of(std::array{StateId(1)}),
                                   .to = IdSet<PlaceId>::of(std::array{PlaceId(3)}),
                                   .channel = modules.channel("labour"),
                                   .skills = {false, false, true},
                                   .by = {},
                                   .admission = 0.07});
     }},
    {"visas", [](const World&, const ModuleSet&,
                 Rules& rules) { rules.visa(StateId(1), PlaceId(3)) = 0.6; }},
    {"a refusal of those who come from a place",
     [](const World&, const ModuleSet& modules, Rules& rules) {
       rules.refusals.push_back(
           {.who = {},
            .from = IdSet<PlaceId>::of(std::array{PlaceId(1)}),
            .to = IdSet<PlaceId>::of(std::array{PlaceId(3)}),
            .channels = IdSet<ChannelId>::of(std::array{modules.channel("labour")}),
            .when = {},
            .by = {}});
     }},
};

/// The same where rules tell citizenships, schooling and residences apart, by each of these rules
/// and by all at once; each changes some rows and leaves some as they were.
TEST(CommonGains, RowsThatShareThemAreThoseThatStandAloneUnderRulesForSome) {
  const Countries countries;
  const Scene before = countries.scene();
  Rules all = before.rules;
  std::fill(all.admission.begin(), all.admission.end(), 0.3);  // so that there is what to waive
  ChoiceTable usual, table;
  Crew crew(2);
  const Rules contested = all;
  const Scene contest = before.with(contested);
  usual.compute(contest, before.modules, countries.all, {}, crew);
  for (const auto& [name, rule] : kRulings) {
    SCOPED_TRACE(name);
    Rules rules = contested;
    rule(before.world, before.modules, rules);
    rule(before.world, before.modules, all);
    const Scene scene = before.with(rules);
    table.compute(scene, scene.modules, countries.all, {}, crew);
    EXPECT_GT(expect_equal_to_those_alone(scene, table, countries.all), countries.all.size());
    const auto n_changed = std::ranges::count_if(countries.all, [&](const Viewpoint& who) {
      return table.row(who).logsum() != usual.row(who).logsum();
    });
    EXPECT_GT(n_changed, 0);
    EXPECT_LT(n_changed, std::ssize(countries.all));
  }
  const Scene scene = before.with(all);
  table.compute(scene, scene.modules, countries.all, {}, crew);
  EXPECT_GT(expect_equal_to_those_alone(scene, table, countries.all), countries.all.size());
}

/// A row that has been handed out, and a copy of it, take up terms of another scene as an empty one
/// does: what the first scene had in common is gone.
TEST(CommonGains, ARowKeepsNoneOfItsScene) {
  const Countries countries;
  const Scene first = countries.scene();
  Rules rules = first.rules;
  kRulings[0].second(first.world, first.modules, rules);
  const Scene second = first.with(rules);
  Labour labour = first.labour;
  labour.wage[PlaceId(3)] *= 2;
  const Scene third = second.with(labour);
  const Viewpoint who{StateId(1), PlaceId(1), Skill::kMedium, false};
  const PayoffRow expected = evaluate(third, third.modules, who);
  PayoffRow row = evaluate(second, second.modules, who);
  row.utility.setZero();
  PayoffRow copy = row;
  for (PayoffRow* one : {&row, &copy}) {
    for (const auto& term : third.modules.of<PayoffTerm>()) term->add(third, who, *one);
    EXPECT_TRUE((one->utility == expected.utility).all());
  }
}

}  // namespace
}  // namespace sojourn
