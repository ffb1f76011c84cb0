#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "models/compacts/compact.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

using testing::run;
using testing::scenario;
using testing::simulate;

constexpr StateId kA(0), kB(1), kC(2);

/// Three states: A's people live in B and C; some of them without papers in C. Nobody moves.
std::string three_states(const std::string& compact, const std::string& more = {}) {
  std::vector<std::string> off = testing::kPayoffs;
  off.insert(off.end(), testing::kHazards.begin(), testing::kHazards.end());
  for (const char* name : {"intention", "kin_calls"}) off.emplace_back(name);
  return "[run]\nstart = \"2018-06\"\nticks = 240\nseed = 5\n"
         "[[country]]\nid = \"A\"\npopulation = 3_000_000\ngdp_per_capita = 4000\ncapacity = 0.2\n"
         "[[country]]\nid = \"B\"\npopulation = 2_000_000\ngdp_per_capita = 9000\n"
         "[[country]]\nid = \"C\"\npopulation = 1_000_000\ngdp_per_capita = 40000\ncapacity = 0.9\n"
         "rule_of_law = 0.9\nrights = 0.6\n"
         "[[corridor]]\nfrom = \"A\"\nto = \"C\"\nkm = 500\nenforcement = 0.2\nrisk = 0.01\n"
         "[[stock]]\ncitizenship = \"A\"\nresidence = \"B\"\npersons = 100_000\n"
         "[[stock]]\ncitizenship = \"A\"\nresidence = \"C\"\npersons = 100_000\n"
         "[[stock]]\ncitizenship = \"A\"\nresidence = \"C\"\nstatus = \"irregular\"\n"
         "persons = 30_000\n"
         "[[stock]]\ncitizenship = \"B\"\nresidence = \"C\"\nstatus = \"irregular\"\n"
         "persons = 10_000\n" +
         testing::without(off) + "[modules.compact]\nvote = \"2018-12\"\n" + compact + "\n" + more;
}

const Compact& compact_of(const Simulation& simulation) {
  return *simulation.modules().find<Compact>();
}
const std::vector<Instrument>& texts_of(const Simulation& simulation) {
  return simulation.scene().agreements.instruments;
}
std::vector<std::string> told(const Simulation& simulation, const std::string& kind) {
  std::vector<std::string> texts;
  for (const Event& event : simulation.events()) {
    if (event.kind == kind) texts.push_back(event.text);
  }
  return texts;
}

TEST(Compact, TakesPartOnRequestAndWritesNothingBeforeTheVote) {
  const auto simulation = simulate(three_states(""));
  run(*simulation, 6);
  EXPECT_TRUE(texts_of(*simulation).empty());
  EXPECT_TRUE(std::isnan(compact_of(*simulation).support()[0]));
  EXPECT_TRUE(compact_of(*simulation).compliance(simulation->scene().agreements).isNaN().all());
  run(*simulation, 1);
  ASSERT_EQ(texts_of(*simulation).size(), 1U);
  const Instrument& text = texts_of(*simulation).front();
  EXPECT_EQ(text.kind, "compact");
  EXPECT_EQ(text.forum, "all states");
  EXPECT_EQ(text.adopted, 6);
  EXPECT_EQ(text.in_force, 6);
  EXPECT_GT(text.depth, 0);
  EXPECT_EQ(told(*simulation, "compact vote").size(), 1U);
}

TEST(Compact, VotesFollowSupportAndTheForumsRule) {
  const std::string everyone = "absence = 0\nw_support = 1\n";
  const auto votes = [&](const std::string& more, const std::string& forum) {
    const auto simulation = simulate(three_states(everyone + more, forum));
    run(*simulation, 7);
    return told(*simulation, "compact vote").front();
  };
  const std::string turned =
      "[modules.turn]\ntype = \"change_of_government\"\ntarget = [\"C\"]\nstart = \"2018-08\"\n";
  // Support 0.5 is worth far more than anything else here; a government that turns takes 1 off.
  EXPECT_EQ(votes("", ""),
            "compact: adopted: 3 for, 0 against, 0 abstaining, 0 absent in all states");
  EXPECT_EQ(votes("", turned),
            "compact: adopted: 2 for, 1 against, 0 abstaining, 0 absent in all states; against: C");
  EXPECT_EQ(votes("band = 10\n", ""),
            "compact: not adopted: 0 for, 0 against, 3 abstaining, 0 absent in all states");
  const std::string talks =
      "[forums.talks]\nmembers = [\"A\", \"B\", \"C\"]\nrule = \"consensus\"\n";
  EXPECT_EQ(votes("forum = \"talks\"\n", talks),
            "compact: adopted: 3 for, 0 against, 0 abstaining, 0 absent in talks");
  EXPECT_EQ(votes("forum = \"talks\"\n", talks + turned),
            "compact: not adopted: 2 for, 1 against, 0 abstaining, 0 absent in talks; against: C");
}

