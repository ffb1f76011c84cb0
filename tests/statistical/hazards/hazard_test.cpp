#include <gtest/gtest.h>

#include "tests/statistical/hazards/hazard_case.hpp"

// Every hazard; the twin's rate is 2% higher.
namespace sojourn::reference {
namespace {

constexpr double kBias = 1.02;

SmallWorld two_areas(double n_home, double n_host, int ticks) {
  SmallWorld world;
  world.constants = quiet();
  world.ticks = ticks;
  world.tables = country("HOME", n_home, 10000, std::string(kFair) + "\nlatitude = 0") +
                 country("HOST", n_host, 12000, std::string(kFair) + "\nlatitude = 4") +
                 "[areas.union]\nmembers = [\"HOME\", \"HOST\"]\n";
  return world;
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
  const SmallWorld kin = kin_abroad(520000, 650000, 8);
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

class Hazard : public testing::TestWithParam<std::size_t> {};

TEST_P(Hazard, OccursAtTheReferencesRateAndATwoPercentBiasShows) {
  check(cases()[GetParam()], kBias, cases().size());
}

INSTANTIATE_TEST_SUITE_P(All, Hazard, testing::Range(std::size_t{0}, cases().size()),
                         [](const auto& instance) { return cases()[instance.param].name; });

}  // namespace
}  // namespace sojourn::reference
