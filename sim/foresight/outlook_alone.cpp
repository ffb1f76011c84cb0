#include "sim/foresight/outlook_alone.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/arithmetic/elementary.hpp"
#include "sim/foresight/outlook.hpp"

namespace sojourn {

namespace {

/// Within this gain of prospects ln(leavers) is taken for a parabola.
constexpr double kNear = 0.1;

}  // namespace

template <class Weights>
OutlookAlone::Sums OutlookAlone::sums(const Weights& weights) const {
  Sums sums{std::vector<double>(nests_.n), 0};
  if (nests_.n == 1) {
    sums.in[0] = weights.sum();
  } else {
    for (const PlaceId p : scene_.world.place_ids()) {
      sums.in[nests_.of(p.index())] += weights.col(p.value).sum();
    }
  }
  for (const double sum : sums.in) sums.total += weight_of(sum);
  return sums;
}

OutlookAlone::OutlookAlone(const Scene& now, PlaceId origin)
    : scene_(now),
      nests_(nests_of(now.modules)),
      origin_(origin),
      savings_(typical_savings(now, origin)) {
  const PayoffRow row = evaluate(now, now.modules, typical_resident(now.world, origin));
  const auto open = row.cost.isFinite();
  if (open.any()) best_ = open.select(row.utility, row.utility.minCoeff()).maxCoeff();
  now_ = options_of(row);
  all_ = sums(now_.weight);
  for (const double saved : savings_) {
    payable_.push_back(sums((now_.cost <= saved).select(now_.weight, 0.0)));
  }
  leavers_now_ = expected_leavers(now, origin, 0);
  const double fewer = expected_leavers(now, origin, -kNear);
  const double more = expected_leavers(now, origin, kNear);
  if (fewer > 0) {
    slope_ = fixed::log(more / fewer) / (2 * kNear);
    bend_ = fixed::log(more / leavers_now_ * fewer / leavers_now_) / (2 * kNear * kNear);
  }
  arrivals_now_ = Arrivals(now.modules.channel_ids(), now.world.place_ids());
  for (const StateId state : now.world.states()) add_arrivals(now_, state, arrivals_now_);
}

OutlookAlone::Options OutlookAlone::options_of(const PayoffRow& row) const {
  const auto value = (row.utility - best_) / nests_.dissimilarity;
  return {row.cost.isFinite().select(value.unaryExpr(&fixed::exp), 0.0), row.cost};
}

OutlookAlone::Options OutlookAlone::options(const Scene& scene) const {
  return options_of(evaluate(scene, scene.modules, typical_resident(scene.world, origin_)));
}

double OutlookAlone::weight_of(double sum) const {
  return nests_.dissimilarity == 1 ? sum : fixed::pow(sum, nests_.dissimilarity);
}

double OutlookAlone::total_with(const Sums& sums, std::uint32_t nest, double sum) const {
  const double mine = weight_of(sum);
  return std::max(mine, sums.total - weight_of(sums.in[nest]) + mine);
}

Arrivals OutlookAlone::if_alone(const Scene& others) const {
  const Options then = options(others);
  Arrivals arrivals = arrivals_now_;
  for (const StateId state : scene_.world.states()) {
    if (state != scene_.world.state_of(origin_)) add_arrivals(then, state, arrivals);
  }
  return arrivals;
}

double OutlookAlone::leavers(double gain) const {
  if (!std::isfinite(gain) || gain == 0) return leavers_now_;
  if (std::abs(gain) > kNear) return expected_leavers(scene_, origin_, gain);
  return leavers_now_ * fixed::exp(gain * (slope_ + gain * bend_));
}

double OutlookAlone::payable_at(const Options& all, PlaceId place, double savings) {
  const auto cost = all.cost.col(place.value);
  return (cost <= savings).select(all.weight.col(place.value), 0.0).sum();
}

/// Arrivals at the places of one state whose options are those of `then`, all others as now.
void OutlookAlone::add_arrivals(const Options& then, StateId state, Arrivals& arrivals) const {
  const auto& places = scene_.world.places_of(state);
  const std::uint32_t nest = nests_.of(places.front().index());  // of the whole state
  double before = 0, after = 0;
  for (const PlaceId p : places) {
    before += now_.weight.col(p.value).sum();
    after += then.weight.col(p.value).sum();
    for (const ChannelId c : scene_.modules.channel_ids()) arrivals(c, p) = 0;
  }
  const double in_nest = std::max(after, all_.in[nest] - before + after);
  const double all = leavers(fixed::log(total_with(all_, nest, in_nest) / all_.total));
  for (std::size_t k = 0; k < savings_.size(); ++k) {
    double mine_before = 0, mine = 0;
    for (const PlaceId p : places) {
      mine_before += payable_at(now_, p, savings_[k]);
      mine += payable_at(then, p, savings_[k]);
    }
    if (mine <= 0) continue;
    const double payable = std::max(mine, payable_[k].in[nest] - mine_before + mine);
    const double chosen = weight_of(payable) / total_with(payable_[k], nest, payable);
    const double per_weight = all * chosen / (payable * savings_.size());
    for (const PlaceId p : places) {
      for (const ChannelId c : scene_.modules.channel_ids()) {
        if (then.cost(c, p) <= savings_[k]) arrivals(c, p) += per_weight * then.weight(c, p);
      }
    }
  }
}

}  // namespace sojourn
