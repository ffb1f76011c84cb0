#include "models/bargaining/win_set.hpp"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "sim/base/arithmetic/elementary.hpp"

namespace sojourn::models {
namespace {

void check(const Bargain& bargain) {
  if (bargain.parties.empty()) throw std::invalid_argument("Bargain: no parties");
  const IssuePoint& q = bargain.status_quo;
  if (!(q.minCoeff() >= 0 && q.maxCoeff() <= 1)) {
    throw std::invalid_argument("Bargain: the status quo is not in [0, 1]^3");
  }
  for (const Preference& party : bargain.parties) {
    if (!(party.ideal.allFinite() && party.salience.allFinite() && party.salience.minCoeff() > 0)) {
      throw std::invalid_argument("Bargain: needs finite ideals and saliences above 0");
    }
  }
  if (!bargain.weights.empty() && bargain.weights.size() != bargain.parties.size()) {
    throw std::invalid_argument("Bargain: needs a weight for each party");
  }
  for (const double weight : bargain.weights) {
    if (!(weight >= 0 && std::isfinite(weight))) {
      throw std::invalid_argument("Bargain: a weight is negative or not finite");
    }
  }
}

/// Maximises the least gain of a coalition over texts in [q, 1]^3: a logarithmic barrier with
/// Newton steps (Boyd, Vandenberghe 2004, Convex Optimization, ch. 11), DOI
/// 10.1017/CBO9780511804441. The barrier's multipliers give a bound on what any text can do.
class LeastGain {
 public:
  LeastGain(const Bargain& bargain, const std::vector<int>& coalition, const OpenIssues& open)
      : q_(bargain.status_quo) {
    for (std::size_t k = 0; k < open.size(); ++k) {
      if (open[k]) axes_.push_back(k);
    }
    for (const int i : coalition) {
      const Preference& party = bargain.parties[static_cast<std::size_t>(i)];
      double most = 0;
      for (const std::size_t k : axes_) {
        const double room = 1 - q_[k];
        most += party.salience[k] * room *
                std::max(2 * std::abs(party.ideal[k] - q_[k]),
                         std::abs(2 * party.ideal[k] - q_[k] - 1));
      }
      unit_ = std::min(unit_, most);
      parties_.push_back(party);
    }
    for (Preference& party : parties_) party.salience /= unit_;
  }

  /// u_i(x) - u_i(q) written so that little is lost where x is near q.
  double gain(const Preference& party, const IssuePoint& x) const {
    double sum = 0;
    for (const std::size_t k : axes_) {
      sum += party.salience[k] * (x[k] - q_[k]) * (2 * party.ideal[k] - q_[k] - x[k]);
    }
    return sum;
  }
  double least(const IssuePoint& x) const {
    double found = std::numeric_limits<double>::infinity();
    for (const Preference& party : parties_) found = std::min(found, gain(party, x));
    return found;
  }

  /// From `start`, which all prefer, to the best text; gain and bound in units of utility.
  void solve(PreferredText& result, const IssuePoint& start) {
    IssuePoint x = q_;
    for (const std::size_t k : axes_)
      x[k] = std::clamp(start[k], q_[k] + 1e-3 * (1 - q_[k]), 1 - 1e-3 * (1 - q_[k]));
    double t = least(x) - 0.1;
    double best = least(start), bound = std::numeric_limits<double>::infinity();
    result.text = start;
    for (double mu = 1; mu > 1e-13 && bound - best > 1e-9; mu /= 8) {
      for (int step = 0; step < 50 && newton(x, t, mu); ++step) {
      }
      bound = std::min(bound, dual(x, t));
      if (least(x) > best) {
        best = least(x);
        result.text = x;
      }
    }
    result.gain = best * unit_;
    result.bound = std::max(best, bound) * unit_;
  }

 private:
  double barrier(const IssuePoint& x, double t, double mu) const {
    double sum = -t / mu;
    for (const std::size_t k : axes_) {
      if (!(x[k] > q_[k] && x[k] < 1)) return std::numeric_limits<double>::infinity();
      sum -= fixed::log(x[k] - q_[k]) + fixed::log(1 - x[k]);
    }
    for (const Preference& party : parties_) {
      const double slack = gain(party, x) - t;
      if (!(slack > 0)) return std::numeric_limits<double>::infinity();
      sum -= fixed::log(slack);
    }
    return sum;
  }

