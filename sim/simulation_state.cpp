#include <set>

#include "sim/base/archive.hpp"
#include "sim/simulation.hpp"

namespace sojourn {

/// A field that a product gains must be named here: it would not compile without.
static void state(Archive& archive, Flows& flows) {
  auto& [departures, arrivals, proposals, admitted, recruited, planned, unplanned, crossings,
         interceptions, crossing_deaths, turned_away, readmissions, detections, first_entries,
         moved_within, births, deaths, entered, left, naturalised, folded, made_irregular,
         without_place, visas_granted, barred, refused, admitted_under, acted, allotment_claims,
         allotment_admitted] = flows;
  archive(departures, arrivals, proposals, admitted, recruited, planned, unplanned, crossings,
          interceptions, crossing_deaths, turned_away, readmissions, detections, first_entries,
          moved_within, births, deaths, entered, left, naturalised, folded, made_irregular,
          without_place, visas_granted, barred, refused, admitted_under, acted, allotment_claims,
          allotment_admitted);
}

/// Keys and the number of channels are as the world has them.
static void state(Archive& archive, Ledger& ledger) {
  [[maybe_unused]] auto& [keys, n_channels, stocks, residents, working_age, summary, tick,
                          previous_tick, year, last_year, has_last_year, opened, allotments] =
      ledger;
  archive(stocks, residents, working_age, summary, tick, previous_tick, year, last_year,
          has_last_year, opened, allotments);
}

static void state(Archive& archive, ContractTerms& terms) {
  auto& [years, renewal, tied] = terms;
  archive(years, renewal, tied);
}

static void state(Archive& archive, Rules& rules) {
  auto& [enforcement, by_partner, closed, free_movement, quota, admission, visa, readmission,
         readmission_of, not_intercepted, not_readmitted, not_expelled, resettlement, transfers,
         remitted, rights, risk, regularisation, irregular_return, recruitment, entry, entry_sought,
         refusals, openings, allotments, fees, contracts, family, rights_of, recognition,
         naturalisation, transitions, announced] = rules;
  archive(enforcement, by_partner, closed, free_movement, quota, admission, visa, readmission,
          readmission_of, not_intercepted, not_readmitted, not_expelled, resettlement, transfers,
          remitted, rights, risk, regularisation, irregular_return, recruitment, entry,
          entry_sought, refusals, openings, allotments, fees, contracts, family, rights_of,
          recognition, naturalisation, transitions, announced);
}

namespace {

/// Of every module that keeps something, once.
void module_states(Archive& archive, const ModuleSet& modules, std::set<const Module*>& seen) {
  modules.each_stage([&](const auto& list) {
    for (const auto& module : list) {
      auto* stateful = dynamic_cast<Stateful*>(module.get());
      if (stateful == nullptr || !seen.insert(module.get()).second) continue;
      archive.mark(module->name());
      stateful->state(archive);
    }
  });
}

}  // namespace

/// Conditions, moves and rows are made anew in every tick.
void Simulation::state(Archive& archive) {
  archive.mark("regime");
  std::optional<std::size_t> begun = begun_;
  archive(begun);
  if (begun && begun != begun_) begin_regime(*begun);
  AxisLengths lengths;
  lengths.places = world_.place_ids().size();
  lengths.states = world_.states().size();
  lengths.channels = ledger_.channel_ids().size();
  lengths.corridors = world_.corridor_ids().size();
  lengths.policies = world_.policies.size();
  archive.set_lengths(lengths);
  archive.mark("products");
  archive(tick_, ledger_, labour_, stances_, rules_, agreements_, prospects_, events_, route_cost_);
  archive(movement_, lives_);
  archive.mark("modules");
  std::set<const Module*> seen;
  module_states(archive, modules_, seen);
  for (const ScheduledRegime& regime : succession_.scheduled()) {
    module_states(archive, regime.modules, seen);
  }
  population_.state(archive);
  archive.mark("end");
  if (!archive.loading() || tick_ == 0) return;
  routes_.solve(
      route_cost_, route_targets_,
      [&](std::size_t n, const std::function<void(std::size_t)>& solve) { crew_->each(n, solve); });
}

}  // namespace sojourn
