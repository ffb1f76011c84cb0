#include <gtest/gtest.h>

#include <map>

#include "tests/worlds/policies/policies_world.hpp"

// On which days the event log says that things happen; the run is of months and begins on
// 2020-01-01.
namespace sojourn::models {
namespace {

using Days = std::multimap<std::string, std::string>;

/// By module and kind.
Days days(const std::string& modules, int ticks) {
  const auto simulation = testing::simulate(testing::three_countries(modules));
  testing::run(*simulation, ticks);
  Days found;
  for (const Event& event : simulation->events()) {
    found.emplace(event.module + ": " + event.kind,
                  iso(event.day_in(simulation->scene().world.calendar)));
  }
  return found;
}

TEST(EventDays, PoliciesBeginAndEndOnTheirDays) {
  EXPECT_EQ(days(testing::policy_of_b("openness=0.9\nannounced='2020-01-20'\nfrom='2020-03-05'\n"
                                      "until='2020-06-17'"),
                 8),
            (Days{{"policy: policy announced", "2020-01-20"},
                  {"policy: policy begins", "2020-03-05"},
                  {"policy: policy ends", "2020-06-17"}}));
}

TEST(EventDays, ShocksBeginOnTheirDays) {
  EXPECT_EQ(days("[modules.war]\ntype='conflict'\ntarget=['A']\nstart='2020-02-10'\nduration=2\n"
                 "[modules.slump]\ntype='recession'\ntarget=['B']\nstart='2020-03'\n",
                 5),
            (Days{{"war: conflict", "2020-02-10"}, {"slump: recession", "2020-03-01"}}));
}

TEST(EventDays, DealsByScriptBeginAreRenewedAndEndOnTheirDays) {
  const std::string both = "type='deal'\ndemander='C'\nsupplier='A'\nreadmission=0.1\n";
  EXPECT_EQ(days("[modules.pact]\n" + both +
                     "from='2020-02-20'\nduration=2\nat_end='renewed'\nbroken='2020-06-03'\n",
                 8),
            (Days{{"pact: deal", "2020-02-20"},
                  {"pact: renewal", "2020-04-20"},
                  {"pact: end", "2020-06-03"}}));
}

TEST(EventDays, MembersLeaveAndSuspendOnTheirDays) {
  const std::string area = "[areas.free]\nmembers=['B','C']\n";
  EXPECT_EQ(days(area + "[modules.leaving]\ntype='exit_from_area'\narea='free'\ntarget=['B']\n"
                        "from='2020-02-20'\nannounced='2020-03-15'\ntransition_until='2020-05'\n",
                 6),
            (Days{{"leaving: area exit", "2020-02-20"},
                  {"leaving: area exit", "2020-03-15"},
                  {"leaving: area exit", "2020-05-01"}}));
  EXPECT_EQ(
      days(area + "[modules.shut]\ntype='suspension'\narea='free'\ntarget=['B']\n"
                  "from='2020-02'\nuntil='2020-04'\n",
           6),
      (Days{{"shut: area suspension", "2020-02-01"}, {"shut: area resumption", "2020-04-01"}}));
}

// What began before the run is told of when it holds; a strike by a hazard has no day of its own.
TEST(EventDays, WhatHasNoDayInTheTickIsDatedItsFirst) {
  EXPECT_EQ(days(testing::policy_of_b("openness=0.9\nfrom='2018-05-05'") +
                     "[modules.old]\ntype='recession'\ntarget=['B']\nstart='2019-07-14'\n",
                 2),
            (Days{{"policy: policy begins", "2020-01-01"}, {"old: recession", "2020-01-01"}}));
  const Days struck =
      days("[modules.war]\ntype='conflict'\ntarget=['A']\nhazard=300\nduration=1\n", 3);
  EXPECT_EQ(struck, (Days{{"war: conflict", "2020-01-01"},
                          {"war: conflict", "2020-02-01"},
                          {"war: conflict", "2020-03-01"}}));
}

TEST(EventDays, BordersOpenOnTheirDays) {
  const std::string shut = "[modules.shut]\ntype='border_closure'\nto=['B']\nstart='2020-02-10'\n";
  EXPECT_EQ(days(shut + "until='2020-04-20'\n", 6),
            (Days{{"shut: border closure", "2020-02-10"}, {"shut: border opening", "2020-04-20"}}));
  EXPECT_EQ(days(shut, 6), (Days{{"shut: border closure", "2020-02-10"}}));
  // Within the first tick, and of one that began before the run.
  for (const auto& [start, told] :
       {std::pair{"2020-01-05", "2020-01-05"}, {"2019-11-05", "2020-01-01"}}) {
    EXPECT_EQ(days("[modules.shut]\ntype='border_closure'\nto=['B']\nuntil='2020-01-20'\nstart='" +
                       std::string(start) + "'\n",
                   3),
              (Days{{"shut: border closure", told}, {"shut: border opening", "2020-01-20"}}));
  }
}

}  // namespace
}  // namespace sojourn::models
