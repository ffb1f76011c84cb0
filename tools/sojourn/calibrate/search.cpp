#include "tools/sojourn/calibrate/search.hpp"

#include <algorithm>
#include <exception>
#include <limits>
#include <nlopt.hpp>

namespace sojourn::command {

namespace {

constexpr double kFirstStep = 0.1;      // of a range
constexpr double kSmallestStep = 1e-4;  // the same: what is nearer is taken to be the same
constexpr double kNowhere = 1e300;      // in place of infinity, which the library does not take

/// What NLopt calls: it lets no exception through, so one is kept.
class SearchTask {
 public:
  SearchTask(const Distances& distances, std::function<UnitPoint(const UnitPoint&)> whole)
      : distances_(distances), whole_(std::move(whole)) {}

  static double call(const UnitPoint& x, UnitPoint& /*gradient*/, void* task) {
    return static_cast<SearchTask*>(task)->at(x);
  }
  void run(nlopt::algorithm algorithm, UnitPoint start, int evaluations) {
    if (evaluations <= 0 || start.empty()) return;
    nlopt::opt optimiser(algorithm, static_cast<unsigned>(start.size()));
    optimiser.set_lower_bounds(0);
    optimiser.set_upper_bounds(1);
    optimiser.set_initial_step(kFirstStep);
    optimiser.set_xtol_abs(kSmallestStep);
    optimiser.set_maxeval(evaluations);
    optimiser.set_min_objective(call, this);
    optimiser_ = &optimiser;
    double least = 0;
    try {
      optimiser.optimize(start, least);
    } catch (const std::exception&) {
      if (!thrown_) throw;
    }
    optimiser_ = nullptr;
    if (thrown_) std::rethrow_exception(thrown_);
  }
  const FoundPoint& best() const { return best_; }

 private:
  double at(const UnitPoint& x) {
    try {
      const UnitPoint point = whole_(x);
      const double distance = std::min(kNowhere, distances_({point}).front());
      if (best_.at.empty() || distance < best_.distance) best_ = {point, distance};
      return distance;
    } catch (...) {
      thrown_ = std::current_exception();
      optimiser_->force_stop();
      return kNowhere;
    }
  }

  const Distances& distances_;
  std::function<UnitPoint(const UnitPoint&)> whole_;
  nlopt::opt* optimiser_ = nullptr;
  std::exception_ptr thrown_;
  FoundPoint best_;
};

}  // namespace

FoundPoint search(const Distances& distances, std::size_t dimensions, int evaluations) {
  SearchTask task(distances, [](const UnitPoint& x) { return x; });
  task.run(nlopt::GN_DIRECT_L, UnitPoint(dimensions, 0.5), (evaluations + 1) / 2);
  task.run(nlopt::LN_SBPLX, task.best().at, evaluations / 2);
  return task.best();
}

FoundPoint search_beside(const Distances& distances, const UnitPoint& start, std::size_t held,
                         int evaluations) {
  UnitPoint others = start;
  others.erase(others.begin() + static_cast<std::ptrdiff_t>(held));
  SearchTask task(distances, [&](UnitPoint x) {
    x.insert(x.begin() + static_cast<std::ptrdiff_t>(held), start[held]);
    return x;
  });
  if (others.empty()) return {start, distances({start}).front()};
  task.run(nlopt::LN_SBPLX, others, evaluations);
  return task.best();
}

}  // namespace sojourn::command
