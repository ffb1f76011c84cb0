#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tools/sojourn/score/level_scores.hpp"

namespace sojourn::command {

/// What is known of one period before it ends.
struct KnownPeriod {
  PairFlows flows;  // of the period that is forecast: not read
  std::optional<PairFlows> stock =
      std::nullopt;  // at its start: origin's people at the destination
};

/// What others forecast, and who of them could not.
struct Forecasts {
  std::vector<Forecast> made;
  std::vector<std::string> without_maximum;  // names of regressions
};

/// Forecasts by those whom a model must beat, from the periods before alone.
class Field {
 public:
  /// @param facts regressors of pairs that stay as they are
  Field(std::vector<Eigen::MatrixXd> facts, PairMask counts)
      : facts_(std::move(facts)), counts_(std::move(counts)) {}

  /// Persistence, mean, gravity; with stocks of all periods gravity with them, and the stock
  /// held; from two periods on gravity with the lag.
  /// @param past periods one after the other, in each of which someone moved
  Forecasts forecasts(const std::vector<KnownPeriod>& past, const KnownPeriod& next) const;

 private:
  void add_gravity(const std::string& name, const std::vector<KnownPeriod>& past,
                   const KnownPeriod& next, bool stock, bool lag, Forecasts& all) const;

  std::vector<Eigen::MatrixXd> facts_;
  PairMask counts_;
};

}  // namespace sojourn::command
