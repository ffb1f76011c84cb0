#include "models/areas/area_formation.hpp"

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <utility>

#include "sim/base/lookup.hpp"

namespace sojourn::models {
namespace {

std::vector<int> with(std::vector<int> members, int state) {
  members.insert(std::ranges::upper_bound(members, state), state);
  return members;
}

/// An area that grows and shrinks. Every set of members has stocks of its own, so gains are made
/// anew for each.
class GrowingArea {
 public:
  GrowingArea(const AreaCase& world, const AreaValues& values) : world_(world), values_(values) {}

  int n() const { return static_cast<int>(world_.population.size()); }
  const std::vector<int>& members() const { return members_; }
  const std::vector<AreaGain>& gains() const { return gains_; }  // of each member
  const AreaGain& gain_of(int member) const { return gains_[position(members_, member)]; }
  bool has(int state) const { return std::ranges::binary_search(members_, state); }

  /// Gains of any set of states, ascending.
  std::vector<AreaGain> gains_among(const std::vector<int>& states) const {
    return models::gains_among(world_, values_, states);
  }
  double gain_of_entrant(int candidate) const {
    const std::vector<int> states = with(members_, candidate);
    return gains_among(states)[position(states, candidate)].total();
  }

  /// Who loses most by the accession, the candidate itself where it gains nothing; objector -1
  /// where it is welcome.
  AreaRefusal judge(int candidate) const {
    const std::vector<int> states = with(members_, candidate);
    const std::vector<AreaGain> after = gains_among(states);
    const AreaGain& own = after[position(states, candidate)];
    if (!(own.total() > 0)) return {candidate, candidate, -own.total(), lowest(own), own};
    AreaRefusal refusal;
    refusal.candidate = candidate;
    for (std::size_t m = 0; m < members_.size(); ++m) {
      const AreaGain change = after[position(states, members_[m])] - gains_[m];
      const double loss = gains_[m].total() - after[position(states, members_[m])].total();
      if (loss > 0 && loss > refusal.shortfall) {
        refusal = {candidate, members_[m], loss, lowest(change), change};
      }
    }
    return refusal;
  }

  void found(int low, int high) {
    set_members({low, high});
    newcomers_ = members_;
  }
  void set_members(std::vector<int> members) {
    members_ = std::move(members);
    gains_ = gains_among(members_);
  }
  void leave(int member) {
    std::erase(members_, member);
    gains_ = gains_among(members_);
  }

  /// The entrant with the largest gain whom all welcome, or -1.
  int next_entrant() const {
    int best = -1;
    double most = 0;
    for (int state = 0; state < n(); ++state) {
      if (has(state)) continue;
      const double own = gain_of_entrant(state);
      if (own > most && judge(state).objector < 0) {
        best = state;
        most = own;
      }
    }
    return best;
  }
  void admit_all() {
    for (int state = next_entrant(); state >= 0; state = next_entrant()) {
      set_members(with(members_, state));
      newcomers_.push_back(state);
    }
  }

  FreeMovementArea result() const {
    FreeMovementArea area;
    area.members = members_;
    area.gains = gains_;
    area.newcomers = newcomers_;
    for (int state = 0; state < n() && !members_.empty(); ++state) {
      if (!has(state)) area.refusals.push_back(judge(state));
    }
    return area;
  }

 private:
  static std::size_t position(const std::vector<int>& states, int state) {
    return index_of(states, std::ranges::lower_bound(states, state));
  }

