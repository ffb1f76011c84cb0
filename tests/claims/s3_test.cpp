#include <gtest/gtest.h>

#include <cstdio>

#include "tests/claims/agency_world.hpp"
#include "tests/claims/effect.hpp"

namespace sojourn {
namespace {

using namespace testing;

TEST(Promotion, S3Explore) {
  const auto print = [](const char* name, const std::vector<AgencyRun>& runs) {
    std::printf("%s\n", name);
    for (const std::size_t y : {0, 4, 8, 12, 16, 20, 24, 29}) {
      double o = 0, r = 0, m = 0, s = 0, in = 0;
      for (const AgencyRun& run : runs) {
        o += run.openness[y], r += run.rich_rights[y], m += run.middle_rights[y];
        s += run.shortage[y], in += run.inflow[y];
      }
      const auto n = static_cast<double>(runs.size());
      std::printf("  year %2zu openness %.3f rights %.3f middle %.3f shortage %.3f inflow %.0f\n",
                  y, o / n, r / n, m / n, s / n, in / n);
    }
  };
  const std::size_t n = 3;
  print("policy only", run_agency_worlds(n, {.agency = false, .policy = true, .years = 30}));
  print("policy, agency", run_agency_worlds(n, {.policy = true, .years = 30}));
  print("beta .15", run_agency_worlds(n, {.policy = true, .beta = .15, .years = 30}));
  print("still", run_agency_worlds(n, {.policy = true, .still_demography = true, .years = 30}));
  for (const double m : {0.0, .2, .4, .6, .8, 1.0}) {
    std::printf("monitoring %.1f ", m);
    print("", run_agency_worlds(n, {.monitoring = m, .years = 30}));
  }
}

}  // namespace
}  // namespace sojourn