TEST(Compact, WhatWasVotedDownBindsNobody) {
  const auto simulation = simulate(three_states("band = 10\n"));
  run(*simulation, 60);
  EXPECT_TRUE(texts_of(*simulation).empty());
  EXPECT_TRUE(simulation->scene().agreements.in_force.empty());
}

/// With rates of 12 a year all join within months, and with nothing to gain they leave.
TEST(Compact, StatesJoinAndLeave) {
  const auto simulation =
      simulate(three_states("w_support = 10\nsoft_rate = 12\nhard_rate = 12\nexit_rate = 12\n",
                            "[modules.turn]\ntype = \"change_of_government\"\ntarget = [\"B\"]\n"
                            "start = \"2020-01\"\n"));
  run(*simulation, 18);
  const Instrument& text = texts_of(*simulation).front();
  for (const StateId state : {kA, kB, kC}) EXPECT_TRUE(text.has(state)) << state.value;
  run(*simulation, 12);
  EXPECT_TRUE(texts_of(*simulation).front().has(kA));
  EXPECT_FALSE(texts_of(*simulation).front().has(kB));
  ASSERT_EQ(told(*simulation, "compact withdrawal").size(), 1U);
  EXPECT_NE(told(*simulation, "compact withdrawal").front().find("B, net -"), std::string::npos);
  const StateObjective compliance =
      compact_of(*simulation).compliance(simulation->scene().agreements);
  EXPECT_TRUE(compliance.row(1).isNaN().all());
  EXPECT_TRUE((compliance.row(0) > 0 && compliance.row(0) < 1).all());
}

TEST(Compact, SupportFallsWithTheGovernmentAndItsComplianceAtOnce) {
  const std::string all_in = "w_support = 10\nsoft_rate = 12\nhard_rate = 12\nexit_rate = 0\n";
  const auto with = [&](bool turns) {
    const std::string turn =
        "[modules.turn]\ntype = \"change_of_government\"\ntarget = [\"B\"]\nmagnitude = -0.05\n"
        "start = \"2022-01\"\nenabled = " +
        std::string(turns ? "true\n" : "false\n");
    auto simulation = simulate(three_states(all_in, turn));
    run(*simulation, 44);  // past January 2022
    return simulation;
  };
  const auto steady = with(false), turned = with(true);
  EXPECT_NEAR(compact_of(*turned).support()[1], 0, 1e-12);
  EXPECT_NEAR(compact_of(*steady).support()[1], 0.5, 1e-12);
  const StateObjective before = compact_of(*steady).practice();
  StateObjective after = compact_of(*turned).practice();
  EXPECT_TRUE((after.row(1) < before.row(1)).all());
  EXPECT_TRUE((after.row(0) == before.row(0)).all());  // others learn of it a year later
  run(*steady, 12), run(*turned, 12);
  after = compact_of(*turned).practice();
  EXPECT_TRUE((after.row(0) < compact_of(*steady).practice().row(0)).all());
}

TEST(Compact, CustomBindsAllButWhoObjected) {
  const std::string hardening =
      "w_support = 1\nabsence = 0\neta = 1\ncustom_from = 0\ncodify = 1\na0 = 2\nk = 50\nfear = "
      "0\n";
  const auto bound = [&](const std::string& more) {
    const auto simulation =
        simulate(three_states(hardening + more,
                              "[modules.turn]\ntype = \"change_of_government\"\n"
                              "target = [\"C\"]\nstart = \"2018-08\"\n"));
    run(*simulation, 32);
    const auto& force = simulation->scene().agreements.in_force;
    return force.empty() ? Deeds()
                         : dynamic_cast<const CompactAgreement&>(*force.front().agreement).deeds();
  };
  // Nobody joins: no practice, no custom, no deeds.
  EXPECT_EQ(bound("acclamation = 0\nsoft_rate = 0\nhard_rate = 0\n").sum(), 0);
  // B and A join; custom comes of it within years, and C, who voted no, is left out of it.
  const Deeds deeds = bound("soft_rate = 1\n");
  EXPECT_GT(deeds.row(0).sum(), 0);
  EXPECT_EQ(deeds.row(2).sum(), 0);
}

