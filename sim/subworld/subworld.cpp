#include "sim/subworld/subworld.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/base/arithmetic/elementary.hpp"
#include "sim/stages/module_builder.hpp"
#include "sim/subworld/cut_bodies.hpp"
#include "sim/subworld/cut_corridors.hpp"
#include "sim/subworld/cut_modules.hpp"
#include "sim/subworld/cut_rows.hpp"
#include "sim/subworld/gravity.hpp"
#include "sim/subworld/nodes.hpp"
#include "sim/world/run_length.hpp"
#include "sim/world/world_reader.hpp"

namespace sojourn {

namespace {

constexpr int kRounds = 8;            // of fitting; each about squares what is left to fit
constexpr double kManyAgents = 1e7;   // an agent of the fit stands for at least so small a part
constexpr double kStill = 0.05;       // a step of the last round that is told
constexpr double kMostAffinity = 45;  // of the 50 that a row of affinities may hold

const Node* world_key(const Node& scenario, const std::string& key) {
  const Node* world = scenario.find("world");
  return world == nullptr ? nullptr : world->find(key);
}

/// The same scenario with the whole of its world.
Node without_cut(Node scenario) {
  Node& world = scenario.table()["world"];
  world.table().erase("only");
  world.table().erase("rest");
  return scenario;
}

/// Made of no more agents than a fit needs.
Node coarse(Node scenario, double persons_per_agent) {
  Node& run = scenario.table()["run"];
  if (!run.is_table()) run.value = Node::Table{};
  run.table()["persons_per_agent"].value = persons_per_agent;
  run = with_ticks_alone(std::move(run), 1);
  return scenario;
}

/// The world that the tables of the part describe.
World read_again(const Node& part) {
  Diagnostics diagnostics;
  Node unused;
  World world = read_world(part, diagnostics, unused);
  diagnostics.throw_if_any();
  return world;
}

Gravity gravity_at_start(const Node& scenario, const Catalog& catalog,
                         const std::vector<int>& group, int n_groups) {
  Simulation simulation(scenario, catalog, 1);
  simulation.tick();
  return gravity_of(simulation.scene(), group, n_groups);
}

/// The tables of the part, but for constants that are yet to be found.
class Cutting {
 public:
  Cutting(const Node& scenario, const Catalog& catalog) : catalog_(catalog), scenario_(scenario) {
    Diagnostics diagnostics;
    world_ = read_world(scenario, diagnostics, resolved_);
    Node modules;
    ModuleBuilder(catalog, scenario, world_, diagnostics, modules).build();
    diagnostics.throw_if_any();
    if (world_.cut) partition_.emplace(world_);
  }
  bool is_wanted() const { return partition_.has_value(); }

  Subworld subworld(const CutConstants* given) {
    Subworld part;
    part.scenario = tables(part.notes);
    part.constants = given != nullptr ? *given : fitted(part);
    lay(part.constants, part.scenario);
    return part;
  }

 private:
  Node tables(CutNotes& notes) const {
    const Partition& cut = *partition_;
    Node part = scenario_;
    for (const char* key : {"countries", "places", "corridors"}) part.table().erase(key);
    Node::Table& tables = part.table();
    tables["world"] = *resolved_.find("world");
    for (const char* key : {"only", "rest"}) tables["world"].table().erase(key);
    tables["interpolation"] = *resolved_.find("interpolation");
    tables["country"] = cut_countries(cut, resolved_);
    tables["place"] = cut_places(cut, resolved_);
    tables["pair"] = cut_pairs(cut, resolved_);
    tables["corridor"] = cut_corridors(cut, resolved_);
    tables["visa"] = cut_visas(cut, resolved_);
    tables["stock"] = cut_stocks(cut);
    tables["irregular"] = cut_irregular(cut);
    tables["affinity"] = cut_affinities(cut);
    tables["history"] = cut_history(cut, resolved_);
    for (const char* key : {"areas", "unions", "forums"}) {
      tables[key] = cut_bodies(cut, resolved_, key, notes);
    }
    note_losses(cut, resolved_, part, notes);
    if (const Node* outcomes = scenario_.find("outcomes")) {
      tables["outcomes"] = cut_outcomes(cut, *outcomes, notes);
    }
    if (const Node* modules = scenario_.find("modules")) {
      tables["modules"] = cut_modules(cut, catalog_, read_again(part), *modules, notes);
    }
    return part;
  }