  const AreaCase& world_;
  const AreaValues& values_;
  std::vector<int> members_;     // ascending
  std::vector<AreaGain> gains_;  // of each member
  std::vector<int> newcomers_;
};

GrowingArea with_members(const AreaCase& world, const AreaValues& values,
                         std::vector<int> members) {
  check(world, values);
  GrowingArea area(world, values);
  std::ranges::sort(members);
  const bool twice = std::ranges::adjacent_find(members) != members.end();
  if (twice || (!members.empty() && (members.front() < 0 || members.back() >= area.n()))) {
    throw std::invalid_argument("area: a member that is no state, or twice");
  }
  area.set_members(std::move(members));
  return area;
}

/// The gains of every two states alone.
struct PairGains {
  int low, high;
  AreaGain of_low, of_high;
  double lesser() const { return std::min(of_low.total(), of_high.total()); }
};
std::vector<PairGains> all_pairs(const GrowingArea& area) {
  std::vector<PairGains> pairs;
  for (int i = 0; i < area.n(); ++i) {
    for (int j = i + 1; j < area.n(); ++j) {
      const auto gains = area.gains_among({i, j});
      pairs.push_back({i, j, gains[0], gains[1]});
    }
  }
  return pairs;
}

/// Every state's refusal from its best pair, where no pair founds.
FreeMovementArea nobody(int n, const std::vector<PairGains>& pairs) {
  FreeMovementArea none;
  for (int i = 0; i < n; ++i) {
    const PairGains* best = nullptr;
    for (const PairGains& pair : pairs) {
      if (pair.low != i && pair.high != i) continue;
      if (best == nullptr || pair.lesser() > best->lesser()) best = &pair;
    }
    if (best == nullptr) continue;
    const double low = best->of_low.total(), high = best->of_high.total();
    const bool low_objects = low < high || (low == high && best->low == i);
    const AreaGain& gain = low_objects ? best->of_low : best->of_high;
    none.refusals.push_back({i, low_objects ? best->low : best->high, std::max(0.0, -gain.total()),
                             lowest(gain), gain});
  }
  return none;
}

/// Takes in those of `waiting` who gain beside the active members, the one who gains most first;
/// says who they are.
std::vector<int> resume(GrowingArea& active, std::vector<int>& waiting) {
  std::vector<int> resumed;
  while (!active.members().empty()) {
    int best = -1;
    double most = 0;
    for (const int member : waiting) {
      const double gain = active.gain_of_entrant(member);
      if (gain > most) best = member, most = gain;
    }
    if (best < 0) break;
    active.set_members(with(active.members(), best));
    resumed.push_back(best);
    std::erase(waiting, best);
  }
  return resumed;
}

/// The active member that loses most, of those that have not just resumed, or -1.
int next_to_suspend(const GrowingArea& active, const std::vector<int>& resumed) {
  if (active.members().size() < 2) return -1;
  int worst = -1;
  double least = 0;
  for (std::size_t m = 0; m < active.members().size(); ++m) {
    const int member = active.members()[m];
    const double gain = active.gains()[m].total();
    if (gain < least && std::ranges::count(resumed, member) == 0) worst = member, least = gain;
  }
  return worst;
}

}  // namespace

std::vector<AreaGain> area_gains(const AreaCase& world, const AreaValues& values,
                                 const std::vector<int>& members) {
  const GrowingArea area = with_members(world, values, members);
  std::vector<AreaGain> gains;
  for (const int member : members) {
    gains.push_back(area.gain_of(member));
  }
  return gains;
}

FreeMovementArea form_area(const AreaCase& world, const AreaValues& values) {
  GrowingArea area = with_members(world, values, {});
  const std::vector<PairGains> pairs = all_pairs(area);
  const PairGains* founders = nullptr;
  for (const PairGains& pair : pairs) {
    if (pair.lesser() > (founders == nullptr ? 0 : founders->lesser())) founders = &pair;
  }
  if (founders == nullptr) return nobody(area.n(), pairs);
  area.found(founders->low, founders->high);
  area.admit_all();
  return area.result();
}

FreeMovementArea settle_area(const AreaCase& world, const AreaValues& values,
                             const std::vector<int>& members, double exit_cost) {
  if (!(exit_cost >= 0)) throw std::invalid_argument("settle_area: an exit cost below 0");
  GrowingArea area = with_members(world, values, members);
  std::vector<AreaExit> exits;
  while (area.members().size() > 1) {
    const auto worst = std::ranges::min_element(area.gains(), {}, &AreaGain::total);
    if (!would_leave(*worst, exit_cost)) break;
    exits.push_back({area.members().begin()[worst - area.gains().begin()], *worst});
    area.leave(exits.back().member);
  }
  FreeMovementArea settled;
  if (area.members().size() > 1) {
    area.admit_all();
    settled = area.result();
  }
  settled.exits = std::move(exits);
  return settled;
}

std::vector<int> suspending_members(const AreaCase& world, const AreaValues& values,
                                    const std::vector<int>& members,
                                    const std::vector<int>& suspended) {
  GrowingArea active = with_members(world, values, members);
  for (const int member : suspended) {
    if (!active.has(member)) throw std::invalid_argument("area: suspended without being a member");
    active.leave(member);
  }
  std::vector<int> leaving = suspended;
  const std::vector<int> resumed = resume(active, leaving);
  for (int member = next_to_suspend(active, resumed); member >= 0;
       member = next_to_suspend(active, resumed)) {
    active.leave(member);
    leaving.push_back(member);
  }
  std::ranges::sort(leaving);
  return leaving;
}

}  // namespace sojourn::models
