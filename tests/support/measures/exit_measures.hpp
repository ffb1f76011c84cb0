#pragma once

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>
#include <vector>

#include "tests/support/effect.hpp"
#include "tests/worlds/emigration_world.hpp"

namespace sojourn::testing {

/// What states of origin that act change, beside the same world in which nobody does.
struct ExitEffect {
  double regular_fall = 0, total_fall = 0, abroad_fall = 0;  // shares; see ExitRun
  double rights = 0;                                         // in the rich state
};

inline double fall(double with, double without) {
  return without > 0 ? 1 - with / without : 0;
}

template <class Holds>
double share_where(const std::vector<ExitEffect>& all, const Holds& holds) {
  return static_cast<double>(std::ranges::count_if(all, holds)) / static_cast<double>(all.size());
}

/// Worlds 0 to n - 1.
inline std::vector<ExitEffect> beside_nobody(std::size_t n, ExitArm::Acting acting, ExitArm arm) {
  arm.acting = ExitArm::Acting::kNobody;
  const auto without = run_exit_worlds(n, arm);
  arm.acting = acting;
  const auto with = run_exit_worlds(n, arm);
  std::vector<ExitEffect> all;
  for (std::size_t i = 0; i < n; ++i) {
    all.push_back({fall(with[i].regular, without[i].regular), fall(with[i].there, without[i].there),
                   fall(with[i].abroad, without[i].abroad), with[i].rights - without[i].rights});
  }
  return all;
}

inline double median_of(const std::vector<ExitEffect>& all, double ExitEffect::*what) {
  std::vector<double> values;
  for (const ExitEffect& one : all) values.push_back(one.*what);
  return middle_of(std::move(values));
}

/// Share of the worlds in which rights move by less than that, and by that at least.
inline double share_unmoved(const std::vector<ExitEffect>& all, double by) {
  return share_where(all, [by](const ExitEffect& e) { return std::abs(e.rights) < by; });
}

inline double share_raised(const std::vector<ExitEffect>& all, double by) {
  return share_where(all, [by](const ExitEffect& e) { return e.rights >= by; });
}

/// A row of the table of docs/VALIDATION.md.
inline void print_exits(const char* name, const std::vector<ExitEffect>& all) {
  std::printf("| %s | %.2f | %.2f | %.2f | %+.3f | %.2f | %.2f |\n", name,
              median_of(all, &ExitEffect::regular_fall), median_of(all, &ExitEffect::total_fall),
              median_of(all, &ExitEffect::abroad_fall), median_of(all, &ExitEffect::rights),
              share_unmoved(all, 0.01), share_raised(all, 0.03));
}

}  // namespace sojourn::testing
