#include "sim/choice.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace sojourn {

namespace {

/// How many of the first `n` of rising `values` come before `level`: a binary search whose steps are
/// no guesses, for random levels make a processor guess wrong every other time.
template <class Before>
std::size_t count_before(const std::vector<double>& values, std::size_t n, double level,
                         const Before& before) {
  const double* first = values.data();
  while (n > 0) {
    const std::size_t half = (n + 1) / 2;
    first += before(first[half - 1], level) ? half : 0;
    n -= half;
  }
  return static_cast<std::size_t>(first - values.data());
}

}  // namespace

ChoiceRow::ChoiceRow(const PayoffRow& payoffs, const std::vector<char>* full)
    : n_places_(static_cast<std::uint32_t>(payoffs.utility.cols())) {
  const double* utility = payoffs.utility.data();
  const double* cost = payoffs.cost.data();
  const auto n = static_cast<std::uint32_t>(payoffs.utility.size());
  double best = -std::numeric_limits<double>::infinity();
  std::vector<std::pair<double, std::uint32_t>> by_cost;
  by_cost.reserve(n);
  for (std::uint32_t i = 0; i < n; ++i) {
    if (!std::isfinite(cost[i]) || (full != nullptr && (*full)[i] != 0)) continue;
    by_cost.emplace_back(cost[i], i);
    best = std::max(best, utility[i]);
  }
  if (by_cost.empty() || !std::isfinite(best)) return;
  std::ranges::sort(by_cost);
  option_.reserve(by_cost.size());
  cost_.reserve(by_cost.size());
  cumulative_.reserve(by_cost.size());
  double sum = 0;
  for (const auto& [price, i] : by_cost) {
    sum += std::exp(utility[i] - best);
    option_.push_back(i);
    cost_.push_back(price);
    cumulative_.push_back(sum);
  }
  logsum_ = best + std::log(sum);
}

std::optional<Option> ChoiceRow::pick(double savings, double u) const {
  const std::size_t affordable =
      count_before(cost_, cost_.size(), savings, std::less_equal<double>{});
  if (affordable == 0) return std::nullopt;
  const double level = u * cumulative_[affordable - 1];
  if (!(level > 0)) return std::nullopt;
  const std::uint32_t option =
      option_[count_before(cumulative_, affordable, level, std::less<double>{})];
  return Option{ChannelId(option / n_places_), PlaceId(option % n_places_)};
}

double ChoiceRow::share(Option option, double savings) const {
  const auto affordable = std::ranges::upper_bound(cost_, savings) - cost_.begin();
  const std::uint32_t wanted = static_cast<std::uint32_t>(option.channel.value) * n_places_ +
                               static_cast<std::uint32_t>(option.destination.value);
  for (std::ptrdiff_t i = 0; i < affordable; ++i) {
    const auto at = static_cast<std::size_t>(i);
    if (option_[at] != wanted) continue;
    const double before = i == 0 ? 0 : cumulative_[at - 1];
    return (cumulative_[at] - before) / cumulative_[static_cast<std::size_t>(affordable - 1)];
  }
  return 0;
}

PayoffRow evaluate(const Scene& scene, const ModuleSet& modules, const Viewpoint& who) {
  const auto channels = static_cast<Eigen::Index>(modules.channels.size());
  const Eigen::Index places = scene.world.n_places();
  PayoffRow row{PayoffRow::Block::Zero(channels, places), PayoffRow::Block::Zero(channels, places)};
  Eigen::ArrayXd cost(places);
  for (Eigen::Index c = 0; c < channels; ++c) {
    cost.setConstant(std::numeric_limits<double>::infinity());
    modules.channels[static_cast<std::size_t>(c)]->offer(scene, who, cost);
    cost[who.residence.value] = std::numeric_limits<double>::infinity();
    row.cost.row(c) = cost.transpose();
  }
  for (const auto& term : modules.payoffs) term->add(scene, who, row);
  return row;
}

void ChoiceTable::compute(const Scene& scene, const ModuleSet& modules,
                          std::vector<Viewpoint> viewpoints,
                          const std::vector<std::vector<char>>& full, Crew& crew) {
  n_places_ = scene.world.places.size();
  row_of_.assign(static_cast<std::size_t>(scene.world.n_states) * n_places_ * kSkills * 2, kNone);
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
    const auto* taken = full.empty() ? nullptr : &full[static_cast<std::size_t>(who.skill)];
    rows_[i] = ChoiceRow(evaluate(scene, modules, who), taken);
  });
}

std::size_t ChoiceTable::number(const Viewpoint& who) const {
  const std::size_t pair = who.citizenship.index() * n_places_ + who.residence.index();
  return (pair * kSkills + static_cast<std::size_t>(who.skill)) * 2 + (who.student_age ? 1 : 0);
}

}  // namespace sojourn
