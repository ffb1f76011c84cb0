#include <gtest/gtest.h>

#include <cmath>

#include "tools/sojourn/score/measures/closeness.hpp"
#include "tools/sojourn/score/opponents/field.hpp"
#include "tools/sojourn/score/opponents/gravity.hpp"
#include "tools/sojourn/score/opponents/poisson.hpp"
#include "tools/sojourn/score/opponents/simple.hpp"

namespace sojourn::command {
namespace {

Design dense(const Eigen::MatrixXd& rows) {
  return rows.sparseView();
}

PoissonFit fit(const Eigen::MatrixXd& x, const Eigen::VectorXd& y, double penalty) {
  return fit_poisson(dense(x), y, Eigen::VectorXd::Constant(x.cols(), penalty),
                     Eigen::VectorXd::Zero(x.cols()));
}

// A group's mean is its effect: log 3 and log 12.
TEST(PoissonRegression, OfGroupsHasTheirMeans) {
  Eigen::MatrixXd x(4, 2);
  x << 1, 0, 1, 0, 0, 1, 0, 1;
  const PoissonFit found = fit(x, Eigen::Vector4d(2, 4, 0, 24), 0);
  EXPECT_TRUE(found.converged);
  EXPECT_NEAR(found.beta(0), std::log(3), 1e-9);
  EXPECT_NEAR(found.beta(1), std::log(12), 1e-9);
}

// Effects of rows and columns alone: row*column/total, as in any table of independence.
TEST(PoissonRegression, OfRowsAndColumnsIsIndependence) {
  Eigen::MatrixXd x = Eigen::MatrixXd::Zero(6, 5);
  Eigen::VectorXd y(6);
  y << 1, 2, 3, 4, 5, 9;
  for (int i = 0; i < 6; ++i) x(i, i / 3) = x(i, 2 + i % 3) = 1;
  const PoissonFit found = fit(x, y, 1e-10);
  const Eigen::VectorXd mu = (x * found.beta).array().exp();
  const std::array<double, 2> rows{6, 18};
  const std::array<double, 3> columns{5, 7, 12};
  for (int i = 0; i < 6; ++i) {
    EXPECT_NEAR(
        mu(i),
        rows[static_cast<std::size_t>(i / 3)] * columns[static_cast<std::size_t>(i % 3)] / 24,
        1e-6);
  }
}

// Nobody seen and a penalty of one: -exp(b) - b = 0, so b = -W(1), the omega constant.
TEST(PoissonRegression, PenaltyKeepsWhatNeverHappensFinite) {
  const PoissonFit found = fit(Eigen::MatrixXd::Ones(1, 1), Eigen::VectorXd::Zero(1), 1);
  EXPECT_TRUE(found.converged);
  EXPECT_NEAR(found.beta(0), -0.56714329040978384, 1e-9);
}

TEST(PoissonRegression, ComesHomeFromFarOff) {
  const Eigen::VectorXd y = Eigen::VectorXd::Constant(3, 1e6);
  const PoissonFit found = fit_poisson(dense(Eigen::MatrixXd::Ones(3, 1)), y,
                                       Eigen::VectorXd::Zero(1), Eigen::VectorXd::Constant(1, -9));
  EXPECT_TRUE(found.converged);
  EXPECT_NEAR(found.beta(0), std::log(1e6), 1e-9);
}

/// Four countries whose flows follow the law exactly: push, pull, distance to the power -2.
struct Lawful {
  Eigen::MatrixXd log_km = Eigen::MatrixXd::Zero(4, 4);
  PairFlows flows = PairFlows::Zero(4, 4);

