#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "models/payoffs/deadline.hpp"
#include "sim/foresight/choice.hpp"
#include "sim/foresight/enactment.hpp"
#include "sim/stages/rules_for.hpp"
#include "tests/worlds/policies/ruled.hpp"

// What each lever makes of products, worked out by hand on three countries.
namespace sojourn::models {
namespace {

using testing::by_b, testing::kInB, testing::kInC, testing::kPoor, testing::kRichC, testing::Ruled;

constexpr double kClose = 1e-12;

TEST(PolicyLevers, HoldOpennessAndLetGo) {
  Ruled held = by_b("openness=0.9\nuntil='2020-03'");
  EXPECT_EQ(held.stances().openness[kInB], 0.9);
  EXPECT_EQ(held.stances().openness_unheld[kInB], 0.5);
  EXPECT_EQ(held.stances().openness[kInC], 0.4);
  testing::run(held.simulation(), 2);
  EXPECT_EQ(held.stances().openness[kInB], 0.5);
}

TEST(PolicyLevers, HoldForTheDaysOfAMonth) {
  // 21 of the 31 days of January at 0.9, ten at 0.5.
  EXPECT_NEAR(by_b("openness=0.9\nfrom='2020-01-11'").stances().openness[kInB],
              (21 * 0.9 + 10 * 0.5) / 31, kClose);
}

TEST(PolicyLevers, TakeEachOthersPlaceWithinAMonth) {
  const Ruled both(testing::policy_of_b("openness=0.9\nuntil='2020-01-11'") +
                   "[modules.second]\ntype='policy'\nin=['B']\nopenness=0.1\nfrom='2020-01-11'\n");
  EXPECT_NEAR(both.stances().openness[kInB], (10 * 0.9 + 21 * 0.1) / 31, kClose);
}

TEST(PolicyLevers, ChangeWhatIsDeclared) {
  EXPECT_NEAR(by_b("openness_change=0.2").stances().openness[kInB], 0.7, kClose);
  EXPECT_NEAR(by_b("rights_change=-0.5").stances().rights[kInB], 0.1, kClose);
  EXPECT_EQ(by_b("openness_change=0.8").stances().openness[kInB], 1);
}

TEST(PolicyLevers, HoldRightsAndEffort) {
  const Ruled ruled = by_b("rights=0.2\neffort=0.5");
  EXPECT_EQ(ruled.rules().rights[kInB], 0.2);
  EXPECT_EQ(ruled.stances().rights_unheld[kInB], 0.6);
  EXPECT_EQ(ruled.stances().enforcement[kInB], 0.5);
  EXPECT_EQ(ruled.stances().enforcement_unheld[kInB], 0);
  // C-B: 1 - (1 - 0.1)(1 - 0.5); A-B: 1 - (1 - 0.4)(1 - 0.5).
  EXPECT_NEAR(ruled.rules().enforcement[CorridorId(1)], 0.55, kClose);
  EXPECT_NEAR(ruled.rules().enforcement[CorridorId(2)], 0.7, kClose);
  EXPECT_NEAR(ruled.rules().enforcement[CorridorId(0)], 0.2, kClose);
}

TEST(PolicyLevers, GiveRightsToSomeNationals) {
  const Ruled ruled = by_b("of=['A']\nrights=0.9");
  EXPECT_NEAR(rights_for(ruled.rules(), kPoor, kInB), 0.9, kClose);
  EXPECT_NEAR(rights_for(ruled.rules(), kRichC, kInB), 0.6, kClose);
  EXPECT_EQ(ruled.rules().rights[kInB], 0.6);
}

TEST(PolicyLevers, ConsulsMakeUpForWhatCitizensLack) {
  const Ruled ruled("[modules.policy]\ntype='policy'\nin=['A']\nto=['B']\nconsular_effort=0.25\n");
  EXPECT_NEAR(rights_for(ruled.rules(), kPoor, kInB), 0.6 + 0.25 * 0.4, kClose);
  EXPECT_NEAR(rights_for(ruled.rules(), kPoor, kInC), 0.6, kClose);
}

TEST(PolicyLevers, ControlAirAndSea) {
  // 1 - (1 - 0.4)(1 - 0.5) in the air into B, nothing over land.
  const Ruled carriers = by_b("carrier_sanctions=0.5");
  EXPECT_NEAR(carriers.rules().enforcement[CorridorId(2)], 0.7, kClose);
  EXPECT_NEAR(carriers.rules().enforcement[CorridorId(1)], 0.1, kClose);
  const Ruled sea("[modules.policy]\ntype='policy'\nin=['C']\ninterdiction=0.25\n");
  EXPECT_NEAR(sea.rules().enforcement[CorridorId(0)], 1 - 0.8 * 0.75, kClose);
  EXPECT_NEAR(sea.rules().enforcement[CorridorId(3)], 0, kClose);
}

TEST(PolicyLevers, SendBackOverTheCorridor) {
  const Ruled ruled = by_b("readmission=0.3\nreadmitting=['C']\nfrom='2020-01-17'");
  EXPECT_NEAR(ruled.rules().readmission[CorridorId(1)], 0.3 * 15 / 31, kClose);
  EXPECT_EQ(ruled.rules().readmission[CorridorId(2)], 0);
}

TEST(PolicyLevers, SendBackSomeNationalsOverSomeCorridors) {
  const Ruled ruled = by_b("of=['A']\nreadmission=0.3\nreadmission_over=['C-B land']");
  EXPECT_NEAR(readmission_for(ruled.rules(), CorridorId(1), kPoor), 0.3, kClose);
  EXPECT_EQ(readmission_for(ruled.rules(), CorridorId(1), kRichC), 0);
  EXPECT_EQ(readmission_for(ruled.rules(), CorridorId(2), kPoor), 0);
  EXPECT_EQ(ruled.rules().readmission[CorridorId(1)], 0);
  const Ruled all(testing::policy_of_b("of=['A']\nreadmission=0.5") +
                  "[modules.second]\ntype='policy'\nin=['B']\nreadmission=0.2\n");
  EXPECT_NEAR(readmission_for(all.rules(), CorridorId(2), kPoor), 1 - 0.5 * 0.8, kClose);
  EXPECT_NEAR(readmission_for(all.rules(), CorridorId(2), kRichC), 0.2, kClose);
}

/// Cost of every corridor.
std::vector<double> route_costs(const Ruled& ruled) {
  std::vector<double> cost;
  ruled.scene().modules.of<RouteCost>().front()->costs(ruled.scene(), cost);
  return cost;
}

/// From C to B: a_cross 1000, 500 km, 3000*0.1 for control: 1800 an attempt. Sent back every other
/// time two attempts are paid for one that succeeds; always: people do not tell less than 0.02.
TEST(PolicyLevers, ReadmissionIsPartOfTheCostOfARoute) {
  EXPECT_NEAR(route_costs(by_b("rights=0.6"))[1], 1800, 1e-9);
  EXPECT_NEAR(route_costs(by_b("readmission=0.5\nreadmitting=['C']"))[1], 3600, 1e-9);
  EXPECT_NEAR(route_costs(by_b("readmission=1\nreadmitting=['C']"))[1], 90000, 1e-6);
  EXPECT_EQ(route_costs(by_b("readmission=1\nreadmitting=['C']"))[2],
            route_costs(by_b("rights=0.6"))[2]);
  // Who is in C and would go on to B by the one way there is pays for it.
  const auto fare = [](const Ruled& ruled) {
    const Viewpoint who{kPoor, kInC, Skill::kLow, false};
    return evaluate(ruled.scene(), ruled.scene().modules, who)
        .cost(ruled.channel("irregular"), kInB);
  };
  EXPECT_NEAR(fare(by_b("readmission=0.5\nreadmitting=['C']")) - fare(by_b("rights=0.6")),
              0.25 * 1800, 1e-6);
}

TEST(PolicyLevers, ControlCorridorsThatLeadOutOfSomePlaces) {
  const Ruled effort = by_b("effort=0.5\ncoming_from=['C']");
  EXPECT_NEAR(effort.rules().enforcement[CorridorId(1)], 0.55, kClose);
  EXPECT_NEAR(effort.rules().enforcement[CorridorId(2)], 0.4, kClose);
  EXPECT_EQ(effort.stances().enforcement[kInB], 0);
  EXPECT_NEAR(by_b("carrier_sanctions=0.5\ncoming_from=['A']").rules().enforcement[CorridorId(2)],
              0.7, kClose);
}

TEST(PolicyLevers, MeanThoseWhoWereThereBefore) {
  const Ruled ruled = by_b("regularisation=0.5\nduration=24\nentered_before='2019-07'", 3);
  ASSERT_EQ(ruled.rules().transitions.size(), 1U);
  const TargetGroup& who = ruled.rules().transitions[0].who;
  // In March 2020 eight months have passed since July: whose last change is nine or more ago.
  EXPECT_FALSE(who.means({.citizenship = kPoor, .abroad = 8 / 12.0}));
  EXPECT_TRUE(who.means({.citizenship = kPoor, .abroad = 9 / 12.0}));
}

/// Work without papers: 1 - 0.4*(1 - rights) of the wage.
TEST(PolicyLevers, RightsOfANationalityPayWithoutPapers) {
  const std::string alone = testing::without(testing::all_but(testing::kPayoffs, "wage"));
  const Ruled before(alone);
  const Ruled ruled(testing::policy_of_b("of=['A']\nrights=0.9") + alone);
  const auto worth = [](const Ruled& in, StateId citizenship, const char* channel) {
    return evaluate(in.scene(), in.scene().modules, {citizenship, kInC, Skill::kLow, false})
        .utility(in.channel(channel), kInB);
  };
  EXPECT_NEAR(worth(ruled, kPoor, "irregular") - worth(before, kPoor, "irregular"),
              std::log(0.96 / 0.84), 1e-9);
  EXPECT_EQ(worth(ruled, kRichC, "irregular"), worth(before, kRichC, "irregular"));
  EXPECT_EQ(worth(ruled, kPoor, "labour"), worth(before, kPoor, "labour"));
}

TEST(PolicyLevers, DoubleStudyAndStopFamilies) {
  const Ruled before("");
  const Ruled ruled = by_b("study=2\nfamily=0");
  const ChannelId study = ruled.channel("study");
  EXPECT_NEAR(ruled.rules().quota(study, kInB, Skill::kHigh),
              2 * before.rules().quota(study, kInB, Skill::kHigh), 1e-6);
  EXPECT_EQ(family_factor(ruled.rules(), kPoor, kInB), 0);
  EXPECT_EQ(family_factor(ruled.rules(), kPoor, kInC), 1);
}

TEST(PolicyLevers, ChargeAFee) {
  const Ruled before("");
  const Ruled ruled = by_b("of=['A']\nrecruitment_fee=1500\nfee_channel='labour'");
  const ChannelId labour = ruled.channel("labour");
  const Viewpoint who{kPoor, testing::kAt, Skill::kLow, false};
  const auto cost = [&](const Ruled& in, PlaceId to) {
    return evaluate(in.scene(), in.scene().modules, who).cost(labour, to);
  };
  EXPECT_NEAR(cost(ruled, kInB), cost(before, kInB) + 1500, 1e-9);
  EXPECT_EQ(cost(ruled, kInC), cost(before, kInC));
}

/// Of 1,500 half is borrowed; a fee of 500 in its place takes half of the 1,000 off.
TEST(PolicyLevers, CapTheFeeOfContracts) {
  const std::string places = "of=['A']\nquota=100\nquota_channel='contract'\n";
  const auto cost = [](const Ruled& in) {
    const Viewpoint who{kPoor, testing::kAt, Skill::kLow, false};
    return evaluate(in.scene(), in.scene().modules, who).cost(in.channel("contract"), kInB);
  };
  const double before = cost(by_b(places));
  ASSERT_TRUE(std::isfinite(before));
  EXPECT_NEAR(cost(by_b(places + "recruitment_fee=500")), before - 500, 1e-9);
}

TEST(PolicyLevers, RefuseWhoeverLacksATrait) {
  const Ruled ruled = by_b("of=['A']\nadmit='eligible'\nsexes=['female']\nages=[20, 40]");
  const auto refused = [&](Sex sex, double age) {
    return std::ranges::any_of(ruled.rules().refusals, [&](const Refusal& one) {
      return one.who.means({.citizenship = kPoor, .sex = sex, .age = age});
    });
  };
  EXPECT_FALSE(refused(Sex::kFemale, 20));
  EXPECT_FALSE(refused(Sex::kFemale, 40));
  EXPECT_TRUE(refused(Sex::kFemale, 19));
  EXPECT_TRUE(refused(Sex::kFemale, 41));
  EXPECT_TRUE(refused(Sex::kMale, 30));
}

/// 2 instead of 1 for 15 of 31 days.
TEST(PolicyLevers, OpenPlacesForStudentsForTheDaysOfAMonth) {
  const Ruled before(""), ruled = by_b("study=2\nfrom='2020-01-17'");
  const ChannelId study = ruled.channel("study");
  EXPECT_NEAR(ruled.rules().quota(study, kInB, Skill::kHigh),
              (1 + 15.0 / 31) * before.rules().quota(study, kInB, Skill::kHigh), 1e-6);
}

TEST(PolicyLevers, SetTermsOfContracts) {
  const Ruled ruled = by_b("of=['A']\npermit_years=2\nrenewal=0.5\ntied='yes'");
  const ContractTerms& terms = ruled.rules().contracts(kPoor, kInB);
  EXPECT_EQ(terms.years, 2);
  EXPECT_EQ(terms.renewal, 0.5);
  EXPECT_EQ(terms.tied, true);
  EXPECT_TRUE(std::isnan(ruled.rules().contracts(kPoor, kInC).years));
}

TEST(PolicyLevers, RecogniseByCauseAndNationality) {
  const std::string war =
      "[modules.war]\ntype='conflict'\ntarget=['A']\nmagnitude=0.002\nstability_loss=0\n";
  const Ruled ruled(war + testing::policy_of_b("recognition=0.8\ncause='displacement'"));
  EXPECT_EQ(recognition_for(ruled.scene(), kPoor, kInB), 0.8);
  EXPECT_EQ(recognition_for(ruled.scene(), kRichC, kInB), ruled.stances().recognition[kRichC]);
  const Ruled unrest(war + testing::policy_of_b("recognition=0.8\ncause='unrest'"));
  EXPECT_EQ(recognition_for(unrest.scene(), kPoor, kInB), unrest.stances().recognition[kPoor]);
  EXPECT_EQ(recognition_for(unrest.scene(), kRichC, kInB), 0.8);
}

TEST(PolicyLevers, SlowNaturalisation) {
  const Ruled ruled = by_b("of=['A']\nnaturalisation=0.1");
  EXPECT_NEAR(naturalisation_factor(ruled.rules(), kPoor, kInB), 0.1, kClose);
  EXPECT_EQ(naturalisation_factor(ruled.rules(), kRichC, kInB), 1);
}

TEST(PolicyLevers, FillACeilingOfResettlement) {
  const Ruled ruled("[[stock]]\ncitizenship='A'\nresidence='C'\nstatus='refugee'\npersons=3000\n" +
                    testing::policy_of_b("resettlement=240"));
  ASSERT_EQ(ruled.rules().resettlement.size(), 1U);
  const Resettlement& one = ruled.rules().resettlement.front();
  EXPECT_EQ(one.from, kInC);
  EXPECT_EQ(one.to, kInB);
  EXPECT_NEAR(one.persons_per_year, 240, 1e-9);
}

TEST(PolicyLevers, RegulariseAShareByTheEnd) {
  // 60% within 24 months, of which each acts for a twelfth of a year: -ln(0.4)/2 a year.
  const Ruled ruled = by_b("of=['A']\nregularisation=0.6\nduration=24");
  ASSERT_EQ(ruled.rules().transitions.size(), 1U);
  const Transition& programme = ruled.rules().transitions.front();
  EXPECT_NEAR(programme.rate, -std::log(0.4) / 2, kClose);
  EXPECT_EQ(programme.to, Status::kRegular);
  EXPECT_EQ(programme.from, StatusSet{Status::kIrregular});
}

TEST(PolicyLevers, LimitAProgrammeByPersons) {
  const Ruled ruled(
      "[[stock]]\ncitizenship='A'\nresidence='B'\nstatus='irregular'\npersons=10_000\n" +
      testing::policy_of_b("returns=2\nreturns_cap=500"));
  EXPECT_NEAR(ruled.rules().transitions.front().rate, 500.0 / 10000, kClose);
}

TEST(PolicyLevers, LimitARegularisationByPersons) {
  const std::string people =
      "[[stock]]\ncitizenship='A'\nresidence='B'\nstatus='irregular'\npersons=10_000\n";
  const auto rate = [&](const std::string& cap) {
    return Ruled(people + testing::policy_of_b("regularisation=0.6\nduration=24\n" + cap))
        .rules()
        .transitions.front()
        .rate;
  };
  EXPECT_NEAR(rate("regularisation_cap=900"), 900.0 / 10000, kClose);
  EXPECT_NEAR(rate("regularisation_cap=9000"), -std::log(0.4) / 2, kClose);
}

TEST(PolicyLevers, SayWhatComesAfterProtection) {
  Ruled ruled = by_b("temporary_protection=12\nafter='return'\nafter_rate=6\nuntil='2020-02-15'");
  ASSERT_EQ(ruled.rules().transitions.size(), 1U);
  EXPECT_EQ(ruled.rules().transitions.front().to, Status::kProtected);
  testing::run(ruled.simulation(), 1);  // February 2020: 14 days of it, 15 of what comes after
  ASSERT_EQ(ruled.rules().transitions.size(), 2U);
  EXPECT_NEAR(ruled.rules().transitions[0].rate, 12.0 * 14 / 29, kClose);
  EXPECT_NEAR(ruled.rules().transitions[1].rate, 6.0 * 15 / 29, kClose);
  EXPECT_EQ(ruled.rules().transitions[1].outcome, Transition::Outcome::kHome);
}

TEST(PolicyLevers, RefuseEntryToNationalities) {
  const Ruled ruled = by_b("of=['A']\nvisa='refused'");
  EXPECT_EQ(ruled.rules().entry(kPoor, kInB), Entry::kRefused);
  EXPECT_EQ(ruled.rules().entry_sought(kPoor, kInB), Entry::kRequired);
  EXPECT_EQ(ruled.rules().entry(kRichC, kInB), Entry::kRequired);
  const Viewpoint who{kPoor, testing::kAt, Skill::kLow, false};
  const PayoffRow row = evaluate(ruled.scene(), ruled.scene().modules, who);
  EXPECT_FALSE(std::isfinite(row.cost(ruled.channel("labour"), kInB)));
  EXPECT_TRUE(std::isfinite(row.cost(ruled.channel("labour"), kInC)));
  EXPECT_TRUE(std::isfinite(row.cost(ruled.channel("irregular"), kInB)));
  EXPECT_TRUE(std::isfinite(row.cost(ruled.channel("asylum"), kInB)));
}

TEST(PolicyLevers, FreeEntryAndWhatTheVisaTableSays) {
  const std::string table =
      "[[visa]]\ncitizenship='A'\ndestination='B'\nrequirement='free'\n"
      "[[visa]]\ncitizenship='A'\ndestination='B'\nfrom='2020-02-01'\nrequirement='refused'\n";
  Ruled ruled(table + "[modules.policy]\ntype='policy'\nin=['C']\nof=['A']\nvisa='free'\n");
  EXPECT_EQ(ruled.rules().entry(kPoor, kInB), Entry::kFree);
  EXPECT_EQ(ruled.rules().entry(kPoor, kInC), Entry::kFree);
  testing::run(ruled.simulation(), 1);
  EXPECT_EQ(ruled.rules().entry(kPoor, kInB), Entry::kRefused);
  EXPECT_EQ(ruled.rules().entry(kPoor, kInC), Entry::kFree);
}

TEST(PolicyLevers, ReachAreasUnionsAndRegions) {
  for (const char* name : {"both", "rich"}) {
    const Ruled ruled(std::string("[modules.policy]\ntype='policy'\nrights=0.1\nin=['") + name +
                      "']\n");
    EXPECT_EQ(ruled.rules().rights[kInB], 0.1) << name;
    EXPECT_EQ(ruled.rules().rights[kInC], 0.1) << name;
    EXPECT_NE(ruled.rules().rights[testing::kAt], 0.1) << name;
  }
}

TEST(PolicyLevers, ForbidCitizensPlacesBelowTheMinimum) {
  const Ruled ruled(
      "[modules.c]\ntype='policy'\nin=['C']\nrights=0.3\n"
      "[modules.policy]\ntype='policy'\nin=['A']\nminimum_rights=0.5\n");
  const Viewpoint who{kPoor, testing::kAt, Skill::kLow, false};
  const PayoffRow row = evaluate(ruled.scene(), ruled.scene().modules, who);
  EXPECT_FALSE(std::isfinite(row.cost(ruled.channel("labour"), kInC)));
  EXPECT_TRUE(std::isfinite(row.cost(ruled.channel("labour"), kInB)));
  EXPECT_TRUE(std::isfinite(row.cost(ruled.channel("irregular"), kInC)));
}

TEST(PolicyLevers, ForbidCitizensPlacesThatPayLess) {
  const Ruled ruled(
      "[countries.C]\ngdp_per_capita=12000\n"
      "[modules.policy]\ntype='policy'\nin=['A']\nminimum_wage=15000\n");
  const Viewpoint who{kPoor, testing::kAt, Skill::kLow, false};
  const PayoffRow row = evaluate(ruled.scene(), ruled.scene().modules, who);
  EXPECT_FALSE(std::isfinite(row.cost(ruled.channel("labour"), kInC)));
  EXPECT_TRUE(std::isfinite(row.cost(ruled.channel("labour"), kInB)));
}

/// The minimum is for women: a woman may not go to C, a man may.
TEST(PolicyLevers, ForbidWhomTheyNamePlacesBelowTheMinimum) {
  const Ruled ruled(
      "[modules.c]\ntype='policy'\nin=['C']\nrights=0.3\n"
      "[modules.policy]\ntype='policy'\nin=['A']\nminimum_rights=0.5\nsexes=['female']\n");
  ASSERT_EQ(ruled.rules().refusals.size(), 1U);
  const Refusal& ban = ruled.rules().refusals[0];
  EXPECT_TRUE(ban.who.means({.citizenship = kPoor, .sex = Sex::kFemale, .age = 30}));
  EXPECT_FALSE(ban.who.means({.citizenship = kPoor, .sex = Sex::kMale, .age = 30}));
  EXPECT_TRUE(ban.to.contains(kInC));
  EXPECT_FALSE(ban.to.contains(kInB));
}

TEST(PolicyLevers, PeopleHurryBeforeADoorCloses) {
  // Announced on January 1, in force from March 1 of a leap year: on February 1 31 of 60 days are
  // over. 0.5 of a place's worth, 0.6*|ln 0.02|.
  const std::string keys = "of=['A']\nvisa='refused'\nannounced='2020-01-01'\nfrom='2020-03-01'";
  const Ruled ruled = by_b(keys, 2),
              hasty(testing::policy_of_b(keys) + "[modules.deadline]\nhaste=0\n", 2);
  const Viewpoint who{kPoor, testing::kAt, Skill::kLow, false};
  const auto utility = [&](const Ruled& in, const char* channel) {
    return evaluate(in.scene(), in.scene().modules, who).utility(in.channel(channel), kInB);
  };
  EXPECT_EQ(ruled.rules().announced.size(), 1U);
  const Ruled before = by_b(keys + "\nenabled=false", 2);
  EXPECT_EQ(before.rules().announced.size(), 0U);
  const PayoffRow now = evaluate(ruled.scene(), ruled.scene().modules, who);
  Rules unannounced = ruled.rules();
  unannounced.announced.clear();
  const PayoffRow then = evaluate(ruled.scene().with(unannounced), ruled.scene().modules, who);
  const auto gain = [&](const char* channel) {
    return now.utility(ruled.channel(channel), kInB) - then.utility(ruled.channel(channel), kInB);
  };
  EXPECT_NEAR(gain("labour"), 0.5 * 31 / 60 * 0.6 * -std::log(0.02), 1e-9);
  EXPECT_EQ(gain("irregular"), 0);
  EXPECT_LT(utility(hasty, "labour"), utility(ruled, "labour"));
}

TEST(PolicyLevers, NobodyHurriesToWhomTheDoorStaysOpen) {
  const std::string coming = "\nof=['A']\nannounced='2020-01-01'\nfrom='2020-03-01'";
  const auto gain = [&](const std::string& keys, Skill skill) {
    const Ruled ruled = by_b(keys + coming, 2);
    Rules unannounced = ruled.rules();
    unannounced.announced.clear();
    const Viewpoint who{kPoor, testing::kAt, skill, false};
    const auto labour = [&](const Scene& scene) {
      return evaluate(scene, scene.modules, who).utility(ruled.channel("labour"), kInB);
    };
    return labour(ruled.scene()) - labour(ruled.scene().with(unannounced));
  };
  const double hurry = 0.5 * 31 / 60 * 0.6 * -std::log(0.02);
  EXPECT_NEAR(gain("admit='nobody'", Skill::kHigh), hurry, 1e-9);
  EXPECT_NEAR(gain("admit='eligible'\nskills=['high']", Skill::kLow), hurry, 1e-9);
  EXPECT_EQ(gain("admit='eligible'\nskills=['high']", Skill::kHigh), 0);
  EXPECT_EQ(gain("admit='eligible'\nages=[18, 40]", Skill::kLow), 0);
}

TEST(PolicyLevers, GovernmentsGoOnAsTheyWould) {
  const auto with = [](const std::string& policy) {
    return Ruled("[modules.unilateral_policy]\ntype='unilateral_policy'\n" + policy, 13);
  };
  const Ruled held = with(testing::policy_of_b("openness=0.9\nfrom='2020-06'"));
  EXPECT_EQ(held.stances().openness[kInB], 0.9);
  EXPECT_NE(held.stances().chosen_openness[kInB], 0);
  EXPECT_NEAR(held.stances().openness_unheld[kInB], 0.5 + held.stances().chosen_openness[kInB],
              kClose);
  EXPECT_LE(std::abs(held.stances().chosen_openness[kInB]), 0.03 + kClose);
}

}  // namespace
}  // namespace sojourn::models
