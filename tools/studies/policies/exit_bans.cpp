#include <algorithm>
#include <cmath>
#include <cstdio>

#include "tests/support/measures/exit_measures.hpp"
#include "tools/studies/at_most.hpp"

/// What a ban on leaving does, by one state and by three together, in the worlds of
/// tests/worlds/emigration_world.hpp. Prints the table of docs/VALIDATION.md.
///   exit_bans [RUNS]   at most so many runs a row
namespace sojourn::testing {
namespace {

using Acting = ExitArm::Acting;

void print_table(std::size_t n) {
  std::printf(
      "| who acts | by leave, less by | by any way, less by | to anywhere, less by | rights there "
      "| moved by "
      "less than 0.01 | raised by 0.03 |\n| --- | --- | --- | --- | --- | --- | --- |\n");
  print_exits("one large origin", beside_nobody(n, Acting::kOne, {}));
  print_exits("one large origin, no ways to walk", beside_nobody(n, Acting::kOne, {.ways = false}));
  print_exits("three large together", beside_nobody(n, Acting::kThreeLarge, {}));
  print_exits("three small together", beside_nobody(n, Acting::kThreeSmall, {}));
  print_exits("three large, labour in plenty",
              beside_nobody(n, Acting::kThreeLarge, {.short_of_labour = false}));
}

}  // namespace
}  // namespace sojourn::testing

int main(int argc, char** argv) {
  sojourn::testing::print_table(sojourn::testing::AtMost(argc, argv)(20));
}
