#include "models/unions/union_politics.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "models/unions/union_agreement.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

using testing::run;

/// A, B, C and D of 6, 3, 1 and 1 hundred thousand, rules of law 0.8, 0.8, 0.2 and 0.8. The first
/// three are the club, an area and a union of the world.
std::string world(const std::string& of_union, const std::string& more = "") {
  std::string text = "[run]\nstart = '2020-01'\nticks = 60\nseed = 3\nlife_histories = 0\n";
  const struct {
    const char* id;
    int people;
    double law;
  } states[] = {{"A", 600000, 0.8}, {"B", 300000, 0.8}, {"C", 100000, 0.2}, {"D", 100000, 0.8}};
  for (const auto& state : states) {
    text += fmt::format(
        "[[country]]\nid = '{}'\npopulation = {}\ngdp_per_capita = 20000\nrule_of_law = {}\n"
        "birth_rate = 0\nlife_expectancy = 90\n",
        state.id, state.people, state.law);
  }
  return text +
         "[areas.club]\nmembers = ['A', 'B', 'C']\n[unions.club_of_three]\nmembers = ['A', 'B', "
         "'C']\n[modules.club_acts]\ntype = 'union'\narea = 'club'\n" +
         of_union + more;
}

constexpr StateId kA(0), kB(1), kC(2), kD(3);

