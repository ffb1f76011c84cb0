#include "sim/simulation.hpp"

#include <algorithm>
#include <iterator>
#include <limits>

#include "sim/foresight/enactment.hpp"
#include "sim/record/recorder.hpp"
#include "sim/stages/late_modules.hpp"
#include "sim/stages/module_builder.hpp"
#include "sim/stages/route_check.hpp"
#include "sim/tick/census.hpp"
#include "sim/tick/contest/allotted.hpp"
#include "sim/tick/record_observer.hpp"
#include "sim/tick/start.hpp"
#include "sim/tick/vitals.hpp"
#include "sim/world/entry.hpp"
#include "sim/world/routes/route_solution.hpp"
#include "sim/world/world_reader.hpp"

namespace sojourn {

namespace {

World read(const Node& scenario, Node& resolved) {
  Diagnostics diagnostics;
  World world = read_world(scenario, diagnostics, resolved);
  if (world.cut) diagnostics.add(scenario.where, "world.only: cut_world() makes the cut first");
  diagnostics.throw_if_any();
  return world;
}

/// Names the policies of a set of modules, after those that have a name.
void name_policies(const ModuleSet& modules, std::vector<std::string>& names) {
  modules.each_stage([&](const auto& list) {
    for (const auto& module : list) {
      const bool named = std::ranges::count(names, module->name()) > 0;
      if (module->is_policy() && !named) names.push_back(module->name());
    }
  });
}

ModuleSet make(const Node& scenario, const Catalog& catalog, World& world, Node& resolved) {
  Diagnostics diagnostics;
  ModuleSet modules =
      ModuleBuilder(catalog, scenario, world, diagnostics, resolved.table()["modules"]).build();
  diagnostics.throw_if_any();
  name_policies(modules, world.policies);
  modules.bind();
  return modules;
}

/// See Ledger::opened. A channel's parts do not depend on which other channels there are.
Grid<double, ChannelId, PlaceId, Skill> first_parts(const World& world, const ModuleSet& modules) {
  constexpr auto kBeforeTheRun = std::numeric_limits<std::uint32_t>::max();
  Grid<double, ChannelId, PlaceId, Skill> parts(modules.channel_ids(), world.place_ids(),
                                                kAllSkills);
  for (const ChannelId channel : modules.channel_ids()) {
    const StreamId stream = modules.of<Channel>()[channel.index()]->stream();
    std::uint64_t number = 0;
    for (const PlaceId place : world.place_ids()) {
      for (const Skill skill : kAllSkills) {
        Draws draws(world.seed, stream, kBeforeTheRun, number++);
        parts(channel, place, skill) = world.persons_per_agent * draws.uniform();
      }
    }
  }
  return parts;
}

Flows no_flows(const World& world, int n_channels) {
  return {world.n_places(), world.n_states, n_channels, world.n_corridors(),
          static_cast<int>(world.policies.size())};
}

Ledger empty_ledger(const World& world, const ModuleSet& modules) {
  Ledger ledger;
  ledger.keys = {world.states(), world.place_ids()};
  ledger.n_channels = static_cast<int>(modules.of<Channel>().size());
  ledger.stocks.assign(ledger.keys.size(), 0);
  ledger.residents = ledger.working_age = Counts<PlaceId>(world.place_ids());
  ledger.tick = ledger.previous_tick = ledger.year = ledger.last_year =
      no_flows(world, ledger.n_channels);
  ledger.opened = first_parts(world, modules);
  return ledger;
}

Grid<double, CorridorId> of_corridors(const World& world, double Corridor::*value) {
  Grid<double, CorridorId> all(world.corridor_ids());
  for (const CorridorId c : world.corridor_ids()) all[c] = world.corridors[c.index()].*value;
  return all;
}

Stances first_stances(const World& world) {
  const PlaceArray zero = PlaceArray::Zero(world.n_places());
  return {.openness = world.baseline.openness,
          .rights = world.baseline.rights,
          .enforcement = zero,
          .openness_unheld = world.baseline.openness,
          .rights_unheld = world.baseline.rights,
          .enforcement_unheld = zero,
          .chosen_openness = zero,
          .chosen_rights = zero,
          .recognition = zero,
          .recognition_by_host = {},
          .sentiment = zero,
          .sentiment_baseline = zero,
          .status_quo_cost = zero,
          .cost_baseline = zero,
          .excess = zero};
}

/// Calls fn(observer) for those that look at people one by one.
template <class Fn>
void each_record_observer(const ModuleSet& modules, const Fn& fn) {
  for (const auto& observer : modules.of<Observer>()) {
    if (auto* one = dynamic_cast<RecordObserver*>(observer.get())) fn(*one);
  }
}

HotChannels hot_channels(const ModuleSet& modules) {
  HotChannels channels;
  for (const auto& hazard : modules.of<Hazard>()) channels.add(hazard->hot_channel());
  return channels;
}

}  // namespace

Simulation::Simulation(const Node& scenario, const Catalog& catalog, int n_threads)
    : world_(read(scenario, resolved_)),
      modules_(make(scenario, catalog, world_, resolved_)),
      crew_(std::in_place, n_threads),
      ledger_(empty_ledger(world_, modules_)),
      population_(materialise(world_, *modules_.of<Demography>().front(), hot_channels(modules_),
                              ledger_, *crew_)),
      labour_{PlaceArray(world_.baseline.gdp_per_capita), PlaceArray::Zero(world_.n_places()),
              PlaceArray::Zero(world_.n_places()), PlaceArray::Zero(world_.n_places()),
              PlaceArray::Zero(world_.n_places())},
      stances_(first_stances(world_)),
      routes_(world_.graph, modules_.of<RouteCost>().front()->mu()),
      movement_(world_, modules_),
      lives_(static_cast<std::size_t>(world_.life_histories)) {
  agreements_.forums = world_.forums;
  ledger_.summarise();
  require_routes(world_, *modules_.of<RouteCost>().front());
  route_targets_.assign(world_.place_ids().begin(), world_.place_ids().end());
}

std::size_t Simulation::schedule(const Node& scenario, const Catalog& catalog) {
  const std::size_t number = succession_.schedule(scenario, catalog, world_, {resolved_, modules_});
  modules_.bind();  // those that a regime shares act in this run's company for now
  name_policies(succession_.scheduled()[number].modules, world_.policies);
  ledger_.tick = ledger_.previous_tick = ledger_.year = ledger_.last_year =
      no_flows(world_, ledger_.n_channels);
  return number;
}

void Simulation::begin_regime(std::size_t number) {
  succession_.begin(number, {modules_, agreements_, events_, tick_});
  begun_ = number;
  if (routes_.mu() == modules_.of<RouteCost>().front()->mu()) return;
  routes_ = Routes(world_.graph, modules_.of<RouteCost>().front()->mu());
  if (tick_ > 0) routes_.solve(route_cost_, route_targets_);  // as the last tick left them
}

Scene Simulation::scene() const {
  return {world_,
          conditions_,
          labour_,
          stances_,
          rules_,
          agreements_,
          ledger_,
          routes_,
          prospects_,
          modules_,
          population_.cohorts,
          events_,
          lives_.events(),
          tick_};
}

void Simulation::tick() {
  begin();
  shock();
  announce();
  demography();
  home_front();
  negotiation();
  enact();
  routes();
  payoffs();
  movement();
  commit();
  observe();
  ++tick_;
}

void Simulation::begin() {
  std::swap(ledger_.previous_tick, ledger_.tick);
  ledger_.tick.clear();
  if (!world_.calendar.begins_year(tick_)) return;
  if (tick_ > 0) {
    close_allotments(world_, ledger_);
    ledger_.last_year = ledger_.year;
    ledger_.has_last_year = tick_ >= world_.calendar.ticks_per_year();
    ledger_.lapse_places(world_.persons_per_agent);
  }
  ledger_.year.clear();
  fold_returned(scene(), population_, ledger_, lives_, *crew_);
}

void Simulation::shock() {
  const Attributes base = world_.history.at(tick_, world_.baseline);
  const PlaceArray zero = PlaceArray::Zero(world_.n_places());
  conditions_ = {.gdp_per_capita = base.gdp_per_capita,
                 .unemployment = base.unemployment,
                 .stability = base.stability,
                 .rule_of_law = base.rule_of_law,
                 .capacity = base.capacity,
                 .conflict_deaths = base.conflict_deaths,
                 .labour_demand = base.labour_demand,
                 .displacement = zero,
                 .causes = Grid<double, PlaceId, Cause>(world_.place_ids(), kAllCauses),
                 .protects = {},
                 .hardship = zero,
                 .media = zero,
                 .openness = base.openness - world_.baseline.openness,
                 .rights = base.rights - world_.baseline.rights,
                 .enforcement = of_corridors(world_, &Corridor::enforcement),
                 .price = of_corridors(world_, &Corridor::price),
                 .risk = of_corridors(world_, &Corridor::risk),
                 .closed = Grid<TickDays, CorridorId>(world_.corridor_ids()),
                 .closed_to = {},
                 .accessions = {},
                 .withdrawals = {},
                 .entry = entry_at(world_, tick_),
                 .decrees = {},
                 .held_openness = {},
                 .held_rights = {},
                 .held_effort = {}};
  for (const auto& one : agreements_.in_force) one.agreement->develop(scene(), conditions_);
  for (const auto& shock : modules_.of<Shock>()) shock->apply(scene(), conditions_);
}

void Simulation::announce() {
  for (const auto& shock : modules_.of<Shock>()) {
    EventLog log(events_, tick_, *shock);
    shock->announce(scene(), log);
  }
}

void Simulation::demography() {
  vitals(scene(), *modules_.of<Demography>().front(), population_, ledger_, *crew_);
  ledger_.summarise();
}

void Simulation::home_front() {
  for (const auto& part : modules_.of<HomeFront>()) {
    EventLog log(events_, tick_, *part);
    if (auto* one = dynamic_cast<Census*>(part.get())) one->count(scene(), population_);
    part->update(scene(), labour_, stances_, log);
  }
  succession_.watch_home_front(scene());
}

void Simulation::negotiation() {
  for (const auto& table : modules_.of<Negotiation>()) {
    EventLog log(events_, tick_, *table);
    table->negotiate(scene(), agreements_, log);
  }
  succession_.watch_negotiation(scene());
}

void Simulation::enact() {
  rules_ = rules_of(scene());
}

void Simulation::routes() {
  modules_.of<RouteCost>().front()->costs(scene(), route_cost_);
  routes_.solve(
      route_cost_, route_targets_,
      [&](std::size_t n, const std::function<void(std::size_t)>& solve) { crew_->each(n, solve); });
}

void Simulation::payoffs() {
  movement_.payoffs(scene(), prospects_, *crew_);
}

void Simulation::movement() {
  ledger_.open_places(rules_.quota, world_.calendar.ticks_in_year(tick_));
  open_allotments(scene(), ledger_);
  movement_.move(scene(), population_, ledger_.tick, moves_, *crew_);
}

void Simulation::commit() {
  sojourn::commit(scene(), *modules_.of<Demography>().front(), moves_, population_, ledger_, lives_,
                  *crew_);
  ledger_.year.add(ledger_.tick);
}

void Simulation::attach(Recorder& recorder) {
  recorder_ = &recorder;
  if (!succession_.scheduled().empty()) {  // what they will watch is there already
    const ModuleSet& regime = succession_.scheduled().front().modules;
    modules_.of<Observer>() = regime.of<Observer>();
    for (const auto& observer : modules_.of<Observer>()) observer->bind(regime);
  }
  if (tick_ == 0) {  // later, the last tick has left them
    shock();
    enact();
  }
  for (const auto& observer : modules_.of<Observer>()) observer->declare(scene(), recorder);
  each_record_observer(modules_, [&](RecordObserver& one) { one.begin(scene(), population_); });
}

void Simulation::observe() {
  if (recorder_ == nullptr) return;
  each_record_observer(modules_,
                       [&](RecordObserver& one) { one.watch(scene(), population_, moves_); });
  for (const auto& observer : modules_.of<Observer>()) observer->observe(scene(), *recorder_);
}

void Simulation::finish() {
  if (recorder_ == nullptr) return;
  for (const auto& observer : modules_.of<Observer>()) observer->finish(scene(), *recorder_);
}

std::vector<std::string> Simulation::warnings() const {
  const auto& scheduled = succession_.scheduled();
  const ModuleSet& acting = scheduled.empty() ? modules_ : scheduled.front().modules;
  std::vector<std::string> all = world_.warnings;
  std::ranges::copy(acting.warnings(), std::back_inserter(all));
  const Node* modules = scheduled.empty() ? resolved_.find("modules") : nullptr;
  if (modules != nullptr) {
    std::ranges::copy(late_modules(*modules, world_, all), std::back_inserter(all));
  }
  return all;
}

Simulation::Counts Simulation::counts() const {
  Counts total;
  for (const auto& shard : moves_.shards) {
    total.candidates += shard.n_slots;
    total.changes += shard.changes.size();
    total.intenders += shard.n_intenders;
    total.leaves += shard.leaves.size();
    total.passages += shard.passages.size();
  }
  return total;
}

}  // namespace sojourn
