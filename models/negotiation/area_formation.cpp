#include "models/negotiation/area_formation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <stdexcept>
#include <utility>

namespace sojourn {
namespace {

std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

void check(const AreaCase& world, const AreaValues& values) {
  for (const double value :
       {values.out, values.reciprocal, values.net_inflow, values.unemployment, values.fixed}) {
    if (!(value >= 0 && std::isfinite(value))) {
      throw std::invalid_argument("AreaValues: needs finite values >= 0");
    }
  }
  const Eigen::Index n = world.population.size();
  if (world.stocks.rows() != n || world.stocks.cols() != n || world.income.size() != n ||
      world.unemployment.size() != n || world.sentiment.size() != n) {
    throw std::invalid_argument("AreaCase: arrays of different sizes");
  }
  if (!(world.population.isFinite().all() && (world.population > 0).all() &&
        world.income.isFinite().all() && (world.income > 0).all())) {
    throw std::invalid_argument("AreaCase: needs finite populations and incomes above 0");
  }
  if (!(world.unemployment.isFinite().all() && (world.unemployment >= 0).all() &&
        world.sentiment.isFinite().all() && (world.sentiment >= 0).all())) {
    throw std::invalid_argument("AreaCase: needs finite unemployment and sentiment >= 0");
  }
  for (Eigen::Index i = 0; i < n; ++i) {
    for (Eigen::Index j = 0; j < n; ++j) {
      if (i != j && !(world.stocks(i, j) >= 0 && std::isfinite(world.stocks(i, j)))) {
        throw std::invalid_argument("AreaCase: needs finite stocks >= 0");
      }
    }
  }
}

/// The sums over a member's partners that its gain is made of [persons].
struct Partners {
  double out = 0, in = 0, net_from_poorer = 0;
};

/// An area that grows and shrinks. A member's sums change by one partner at a time, so a candidate
/// is judged in O(size).
class GrowingArea {
 public:
  GrowingArea(const AreaCase& world, const AreaValues& values)
      : world_(world), values_(values), partners_(at(n())) {}

  int n() const { return static_cast<int>(world_.population.size()); }
  const std::vector<int>& members() const { return members_; }
  bool has(int state) const { return std::ranges::binary_search(members_, state); }

  AreaGain gain(int member) const { return gain(member, partners_[at(member)]); }
  AreaGain gain_with(int member, int candidate) const {
    return gain(member, plus(partners_[at(member)], member, candidate));
  }
  AreaGain gain_of_entrant(int candidate) const { return gain(candidate, all_of(candidate)); }

  /// Who loses most by the accession, the candidate itself where it gains nothing; objector -1
  /// where it is welcome.
  AreaRefusal judge(int candidate) const {
    AreaRefusal refusal{.candidate = candidate};
    const AreaGain own = gain_of_entrant(candidate);
    if (!(own.total() > 0)) {
      return {candidate, candidate, -own.total(), lowest(own, AreaGain{})};
    }
    for (const int member : members_) {
      const AreaGain before = gain(member), after = gain_with(member, candidate);
      const double loss = before.total() - after.total();
      if (loss > 0 && loss > refusal.shortfall) {
        refusal = {candidate, member, loss, lowest(after, before)};
      }
    }
    return refusal;
  }

  void join(int candidate) {
    partners_[at(candidate)] = all_of(candidate);
    for (const int member : members_) {
      partners_[at(member)] = plus(partners_[at(member)], member, candidate);
    }
    members_.insert(std::ranges::upper_bound(members_, candidate), candidate);
  }
  /// Sums are made anew: taking a partner off would leave rounding behind.
  void leave(int member) {
    std::erase(members_, member);
    for (const int other : members_) partners_[at(other)] = all_of(other);
  }

  /// The entrant with the largest gain whom all welcome, or -1.
  int next_entrant() const {
    int best = -1;
    double most = 0;
    for (int state = 0; state < n(); ++state) {
      if (has(state)) continue;
      const double own = gain_of_entrant(state).total();
      if (own > most && judge(state).objector < 0) {
        best = state;
        most = own;
      }
    }
    return best;
  }
  void admit_all() {
    for (int state = next_entrant(); state >= 0; state = next_entrant()) join(state);
  }

  /// The gains of two states alone.
  std::pair<AreaGain, AreaGain> pair_gains(int i, int j) const {
    return {gain(i, plus({}, i, j)), gain(j, plus({}, j, i))};
  }

