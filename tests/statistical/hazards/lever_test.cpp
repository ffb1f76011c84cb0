#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/statistical/hazards/hazard_case.hpp"
#include "tests/support/statistics.hpp"

// Every lever of a policy on people: the engine lives under the policy; the reference, which knows
// no policies, is told by its constants or tables what then holds. The twin's rate is 10% higher.
// Levers that fix a number of places (quota, study, openness for workers, resettlement) move it by
// no more than the start of each count: they are held exactly.
namespace sojourn::reference {
namespace {

constexpr double kBias = 1.1;
constexpr double kPeople = 20000;
constexpr const char* kLawless = "birth_rate = 0\nlife_expectancy = 95\nrights = 0\nopenness = 1";

std::string policy(const std::string& levers, const std::string& in = "HOST") {
  return fmt::format("[modules.lever]\ntype = \"policy\"\nin = [\"{}\"]\n{}\n", in, levers);
}

/// The same world for both, but for what a policy orders and what the reference is told.
template <class Told>
Case under(Case c, const std::string& levers, const Told& told) {
  c.reference = c.world;
  told(*c.reference);
  c.world.extra += levers;
  return c;
}

Case regularised(double rate, const std::string& host) {
  Case c{"", kRegularisation, abroad("irregular", kPeople, 4, host), stock_count(Status::kRegular),
         kPeople};
  c.world.constants.regularisation = rate;
  return c;
}

Case called(const std::string& host = kFair) {
  return with(
      {"", kKinCall, kin_abroad(52000, 40000, 8, host), by_way(&Flows::departures, {kFamily}), 0},
      [](Constants& c) { c.kin_calls = 0.3; });
}

Case applied() {
  return with({"", kRecognition, abroad("asylum_applicant", kPeople, 2),
               stock_count(Status::kRefugee), kPeople},
              [](Constants& c) { c.decision = 50; });
}

std::string host_with(const std::string& what) {
  return "birth_rate = 0\nlife_expectancy = 95\ncapacity = 1\n" + what;
}

std::vector<Case> levers_of_stay() {
  const auto with_rights = [](double rights) {
    return host_with(fmt::format("openness = 1\nrights = {}", rights));
  };
  std::vector<Case> list;
  const auto add = [&](const std::string& name, Case c) {
    c.name = name;
    list.push_back(std::move(c));
  };
  const auto tables = [](const Case& c) {
    return [text = c.world.tables](SmallWorld& told) { told.tables = text; };
  };
  add("rights", under(regularised(5, with_rights(1)), policy("rights = 0.5"),
                      tables(regularised(5, with_rights(0.5)))));
  add("rights_of_a_nationality",
      under(regularised(5, with_rights(1)), policy("rights = 0.5\nof = [\"HOME\"]"),
            tables(regularised(5, with_rights(0.5)))));
  add("rights_change", under(regularised(5, with_rights(0.2)), policy("rights_change = 0.3"),
                             tables(regularised(5, with_rights(0.5)))));
  add("consular_effort", under(regularised(5, with_rights(0)),
                               policy("consular_effort = 0.5\nto = [\"HOST\"]", "HOME"),
                               tables(regularised(5, with_rights(0.5)))));
  add("regularisation", under(regularised(0, kFair),
                              policy(fmt::format("regularisation = {:.17e}\nuntil = \"2015-05\"",
                                                 1 - std::exp(-5 * 4 / 12.0))),
                              [](SmallWorld& told) {
                                told.constants.amnesties = {{"HOST", 5}};
                              }));
  add("recognition", under(applied(), policy("recognition = 0.7\nof = [\"HOME\"]"),
                           [](SmallWorld& told) { told.constants.recognition_floor = 0.7; }));
  add("recognition_by_cause",
      under(applied(),
            policy("recognition = 0.7\ncause = \"unrest\"") +
                "[modules.other]\ntype = \"policy\"\nin = [\"HOST\"]\nrecognition = 0\n"
                "cause = \"displacement\"\n",
            [](SmallWorld& told) { told.constants.recognition_floor = 0.7; }));
  add("naturalisation", under(with({"", kNaturalisation, abroad("regular", 1.5 * kPeople, 4),
                                    all_of(&Flows::naturalised), 1.5 * kPeople},
                                   [](Constants& c) { c.naturalisation = 5, c.years_abroad = 60; }),
                              policy("naturalisation = 0.5"),
                              [](SmallWorld& told) { told.constants.naturalisation = 2.5; }));
  return list;
}

std::vector<Case> programmes() {
  std::vector<Case> list;
  const auto add = [&](const std::string& name, const std::string& status, const Count& count,
                       const std::string& levers, const Constants::Programme& programme) {
    list.push_back(under(Case{name, kProgramme, abroad(status, kPeople, 4), count, kPeople},
                         policy(levers),
                         [&](SmallWorld& told) { told.constants.programmes = {programme}; }));
  };
  add("returns", "irregular", by_way(&Flows::arrivals, {kReturnWay}), "returns = 5",
      {"HOST", 5, Status::kIrregular, Status::kReturned});
  add("temporary_protection", "asylum_applicant", stock_count(Status::kProtected),
      "temporary_protection = 5", {"HOST", 5, Status::kAsylumApplicant, Status::kProtected});
  add("after_protection", "protected", stock_count(Status::kRegular),
      "temporary_protection = 1\nfrom = \"2014-01\"\nuntil = \"2015-01\"\nafter = \"regular\"\n"
      "after_rate = 5",
      {"HOST", 5, Status::kProtected, Status::kRegular});
  add("return_after_protection", "protected", by_way(&Flows::arrivals, {kReturnWay}),
      "temporary_protection = 1\nfrom = \"2014-01\"\nuntil = \"2015-01\"\nafter = \"return\"\n"
      "after_rate = 5",
      {"HOST", 5, Status::kProtected, Status::kReturned});
  return list;
}

std::vector<Case> levers_at_the_border() {
  std::vector<Case> list;
  const auto add = [&](const std::string& name, const std::string& mode,
                       const std::string& levers) {
    Case c{name, kInterception, exodus(kPeople, 3, mode), all_of(&Flows::interceptions), kPeople};
    list.push_back(under(std::move(c), policy(levers), [&](SmallWorld& told) {
      told.tables = exodus(kPeople, 3, mode + "\nenforcement = 0.5").tables;
    }));
  };
  add("effort", "", "effort = 0.5");
  add("effort_at_corridors", "", "effort = 0.5\ncoming_from = [\"HOME\"]");
  add("interdiction", "mode = \"sea\"", "interdiction = 0.5");
  add("carrier_sanctions", "mode = \"air\"", "carrier_sanctions = 0.5");
  list.push_back(under(Case{"readmission", kReadmission, exodus(kPeople, 3, ""),
                            all_of(&Flows::readmissions), kPeople},
                       policy("readmission = 0.5\nreadmitting = [\"HOME\"]"), [](SmallWorld& told) {
                         told.constants.readmissions = {{"HOME", "HOST", 0.5}};
                       }));
  return list;
}

std::vector<Case> levers_of_work() {
  std::vector<Case> list;
  const Count home = by_way(&Flows::arrivals, {kReturnWay});
  const auto ends = [](Constants& c) { c.term = 0.25, c.renewal = 0.7, c.staying_on = 0; };
  const Case due = with({"", kRenewal, abroad("temporary", kPeople, 3), home, kPeople}, ends);
  const auto same = [](SmallWorld& /*told*/) {};
  Case renewal = due;
  renewal.name = "renewal";
  renewal = under(renewal, policy("renewal = 0.7"), same);
  renewal.world.constants.renewal = 1;
  list.push_back(renewal);
  Case term = due;
  term.name = "permit_years";
  term = under(term, policy("permit_years = 0.25"), same);
  term.world.constants.term = 2;
  list.push_back(term);
  Case tied = with({"tied", kAbsconding, abroad("temporary", kPeople, 4, kLawless),
                    stock_count(Status::kIrregular), kPeople},
                   [](Constants& c) { c.absconding = 20, c.tied = 1; });
  tied = under(tied, policy("tied = \"yes\""), same);
  tied.world.constants.tied = 0;
  list.push_back(tied);
  Case fee{"recruitment_fee", kOffer, kin_abroad(60000, 100, 8), all_of(&Flows::proposals), 0};
  fee.world.tables =
      country("HOME", 60000, 10000, std::string(kCalm) + "\nlatitude = 0") +
      country("HOST", 30000, 20000, std::string(kFair) + "\nlatitude = 4\nworkforce_growth = 0.2");
  fee = with(fee, [](Constants& c) {
    c.contract_quota = 0.5, c.offers = 48, c.kappa = 0.4, c.s_savings = 0.5, c.fee = 4000;
  });
  fee = under(fee, policy("recruitment_fee = 4000\nfee_channel = \"contract\""), same);
  fee.world.constants.fee = 400;
  list.push_back(fee);
  return list;
}

/// People driven out of HOME may go to two countries by leave, and by no other way.
SmallWorld two_doors(double people) {
  SmallWorld world;
  world.constants = quiet();
  world.constants.wars = {{"HOME", 2, 0, 1}};
  world.constants.labour_quota = world.constants.selectivity = 1;
  world.ticks = 2;
  world.tables = country("HOME", people, 10000, std::string(kCalm) + "\nlatitude = 0") +
                 country("HOST", 500000, 20000, std::string(kLawless) + "\nlatitude = 4") +
                 country("THIRD", 500000, 25000, std::string(kFair) + "\nlatitude = 8");
  return world;
}

/// Who comes from HOME (place 0) to `place`.
Count came_to(std::size_t place) {
  return [place](const Outcome& o) {
    std::int64_t came = 0;
    for (std::size_t way = 0; way < kWays; ++way) came += o.flows.arrivals[place * kWays + way];
    return came;
  };
}

std::vector<Case> doors() {
  std::vector<Case> list;
  const auto add = [&](const std::string& name, double people, std::size_t place,
                       const std::string& levers, const Constants::Ban& ban) {
    list.push_back(under(Case{name, kDisplacement, two_doors(people), came_to(place), people},
                         levers, [&](SmallWorld& told) { told.constants.bans = {ban}; }));
  };
  const auto closed = [&](const std::string& name, const std::string& levers) {
    add(name, 2 * kPeople, 2, levers, {"HOME", "HOST"});
  };
  const auto for_men = [&](const std::string& name, const std::string& levers) {
    add(name, 8 * kPeople, 1, levers, {"HOME", "HOST", 0});
  };
  closed("visa_refused", policy("visa = \"refused\"\nof = [\"HOME\"]"));
  closed("admit_nobody", policy("admit = \"nobody\"\nof = [\"HOME\"]"));
  for_men("admit_eligible", policy("admit = \"eligible\"\nsexes = [\"male\"]\nof = [\"HOME\"]"));
  closed("exit_ban", policy("exit = \"ban\"\nto = [\"HOST\"]", "HOME"));
  for_men("exit_of_women", policy("exit = \"ban\"\nsexes = [\"female\"]\nto = [\"HOST\"]", "HOME"));
  const std::string abroad = "to = [\"HOST\", \"THIRD\"]\n";
  closed("minimum_rights", policy(abroad + "minimum_rights = 0.5", "HOME"));
  closed("minimum_wage", policy(abroad + "minimum_wage = 22000", "HOME"));
  return list;
}

std::vector<Case> levers_of_entry() {
  std::vector<Case> list;
  const auto overstayers = [](const Outcome& o) {
    return stock_of(o, Status::kIrregular) + stock_of(o, Status::kAsylumApplicant);
  };
  Case free{"visa_free", kOverstay, visits(kPeople, 6, false), overstayers, kPeople};
  free.world.constants.overstay = 5;
  list.push_back(under(free, policy("visa = \"free\"\nof = [\"HOME\"]"),
                       [](SmallWorld& told) { told.tables = visits(kPeople, 6, true).tables; }));
  Case required{"visa_required", kPace, exodus(kPeople, 5, ""), all_of(&Flows::crossings), kPeople};
  required.world.constants.pace = 5;
  required =
      under(required, policy("visa = \"required\"\nof = [\"HOME\"]"), [](SmallWorld& /*told*/) {});
  required.world.tables +=
      "[[visa]]\ncitizenship = \"HOME\"\ndestination = \"HOST\"\nrequirement = \"free\"\n";
  list.push_back(required);
  const auto half = [](SmallWorld& told) { told.constants.kin_calls /= 2; };
  Case family = under(called(), policy("family = 0.5"), half);
  family.name = "family";
  list.push_back(family);
  Case openness = under(called(), policy("openness = 0.25"), half);  // calls go with its root
  openness.name = "openness";
  list.push_back(openness);
  Case change = under(called(), policy("openness_change = -0.75"), half);
  change.name = "openness_change";
  list.push_back(change);
  return list;
}

const std::vector<Case>& cases() {
  static const std::vector<Case> all = [] {
    std::vector<Case> list;
    for (const auto& some : {levers_of_entry(), doors(), levers_of_work(), levers_of_stay(),
                             programmes(), levers_at_the_border()}) {
      list.insert(list.end(), some.begin(), some.end());
    }
    return list;
  }();
  return all;
}

/// Places by a channel that always finds more takers: both engines fill the same number, but for
/// where each count starts within its first place (one a schooling).
void check_places(int way, const std::string& lever, const std::string& host,
                  const std::function<void(SmallWorld&)>& tell) {
  SmallWorld world = two_doors(kPeople);
  world.ticks = 12;
  world.constants.wars = {{"HOME", 1, 0}};
  world.constants.labour_quota = 0.02;
  world.constants.study_quota = 0.05;
  world.tables = country("HOME", kPeople, 100000, std::string(kCalm) + "\nlatitude = 0") +
                 country("HOST", 30000, 20000, host);
  SmallWorld under = world, told = world;
  under.extra = policy(lever);
  tell(told);
  const Count filled = by_way(&Flows::admitted, {way});
  Outcome runs[3];
  runs[0] = run_engine(under, 5), runs[1] = run_reference(told, 6);
  runs[2] = run_reference(world, 7);
  EXPECT_GT(filled(runs[1]), 10 * kSkills);
  EXPECT_LE(std::abs(filled(runs[0]) - filled(runs[1])), kSkills);
  EXPECT_GT(std::abs(filled(runs[0]) - filled(runs[2])), 10 * kSkills);
}

TEST(LeverPlaces, OfWorkGoWithOpenness) {
  const std::string host = "birth_rate = 0\nlife_expectancy = 95\nopenness = ";
  check_places(kLabour, "openness = 0.25", host + "1", [&](SmallWorld& told) {
    told.tables = country("HOME", kPeople, 100000, std::string(kCalm) + "\nlatitude = 0") +
                  country("HOST", 30000, 20000, host + "0.25");
  });
}

TEST(LeverPlaces, OfStudyGoWithTheFactor) {
  check_places(kStudy, "study = 0.5", std::string(kFair) + "\ntertiary_share = 0.4",
               [](SmallWorld& told) { told.constants.study_quota /= 2; });
}

/// Law: of n people without papers each is sent away by a programme of rate r over T years, and by
/// nothing else, with p = 1 - exp(-r*T): binomial(n, p). With a cap c a year the rate is c over the
/// people of the tick, N' = N*exp(-c/(12*N)), and the variance at most that of the binomial with
/// that mean. n = 20,000, T = 1/3; family level 0.001 over the cases, Bonferroni; a rate or cap
/// that is 10% higher lies beyond the limit with a power above 0.99 (of the normal law).
struct Exact {
  std::string name, levers;
  std::function<double(double bias)> reached;  // to be expected
};

constexpr double kRate = 5, kCap = 24000;
constexpr int kMonths = 4;

double by_rate(double bias) {
  return kPeople * (1 - std::exp(-bias * kRate * kMonths / 12));
}
double by_cap(double bias) {
  double left = kPeople;
  for (int month = 0; month < kMonths; ++month) left *= std::exp(-bias * kCap / left / 12);
  return kPeople - left;
}

std::string second(const std::string& levers) {
  return "[modules.second]\ntype = \"policy\"\nin = [\"HOST\"]\nreturns = 5\n" + levers + "\n";
}

const std::vector<Exact>& exact_cases() {
  static const std::string by = "returns = 5\n";
  // Of two that divide the people by a trait each means its own.
  static const std::vector<Exact> all{
      {"third_country", policy(by + "returns_to = \"places\"\nreturn_places = [\"THIRD\"]"),
       by_rate},
      {"returns_cap", policy("returns = 300\nreturns_cap = 24000"), by_cap},
      {"regularisation_cap",
       policy("regularisation = 0.999\nuntil = \"2015-05\"\nregularisation_cap = 24000"), by_cap},
      {"entered_before", policy(by + "entered_before = \"2015-02\""), by_rate},
      {"ages", policy(by + "ages = [0, 39]") + second("ages = [40, 130]"), by_rate},
      {"skills", policy(by + "skills = [\"low\"]") + second("skills = [\"medium\", \"high\"]"),
       by_rate},
      {"sexes", policy(by + "sexes = [\"male\"]") + second("sexes = [\"female\"]"), by_rate},
      {"years_since_arrival",
       policy(by + "years_since_arrival = [0, 0.1]") + second("years_since_arrival = [0.11, 200]"),
       by_rate}};
  return all;
}

/// People of HOME without papers in HOST at the end, of kPeople.
double left_under(const std::string& levers, std::uint64_t seed) {
  SmallWorld world = abroad("irregular", kPeople, kMonths);
  world.extra = levers;
  const Outcome outcome = run_engine(world, seed);
  constexpr std::size_t kHost = 1, kHome = 0, kCountries = 3;  // stocks: [status, residence, of]
  const std::size_t first = position(Status::kIrregular) * kCountries * kCountries;
  return static_cast<double>(outcome.stocks[first + kHost * kCountries + kHome]);
}

class ExactLever : public testing::TestWithParam<std::size_t> {};

TEST_P(ExactLever, ReachesAsManyAsTheLawSays) {
  const Exact& c = exact_cases()[GetParam()];
  const double limit = two_sided_limit(1e-3 / static_cast<double>(exact_cases().size()));
  const double mean = c.reached(1), biased = c.reached(1.1);
  const double deviation = std::sqrt(mean * (1 - mean / kPeople));
  const double reached = kPeople - left_under(c.levers, 40 + GetParam());
  EXPECT_GT(normal_power((biased - mean) / deviation, 1e-3 / 8), 0.99);
  EXPECT_LT(std::abs(reached - mean) / deviation, limit) << c.name << ": " << reached;
  EXPECT_GT(std::abs(reached - biased) / deviation, limit) << c.name << ": " << reached;
}

INSTANTIATE_TEST_SUITE_P(All, ExactLever, testing::Range(std::size_t{0}, exact_cases().size()),
                         [](const auto& instance) { return exact_cases()[instance.param].name; });

/// Whom a trait leaves out is not reached at all.
TEST(ExactLever, SparesWhomATraitLeavesOut) {
  const auto returned = [](const std::string& trait) {
    SmallWorld world = abroad("irregular", kPeople, kMonths);
    world.extra = policy("returns = 5\n" + trait);
    return by_way(&Flows::arrivals, {kReturnWay})(run_engine(world, 3));
  };
  EXPECT_GT(returned(""), kPeople / 2);
  for (const char* trait :
       {"ages = [120, 130]", "years_since_arrival = [150, 200]", "entered_before = \"1900-01\""}) {
    EXPECT_EQ(returned(trait), 0) << trait;
  }
}

class Lever : public testing::TestWithParam<std::size_t> {};

TEST_P(Lever, ChangesWhatPeopleMeetAsTheReferenceIsTold) {
  check(cases()[GetParam()], kBias, cases().size());
}

INSTANTIATE_TEST_SUITE_P(All, Lever, testing::Range(std::size_t{0}, cases().size()),
                         [](const auto& instance) { return cases()[instance.param].name; });

}  // namespace
}  // namespace sojourn::reference
