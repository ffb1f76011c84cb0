#include <cmath>
#include <cstdio>

#include "tests/support/origin_lists.hpp"
#include "tools/studies/at_most.hpp"

/// Where claim M7 holds: worlds around that of tests/worlds/origins_world.cpp. Prints the lower
/// rows of the table of docs/VALIDATION.md.
///   origins_region [RUNS]   at most so many runs a row
namespace sojourn::testing {
namespace {

/// What language and colonial past weigh in recorded flows (tools/studies/learning/tie_weights.py):
/// beside compatriots, who carry most of it, and with what compatriots have made of it.
constexpr double kTieApart = 0.06, kTieInAll = 0.89;

/// Whether smaller agents leave the lists as they are.
bool print_table(const AtMost& runs) {
  const OriginLists as_above = lists_of("ties and networks, the same worlds", runs(10), {});
  lists_of("ties at the default weight, 0.4", runs(10), {.tie = 0.4});
  lists_of("ties of 0.06, as flows give them beside compatriots", runs(20), {.tie = kTieApart});
  lists_of("ties of 0.89, as flows give them without", runs(20), {.tie = kTieInAll});
  lists_of("ties of 0.89, networks off", runs(20), {.network = false, .tie = kTieInAll});
  const OriginLists fine = lists_of("an agent for 200", runs(10), {.persons_per_agent = 200});
  lists_of("an agent for 200, networks off", runs(10),
           {.network = false, .persons_per_agent = 200});
  lists_of("an agent for 2,000", runs(10), {.persons_per_agent = 2000});
  lists_of("120 origins", runs(10), {.origins = 120});
  lists_of("40 origins", runs(10), {.origins = 40});
  lists_of("tie of 0.7", runs(10), {.tie = 0.7});
  lists_of("25 years", runs(10), {.years = 25});
  lists_of("0.1% live in the four at the start", runs(10), {.settled = 0.001});
  lists_of("people may come unasked, by roads", runs(10), {.roads = true, .origins = 60});
  return std::abs(fine.repeated - as_above.repeated) <= 1.5;
}

}  // namespace
}  // namespace sojourn::testing

int main(int argc, char** argv) {
  if (sojourn::testing::print_table(sojourn::testing::AtMost(argc, argv))) return 0;
  std::puts("an agent for 200 repeats other origins than one for 500");
  return 1;
}
