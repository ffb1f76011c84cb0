#include "sim/subworld/flow_comparison.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "sim/simulation.hpp"

namespace sojourn {

namespace {

/// By the ids of citizenship and destination [persons].
using FlowMap = std::map<std::pair<std::string, std::string>, double>;

void add_arrivals(const Scene& scene, FlowMap& flows) {
  const World& world = scene.world;
  const auto id = [&](StateId state) { return world.places[state.index()].id; };
  for (const StateId from : world.states()) {
    for (const PlaceId to : world.place_ids()) {
      if (world.state_of(to) == from) continue;
      std::int64_t n = 0;
      for (const ChannelId channel : scene.ledger.channel_ids()) {
        n += scene.ledger.tick.arrivals(from, to, channel);
      }
      if (n > 0) flows[{id(from), id(world.state_of(to))}] += scene.persons(n);
    }
  }
}

/// What happened in a run, and in which countries.
struct RunFlows {
  std::vector<std::string> ids;  // in the order of the world
  FlowMap flows;
};

RunFlows flows_of(const Node& scenario, const Catalog& catalog, int ticks, int threads) {
  Simulation simulation(scenario, catalog, threads);
  RunFlows run;
  for (const StateId state : simulation.world().states()) {
    run.ids.push_back(simulation.world().places[state.index()].id);
  }
  for (int t = 0; t < ticks && !simulation.done(); ++t) {
    simulation.tick();
    add_arrivals(simulation.scene(), run.flows);
  }
  return run;
}

double of(const FlowMap& flows, const std::string& from, const std::string& to) {
  const auto found = flows.find({from, to});
  return found == flows.end() ? 0 : found->second;
}

}  // namespace

FlowComparison compare_flows(const Node& whole, const Node& part, const Catalog& catalog, int ticks,
                             int threads) {
  const RunFlows before = flows_of(whole, catalog, ticks, threads);
  const RunFlows after = flows_of(part, catalog, ticks, threads);
  const auto is_kept = [&](const std::string& id) {
    return std::ranges::count(before.ids, id) > 0;  // the rest is no country of the whole
  };
  FlowComparison comparison;
  for (const std::string& from : after.ids) {
    for (const std::string& to : after.ids) {
      if (from == to || !is_kept(from) || !is_kept(to)) continue;
      const FlowPair pair{from, to, of(before.flows, from, to), of(after.flows, from, to)};
      comparison.total.whole += pair.whole;
      comparison.total.part += pair.part;
      if (pair.whole > 0 || pair.part > 0) comparison.pairs.push_back(pair);
    }
  }
  std::ranges::stable_sort(comparison.pairs, std::greater<>{}, &FlowPair::whole);
  return comparison;
}

}  // namespace sojourn
