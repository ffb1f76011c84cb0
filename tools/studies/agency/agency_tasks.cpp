#include <fmt/format.h>

#include <cstdio>
#include <utility>

#include "tests/support/effect.hpp"
#include "tests/worlds/agency_world.hpp"
#include "tools/studies/at_most.hpp"

/// What an agency does with its money, and what comes of it, in the worlds of
/// tests/worlds/agency_world.hpp with ways. Prints tables of docs/VALIDATION.md.
///   agency_tasks [RUNS]   at most so many runs a row
namespace sojourn::testing {
namespace {

using models::kTasks;
using models::sum_of;
using models::TaskMoney;

constexpr int kYears = 15;
constexpr std::size_t kFirst = 5;

std::string key(const std::string& name, double value) {
  return fmt::format("modules.agency.{}={:.3f}", name, value);
}
const std::string kChosen = "modules.agency.division=\"chosen\"";

AgencyArm arm(bool ways, std::vector<std::string> set) {
  return {.agency = true,
          .corridors = ways,
          .years = kYears,
          .persons_per_agent = 1000,
          .set = std::move(set)};
}

TaskMoney shares(const AgencyRun& run) {
  TaskMoney sum{};
  for (std::size_t year = kFirst; year < run.tasks.size(); ++year) {
    for (std::size_t q = 0; q < kTasks; ++q) sum[q] += run.tasks[year][q];
  }
  const double all = std::max(1.0, sum_of(sum));
  for (double& part : sum) part /= all;
  return sum;
}

template <class Of>
double middle(const std::vector<AgencyRun>& runs, const Of& of) {
  std::vector<double> values;
  for (const AgencyRun& run : runs) values.push_back(of(run));
  return middle_of(std::move(values));
}

/// Share of the worlds in which borders have the most, or placing has, by the bounds of
/// tools/studies/thresholds/agency_tasks.toml.
struct Leading {
  double borders = 0, placing = 0;
};

Leading leading(const std::vector<AgencyRun>& runs) {
  Leading sum;
  for (const AgencyRun& run : runs) {
    const TaskMoney share = shares(run);
    const double placing = share[0], borders = share[1];
    sum.borders += placing <= 0.30 && borders >= 0.40 ? 1 : 0;
    sum.placing += placing >= 0.40 && borders <= 0.30 ? 1 : 0;
  }
  const auto n = static_cast<double>(runs.size());
  return {sum.borders / n, sum.placing / n};
}

double late(const std::vector<double>& yearly) {
  return mean_of(yearly, kFirst, kYears);
}

/// Medians of ratios to the same worlds without an agency.
void row(const char* name, const std::vector<AgencyRun>& with,
         const std::vector<AgencyRun>& without) {
  std::vector<double> inflow, output;
  for (std::size_t i = 0; i < with.size(); ++i) {
    inflow.push_back(late(with[i].inflow) / late(without[i].inflow));
    output.push_back(late(with[i].output) / late(without[i].output));
  }
  std::printf("| %s |", name);
  for (std::size_t q = 0; q < kTasks; ++q) {
    std::printf(" %.0f%% |", 100 * middle(with, [&](const AgencyRun& r) { return shares(r)[q]; }));
  }
  const Leading leads = leading(with);
  std::printf(" %.2f | %.2f | %.2f | %.0f | %.3f | %.4f |\n", leads.borders, leads.placing,
              middle(with, [](const AgencyRun& r) { return r.budget.back() / r.budget[1]; }),
              middle(with, [](const AgencyRun& r) { return late(r.placed); }) / 1000,
              middle_of(inflow), middle_of(output));
}

void print_tasks(std::size_t n) {
  std::printf(
      "| who decides | placing | borders | returns | emergencies | borders lead in | placing leads "
      "in "
      "| contributions x | placed a year, thousands | inflow of the North x | output of the South "
      "x |\n"
      "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
  AgencyArm none = arm(true, {});
  none.agency = false;
  const auto without = run_agency_worlds(n, none);
  const std::vector<std::string> calm{key("reward", 0), key("penalty", 0)};
  const auto one = [&](const char* name, std::vector<std::string> set) {
    set.insert(set.end(), calm.begin(), calm.end());
    row(name, run_agency_worlds(n, arm(true, set)), without);
  };
  one("donors, by earmark (0.994)", {kChosen, key("mark", .994)});
  one("donors, by their board", {kChosen, key("mark", 0)});
  one("half integrated", {kChosen, key("mark", .994), key("integration", .5)});
  one("the United Nations", {kChosen, key("mark", .994), key("integration", 1)});
  one("nobody: all for placing", {});
  one("nobody: half of the earmarks for borders", {key("border_work", .5)});
  one("nobody: all earmarks for borders", {key("border_work", 1)});
  one("nobody: all for placing, no earmarks", {key("mark", 0)});
}

void print_comparison(std::size_t n) {
  std::printf(
      "\n| condition (content states, 25 years) | rights of the North | rights of the middle | "
      "placed a year, thousands |\n| --- | --- | --- | --- |\n");
  AgencyArm states{
      .policy = true, .content = true, .corridors = true, .years = 25, .persons_per_agent = 1000};
  AgencyArm none = states;
  none.agency = false;
  const auto without = run_agency_worlds(n, none);
  for (const auto& [name, set] : std::vector<std::pair<const char*, std::vector<std::string>>>{
           {"floor of 0.3", {}},
           {"the better half", {"modules.agency.condition=\"comparison\""}},
           {"the better half; nobody looks",
            {"modules.agency.condition=\"comparison\"", key("monitoring", 0)}}}) {
    AgencyArm with = states;
    with.set = set;
    const auto runs = run_agency_worlds(n, with);
    std::vector<double> north, south;
    for (std::size_t i = 0; i < runs.size(); ++i) {
      north.push_back(mean_of(runs[i].rich_rights, 5, 25) - mean_of(without[i].rich_rights, 5, 25));
      south.push_back(mean_of(runs[i].middle_rights, 5, 25) -
                      mean_of(without[i].middle_rights, 5, 25));
    }
    std::ranges::sort(north), std::ranges::sort(south);
    std::printf("| %s | %+.3f (%+.3f to %+.3f) | %+.3f (%+.3f to %+.3f) | %.0f |\n", name,
                north[north.size() / 2], north.front(), north.back(), south[south.size() / 2],
                south.front(), south.back(),
                middle(runs, [](const AgencyRun& r) { return mean_of(r.placed, 5, 25); }) / 1000);
  }
}

}  // namespace
}  // namespace sojourn::testing

int main(int argc, char** argv) {
  const sojourn::testing::AtMost at_most(argc, argv);
  std::setvbuf(stdout, nullptr, _IOLBF, 0);  // rows as they come
  sojourn::testing::print_tasks(at_most(20));
  sojourn::testing::print_comparison(at_most(20));
}