TEST(Compact, SoftTurnsHardAsATextOfItsOwn) {
  const auto simulation = simulate(
      three_states("w_support = 1\nabsence = 0\nsoft_rate = 12\na0 = 3\neta = 0.05\ncodify = 0.1\n"
                   "c_sov = 0\nc_con = 0\nhard_rate = 2\nfear = 0\n"));
  run(*simulation, 120);
  ASSERT_EQ(texts_of(*simulation).size(), 2U);
  const Instrument& treaty = texts_of(*simulation).back();
  EXPECT_EQ(treaty.kind, "convention");
  EXPECT_EQ(treaty.hardness, CustomWeights{}.treaty);
  EXPECT_TRUE(treaty.has(kA));
  // Without custom there is none.
  const auto without =
      simulate(three_states("w_support = 1\nabsence = 0\nsoft_rate = 12\na0 = 3\n"
                            "eta = 0\n"));
  run(*without, 120);
  EXPECT_EQ(texts_of(*without).size(), 1U);
}

struct Done {
  StateId state;
  Deed deed;
  double share;
};

/// What three states do; nothing else.
Deeds done(const std::vector<Done>& all) {
  Deeds deeds = Deeds::Zero(3, static_cast<Eigen::Index>(kDeeds));
  for (const Done& one : all) {
    deeds(one.state.value, static_cast<Eigen::Index>(one.deed)) = one.share;
  }
  return deeds;
}

TEST(Compact, DeedsReachTheRulesByHand) {
  const auto simulation = simulate(three_states(""));
  run(*simulation, 1);
  const Scene scene = simulation->scene();
  const Deeds deeds = done({{kA, Deed::kPapers, 0.5},
                            {kA, Deed::kReturn, 0.4},
                            {kA, Deed::kLives, 0.5},
                            {kC, Deed::kLives, 0.3},
                            {kC, Deed::kBorders, 0.5},
                            {kC, Deed::kRights, 0.25},
                            {kC, Deed::kPathways, 0.2},
                            {kC, Deed::kFees, 0.5}});
  Rules rules = scene.rules;
  const double wage = scene.labour.wage[2];
  const double places =
      rules.quota(simulation->modules().channel("labour"), PlaceId(2), Skill::kLow);
  CompactAgreement(EffectSizes{}, deeds).enact(scene, rules);
  EXPECT_NEAR(rules.enforcement[0], 1 - 0.8 * (1 - 0.2 * 0.25), 1e-12);
  EXPECT_NEAR(rules.risk[0], 0.01 * (1 - 0.5 * 0.4), 1e-12);
  EXPECT_NEAR(rules.rights[2], 0.6 + 0.5 * 0.25 * 0.4, 1e-12);
  EXPECT_EQ(rules.rights[1], scene.rules.rights[1]);
  EXPECT_NEAR(rules.quota(simulation->modules().channel("labour"), PlaceId(2), Skill::kLow),
              places * 1.1, 1e-9);
  // Of the irregular in C three quarters are A's, who does something; B does nothing.
  EXPECT_NEAR(rules.regularisation[2], 1 + 0.5 * 0.75 * 0.5, 1e-12);
  EXPECT_NEAR(rules.irregular_return[2], (1 + 0.5 * 0.375) * (1 + 1 * 0.75 * 0.4), 1e-12);
  EXPECT_EQ(rules.regularisation[1], 1);
  EXPECT_NEAR(rules.remitted[0], 0.04 * 0.15 * 0.5 * wage * 130000, 1e-6 * rules.remitted[0]);
  EXPECT_EQ(rules.transfers.abs().sum(), 0);
}

