#include "sim/simulation.hpp"

#include <fmt/format.h>

#include <limits>
#include <numeric>
#include <stdexcept>

#include "sim/foresight/enactment.hpp"
#include "sim/record/recorder.hpp"
#include "sim/stages/succession.hpp"
#include "sim/tick/vitals.hpp"
#include "sim/world/route_solution.hpp"
#include "sim/world/world_reader.hpp"

namespace sojourn {

namespace {

World read(const Node& scenario, Node& resolved) {
  Diagnostics diagnostics;
  World world = read_world(scenario, diagnostics, resolved);
  diagnostics.throw_if_any();
  return world;
}

ModuleSet make(const Node& scenario, const Catalog& catalog, const World& world, Node& resolved) {
  Diagnostics diagnostics;
  ModuleSet modules = catalog.make(scenario, world, diagnostics, resolved.table()["modules"]);
  diagnostics.throw_if_any();
  modules.bind();
  return modules;
}

/// See Ledger::opened. A channel's parts do not depend on which other channels there are.
Grid<double, ChannelId, PlaceId, Skill> first_parts(const World& world, const ModuleSet& modules) {
  constexpr auto kBeforeTheRun = std::numeric_limits<std::uint32_t>::max();
  Grid<double, ChannelId, PlaceId, Skill> parts(modules.channel_ids(), world.place_ids(),
                                                kAllSkills);
  for (const ChannelId channel : modules.channel_ids()) {
    const StreamId stream = modules.channels[channel.index()]->stream();
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

Ledger empty_ledger(const World& world, const ModuleSet& modules) {
  Ledger ledger;
  ledger.keys = {world.states(), world.place_ids()};
  ledger.n_channels = static_cast<int>(modules.channels.size());
  ledger.stocks.assign(ledger.keys.size(), 0);
  ledger.residents = ledger.working_age = Counts<PlaceId>(world.place_ids());
  const Flows none(world.n_places(), world.n_states, ledger.n_channels, world.n_corridors());
  ledger.tick = ledger.previous_tick = ledger.year = ledger.last_year = none;
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
          .chosen_openness = zero,
          .chosen_rights = zero,
          .recognition = zero,
          .sentiment = zero,
          .sentiment_baseline = zero,
          .status_quo_cost = zero,
          .cost_baseline = zero,
          .excess = zero};
}

ApartChannels apart_channels(const ModuleSet& modules) {
  ApartChannels channels;
  for (const auto& hazard : modules.hazards) channels.add(hazard->apart());
  return channels;
}

void require_routes(const World& world, const RouteCost& cost) {
  try {
    require_solution(*world.graph, cost.lower_bound(world), cost.mu());
  } catch (const std::domain_error& error) {
    throw InputError(Source{}, fmt::format("modules.{}: {}", cost.name(), error.what()));
  }
}

}  // namespace

Simulation::Simulation(const Node& scenario, const Catalog& catalog, int n_threads)
    : world_(read(scenario, resolved_)),
      modules_(make(scenario, catalog, world_, resolved_)),
      crew_(std::in_place, n_threads),
      ledger_(empty_ledger(world_, modules_)),
      population_(materialise(world_, *modules_.demography.front(), apart_channels(modules_),
                              ledger_, *crew_)),
      labour_{PlaceArray(world_.baseline.gdp_per_capita), PlaceArray::Zero(world_.n_places()),
              PlaceArray::Zero(world_.n_places()), PlaceArray::Zero(world_.n_places()),
              PlaceArray::Zero(world_.n_places())},
      stances_(first_stances(world_)),
      routes_(world_.graph, modules_.route_cost.front()->mu()),
      movement_(world_, modules_),
      lives_(static_cast<std::size_t>(world_.life_histories)) {
  agreements_.forums = world_.forums;
  ledger_.summarise();
  require_routes(world_, *modules_.route_cost.front());
  route_targets_.assign(world_.place_ids().begin(), world_.place_ids().end());
}

std::size_t Simulation::await(const Node& scenario, const Catalog& catalog) {
  Waiting regime;
  Diagnostics diagnostics;
  regime.world = std::make_shared<const World>(read_world(scenario, diagnostics, regime.resolved));
  regime.modules =
      catalog.make(scenario, *regime.world, diagnostics, regime.resolved.table()["modules"]);
  diagnostics.throw_if_any();
  regime.modules.bind();
  check_succession({resolved_, modules_}, {regime.resolved, regime.modules}, scenario, diagnostics);
  diagnostics.throw_if_any();
  require_routes(world_, *regime.modules.route_cost.front());
  share_modules({resolved_, modules_}, regime.resolved, regime.modules);
  const auto keep_new = [](const auto& all, const auto& acting, auto& fresh) {
    for (const auto& module : all) {
      if (std::ranges::find(acting, module) == acting.end()) fresh.push_back(module.get());
    }
  };
  keep_new(regime.modules.home_front, modules_.home_front, regime.home_front);
  keep_new(regime.modules.negotiation, modules_.negotiation, regime.negotiation);
  regime.modules.bind();
  modules_.bind();  // those that both share act in this run's company for now
  waiting_.push_back(std::move(regime));
  return waiting_.size() - 1;
}

void Simulation::begin_regime(std::size_t number) {
  end_what_leaves(waiting_[number].modules);
  world_of_regime_ = std::move(waiting_[number].world);
  modules_ = std::move(waiting_[number].modules);
  waiting_.clear();
  modules_.bind();
  found_forums(world_of_regime_->forums);
  if (routes_.mu() == modules_.route_cost.front()->mu()) return;
  routes_ = Routes(world_.graph, modules_.route_cost.front()->mu());
  if (tick_ > 0) routes_.solve(route_cost_, route_targets_);  // as the last tick left them
}

void Simulation::end_what_leaves(const ModuleSet& successors) {
  const auto leaves = [&](const Negotiation* owner) {
    return std::ranges::find(successors.negotiation, owner, &std::shared_ptr<Negotiation>::get) ==
           successors.negotiation.end();
  };
  std::erase_if(agreements_.in_force, [&](const auto& agreement) {
    const auto owner = owners_.find(agreement);
    return owner != owners_.end() && leaves(owner->second);
  });
  for (std::size_t k = 0; k < text_owners_.size(); ++k) {
    Instrument& text = agreements_.instruments[k];
    if (!leaves(text_owners_[k])) continue;
    text.ended = tick_;
    events_.push_back(
        {tick_, "text ended",
         fmt::format("{}: {} is not part of what begins now", text.name, text_owners_[k]->name())});
  }
  owners_.clear();
  text_owners_.clear();
}

/// Those of a regime's forums that were not there at the start.
void Simulation::found_forums(const std::vector<Forum>& forums) {
  for (Forum forum : forums) {
    if (std::ranges::count(world_.forums, forum.name, &Forum::name) > 0) continue;
    forum.founded = tick_;
    agreements_.forums.push_back(std::move(forum));
  }
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
    ledger_.last_year = ledger_.year;
    ledger_.has_last_year = tick_ >= world_.calendar.ticks_per_year();
    ledger_.lapse_places(world_.persons_per_agent);
  }
  ledger_.year.clear();
  fold_returned(scene(), population_, ledger_, lives_, *crew_);
}

void Simulation::shock() {
  const Attributes& base = world_.baseline;
  const PlaceArray zero = PlaceArray::Zero(world_.n_places());
  conditions_ = {.gdp_per_capita = base.gdp_per_capita,
                 .unemployment = base.unemployment,
                 .stability = base.stability,
                 .labour_demand = zero + 1,
                 .displacement = zero,
                 .hardship = zero,
                 .media = zero,
                 .openness = zero,
                 .rights = zero,
                 .enforcement = of_corridors(world_, &Corridor::enforcement),
                 .price = of_corridors(world_, &Corridor::price),
                 .risk = of_corridors(world_, &Corridor::risk),
                 .closed = Grid<char, CorridorId>(world_.corridor_ids()),
                 .accessions = {}};
  for (const auto& agreement : agreements_.in_force) agreement->develop(scene(), conditions_);
  for (const auto& shock : modules_.shocks) shock->apply(scene(), conditions_);
}

void Simulation::announce() {
  for (const auto& shock : modules_.shocks) {
    if (auto event = shock->announce(scene())) events_.push_back(std::move(*event));
  }
}

void Simulation::demography() {
  vitals(scene(), *modules_.demography.front(), population_, ledger_, *crew_);
  ledger_.summarise();
}

void Simulation::home_front() {
  for (const auto& part : modules_.home_front) {
    part->update(scene(), labour_, stances_);
    part->tell(events_);
  }
  for (const Waiting& regime : waiting_) {
    for (HomeFront* part : regime.home_front) part->measure(scene());
  }
}

void Simulation::negotiation() {
  for (const auto& table : modules_.negotiation) {
    table->negotiate(scene(), agreements_, events_);
    if (!waiting_.empty()) note_owners(*table);
  }
  for (const Waiting& regime : waiting_) {
    for (Negotiation* table : regime.negotiation) table->measure(scene());
  }
}

void Simulation::note_owners(const Negotiation& of) {
  std::map<std::shared_ptr<const Agreement>, const Negotiation*> now;
  for (const auto& agreement : agreements_.in_force) {
    const auto known = owners_.find(agreement);
    now.emplace(agreement, known == owners_.end() ? &of : known->second);
  }
  owners_ = std::move(now);
  text_owners_.resize(agreements_.instruments.size(), &of);
}

void Simulation::enact() {
  rules_ = rules_of(scene());
}

void Simulation::routes() {
  modules_.route_cost.front()->costs(scene(), route_cost_);
  routes_.solve(
      route_cost_, route_targets_,
      [&](std::size_t n, const std::function<void(std::size_t)>& solve) { crew_->each(n, solve); });
}

void Simulation::payoffs() {
  movement_.payoffs(scene(), prospects_, *crew_);
}

void Simulation::movement() {
  ledger_.open_places(rules_.quota, world_.calendar.ticks_in_year(tick_));
  movement_.move(scene(), population_, ledger_.tick, moves_, *crew_);
}

void Simulation::commit() {
  sojourn::commit(scene(), *modules_.demography.front(), moves_, population_, ledger_, lives_,
                  *crew_);
  ledger_.year.add(ledger_.tick);
}

void Simulation::attach(Recorder& recorder) {
  recorder_ = &recorder;
  if (!waiting_.empty()) {  // what they will watch is there already, and measures
    const ModuleSet& regime = waiting_.front().modules;
    modules_.observers = regime.observers;
    for (const auto& observer : modules_.observers) observer->bind(regime);
  }
  shock();
  enact();
  for (const auto& observer : modules_.observers) observer->declare(scene(), recorder);
}

void Simulation::observe() {
  if (recorder_ == nullptr) return;
  for (const auto& observer : modules_.observers) observer->observe(scene(), *recorder_);
}

void Simulation::finish() {
  if (recorder_ == nullptr) return;
  for (const auto& observer : modules_.observers) observer->finish(scene(), *recorder_);
}

std::vector<std::string> Simulation::warnings() const {
  std::vector<std::string> all;
  const auto collect = [&](const auto& list) {
    for (const auto& module : list) {
      if (std::string text = module->warning(); !text.empty()) {
        all.push_back(fmt::format("modules.{}: {}", module->name(), text));
      }
    }
  };
  (waiting_.empty() ? modules_ : waiting_.front().modules).each_stage(collect);
  return all;
}

Simulation::Counts Simulation::counts() const {
  Counts total;
  for (const auto& shard : moves_.shards) {
    total.candidates += shard.n_candidates;
    total.changes += shard.changes.size();
    total.intenders += shard.n_intenders;
    total.leaves += shard.leaves.size();
    total.passages += shard.passages.size();
  }
  return total;
}

}  // namespace sojourn
