#include <array>

#include "tests/support/measures/convention_summary.hpp"
#include "tools/studies/at_most.hpp"

/// Where claim M5 holds and where it fails: drawn worlds, and settings around the defaults. Prints
/// the table of docs/VALIDATION.md.
///   conventions_region [RUNS]   at most so many runs a row
namespace sojourn::testing {
namespace {

struct Setting {
  const char* name;
  const char* key;
  double value;
};
constexpr auto kSettings = std::to_array<Setting>({
    {"k = 8", "k", 8.0},
    {"k = 10", "k", 10.0},
    {"k = 16", "k", 16.0},
    {"b_peer = 0", "b_peer", 0.0},
    {"c_con = 0", "c_con", 0.0},
    {"e0 = 0.2", "e0", 0.2},
    {"e0 = 0.5", "e0", 0.5},
    {"cred_soft = 0", "cred_soft", 0.0},
    {"cred_soft = 0.4", "cred_soft", 0.4},
    {"a3 = 0.4", "a3", 0.4},
    {"a3 = 0.9", "a3", 0.9},
    {"commitment = 0", "commitment", 0.0},
    {"commitment = 0.3", "commitment", 0.3},
    {"horizon = 5", "horizon", 5.0},
    {"horizon = 30", "horizon", 30.0},
    {"d0 = 0.1", "d0", 0.1},
});

void print_table(const AtMost& runs) {
  summary_of("drawn worlds, drawn settings", runs(20), {.drawn_world = true});
  summary_of("drawn worlds, b_host = 0", runs(10), {.drawn_world = true, .set = {{"b_host", 0}}});
  summary_of("drawn worlds, permuted", runs(10), {.drawn_world = true, .permuted = true});
  for (const Setting& setting : kSettings) {
    ConventionArm arm = convention_defaults();
    arm.set = {{setting.key, setting.value}};
    summary_of(setting.name, runs(10), arm);
  }
}

}  // namespace
}  // namespace sojourn::testing

int main(int argc, char** argv) {
  sojourn::testing::print_table(sojourn::testing::AtMost(argc, argv));
}