  /// Groups of the whole and of the part are the kept places, in order.
  std::vector<int> groups_of_whole() const {
    std::vector<int> group;
    int next = 0;
    for (const PlaceId place : world_.place_ids()) {
      group.push_back(partition_->kept(place) ? next++ : kRestGroup);
    }
    return group;
  }
  /// Kept countries, the rest, kept places within countries.
  std::vector<int> groups_of_part() const {
    std::vector<int> group;
    int next = 0;
    for (const PlaceId place : world_.place_ids()) {
      if (place.value == world_.n_states && partition_->has_rest()) group.push_back(kRestGroup);
      if (partition_->kept(place)) group.push_back(next++);
    }
    if (world_.n_places() == world_.n_states && partition_->has_rest()) group.push_back(kRestGroup);
    return group;
  }
  std::vector<PlaceId> kept_places() const {
    std::vector<PlaceId> places;
    for (const PlaceId place : world_.place_ids()) {
      if (partition_->kept(place)) places.push_back(place);
    }
    return places;
  }

  double persons_per_agent() const {
    return std::max(world_.persons_per_agent,
                    std::floor(world_.baseline.population.sum() / kManyAgents));
  }

  CutConstants fitted(Subworld& part) const {
    const auto places = kept_places();
    const auto n = static_cast<int>(places.size());
    const double size = persons_per_agent();
    const Gravity whole =
        gravity_at_start(coarse(without_cut(scenario_), size), catalog_, groups_of_whole(), n);
    CutConstants constants;
    constants.reference = whole.reference;
    if (!partition_->has_rest()) {
      share_quotas(whole, places, constants);
      return constants;
    }
    double moved = 0, missed = 0;  // in the last round
    for (int round = 0; round < kRounds; ++round) {
      Node trial = coarse(part.scenario, size);
      lay(constants, trial);
      const Gravity now = gravity_at_start(trial, catalog_, groups_of_part(), n);
      moved = fit(whole, now, places, constants);
      missed = fit_ways(whole, now, places, part.scenario, constants);
    }
    note_misfit(moved, missed, part.notes);
    return constants;
  }

  /// The part of a country's contested places that others would have taken.
  void share_quotas(const Gravity& whole, const std::vector<PlaceId>& places,
                    CutConstants& constants) const {
    std::map<StateId, std::pair<double, double>> chosen;
    for (std::size_t i = 0; i < places.size(); ++i) {
      auto& [others, all] = chosen[world_.state_of(places[i])];
      others += whole.from_rest[i];
      all += whole.from_all[i];
    }
    for (const auto& [state, sums] : chosen) {
      if (sums.second <= 0) continue;
      constants.quota[partition_->id_of(state)] = 1 - sums.first / sums.second;
    }
  }

