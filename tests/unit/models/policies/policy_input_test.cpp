#include <gtest/gtest.h>

#include <algorithm>

#include "models/policies/channel_group.hpp"
#include "sim/input/term.hpp"
#include "sim/stages/catalog.hpp"
#include "tests/worlds/policies/policies_world.hpp"
#include "tools/sojourn/check/setting_catalog.hpp"

// What is refused of a policy, and how the fault is told: file, line, what was expected, and the
// nearest name that is known.
namespace sojourn::models {
namespace {

std::string fault_of(const std::string& modules) {
  try {
    testing::simulate(testing::three_countries(modules));
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

std::string fault_of_policy(const std::string& keys) {
  return fault_of("[modules.policy]\ntype='policy'\n" + keys + "\n");
}

void expect_fault(const std::string& keys, const std::string& said) {
  const std::string fault = fault_of_policy(keys);
  EXPECT_NE(fault.find(said), std::string::npos) << keys << "\n" << fault;
  EXPECT_EQ(fault.find("test.toml:"), 0U) << fault;
}

TEST(PolicyInput, NamesAreKnown) {
  expect_fault("in=['BB']\nrights=0.5", "\"BB\" is no country, place, area, union or region");
  expect_fault("in=['bothe']\nrights=0.5", "both");
  expect_fault("in=['B']\nof=['rihc']\nrights=0.5", "rich");
  expect_fault("in=['B']\nvisa='fre'", "free");
  expect_fault("in=['B']\nadmit='nobody'\nchannels=['labuor']", "unknown channel \"labuor\"");
  expect_fault("in=['B']\nreturns=1\nreturned=['refugeee']", "\"refugee\"");
  expect_fault("in=['B']\nadmit='nobody'\nsexes=['femal']", "female");
  expect_fault("in=['B']\nadmit='nobody'\nskills=['hihg']", "high");
  expect_fault("in=['B']\nvisas='free'", "visa");
}

TEST(PolicyInput, SharesKeepToTheirRange) {
  expect_fault("in=['B']\nrights=-0.5", "rights: expected a real in [0, 1] (1), found -0.5");
  expect_fault("in=['B']\neffort=-0.5", "effort: expected a real in [0, 1] (1), found -0.5");
  expect_fault("in=['B']\nrecognition=-2", "recognition: expected a real in [0, 1] (1), found -2");
}

TEST(PolicyInput, DatesFollowEachOther) {
  expect_fault("in=['B']\nrights=0.5\nfrom='2020-05'\nuntil='2020-05'",
               "expected a day after `from`, 2020-05");
  expect_fault("in=['B']\nrights=0.5\nfrom='2020-05'\nannounced='2020-06'",
               "announced after it begins");
  expect_fault("in=['B']\nrights=0.5\nuntil='2020-09'\nduration=3", "found both");
  expect_fault("in=['B']\nrights=0.5\nfrom='2020-13'", "from");
}

TEST(PolicyInput, LeversSayWhomTheyMean) {
  expect_fault("rights=0.5", "expected `in`");
  expect_fault("in=[]\nrights=0.5", "in: expected a name; \"*\" means everywhere");
  expect_fault("in=['B']\nof=['A']\nopenness=0.5", "cannot go with `of`");
  expect_fault("in=['B']\nof=['A']\neffort=0.5", "cannot go with `of`");
  expect_fault("in=['B']\nsexes=['female']\nrights=0.5", "whole nationalities");
  expect_fault("in=['B']\nages=[18, 40]\nvisa='free'", "whole nationalities");
  expect_fault("in=['B']\nages=[18, 40]\nquota=100", "nationality and schooling");
  expect_fault("in=['B']\nof=['A']\nstudy=2", "quota_channel");
  expect_fault("in=['B']\nadmit='eligible'", "who is eligible");
  expect_fault("in=['A']\nexit='eligible'", "who may go");
  expect_fault("in=['B']\nages=[40, 18]\nadmit='eligible'", "the least and the greatest");
  expect_fault("in=['B']\nregularisation=0.5", "a programme has an end");
  expect_fault("in=['B']\nreturns=1\nreturns_to='places'", "the places to which");
  expect_fault("in=['B']\nopenness=0.5\nopenness_change=0.1", "found both");
  expect_fault(
      "in=['B']\npermit_years=2\nfrom='2020-01-15'",
      "modules.policy.from: terms of contracts change with a tick: expected the first day");
  expect_fault("in=['B']\npermit_years=0", "expected a real in [0.08, 50]");
  expect_fault("in=['B']\nrecruitment_fee=40000\nfee_channel='labour'\nfrom='2020-03-25'",
               "fees change with a tick");
  expect_fault("in=['B']\nrecruitment_fee=40000\nuntil='2020-03-25'",
               "modules.policy.until: fees change with a tick");
  expect_fault("in=['B']\nrecruitment_fee=40000\nfrom='2019-12-25'\nduration=3",
               "modules.policy.duration: fees change with a tick");
  EXPECT_EQ(fault_of_policy("in=['B']\nrecruitment_fee=40000\nfrom='2017-03-25'"), "");
  expect_fault("in=['B']\ninterdiction=0.5", "no corridor leads there");
  expect_fault("in=['A']\ncarrier_sanctions=0.5", "no corridor leads there");
  expect_fault("in=['B']\ninterdiction=0.5\ncoming_from=['A']", "no corridor leads there");
  expect_fault("in=['B']\nrights=0.5\ncoming_from=['A']", "goes with no other lever");
  expect_fault("in=['B']\nrights=0.5\nentered_before='2019-07'", "goes with no other lever");
  expect_fault("in=['B']\nreturns=1\nentered_before='2019-07-15'", "the first of a month");
  expect_fault("in=['B']\nreadmission=0.5\nreadmission_over=['C-B lnd']", "\"C-B land\"");
}

TEST(PolicyInput, LeversSayWhatTheyMakeOfPeople) {
  expect_fault(
      "in=['B']\nregularisation=0.5\nduration=12\nregularised=['irregular', 'temporary']\n"
      "regularised_as='temporary'",
      "modules.policy.regularised: \"temporary\" is what it makes of people");
  expect_fault("in=['B']\ntemporary_protection=1\nprotects=['protected']",
               "modules.policy.protects: \"protected\" is what it makes of people");
  expect_fault("in=['A']\nconsular_effort=0.5\nsexes=['female']", "whole nationalities");
  expect_fault("in=['B']\nreturns=1\nreturn_places=['C']", "goes with `returns_to = \"places\"`");
}

/// A key that says more of a lever which is not there would change nothing.
TEST(PolicyInput, KeysBelongToTheirLevers) {
  const auto belongs = [](const std::string& key, const std::string& said) {
    expect_fault("in=['B']\nrights=0.5\n" + key, "it says more of " + said);
    expect_fault("in=['B']\nrights=0.5\n" + key,
                 "modules.policy." + key.substr(0, key.find('=')) + ":");
  };
  belongs("channels=['labour']", "`admit`");
  belongs("quota_channel='labour'", "`quota`");
  belongs("quota_exclusive=false", "`quota`");
  belongs("fee_channel='labour'", "`recruitment_fee`");
  belongs("regularised=['irregular']", "`regularisation`");
  belongs("regularised_as='protected'", "`regularisation`");
  belongs("regularisation_cap=100", "`regularisation`");
  belongs("protects=['irregular']", "`temporary_protection`");
  belongs("after='return'", "`temporary_protection`");
  belongs("after_rate=2", "`temporary_protection`");
  belongs("cause='unrest'", "`recognition`");
  belongs("returned=['irregular']", "`returns`");
  belongs("returns_cap=100", "`returns`");
  belongs("returns_to='home'", "`returns`");
  belongs("return_places=['C']", "`returns`");
  belongs("readmitting=['C']", "`readmission`");
  belongs("readmission_over=['C-B land']", "`readmission`");
  belongs("exit_channels=['labour']", "`exit` or `minimum_rights`");
  belongs("to=['C']", "`exit` or `minimum_rights`");
  EXPECT_EQ(fault_of_policy("in=['A']\nconsular_effort=0.5\nto=['B']"), "");
  EXPECT_EQ(fault_of_policy("in=['B']\nvisa='refused'\nadmit='nobody'\nchannels=['labour']"), "");
}

/// Every key of a number refuses what lies beyond its range, every choice and list another word.
TEST(PolicyInput, EveryKeyRefusesWhatItCannotBe) {
  const Catalog catalog = standard_catalog();
  const ModuleType* type = catalog.find("policy");
  ASSERT_NE(type, nullptr);
  int tried = 0;
  for (const SettingInfo& key : command::settings_of(*type).keys) {
    if (key.key == "type" || key.key == "enabled" || key.key == "in") continue;
    std::string value = "'nonsense'";
    if (key.type == "real" || key.type == "integer") {
      value = std::isfinite(key.high) ? std::to_string(static_cast<long long>(key.high) + 7) : "-7";
    } else if (key.type == "list of text") {
      value = "['nonsense']";
    } else if (key.type == "list of reals") {
      value = "[-7.0, 1.0]";
    } else if (key.type == "boolean") {
      value = "3";
    }
    expect_fault("in=['B']\n" + key.key + "=" + value, key.key);
    ++tried;
  }
  EXPECT_GT(tried, 40);
}

std::string warning_of(const std::string& keys) {
  const auto simulation = testing::simulate(
      testing::three_countries("[modules.policy]\ntype='policy'\nin=['B']\n" + keys + "\n"));
  const auto all = simulation->warnings();
  const auto found = std::ranges::find_if(
      all, [](const std::string& text) { return text.starts_with("modules.policy"); });
  return found == all.end() ? "" : *found;
}

TEST(PolicyInput, WarnsOfWhatHasNoEffect) {
  EXPECT_NE(warning_of("").find("no lever is set"), std::string::npos);
  EXPECT_EQ(warning_of("rights=0.5\nfrom='2031-01'"),
            "modules.policy: it begins on 2031-01-01, when the run has ended on 2023-01-01, so it "
            "never acts");
  EXPECT_NE(warning_of("rights=0.5\nfrom='2001-01'\nduration=6").find("it is over on 2001-07-01"),
            std::string::npos);
  EXPECT_NE(warning_of("rights=0.5\nuntil='2030-01'")
                .find("it would last until 2030-01-01, but the run ends on 2023-01-01"),
            std::string::npos);
  EXPECT_NE(warning_of("rights=0.5\nduration=0").find("it never acts"), std::string::npos);
  EXPECT_EQ(warning_of("rights=0.5"), "");
}

TEST(PolicyInput, WarnsOfLeversThatReachNobody) {
  const auto warns = [](const std::string& keys, const std::string& said) {
    EXPECT_NE(warning_of(keys).find(said), std::string::npos) << keys << "\n" << warning_of(keys);
  };
  warns("quota=100\nquota_channel='sponsored'", "nobody contends for places");
  warns("quota=100\nquota_channel='free_movement'", "no area of free movement");
  warns("quota=0\nquota_exclusive=false", "no places beside those of all");
  warns("recruitment_fee=100\nfee_channel='family'", "nobody pays to come by the channel");
  warns("recruitment_fee=100\nfee_channel='sponsored'", "nobody pays to come by the channel");
  const std::string part = "\n[countries.B]\nquota_share=0.56";
  warns("quota=2000" + part, "of its quota 1120 are left");
  warns("quota=1" + part, "of its quota 0.6 are left");
  warns("regularisation=0.5\nduration=12\nregularisation_cap=0", "it reaches nobody");
  warns("returns=1\nreturns_cap=0", "it reaches nobody");
  warns("regularisation=0.5\nduration=12\nregularised=['regular']\nregularised_as='temporary'",
        "have papers");
  warns("admit='nobody'\nchannels=['contract', 'family']\n[modules.family]\nenabled=false",
        "nobody comes by the channels \"contract\", \"family\"");
  warns("rights=0.5\nfrom='2020-05'\nannounced='2020-02'", "nobody acts on its announcement");
  warns("admit='eligible'\nages=[18, 40]\nfrom='2020-05'\nannounced='2020-02'",
        "nobody acts on its announcement");
  for (const char* held : {"openness=0.5", "rights=0.5", "effort=0.5"}) {
    warns(held + std::string("\n[modules.declared_policy]\nenabled=false"),
          "the module \"declared_policy\" is off");
  }
  for (const char* programme :
       {"returns=1", "temporary_protection=1", "regularisation=0.5\nduration=12"}) {
    warns(programme + std::string("\n[modules.programmes]\nenabled=false"),
          "the module \"programmes\" is off");
  }
  warns("effort=0.5\n[modules.border_effort]\nenabled=false",
        "the module \"border_effort\" is off");
  warns("family=2\n[modules.kin_calls]\nenabled=false",
        "its family has no effect: the module \"kin_calls\" is off");
  warns("naturalisation=0\n[modules.naturalisation]\nenabled=false",
        "its naturalisation has no effect: the module \"naturalisation\" is off");
  warns(
      "rights=0.5\nfamily=2\n[modules.kin_calls]\nenabled=false\n[modules.declared_policy]\n"
      "enabled=false",
      "\"kin_calls\" is off; its rights has no effect: the module \"declared_policy\" is off");
  warns("resettlement=100\n[modules.resettlement]\nenabled=false",
        "the module \"resettlement\" is off");
  EXPECT_EQ(warning_of("quota=100\nquota_channel='family'"), "");
  EXPECT_EQ(warning_of("quota=0\nquota_channel='sponsored'"), "");
  EXPECT_EQ(warning_of("recruitment_fee=100\nfee_channel='labour'"), "");
  EXPECT_EQ(warning_of("quota=0\nfrom='2020-05'\nannounced='2020-02'"), "");
  warns("quota=0\nfrom='2020-05'\nannounced='2020-02'\n[modules.deadline]\nhaste=0",
        "nobody acts on its announcement");
}

// Contracts have no places of their own by default.
TEST(PolicyInput, WarnsOfWaysThatNobodyCanTake) {
  const std::string none = "nobody comes by the channel \"contract\"";
  const auto warns = [&](const std::string& keys) {
    return warning_of(keys).find(none) != std::string::npos;
  };
  const std::string quota = "\n[modules.contract]\nquota=0.001";
  const std::string given =
      "\n[modules.zz]\ntype='policy'\nin=['C']\nof=['A']\nquota=50\nquota_channel='contract'";
  const std::string agreed =
      "\n[modules.pact]\ntype='deal'\ndemander='B'\nsupplier='A'\nfrom='2020-03'\nplaces=100\n"
      "channel='contract'";
  const std::string there =
      "\n[[stock]]\ncitizenship='A'\nresidence='B'\nstatus='temporary'\npersons=1000";
  const std::string no_places = "\n[modules.zz]\ntype='policy'\nin=['C']\nopenness=0.5";
  for (const std::string keys :
       {"permit_years=3", "renewal=0.5", "tied='yes'", "recruitment_fee=100",
        "admit='nobody'\nchannels=['contract']", "exit='ban'\nexit_channels=['contract']"}) {
    EXPECT_TRUE(warns(keys)) << keys;
    EXPECT_TRUE(warns(keys + no_places)) << keys;
    for (const std::string& places : {quota, given, agreed}) {
      EXPECT_EQ(warning_of(keys + places), "") << keys << places;
    }
  }
  // Those who work there for a term live under its terms.
  EXPECT_EQ(warning_of("permit_years=3" + there), "");
  EXPECT_TRUE(warns("admit='nobody'\nchannels=['contract']" + there));
  // Places that come after the run are none.
  EXPECT_TRUE(warns("permit_years=3" + given + "\nfrom='2031-01'"));
}

TEST(PolicyInput, WarnsOfPoliciesOnOnesOwnCitizens) {
  const std::string own = "citizens of the state in `in`";
  for (const std::string keys : {"returns=1", "visa='refused'", "admit='nobody'", "quota=10"}) {
    EXPECT_NE(warning_of("of=['B']\n" + keys).find(own), std::string::npos) << keys;
    EXPECT_EQ(warning_of("of=['A']\n" + keys), "") << keys;
    EXPECT_EQ(warning_of("of=['A', 'B']\n" + keys), "") << keys;
    EXPECT_EQ(warning_of(keys), "") << keys;
  }
  EXPECT_EQ(warning_of("of=['B']\nexit='ban'"), "");
}

TEST(PolicyInput, TellsContradictions) {
  const auto with = [](const std::string& other) {
    return warning_of("rights=0.5\nuntil='2021-01'\n[modules.zz]\ntype='policy'\n" + other);
  };
  EXPECT_NE(with("in=['both']\nrights=0.4").find("it and zz both set rights"), std::string::npos);
  EXPECT_EQ(with("in=['C']\nrights=0.4"), "");
  EXPECT_EQ(with("in=['B']\nrights=0.4\nfrom='2021-01'"), "");
  EXPECT_EQ(with("in=['B']\nopenness=0.4"), "");
  const auto visas = [](const std::string& mine, const std::string& other) {
    return warning_of("visa='refused'\n" + mine +
                      "\n[modules.zz]\ntype='policy'\nin=['B']\nvisa='refused'\n" + other);
  };
  EXPECT_NE(visas("sexes=['male']", "").find("it and zz both set visa"), std::string::npos);
  EXPECT_EQ(visas("sexes=['male']", "sexes=['female']"), "");
  EXPECT_EQ(visas("skills=['low', 'medium']", "skills=['high']"), "");
  EXPECT_EQ(visas("ages=[18, 29]", "ages=[30, 60]"), "");
  EXPECT_NE(visas("ages=[18, 30]", "ages=[30, 60]").find("both set visa"), std::string::npos);
  const auto pair = [](const std::string& mine, const std::string& other) {
    return warning_of(mine + "\n[modules.zz]\ntype='policy'\nin=['B']\n" + other);
  };
  for (const std::string key : {"recognition=0.5", "tied='yes'", "renewal=0.5", "permit_years=2",
                                "resettlement=10", "quota=100"}) {
    EXPECT_NE(pair(key, key).find("it and zz both set "), std::string::npos) << key;
  }
  EXPECT_EQ(pair("recognition=0.5\ncause='displacement'", "recognition=0.5\ncause='unrest'"), "");
  EXPECT_EQ(pair("tied='yes'", "permit_years=2\n[modules.contract]\nquota=0.001"), "");
  EXPECT_NE(pair("quota=100", "admit='nobody'").find("zz turns away people whom it lets in"),
            std::string::npos);
  EXPECT_NE(pair("visa='refused'", "quota=100").find("it turns away people whom zz lets in"),
            std::string::npos);
  EXPECT_NE(pair("admit='nobody'", "admit='eligible'\nsexes=['male']").find("whom zz lets in"),
            std::string::npos);
  EXPECT_EQ(pair("quota=100", "admit='nobody'\nchannels=['study']"), "");
  const std::string of_a = "of=['A']\nrights=0.9";
  EXPECT_NE(warning_of(of_a + "\n[modules.zz]\ntype='policy'\nin=['B']\n" + of_a)
                .find("it and zz both set the rights of nationals"),
            std::string::npos);
}

TEST(PolicyInput, WarnsOfFirstEntriesWithoutAUnion) {
  const auto warnings = [](const std::string& in) {
    return testing::simulate(testing::three_countries("[modules.policy]\ntype='policy'\nin=['" +
                                                      in +
                                                      "']\nreturns=1\nreturns_to='first_entry'\n"))
        ->warnings();
  };
  EXPECT_TRUE(std::ranges::any_of(warnings("A"), [](const std::string& text) {
    return text.find("no state in `in` is member of a union") != std::string::npos;
  }));
  EXPECT_TRUE(std::ranges::none_of(warnings("B"), [](const std::string& text) {
    return text.find("is member of a union") != std::string::npos;
  }));
}

TEST(PolicyInput, ListsOfNobodyAreRefused) {
  expect_fault("in=['B']\nregularisation=0.5\nduration=12\nregularised=[]", "regularised");
  expect_fault("in=['B']\nreturns=1\nreturned=[]", "returned");
  expect_fault("in=['B']\ntemporary_protection=1\nprotects=[]", "protects");
  expect_fault("in=['B']\nreturns=1\nreturns_to='places'\nreturn_places=['B', 'C']",
               "return_places");
}

TEST(PolicyInput, VisaRowsAreChecked) {
  const auto row = [](const std::string& keys) {
    return fault_of("[[visa]]\ncitizenship='A'\ndestination='B'\n" + keys + "\n");
  };
  EXPECT_EQ(row("requirement='free'"), "");
  EXPECT_NE(row("requirement='freee'").find("free"), std::string::npos);
  const std::string free = "requirement='free'\n";
  EXPECT_NE(fault_of("[[visa]]\ncitizenship='A'\ndestination='A'\n" + free).find("own country"),
            std::string::npos);
  const std::string unknown = fault_of("[[visa]]\ncitizenship='A'\ndestination='D'\n" + free);
  EXPECT_NE(unknown.find("unknown country"), std::string::npos);
  EXPECT_EQ(unknown.find("their own country"), std::string::npos);
  EXPECT_NE(row("days=0\n" + free).find("days"), std::string::npos);
  EXPECT_NE(row(free + "[[visa]]\ncitizenship='A'\ndestination='B'\n" + free).find("there already"),
            std::string::npos);
  EXPECT_NE(row("").find("requirement"), std::string::npos);
  EXPECT_NE(row("requirement='refused'\ndays=30").find("belongs to entry without a visa"),
            std::string::npos);
}

Term term(const std::string& keys, const std::string& start = "2020-01") {
  Diagnostics diagnostics;
  const auto node = parse_toml(keys, "test.toml", diagnostics);
  Settings settings(&*node, "modules.policy", &diagnostics);
  const Calendar calendar(*parse_date(start), TickLength::kMonth);
  const Term found =
      read_announced(settings, read_from_until(settings, calendar, calendar.start()));
  diagnostics.throw_if_any();
  return found;
}

TEST(PolicyTerm, IsAShareOfTheMonthsItTouches) {
  const Term days = term("from='2020-01-11'\nuntil='2020-03-02'");
  EXPECT_NEAR(days.part(0).share(), 21.0 / 31, 1e-12);
  EXPECT_EQ(days.part(1).share(), 1);
  EXPECT_NEAR(days.part(2).share(), 1.0 / 31, 1e-12);
  EXPECT_EQ(days.part(3).share(), 0);
  EXPECT_NEAR(days.after(2).share(), 30.0 / 31, 1e-12);
  EXPECT_EQ(days.after(1).share(), 0);
  EXPECT_EQ(days.after(9).share(), 1);
}

TEST(PolicyTerm, LastsCalendarMonths) {
  EXPECT_EQ(term("from='2020-01-31'\nduration=1").until(), (Date{2020, 2, 29}));
  EXPECT_EQ(term("from='2020-11-15'\nduration=14").until(), (Date{2022, 1, 15}));
  EXPECT_NEAR(term("from='2020-01-01'\nduration=12").years(), 366 / 365.25, 1e-12);
}

TEST(PolicyTerm, ComesNearerFromItsAnnouncement) {
  const Term coming = term("from='2020-04-01'\nannounced='2020-02-01'");
  EXPECT_EQ(coming.closeness(0), 0);
  EXPECT_EQ(coming.closeness(1), 0);
  EXPECT_NEAR(coming.closeness(2), 29.0 / 60, 1e-12);
  EXPECT_EQ(coming.closeness(3), 0);
  EXPECT_TRUE(coming.is_announced_in(1));
  EXPECT_TRUE(coming.begins_in(3));
}

TEST(PolicyTerm, OfNoMonthsIsNeverInForce) {
  const Term never = term("from='2020-03'\nduration=0\nannounced='2020-01'");
  for (int tick = 0; tick < 5; ++tick) {
    EXPECT_EQ(never.part(tick).share(), 0);
    EXPECT_EQ(never.after(tick).share(), 0);
    EXPECT_EQ(never.closeness(tick), 0);
  }
  EXPECT_FALSE(never.is_announced_in(0));
  EXPECT_FALSE(never.is_within(36));
  EXPECT_FALSE(term("from='2020-03'").has_end());
}

TEST(PolicyTerm, OfNoMonthsStaysSoInTheResolvedTable) {
  for (const char* keys : {"from='2020-03'\nduration=0", "from='2020-03'"}) {
    Diagnostics diagnostics;
    const auto node = parse_toml(keys, "test.toml", diagnostics);
    Settings settings(&*node, "m", &diagnostics);
    const Term first = read_from_until(settings, Calendar({2020, 1, 1}, TickLength::kMonth), {});
    EXPECT_EQ(term(to_toml(settings.resolved())).until(), first.until());
  }
}

TEST(PolicyTerm, OfNoMonthsChangesNothing) {
  const auto run =
      testing::simulate(testing::three_countries(testing::policy_of_b("openness=0.9\nduration=0")));
  testing::run(*run, 2);
  EXPECT_EQ(run->scene().stances.openness[testing::kInB], 0.5);
  EXPECT_TRUE(run->events().empty() || std::ranges::none_of(run->events(), [](const Event& event) {
                return event.kind.starts_with("policy");
              }));
}

TEST(PolicyTerm, ThatIsOverDoesNotBeginInTheLog) {
  const auto begun = [](const std::string& keys) {
    const auto run = testing::simulate(testing::three_countries(testing::policy_of_b(keys)));
    testing::run(*run, 1);
    return std::ranges::count(run->events(), "policy begins", &Event::kind);
  };
  EXPECT_EQ(begun("openness=0.9\nfrom='2010-01'\nuntil='2012-01'"), 0);
  EXPECT_EQ(begun("openness=0.9\nfrom='2010-01'\nuntil='2022-01'"), 1);
}

/// A name that no channel could have would never be noticed to be without effect.
TEST(PolicyChannels, AreThoseOfTheCatalog) {
  const auto known = testing::standard_at("channel");
  for (const std::string& name : channel_names()) {
    const bool later = name == "visit" || name == "contract";
    EXPECT_TRUE(later || std::ranges::count(known, name) > 0) << name;
  }
}

}  // namespace
}  // namespace sojourn::models