TEST(Compact, ASoftTextIsAdoptedByAcclamation) {
  const auto joined = [](const std::string& more) {
    const auto simulation =
        simulate(three_states("absence = 0\nw_support = 1\nsoft_rate = 0\nhard_rate = 0\n" + more,
                              "[modules.turn]\ntype = \"change_of_government\"\n"
                              "target = [\"C\"]\nstart = \"2018-08\"\n"));
    run(*simulation, 7);
    return texts_of(*simulation).front().joined;
  };
  // C votes against it.
  EXPECT_EQ(joined("hardness = 0.1\n"), (std::vector<int>{6, 6, -1}));
  EXPECT_EQ(joined("hardness = 0.5\n"), (std::vector<int>{-1, -1, -1}));
  EXPECT_EQ(joined("hardness = 0.1\nacclamation = 0\n"), (std::vector<int>{-1, -1, -1}));
  EXPECT_EQ(joined("hardness = 0.5\nacclamation = 0.6\n"), (std::vector<int>{6, 6, -1}));
}

TEST(NegotiationTime, GrowsWithHardness) {
  EXPECT_NEAR(NegotiationTime{}.of(1), 10, 1e-12);
  EXPECT_NEAR(NegotiationTime{}.of(0.1), 20.0 / 11, 1e-12);
  EXPECT_NEAR(NegotiationTime{}.of(0), 10.0 / 11, 1e-12);
}

TEST(Compact, TheVoteFollowsTheProposalByHardness) {
  const auto adopted = [](const std::string& hardness) {
    const auto simulation =
        simulate(three_states("proposed = \"2018-06\"\nabsence = 0\n"
                              "w_support = 10\nnegotiation = 5\nhardness = " +
                              hardness + "\n"));
    run(*simulation, 80);
    return texts_of(*simulation).front().adopted;
  };
  EXPECT_EQ(adopted("0.1"), 11);  // 60 months*(1 + 1)/11
  EXPECT_EQ(adopted("1"), 60);
}

TEST(Compact, WhatIsPublishedEveryFourYearsIsLearnt) {
  const auto published = [](const std::string& more, int ticks) {
    const auto simulation = simulate(three_states("absence = 0\nw_support = 1\n" + more));
    run(*simulation, ticks);
    return told(*simulation, "compact published").size();
  };
  EXPECT_EQ(published("", 54), 0U);   // November 2022
  EXPECT_EQ(published("", 56), 1U);   // January 2023
  EXPECT_EQ(published("", 104), 2U);  // January 2027
  EXPECT_EQ(published("review = 2\n", 56), 2U);
}

TEST(Compact, ADonorWhoPaysIsPaidForByNobody) {
  const auto simulation = simulate(three_states("absence = 0\nw_support = 1\nfund = 0.2\n"));
  run(*simulation, 20);
  const PlaceArray& paid = simulation->scene().rules.transfers;
  EXPECT_NEAR(paid.sum(), 0, 1e-3);
  // 2e-3*0.2 of A's GDP at least: A sends people, C receives them and pays.
  EXPECT_GT(paid[0], 0);
  EXPECT_LT(paid[2], 0);
  const auto free = simulate(three_states("absence = 0\nw_support = 1\n"));
  run(*free, 20);
  EXPECT_EQ(free->scene().rules.transfers.abs().sum(), 0);
}

TEST(CompactStates, InterestsFollowWhatHappensToAState) {
  const auto simulation = simulate(three_states(""));
  run(*simulation, 2);
  const CompactStates states =
      compact_states(simulation->scene(), {}, Eigen::ArrayXd::Constant(3, 0.25), "compact");
  EXPECT_TRUE((states.salience.rowwise().mean() - 1 < 1e-12).all());
  const auto borders = static_cast<int>(Basket::kBorders);
  // C has 40,000 people without papers among a million: 1 - exp(-8), A has none.
  EXPECT_GT(states.salience(2, borders), 1.5);
  EXPECT_LT(states.salience(0, borders), 1);
  EXPECT_GT(states.practised[2], 1);  // the best administration of the three
  EXPECT_LT(states.practised[0], 1);
  EXPECT_NEAR(states.practised.mean(), 1, 1e-12);
  EXPECT_TRUE((states.prior == 0.25).all());
  EXPECT_TRUE((states.under_law == 0).all());
}

