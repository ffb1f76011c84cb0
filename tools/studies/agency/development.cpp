#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <utility>

#include "tests/support/measures/development_measures.hpp"
#include "tools/studies/at_most.hpp"

/// Migration as development, against tools/studies/thresholds/development.toml. Prints the tables
/// of docs/VALIDATION.md; remittances where SOJOURN_REFERENCE names the folder of reference data.
///   development [RUNS [PART]]   at most so many runs a row, all parts or one: months (G1, G2),
///                               output (G3), hump (G4); with fewer than 10 the world is coarse
namespace sojourn::testing {
namespace {

void print_contribution(const Contribution& all) {
  for (const auto& [id, share] : all.share) {
    std::printf("| %s | %.3f | %.3f |\n", id.c_str(), share, all.people.at(id));
  }
  std::printf("| mean; highest %s; above their share of the people in %d | %.3f | |\n",
              all.highest.c_str(), all.above, all.mean);
}

void print_months(std::size_t n) {
  const double persons_per_agent = n < 10 ? 20000 : 1000;
  std::printf("| foreigners in | part in output | part of the people |\n| --- | --- | --- |\n");
  const Month first = month(1, persons_per_agent, {});
  print_contribution(contribution(first));
  std::printf("control: half of those with a record work\n");
  print_contribution(
      contribution(month(1, persons_per_agent, {"modules.labour_market.working_share=0.5"})));
  const char* folder = std::getenv("SOJOURN_REFERENCE");
  const auto published = published_remittances(folder == nullptr ? "" : folder);
  if (published.empty()) {
    std::printf("no remittances: SOJOURN_REFERENCE names no folder that has them\n");
    return;
  }
  std::printf("| remittances | correlation of logs | countries |\n| --- | --- | --- |\n");
  const auto row = [](const char* name, const Correlation& of) {
    std::printf("| %s | %.2f | %zu |\n", name, of.r, of.n);
  };
  row("against what was published", log_correlation(first.received, published));
  row("one wage for all: people abroad", log_correlation(first.abroad, published));
  row("control: permuted", log_correlation(first.received, published, 40));
}

void print_output(std::size_t n) {
  const auto none = outputs(n, {.agency = false});
  const auto taught = outputs(n, {});
  std::printf(
      "| an agency, ln of output beside none | all | of it by skills |\n"
      "| --- | --- | --- |\n");
  const auto row = [&](const char* name, const std::vector<Output>& with,
                       const std::vector<Output>& beside) {
    const Effect all = difference(with, beside, &Output::all);
    const Effect skills = difference(with, beside, &Output::skills);
    std::printf("| %s | %.5f (%.5f-%.5f) | %.5f (%.5f-%.5f) |\n", name, all.value, all.low,
                all.high, skills.value, skills.low, skills.high);
  };
  row("those placed are taught", taught, none);
  row("nobody is taught", outputs(n, {.trained = false}), none);
  row("nobody becomes a citizen, over the first row", outputs(n, {.naturalise = false}), taught);
}

void print_left(std::size_t n) {
  const Left left = left_after(n, {.remittances = true});
  std::printf("| far: remittances, the last month over the first | x | n |\n| --- | --- | --- |\n");
  for (const auto& [name, x] :
       {std::pair{"foreigners there", left.people}, {"sent home by all", left.sent}}) {
    std::printf("| %s | %.2f (%.2f-%.2f) | %zu |\n", name, x.value, x.low, x.high, n);
  }
}

void print_hump(std::size_t n) {
  std::printf("| choices of the rich country | x | n |\n| --- | --- | --- |\n");
  const auto row = [&](const char* name, const HumpArm& arm, const HumpArm& other) {
    const Effect effect = choices_over(n, arm, other);
    std::printf("| %s | %.3f (%.3f-%.3f) | %zu |\n", name, effect.value, effect.low, effect.high,
                n);
  };
  row("far: aid and remittances", {.aid = true, .remittances = true}, {});
  row("far: aid", {.aid = true}, {});
  row("far: remittances", {.remittances = true}, {});
  row("far: wages by schooling, nothing is sent", {.remittances = true, .sends = false}, {});
  row("next door: aid and remittances", {.aid = true, .remittances = true, .near = true},
      {.near = true});
  row("next door: remittances", {.remittances = true, .near = true}, {.near = true});
  print_left(n);
}

const std::map<std::string, void (*)(std::size_t)> kParts{
    {"hump", print_hump}, {"months", print_months}, {"output", print_output}};

void print_tables(std::size_t n) {
  print_months(n);
  print_output(n);
  print_hump(n);
}

}  // namespace
}  // namespace sojourn::testing

int main(int argc, char** argv) {
  using namespace sojourn::testing;
  const auto print = argc > 2 ? kParts.at(argv[2]) : print_tables;
  print(AtMost(argc, argv)(20));
}
