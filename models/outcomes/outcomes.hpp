#pragma once

#include <string>
#include <vector>

#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// One number that tells how a world fares, looked at when a tick is over.
struct Outcome {
  std::string name;
  std::string units;
  std::string meaning;
  double (*of)(const Scene& scene);  // NaN where it has no meaning
};

/// What regimes are compared by, in the order in which it is shown.
const std::vector<Outcome>& standard_outcomes();
std::vector<std::string> standard_outcome_names();

/// Means of the standard outcomes over the ticks of a span, and over the part of each calendar year
/// that lies in it. Ticks on which an outcome has no meaning do not count; NaN where none does.
class OutcomeRecord {
 public:
  /// The span of ticks from `first` to the end of the run.
  OutcomeRecord(const World& world, int first);

  /// Looks at the world after `tick`, the last one done; ticks before the span are passed over.
  void add(const Scene& scene, int tick);

  std::vector<double> means() const;                        // [outcome]
  std::vector<double> of_years(std::size_t outcome) const;  // [year]
  const std::vector<double>& years() const { return years_; }

 private:
  struct Mean {
    double sum = 0;
    int n = 0;
    void add(double value);
    double value() const;
  };

  const World& world_;
  int first_;
  std::vector<double> years_;              // calendar years that the span touches
  std::vector<Mean> all_;                  // [outcome]
  std::vector<std::vector<Mean>> yearly_;  // [outcome][year]
};

}  // namespace sojourn::models
