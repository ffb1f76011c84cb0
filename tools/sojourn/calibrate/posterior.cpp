#include "tools/sojourn/calibrate/posterior.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/base/arithmetic/elementary.hpp"
#include "sim/base/rng.hpp"
#include "tools/sojourn/study/vary.hpp"

namespace sojourn::command {

namespace {

constexpr StreamId kPosteriorStream = stream_id("calibrate: posterior");
constexpr double kRidge = 1e-10;  // keeps the covariance of points that are alike from being 0

struct Particle {
  UnitPoint at;
  double weight = 1, distance = 0;
  bool fresh = false;
};
using Particles = std::vector<Particle>;

double total_weight(const Particles& all) {
  return std::accumulate(all.begin(), all.end(), 0.0,
                         [](double sum, const Particle& one) { return sum + one.weight; });
}

/// A law of moves from particles, and points drawn by it.
class ParticleMoves {
 public:
  ParticleMoves(const Particles& from, Draws& draws)
      : from_(from), draws_(draws), total_(total_weight(from)) {
    const auto n = static_cast<Eigen::Index>(from.front().at.size());
    Eigen::VectorXd mean = Eigen::VectorXd::Zero(n);
    for (const Particle& one : from) mean += one.weight / total_ * point(one.at);
    Eigen::MatrixXd covariance = kRidge * Eigen::MatrixXd::Identity(n, n);
    for (const Particle& one : from) {
      const Eigen::VectorXd off = point(one.at) - mean;
      covariance += 2 * one.weight / total_ * off * off.transpose();
    }
    factor_ = covariance.llt().matrixL();
    scale_ = 1 / factor_.diagonal().prod();
  }

  /// A point in the cube; who would leave it is drawn anew, ancestor and all.
  UnitPoint draw() {
    for (;;) {
      ++tried_;
      Eigen::VectorXd step(factor_.rows());
      const Particle& ancestor = pick(draws_.uniform());
      for (double& z : step) z = draws_.normal();
      const Eigen::VectorXd to = point(ancestor.at) + factor_ * step;
      if ((to.array() < 0).any() || (to.array() > 1).any()) continue;
      ++inside_;
      return {to.data(), to.data() + to.size()};
    }
  }
  /// The prior over the law of draw(), up to a factor that all points of all generations share.
  double weight(const UnitPoint& to) const {
    double density = 0;
    for (const Particle& one : from_) {
      const Eigen::VectorXd z =
          factor_.triangularView<Eigen::Lower>().solve(point(to) - point(one.at));
      density += one.weight / total_ * scale_ * fixed::exp(-z.squaredNorm() / 2);
    }
    const double root = fixed::pow(2 * 3.14159265358979323846, factor_.rows() / 2.0);
    return static_cast<double>(inside_) / static_cast<double>(tried_) * root / density;
  }

 private:
  static Eigen::Map<const Eigen::VectorXd> point(const UnitPoint& x) {
    return {x.data(), static_cast<Eigen::Index>(x.size())};
  }
  const Particle& pick(double u) const {
    double level = u * total_;
    for (const Particle& one : from_) {
      if (level < one.weight) return one;
      level -= one.weight;
    }
    return from_.back();
  }

  const Particles& from_;
  Draws& draws_;
  double total_;
  Eigen::MatrixXd factor_;
  double scale_ = 1;
  std::int64_t tried_ = 0, inside_ = 0;
};

void keep_nearer(Particles& all, std::size_t n) {
  std::ranges::stable_sort(all, {}, &Particle::distance);
  all.resize(std::min(n, all.size()));
}

Particles first_generation(const Distances& distances, std::size_t dimensions, std::size_t n) {
  const std::vector<UnitPoint> points = sobol_points(dimensions, n);
  const std::vector<double> found = distances(points);
  Particles all;
  for (std::size_t i = 0; i < n; ++i) all.push_back({points[i], 1, found[i]});
  return all;
}

/// @return share of the new points that were kept
double next_generation(const Distances& distances, Particles& all, Draws& draws) {
  const std::size_t n = all.size();
  const Particles before = all;
  ParticleMoves moves(before, draws);
  std::vector<UnitPoint> points;
  for (std::size_t i = 0; i < n; ++i) points.push_back(moves.draw());
  const std::vector<double> found = distances(points);
  for (Particle& one : all) one.fresh = false;
  for (std::size_t i = 0; i < n; ++i) {
    all.push_back({points[i], moves.weight(points[i]), found[i], true});
  }
  keep_nearer(all, n);
  const auto kept = std::ranges::count(all, true, &Particle::fresh);
  return static_cast<double>(kept) / static_cast<double>(n);
}

}  // namespace

double Posterior::mean(std::size_t coordinate) const {
  double sum = 0;
  for (std::size_t i = 0; i < points.size(); ++i) sum += weights[i] * points[i][coordinate];
  return sum;
}

double Posterior::deviation(std::size_t coordinate) const {
  const double centre = mean(coordinate);
  double sum = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double off = points[i][coordinate] - centre;
    sum += weights[i] * (off * off);
  }
  return std::sqrt(sum);
}

double Posterior::quantile(std::size_t coordinate, double q) const {
  std::vector<std::pair<double, double>> values;
  for (std::size_t i = 0; i < points.size(); ++i) {
    values.emplace_back(points[i][coordinate], weights[i]);
  }
  std::ranges::sort(values);
  double sum = 0;
  for (const auto& [value, weight] : values) {
    sum += weight;
    if (sum >= q) return value;
  }
  return values.back().first;
}

Posterior posterior_of(const Distances& distances, std::size_t dimensions,
                       const PosteriorOptions& options) {
  const auto n = static_cast<std::size_t>(options.particles);
  Particles all = first_generation(distances, dimensions, 2 * n);
  keep_nearer(all, n);
  Posterior found;
  while (found.generations < options.most_generations) {
    if (all.back().distance <= options.enough) break;
    const auto generation = static_cast<std::uint32_t>(found.generations++);
    Draws draws(options.seed, kPosteriorStream, generation, 0);
    if (next_generation(distances, all, draws) < options.least_accepted) break;
  }
  const double total = total_weight(all);
  for (const Particle& one : all) {
    found.points.push_back(one.at);
    found.weights.push_back(one.weight / total);
    found.distances.push_back(one.distance);
    found.tolerance = std::max(found.tolerance, one.distance);
  }
  return found;
}

}  // namespace sojourn::command
