#include "tests/support/origin_lists.hpp"

#include <algorithm>
#include <cstdio>

namespace sojourn::testing {

OriginLists lists_of(const char* name, std::size_t n, const OriginsArm& arm) {
  OriginLists lists;
  std::size_t hardly = 0;
  for (const Overlap& world : run_origins(n, arm)) {
    hardly += world.repeated <= kHardly ? 1 : 0;
    lists.repeated += world.repeated / static_cast<double>(n);
    lists.tied += world.tied / static_cast<double>(n);
  }
  lists.hardly = share(hardly, n);
  std::printf("| M7 %s | %.2f (%.2f-%.2f) | %.1f | %.1f | %zu |\n", name, lists.hardly.value,
              std::max(0.0, lists.hardly.low), lists.hardly.high, lists.repeated, lists.tied, n);
  return lists;
}

}  // namespace sojourn::testing