  Lawful() {
    const std::array push{5.0, 1.0, 2.0, 8.0}, pull{1.0, 4.0, 3.0, 0.5};
    for (Eigen::Index i = 0; i < 4; ++i) {
      for (Eigen::Index j = 0; j < 4; ++j) {
        if (i == j) continue;
        log_km(i, j) = std::log(static_cast<double>((i - j) * (i - j) + i + j));
        flows(i, j) = 1e7 * push[static_cast<std::size_t>(i)] * pull[static_cast<std::size_t>(j)] *
                      std::exp(-2 * log_km(i, j));
      }
    }
  }
};

TEST(Gravity, FindsALawThatHolds) {
  const Lawful law;
  const PairMask counts = all_pairs(4);
  const PairFlows again =
      gravity_forecast({{law.flows, {law.log_km}}}, {{}, {law.log_km}}, counts).value();
  EXPECT_LT(((again - law.flows).array() / (law.flows.array() + 1)).abs().maxCoeff(), 1e-4);
  // The last of two periods has twice the people, and so has the next; where distances double, a
  // quarter of them go.
  const Eigen::MatrixXd farther = law.log_km.array() + std::log(2);
  const PairFlows next =
      gravity_forecast({{law.flows, {law.log_km}}, {2 * law.flows, {law.log_km}}}, {{}, {farther}},
                       counts)
          .value();
  EXPECT_LT(((next - law.flows / 2).array() / (law.flows.array() + 1)).abs().maxCoeff(), 1e-3);
}

TEST(Gravity, WhoNeverMovedIsForecastFew) {
  Lawful law;
  law.flows.row(1).setZero();
  const PairFlows next =
      gravity_forecast({{law.flows, {law.log_km}}}, {{}, {law.log_km}}, all_pairs(4)).value();
  EXPECT_TRUE(next.allFinite());
  EXPECT_LT(next.row(1).sum(), 20);  // of 1e7 and more in other rows
}

TEST(Forecasts, MeanAndStock) {
  const PairFlows a = PairFlows::Constant(2, 2, 1), b = PairFlows::Constant(2, 2, 4);
  EXPECT_EQ(mean_forecast({a, b})(0, 1), 2.5);
  PairFlows stock(2, 2);
  stock << 0, 30, 10, 0;
  // Four people moved where 8 lived abroad: half of the stock.
  EXPECT_EQ(stock_forecast(a, 2 * a, stock), stock / 2);
  EXPECT_EQ(stock_forecast(a, 0 * a, stock), 0 * stock);
}

TEST(Forecasts, BestMix) {
  PairFlows persistence(2, 2), model(2, 2), known(2, 2);
  persistence << 0, 10, 0, 0;
  model << 0, 0, 10, 0;
  known << 0, 3, 7, 0;
  const PairMask counts = all_pairs(2);
  const Mix mix = best_mix(persistence, model, known, counts);
  EXPECT_DOUBLE_EQ(mix.weight, 0.3);
  EXPECT_DOUBLE_EQ(
      common_part(pairs_of(mix.of(persistence, model), counts), pairs_of(known, counts)), 1);
  EXPECT_EQ(best_mix(known, model, known, counts).weight, 1);
  EXPECT_EQ(best_mix(model, known, known, counts).weight, 0);
  EXPECT_EQ(best_mix(model, model, known, counts).weight, 1);  // what adds nothing gets nothing
}

std::vector<std::string> names(const Forecasts& forecasts) {
  std::vector<std::string> all;
  for (const Forecast& one : forecasts.made) all.push_back(one.name);
  return all;
}

TEST(Forecasts, NeedWhatTheyLearnFrom) {
  const Lawful law;
  const Field field({law.log_km}, all_pairs(4));
  const KnownPeriod bare{law.flows}, with_stock{law.flows, 3 * law.flows};
  using Names = std::vector<std::string>;
  EXPECT_EQ(names(field.forecasts({bare}, bare)), (Names{"persistence", "mean", "gravity"}));
  EXPECT_EQ(names(field.forecasts({bare, bare}, bare)),
            (Names{"persistence", "mean", "gravity", "gravity, lag"}));
  EXPECT_EQ(names(field.forecasts({with_stock, with_stock}, with_stock)),
            (Names{"persistence", "mean", "gravity", "gravity, stock", "gravity, lag",
                   "gravity, stock, lag", "stock held"}));
}

// No mean is above exp(60): nothing comes near 1e30 people.
TEST(Forecasts, LeaveOutARegressionWithoutMaximum) {
  const Lawful law;
  const KnownPeriod all{PairFlows(1e30 * all_pairs(4))};
  EXPECT_FALSE(gravity_forecast({{all.flows, {law.log_km}}}, {{}, {law.log_km}}, all_pairs(4)));
  const Forecasts found = Field({law.log_km}, all_pairs(4)).forecasts({all, all}, all);
  using Names = std::vector<std::string>;
  EXPECT_EQ(names(found), (Names{"persistence", "mean"}));
  EXPECT_EQ(found.without_maximum, (Names{"gravity", "gravity, lag"}));
}

}  // namespace
}  // namespace sojourn::command
