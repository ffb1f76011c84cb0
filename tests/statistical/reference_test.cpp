#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/statistics.hpp"
#include "tests/worlds/reference/reference_world.hpp"

// One small world in which everything happens at once: four countries, an area of free movement,
// quotas that bind, visits without a visa, contracts for a term, walking routes that cross each
// other, a war, entry closed to a nationality and to the women of another, an amnesty, two years of
// months. The engine against the reference over kReplicates runs of each with seeds of their own.
//
// Level of the file: 0.001, over kTests tests (Bonferroni).
//  - leavers' joint attributes (age, sex, skill, channel, home, destination): chi-square of
//    homogeneity, cells with an expected count of at least 5. Leavers are independent but for the
//    quotas, which make counts vary less: the test is then conservative.
//  - where people are at the end (place, citizenship, status): the same; everyone is in one cell.
//  - ages at leaving and times of leaving: Smirnov, conservative because values tie.
//  - all flows, by replicate: a permutation test, exact whatever the flows' law.
// The n of each test is printed with it.
namespace sojourn::reference {
namespace {

constexpr int kReplicates = 12;
constexpr int kTests = 7;
constexpr double kLevel = 1e-3 / kTests;
constexpr int kShuffles = 20000;

SmallWorld busy_world() {
  SmallWorld world;
  world.ticks = 24;
  Constants& c = world.constants;
  c.h0 = 0.03, c.ceiling = 0.5, c.kin_calls = 0.2;
  c.r0 = 0.3, c.onward_settled = 0.05, c.onward_insecure = 0.4;
  c.regularisation = 0.3, c.naturalisation = 0.3, c.wait = 0.5;
  c.labour_quota = 0.02, c.study_quota = 0.02;
  c.contract_quota = 1, c.fee = 400, c.term = 0.5, c.renewal = 0.6, c.absconding = 5;
  c.visit_days = 60, c.network_temporary = 0.3;
  c.kappa = 0.3, c.years_abroad = 5;
  c.a_cross = 1500;
  c.wars = {{"POOR", 0.03, 0.2}};
  c.bans = {{"WEST", "EAST"}, {"POOR", "RICH", 0}};
  c.amnesties = {{"RICH", 0.4}};
  world.tables =
      country("POOR", 24000, 4000,
              "latitude = 10\nlongitude = 0\nbirth_rate = 60\nlife_expectancy = 50\n"
              "tertiary_share = 0.2\nlanguages = \"fr\"") +
      country("EAST", 14000, 9000, "latitude = 25\nlongitude = 8\nunemployment = 0.12") +
      country("WEST", 14000, 9500,
              "latitude = 25\nlongitude = -8\nrights = 0.6\nworkforce_growth = 0.1") +
      country("RICH", 18000, 40000,
              "latitude = 40\nlongitude = 0\nrights = 0.7\ncapacity = 0.8\nopenness = 0.6\n"
              "share_65_plus = 0.2\nlanguages = \"fr\"\ntertiary_share = 0.4") +
      corridor("POOR", "EAST", "km = 900\nprice = 100") +
      corridor("POOR", "WEST", "km = 1100\nenforcement = 0.1") + corridor("EAST", "POOR") +
      corridor("WEST", "POOR") + corridor("EAST", "WEST", "km = 800\nenforcement = 0.2") +
      corridor("WEST", "EAST", "km = 800") +
      corridor("EAST", "RICH",
               "mode = \"sea\"\nkm = 500\nenforcement = 0.3\nrisk = 0.02\n"
               "price = 500\nroute = \"E\"\ndetection = 0.7\nseason = \"sea\"") +
      corridor("WEST", "RICH",
               "mode = \"sea\"\nkm = 700\nenforcement = 0.2\nrisk = 0.05\n"
               "price = 400\nroute = \"W\"") +
      corridor("WEST", "RICH", "mode = \"land\"\nkm = 1400\nenforcement = 0.5\nprice = 50") +
      corridor("RICH", "WEST") +
      "[seasons]\nsea = [0.3, 0.3, 0.4, 0.5, 0.7, 0.9, 1.0, 1.0, 0.9, 0.7, 0.5, 0.4]\n" +
      "[areas.union]\nmembers = [\"EAST\", \"RICH\"]\n"
      "[[visa]]\ncitizenship = \"POOR\"\ndestination = \"WEST\"\nrequirement = \"free\"\n"
      "days = 60\n" +
      stock("POOR", "WEST", "temporary", 800) + stock("POOR", "RICH", "regular", 2000) +
      stock("POOR", "EAST", "refugee", 1500) + stock("WEST", "RICH", "irregular", 1000) +
      stock("POOR", "WEST", "asylum_applicant", 1000) + stock("POOR", "WEST", "in_transit", 500) +
      stock("EAST", "EAST", "returned", 300);
  return world;
}

struct Pair {
  std::vector<Outcome> engine, reference;
};

const Pair& runs() {
  static const Pair pair = [] {
    Pair p;
    p.engine.resize(kReplicates);
    p.reference.resize(kReplicates);
    const SmallWorld world = busy_world();
    in_parallel(2 * kReplicates, [&](int i) {
      const auto r = static_cast<std::size_t>(i / 2);
      const auto seed = static_cast<std::uint64_t>(500 + i);
      (i % 2 == 0 ? p.engine[r] : p.reference[r]) =
          i % 2 == 0 ? run_engine(world, seed) : run_reference(world, seed);
    });
    return p;
  }();
  return pair;
}

std::vector<std::int64_t> cells_of_leavers(const std::vector<Outcome>& outcomes) {
  constexpr int kAgeBands = 9;
  std::vector<std::int64_t> cells(kAgeBands * 2 * kSkills * kWays * 4 * 4, 0);
  for (const Outcome& outcome : outcomes) {
    for (const Leaver& l : outcome.leavers) {
      const int band = std::clamp(l.age_months / 120, 0, kAgeBands - 1);
      ++cells[static_cast<std::size_t>(
          ((((band * 2 + l.sex) * kSkills + l.skill) * kWays + l.way) * 4 + l.home) * 4 +
          l.destination)];
    }
  }
  return cells;
}

std::vector<std::int64_t> cells_of_stocks(const std::vector<Outcome>& outcomes) {
  std::vector<std::int64_t> cells;
  for (const Outcome& outcome : outcomes) {
    std::vector<std::int64_t> all = outcome.stocks;
    all.insert(all.end(), outcome.residents.begin(), outcome.residents.end());
    cells.resize(all.size(), 0);
    for (std::size_t i = 0; i < all.size(); ++i) cells[i] += all[i];
  }
  return cells;
}

std::vector<double> of_leavers(const std::vector<Outcome>& outcomes, int Leaver::*member) {
  std::vector<double> values;
  for (const Outcome& outcome : outcomes) {
    for (const Leaver& leaver : outcome.leavers) values.push_back(leaver.*member);
  }
  return values;
}

std::vector<double> flat(const Flows& flows) {
  std::vector<double> row;
  for (const auto* list :
       {&flows.departures.flat(), &flows.arrivals.flat(), &flows.proposals.flat(),
        &flows.crossings.flat(), &flows.interceptions.flat(), &flows.crossing_deaths.flat(),
        &flows.detections.flat(), &flows.births.flat(), &flows.deaths.flat(), &flows.entered.flat(),
        &flows.left.flat(), &flows.naturalised.flat(), &flows.folded.flat()}) {
    row.insert(row.end(), list->begin(), list->end());
  }
  return row;
}

std::vector<std::vector<double>> flows_of(const std::vector<Outcome>& outcomes) {
  std::vector<std::vector<double>> rows;
  for (const Outcome& outcome : outcomes) rows.push_back(flat(outcome.flows));
  return rows;
}

void expect_alike(const char* what, const std::vector<std::int64_t>& a,
                  const std::vector<std::int64_t>& b) {
  const ChiSquare test = homogeneity(a, b);
  std::int64_t n_a = 0, n_b = 0;
  for (const auto n : a) n_a += n;
  for (const auto n : b) n_b += n;
  const std::string found =
      fmt::format("{}: n = {} and {}, chi-square {:.1f} with {} degrees, p = {:.4f}, level {:.1e}",
                  what, n_a, n_b, test.statistic, test.degrees, test.p, kLevel);
  std::puts(found.c_str());
  EXPECT_GT(test.degrees, 10) << found;
  EXPECT_GT(test.p, kLevel) << found;
}

void expect_same_law(const char* what, const std::vector<double>& a, const std::vector<double>& b) {
  const Smirnov test = smirnov(a, b);
  const std::string found =
      fmt::format("{}: n = {} and {}, distance {:.5f}, p = {:.4f}, level {:.1e}", what, a.size(),
                  b.size(), test.distance, test.p, kLevel);
  std::puts(found.c_str());
  EXPECT_GT(test.p, kLevel) << found;
}

void check_leavers() {
  expect_alike("leavers by age, sex, skill, channel, home, destination",
               cells_of_leavers(runs().engine), cells_of_leavers(runs().reference));
}

void check_stocks() {
  expect_alike("people at the end by place, citizenship, status", cells_of_stocks(runs().engine),
               cells_of_stocks(runs().reference));
}

void check_ages() {
  expect_same_law("ages at leaving", of_leavers(runs().engine, &Leaver::age_months),
                  of_leavers(runs().reference, &Leaver::age_months));
}

void check_times() {
  expect_same_law("times of leaving", of_leavers(runs().engine, &Leaver::tick),
                  of_leavers(runs().reference, &Leaver::tick));
}

void check_flows() {
  const double p = permutation_p(flows_of(runs().engine), flows_of(runs().reference), kShuffles);
  std::puts(fmt::format("all flows: {} replicates of each, {} shuffles, p = {:.4f}, level {:.1e}",
                        kReplicates, kShuffles, p, kLevel)
                .c_str());
  EXPECT_GT(p, kLevel);
}

/// Quotas bind: the labour channel from POOR to RICH admits fewer than propose, and both engines
/// hand out the same places, which no luck moves by more than the quota's own growth.
void check_quotas() {
  std::int64_t proposals[2] = {0, 0}, admitted[2] = {0, 0};
  for (int r = 0; r < kReplicates; ++r) {
    const Outcome* both[2] = {&runs().engine[static_cast<std::size_t>(r)],
                              &runs().reference[static_cast<std::size_t>(r)]};
    for (int e = 0; e < 2; ++e) {
      for (int s = 0; s < kSkills; ++s) {
        const auto cell = static_cast<std::size_t>((kLabour * 4 + 3) * kSkills + s);
        proposals[e] += both[e]->flows.proposals[cell];
        admitted[e] += both[e]->flows.admitted[cell];
      }
    }
  }
  std::puts(fmt::format("labour into RICH: engine {} of {}, reference {} of {}", admitted[0],
                        proposals[0], admitted[1], proposals[1])
                .c_str());
  EXPECT_GT(proposals[0], 2 * admitted[0]);
  const double spread = std::sqrt(static_cast<double>(admitted[0] + admitted[1]));
  EXPECT_LT(std::abs(static_cast<double>(admitted[0] - admitted[1])),
            two_sided_limit(kLevel) * spread);
}

/// The chi-square on leavers sees 15% more men among the leavers (a joint law that is off,
/// not a total): its power, by the noncentral chi-square, and a twin that it rejects.
void check_biased_twin() {
  std::vector<std::int64_t> engine = cells_of_leavers(runs().engine);
  std::vector<std::int64_t> twin = cells_of_leavers(runs().reference);
  std::vector<double> law(twin.begin(), twin.end()), other = law;
  const std::size_t per_sex = static_cast<std::size_t>(kSkills * kWays * 4 * 4);
  double n = 0;
  for (std::size_t i = 0; i < law.size(); ++i) {
    n += law[i];
    if (i / per_sex % 2 == 1) other[i] *= 1.15;
  }
  const double power = chi_square_power(law, other, n, kLevel);
  for (std::size_t i = 0; i < twin.size(); ++i) twin[i] = std::llround(other[i]);
  const ChiSquare test = homogeneity(engine, twin);
  std::puts(
      fmt::format("15% more men among {:.0f} leavers: power {:.4f}, p = {:.1e}", n, power, test.p)
          .c_str());
  EXPECT_GE(power, 0.9);
  EXPECT_LT(test.p, kLevel);
}

// One test, since a test is a process of its own and the runs are shared.
TEST(Reference, AgreesInEveryLaw) {
  check_leavers();
  check_stocks();
  check_ages();
  check_times();
  check_flows();
  check_quotas();
  check_biased_twin();
}

}  // namespace
}  // namespace sojourn::reference