  /// One damped step; false where there is nothing left to win.
  bool newton(IssuePoint& x, double& t, double mu) const {
    const std::size_t n = axes_.size();
    Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, 0, 4, 4> hessian =
        Eigen::MatrixXd::Zero(n + 1, n + 1);
    Eigen::Matrix<double, Eigen::Dynamic, 1, 0, 4, 1> gradient = Eigen::VectorXd::Zero(n + 1);
    Eigen::Matrix<double, Eigen::Dynamic, 1, 0, 4, 1> normal(n + 1);
    gradient[n] = -1 / mu;
    for (std::size_t a = 0; a < n; ++a) {
      const std::size_t k = axes_[a];
      const double low = 1 / (x[k] - q_[k]), high = 1 / (1 - x[k]);
      gradient[a] += high - low;
      hessian(a, a) += low * low + high * high;
    }
    for (const Preference& party : parties_) {
      const double scale = 1 / (gain(party, x) - t);
      for (std::size_t a = 0; a < n; ++a) {
        const std::size_t k = axes_[a];
        normal[a] = 2 * party.salience[k] * (party.ideal[k] - x[k]) * scale;
        hessian(a, a) += 2 * party.salience[k] * scale;
      }
      normal[n] = -scale;
      gradient -= normal;
      hessian += normal * normal.transpose();
    }
    const Eigen::VectorXd move = -hessian.ldlt().solve(gradient);
    const double slope = gradient.dot(move);
    if (!(slope < -1e-12)) return false;
    const double before = barrier(x, t, mu);
    for (double length = 1; length > 1e-12; length /= 2) {
      IssuePoint there = x;
      for (std::size_t a = 0; a < n; ++a) there[axes_[a]] += length * move[a];
      const double level = t + length * move[n];
      if (barrier(there, level, mu) <= before + 0.1 * length * slope) {
        x = there;
        t = level;
        return true;
      }
    }
    return false;
  }

  /// The most that the parties' gains, weighted as the barrier weighs them, can reach: separable in
  /// the issues, so known in closed form.
  double dual(const IssuePoint& x, double t) const {
    std::vector<double> weight(parties_.size());
    double total = 0;
    for (std::size_t i = 0; i < parties_.size(); ++i) {
      total += weight[i] = 1 / (gain(parties_[i], x) - t);
    }
    IssuePoint most = q_;
    for (const std::size_t k : axes_) {
      double curvature = 0, pull = 0;
      for (std::size_t i = 0; i < parties_.size(); ++i) {
        curvature += weight[i] * parties_[i].salience[k];
        pull += weight[i] * parties_[i].salience[k] * parties_[i].ideal[k];
      }
      most[k] = std::clamp(pull / curvature, q_[k], 1.0);
    }
    double sum = 0;
    for (std::size_t i = 0; i < parties_.size(); ++i)
      sum += weight[i] / total * gain(parties_[i], most);
    return sum;
  }

  IssuePoint q_;
  std::vector<std::size_t> axes_;
  std::vector<Preference> parties_;  // saliences in `unit_`s
  double unit_ = std::numeric_limits<double>::infinity();
};

/// A text on the heading that every party of the coalition prefers: half of the way to where the
/// first of them is indifferent again, or to where an issue reaches 1.
IssuePoint step_along(const Bargain& bargain, const std::vector<int>& coalition,
                      const IssuePoint& d) {
  double length = std::numeric_limits<double>::infinity();
  for (int k = 0; k < kIssues; ++k) {
    if (d[k] > 0) length = std::min(length, (1 - bargain.status_quo[k]) / d[k]);
  }
  for (const int i : coalition) {
    const Preference& party = bargain.parties[static_cast<std::size_t>(i)];
    const double curvature = party.salience.dot(d.cwiseAbs2());
    length = std::min(length, marginal_utility(party, bargain.status_quo).dot(d) / curvature);
  }
  return bargain.status_quo + length / 2 * d;
}

}  // namespace

std::vector<IssuePoint> unit_slopes(const Bargain& bargain) {
  check(bargain);
  std::vector<IssuePoint> slopes;
  for (const Preference& party : bargain.parties) {
    // Over the largest part first, so that no square underflows.
    const IssuePoint slope = marginal_utility(party, bargain.status_quo);
    const double largest = slope.cwiseAbs().maxCoeff();
    slopes.push_back(largest > 0 ? (slope / largest).normalized() : slope);
  }
  return slopes;
}

std::vector<double> votes_of(const Bargain& bargain, const VotingRule& rule) {
  std::vector<double> votes(bargain.parties.size(), 1.0);
  if (!bargain.weights.empty()) votes = bargain.weights;
  for (double& vote : votes) vote = rule.votes(vote);
  return votes;
}

OpenIssues movable(const Bargain& bargain) {
  OpenIssues open = bargain.open;
  for (std::size_t k = 0; k < open.size(); ++k) {
    open[k] = open[k] && bargain.status_quo[k] < 1;
  }
  return open;
}

PreferredText find_preferred(const Bargain& bargain, const VotingRule& rule) {
  const std::vector<IssuePoint> slopes = unit_slopes(bargain);
  const OpenIssues open = movable(bargain);
  PreferredText result;
  result.text = bargain.status_quo;
  if (rule.needs_all()) {
    result.heading = widest_heading(slopes, open);
    result.exists = result.heading.margin > kLeastSlope;
    if (!result.exists) return result;
    result.coalition.resize(slopes.size());
    std::iota(result.coalition.begin(), result.coalition.end(), 0);
  } else {
    const std::vector<double> votes = votes_of(bargain, rule);
    Coalition strongest = strongest_coalition(slopes, votes, open);
    const double total = std::accumulate(votes.begin(), votes.end(), 0.0);
    result.heading = strongest.heading;
    result.exists = rule.adopted(strongest.votes, total);
    if (!result.exists) return result;
    result.coalition = std::move(strongest.members);
  }
  LeastGain(bargain, result.coalition, open)
      .solve(result, step_along(bargain, result.coalition, result.heading.direction));
  return result;
}

}  // namespace sojourn::models