  /// One step towards the whole: the rest is worth as much, and sends as many.
  /// @return the largest step of a constant; infinite where none leads there
  double fit(const Gravity& whole, const Gravity& part, const std::vector<PlaceId>& places,
             CutConstants& constants) const {
    double moved = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
      const std::string& id = partition_->id_of(places[i]);
      const double missing = whole.rest_value[i] - part.rest_value[i];
      const bool is_state = world_.state_of(places[i]).value == places[i].value;
      if (is_state && std::isfinite(whole.rest_value[i])) {
        moved = std::max(moved, step(constants.to_rest[id], missing));
      }
      if (whole.from_rest[i] > 0) {
        const double ratio = whole.from_rest[i] / part.from_rest[i];
        moved = std::max(moved, step(constants.of_rest[id], fixed::log(ratio)));
      }
    }
    return moved;
  }
  /// A corridor through the rest costs what the ways cost that it stands for.
  /// @return the largest relative error of a corridor's cost
  double fit_ways(const Gravity& whole, const Gravity& now, const std::vector<PlaceId>& places,
                  const Node& part, CutConstants& constants) const {
    double missed = 0;
    std::map<std::string, std::size_t> number;
    for (std::size_t i = 0; i < places.size(); ++i) number[partition_->id_of(places[i])] = i;
    for (const Node& row : part.find("corridor")->array()) {
      if (row.find("route") == nullptr || text_in(row, "route") != through_rest(*partition_)) {
        continue;
      }
      const auto ends = std::pair(text_in(row, "from"), text_in(row, "to"));
      const std::size_t way = number.at(ends.first) * places.size() + number.at(ends.second);
      const double missing = whole.route_cost[way] - now.route_cost[way];
      if (!std::isfinite(missing)) continue;
      constants.through[ends] += missing;
      missed = std::max(missed, std::abs(missing) / whole.route_cost[way]);
    }
    return missed;
  }
  /// Moves a constant as far as it may. @return how far it would have had to go
  static double step(double& constant, double by) {
    if (std::isfinite(by)) constant = std::clamp(constant + by, -kMostAffinity, kMostAffinity);
    return std::abs(by);
  }
  void note_misfit(double moved, double missed, CutNotes& notes) const {
    if (moved > kStill) {
      notes.push_back(
          fmt::format("{} is not worth, or does not send, as much as the others in the "
                      "whole: its constants still moved by {:.2g} in the last of {} "
                      "rounds",
                      partition_->rest(), moved, kRounds));
    }
    if (missed > kStill) {
      notes.push_back(
          fmt::format("a way through {} still missed what it costs in the whole by "
                      "{:.0f}% in the last of {} rounds",
                      partition_->rest(), 100 * missed, kRounds));
    }
  }

  void lay(const CutConstants& constants, Node& part) const {
    if (constants.reference) {
      part.table()["world"].table()["prospects_reference"].value =
          Node::Array{Node{*constants.reference, {}}};
    }
    Node::Array& affinities = std::get<Node::Array>(part.table()["affinity"].value);
    const auto add = [&](const std::string& from, const std::string& to, double value) {
      affinities.push_back(RowWriter().set("from", from).set("to", to).set("value", value).take());
    };
    for (const auto& [id, value] : constants.to_rest) add(id, partition_->rest(), value);
    for (const auto& [id, value] : constants.of_rest) add(partition_->rest(), id, value);
    lay_ways(constants, part);
    for (Node& row : std::get<Node::Array>(part.table()["country"].value)) {
      const auto share = constants.quota.find(text_in(row, "id"));
      if (share == constants.quota.end()) continue;
      const double before = std::get<double>(row.find("quota_share")->value);
      row.table()["quota_share"].value = before * share->second;
    }
  }

  void lay_ways(const CutConstants& constants, Node& part) const {
    for (Node& row : std::get<Node::Array>(part.table()["corridor"].value)) {
      const Node* route = row.find("route");
      if (route == nullptr || text_in(row, "route") != through_rest(*partition_)) continue;
      const auto more = constants.through.find({text_in(row, "from"), text_in(row, "to")});
      if (more == constants.through.end()) continue;
      double& km = std::get<double>(row.table()["km"].value);
      km = std::clamp(km + more->second, 0.0, kLongestCorridor);
    }
  }

  const Catalog& catalog_;
  const Node& scenario_;
  Node resolved_;
  World world_;
  std::optional<Partition> partition_;
};

}  // namespace

bool wants_cut(const Node& scenario) {
  const Node* only = world_key(scenario, "only");
  if (only == nullptr) return world_key(scenario, "rest") != nullptr;
  return !only->is_array() || !only->array().empty();
}

Subworld cut_world(const Node& scenario, const Catalog& catalog, const CutConstants* constants) {
  if (!wants_cut(scenario)) return {scenario, {}, {}};
  Cutting cutting(scenario, catalog);
  if (!cutting.is_wanted()) return {scenario, {}, {}};
  return cutting.subworld(constants);
}

}  // namespace sojourn
