#include <cstdio>

#include "tests/support/measures/forum_measures.hpp"
#include "tests/worlds/small_world.hpp"
#include "tools/studies/at_most.hpp"

/// Which of five explanations makes forums multiply: each alone, and all without it, in the worlds
/// of tests/worlds/forums/forums_world.cpp. Prints the table of docs/VALIDATION.md.
///   forum_explanations [RUNS]   at most so many runs a row
namespace sojourn::testing {
namespace {

const std::vector<std::string> kExplanations{"power_asymmetry", "functionalism", "subsidiarity",
                                             "compartmentalisation", "normative_salience"};

void row(const std::string& name, const std::vector<std::string>& off, std::size_t n) {
  std::map<std::string, std::string> set;
  for (const std::string& one : off) set[one] = "false";
  const auto outcomes = run_forum_worlds(n, forums_arm(set));
  const auto each = [&](auto value) { return mean(of_each(outcomes, value)); };
  const std::vector<double> founded = born(outcomes);
  const Effect middle = paired(founded, std::vector<double>(founded.size(), 0));
  std::printf("| %s | %.1f (%.1f to %.1f) | %.1f | %.1f | %.2f | %.2f |\n", name.c_str(),
              middle.value, middle.low, middle.high,
              each([](const ForumsOutcome& o) { return o.alive(); }),
              each([](const ForumsOutcome& o) { return o.formal_born(); }),
              each([](const ForumsOutcome& o) { return o.spread; }),
              each([](const ForumsOutcome& o) { return o.bilateral; }));
}

void print_table(std::size_t n) {
  std::printf(
      "| explanations | founded | alive | formal | spread of decisions | bilateral share |\n"
      "| --- | --- | --- | --- | --- | --- |\n");
  row("all", {}, n);
  row("none", kExplanations, n);
  for (const std::string& one : kExplanations) row("all but " + one, {one}, n);
  for (const std::string& one : kExplanations) row("only " + one, all_but(kExplanations, one), n);
}

}  // namespace
}  // namespace sojourn::testing

int main(int argc, char** argv) {
  sojourn::testing::print_table(sojourn::testing::AtMost(argc, argv)(40));
}
