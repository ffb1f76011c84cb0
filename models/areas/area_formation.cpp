#include "models/areas/area_formation.hpp"

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <utility>

#include "sim/base/lookup.hpp"

namespace sojourn::models {
namespace {

std::vector<MemberIndex> with(std::vector<MemberIndex> members, MemberIndex state) {
  members.insert(std::ranges::upper_bound(members, state), state);
  return members;
}

/// An area that grows and shrinks. Every set of members has stocks of its own, so gains are made
/// anew for each.
class GrowingArea {
 public:
  GrowingArea(const AreaCase& world, const AreaValues& values) : world_(world), values_(values) {}

  /// All that may be members.
  IdRange<MemberIndex> all() const { return IdRange<MemberIndex>(world_.population.size()); }
  const std::vector<MemberIndex>& members() const { return members_; }
  const std::vector<AreaGain>& gains() const { return gains_; }  // of each member
  const AreaGain& gain_of(MemberIndex member) const { return gains_[position(members_, member)]; }
  bool has(MemberIndex state) const { return std::ranges::binary_search(members_, state); }

  /// Gains of any set of states, ascending.
  std::vector<AreaGain> gains_among(const std::vector<MemberIndex>& states) const {
    return models::gains_among(world_, values_, states);
  }
  double gain_of_entrant(MemberIndex candidate) const {
    const std::vector<MemberIndex> states = with(members_, candidate);
    return gains_among(states)[position(states, candidate)].total();
  }

  /// Who loses most by the accession, the candidate itself where it gains nothing; no objector
  /// where it is welcome.
  AreaRefusal judge(MemberIndex candidate) const {
    const std::vector<MemberIndex> states = with(members_, candidate);
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

  void found(MemberIndex low, MemberIndex high) {
    set_members({low, high});
    newcomers_ = members_;
  }
  void set_members(std::vector<MemberIndex> members) {
    members_ = std::move(members);
    gains_ = gains_among(members_);
  }
  void leave(MemberIndex member) {
    std::erase(members_, member);
    gains_ = gains_among(members_);
  }

  /// The entrant with the largest gain whom all welcome, if there is one.
  MemberIndex next_entrant() const {
    MemberIndex best;
    double most = 0;
    for (const MemberIndex state : all()) {
      if (has(state)) continue;
      const double own = gain_of_entrant(state);
      if (own > most && !judge(state).objector.valid()) {
        best = state;
        most = own;
      }
    }
    return best;
  }
  void admit_all() {
    for (MemberIndex state = next_entrant(); state.valid(); state = next_entrant()) {
      set_members(with(members_, state));
      newcomers_.push_back(state);
    }
  }

  FreeMovementArea result() const {
    FreeMovementArea area;
    area.members = members_;
    area.gains = gains_;
    area.newcomers = newcomers_;
    if (members_.empty()) return area;
    for (const MemberIndex state : all()) {
      if (!has(state)) area.refusals.push_back(judge(state));
    }
    return area;
  }

 private:
  static std::size_t position(const std::vector<MemberIndex>& states, MemberIndex state) {
    return index_of(states, std::ranges::lower_bound(states, state));
  }

  const AreaCase& world_;
  const AreaValues& values_;
  std::vector<MemberIndex> members_;  // ascending
  std::vector<AreaGain> gains_;       // of each member
  std::vector<MemberIndex> newcomers_;
};

GrowingArea with_members(const AreaCase& world, const AreaValues& values,
                         std::vector<MemberIndex> members) {
  check(world, values);
  GrowingArea area(world, values);
  std::ranges::sort(members);
  const bool twice = std::ranges::adjacent_find(members) != members.end();
  if (twice || (!members.empty() &&
                (!members.front().valid() || members.back().index() >= area.all().size()))) {
    throw std::invalid_argument("area: a member that is no state, or twice");
  }
  area.set_members(std::move(members));
  return area;
}

/// The gains of every two states alone.
struct PairGains {
  MemberIndex low, high;
  AreaGain of_low, of_high;
  double lesser() const { return std::min(of_low.total(), of_high.total()); }
};
std::vector<PairGains> all_pairs(const GrowingArea& area) {
  std::vector<PairGains> pairs;
  for (const MemberIndex i : area.all()) {
    for (const MemberIndex j : area.all()) {
      if (j <= i) continue;
      const auto gains = area.gains_among({i, j});
      pairs.push_back({i, j, gains[0], gains[1]});
    }
  }
  return pairs;
}

/// Every state's refusal from its best pair, where no pair founds.
FreeMovementArea nobody(IdRange<MemberIndex> all, const std::vector<PairGains>& pairs) {
  FreeMovementArea none;
  for (const MemberIndex i : all) {
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
std::vector<MemberIndex> resume(GrowingArea& active, std::vector<MemberIndex>& waiting) {
  std::vector<MemberIndex> resumed;
  while (!active.members().empty()) {
    MemberIndex best;
    double most = 0;
    for (const MemberIndex member : waiting) {
      const double gain = active.gain_of_entrant(member);
      if (gain > most) best = member, most = gain;
    }
    if (!best.valid()) break;
    active.set_members(with(active.members(), best));
    resumed.push_back(best);
    std::erase(waiting, best);
  }
  return resumed;
}

/// The active member that loses most, of those that have not just resumed, if there is one.
MemberIndex next_to_suspend(const GrowingArea& active, const std::vector<MemberIndex>& resumed) {
  if (active.members().size() < 2) return {};
  MemberIndex worst;
  double least = 0;
  for (std::size_t m = 0; m < active.members().size(); ++m) {
    const MemberIndex member = active.members()[m];
    const double gain = active.gains()[m].total();
    if (gain < least && std::ranges::count(resumed, member) == 0) worst = member, least = gain;
  }
  return worst;
}

}  // namespace

std::vector<AreaGain> area_gains(const AreaCase& world, const AreaValues& values,
                                 const std::vector<MemberIndex>& members) {
  const GrowingArea area = with_members(world, values, members);
  std::vector<AreaGain> gains;
  for (const MemberIndex member : members) {
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
  if (founders == nullptr) return nobody(area.all(), pairs);
  area.found(founders->low, founders->high);
  area.admit_all();
  return area.result();
}

FreeMovementArea settle_area(const AreaCase& world, const AreaValues& values,
                             const std::vector<MemberIndex>& members, double exit_cost) {
  if (!(exit_cost >= 0)) throw std::invalid_argument("settle_area: an exit cost below 0");
  GrowingArea area = with_members(world, values, members);
  std::vector<AreaExit> exits;
  while (area.members().size() > 1) {
    const auto worst = std::ranges::min_element(area.gains(), {}, &AreaGain::total);
    if (!would_leave(*worst, exit_cost)) break;
    exits.push_back({area.members()[index_of(area.gains(), worst)], *worst});
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

std::vector<MemberIndex> suspending_members(const AreaCase& world, const AreaValues& values,
                                            const std::vector<MemberIndex>& members,
                                            const std::vector<MemberIndex>& suspended) {
  GrowingArea active = with_members(world, values, members);
  for (const MemberIndex member : suspended) {
    if (!active.has(member)) throw std::invalid_argument("area: suspended without being a member");
    active.leave(member);
  }
  std::vector<MemberIndex> leaving = suspended;
  const std::vector<MemberIndex> resumed = resume(active, leaving);
  for (MemberIndex member = next_to_suspend(active, resumed); member.valid();
       member = next_to_suspend(active, resumed)) {
    active.leave(member);
    leaving.push_back(member);
  }
  std::ranges::sort(leaving);
  return leaving;
}

}  // namespace sojourn::models
