#include "sim/foresight/choice.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "sim/base/arithmetic/elementary.hpp"
#include "sim/base/infinity.hpp"
#include "sim/foresight/closed_options.hpp"

namespace sojourn {

namespace {

/// How many of `n` values, rising, come before `level`: a binary search whose steps are no guesses,
/// for random levels make a processor guess wrong every other time.
template <class Before>
std::size_t count_before(const double* values, std::size_t n, double level, const Before& before) {
  const double* first = values;
  while (n > 0) {
    const std::size_t half = (n + 1) / 2;
    first += before(first[half - 1], level) ? half : 0;
    n -= half;
  }
  return static_cast<std::size_t>(first - values);
}

// Options are held in 16 bits.
static_assert(kMaxChannels * kMaxPlaces < 1 << 16);

}  // namespace

void ChoiceRow::clear() {
  cost_.clear();
  cumulative_.clear();
  options_.clear();
  nests_.clear();
  weights_.clear();
  best_ = 0;
  logsum_ = -kInfinity;
}

void ChoiceRow::fill(const PayoffRow& payoffs, const std::vector<char>* full, const Nests& nests,
                     CostOrder& order) {
  clear();
  n_places_ = static_cast<std::uint32_t>(payoffs.utility.cols());
  dissimilarity_ = nests.dissimilarity;
  const std::size_t n = payoffs.cost.size();
  gather(order.of({payoffs.cost.data(), n}, full), nests);
  find_best(payoffs.utility.data());
  if (options_.empty() || !std::isfinite(best_)) return clear();
  accumulate(payoffs.utility.data());
  weigh();
  double total = 0;
  for (const Nest& nest : nests_) total += weight(nest, nest.n);
  logsum_ = best_ + fixed::log(total);
}

void ChoiceRow::gather(std::span<const CostOrder::Priced> options, const Nests& nests) {
  nests_.resize(nests.dissimilarity == 1 ? 1 : nests.n);
  cost_.resize(options.size());
  options_.resize(options.size());
  const auto nest_of = [&](const CostOrder::Priced& one) -> Nest& {
    return nests_[nests_.size() == 1 ? 0 : nests.of(one.option % n_places_)];
  };
  for (const CostOrder::Priced& one : options) ++nest_of(one).n;
  std::size_t first = 0;
  for (Nest& nest : nests_) {
    nest.first = first;
    first += std::exchange(nest.n, 0);
  }
  for (const CostOrder::Priced& one : options) {
    Nest& nest = nest_of(one);
    const std::size_t k = nest.first + nest.n++;
    cost_[k] = one.cost;
    options_[k] = one.option;
  }
}

void ChoiceRow::find_best(const double* utility) {
  best_ = -kInfinity;
  for (Nest& nest : nests_) {
    for (std::size_t k = nest.first; k < nest.first + nest.n; ++k) {
      nest.best = std::max(nest.best, utility[options_[k]]);
    }
    best_ = std::max(best_, nest.best);
  }
  for (Nest& nest : nests_) {
    if (!std::isfinite(nest.best)) nest.best = best_;
  }
}

void ChoiceRow::accumulate(const double* utility) {
  cumulative_.resize(options_.size());
  for (const Nest& nest : nests_) {
    for (std::size_t k = nest.first; k < nest.first + nest.n; ++k) {
      cumulative_[k] = (utility[options_[k]] - nest.best) / dissimilarity_;
    }
  }
  fixed::exp_each(cumulative_.data(), cumulative_.size());
  for (const Nest& nest : nests_) {
    double sum = 0;
    for (std::size_t k = nest.first; k < nest.first + nest.n; ++k) {
      cumulative_[k] = sum += cumulative_[k];
    }
  }
}

void ChoiceRow::weigh() {
  if (dissimilarity_ == 1) return;
  weights_.resize(cumulative_.size());
  for (const Nest& nest : nests_) {
    const double scale = fixed::exp(nest.best - best_);
    for (std::size_t k = nest.first; k < nest.first + nest.n; ++k) {
      weights_[k] = scale * fixed::pow(cumulative_[k], dissimilarity_);
    }
  }
}

std::size_t ChoiceRow::affordable(const Nest& nest, double savings) const {
  return count_before(cost_.data() + nest.first, nest.n, savings, std::less_equal<double>{});
}

double ChoiceRow::total_weight(double savings) const {
  double total = 0;
  for (const Nest& nest : nests_) total += weight(nest, affordable(nest, savings));
  return total;
}

template <class Fn>
void ChoiceRow::each_reached(double savings, const Fn& fn) const {
  const double total = total_weight(savings);
  if (!(total > 0)) return;
  for (const Nest& nest : nests_) {
    const std::size_t n = affordable(nest, savings);
    if (n > 0) fn(nest, n, weight(nest, n) / total);
  }
}

double ChoiceRow::logsum(double savings) const {
  return best_ + fixed::log(total_weight(savings));
}

double ChoiceRow::logsum_in(std::size_t nest, double savings) const {
  const Nest& one = nests_[nest];
  return one.best + dissimilarity_ * fixed::log(sum(one, affordable(one, savings)));
}

double ChoiceRow::mean(Eigen::Ref<const Eigen::ArrayXd> of_destination) const {
  double mean = 0;
  each_reached(kInfinity, [&](const Nest& nest, std::size_t n, double probability) {
    double sum = 0, before = 0;
    for (std::size_t k = nest.first; k < nest.first + n; ++k) {
      sum += (cumulative_[k] - before) * of_destination[options_[k] % n_places_];
      before = cumulative_[k];
    }
    if (before > 0) mean += probability * (sum / before);
  });
  return mean;
}

std::optional<Option> ChoiceRow::pick(double savings, double u) const {
  if (nests_.size() == 1) return pick_in_only_nest(savings, u);
  double level = u * total_weight(savings);
  if (!(level > 0)) return std::nullopt;
  std::optional<std::size_t> found;
  for (const Nest& nest : nests_) {
    const std::size_t n = affordable(nest, savings);
    const double weighs = weight(nest, n);
    if (!(weighs > 0)) continue;
    const double within = std::min(level, weighs) * (sum(nest, n) / weighs);
    found = nest.first + position_of(nest, n, within);
    if (level <= weighs) break;
    level -= weighs;
  }
  return found ? std::optional(option(options_[*found])) : std::nullopt;
}

std::size_t ChoiceRow::position_of(const Nest& nest, std::size_t n, double level) const {
  const double* sums = cumulative_.data() + nest.first;
  return std::min(count_before(sums, n, level, std::less<double>{}), n - 1);
}

std::optional<Option> ChoiceRow::pick_in_only_nest(double savings, double u) const {
  const Nest& nest = nests_.front();
  const std::size_t n = affordable(nest, savings);
  const double weighs = weight(nest, n);
  const double level = u * weighs;
  if (!(level > 0)) return std::nullopt;
  const double within = std::min(level, weighs) * (sum(nest, n) / weighs);
  return option(options_[nest.first + position_of(nest, n, within)]);
}

std::optional<Option> ChoiceRow::pick(double savings, double u,
                                      const std::function<bool(Option)>& open) const {
  ChoiceRow left;  // of what is open
  left.nests_ = nests_;
  left.n_places_ = n_places_;
  left.dissimilarity_ = dissimilarity_;
  left.best_ = best_;
  for (std::size_t r = 0; r < nests_.size(); ++r) {
    Nest& nest = left.nests_[r];
    nest.first = left.options_.size();
    double before = 0, sum = 0;
    for (std::size_t k = nests_[r].first; k < nests_[r].first + nests_[r].n; ++k) {
      if (cost_[k] > savings) break;
      const double weight = cumulative_[k] - before;
      before = cumulative_[k];
      if (!open(option(options_[k]))) continue;
      left.cost_.push_back(cost_[k]);
      left.cumulative_.push_back(sum += weight);
      left.options_.push_back(options_[k]);
    }
    nest.n = left.options_.size() - nest.first;
  }
  left.weigh();
  return left.pick(savings, u);
}

double ChoiceRow::share(Option option, double savings) const {
  const std::uint32_t wanted = option.channel.bits() * n_places_ + option.destination.bits();
  double share = 0;
  each_reached(savings, [&](const Nest& nest, std::size_t n, double probability) {
    double before = 0, found = 0;
    for (std::size_t k = nest.first; k < nest.first + n; ++k) {
      if (options_[k] == wanted) found = cumulative_[k] - before;
      before = cumulative_[k];
    }
    if (found > 0) share = probability * (found / before);
  });
  return share;
}

void ChoiceRow::add_expected_shares(std::span<const double> savings, Arrivals& shares) const {
  // Someone whose savings reach n options of a nest, which is chosen with probability p, chooses
  // option k < n of it with p*weight_k/cumulative_n.
  std::vector<double> per_weight(options_.size(), 0);  // by the last option that is reached
  for (const double saved : savings) {
    each_reached(saved, [&](const Nest& nest, std::size_t n, double probability) {
      const double cumulative = sum(nest, n);
      if (!(cumulative > 0)) return;
      per_weight[nest.first + n - 1] += probability / (cumulative * savings.size());
    });
  }
  for (const Nest& nest : nests_) {
    double of_those_who_reach = 0;
    for (std::size_t k = nest.first + nest.n; k-- > nest.first;) {
      of_those_who_reach += per_weight[k];
      const double before = k == nest.first ? 0 : cumulative_[k - 1];
      shares[options_[k]] += (cumulative_[k] - before) * of_those_who_reach;
    }
  }
}

namespace {

constexpr double kNotOnOffer = kInfinity;

void offer_nothing(const Scene& scene, const ModuleSet& modules, PayoffRow& row) {
  const Eigen::Index channels = std::ssize(modules.of<Channel>());
  const Eigen::Index places = scene.world.n_places();
  row.utility.setZero(channels, places);
  row.cost.setConstant(channels, places, kNotOnOffer);
}

void add_up(const Scene& scene, const ModuleSet& modules, const Viewpoint& who, PayoffRow& row) {
  apply_entry_rules(scene, modules, who, row);
  for (const auto& term : modules.of<PayoffTerm>()) term->add(scene, who, row);
  row.own = nullptr;  // another scene's gains differ
}

}  // namespace

void payoffs_of_plans(const Scene& scene, const ModuleSet& modules, const Viewpoint& who,
                      PayoffRow& row) {
  offer_nothing(scene, modules, row);
  const Eigen::Index n = row.cost.cols();
  for (const ChannelId channel : modules.channel_ids()) {
    Eigen::Map<Eigen::ArrayXd> cost(row.cost.data() + channel.value * n, n);
    modules.of<Channel>()[channel.index()]->offer(scene, who, cost);
    cost[who.residence.value] = kNotOnOffer;
  }
  add_up(scene, modules, who, row);
}

void payoffs_of_invitations(const Scene& scene, const ModuleSet& modules, const Viewpoint& who,
                            PayoffRow& row) {
  offer_nothing(scene, modules, row);
  const ChannelId channel = scene.rules.recruitment.channel;
  for (const PlaceId place : scene.world.place_ids()) {
    const bool home = scene.world.state_of(place) == who.citizenship || place == who.residence;
    if (home || !(scene.rules.quota(channel, place, who.skill) > 0)) continue;
    row.cost(channel, place) = 0;
  }
  add_up(scene, modules, who, row);
}

PayoffRow evaluate(const Scene& scene, const ModuleSet& modules, const Viewpoint& who) {
  PayoffRow row;
  payoffs_of_plans(scene, modules, who, row);
  return row;
}

PayoffRow evaluate_invitations(const Scene& scene, const ModuleSet& modules, const Viewpoint& who) {
  PayoffRow row;
  payoffs_of_invitations(scene, modules, who, row);
  return row;
}

void ChoiceTable::compute(const Scene& scene, const ModuleSet& modules,
                          std::vector<Viewpoint> viewpoints, const FullFor& full, Crew& crew,
                          Payoffs* payoffs) {
  numbers_ = ViewpointNumbers(scene.world);
  row_of_.assign(numbers_.size(), kNone);
  const std::vector<Viewpoint> who = arrange(std::move(viewpoints));
  make_room(who.size());
  orders_.resize(scene.world.places.size());
  const Nests& nests = nests_of(modules);
  CommonGains in_common;
  const auto fill = [&](std::size_t i, PayoffRow& row, CostOrder& order) {
    const std::vector<char> taken = full ? full(who[i]) : std::vector<char>();
    payoffs(scene, modules, who[i], row);
    rows_[i].fill(row, full ? &taken : nullptr, nests, order);
  };
  const std::vector<Batch> all = batches(who);
  std::vector<CostOrder::Known> learnt(all.size());
  crew.each(all.size(), [&](std::size_t b) {
    PayoffRow row;
    row.in_common = &in_common;
    CostOrder order(orders_[who[all[b].first].residence.index()]);
    for (std::size_t i = all[b].first; i < all[b].end; ++i) fill(i, row, order);
    if (all[b].leads) learnt[b] = std::move(order).known();
  });
  for (std::size_t b = 0; b < all.size(); ++b) {
    if (all[b].leads) orders_[who[all[b].first].residence.index()] = std::move(learnt[b]);
  }
}

void ChoiceTable::make_room(std::size_t n) {
  constexpr std::size_t kFarMore = 4;
  if (rows_.size() < n || rows_.size() > kFarMore * n) rows_.resize(n);
}

std::vector<Viewpoint> ChoiceTable::arrange(std::vector<Viewpoint> viewpoints) {
  std::erase_if(viewpoints, [&](const Viewpoint& who) {
    return std::exchange(row_of_[numbers_.of(who)], 0U) != kNone;
  });
  std::ranges::sort(viewpoints, {}, [&](const Viewpoint& who) {
    return std::pair(who.residence, numbers_.of(who));
  });
  for (std::uint32_t row = 0; row < viewpoints.size(); ++row)
    row_of_[numbers_.of(viewpoints[row])] = row;
  return viewpoints;
}

std::vector<ChoiceTable::Batch> ChoiceTable::batches(const std::vector<Viewpoint>& viewpoints) {
  constexpr std::size_t kMostRows = 32;
  std::vector<Batch> all;
  for (std::size_t i = 0; i < viewpoints.size(); ++i) {
    const bool leads = i == 0 || viewpoints[i].residence != viewpoints[i - 1].residence;
    if (leads || i - all.back().first == kMostRows) all.push_back({i, i, leads});
    all.back().end = i + 1;
  }
  return all;
}

}  // namespace sojourn
