#include <gtest/gtest.h>

#include <algorithm>

#include "tests/worlds/policies/policies_world.hpp"

// Orders that cannot both be: what one opens another closes, or both set one thing; and orders that
// change nothing.
namespace sojourn::models {
namespace {

/// What is said of the policy of B called "policy".
std::string warning_of(const std::string& keys, const std::string& more = "") {
  const auto all =
      testing::simulate(testing::three_countries(testing::policy_of_b(keys) + more))->warnings();
  const auto found = std::ranges::find_if(
      all, [](const std::string& text) { return text.starts_with("modules.policy"); });
  return found == all.end() ? "" : *found;
}

/// Another policy, later by name.
std::string other(const std::string& keys) {
  return "[modules.zz]\ntype='policy'\n" + keys + "\n";
}

bool says(const std::string& text, const std::string& what) {
  return text.find(what) != std::string::npos;
}

constexpr const char* kTurnsAway = "zz turns away people whom it lets in";
constexpr const char* kLetsIn = "it turns away people whom zz lets in";

TEST(PolicyContradictions, AreToldWithinOnePolicy) {
  EXPECT_TRUE(says(warning_of("visa='free'\nadmit='nobody'\nchannels=['visit']"),
                   "its `admit` turns away people whom its `visa` lets in"));
  EXPECT_TRUE(says(warning_of("visa='free'\nadmit='nobody'"), "its `admit` turns away"));
  EXPECT_TRUE(says(warning_of("visa='refused'\nquota=100"),
                   "its `visa` turns away people whom its `quota` lets in"));
  EXPECT_TRUE(says(warning_of("family=0\nquota=100\nquota_channel='family'"),
                   "its `family` turns away people whom its `quota` lets in"));
  EXPECT_FALSE(says(warning_of("admit='eligible'\nskills=['high']\nquota=100"), "turns away"));
  EXPECT_FALSE(says(warning_of("visa='free'\nquota=0"), "turns away"));
}

TEST(PolicyContradictions, BetweenWhatOpensAndWhatCloses) {
  const auto told = [](const std::string& mine, const std::string& theirs) {
    return says(warning_of(mine, other(theirs)), kTurnsAway);
  };
  EXPECT_TRUE(told("visa='free'", "in=['B']\nadmit='nobody'"));
  EXPECT_TRUE(told("visa='free'", "in=['B']\nadmit='nobody'\nchannels=['visit']"));
  EXPECT_TRUE(told("visa='free'", "in=['A']\nexit='ban'\nexit_channels=['visit']"));
  EXPECT_TRUE(told("quota=100", "in=['A']\nexit='ban'"));
  EXPECT_TRUE(told("quota=100", "in=['A']\nexit='ban'\nto=['B']"));
  EXPECT_TRUE(told("quota=100", "in=['A']\nminimum_rights=0.9"));
  EXPECT_TRUE(told("quota=100\nquota_channel='family'", "in=['B']\nfamily=0"));
  EXPECT_TRUE(told("family=2", "in=['B']\nfamily=0"));
  EXPECT_TRUE(told("study=2", "in=['B']\nadmit='nobody'\nchannels=['study']"));
  EXPECT_TRUE(told("resettlement=100", "in=['B']\nadmit='nobody'\nchannels=['sponsored']"));
  EXPECT_TRUE(
      told("quota=100\nskills=['low']\nof=['A']", "in=['B']\nadmit='eligible'\nskills=['high']"));
  EXPECT_TRUE(says(warning_of("admit='nobody'", other("in=['B']\nvisa='free'")), kLetsIn));
  EXPECT_FALSE(told("visa='free'", "in=['B']\nadmit='nobody'\nchannels=['labour']"));
  EXPECT_FALSE(told("visa='free'", "in=['C']\nadmit='nobody'"));
  EXPECT_FALSE(told("quota=100", "in=['A']\nexit='ban'\nto=['C']"));
  EXPECT_FALSE(told("quota=100", "in=['B']\nexit='ban'\nto=['C']"));
  EXPECT_FALSE(told("quota=100", "in=['A']\nminimum_rights=0.5"));
  EXPECT_FALSE(told("quota=100\nof=['C']", "in=['A']\nexit='ban'"));
  EXPECT_FALSE(told("quota=100\nfrom='2021-01'", "in=['A']\nexit='ban'\nuntil='2021-01'"));
  EXPECT_FALSE(told("quota=100", "in=['B']\nadmit='eligible'\nskills=['high']"));
  EXPECT_FALSE(told("family=2", "in=['B']\nfamily=0.5"));
}

TEST(PolicyContradictions, WithClosedBorders) {
  const auto told = [](const std::string& mine, const std::string& closure) {
    return says(warning_of(mine,
                           "[modules.zz]\ntype='border_closure'\nstart='2020-03'\n"
                           "duration=6\n" +
                               closure + "\n"),
                kTurnsAway);
  };
  EXPECT_TRUE(told("visa='free'", "to=['B']\nchannels=['visit']"));
  EXPECT_TRUE(told("visa='free'", "to=['B']\nchannels=['all']"));
  EXPECT_TRUE(told("quota=100", "to=['B']\nfrom=['A']\nchannels=['labour']"));
  EXPECT_FALSE(told("visa='free'", "to=['C']\nchannels=['visit']"));
  EXPECT_FALSE(told("visa='free'\nof=['A']", "to=['B']\nof=['C']\nchannels=['visit']"));
  EXPECT_FALSE(told("visa='free'\nuntil='2020-03'", "to=['B']\nchannels=['visit']"));
  EXPECT_FALSE(says(warning_of("quota=100",
                               "[modules.zz]\ntype='border_closure'\nto=['B']\n"
                               "channels=['all']\nstart='2031-01'\n"),
                    kTurnsAway));
  EXPECT_FALSE(told("quota=100", "to=['B']\nchannels=['visit']"));
  EXPECT_FALSE(told("quota=100", "to=['B']"));
}

TEST(PolicyContradictions, OfTwoThatSetOneThing) {
  const auto both = [](const std::string& mine, const std::string& theirs) {
    return warning_of(mine, other("in=['B']\n" + theirs));
  };
  EXPECT_TRUE(says(both("naturalisation=0", "naturalisation=2"), "both set naturalisation"));
  EXPECT_EQ(both("naturalisation=0.5", "naturalisation=2"), "");
  EXPECT_EQ(both("naturalisation=0", "naturalisation=0"), "");
  const std::string shelter = "temporary_protection=1\nuntil='2021-01'\nafter=";
  EXPECT_TRUE(says(both(shelter + "'regular'", shelter + "'return'"),
                   "both set what becomes of the protected on 2021-01-01"));
  EXPECT_EQ(both(shelter + "'return'", shelter + "'return'"), "");
  EXPECT_EQ(both(shelter + "'regular'", "temporary_protection=1\nuntil='2022-01'\nafter='return'"),
            "");
  // The run ends on 2023-01-01: what comes then comes to nobody.
  const std::string late = "temporary_protection=1\nuntil='2023-01'\nafter=";
  EXPECT_EQ(both(late + "'regular'", late + "'return'"), "");
}

TEST(PolicyContradictions, OfTwoThatSetOneThingAreToldOnce) {
  for (const auto& [mine, theirs] : {std::pair{"visa='free'", "visa='refused'"},
                                     {"resettlement=100", "resettlement=0"},
                                     {"quota=100", "quota=0"}}) {
    const std::string said = warning_of(mine, other(std::string("in=['B']\n") + theirs));
    EXPECT_TRUE(says(said, "it and zz both set ")) << said;
    EXPECT_FALSE(says(said, "turns away")) << said;
  }
  const std::string more = warning_of("visa='free'", other("in=['B']\nvisa='refused'\nfamily=0"));
  EXPECT_TRUE(says(more, "both set visa")) << more;
  EXPECT_TRUE(says(warning_of("visa='free'\nquota=9\nquota_channel='family'",
                              other("in=['B']\nvisa='refused'\nfamily=0")),
                   kTurnsAway));
}

std::string row(const std::string& of, const std::string& requirement,
                const std::string& more = "") {
  return "[[visa]]\ncitizenship='" + of + "'\ndestination='B'\nrequirement='" + requirement +
         "'\n" + more;
}

TEST(PolicyContradictions, WhatHoldsAlreadyChangesNothing) {
  const auto idle = [](const std::string& keys, const std::string& rows) {
    return says(warning_of(keys, rows), "it changes nothing: ");
  };
  EXPECT_TRUE(idle("visa='required'", ""));
  EXPECT_TRUE(idle("visa='required'\nof=['A']\nsexes=['female']", row("C", "free")));
  EXPECT_TRUE(idle("visa='free'\nof=['A']", row("A", "free")));
  EXPECT_TRUE(idle("visa='refused'\nof=['A']", row("A", "refused")));
  EXPECT_TRUE(
      idle("visa='required'\nof=['A']\nuntil='2021-01'", row("A", "free", "from='2021-01'\n")));
  EXPECT_TRUE(idle("recruitment_fee=0\nfee_channel='labour'", ""));
  EXPECT_FALSE(idle("visa='required'", row("A", "free")));
  EXPECT_FALSE(idle("visa='required'", row("A", "refused")));
  EXPECT_FALSE(idle("visa='required'\nof=['A']", row("A", "free", "from='2021-01'\n")));
  EXPECT_FALSE(idle("visa='free'\nof=['A']", ""));
  EXPECT_FALSE(idle("visa='refused'", row("A", "refused")));
  EXPECT_FALSE(idle("visa='required'", other("in=['B']\nvisa='free'\nuntil='2020-06'")));
  EXPECT_FALSE(idle("recruitment_fee=0\nfee_channel='labour'",
                    other("in=['B']\nrecruitment_fee=9\nfee_channel='labour'")));
  EXPECT_FALSE(idle("recruitment_fee=1\nfee_channel='labour'", ""));
}

/// Orders about others, of other days or of days outside the run change nothing of that.
TEST(PolicyContradictions, WhatHoldsAlreadyDoesSoBesideOthers) {
  const auto idle = [](const std::string& keys, const std::string& more) {
    return says(warning_of(keys, more), "it changes nothing: ");
  };
  const std::string fee = "recruitment_fee=0\nfee_channel='labour'\n";
  const std::string dear = "recruitment_fee=9\nfee_channel='labour'\n";
  EXPECT_TRUE(idle("visa='required'", other("in=['C']\nvisa='free'")));
  EXPECT_TRUE(idle("visa='required'\nof=['A']", other("in=['B']\nof=['C']\nvisa='free'")));
  EXPECT_TRUE(idle("visa='required'\nof=['A']", row("A", "free", "from='2023-01'\n")));
  EXPECT_FALSE(idle("visa='required'\nof=['A']", row("A", "free", "from='2022-12'\n")));
  EXPECT_TRUE(idle(fee + "until='2021-01'", other(dear + "in=['B']\nfrom='2021-01'")));
  EXPECT_FALSE(idle(fee + "until='2021-02'", other(dear + "in=['B']\nfrom='2021-01'")));
  EXPECT_TRUE(idle(fee, other(dear + "in=['C']")));
  EXPECT_TRUE(idle(fee, other(dear + "in=['B']\nfrom='2023-01'")));
}

/// A run of no ticks ends on its first day, which is that to ask for.
TEST(PolicyContradictions, WhatHoldsAlreadyIsToldOfARunOfNoTicks) {
  const auto said = [](const std::string& more) {
    return testing::simulate(testing::three_countries(
                                 testing::policy_of_b("visa='required'\nfrom='2019-01'") + more, 0))
        ->warnings();
  };
  ASSERT_EQ(said("").size(), 1U);
  EXPECT_TRUE(says(said("").front(), "it changes nothing: "));
  EXPECT_TRUE(said(row("A", "free")).empty());
}

/// Agreements come before decrees: a policy that names the channel's own fee lifts their caps.
TEST(PolicyContradictions, AFeeThatLiftsACapChangesSomething) {
  const auto idle = [](const std::string& more) {
    return says(
        warning_of("recruitment_fee=1500\n", "[modules.contract]\nfee=1500\nquota=0.001\n" + more),
        "it changes nothing: ");
  };
  const std::string deal =
      "[modules.deal]\ndemander='B'\nsupplier='A'\nfrom='2020-01'\npermit_years=2\n";
  EXPECT_TRUE(idle(""));
  EXPECT_TRUE(idle(deal));
  EXPECT_TRUE(idle(deal + "fee_cap=100\nchannel='labour'\n"));
  EXPECT_TRUE(idle("[modules.labour_deals]\n"));
  EXPECT_FALSE(idle(deal + "fee_cap=100\nchannel='contract'\n"));
  const std::string by_labour = "recruitment_fee=0\nfee_channel='labour'";
  EXPECT_TRUE(says(warning_of(by_labour), "it changes nothing"));
  EXPECT_FALSE(says(warning_of(by_labour, "[modules.labour_deals]\n"), "it changes nothing"));
}

TEST(PolicyContradictions, ClosuresForOnesOwnCitizensAreTold) {
  const auto warning = [](const std::string& keys) {
    std::string said;
    for (const std::string& one :
         testing::simulate(testing::three_countries("[modules.shut]\ntype='border_closure'\n"
                                                    "start='2020-03'\nto=['B']\n" +
                                                    keys + "\n"))
             ->warnings()) {
      said += one;
    }
    return said;
  };
  EXPECT_TRUE(says(warning("of=['B']\nchannels=['labour']"), "citizens of the state in `to`"));
  EXPECT_FALSE(says(warning("of=['A']\nchannels=['labour']"), "citizens of the state in `to`"));
  EXPECT_FALSE(says(warning("of=['A', 'B']"), "citizens of the state in `to`"));
}

}  // namespace
}  // namespace sojourn::models
