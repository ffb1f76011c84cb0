#include "models/deals/containment/before_deals.hpp"

#include "models/deals/containment/containment_agreement.hpp"
#include "sim/input/settings.hpp"

namespace sojourn::models {

namespace {

/// Stops and returns of the last year on the corridors out of the partner [agents].
double stops_out_of(const Scene& scene, const FirstEntries& entries, StateId partner) {
  const World& world = scene.world;
  std::int64_t all = 0;
  for (const CorridorId c : world.corridor_ids()) {
    if (world.state_of(world.corridors[c.index()].from) != partner) continue;
    all += entries.stopped(c) + entries.sent_back(c);
  }
  return static_cast<double>(all);
}

/// Those of them that the deal caused [agents].
double stops_by_deal(const Scene& scene, const FirstEntries& entries,
                     const ContainmentAgreement& deal) {
  const double f = deal.held();
  double due = 0;
  for (const CorridorId c : deal.corridors()) {
    const double e = scene.rules.enforcement[c];
    const double without = f < 1 ? 1 - (1 - e) / (1 - f) : 0;
    const double share = e > 0 ? (e - without) / e : 0;
    due +=
        share * static_cast<double>(entries.stopped(c)) + static_cast<double>(entries.sent_back(c));
  }
  return due;
}

double stuck_in(const Scene& scene, StateId partner) {
  std::int64_t stuck = 0;
  for (const PlaceId place : scene.world.places_of(partner)) {
    for (const Status status : kStuck) stuck += scene.ledger.foreigners(place, status);
  }
  return scene.persons(stuck);
}

}  // namespace

/// Counts persons and not stops, because people who are stopped try again. Some of last year's
/// stops in the partner are due to the deal; the deal holds back that share of the people stuck
/// there now.
double held_by_deal(const Scene& scene, const FirstEntries& entries, Pair pair,
                    const ContainmentAgreement& deal) {
  const double all = stops_out_of(scene, entries, pair.partner);
  if (all == 0) return 0;
  const double meant = deal.adjacent() ? 1 : entries.bound_for(pair.asker, pair.partner);
  return stuck_in(scene, pair.partner) * stops_by_deal(scene, entries, deal) / all * meant;
}

BeforeDeals::BeforeDeals(Settings& s)
    : memory_(s.real("remembered", "years", {0.1, 100}, 5,
                     "time over which the flow and the pressure before a deal are forgotten")) {}

void BeforeDeals::see_flows(const Scene& scene, std::map<Pair, double> held,
                            FirstEntries& entries) {
  held_ = std::move(held);
  std::map<Pair, Flow> flows;
  for (const auto& [pair, persons] : held_) {
    Flow& flow = flows[pair] = flows_[pair];
    see_flow(scene, pair, flow, entries);
  }
  flows_ = std::move(flows);
}

void BeforeDeals::see_flow(const Scene& scene, Pair pair, Flow& flow, FirstEntries& entries) const {
  const auto [asker, partner] = pair;
  const double come = entries.arrivals(asker, partner);
  if (flow.shares.empty()) flow.shares = entries.shares_by_way_of(asker, partner);
  const double before =
      flow.before.see(come + held(pair), scene.dt(), memory_, entries.pushed(flow.shares));
  flow.dependence.see(entries.dependence(asker, partner), scene.dt(), memory_);
  entries.hold_back(asker, partner, before - come);
}

void BeforeDeals::see_pressures(const Scene& scene, const std::map<std::size_t, double>& now) {
  std::map<std::size_t, Remembered> pressures;
  for (const auto& [party, pressure] : now) {
    Remembered& before = pressures[party] = pressures_[party];
    before.see(pressure, scene.dt(), memory_);
  }
  pressures_ = std::move(pressures);
}

double BeforeDeals::held(Pair pair) const {
  const auto found = held_.find(pair);
  return found == held_.end() ? 0 : found->second;
}

double BeforeDeals::dependence(Pair pair, double now) const {
  const auto before = flows_.find(pair);
  return before == flows_.end() ? now : std::max(now, before->second.dependence.value());
}

double BeforeDeals::pressure(std::size_t party, double now) const {
  const auto before = pressures_.find(party);
  return before == pressures_.end() ? now : std::max(now, before->second.value());
}

}  // namespace sojourn::models
