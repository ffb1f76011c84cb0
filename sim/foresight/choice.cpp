#include "sim/foresight/choice.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "sim/base/arithmetic/elementary.hpp"
#include "sim/base/infinity.hpp"
#include "sim/foresight/closed_options.hpp"

namespace sojourn {

namespace {

/// How many of `n` items, rising in `what`, come before `level`: a binary search whose steps are no
/// guesses, for random levels make a processor guess wrong every other time.
template <class Item, class Before>
std::size_t count_before(const Item* items, std::size_t n, double Item::*what, double level,
                         const Before& before) {
  const Item* first = items;
  while (n > 0) {
    const std::size_t half = (n + 1) / 2;
    first += before(first[half - 1].*what, level) ? half : 0;
    n -= half;
  }
  return static_cast<std::size_t>(first - items);
}

}  // namespace

ChoiceRow::ChoiceRow(const PayoffRow& payoffs, const std::vector<char>* full, const Nests& nests)
    : nests_(nests.dissimilarity == 1 ? 1 : nests.n),
      n_places_(static_cast<std::uint32_t>(payoffs.utility.cols())),
      dissimilarity_(nests.dissimilarity) {
  const double* utility = payoffs.utility.data();
  const double* cost = payoffs.cost.data();
  const auto n = static_cast<std::uint32_t>(payoffs.utility.size());
  const auto nest_of = [&](const Item& item) {
    return nests_.size() == 1 ? 0 : nests.of(item.option % n_places_);
  };
  double best = -kInfinity;
  items_.reserve(n);
  for (std::uint32_t i = 0; i < n; ++i) {
    if (!std::isfinite(cost[i]) || (full != nullptr && (*full)[i] != 0)) continue;
    items_.push_back({cost[i], 0, i});
    Nest& nest = nests_[nest_of(items_.back())];
    ++nest.n;
    nest.best = std::max(nest.best, utility[i]);
    best = std::max(best, utility[i]);
  }
  if (items_.empty() || !std::isfinite(best)) {
    items_.clear();
    nests_.clear();
    return;
  }
  std::ranges::sort(items_, [](const Item& a, const Item& b) {
    return a.cost != b.cost ? a.cost < b.cost : a.option < b.option;
  });
  if (nests_.size() > 1) std::ranges::stable_sort(items_, {}, nest_of);
  std::size_t first = 0;
  for (Nest& nest : nests_) {
    nest.first = first;
    first += nest.n;
    if (!std::isfinite(nest.best)) nest.best = best;
    double sum = 0;
    for (std::size_t k = nest.first; k < first; ++k) {
      const double value = (utility[items_[k].option] - nest.best) / dissimilarity_;
      items_[k].cumulative = sum += fixed::exp(value);
    }
  }
  best_ = best;
  weigh();
  logsum_ = best + fixed::log(total_weight(kInfinity));
}

void ChoiceRow::weigh() {
  if (dissimilarity_ == 1) return;
  weights_.resize(items_.size());
  for (const Nest& nest : nests_) {
    const double scale = fixed::exp(nest.best - best_);
    for (std::size_t k = nest.first; k < nest.first + nest.n; ++k) {
      weights_[k] = scale * fixed::pow(items_[k].cumulative, dissimilarity_);
    }
  }
}

std::size_t ChoiceRow::affordable(const Nest& nest, double savings) const {
  return count_before(items_.data() + nest.first, nest.n, &Item::cost, savings,
                      std::less_equal<double>{});
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
      sum += (items_[k].cumulative - before) * of_destination[items_[k].option % n_places_];
      before = items_[k].cumulative;
    }
    if (before > 0) mean += probability * (sum / before);
  });
  return mean;
}

