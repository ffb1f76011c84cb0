#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <functional>

#include "tests/support/effect.hpp"
#include "tests/support/measures/forum_measures.hpp"
#include "tests/support/scenario_checks.hpp"
#include "tests/worlds/forums/forum_routes_world.hpp"
#include "tests/worlds/forums/forums_world.hpp"

namespace sojourn::models {
namespace {

using namespace testing;

/// Claims B1 and B3, on power and the proliferation of forums, and properties: what the rules of
/// pathways (B2), the costs of meeting and contracting (B4) and the count of deals (B5) say by
/// themselves. docs/VALIDATION.md has the tables that these tests print.

constexpr std::size_t kReplicates = 40;

const std::map<std::string, std::string> kEqual{{"power_asymmetry", "false"}};
/// Every other explanation off.
std::map<std::string, std::string> power_alone(std::map<std::string, std::string> set = {}) {
  for (const char* other :
       {"functionalism", "subsidiarity", "compartmentalisation", "normative_salience"}) {
    set[other] = "false";
  }
  return set;
}

void print(const char* what, const Effect& effect) {
  std::printf("| %s | %.2f (%.2f to %.2f) |\n", what, effect.value, effect.low, effect.high);
}
TEST(Forums, TheScenariosKeepToDefaultsAndDeclaredRanges) {
  const auto broken =
      undeclared(forums_scenario(3, forums_arm(kEqual)), standard_catalog(), kForumRanges);
  // The control's switch, and nothing else.
  ASSERT_EQ(broken.size(), 1U);
  EXPECT_TRUE(broken[0].starts_with("modules.forum_politics.power_asymmetry")) << broken[0];
  EXPECT_TRUE(undeclared(routes_scenario(routes_draw(3), 3, true), standard_catalog(), kForumRanges)
                  .empty());
}

/// An arm in which forums are tabled and nobody calls consultations, which is for those whom a
/// subject concerns whatever their power.
ForumsArm tabled(std::map<std::string, std::string> set) {
  set["calling"] = "0";
  return forums_arm(set);
}

/// B1: more power asymmetry, more forums, among those that are tabled. With consultations it is not
/// shown, as is printed.
TEST(Forums, B1MoreAsymmetryMoreForums) {
  const auto with = run_forum_worlds(kReplicates, tabled({}));
  const auto equal = run_forum_worlds(kReplicates, tabled(kEqual));
  const auto permuted = run_forum_worlds(kReplicates, tabled({{"permute_power", "true"}}));
  const auto alone = run_forum_worlds(kReplicates, tabled(power_alone()));
  const auto alone_equal = run_forum_worlds(kReplicates, tabled(power_alone(kEqual)));
  print("asymmetry, paired, with consultations",
        paired(born(run_forum_worlds(kReplicates, forums_arm({}))),
               born(run_forum_worlds(kReplicates, forums_arm(kEqual)))));
  std::printf("B1 | arm | forums founded in 33 years |\n");
  for (const auto& [name, outcomes] : {std::pair{"as in the world", &with},
                                       {"all alike", &equal},
                                       {"power permuted", &permuted},
                                       {"power alone", &alone},
                                       {"nothing", &alone_equal}}) {
    print(name, median(born(*outcomes)));
  }
  const Effect asymmetry = paired(born(with), born(equal));
  const Effect by_itself = paired(born(alone), born(alone_equal));
  const Effect alignment = paired(born(with), born(permuted));
  print("asymmetry, paired", asymmetry);
  print("asymmetry without other explanations, paired", by_itself);
  print("alignment (with less permuted), paired", alignment);
  EXPECT_GT(asymmetry.low, 0);
  EXPECT_GT(by_itself.low, 0);
  EXPECT_GT(mean(born(alone)), 1.5 * mean(born(alone_equal)));
}

/// Reforms of worlds with a common forum of old, by what became of them.
struct Reforms {
  std::size_t worlds = 0, soft = 0, all = 0;  // soft: drift or layering
  std::array<std::size_t, 5> of{};
};
void count(const ForumsOutcome& outcome, Reforms& reforms) {
  ++reforms.worlds;
  for (const Pathway pathway : outcome.pathways) {
    ++reforms.of[static_cast<std::size_t>(pathway)];
    if (pathway == Pathway::kNone) continue;
    ++reforms.all;
    reforms.soft += pathway == Pathway::kDrift || pathway == Pathway::kLayering;
  }
}

/// B2: with strong vetoes measured pathways are drift or layering, with weak ones conversion or
/// displacement.
TEST(ForumProperties, B2VetoAndDiscretionLeadToPathways) {
  std::map<std::pair<int, int>, Reforms> cells;  // discretion in tenths, veto class
  for (const int tenths : {1, 5, 9}) {
    ForumsArm arm = forums_arm({{"discretion", fmt::format("0.{}", tenths)}});
    arm.forums = fmt::format(
        "[forums.old]\nmembers = @all\nrule = \"consensus\"\nformality = 0.3\nauthority = 0.5\n"
        "discretion = 0.{}\n",
        tenths);
    for (const ForumsOutcome& outcome : run_forum_worlds(60, arm)) {
      count(outcome, cells[{tenths, outcome.veto < 0.35 ? 0 : outcome.veto < 0.65 ? 1 : 2}]);
    }
  }
  std::printf(
      "B2 | discretion | veto | worlds | reforms | displacement | conversion | drift | "
      "layering |\n");
  constexpr std::array kClass{"below 0.35", "0.35 to 0.65", "above 0.65"};
  for (const auto& [cell, r] : cells) {
    const double all = static_cast<double>(std::max<std::size_t>(1, r.all));
    std::printf("| 0.%d | %s | %zu | %zu | %.2f | %.2f | %.2f | %.2f |\n", cell.first,
                kClass[static_cast<std::size_t>(cell.second)], r.worlds, r.all,
                static_cast<double>(r.of[1]) / all, static_cast<double>(r.of[2]) / all,
                static_cast<double>(r.of[3]) / all, static_cast<double>(r.of[4]) / all);
  }
  const auto soft = [&](int tenths, int veto) {
    const Reforms& r = cells[{tenths, veto}];
    return share(r.soft, r.all);
  };
  for (const int tenths : {1, 5, 9}) {
    EXPECT_GT(soft(tenths, 2).low, 0.5) << tenths;  // strong vetoes: mostly drift or layering
  }
  EXPECT_GT(soft(9, 2).low, soft(9, 0).high);  // where there is discretion, weak ones much less
  // Drift needs both: blockers, and room for them.
  EXPECT_GT((cells[{9, 2}].of[3]), 10 * std::max<std::size_t>(1, cells[{9, 0}].of[3]));
  EXPECT_GT((cells[{9, 2}].of[3]), 10 * std::max<std::size_t>(1, cells[{1, 2}].of[3]));
}

/// B3: informal passes where formal is vetoed; as it gains authority, powerful dissatisfied states
/// leave.
TEST(Forums, B3InformalPassesAndThePowerfulLeave) {
  const auto with = run_forum_worlds(kReplicates, forums_arm({}));
  const auto equal = run_forum_worlds(kReplicates, forums_arm(kEqual));
  std::size_t treaties = 0, passed = 0, talks = 0, talked = 0;
  for (const ForumsOutcome& o : with) {
    treaties += static_cast<std::size_t>(o.attempts.treaties);
    passed += static_cast<std::size_t>(o.attempts.treaties_passed);
    talks += static_cast<std::size_t>(o.attempts.talks);
    talked += static_cast<std::size_t>(o.attempts.talks_passed);
  }
  const Effect formal = share(passed, treaties), informal = share(talked, talks);
  const auto power = [](const std::vector<ForumsOutcome>& outcomes) {
    std::vector<double> means;
    for (const ForumsOutcome& o : outcomes) {
      double sum = 0;
      for (const ForumExit& exit : o.exits) sum += exit.relative_power;
      if (!o.exits.empty()) means.push_back(sum / static_cast<double>(o.exits.size()));
    }
    return means;
  };
  std::printf("B3 | measure | value |\n");
  print("treaties that pass", formal);
  print("talks that pass where a treaty did not", informal);
  print("mean power of leavers over that of all, median world", median(power(with)));
  std::printf("| the same, mean over worlds | %.2f |\n| all alike | %.2f |\n", mean(power(with)),
              mean(power(equal)));
  EXPECT_LT(formal.high, 0.5);
  EXPECT_GT(informal.low, 0.8);
  EXPECT_GT(mean(power(with)), 1.5);
  for (const double relative : power(equal)) EXPECT_NEAR(relative, 1, 1e-9);
  // Who leaves does so later than the forum was founded: authority has grown meanwhile.
  for (const ForumsOutcome& o : with) {
    for (const ForumExit& exit : o.exits) EXPECT_GT(exit.tick, o.forums[exit.forum].founded);
  }
}

/// B4: a shock by many routes makes receivers turn to a forum; by one to three they deal with each.
TEST(ForumProperties, B4ManyRoutesCallForAForum) {
  constexpr std::size_t kWorlds = 20;
  std::map<int, std::size_t> multilateral;
  std::printf("B4 | neighbours at war | takes it to a forum |\n");
  for (const int neighbours : {1, 2, 3, 5, 8}) {
    for (std::uint64_t i = 0; i < kWorlds; ++i) {
      const RoutesOutcome o = run_routes(routes_draw(i), neighbours, true);
      EXPECT_NE(o.venue, Business::kNothing);
      multilateral[neighbours] += o.venue >= 0;
    }
    print(fmt::format("{}", neighbours).c_str(), share(multilateral[neighbours], kWorlds));
  }
  EXPECT_EQ(multilateral[1], 0U);
  EXPECT_LT(share(multilateral[2], kWorlds).value, 0.5);
  EXPECT_GT(share(multilateral[5], kWorlds).low, 0.5);
  EXPECT_GT(share(multilateral[8], kWorlds).low, 0.5);
  for (const int neighbours : {1, 8}) {  // without a war there is nothing to settle
    EXPECT_EQ(run_routes(routes_draw(0), neighbours, false).venue, Business::kNothing);
  }
}

/// B5: fewer forums need not mean less qualitative fragmentation.
TEST(ForumProperties, B5FewerForumsNeedNotGatherDecisions) {
  const auto spread = [](int forums, const char* rule, double binding) {
    // Nobody founds, and nobody leaves, merges or lets die.
    ForumsArm arm = forums_arm({{"tabling", "0"},
                                {"entrepreneurs", "0"},
                                {"tolerance", "1"},
                                {"dormancy", "0"},
                                {"merging", "0"}});
    arm.years = 6;
    for (int f = 0; f < forums; ++f) {
      arm.forums +=
          fmt::format("[forums.f{}]\n{}\nrule = \"{}\"\nformality = {}\nauthority = {}\n", f,
                      f == 0 ? "members = @all" : fmt::format("region = \"R{}\"", (f - 1) % 5),
                      rule, binding, binding);
    }
    return of_each(run_forum_worlds(kReplicates, arm),
                   [](const ForumsOutcome& o) { return o.spread; });
  };
  std::printf(
      "B5 | forums | voluntary, by majority | voluntary, by consensus | delegated, by "
      "majority |\n");
  std::map<int, std::vector<double>> voluntary, delegated;
  for (const int forums : {9, 3, 1}) {
    voluntary[forums] = spread(forums, "majority", 0.3);
    delegated[forums] = spread(forums, "majority", 1);
    std::printf("| %d | %.3f | %.3f | %.3f |\n", forums, mean(voluntary[forums]),
                mean(spread(forums, "consensus", 0.3)), mean(delegated[forums]));
  }
  const Effect fewer = paired(voluntary[1], voluntary[9]);
  const Effect delegating = paired(delegated[1], voluntary[1]);
  print("one against nine, voluntary", fewer);
  print("delegated against voluntary, one", delegating);
  EXPECT_GT(fewer.low, -0.05);
  EXPECT_LT(delegating.high, -0.2);
}

}  // namespace
}  // namespace sojourn::models