const UnionPolitics& union_of(const Simulation& simulation) {
  return *simulation.modules().find<UnionPolitics>();
}
std::vector<std::string> told(const Simulation& simulation, const std::string& kind) {
  std::vector<std::string> texts;
  for (const Event& event : simulation.events()) {
    if (event.kind == kind) texts.push_back(event.text);
  }
  return texts;
}
std::string faults(const std::string& toml) {
  try {
    testing::simulate(toml);
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}
StateArray worth(double a, double b, double c, double d) {
  StateArray all(4);
  all << a, b, c, d;
  return all;
}

/// By people, (6*0.3 - 3*0.2 + 0)/10 = 0.12.
TEST(UnionPolitics, ThreeVoteAsOneAndTheFourthForItself) {
  const auto simulation = testing::simulate(world("decides = 'mean'\n"));
  run(*simulation, 1);
  StateArray all = worth(0.3, -0.2, 0, -0.7);
  union_of(*simulation).agree(Subject::kRights, 0.01, 0, all);
  for (const StateId s : {kA, kB, kC}) EXPECT_NEAR(all[s], 0.12, 1e-3);
  EXPECT_EQ(all[kD], -0.7);
  // Who is absent is left out: (6*0.3 + 0)/7.
  all = worth(0.3, std::nan(""), 0, -0.7);
  union_of(*simulation).agree(Subject::kRights, 0.01, 0, all);
  EXPECT_TRUE(std::isnan(all[kB]));
  EXPECT_NEAR(all[kA], 1.8 / 7, 1e-3);
  for (const StateId s : {kA, kB, kC}) {
    EXPECT_EQ(union_of(*simulation).acts_with(Subject::kRights, s), kA);
  }
  EXPECT_EQ(union_of(*simulation).acts_with(Subject::kRights, kD), kD);
}

TEST(UnionPolitics, TheDividedAbstainOrGoTheirWays) {
  const StateArray before = worth(0.3, -0.2, 0, -0.7);
  for (const bool each : {false, true}) {
    const auto simulation = testing::simulate(world(
        std::string("decides = 'unanimity'\ndivided = '") + (each ? "each'\n" : "abstain'\n")));
    run(*simulation, 1);
    StateArray all = before;
    union_of(*simulation).agree(Subject::kRights, 0.01, 0, all);
    EXPECT_EQ(all[kA], each ? 0.3 : 0);
    EXPECT_EQ(all[kB], each ? -0.2 : 0);
  }
}

TEST(UnionPolitics, SpeaksOnlyWhereItIsCompetent) {
  const auto simulation = testing::simulate(world("decides = 'mean'\ncompetence = ['security']\n"));
  run(*simulation, 1);
  StateArray rights = worth(0.3, -0.2, 0, -0.7), security = rights;
  union_of(*simulation).meet(Subject::kRights, rights);
  union_of(*simulation).meet(Subject::kSecurity, security);
  EXPECT_EQ(rights[kA], 0.3);
  EXPECT_NEAR(security[kA], 0.12, 1e-3);
  EXPECT_EQ(union_of(*simulation).acts_with(Subject::kRights, kB), kB);
}

/// C's rule of law is 0.2 beside a mean of 0.6. It loses its say; where B is no better the two keep
/// theirs if all must agree.
TEST(UnionPolitics, WhoBreaksTheRulesLosesItsSay) {
  const auto simulation =
      testing::simulate(world("decides = 'unanimity'\nweight = 'states'\nstandard = 0.5\n"));
  run(*simulation, 1);
  EXPECT_EQ(union_of(*simulation).with_a_say(), (std::vector<StateId>{kA, kB}));
  EXPECT_EQ(told(*simulation, "vote suspended"),
            (std::vector<std::string>{"club_acts: C, rule of law 0.20 beside a mean of 0.60"}));
  StateArray all = worth(0.3, 0.1, -1, -0.7);
  union_of(*simulation).agree(Subject::kRights, 0.01, 0, all);
  EXPECT_NEAR(all[kA], 0.2, 1e-12);
  EXPECT_EQ(all[kC], -1);

  const std::string b_is_no_better = "[countries.B]\nrule_of_law = 0.2\n";
  for (const char* rule : {"unanimity", "qualified"}) {
    const auto two = testing::simulate(
        world(std::string("decides = '") + rule + "'\nweight = 'people'\nstandard = 0.6\n",
              b_is_no_better));
    run(*two, 1);
    // A and B judge C: A has 2/3 of the weights, B speaks for C. A and C judge B: A has 6/7.
    const std::size_t silenced = rule[0] == 'u' ? 0U : 2U;
    EXPECT_EQ(told(*two, "vote suspended").size(), silenced) << rule;
  }
  const auto lenient = testing::simulate(world("decides = 'unanimity'\n"));
  run(*lenient, 1);
  EXPECT_EQ(union_of(*lenient).with_a_say().size(), 3U);
}

/// Membership costs 0.1 of GDP per head (f), attachment is worth at most 0.02: whoever may leaves
/// at 12 a year, and after a notice of a month nobody settles any more.
const char* const kAllWantOut = "f = 0.1\nexit_rate = 12\nnotice = 1\n";

TEST(UnionPolitics, MembersLeaveThatLose) {
  const auto simulation = testing::simulate(world(kAllWantOut));
  run(*simulation, 1);
  EXPECT_EQ(simulation->scene().rules.free_movement(kA, place_of(kB)), 1);
  run(*simulation, 23);
  const std::vector<std::string> exits = told(*simulation, "area exit");
  ASSERT_EQ(exits.size(), 3U);  // each stays with probability exp(-24)
  EXPECT_NE(exits.front().find(" leaves; free movement costs 1.0e-01 of GDP per head"),
            std::string::npos)
      << exits.front();
  EXPECT_EQ(simulation->scene().rules.free_movement(kA, place_of(kB)), 0);
  EXPECT_TRUE(told(*simulation, "area suspension").empty());
  run(*simulation, 12);
  EXPECT_TRUE(union_of(*simulation).with_a_say().empty());

  const auto content = testing::simulate(world("exit_rate = 12\nattachment = 0.1\n"));
  run(*content, 24);
  EXPECT_TRUE(
      told(*content, "area exit").empty());  // 12*logistic(-50*attachment), attachment > 0.3
}

/// C leaves in June by the scenario: it speaks and decides for itself from then on, and not from
/// the next January.
TEST(UnionPolitics, WhoHasLeftIsNotHeardAnyMore) {
  const auto simulation = testing::simulate(
      world("decides = 'mean'\nexit_rate = 1e-9\n",
            "[modules.goes]\ntype = 'exit_from_area'\narea = 'club'\ntarget = ['C']\n"
            "from = '2020-06-01'\n"));
  run(*simulation, 5);
  EXPECT_EQ(union_of(*simulation).with_a_say().size(), 3U);
  EXPECT_EQ(union_of(*simulation).facts().size(), 3U);
  run(*simulation, 1);
  const UnionPolitics& club = union_of(*simulation);
  EXPECT_EQ(club.with_a_say(), (std::vector<StateId>{kA, kB}));
  EXPECT_EQ(club.acts_with(Subject::kRights, kC), kC);
  StateArray all = worth(0.3, -0.3, -0.8, 0);
  club.agree(Subject::kRights, 0.01, 0, all);
  EXPECT_NEAR(all[kA], 0.1, 1e-3);
  EXPECT_EQ(all[kC], -0.8);
  ASSERT_EQ(club.facts().size(), 2U);  // and so it cannot leave again
  EXPECT_EQ(club.facts().back().state, kB);
}

TEST(UnionPolitics, AFlexibleUnionIsSuspendedAndNotLeft) {
  const auto simulation =
      testing::simulate(world("f = 0.1\nexit_rate = 12\ninstitution = "
                              "'flexible'\n"));
  run(*simulation, 24);
  EXPECT_EQ(told(*simulation, "area suspension").size(), 3U);
  EXPECT_TRUE(told(*simulation, "area exit").empty());
  EXPECT_EQ(simulation->scene().rules.free_movement(kA, place_of(kB)), 0);
  EXPECT_EQ(union_of(*simulation).with_a_say().size(), 3U);
}

TEST(UnionPolitics, NobodyLeavesAtTheCatalogsRate) {
  const auto simulation = testing::simulate(world("f = 0.1\n"));
  run(*simulation, 36);
  EXPECT_TRUE(union_of(*simulation).facts().empty());
  EXPECT_TRUE(told(*simulation, "area exit").empty());
}

/// The poor of E move to the rich D, which joins the club of E and F in the second January.
std::string poor_and_rich(const std::string& of_union) {
  std::string text = "[run]\nstart = '2020-01'\nticks = 60\npersons_per_agent = 20\nseed = 3\n";
  for (const auto& [id, income] : {std::pair{"E", 3000}, {"D", 60000}, {"F", 3000}}) {
    text += fmt::format("[[country]]\nid = '{}'\npopulation = 1_000_000\ngdp_per_capita = {}\n", id,
                        income);
  }
  return text +
         "[areas.club]\nmembers = ['E', 'F']\n[modules.joins]\ntype = 'accession'\narea = "
         "'club'\ntarget = ['D']\nstart = '2021-01'\n" +
         of_union;
}
const char* const kClubLooks =
    "[modules.club_acts]\ntype = 'union'\narea = 'club'\nexit_rate = 1e-9\nsurprise_chance = 0\n";
double surprise_of(const Simulation& simulation, StateId state) {
  for (const MemberFacts& one : union_of(simulation).facts()) {
    if (one.state == state) return one.surprise;
  }
  return std::nan("");
}

/// What came before D joined is not what it is used to: its first year in the club is.
TEST(UnionPolitics, ANewMemberIsUsedToItsFirstYearInIt) {
  const auto simulation = testing::simulate(poor_and_rich(kClubLooks));
  run(*simulation, 13);
  EXPECT_EQ(surprise_of(*simulation, kB), 0);
  const ChannelId right = simulation->modules().channel("free_movement");
  const auto came = [&] {
    return simulation->ledger().last_year.arrivals(kA, place_of(kB), right);
  };
  EXPECT_EQ(came(), 0);
  run(*simulation, 12);
  EXPECT_GT(came(), 100);
  EXPECT_EQ(surprise_of(*simulation, kB), 0);
}

/// A regime that begins in July of the fourth year knows what was usual before: it sees what a
/// union sees that has been there from the start, once.
TEST(UnionPolitics, ARegimeHasWatchedBeforeItBegins) {
  const auto from_start = testing::simulate(poor_and_rich(kClubLooks));
  const auto later = testing::simulate(poor_and_rich(""));
  later->schedule(testing::scenario(poor_and_rich(kClubLooks)), standard_catalog());
  run(*from_start, 43);
  run(*later, 42);
  later->begin_regime(0);
  run(*later, 1);
  EXPECT_GT(surprise_of(*from_start, kB), 0);
  EXPECT_EQ(surprise_of(*later, kB), surprise_of(*from_start, kB));
}

/// A has 18,000 citizens in B of 600,000, half of a full diaspora. Ties by GDP, per head the same
/// for all, and proximity.
TEST(UnionPolitics, AttachmentIsReadOffTheWorld) {
  const auto simulation = testing::simulate(
      world("exit_rate = 1e-9\nsince = ['1980 A B', '2010 C']\n",
            "[[stock]]\ncitizenship = 'A'\nresidence = 'B'\npersons = 18_000\n"
            "[[pair]]\nfrom = 'A'\nto = 'B'\nproximity = 0.8\n[[pair]]\nfrom = 'A'\nto = 'C'\n"
            "proximity = 0.4\n[[pair]]\nfrom = 'A'\nto = 'D'\nproximity = 0.2\n"));
  run(*simulation, 1);
  const MemberFacts& of_a = union_of(*simulation).facts().front();
  EXPECT_EQ(of_a.state, kA);
  EXPECT_NEAR(of_a.attachment.abroad, 18000.0 / 600000 / 0.06, 2e-3);
  EXPECT_NEAR(of_a.attachment.years, 40.0 / 60, 1e-12);
  // B 300,000*0.8, C 100,000*0.4, D 100,000*0.2: 280,000 of 300,000.
  EXPECT_NEAR(of_a.attachment.ties, 280.0 / 300, 1e-3);
  EXPECT_NEAR(of_a.income_gap, 0, 1e-3);
  EXPECT_NEAR(union_of(*simulation).facts().back().attachment.years, 10.0 / 30, 1e-12);
}

/// 20,000 applicants in A, none in B, equal in all else. Each tick the excess over half of them
/// leaves at the rate excess/(those there): x - x*(1 - exp(-(x - 10,000)/x/12)). A binomial count
/// of p about 0.3 has a standard deviation of 65; 5 of these.
TEST(UnionPolitics, ApplicantsAreRelocated) {
  std::string two = "[run]\nstart = '2020-01'\nticks = 12\nseed = 3\n";
  for (const char* id : {"A", "B"}) {
    two +=
        fmt::format("[[country]]\nid = '{}'\npopulation = 500_000\ngdp_per_capita = 20000\n", id);
  }
  two +=
      "[[country]]\nid = 'HOME'\npopulation = 500_000\ngdp_per_capita = 20000\n"
      "[areas.both]\nmembers = ['A', 'B']\n"
      "[[stock]]\ncitizenship = 'HOME'\nresidence = 'A'\nstatus = 'asylum_applicant'\n"
      "persons = 20_000\n" +
      testing::without(testing::all_but(testing::kHazards, "programmes")) +
      "[modules.intention]\nenabled = false\n[modules.kin_calls]\nenabled = false\n"
      "[modules.both_act]\ntype = 'union'\narea = 'both'\n";
  const auto in = [](const Simulation& simulation, StateId place) {
    return static_cast<double>(
        simulation.ledger().stock(place_of(place), kC, Status::kAsylumApplicant));
  };
  const auto moved = testing::simulate(two + "relocation = 1\nkey_gdp = 0\n");
  double expected = 20000;
  for (int t = 0; t < 12; ++t) {
    moved->tick();
    expected -= expected * (1 - std::exp(-(expected - 10000) / expected / 12));
  }
  EXPECT_NEAR(in(*moved, kA), expected, 5 * 65);
  EXPECT_EQ(in(*moved, kA) + in(*moved, kB), 20000);
  EXPECT_EQ(moved->scene().rules.transfers.abs().sum(), 0);
  // B refuses at a price below what hosting costs it, 6,000, and pays A.
  const auto paid = testing::simulate(two + "relocation = 1\nkey_gdp = 0\nprice = 5000\n");
  run(*paid, 1);
  EXPECT_EQ(in(*paid, kA), 20000);
  EXPECT_NEAR(paid->scene().rules.transfers[kA.index()], 10000 * 5000.0, 1e6);
  EXPECT_NEAR(paid->scene().rules.transfers[kB.index()], -10000 * 5000.0, 1e6);
  // Control: without the rule nothing moves.
  const auto none = testing::simulate(two);
  run(*none, 12);
  EXPECT_EQ(in(*none, kA), 20000);
}

/// Three years of a war in HOME, whose people all come through GATE and want to live in the rich
/// NORTH.
std::unique_ptr<Simulation> after_flight(const std::string& more) {
  auto simulation = testing::simulate(
      "[run]\nstart = '2015-01'\nticks = 36\npersons_per_agent = 20\nseed = 4\n"
      "[[country]]\nid = 'HOME'\npopulation = 2_000_000\ngdp_per_capita = 3000\n"
      "[[country]]\nid = 'GATE'\npopulation = 1_000_000\ngdp_per_capita = 20000\n"
      "[[country]]\nid = 'NORTH'\npopulation = 8_000_000\ngdp_per_capita = 60000\n"
      "[[corridor]]\nfrom = 'HOME'\nto = 'GATE'\n[[corridor]]\nfrom = 'GATE'\nto = 'NORTH'\n"
      "[modules.war]\ntype = 'conflict'\ntarget = ['HOME']\nmagnitude = 0.05\nduration = 36\n" +
      more);
  run(*simulation, 36);
  return simulation;
}

double applicants_in(const Simulation& simulation, int place) {
  return static_cast<double>(
      simulation.ledger().foreigners(PlaceId(place), Status::kAsylumApplicant));
}

TEST(UnionPolitics, FirstEntryKeepsApplicantsWhereTheyCameIn) {
  const auto north = [](const std::string& rule) {
    const auto simulation = after_flight(
        "[areas.both]\nmembers = ['GATE', 'NORTH']\n[unions.both_of_them]\nmembers = ['GATE', "
        "'NORTH']\n[modules.both_act]\ntype = 'union'\narea = 'both'\n" +
        rule);
    const double there = applicants_in(*simulation, 2);
    const double all = applicants_in(*simulation, 1) + there;
    EXPECT_GT(all, 100);
    return there / all;
  };
  EXPECT_LT(north("first_entry = 4\n"), 0.7 * north(""));
}

/// Of those who ask for asylum in A some are citizens of B, who are not relocated with the others:
/// the lot would take them home.
TEST(UnionPolitics, NobodyIsRelocatedHome) {
  std::string text = "[run]\nstart = '2020-01'\nticks = 12\nseed = 3\n";
  for (const char* id : {"A", "B", "HOME"}) {
    text +=
        fmt::format("[[country]]\nid = '{}'\npopulation = 500_000\ngdp_per_capita = 20000\n", id);
  }
  for (const char* of : {"B", "HOME"}) {
    text += fmt::format(
        "[[stock]]\ncitizenship = '{}'\nresidence = 'A'\nstatus = 'asylum_applicant'\npersons = "
        "10_000\n",
        of);
  }
  const auto simulation = testing::simulate(
      text + "[areas.both]\nmembers = ['A', 'B']\n" +
      testing::without(testing::all_but(testing::kHazards, "programmes")) +
      "[modules.intention]\nenabled = false\n[modules.kin_calls]\nenabled = false\n"
      "[modules.both_act]\ntype = 'union'\narea = 'both'\nrelocation = 12\n");
  run(*simulation, 12);
  const auto in_a = [&](StateId of) {
    return simulation->ledger().stock(place_of(kA), of, Status::kAsylumApplicant);
  };
  EXPECT_EQ(in_a(kB), 10000);
  EXPECT_LT(in_a(kC), 8000);
}

/// All come in through the gate, which is in the table of [unions] but not in the area: no member
/// sends them there, though a policy would.
TEST(UnionPolitics, ApplicantsAreSentToMembersAlone) {
  const auto north = [](const std::string& rule) {
    const auto simulation = after_flight(
        "[[country]]\nid = 'SOUTH'\npopulation = 1_000_000\ngdp_per_capita = 20000\n"
        "[areas.both]\nmembers = ['SOUTH', 'NORTH']\n[unions.three]\nmembers = ['SOUTH', "
        "'NORTH', 'GATE']\n" +
        rule);
    return applicants_in(*simulation, 2);
  };
  const double alone = north("");
  EXPECT_GT(alone, 100);
  // Who is not sent anywhere is not decided on in that tick either: a few more are applicants.
  EXPECT_GT(north("[modules.both_act]\ntype = 'union'\narea = 'both'\nfirst_entry = 4\n"),
            0.9 * alone);
  EXPECT_LT(north("[modules.back]\ntype = 'policy'\nin = ['NORTH']\nreturns = 4\nreturned = "
                  "['asylum_applicant']\nreturns_to = 'first_entry'\n"),
            0.7 * alone);
}

TEST(UnionPolitics, FaultsNameWhatIsKnown) {
  const auto has = [](const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
  };
  std::string unknown = world("");
  unknown.replace(unknown.find("area = 'club'"), 13, "area = 'clbu'");
  EXPECT_TRUE(has(faults(unknown), "unknown area \"clbu\", nearest known: \"club\""))
      << faults(unknown);
  EXPECT_TRUE(has(faults(world("competence = ['rihgts']\n")),
                  "\"rihgts\" is no subject of unions, nearest known: \"rights\""));
  EXPECT_TRUE(has(faults(world("competence = ['development']\n")),
                  "\"development\" is no subject of unions; there are security, labour, rights"));
  EXPECT_TRUE(
      has(faults(world("since = ['A 1980']\n")), "expected a year up to that of the start"));
  EXPECT_TRUE(
      has(faults(world("since = ['2021 A']\n")), "expected a year up to that of the start"));
  EXPECT_TRUE(has(faults(world("since = ['1980 AA']\n")), "unknown country or place \"AA\""));
  EXPECT_TRUE(has(faults(world("decides = 'unanimty'\n")), "nearest known: \"unanimity\""));
  std::string apart = world("first_entry = 1\n");
  apart.replace(apart.find("[unions.club_of_three]\nmembers = ['A', 'B', 'C']"), 48,
                "[unions.club_of_three]\nmembers = ['A', 'B']");
  EXPECT_TRUE(has(faults(apart), "expected a table of [unions] with all members of the area"))
      << faults(apart);
}

/// Of two on one area, or with a common member and subject, the later one is told.
TEST(UnionPolitics, TwoDoNotSpeakForOneState) {
  const auto two = [](const std::string& area, const std::string& competence) {
    return faults(world("competence = ['rights']\n",
                        "[areas.pair]\nmembers = ['C', 'D']\n[modules.pair_acts]\ntype = "
                        "'union'\narea = '" +
                            area + "'\ncompetence = ['" + competence + "']\n"));
  };
  const std::string common = two("pair", "rights");
  EXPECT_NE(
      common.find("modules.pair_acts.area: \"C\" is a member of the union \"club_acts\", too, "
                  "and both speak for it on rights"),
      std::string::npos)
      << common;
  EXPECT_NE(common.find("test.toml:"), std::string::npos) << common;
  EXPECT_EQ(two("pair", "security"), "");
  const std::string same = two("club", "security");
  EXPECT_NE(
      same.find("modules.pair_acts.area: \"club\" is that of the union \"club_acts\" already"),
      std::string::npos)
      << same;
}

/// A rule that no module carries out is told of.
TEST(UnionPolitics, WarnsOfRulesThatNobodyCarriesOut) {
  const auto warnings = [](const std::string& of_union, const std::string& off) {
    const auto simulation = testing::simulate(world(of_union, testing::without({off})));
    std::string all;
    for (const std::string& one : simulation->warnings()) {
      if (one.starts_with("modules.club_acts")) all += one;
    }
    return all;
  };
  const std::string sent =
      "modules.club_acts: no applicant is sent to another member: the module \"programmes\" is off";
  EXPECT_EQ(warnings("first_entry = 1\n", "programmes"), sent);
  EXPECT_EQ(warnings("relocation = 1\n", "programmes"), sent);
  EXPECT_EQ(warnings("", "programmes"), "");
  EXPECT_EQ(warnings("relocation = 1\n", "end_of_right"), "");
  EXPECT_EQ(warnings("its_citizens = 'irregular'\n", "end_of_right"),
            "modules.club_acts: nobody's status changes: the module \"end_of_right\" is off");
  EXPECT_EQ(warnings("others_citizens = 'irregular'\n", "programmes"), "");
}

/// The three votes of tests of the compact, of which C's is against it.
TEST(UnionPolitics, CastsOneBallotOnACompact) {
  const auto votes = [](const std::string& of_union) {
    const auto simulation = testing::simulate(world(
        of_union,
        "[modules.compact]\nvote = '2020-06'\nabsence = 0\nw_support = 1\n"
        "[modules.turn]\ntype = 'change_of_government'\ntarget = ['C']\nstart = '2020-02'\n"));
    run(*simulation, 7);
    return told(*simulation, "compact vote").front();
  };
  EXPECT_EQ(votes("enabled = false\n"),
            "compact: adopted: 3 for, 1 against, 0 abstaining, 0 absent in all states; against: C");
  EXPECT_EQ(votes(""), "compact: adopted: 4 for, 0 against, 0 abstaining, 0 absent in all states");
  EXPECT_EQ(votes("decides = 'unanimity'\n"),
            "compact: adopted: 1 for, 0 against, 3 abstaining, 0 absent in all states");
  EXPECT_EQ(votes("decides = 'unanimity'\ndivided = 'each'\n"),
            "compact: adopted: 3 for, 1 against, 0 abstaining, 0 absent in all states; against: C");
}

/// All sign a convention or a compact in one month.
TEST(UnionPolitics, SignsForItsMembers) {
  const auto joined = [](const std::string& of_union) {
    const auto simulation =
        testing::simulate(world(of_union,
                                "[modules.compact]\nvote = '2020-03'\nabsence = 0\nw_support = 1\n"
                                "acclamation = 0\nsoft_rate = 1\n"));
    run(*simulation, 60);
    const Instrument& text = simulation->scene().agreements.instruments.front();
    std::set<int> ticks;
    for (const StateId s : {kA, kB, kC}) ticks.insert(text.joined[s.index()]);
    return ticks;
  };
  EXPECT_EQ(joined("").size(), 1U);
  EXPECT_GE(*joined("").begin(), 0);
  EXPECT_GT(joined("enabled = false\n").size(), 1U);
}

/// At k = 0 worth decides nothing, and states join at half the rate: those who are divided do not
/// join even so, on a compact and on a convention.
TEST(UnionPolitics, TheDividedSignNothing) {
  const auto joined = [](const std::string& divided) {
    const auto simulation = testing::simulate(world(
        "decides = 'unanimity'\ndivided = '" + divided + "'\n",
        "[modules.compact]\nvote = '2020-03'\nabsence = 0\nw_support = 1\nacclamation = 0\n"
        "k = 0\nsoft_rate = 12\n"
        "[modules.turn]\ntype = 'change_of_government'\ntarget = ['C']\nstart = '2020-02'\n"));
    run(*simulation, 24);
    const Instrument& text = simulation->scene().agreements.instruments.front();
    int n = 0;
    for (const StateId s : {kA, kB, kC}) n += text.has(s) ? 1 : 0;
    EXPECT_TRUE(text.has(kD));
    return n;
  };
  EXPECT_EQ(joined("abstain"), 0);
  EXPECT_EQ(joined("each"), 3);
}

}  // namespace
}  // namespace sojourn::models
