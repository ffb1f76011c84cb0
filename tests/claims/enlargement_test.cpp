#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <string>
#include <vector>

#include "sim/base/parallel.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

/// scenarios/enlargement_2004.toml: what three open doors of fifteen do to who goes where.

constexpr std::array<const char*, 8> kEight{"POL", "CZE", "HUN", "SVK", "LTU", "LVA", "SVN", "EST"};
constexpr int kYears = 11;  // 2002 to 2012

/// Arrivals of citizens of the eight, by year [persons].
struct Arrivals {
  std::array<double, kYears> open{}, closed{};  // in GBR and IRL; in DEU and AUT
};

Arrivals simulate(std::vector<std::string> set) {
  set.insert(set.end(), {"run.persons_per_agent=100", "run.life_histories=0"});
  const auto run = testing::simulate(testing::shipped("enlargement_2004.toml", std::move(set)));
  const World& world = run->world();
  Arrivals arrivals;
  while (!run->done()) {
    const auto year = static_cast<std::size_t>(run->now() / 12);
    run->tick();
    const Ledger& ledger = run->ledger();
    for (const char* id : kEight) {
      const PlaceId home = *world.find_place(id);
      for (int j = 0; j < world.n_places(); ++j) {
        double persons = 0;
        if (PlaceId(j) == home) continue;
        for (const ChannelId c : ledger.channel_ids()) {
          persons += run->scene().persons(ledger.tick.arrivals(StateId(home.value), PlaceId(j), c));
        }
        const std::string& there = world.places[static_cast<std::size_t>(j)].id;
        if (there == "GBR" || there == "IRL") arrivals.open[year] += persons;
        if (there == "DEU" || there == "AUT") arrivals.closed[year] += persons;
      }
    }
  }
  return arrivals;
}

enum class Arm { kAsItWas, kOpenAtOnce, kNotJoined, kNoRecession };

Arrivals simulate(Arm arm, int seed) {
  std::vector<std::string> set{"run.seed=" + std::to_string(seed)};
  if (arm == Arm::kOpenAtOnce) set.emplace_back("modules.enlargement.transition=0");
  if (arm == Arm::kNotJoined) {
    for (const char* name :
         {"enlargement", "second_phase", "second_phase_rest", "second_phase_france"}) {
      set.push_back(std::string("modules.") + name + ".enabled=false");
    }
  }
  if (arm == Arm::kNoRecession) {
    for (const char* name : {"recession_2008", "housing_bust", "baltic_bust"}) {
      set.push_back(std::string("modules.") + name + ".enabled=false");
    }
  }
  return simulate(std::move(set));
}

/// Sum over seeds.
Arrivals total(Arm arm) {
  constexpr int kSeeds = 5;
  std::vector<Arrivals> runs(kSeeds);
  Crew crew(2);
  crew.each(runs.size(), [&](std::size_t i) { runs[i] = simulate(arm, static_cast<int>(i) + 1); });
  Arrivals sum;
  for (const Arrivals& run : runs) {
    for (std::size_t y = 0; y < kYears; ++y) {
      sum.open[y] += run.open[y] / kSeeds;
      sum.closed[y] += run.closed[y] / kSeeds;
    }
  }
  return sum;
}
double between(const std::array<double, kYears>& arrivals, int first, int last) {
  double sum = 0;
  for (int year = first; year <= last; ++year)
    sum += arrivals[static_cast<std::size_t>(year - 2002)];
  return sum;
}
void print(const char* name, const Arrivals& a) {
  for (const auto& [where, row] : {std::pair{"GBR, IRL", &a.open}, {"DEU, AUT", &a.closed}}) {
    std::printf("| %s | %s |", name, where);
    for (const double persons : *row) std::printf(" %.1f |", persons / 1000);
    std::printf("\n");
  }
}

/// Arrivals per year of 5 seeds lie within some per cent of each other; the margins here are wider.
TEST(Enlargement, PeopleGoWhereTheDoorIsOpen) {
  const Arrivals was = total(Arm::kAsItWas), open = total(Arm::kOpenAtOnce),
                 never = total(Arm::kNotJoined), steady = total(Arm::kNoRecession);
  print("as it was", was);
  print("all open at once", open);
  print("the eight never join", never);
  print("no recession", steady);
  // Three doors open: people go there, not to those that stay closed.
  EXPECT_GT(between(was.open, 2005, 2007), 1.7 * between(never.open, 2005, 2007));
  EXPECT_NEAR(between(was.closed, 2005, 2007) / between(never.closed, 2005, 2007), 1, 0.1);
  // All open: they go to Germany and Austria, and no more than before to Britain and Ireland.
  EXPECT_GT(between(open.closed, 2005, 2007), 1.7 * between(was.closed, 2005, 2007));
  EXPECT_LT(between(open.open, 2005, 2007), 0.7 * between(was.open, 2005, 2007));
  // The transition ends in May 2011.
  EXPECT_GT(was.closed[10], 1.3 * was.closed[8]);
  // The recession costs some of the arrivals where it hits, not the order of magnitude.
  EXPECT_LT(between(was.open, 2009, 2012), between(steady.open, 2009, 2012));
  EXPECT_GT(between(was.open, 2009, 2012), 0.8 * between(steady.open, 2009, 2012));
}

/// With the catalog's intention few leave, quotas are not used up, and an open door makes no
/// difference: the effect above hangs on h0.
TEST(Enlargement, WhereQuotasDoNotBindOpeningChangesNothing) {
  const std::string few = "modules.intention.h0=8e-5";
  double was = 0, never = 0;
  for (int seed = 1; seed <= 3; ++seed) {
    const std::string luck = "run.seed=" + std::to_string(seed);
    was += between(simulate({few, luck}).open, 2005, 2007);
    never += between(simulate({few, luck, "modules.enlargement.enabled=false"}).open, 2005, 2007);
  }
  EXPECT_LT(was, 1.2 * never);
}

}  // namespace
}  // namespace sojourn::models