std::optional<Option> ChoiceRow::pick(double savings, double u) const {
  double level = u * total_weight(savings);
  if (!(level > 0)) return std::nullopt;
  const Item* found = nullptr;
  for (const Nest& nest : nests_) {
    const std::size_t n = affordable(nest, savings);
    const double weighs = weight(nest, n);
    if (!(weighs > 0)) continue;
    const double within = std::min(level, weighs) * (sum(nest, n) / weighs);
    const std::size_t k =
        count_before(items_.data() + nest.first, n, &Item::cumulative, within, std::less<double>{});
    found = &items_[nest.first + std::min(k, n - 1)];
    if (level <= weighs) break;
    level -= weighs;
  }
  return found == nullptr ? std::nullopt : std::optional(option(found->option));
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
    nest.first = left.items_.size();
    double before = 0, sum = 0;
    for (std::size_t k = nests_[r].first; k < nests_[r].first + nests_[r].n; ++k) {
      const Item& item = items_[k];
      if (item.cost > savings) break;
      const double weight = item.cumulative - before;
      before = item.cumulative;
      if (open(option(item.option))) left.items_.push_back({item.cost, sum += weight, item.option});
    }
    nest.n = left.items_.size() - nest.first;
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
      if (items_[k].option == wanted) found = items_[k].cumulative - before;
      before = items_[k].cumulative;
    }
    if (found > 0) share = probability * (found / before);
  });
  return share;
}

void ChoiceRow::add_expected_shares(std::span<const double> savings, Arrivals& shares) const {
  // Someone whose savings reach n options of a nest, which is chosen with probability p, chooses
  // option k < n of it with p*weight_k/cumulative_n.
  std::vector<double> per_weight(items_.size(), 0);  // by the last option that is reached
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
      const double before = k == nest.first ? 0 : items_[k - 1].cumulative;
      shares[items_[k].option] += (items_[k].cumulative - before) * of_those_who_reach;
    }
  }
}

namespace {

constexpr double kNotOnOffer = std::numeric_limits<double>::infinity();

PayoffRow no_offers(const Scene& scene, const ModuleSet& modules) {
  const Eigen::Index channels = std::ssize(modules.of<Channel>());
  const Eigen::Index places = scene.world.n_places();
  return {PayoffRow::Block::Zero(channels, places),
          PayoffRow::Block::Constant(channels, places, kNotOnOffer)};
}

}  // namespace

PayoffRow evaluate(const Scene& scene, const ModuleSet& modules, const Viewpoint& who) {
  PayoffRow row = no_offers(scene, modules);
  Eigen::ArrayXd cost(scene.world.n_places());
  for (const ChannelId channel : modules.channel_ids()) {
    cost.setConstant(kNotOnOffer);
    modules.of<Channel>()[channel.index()]->offer(scene, who, cost);
    cost[who.residence.value] = kNotOnOffer;
    row.cost.row(channel.value) = cost.transpose();
  }
  apply_entry_rules(scene, modules, who, row);
  for (const auto& term : modules.of<PayoffTerm>()) term->add(scene, who, row);
  return row;
}

PayoffRow evaluate_invitations(const Scene& scene, const ModuleSet& modules, const Viewpoint& who) {
  PayoffRow row = no_offers(scene, modules);
  const ChannelId channel = scene.rules.recruitment.channel;
  for (const PlaceId place : scene.world.place_ids()) {
    const bool home = scene.world.state_of(place) == who.citizenship || place == who.residence;
    if (home || !(scene.rules.quota(channel, place, who.skill) > 0)) continue;
    row.cost(channel, place) = 0;
  }
  apply_entry_rules(scene, modules, who, row);
  for (const auto& term : modules.of<PayoffTerm>()) term->add(scene, who, row);
  return row;
}

void ChoiceTable::compute(const Scene& scene, const ModuleSet& modules,
                          std::vector<Viewpoint> viewpoints, const FullFor& full, Crew& crew,
                          decltype(evaluate)* payoffs) {
  n_places_ = scene.world.places.size();
  row_of_.assign(scene.world.states().size() * n_places_ * kSkills * 2, kNone);
  std::uint32_t n = 0;
  std::erase_if(viewpoints, [&](const Viewpoint& who) {
    std::uint32_t& row = row_of_[number(who)];
    const bool repeated = row != kNone;
    if (!repeated) row = n++;
    return repeated;
  });
  rows_.assign(n, {});
  const Nests& nests = nests_of(modules);
  crew.each(viewpoints.size(), [&](std::size_t i) {
    const Viewpoint& who = viewpoints[i];
    const std::vector<char> taken = full ? full(who) : std::vector<char>();
    rows_[i] = ChoiceRow(payoffs(scene, modules, who), full ? &taken : nullptr, nests);
  });
}

std::size_t ChoiceTable::number(const Viewpoint& who) const {
  const std::size_t pair = who.citizenship.index() * n_places_ + who.residence.index();
  return (pair * kSkills + position(who.skill)) * 2 + position(who.student_age);
}

}  // namespace sojourn
