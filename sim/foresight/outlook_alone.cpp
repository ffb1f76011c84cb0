#include "sim/foresight/outlook_alone.hpp"

#include <algorithm>
#include <cmath>

#include "sim/foresight/outlook.hpp"

namespace sojourn {

namespace {

/// Within this gain of prospects ln(leavers) is taken for a parabola.
constexpr double kNear = 0.1;

std::vector<std::vector<int>> places_by_state(const World& world) {
  std::vector<std::vector<int>> places(static_cast<std::size_t>(world.n_states));
  for (int p = 0; p < world.n_places(); ++p) {
    places[world.state_of(PlaceId(p)).index()].push_back(p);
  }
  return places;
}

}  // namespace

OutlookAlone::OutlookAlone(const Scene& now, PlaceId origin)
    : scene_(now), origin_(origin), savings_(typical_savings(now, origin)) {
  const PayoffRow row = evaluate(now, now.modules, typical_resident(now.world, origin));
  const auto open = row.cost.isFinite();
  if (open.any()) best_ = open.select(row.utility, row.utility.minCoeff()).maxCoeff();
  now_ = {open.select((row.utility - best_).exp(), 0.0), row.cost};
  total_ = now_.weight.sum();
  for (const double saved : savings_) {
    payable_.push_back((now_.cost <= saved).select(now_.weight, 0.0).sum());
  }
  leavers_now_ = expected_leavers(now, origin, 0);
  const double fewer = expected_leavers(now, origin, -kNear);
  const double more = expected_leavers(now, origin, kNear);
  if (fewer > 0) {
    slope_ = std::log(more / fewer) / (2 * kNear);
    bend_ = std::log(more / leavers_now_ * fewer / leavers_now_) / (2 * kNear * kNear);
  }
  arrivals_now_.assign(static_cast<std::size_t>(now_.weight.size()), 0);
  for (const auto& places : places_by_state(now.world)) {
    add_arrivals(now_, places, arrivals_now_);
  }
}

OutlookAlone::Options OutlookAlone::options(const Scene& scene) const {
  const PayoffRow row = evaluate(scene, scene.modules, typical_resident(scene.world, origin_));
  return {row.cost.isFinite().select((row.utility - best_).exp(), 0.0), row.cost};
}

std::vector<double> OutlookAlone::if_alone(const Scene& others) const {
  const Options then = options(others);
  std::vector<double> arrivals = arrivals_now_;
  const auto states = places_by_state(scene_.world);
  for (std::size_t s = 0; s < states.size(); ++s) {
    if (StateId(s) != scene_.world.state_of(origin_)) add_arrivals(then, states[s], arrivals);
  }
  return arrivals;
}

double OutlookAlone::leavers(double gain) const {
  if (!std::isfinite(gain) || gain == 0) return leavers_now_;
  if (std::abs(gain) > kNear) return expected_leavers(scene_, origin_, gain);
  return leavers_now_ * std::exp(gain * (slope_ + gain * bend_));
}

/// Arrivals at the places of one state whose options are those of `then`, all others as now.
void OutlookAlone::add_arrivals(const Options& then, const std::vector<int>& places,
                                std::vector<double>& arrivals) const {
  const Eigen::Index channels = now_.weight.rows();
  double before = 0, after = 0;
  for (const int p : places) {
    before += now_.weight.col(p).sum();
    after += then.weight.col(p).sum();
    for (Eigen::Index c = 0; c < channels; ++c) {
      arrivals[static_cast<std::size_t>(c * now_.weight.cols() + p)] = 0;
    }
  }
  const double all = leavers(std::log(std::max(after, total_ - before + after) / total_));
  for (std::size_t k = 0; k < savings_.size(); ++k) {
    double mine_before = 0, mine = 0;
    for (const int p : places) {
      mine_before += (now_.cost.col(p) <= savings_[k]).select(now_.weight.col(p), 0.0).sum();
      mine += (then.cost.col(p) <= savings_[k]).select(then.weight.col(p), 0.0).sum();
    }
    if (mine <= 0) continue;
    const double payable = std::max(mine, payable_[k] - mine_before + mine);
    const double per_weight = all / (payable * static_cast<double>(savings_.size()));
    for (const int p : places) {
      for (Eigen::Index c = 0; c < channels; ++c) {
        if (then.cost(c, p) > savings_[k]) continue;
        arrivals[static_cast<std::size_t>(c * now_.weight.cols() + p)] +=
            per_weight * then.weight(c, p);
      }
    }
  }
}

}  // namespace sojourn
