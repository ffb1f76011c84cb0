#include "sim/subworld/cut_corridors.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <queue>

#include "sim/subworld/kept_rows.hpp"
#include "sim/world/routes/corridor_names.hpp"

namespace sojourn {

namespace {

constexpr double kFar = std::numeric_limits<double>::infinity();

/// Shortest ways over the rest alone, backwards or forwards, from one kept place.
class WaysOverRest {
 public:
  enum Sense { kForwards, kBackwards };

  /// `first` is the mode of the corridor that joins the place to the rest; nothing: any.
  WaysOverRest(const Partition& cut, PlaceId place, Sense sense, std::optional<Mode> first)
      : cut_(cut),
        out_(sense == kForwards),
        km_(cut.world().places.size(), kFar),
        last_(cut.world().places.size()) {
    visit(place, 0, first);
    while (!open_.empty()) {
      const auto [km, at] = open_.top();
      open_.pop();
      if (km <= km_[at.index()] && !cut_.kept(at)) visit(at, km, std::nullopt);
    }
  }
  double km(PlaceId place) const { return km_[place.index()]; }
  /// The corridors from the place to `place`, last first.
  std::vector<CorridorId> legs(PlaceId place) const {
    std::vector<CorridorId> legs;
    for (PlaceId at = place; last_[at.index()].valid(); at = edge(last_[at.index()]).from) {
      legs.push_back(last_[at.index()]);
      if (cut_.kept(edge(legs.back()).from)) break;
    }
    return legs;
  }

 private:
  const Corridor& edge(CorridorId c) const { return cut_.world().corridors[c.index()]; }

  void visit(PlaceId at, double km, std::optional<Mode> mode) {
    for (const CorridorId c : cut_.world().corridor_ids()) {
      const Corridor& one = edge(c);
      const PlaceId next = out_ ? one.to : one.from;
      const bool between_kept = cut_.kept(at) && cut_.kept(next);
      if ((out_ ? one.from : one.to) != at || between_kept || (mode && one.mode != *mode)) continue;
      if (km + one.km >= km_[next.index()]) continue;
      km_[next.index()] = km + one.km;
      last_[next.index()] = c;
      open_.push({km + one.km, next});
    }
  }

  using Reached = std::pair<double, PlaceId>;
  const Partition& cut_;
  bool out_;
  std::vector<double> km_;        // by place
  std::vector<CorridorId> last_;  // by place
  std::priority_queue<Reached, std::vector<Reached>, std::greater<>> open_;
};

/// Corridors of one mode out of the rest into one place, as one.
class Merged {
 public:
  Merged(const Partition& cut, PlaceId place, Mode mode) : cut_(cut), place_(place), mode_(mode) {
    for (const Corridor& edge : cut.world().corridors) {
      if (edge.to != place || edge.mode != mode || cut.kept(edge.from)) continue;
      const double people = std::max(1.0, cut.people(edge.from));
      weight_ += people;
      enforcement_ += people * edge.enforcement;
      risk_ += people * edge.risk;
      price_ += people * edge.price;
    }
  }
  bool empty() const { return weight_ == 0; }
  Node row() const {
    return RowWriter()
        .set("from", cut_.rest())
        .set("to", cut_.id_of(place_))
        .set("mode", mode_name(mode_))
        .set("km", km_from_its_people())
        .set("enforcement", enforcement_ / weight_)
        .set("risk", risk_ / weight_)
        .set("price", price_ / weight_)
        .take();
  }

 private:
  double km_from_its_people() const {
    const WaysOverRest ways(cut_, place_, WaysOverRest::kBackwards, mode_);
    double sum = 0, people = 0;
    for (const PlaceId other : cut_.others()) {
      if (ways.km(other) == kFar) continue;
      sum += cut_.people(other) * ways.km(other);
      people += cut_.people(other);
    }
    return people > 0 ? std::min(kLongestCorridor, sum / people) : 0;
  }

  const Partition& cut_;
  PlaceId place_;
  Mode mode_;
  double weight_ = 0, enforcement_ = 0, risk_ = 0, price_ = 0;
};

/// The legs of a way over the rest as one corridor.
Node through(const Partition& cut, PlaceId from, PlaceId to, const std::vector<CorridorId>& legs) {
  double km = 0, price = 0, free = 1, safe = 1;
  Mode mode = Mode::kLand;
  for (const CorridorId leg : legs) {
    const Corridor& edge = cut.world().corridors[leg.index()];
    km += edge.km;
    price += edge.price;
    free *= 1 - edge.enforcement;
    safe *= 1 - edge.risk;
    if (edge.mode != Mode::kLand && mode != Mode::kSea) mode = edge.mode;
  }
  return RowWriter()
      .set("from", cut.id_of(from))
      .set("to", cut.id_of(to))
      .set("mode", mode_name(mode))
      .set("km", std::min(kLongestCorridor, km))
      .set("enforcement", 1 - free)
      .set("risk", 1 - safe)
      .set("price", price)
      .set("route", through_rest(cut))
      .set("detection", 0.0)
      .take();
}

/// Ways between kept places that lead over the rest, where none is shorter.
class Bridges {
 public:
  explicit Bridges(const Partition& cut) : cut_(cut) {
    for (const PlaceId place : cut.world().place_ids()) {
      if (cut.kept(place))
        ways_.emplace(place, WaysOverRest(cut, place, WaysOverRest::kForwards, std::nullopt));
    }
    for (const Corridor& edge : cut.world().corridors) {
      if (!cut.kept(edge.from) || !cut.kept(edge.to)) continue;
      const auto [found, fresh] = direct_.emplace(std::pair(edge.from, edge.to), edge.km);
      if (!fresh) found->second = std::min(found->second, edge.km);
    }
  }
  void add_to(Node::Array& rows) const {
    for (const auto& [from, ways] : ways_) {
      for (const auto& [to, unused] : ways_) {
        if (from == to || ways.km(to) == kFar || is_detour(from, to)) continue;
        rows.push_back(through(cut_, from, to, ways.legs(to)));
      }
    }
  }

 private:
  double directly(PlaceId from, PlaceId to) const {
    const auto found = direct_.find({from, to});
    return found == direct_.end() ? kFar : found->second;
  }
  double leg(PlaceId from, PlaceId to) const {
    return std::min(directly(from, to), ways_.at(from).km(to));
  }
  /// Whether the way over the rest is no shorter than one over kept places.
  bool is_detour(PlaceId from, PlaceId to) const {
    const double km = ways_.at(from).km(to);
    if (directly(from, to) <= km) return true;
    return std::ranges::any_of(ways_, [&](const auto& way) {
      const PlaceId over = way.first;
      return over != from && over != to && leg(from, over) + leg(over, to) <= km;
    });
  }

  const Partition& cut_;
  std::map<PlaceId, WaysOverRest> ways_;
  std::map<std::pair<PlaceId, PlaceId>, double> direct_;  // [km]
};

}  // namespace

std::string through_rest(const Partition& cut) {
  return "through " + cut.rest();
}

Node cut_corridors(const Partition& cut, const Node& resolved) {
  Node::Array rows = kept_rows(cut, resolved, "corridor", {"from", "to"});
  if (!cut.has_rest()) return {std::move(rows), {}};
  for (const PlaceId place : cut.world().place_ids()) {
    if (!cut.kept(place)) continue;
    for (const Mode mode : {Mode::kLand, Mode::kSea, Mode::kAir}) {
      const Merged merged(cut, place, mode);
      if (!merged.empty()) rows.push_back(merged.row());
    }
  }
  Bridges(cut).add_to(rows);
  return {std::move(rows), {}};
}

}  // namespace sojourn
