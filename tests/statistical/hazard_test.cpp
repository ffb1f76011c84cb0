#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "tests/support/statistics.hpp"
#include "tests/worlds/reference/reference_world.hpp"

// Each hazard in a small world of its own, the engine against the reference.
//
// Law: the number of events of either engine is a sum over persons. Where a person meets the event
// at most once its variance is at most N*(1 - N/n) for N expected events among n persons; else it
// is at most N: draws are independent tick by tick, and in the few ticks of those cases hardly
// anyone meets the event twice. So z = (engine - reference)/sqrt(var + var) is no wider than a
// standard normal. n is the number of persons below, over kReplicates runs of each engine. Family
// level 0.001 over all cases, Bonferroni; power to detect a rate 2% off is computed from the sums
// of the probabilities that the reference drew from with and without the bias.
namespace sojourn::reference {
namespace {

constexpr double kFamilyLevel = 1e-3;
constexpr double kBias = 1.02;
constexpr int kReplicates = 2;

using Count = std::function<std::int64_t(const Outcome&)>;

struct Case {
  std::string name;
  Event event;
  SmallWorld world;
  Count count;
  double at_risk;  // persons per replicate who meet the event at most once; 0: many times
};

template <class List>
std::int64_t sum(const List& list) {
  std::int64_t total = 0;
  for (const auto n : list) total += n;
  return total;
}

std::int64_t stock_of(const Outcome& outcome, Status status) {
  std::int64_t total = 0;
  const std::size_t n = outcome.stocks.size() / kStatuses, first = position(status) * n;
  for (std::size_t k = first; k < first + n; ++k) total += outcome.stocks[k];
  return total;
}
Count stock_count(Status status) {
  return [=](const Outcome& outcome) { return stock_of(outcome, status); };
}
Count left_of_stock(Status status, double n) {
  return [=](const Outcome& outcome) {
    return static_cast<std::int64_t>(n) - stock_of(outcome, status);
  };
}
template <class... Axes>
Count all_of(Counts<Axes...> Flows::*counter) {
  return [=](const Outcome& outcome) { return sum(outcome.flows.*counter); };
}
template <class... Axes>
Count by_way(Counts<Axes...> Flows::*counter, const std::vector<int>& ways) {
  return [=](const Outcome& outcome) {
    std::int64_t total = 0;
    const auto& list = outcome.flows.*counter;
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (std::ranges::count(ways, static_cast<int>(i % kWays)) > 0) total += list[i];
    }
    return total;
  };
}

constexpr const char* kCalm = "birth_rate = 0\nlife_expectancy = 95";
constexpr const char* kFair =
    "birth_rate = 0\nlife_expectancy = 95\nrights = 1\nopenness = 1\ncapacity = 1";

/// n people from HOME live in HOST with one status.
SmallWorld abroad(const std::string& status, double n, int ticks, const std::string& host = kFair) {
  SmallWorld world;
  world.constants = quiet();
  world.ticks = ticks;
  world.tables = country("HOME", 1000, 10000, std::string(kCalm) + "\nlatitude = 0") +
                 country("HOST", n + 1000, 20000, host + "\nlatitude = 4") +
                 country("THIRD", 1000, 30000, std::string(kFair) + "\nlatitude = 8") +
                 corridor("HOME", "HOST") + corridor("HOST", "HOME") + corridor("HOST", "THIRD") +
                 corridor("THIRD", "HOST") + stock("HOME", "HOST", status, n);
  return world;
}

/// Everyone in HOME is driven out on the first tick and walks to HOST, or through it to FAR.
SmallWorld exodus(double n, int ticks, const std::string& edge, bool onward = false) {
  SmallWorld world;
  world.constants = quiet();
  world.constants.wars = {{"HOME", 50, 0, 1}};
  world.constants.pace = 365;
  world.constants.momentum = 0;
  world.constants.labour_quota = 0;
  world.constants.study_quota = 0;
  world.ticks = ticks;
  world.tables = country("HOME", n, 10000, std::string(kCalm) + "\nlatitude = 0") +
                 country("HOST", 1000, onward ? 10 : 20000, std::string(kFair) + "\nlatitude = 4") +
                 corridor("HOME", "HOST", edge);
  if (onward) {
    world.tables +=
        country("FAR", 1000, 1e6, std::string(kFair) + "\nlatitude = 8") + corridor("HOST", "FAR");
  }
  return world;
}

SmallWorld two_areas(double n_home, double n_host, int ticks) {
  SmallWorld world;
  world.constants = quiet();
  world.ticks = ticks;
  world.tables = country("HOME", n_home, 10000, std::string(kFair) + "\nlatitude = 0") +
                 country("HOST", n_host, 12000, std::string(kFair) + "\nlatitude = 4") +
                 "[areas.union]\nmembers = [\"HOME\", \"HOST\"]\n";
  return world;
}

template <class Change>
Case with(Case c, const Change& change) {
  change(c.world.constants);
  return c;
}

std::vector<Case> resident_cases() {
  std::vector<Case> cases;
  SmallWorld old = two_areas(1000, 1000, 12);
  old.tables = country("OLD", 350000, 1000,
                       "birth_rate = 0\nlife_expectancy = 30\nshare_65_plus = 0.7\n"
                       "share_0_14 = 0.05");
  cases.push_back({"death", kDeath, old, all_of(&Flows::deaths), 350000});
  SmallWorld young = old;
  young.ticks = 36;
  young.tables = country("YOUNG", 600000, 1000,
                         "birth_rate = 80\nlife_expectancy = 95\nshare_65_plus = 0.01\n"
                         "share_0_14 = 0.01");
  cases.push_back({"birth", kBirth, young, all_of(&Flows::births), 0});
  cases.push_back(with({"intention", kIntention, two_areas(250000, 150000, 12),
                        by_way(&Flows::departures, {kFree}), 400000},
                       [](Constants& c) { c.h0 = 0.8, c.ceiling = 1; }));
  cases.push_back(with({"displacement", kDisplacement, two_areas(220000, 1000, 12),
                        by_way(&Flows::departures, {kFree}), 221000},
                       [](Constants& c) {
                         c.wars = {{"HOME", 1.6, 0.2}};
                       }));
  SmallWorld kin = abroad("regular", 650000, 8);
  kin.tables = country("HOME", 520000, 10000, std::string(kCalm) + "\nlatitude = 0") +
               country("HOST", 651000, 20000, std::string(kFair) + "\nlatitude = 4") +
               stock("HOME", "HOST", "regular", 650000);
  cases.push_back(with({"kin_calls", kKinCall, kin, by_way(&Flows::departures, {kFamily}), 0},
                       [](Constants& c) { c.kin_calls = 0.35; }));
  SmallWorld sought = kin;
  sought.tables =
      country("HOME", 600000, 10000, std::string(kCalm) + "\nlatitude = 0") +
      country("HOST", 300000, 20000, std::string(kFair) + "\nlatitude = 4\nworkforce_growth = 0.2");
  cases.push_back(with({"offers", kOffer, sought, all_of(&Flows::proposals), 0},
                       [](Constants& c) { c.contract_quota = 0.5, c.offers = 48; }));
  return cases;
}

std::vector<Case> abroad_cases() {
  constexpr double n = 200000;
  std::vector<Case> cases;
  cases.push_back(
      with({"return", kReturn, abroad("regular", n, 3), by_way(&Flows::arrivals, {kReturnWay}), n},
           [](Constants& c) { c.r0 = 5, c.years_abroad = 2, c.regularisation = 1; }));
  cases.push_back(with({"onward", kOnward, abroad("irregular", n, 4),
                        by_way(&Flows::departures, {kLabour, kStudy, kAsylum, kIrregular}), n},
                       [](Constants& c) { c.onward_insecure = 5, c.onward_gamma = 0.05; }));
  cases.push_back(
      with({"retry", kOnward, abroad("stranded", n, 4), left_of_stock(Status::kStranded, n), n},
           [](Constants& c) { c.onward_stranded = 5; }));
  cases.push_back(with({"regularisation", kRegularisation, abroad("irregular", n, 4),
                        stock_count(Status::kRegular), n},
                       [](Constants& c) { c.regularisation = 5; }));
  cases.push_back(with({"decision", kDecision, abroad("asylum_applicant", n, 4),
                        left_of_stock(Status::kAsylumApplicant, n), n},
                       [](Constants& c) { c.decision = 5; }));
  cases.push_back(with({"recognition", kRecognition, abroad("asylum_applicant", n, 2),
                        stock_count(Status::kRefugee), n},
                       [](Constants& c) { c.decision = 50, c.recognition_floor = 0.7; }));
  cases.push_back(with({"definition", kRecognition, abroad("asylum_applicant", n, 2),
                        stock_count(Status::kRefugee), n},
                       [](Constants& c) {
                         c.decision = 50, c.recognition_violence = 0.7;
                         c.wars = {{"HOME", 0.04, 0}};
                       }));
  cases.push_back(with({"naturalisation", kNaturalisation, abroad("regular", 1.5 * n, 4),
                        all_of(&Flows::naturalised), 1.5 * n},
                       [](Constants& c) { c.naturalisation = 5, c.years_abroad = 60; }));
  cases.push_back(
      with({"release", kRelease, abroad("detained", n, 3), stock_count(Status::kStranded), n},
           [](Constants& c) { c.release = 6; }));
  cases.push_back(
      with({"settle", kSettle, abroad("stranded", n, 3), left_of_stock(Status::kStranded, n), n},
           [](Constants& c) { c.settle = 6; }));
  cases.push_back(
      with({"death_abroad", kDeathAbroad,
            abroad("refugee", 3 * n, 6, "birth_rate = 0\nlife_expectancy = 27.5\nopenness = 0"),
            all_of(&Flows::deaths), 3 * n + 3000},
           [](Constants& c) { c.years_displaced = 60; }));
  cases.push_back(with({"birth_abroad", kBirthAbroad,
                        abroad("regular", 4 * n, 3,
                               "birth_rate = 80\nlife_expectancy = 95\nshare_65_plus = 0.85\n"
                               "share_0_14 = 0.05"),
                        all_of(&Flows::births), 0},
                       [](Constants& c) { c.years_abroad = 0.1; }));
  return cases;
}

std::vector<Case> journey_cases() {
  constexpr double n = 220000;
  std::vector<Case> cases;
  cases.push_back(with({"pace", kPace, exodus(n, 5, ""), all_of(&Flows::crossings), n},
                       [](Constants& c) { c.pace = 5; }));
  cases.push_back(with({"momentum", kMomentum, exodus(n, 2, "", true),
                        [](const Outcome& o) { return o.flows.crossings[1]; }, n},
                       [](Constants& c) { c.momentum = 0.7; }));
  cases.push_back({"interception", kInterception, exodus(n, 3, "enforcement = 0.5"),
                   all_of(&Flows::interceptions), n});
  cases.push_back(with(
      {"detention", kDetention, exodus(n, 3, "enforcement = 1"), stock_count(Status::kDetained), n},
      [](Constants& c) { c.detained = 0.6; }));
  cases.push_back(
      with({"crossing_death", kCrossingDeath, exodus(n, 3, "enforcement = 0.2\nrisk = 0.5"),
            all_of(&Flows::crossing_deaths), n},
           [](Constants& c) { c.a_risk = 10; }));
  cases.push_back({"detection", kDetection, exodus(n, 3, "route = \"Sea\"\ndetection = 0.6"),
                   all_of(&Flows::detections), n});
  cases.push_back(with(
      {"stay_home", kStayHome, exodus(n, 6, "enforcement = 1"), stock_count(Status::kReturned), n},
      [](Constants& c) { c.stay_home = 5, c.detained = 0.5; }));
  return cases;
}

/// Everyone in HOME is driven out on the first tick and comes to HOST openly, without a visa.
SmallWorld visits(double n, int ticks) {
  SmallWorld world = exodus(n, ticks, "");
  world.tables = country("HOME", n, 10000, std::string(kCalm) + "\nlatitude = 0") +
                 country("HOST", 1000, 20000, std::string(kFair) + "\nlatitude = 4") +
                 "[[visa]]\ncitizenship = \"HOME\"\ndestination = \"HOST\"\n"
                 "requirement = \"free\"\ndays = 45\n";
  world.constants.visit_days = 45;
  return world;
}

/// Of those in HOST for a term; nobody else is abroad.
std::vector<Case> cases_for_a_term() {
  constexpr double n = 200000;
  const auto without_papers = stock_count(Status::kIrregular);
  std::vector<Case> cases;
  cases.push_back(with({"overstay", kOverstay, visits(n, 6),
                        [=](const Outcome& o) {
                          return stock_of(o, Status::kIrregular) +
                                 stock_of(o, Status::kAsylumApplicant);
                        },
                        n},
                       [](Constants& c) { c.overstay = 5; }));
  cases.push_back(with(
      {"claims_after_visits", kRecognition, visits(n, 5), stock_count(Status::kAsylumApplicant), n},
      [](Constants& c) { c.overstay = 50, c.recognition_floor = 0.7; }));
  // Permits for three months: in three ticks each falls due once.
  cases.push_back(with(
      {"renewal", kRenewal, abroad("temporary", n, 3), by_way(&Flows::arrivals, {kReturnWay}), n},
      [](Constants& c) { c.term = 0.25, c.renewal = 0.7, c.staying_on = 0; }));
  cases.push_back(with({"staying_on", kStayingOn, abroad("temporary", n, 3), without_papers, n},
                       [](Constants& c) { c.term = 0.25, c.renewal = 0, c.staying_on = 1; }));
  cases.push_back(
      with({"absconding", kAbsconding,
            abroad("temporary", n, 4, std::string(kCalm) + "\nrights = 0"), without_papers, n},
           [](Constants& c) { c.absconding = 20; }));
  return cases;
}

const std::vector<Case>& cases() {
  static const std::vector<Case> all = [] {
    std::vector<Case> list = resident_cases();
    for (Case& c : abroad_cases()) list.push_back(std::move(c));
    for (Case& c : journey_cases()) list.push_back(std::move(c));
    for (Case& c : cases_for_a_term()) list.push_back(std::move(c));
    return list;
  }();
  return all;
}

double level() {
  return kFamilyLevel / static_cast<double>(cases().size());
}

/// Events of the engine, of the reference, and of the reference with the rate 2% higher.
struct Counts {
  double engine = 0, reference = 0, biased = 0;
  double expected = 0, expected_biased = 0;
};

Counts count(const Case& c) {
  Engine::Bias bias = Engine::unbiased();
  bias[c.event] = kBias;
  std::array<Outcome, 3 * kReplicates> outcomes;
  in_parallel(3 * kReplicates, [&](int i) {
    const auto seed = static_cast<std::uint64_t>(1000 + i - (i % 3 == 2));  // twins start alike
    auto& outcome = outcomes[static_cast<std::size_t>(i)];
    if (i % 3 == 0) outcome = run_engine(c.world, seed);
    if (i % 3 == 1) outcome = run_reference(c.world, seed);
    if (i % 3 == 2) outcome = run_reference(c.world, seed, bias);
  });
  Counts counts;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const auto n = static_cast<double>(c.count(outcomes[i]));
    (i % 3 == 0 ? counts.engine : i % 3 == 1 ? counts.reference : counts.biased) += n;
    const double expected = outcomes[i].expected[c.event];
    if (i % 3 != 0) (i % 3 == 1 ? counts.expected : counts.expected_biased) += expected;
  }
  return counts;
}

