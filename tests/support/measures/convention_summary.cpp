#include "tests/support/measures/convention_summary.hpp"

#include <cstdio>

namespace sojourn::testing {

ConventionSummary summary_of(const char* name, const std::vector<ConventionOutcome>& all) {
  std::vector<double> in_13, in_27, covered;
  std::size_t against = 0, hard = 0, spared = 0;
  ConventionSummary found;
  for (const ConventionOutcome& one : all) {
    if (!one.adopted) continue;
    const bool by_majority = one.forum == "General Assembly" || one.forum == "assembly";
    against += by_majority && 2 * one.against > one.large ? 1 : 0;
    hard += one.hardness > 0.85 ? 1 : 0;
    spared += one.large_in <= 1 ? 1 : 0;
    in_13.push_back(one.after_13);
    in_27.push_back(one.after_27);
    covered.push_back(one.covered);
    found.large_in += one.large_in;
    found.large += one.large;
  }
  const std::size_t n = in_13.size();
  if (n == 0) return found;
  found.adopted = share(against, all.size());
  found.hard = share(hard, n);
  found.after_13 = median(in_13);
  found.after_27 = median(in_27);
  found.covered = median(covered);
  found.spared = share(spared, n);
  found.large_in /= static_cast<double>(n);
  found.large /= static_cast<double>(n);
  std::printf(
      "| M5 %s | %.2f | %.2f | %.0f (%.0f-%.0f) | %.0f (%.0f-%.0f) | %.1f of %.1f | %.2f "
      "(%.2f-%.2f) | %.2f (%.2f-%.2f) | %zu |\n",
      name, found.adopted.value, found.hard.value, found.after_13.value, found.after_13.low,
      found.after_13.high, found.after_27.value, found.after_27.low, found.after_27.high,
      found.large_in, found.large, found.spared.value, found.spared.low, found.spared.high,
      found.covered.value, found.covered.low, found.covered.high, all.size());
  return found;
}

ConventionSummary summary_of(const char* name, std::size_t n, const ConventionArm& arm) {
  return summary_of(name, play_conventions(n, arm));
}

ConventionArm convention_defaults() {
  ConventionArm arm;
  arm.drawn_settings = false;
  return arm;
}

}  // namespace sojourn::testing
