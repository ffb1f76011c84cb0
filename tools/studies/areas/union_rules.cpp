#include <algorithm>
#include <cmath>
#include <cstdio>

#include "models/unions/union_agreement.hpp"
#include "models/unions/union_politics.hpp"
#include "sim/base/parallel.hpp"
#include "tests/worlds/small_world.hpp"
#include "tools/studies/at_most.hpp"

/// How a union's rules spread applicants for asylum over its members, in
/// scenarios/mediterranean.toml with the European Union as an actor. Prints the table of
/// docs/VALIDATION.md; thresholds in tools/studies/thresholds/unions.toml.
///   union_rules [SEEDS]   at most so many seeds a row
namespace sojourn::testing {
namespace {

constexpr int kCounted = 24;                            // [months]
constexpr double kFirstEntry = 0.5, kRelocation = 0.5;  // [1 / year]

struct Arm {
  const char* name;
  std::vector<std::string> set;
};
struct Spread {
  double gini = 0;     // of applicants per head, over members
  double persons = 0;  // applicants in the union
  double refused = 0;  // by members that pay instead [persons / year]
};

double gini(std::vector<double> values) {
  std::ranges::sort(values);
  double weighted = 0, sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    weighted += static_cast<double>(i + 1) * values[i];
    sum += values[i];
  }
  const auto n = static_cast<double>(values.size());
  return sum > 0 ? (2 * weighted / sum - n - 1) / n : 0;
}

Spread spread_of(const Arm& arm, std::size_t seed) {
  std::vector<std::string> set{
      "run.persons_per_agent=100", "run.life_histories=0",  "run.seed=" + std::to_string(seed + 1),
      "unions.europe.region=EU",   "modules.eu.type=union", "modules.eu.area=eu"};
  set.insert(set.end(), arm.set.begin(), arm.set.end());
  const auto simulation = simulate(shipped("mediterranean.toml", std::move(set)));
  const int counted_from = simulation->world().n_ticks - kCounted;
  const std::vector<StateId> members = simulation->world().areas.front().members;
  std::vector<double> applicants(members.size(), 0);
  Spread spread;
  while (!simulation->done()) {
    simulation->tick();
    if (simulation->now() <= counted_from) continue;
    const Scene scene = simulation->scene();
    for (std::size_t m = 0; m < members.size(); ++m) {
      const PlaceId place = place_of(members[m]);
      const double persons =
          scene.persons(scene.ledger.foreigners(place, Status::kAsylumApplicant)) / kCounted;
      applicants[m] += persons / scene.persons(scene.ledger.population(place));
      spread.persons += persons;
    }
    for (const auto& one : scene.agreements.of("eu")) {
      const auto& plan = dynamic_cast<const UnionAgreement&>(*one).plan();
      for (const double persons : plan.refuses) spread.refused += persons / kCounted;
    }
  }
  spread.gini = gini(std::move(applicants));
  return spread;
}

void print_row(const Arm& arm, std::size_t n) {
  std::vector<Spread> all(n);
  Crew crew(2);
  crew.each(n, [&](std::size_t seed) { all[seed] = spread_of(arm, seed); });
  const auto seeds = static_cast<double>(n);
  double mean = 0, squares = 0, persons = 0, refused = 0;
  for (const Spread& one : all) {
    mean += one.gini / seeds, squares += one.gini * one.gini / seeds;
    persons += one.persons / seeds, refused += one.refused / seeds;
  }
  const double deviation = std::sqrt(std::max(0.0, squares - mean * mean));
  std::printf("| %s | %.3f | %.3f | %.0f | %.0f |\n", arm.name, mean, deviation, persons / 1000,
              refused / 1000);
  std::fflush(stdout);
}

}  // namespace
}  // namespace sojourn::testing

int main(int argc, char** argv) {
  using namespace sojourn::testing;
  const std::size_t n = AtMost(argc, argv)(2);
  const std::string first = "modules.eu.first_entry=" + std::to_string(kFirstEntry);
  const std::string moved = "modules.eu.relocation=" + std::to_string(kRelocation);
  std::printf(
      "| rule | Gini of applicants per head | deviation over seeds | applicants, thousands | "
      "refused and paid for, thousands a year |\n| --- | --- | --- | --- | --- |\n");
  const std::vector<Arm> arms{{"none", {}},
                              {"first entry", {first}},
                              {"relocation", {moved}},
                              {"relocation at a price of 2,000", {moved, "modules.eu.price=2000"}},
                              {"first entry and relocation", {first, moved}}};
  for (const Arm& arm : arms) print_row(arm, n);
}
