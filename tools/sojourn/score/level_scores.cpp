#include "tools/sojourn/score/level_scores.hpp"

#include "tools/sojourn/score/measures/change.hpp"
#include "tools/sojourn/score/measures/closeness.hpp"
#include "tools/sojourn/score/measures/margins.hpp"

namespace sojourn::command {

namespace {

constexpr Eigen::Index kTop = 100;

void add_pairs(const Forecast& forecast, const Truth& truth, ScoreSheet& sheet) {
  const Eigen::ArrayXd guess = pairs_of(forecast.flows, truth.counts);
  const Eigen::ArrayXd known = pairs_of(truth.flows, truth.counts);
  const auto add = [&](const char* measure, double value) {
    sheet.add("pairs", forecast.name, measure, value);
  };
  add("common part", common_part(guess, known));
  add("r of ranks", rank_correlation(guess, known));
  add("r of logs", log_correlation(guess, known));
  add("MAE", mean_absolute_error(guess, known));
  add("RMSE", root_mean_square_error(guess, known));
  add("MAPE", mean_relative_error(guess, known, kSmallest));
  add("top 100", common_largest(guess, known, kTop));
  add("ARD", relative_difference(guess, known));
  add("total", total_ratio(guess, known));
}

void add_margins(const Forecast& forecast, const Truth& truth, ScoreSheet& sheet) {
  const PairFlows guess = forecast.flows.cwiseProduct(truth.counts);
  const PairFlows known = truth.flows.cwiseProduct(truth.counts);
  const auto add = [&](const char* measure, double value) {
    sheet.add("margins and pattern", forecast.name, measure, value);
  };
  add("origins", common_part(guess.rowwise().sum(), known.rowwise().sum()));
  add("destinations", common_part(guess.colwise().sum().transpose().array(),
                                  known.colwise().sum().transpose().array()));
  add("pattern", common_part(pairs_of(with_margins_of(guess, known), truth.counts),
                             pairs_of(known, truth.counts)));
  add("net sign", net_sign(guess, known));
}

void add_change(const Forecast& forecast, const Truth& truth, ScoreSheet& sheet) {
  if (!forecast.before || !truth.before) return;
  const auto of = [&](const PairFlows& flows) { return pairs_of(flows, truth.counts); };
  sheet.add("change", forecast.name, "r of log change",
            change_correlation(of(*forecast.before), of(forecast.flows), of(*truth.before),
                               of(truth.flows), kSmallest));
  sheet.add("change", forecast.name, "pairs",
            static_cast<double>(n_large(of(*truth.before), of(truth.flows), kSmallest)));
}

}  // namespace

void add_level_scores(const Forecast& forecast, const Truth& truth, ScoreSheet& sheet) {
  add_pairs(forecast, truth, sheet);
  add_margins(forecast, truth, sheet);
  add_change(forecast, truth, sheet);
}

}  // namespace sojourn::command
