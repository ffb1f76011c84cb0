#include "sim/foresight/choice.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "sim/foresight/closed_options.hpp"

namespace sojourn {

namespace {

/// How many of the first `n` items, rising in `what`, come before `level`: a binary search whose
/// steps are no guesses, for random levels make a processor guess wrong every other time.
template <class Item, class Before>
std::size_t count_before(const std::vector<Item>& items, std::size_t n, double Item::*what,
                         double level, const Before& before) {
  const Item* first = items.data();
  while (n > 0) {
    const std::size_t half = (n + 1) / 2;
    first += before(first[half - 1].*what, level) ? half : 0;
    n -= half;
  }
  return static_cast<std::size_t>(first - items.data());
}

}  // namespace

ChoiceRow::ChoiceRow(const PayoffRow& payoffs, const std::vector<char>* full)
    : n_places_(static_cast<std::uint32_t>(payoffs.utility.cols())) {
  const double* utility = payoffs.utility.data();
  const double* cost = payoffs.cost.data();
  const auto n = static_cast<std::uint32_t>(payoffs.utility.size());
  double best = -std::numeric_limits<double>::infinity();
  items_.reserve(n);
  for (std::uint32_t i = 0; i < n; ++i) {
    if (!std::isfinite(cost[i]) || (full != nullptr && (*full)[i] != 0)) continue;
    items_.push_back({cost[i], 0, i});
    best = std::max(best, utility[i]);
  }
  if (items_.empty() || !std::isfinite(best)) {
    items_.clear();
    return;
  }
  std::ranges::sort(items_, [](const Item& a, const Item& b) {
    return a.cost != b.cost ? a.cost < b.cost : a.option < b.option;
  });
  double sum = 0;
  for (Item& item : items_) item.cumulative = sum += std::exp(utility[item.option] - best);
  best_ = best;
  logsum_ = best + std::log(sum);
}

double ChoiceRow::logsum(double savings) const {
  const std::size_t n =
      count_before(items_, items_.size(), &Item::cost, savings, std::less_equal<double>{});
  return n == 0 ? -std::numeric_limits<double>::infinity()
                : best_ + std::log(items_[n - 1].cumulative);
}

double ChoiceRow::mean(Eigen::Ref<const Eigen::ArrayXd> of_destination) const {
  double sum = 0, before = 0;
  for (const Item& item : items_) {
    sum += (item.cumulative - before) * of_destination[item.option % n_places_];
    before = item.cumulative;
  }
  return before > 0 ? sum / before : 0;
}

std::optional<Option> ChoiceRow::pick(double savings, double u) const {
  const std::size_t affordable =
      count_before(items_, items_.size(), &Item::cost, savings, std::less_equal<double>{});
  if (affordable == 0) return std::nullopt;
  const double level = u * items_[affordable - 1].cumulative;
  if (!(level > 0)) return std::nullopt;
  return option(
      items_[count_before(items_, affordable, &Item::cumulative, level, std::less<double>{})]
          .option);
}

std::optional<Option> ChoiceRow::pick(double savings, double u,
                                      const std::function<bool(Option)>& open) const {
  std::vector<Item> left;  // cumulative over what is open
  double before = 0, sum = 0;
  for (const Item& item : items_) {
    if (item.cost > savings) break;
    const double weight = item.cumulative - before;
    before = item.cumulative;
    if (open(option(item.option))) left.push_back({item.cost, sum += weight, item.option});
  }
  const double level = u * sum;
  if (!(level > 0)) return std::nullopt;
  const auto found = std::ranges::lower_bound(left, level, {}, &Item::cumulative);
  return option(found->option);
}

double ChoiceRow::share(Option option, double savings) const {
  const std::uint32_t wanted = option.channel.bits() * n_places_ + option.destination.bits();
  double before = 0, found = 0;
  for (const Item& item : items_) {
    if (item.cost > savings) break;
    if (item.option == wanted) found = item.cumulative - before;
    before = item.cumulative;
  }
  return before > 0 ? found / before : 0;
}

void ChoiceRow::add_expected_shares(std::span<const double> savings, Arrivals& shares) const {
  // Someone whose savings reach `n` options chooses option k < n with weight_k/cumulative_n.
  std::vector<double> per_weight(items_.size() + 1, 0);
  for (const double saved : savings) {
    const std::size_t n =
        count_before(items_, items_.size(), &Item::cost, saved, std::less_equal<double>{});
    if (n > 0)
      per_weight[n] += 1 / (items_[n - 1].cumulative * static_cast<double>(savings.size()));
  }
  double of_those_who_reach = 0;
  for (std::size_t k = items_.size(); k-- > 0;) {
    of_those_who_reach += per_weight[k + 1];
    const double weight = items_[k].cumulative - (k == 0 ? 0 : items_[k - 1].cumulative);
    shares[items_[k].option] += weight * of_those_who_reach;
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
  crew.each(viewpoints.size(), [&](std::size_t i) {
    const Viewpoint& who = viewpoints[i];
    const std::vector<char> taken = full ? full(who) : std::vector<char>();
    rows_[i] = ChoiceRow(payoffs(scene, modules, who), full ? &taken : nullptr);
  });
}

std::size_t ChoiceTable::number(const Viewpoint& who) const {
  const std::size_t pair = who.citizenship.index() * n_places_ + who.residence.index();
  return (pair * kSkills + position(who.skill)) * 2 + position(who.student_age);
}

}  // namespace sojourn