TEST(Compact, TheOtherDeedsReachTheRulesByHand) {
  const auto simulation = simulate(three_states(""));
  run(*simulation, 1);
  const Scene scene = simulation->scene();
  const Deeds deeds = done({{kA, Deed::kData, 0.5},
                            {kA, Deed::kDrivers, 0.5},
                            {kA, Deed::kInformation, 0.4},
                            {kA, Deed::kConsular, 0.5},
                            {kA, Deed::kDiasporas, 0.4},
                            {kA, Deed::kPartnership, 0.6},
                            {kC, Deed::kVictims, 0.5},
                            {kC, Deed::kProcedures, 0.5},
                            {kC, Deed::kSkills, 0.5},
                            {kC, Deed::kSecurity, 0.4}});
  const CompactAgreement agreed(EffectSizes{}, deeds);
  Rules rules = scene.rules;
  rules.readmission[0] = 0.4;
  const ChannelId labour = simulation->modules().channel("labour");
  const double places = rules.quota(labour, PlaceId(2), Skill::kHigh);
  const double low = rules.quota(labour, PlaceId(2), Skill::kLow);
  const double wage = scene.labour.wage[2], lack = 1 - rules.rights[2];
  agreed.enact(scene, rules);
  EXPECT_NEAR(rules.risk[0], 0.01 * (1 - 0.1 * 0.2), 1e-12);
  EXPECT_NEAR(rules.readmission[0], 0.4 * (1 - 0.3 * 0.5), 1e-12);
  EXPECT_NEAR(rules.regularisation[2], 1 + 0.2 * 0.5, 1e-12);
  EXPECT_NEAR(rules.quota(labour, PlaceId(2), Skill::kHigh), places * 1.1, 1e-9);
  EXPECT_EQ(rules.quota(labour, PlaceId(2), Skill::kLow), low);
  EXPECT_NEAR(rules.rights_of(kA, PlaceId(2)), (1 - 0.95 * 0.98) * lack, 1e-12);
  EXPECT_NEAR(rules.rights_of(kB, PlaceId(2)), 0.1 * 0.2 * lack, 1e-12);
  EXPECT_GT(rules.remitted[0], 0.15 * 0.05 * 0.2 * wage * 100000);
  Conditions conditions = scene.conditions;
  agreed.develop(scene, conditions);
  const double lacking = 1 - scene.conditions.capacity[0];
  EXPECT_NEAR(1 - conditions.capacity[0], lacking * (1 - 0.1 * 0.5) * (1 - 0.1 * 0.2), 1e-12);
  EXPECT_NEAR(1 - conditions.stability[0], (1 - scene.conditions.stability[0]) * 0.95, 1e-12);
  EXPECT_NEAR(conditions.unemployment[0], scene.conditions.unemployment[0] * 0.95, 1e-12);
  EXPECT_EQ(conditions.stability[1], scene.conditions.stability[1]);
}

TEST(Compact, FaultsNameTheKey) {
  const auto message = [](const std::string& toml) {
    try {
      simulate(three_states(toml));
    } catch (const InputError& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  EXPECT_NE(message("forum = \"club\"").find("no forum \"club\""), std::string::npos);
  EXPECT_NE(message("cost = [0.1, 0.2]").find("expected 23 entries"), std::string::npos);
  EXPECT_NE(message("hardness = 2").find("hardness"), std::string::npos);
  EXPECT_NE(message("b_pays = 2").find("b_pay"), std::string::npos);
  EXPECT_NE(message("aclamation = 0").find("acclamation"), std::string::npos);
  EXPECT_NE(message("proposed = \"soon\"").find("proposed"), std::string::npos);
}

TEST(Compact, ThreadsDoNotMatterAndSeedsDo) {
  const auto joined = [](int threads, int seed) {
    const Node node = scenario(three_states("acclamation = 0\n"));
    Node other = node;
    other.table()["run"].table()["seed"].value = std::int64_t{seed};
    Simulation simulation(other, standard_catalog(), threads);
    run(simulation, 120);
    std::vector<int> ticks;
    for (const Act& act : simulation.scene().agreements.instruments.front().acts) {
      ticks.push_back(act.tick);
    }
    return ticks;
  };
  EXPECT_EQ(joined(1, 5), joined(2, 5));
  EXPECT_NE(joined(1, 5), joined(1, 6));
}

}  // namespace
}  // namespace sojourn::models