  /// The addend that falls most from `before` to `after`.
  static AreaAddend lowest(const AreaGain& after, const AreaGain& before) {
    const std::array<double, 4> change{after.out - before.out, after.reciprocal - before.reciprocal,
                                       after.net_inflow - before.net_inflow,
                                       after.fixed - before.fixed};
    return static_cast<AreaAddend>(std::ranges::min_element(change) - change.begin());
  }

  Area result() const {
    Area area;
    area.members = members_;
    for (const int member : members_) area.gains.push_back(gain(member));
    for (int state = 0; state < n() && !members_.empty(); ++state) {
      if (!has(state)) area.refusals.push_back(judge(state));
    }
    return area;
  }

 private:
  Partners plus(Partners sums, int member, int partner) const {
    const double out = world_.stocks(member, partner), in = world_.stocks(partner, member);
    const double gap = std::max(0.0, 1 - world_.income[partner] / world_.income[member]);
    sums.out += out;
    sums.in += in;
    sums.net_from_poorer += std::max(0.0, in - out) * gap;
    return sums;
  }
  Partners all_of(int member) const {
    Partners sums;
    for (const int partner : members_) {
      if (partner != member) sums = plus(sums, member, partner);
    }
    return sums;
  }
  AreaGain gain(int member, const Partners& sums) const {
    const double heads = world_.population[member];
    const double burden =
        values_.net_inflow *
        (1 + values_.unemployment * world_.unemployment[member] + world_.sentiment[member]);
    return {values_.out * sums.out / heads,
            values_.reciprocal * std::min(sums.in, sums.out) / heads,
            -burden * sums.net_from_poorer / heads, -values_.fixed};
  }

  const AreaCase& world_;
  const AreaValues& values_;
  std::vector<Partners> partners_;  // by state; of members alone
  std::vector<int> members_;        // ascending
};

GrowingArea with_members(const AreaCase& world, const AreaValues& values,
                         const std::vector<int>& members) {
  check(world, values);
  GrowingArea area(world, values);
  for (const int member : members) {
    if (member < 0 || member >= area.n() || area.has(member)) {
      throw std::invalid_argument("area: a member that is no state, or twice");
    }
    area.join(member);
  }
  return area;
}

/// Every state's refusal from its best pair, where no pair founds.
Area nobody(const GrowingArea& area) {
  Area none;
  for (int i = 0; i < area.n(); ++i) {
    AreaRefusal best;
    double most = -std::numeric_limits<double>::infinity();
    for (int j = 0; j < area.n(); ++j) {
      if (j == i) continue;
      const auto [mine, theirs] = area.pair_gains(i, j);
      const bool own = mine.total() <= theirs.total();
      const AreaGain& lesser = own ? mine : theirs;
      if (lesser.total() <= most) continue;
      most = lesser.total();
      best = {i, own ? i : j, std::max(0.0, -most), GrowingArea::lowest(lesser, AreaGain{})};
    }
    if (best.candidate >= 0) none.refusals.push_back(best);
  }
  return none;
}

}  // namespace

std::vector<AreaGain> area_gains(const AreaCase& world, const AreaValues& values,
                                 const std::vector<int>& members) {
  const GrowingArea area = with_members(world, values, members);
  std::vector<AreaGain> gains;
  for (const int member : members) gains.push_back(area.gain(member));
  return gains;
}

Area form_area(const AreaCase& world, const AreaValues& values) {
  GrowingArea area = with_members(world, values, {});
  double most = 0;
  std::pair<int, int> founders{-1, -1};
  for (int i = 0; i < area.n(); ++i) {
    for (int j = i + 1; j < area.n(); ++j) {
      const auto [mine, theirs] = area.pair_gains(i, j);
      const double lesser = std::min(mine.total(), theirs.total());
      if (lesser > most) {
        most = lesser;
        founders = {i, j};
      }
    }
  }
  if (founders.first < 0) return nobody(area);
  area.join(founders.first);
  area.join(founders.second);
  area.admit_all();
  return area.result();
}

Area settle_area(const AreaCase& world, const AreaValues& values, const std::vector<int>& members,
                 double exit_cost) {
  if (!(exit_cost >= 0)) throw std::invalid_argument("settle_area: an exit cost below 0");
  GrowingArea area = with_members(world, values, members);
  while (area.members().size() > 1) {
    const auto worst = std::ranges::min_element(
        area.members(), {}, [&](int member) { return area.gain(member).total(); });
    if (!would_leave(area.gain(*worst), exit_cost)) break;
    area.leave(*worst);
  }
  if (area.members().size() < 2) return {};
  area.admit_all();
  return area.result();
}

}  // namespace sojourn
