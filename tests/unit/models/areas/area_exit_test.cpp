#include <gtest/gtest.h>

#include <algorithm>

#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

/// A, B and C move freely among each other, D is outside. No corridor leads anywhere. Free movers
/// of A live in B and C, of B in A and C.
const std::string kWorld = R"(
[run]
start = "2020-01"
ticks = 36
seed = 5
[areas.abc]
members = ["A", "B", "C"]
)" + [] {
  std::string text;
  for (const char* id : {"A", "B", "C", "D"}) {
    text += std::string("[[country]]\nid = \"") + id +
            "\"\npopulation = 400_000\ngdp_per_capita = 20000\n";
  }
  for (const char* pair : {"AB", "AC", "BA", "BC"}) {
    text += std::string("[[stock]]\ncitizenship = \"") + pair[0] + "\"\nresidence = \"" + pair[1] +
            "\"\nstatus = \"free_mover\"\npersons = 20_000\n";
  }
  return text;
}();
constexpr StateId kA(0), kB(1), kC(2);
constexpr double kPeople = 20000;

std::string exit_of(const std::string& who, const std::string& keys) {
  return "[modules.leaving]\ntype = 'exit_from_area'\narea = 'abc'\ntarget = ['" + who + "']\n" +
         keys;
}
std::string suspension(const std::string& keys) {
  return "[modules.shut]\ntype = 'suspension'\narea = 'abc'\n" + keys;
}
/// Nothing but what ends rights changes a record, and nobody sets out.
std::string only_rights() {
  return testing::without(testing::all_but(testing::kHazards, "end_of_right")) +
         "[modules.intention]\nenabled = false\n[modules.kin_calls]\nenabled = false\n";
}
std::unique_ptr<Simulation> world(const std::string& more) {
  return testing::simulate(kWorld + more);
}
std::string faults(const std::string& more) {
  try {
    world(more);
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}
double in(const Simulation& simulation, StateId of, StateId place, Status status) {
  return static_cast<double>(simulation.ledger().stock(place_of(place), of, status));
}
std::vector<std::string> told(const Simulation& simulation) {
  std::vector<std::string> all;
  for (const Event& event : simulation.events()) {
    all.push_back(std::to_string(event.tick) + " " + event.kind + ": " + event.text);
  }
  return all;
}

TEST(ExitFromArea, EndsTheRightBothWaysAfterTheTransition) {
  const auto simulation =
      world(exit_of("A", "from = '2020-02-20'\ntransition_until = '2020-05'\n"));
  for (int t = 0; t < 8; ++t) {
    simulation->tick();
    const auto& free = simulation->scene().rules.free_movement;
    const double still = t < 4 ? 1 : 0;
    for (const StateId other : {kB, kC}) {
      EXPECT_EQ(free(kA, place_of(other)), still) << t;
      EXPECT_EQ(free(other, place_of(kA)), still) << t;
    }
    EXPECT_EQ(free(kB, place_of(kC)), 1);
    EXPECT_EQ(free(kC, place_of(kB)), 1);
    EXPECT_EQ(free(kA, PlaceId(3)), 0);
  }
  EXPECT_EQ(
      told(*simulation),
      (std::vector<std::string>{
          "1 area exit: leaving: A of \"abc\"; free movement goes on until 2020-05",
          "4 area exit: leaving: A of \"abc\"; free movement ends: its citizens abroad: keep, "
          "others' citizens there: keep"}));
}

TEST(ExitFromArea, WhoCameKeepsTheStatusWhereNothingElseIsSaid) {
  const auto simulation = world(only_rights() + exit_of("A", "from = '2020-03'\n"));
  testing::run(*simulation, 24);
  for (const auto& [of, place] : {std::pair(kA, kB), {kA, kC}, {kB, kA}, {kB, kC}}) {
    EXPECT_EQ(in(*simulation, of, place, Status::kFreeMover), kPeople);
  }
}

/// Law: each whose right has ended takes the other status at 12 a year, so that 1 - exp(-k) have
/// done so after k months; binomial with n = 20,000, refused beyond 4.5 standard deviations (level
/// 7e-6). The twin has a rate of 11 a year; after one month it differs by 9 of them.
TEST(ExitFromArea, WhoCameTakesTheStatusThatIsSaid) {
  const auto simulation = world(
      only_rights() +
      exit_of("A", "from = '2020-03'\nits_citizens = 'irregular'\nothers_citizens = 'regular'\n"));
  testing::run(*simulation, 2);
  EXPECT_EQ(in(*simulation, kA, kB, Status::kFreeMover), kPeople);
  for (int k = 1; k <= 3; ++k) {
    simulation->tick();
    const double changed = 1 - std::exp(-k);
    for (const auto& [of, place, status] : {std::tuple(kA, kB, Status::kIrregular),
                                            {kA, kC, Status::kIrregular},
                                            {kB, kA, Status::kRegular}}) {
      const double n = in(*simulation, of, place, status);
      EXPECT_LT(std::abs(testing::deviation(n, kPeople, changed)), testing::kFar) << k;
      EXPECT_EQ(n + in(*simulation, of, place, Status::kFreeMover), kPeople);
      if (k > 1) continue;
      EXPECT_GT(std::abs(testing::deviation(n, kPeople, 1 - std::exp(-11.0 / 12))), testing::kFar);
    }
    EXPECT_EQ(in(*simulation, kB, kC, Status::kFreeMover), kPeople);  // between members
  }
}

TEST(ExitFromArea, AnotherRightIsEnough) {
  const auto simulation = world(only_rights() + "[areas.pair]\nmembers = ['A', 'B']\n" +
                                exit_of("A", "from = '2020-01'\nits_citizens = 'irregular'\n"));
  testing::run(*simulation, 24);
  EXPECT_EQ(in(*simulation, kA, kB, Status::kFreeMover), kPeople);
  EXPECT_EQ(in(*simulation, kA, kC, Status::kFreeMover), 0);
  EXPECT_EQ(simulation->scene().rules.free_movement(kA, place_of(kB)), 1);
}

/// Law: who stays for a term of a year takes the next status once it is over, at 12 a year. All
/// have theirs within a year of the exit but exp(-12) of them, and nobody has the next one before
/// the term has passed.
TEST(ExitFromArea, WhoMayStayForATerm) {
  const auto simulation =
      world(only_rights() + exit_of("A",
                                    "from = '2020-01'\nits_citizens = 'temporary'\nterm = 1\n"
                                    "after_term = 'regular'\n"));
  testing::run(*simulation, 12);
  EXPECT_EQ(in(*simulation, kA, kB, Status::kRegular), 0);
  EXPECT_NEAR(in(*simulation, kA, kB, Status::kTemporary), kPeople, 5);
  testing::run(*simulation, 24);
  EXPECT_NEAR(in(*simulation, kA, kB, Status::kRegular), kPeople, 5);
  EXPECT_EQ(in(*simulation, kB, kC, Status::kFreeMover), kPeople);
}

/// Arrivals by the area's right over some months, from and into A, and between the others.
std::array<std::int64_t, 2> settled(const std::string& more, int from, int to) {
  const auto simulation = world(more);
  const ChannelId right = simulation->modules().channel("free_movement");
  std::array<std::int64_t, 2> sum{};
  for (int t = 0; t < to; ++t) {
    simulation->tick();
    if (t < from) continue;
    for (const StateId of : {kA, kB, kC}) {
      for (const StateId place : {kA, kB, kC}) {
        const std::int64_t n = simulation->ledger().tick.arrivals(of, place_of(place), right);
        sum[of == kA || place == kA ? 0 : 1] += n;
      }
    }
  }
  return sum;
}

TEST(ExitFromArea, NobodySettlesByTheRightAfterwards) {
  const std::string leaving = exit_of("A", "from = '2020-03'\ntransition_until = '2020-07'\n");
  EXPECT_GT(settled(leaving, 0, 6)[0], 50);
  const auto after = settled(leaving, 6, 24);
  EXPECT_EQ(after[0], 0);
  EXPECT_GT(after[1], 50);
  EXPECT_GT(settled("", 6, 24)[0], 50);  // broken twin: nobody leaves
}

TEST(ExitFromArea, OfOneThatHasJoined) {
  const std::string joins =
      "[modules.joining]\ntype = 'accession'\narea = 'abc'\ntarget = ['D']\nstart = '2020-02'\n";
  const auto simulation = world(joins + exit_of("D", "from = '2020-04'\n"));
  for (int t = 0; t < 5; ++t) {
    simulation->tick();
    const double open = t == 1 || t == 2 ? 1 : 0;
    EXPECT_EQ(simulation->scene().rules.free_movement(kA, PlaceId(3)), open) << t;
    EXPECT_EQ(simulation->scene().rules.free_movement(StateId(3), place_of(kA)), open) << t;
  }
  const std::string early = faults(joins + exit_of("D", "from = '2020-01'\n"));
  EXPECT_NE(early.find("modules.leaving.target: \"D\" is no member of the area \"abc\" on 2020-01"),
            std::string::npos)
      << early;
}

TEST(ExitFromArea, FaultsAreNamed) {
  const auto has = [](const std::string& more, const std::string& wanted) {
    const std::string found = faults(more);
    EXPECT_NE(found.find(wanted), std::string::npos) << more << "\n" << found;
    EXPECT_NE(found.find("test.toml:"), std::string::npos) << found;
  };
  has(exit_of("D", "from = '2020-03'\n"),
      "modules.leaving.target: \"D\" is no member of the area \"abc\" on 2020-03");
  has(exit_of("X", "from = '2020-03'\n"), "modules.leaving.target: unknown country or place \"X\"");
  has("[modules.leaving]\ntype = 'exit_from_area'\narea = 'abd'\ntarget = ['A']\nfrom = "
      "'2020-03'\n",
      "modules.leaving.area: unknown area \"abd\", nearest known: \"abc\"");
  has("[modules.leaving]\ntype = 'exit_from_area'\narea = 'abc'\nfrom = '2020-03'\n",
      "modules.leaving.target: expected at least one member");
  has(exit_of("A", ""), "modules.leaving.from: expected a date");
  has(exit_of("A", "from = '2020-03-15'\n"),
      "modules.leaving.from: expected the first of a month in a run by months, for it cannot act "
      "by days; found 2020-03-15");
  has(exit_of("A", "from = '2020-03-15'\ntransition_until = '2020-04-30'\n"),
      "modules.leaving.transition_until: expected the first of a month");
  has(exit_of("A", "from = '2020-03'\ntransition_until = '2020-02'\n"),
      "modules.leaving.transition_until: expected no day before `from`");
  has(exit_of("A", "from = '2020-03'\nits_citizens = 'iregular'\n"),
      "found \"iregular\", nearest known: \"regular\"");
  has(exit_of("A", "from = '2020-03'\n") +
          "[modules.again]\ntype = 'exit_from_area'\narea = 'abc'\ntarget = ['A']\n"
          "from = '2021-03'\n",
      "modules.again.target: \"A\" is no member of the area \"abc\" on 2021-03");
  has(exit_of("A", "from = '2020-03'\n") + suspension("target = ['A']\nfrom = '2020-06'\n"),
      "modules.shut.target: \"A\" is no member of the area \"abc\" on 2020-06");
  has(suspension("target = ['A']\nof = ['D']\nfrom = '2020-06'\n"),
      "modules.shut.of: \"D\" is no member of the area \"abc\" on 2020-06");
  has(suspension("target = ['A']\nfrom = '2020-06'\nuntil = '2020-08-02'\n"),
      "modules.shut.until: expected the first of a month");
  has(suspension("from = '2020-06'\n"), "modules.shut.target: expected at least one member");
  has(suspension("target = ['A', 'A']\nfrom = '2020-06'\n"),
      "modules.shut.target: \"A\" is listed twice");
  const std::string unknown = faults(suspension("target = ['XXX']\nfrom = '2020-06'\n"));
  EXPECT_NE(unknown.find("\"XXX\""), std::string::npos) << unknown;
  EXPECT_EQ(std::ranges::count(unknown, '\n'), 0) << unknown;
}

TEST(ExitFromArea, WarningsTellWhatDoesNotHappen) {
  const auto warning = [](const std::string& more) {
    const auto all = world(more)->warnings();
    return all.size() == 1 ? all.front() : std::to_string(all.size()) + " warnings";
  };
  EXPECT_EQ(warning(exit_of("A", "from = '2023-01'\n")),
            "modules.leaving: free movement ends after the run");
  EXPECT_EQ(warning(exit_of("A", "from = '2021-01'\nterm = 3\n")),
            "modules.leaving: `term` and `after_term` have no effect: nobody becomes temporary");
  EXPECT_EQ(warning(exit_of("A", "from = '2021-01'\nterm = 3\nits_citizens = 'temporary'\n")),
            "0 warnings");
  EXPECT_EQ(warning(suspension("target = ['A']\nof = ['A']\nfrom = '2020-06'\n")),
            "modules.shut: citizens of A are at home there: it does not reach them");
  EXPECT_EQ(warning(exit_of("A", "from = '2021-01'\nits_citizens = 'regular'\n") +
                    "[modules.end_of_right]\nenabled = false\n"),
            "modules.leaving: nobody's status changes: \"end_of_right\" is off");
  const auto back = world(exit_of("A", "from = '2021-01'\n") +
                          "[modules.joining]\ntype = 'accession'\narea = 'abc'\ntarget = ['A']\n"
                          "start = '2021-06'\n")
                        ->warnings();
  for (const char* told : {"modules.leaving: who has left does not come back by \"joining\"",
                           "modules.joining: A is a member from the start: it joins nothing"}) {
    EXPECT_EQ(std::ranges::count(back, told), 1) << told;
  }
  const std::string regular = "[[stock]]\ncitizenship = \"C\"\nresidence = \"A\"\npersons = 700\n";
  EXPECT_EQ(warning(exit_of("A", "from = '2021-01'\nothers_citizens = 'irregular'\n") + regular),
            "modules.leaving: 700 people of the members who live in one another at the start do so "
            "as \"regular\" and not as \"free_mover\": they keep their status");
  EXPECT_EQ(warning(exit_of("A", "from = '2021-01'\nothers_citizens = 'regular'\n") + regular),
            "0 warnings");
  EXPECT_EQ(
      warning(suspension("target = ['A']\nfrom = '2019-01'\nuntil = '2020-01'\n")),
      "modules.shut: it is over on 2020-01-01, before the run begins on 2020-01-01, so it never "
      "acts");
  EXPECT_EQ(warning(suspension("target = ['A']\nfrom = '2020-02'\nuntil = '2099-01'\n"))
                .find("modules.shut: it would last until 2099-01-01, but the run ends on "),
            0U);
  EXPECT_EQ(warning(exit_of("A", "from = '2021-01'\n")), "0 warnings");
}

TEST(Suspension, ClosesAMemberToSomeForSomeTime) {
  const auto simulation = world(
      only_rights() + suspension("target = ['B']\nof = ['A']\nfrom = '2020-03'\nduration = 2\n"));
  for (int t = 0; t < 6; ++t) {
    simulation->tick();
    const auto& free = simulation->scene().rules.free_movement;
    EXPECT_EQ(free(kA, place_of(kB)), t == 2 || t == 3 ? 0 : 1) << t;
    EXPECT_EQ(free(kB, place_of(kA)), 1);
    EXPECT_EQ(free(kC, place_of(kB)), 1);
    EXPECT_EQ(free(kA, place_of(kC)), 1);
  }
  EXPECT_EQ(in(*simulation, kA, kB, Status::kFreeMover), kPeople);  // who has settled stays
  EXPECT_EQ(told(*simulation),
            (std::vector<std::string>{
                "2 area suspension: shut: B of \"abc\" for citizens of A until 2020-05",
                "4 area resumption: shut: B of \"abc\" for citizens of A"}));
}

TEST(Suspension, OfAllMembersAndWithoutAnEnd) {
  const auto simulation = world(suspension("target = ['B', 'C']\nfrom = '2019-06'\n"));
  testing::run(*simulation, 12);
  const auto& free = simulation->scene().rules.free_movement;
  EXPECT_EQ(free(kA, place_of(kB)) + free(kA, place_of(kC)) + free(kB, place_of(kC)), 0);
  EXPECT_EQ(free(kB, place_of(kA)) + free(kC, place_of(kA)), 2);
  EXPECT_EQ(told(*simulation),
            std::vector<std::string>{
                "0 area suspension: shut: B, C of \"abc\" for citizens of all members"});
}

TEST(Suspension, NobodySettlesMeanwhile) {
  const std::string shut = suspension("target = ['B', 'C']\nfrom = '2020-03'\nduration = 6\n");
  EXPECT_EQ(settled(shut, 2, 8)[1], 0);  // between B and C
  EXPECT_GT(settled(shut, 8, 14)[1], 20);
  EXPECT_GT(settled("", 2, 8)[1], 20);  // broken twin
}

TEST(ExitFromArea, ByDaysOnAnyDay) {
  const std::string by_days = "[run]\nstart = \"2020-01\"\ntick = \"day\"\nticks = 60\n";
  std::string text =
      kWorld + exit_of("A", "from = '2020-01-31'\ntransition_until = '2020-02-10'\n");
  text.replace(text.find("[run]"), text.find("seed = 5") - text.find("[run]"), by_days);
  const auto simulation = testing::simulate(text);
  testing::run(*simulation, 40);
  EXPECT_EQ(simulation->scene().rules.free_movement(kA, place_of(kB)), 1);  // 9 February
  simulation->tick();
  EXPECT_EQ(simulation->scene().rules.free_movement(kA, place_of(kB)), 0);
  ASSERT_EQ(simulation->events().size(), 2U);
  EXPECT_EQ(simulation->events()[0].tick, 30);
}

TEST(ExitFromArea, ThreadsDoNotShow) {
  const Node scenario =
      testing::scenario(kWorld + exit_of("A", "from = '2020-03'\nits_citizens = 'irregular'\n") +
                        suspension("target = ['B']\nof = ['C']\nfrom = '2020-06'\nduration = 3\n"));
  const auto after = [&](int threads) {
    Simulation simulation(scenario, standard_catalog(), threads);
    testing::run(simulation, 12);
    return std::pair(simulation.ledger().stocks,
                     std::vector<std::int64_t>(simulation.ledger().year.arrivals.begin(),
                                               simulation.ledger().year.arrivals.end()));
  };
  const auto one = after(1);
  EXPECT_EQ(after(2), one);
  EXPECT_EQ(after(3), one);
}

/// From March 2020 it is known that free movement ends with the year: in May 61 of 306 days are
/// over. Both ways between A and B, and between A and C.
TEST(ExitFromArea, WhoKnowsOfTheEndHurries) {
  const std::string keys = "from='2020-03'\ntransition_until='2021-01'\n";
  const auto known = world(exit_of("A", keys + "announced='2020-03'\n"));
  testing::run(*known, 5);
  const auto& announced = known->scene().rules.announced;
  ASSERT_EQ(announced.size(), 4U);
  int of_a = 0;
  for (const Announcement& one : announced) {
    EXPECT_NEAR(one.closeness, 61.0 / 306, 1e-12);
    EXPECT_TRUE(one.channels.contains(known->modules().channel("free_movement")));
    EXPECT_FALSE(one.channels.contains(known->modules().channel("labour")));
    EXPECT_NE(one.citizenships.contains(kA), one.to.contains(place_of(kA)));
    of_a += one.citizenships.contains(kA) ? 1 : 0;
  }
  EXPECT_EQ(of_a, 2);
  testing::run(*known, 8);
  EXPECT_TRUE(known->scene().rules.announced.empty());  // January: it has ended
  const auto unknown = world(exit_of("A", keys));
  testing::run(*unknown, 5);
  EXPECT_TRUE(unknown->scene().rules.announced.empty());
  EXPECT_NE(faults(exit_of("A", keys + "announced='2021-02'\n")).find("announced after it begins"),
            std::string::npos);
}

}  // namespace
}  // namespace sojourn::models
