#include "tools/sojourn/study/concurrency.hpp"

#include <algorithm>

namespace sojourn::command {

Concurrency concurrency_for(const Demand& demand) {
  const auto at_most = [&](double most, std::int64_t wanted) {
    const double capped =
        std::min({most, static_cast<double>(wanted), static_cast<double>(demand.threads)});
    return static_cast<int>(std::max(1.0, capped));
  };
  Concurrency all;
  if (demand.pasts == 0) {
    all.runs = all.pasts = at_most(demand.fits, demand.runs);
  } else {
    all.pasts = at_most(demand.fits / 2, demand.pasts);
    all.runs = at_most(demand.fits - all.pasts, demand.runs);
  }
  all.threads_of_run = std::max(1, demand.threads / all.runs);
  const bool together = demand.pasts > 0 && demand.pasts <= all.pasts;
  all.threads_of_past = together ? std::max(1, demand.threads / all.pasts) : all.threads_of_run;
  return all;
}

}  // namespace sojourn::command
