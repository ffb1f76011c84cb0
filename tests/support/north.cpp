#include "tests/support/north.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>

namespace sojourn::testing {

namespace {

constexpr int kYears = 25;
constexpr std::size_t kLag = 8;  // [years]

/// Largest change from one year to the next, from year `first` on.
double largest_move(const std::vector<double>& yearly, std::size_t first) {
  double most = 0;
  for (std::size_t y = first + 1; y < yearly.size(); ++y) {
    most = std::max(most, std::abs(yearly[y] - yearly[y - 1]));
  }
  return most;
}

std::vector<double> minus(std::vector<double> a, const std::vector<double>& b) {
  std::ranges::transform(a, b, a.begin(), std::minus<>());
  return a;
}

}  // namespace

North north(AgencyArm arm, std::size_t worlds) {
  arm.policy = true;
  arm.years = kYears;
  North all;
  for (const AgencyRun& run : run_agency_worlds(worlds, arm)) {
    all.early.push_back(run.openness[kLag] - run.openness[0]);
    all.openness.push_back(run.openness.back() - run.openness[kLag]);
    all.rights.push_back(run.rich_rights.back() - run.rich_rights[kLag]);
    all.shortage.push_back(mean_of(run.shortage, kYears - 5, kYears));
    all.largest.push_back(largest_move(run.openness, kLag));
    all.inflow.push_back(mean_of(run.inflow, kYears - 5, kYears) / 1000);
  }
  return all;
}

North minus(const North& a, const North& b) {
  return {minus(a.early, b.early),       minus(a.openness, b.openness), minus(a.rights, b.rights),
          minus(a.shortage, b.shortage), minus(a.inflow, b.inflow),     {}};
}

NorthEffects print(const char* name, const North& all) {
  const NorthEffects e{median(all.early), median(all.openness), median(all.rights),
                       median(all.shortage), median(all.inflow)};
  std::printf("| S3 %s |", name);
  for (const Effect& one : {e.early, e.openness, e.rights, e.shortage}) {
    std::printf(" %+.3f (%+.3f-%+.3f) |", one.value, one.low, one.high);
  }
  std::printf(" %.0f (%.0f-%.0f) | %zu |\n", e.inflow.value, e.inflow.low, e.inflow.high,
              all.early.size());
  return e;
}

void print_north_head() {
  std::printf(
      "| worlds | openness, years 0-8 | openness, years 8-25 | rights, years 8-25 | shortage at "
      "the end | inflow, 1000/yr | n |\n| --- | --- | --- | --- | --- | --- | --- |\n");
}

NorthEffects added_on_ways(const char* name, AgencyArm arm, std::size_t worlds) {
  arm.corridors = true;
  const North with = north(arm, worlds);
  arm.agency = false;
  return print(name, minus(with, north(arm, worlds)));
}

}  // namespace sojourn::testing