double variance(const Case& c, double n) {
  return c.at_risk > 0 ? n * (1 - n / (c.at_risk * kReplicates)) : n;
}

double z_of(const Case& c, double a, double b) {
  return (a - b) / std::sqrt(variance(c, a) + variance(c, b));
}

class Hazard : public testing::TestWithParam<std::size_t> {};

TEST_P(Hazard, OccursAtTheReferencesRateAndATwoPercentBiasShows) {
  const Case& c = cases()[GetParam()];
  const Counts n = count(c);
  const double z = z_of(c, n.engine, n.reference), z_biased = z_of(c, n.engine, n.biased);
  const double power = normal_power(z_of(c, n.expected_biased, n.expected), level());
  const double limit = two_sided_limit(level());
  const std::string found = fmt::format(
      "{}: engine {}, reference {} (expected {:.0f}), biased twin {} (expected {:.0f}), "
      "z {:.2f}, twin's z {:.2f}, limit {:.2f} at level {:.1e}, power {:.5f}",
      c.name, n.engine, n.reference, n.expected, n.biased, n.expected_biased, z, z_biased, limit,
      level(), power);
  std::puts(found.c_str());
  EXPECT_GE(power, 0.9) << found;
  EXPECT_LT(std::abs(z), limit) << found;
  EXPECT_GT(std::abs(z_biased), limit) << found;
}

INSTANTIATE_TEST_SUITE_P(All, Hazard, testing::Range(std::size_t{0}, cases().size()),
                         [](const auto& instance) { return cases()[instance.param].name; });

}  // namespace
}  // namespace sojourn::reference
