#include "models/outcomes/outcomes.hpp"

#include <algorithm>
#include <cmath>

#include "models/channels/channel_lists.hpp"
#include "models/compacts/compact.hpp"
#include "models/outcomes/concentration.hpp"
#include "models/outcomes/irregular.hpp"
#include "models/outcomes/migrants.hpp"
#include "models/outcomes/origins.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn::models {

namespace {

/// What a worker earns there on average [int. $ / year].
double earnings(const Scene& scene, PlaceId place) {
  return scene.labour.wage[place] * (1 - scene.conditions.unemployment[place]);
}

double arrivals(const Scene& scene) {
  const Ledger& ledger = scene.ledger;
  const std::vector<ChannelId> channels = channels_abroad(scene.modules);
  std::int64_t agents = 0;
  for (const StateId s : scene.world.states()) {
    for (const PlaceId p : scene.world.place_ids()) {
      if (scene.world.state_of(p) == s) continue;
      for (const ChannelId channel : channels) {
        agents += ledger.tick.arrivals(s, p, channel);
      }
    }
  }
  return scene.persons(agents) / scene.dt();
}

double welfare(const Scene& scene) {
  double gain = 0;
  each_abroad(scene, [&](PlaceId place, StateId home, double persons) {
    gain += persons * (earnings(scene, place) - earnings(scene, place_of(home)));
  });
  return gain / kBillion;
}

double irregular_stock(const Scene& scene) {
  double persons = 0;
  for (const PlaceId p : scene.world.place_ids()) {
    persons += scene.persons(scene.ledger.foreigners(p, Status::kIrregular));
  }
  return persons;
}

double shortage(const Scene& scene) {
  const double demand = scene.labour.demand.sum();
  return demand > 0 ? (scene.labour.demand * scene.labour.shortage).sum() / demand : 0;
}

double rights(const Scene& scene) {
  double weighted = 0, all = 0;
  each_abroad(scene, [&](PlaceId place, StateId, double persons) {
    weighted += persons * scene.rules.rights[place];
    all += persons;
  });
  return all > 0 ? weighted / all : kUnknown;
}

double openness(const Scene& scene) {
  return scene.stances.openness.head(scene.world.n_states).mean();
}

double payments(const Scene& scene) {
  return -scene.rules.transfers.min(0).sum() / kBillion;
}

double compliance(const Scene& scene) {
  const auto* compact = scene.modules.find<Compact>();
  if (compact == nullptr) return kUnknown;
  double done = 0;
  int n = 0;
  const StateObjective shown = compact->compliance(scene.agreements);
  for (const double share : shown.reshaped()) {
    if (std::isnan(share)) continue;
    done += share;
    ++n;
  }
  return n > 0 ? done / n : kUnknown;
}

double forums(const Scene& scene) {
  return std::ranges::count_if(scene.agreements.forums, &Forum::alive);
}

/// Without papers, waiting for protection or under it, or stuck on the way.
double hosted(const Scene& scene, PlaceId place) {
  double persons = 0;
  for (const Status status : kInsecure | kStuck) {
    persons += scene.persons(scene.ledger.foreigners(place, status));
  }
  return persons;
}

double burden_gini(const Scene& scene) {
  std::vector<Share> states(scene.world.states().size());
  for (const StateId s : scene.world.states()) {
    Share& state = states[s.index()];
    for (const PlaceId place : scene.world.places_of(s)) {
      state.amount += hosted(scene, place);
      state.capacity +=
          scene.persons(scene.ledger.population(place)) * scene.conditions.gdp_per_capita[place];
    }
  }
  return gini(states);
}

}  // namespace

const std::vector<Outcome>& standard_outcomes() {
  static const std::vector<Outcome> all{
      {"welfare", "1e9 2021 int. $ / year",
       "earnings of people abroad above those of their own country", welfare},
      {"arrivals", "persons / year", "people who came to live in another country", arrivals},
      {"deaths", "persons / year", "deaths on the way", counted<&Flows::crossing_deaths>},
      {"irregular_stock", "persons", "people who live abroad without papers", irregular_stock},
      {"placements", "persons / year", "people placed by an agency", counted<&Flows::recruited>},
      {"shortage", "1", "labour that is lacking, share of the world's demand", shortage},
      {"rights", "1", "rights in practice where people abroad live, mean over them", rights},
      {"openness", "1", "openness, mean over states", openness},
      {"payments", "1e9 2021 int. $ / year", "paid by states to other states and to organisations",
       payments},
      {"compliance", "1", "compliance with compacts, mean over members and objectives", compliance},
      {"forums", "1", "forums that live", forums},
      {"burden_gini", "1",
       "Gini index of irregular migrants, applicants, refugees and people stuck, over states' GDP",
       burden_gini},
      {"south_south_share", "1",
       "of people abroad, those from and in countries below the world's mean income at the start",
       south_south_share},
      {"remittances", "1e9 2021 int. $ / year", "sent home by people abroad", remittances},
      {"origin_output", "1e9 2021 int. $ / year",
       "earned in countries that at the start had more citizens abroad than foreigners",
       origin_output},
      {"rights_all", "1",
       "rights in practice where people abroad are, those on the way, stranded and detained too",
       rights_all},
      {"covered", "persons", "people abroad who live in a state that a text binds", covered},
      // One person may count under several reasons: turned back at an embassy, then at a border.
      {"refused_place", "persons / year", "people for whose first choice no place was left",
       counted<&Flows::without_place>},
      {"refused_entry", "persons / year", "people whom entry rules kept from their choice",
       counted<&Flows::barred>},
      {"refused_policy", "persons / year", "people whom a policy kept from their choice",
       counted<&Flows::refused>},
      {"refused_means", "persons / year", "people who would leave and can pay for no way",
       counted<&Flows::unplanned>},
      {"refused_border", "persons / year", "attempts intercepted on the way",
       counted<&Flows::interceptions>},
      {"refused_room", "persons / year", "people sent back because the place was full",
       counted<&Flows::turned_away>},
      {"refused_readmission", "persons / year", "people sent back under an agreement",
       counted<&Flows::readmissions>},
      {"irregular_entered", "persons / year",
       "people who came to live without papers at the end of a journey", irregular_entered},
      {"irregular_overstayed", "persons / year",
       "people who stayed when a visit or a contract was over", irregular_overstayed},
      {"irregular_rejected", "persons / year",
       "people who stayed when their application for asylum was rejected", irregular_rejected},
      {"irregular_lost", "persons / year", "people who lost papers that were theirs to keep",
       irregular_lost},
  };
  return all;
}

std::vector<std::string> standard_outcome_names() {
  std::vector<std::string> names;
  for (const Outcome& outcome : standard_outcomes()) names.push_back(outcome.name);
  return names;
}

void OutcomeRecord::Mean::add(double value) {
  if (std::isnan(value)) return;
  sum += value;
  ++n;
}

double OutcomeRecord::Mean::value() const {
  return n > 0 ? sum / n : kUnknown;
}

OutcomeRecord::OutcomeRecord(const World& world, int first)
    : world_(world), first_(first), all_(standard_outcomes().size()) {
  const int last = std::max(first, world.n_ticks - 1);
  for (int year = world.calendar.year(first); year <= world.calendar.year(last); ++year) {
    years_.push_back(year);
  }
  yearly_.assign(all_.size(), std::vector<Mean>(years_.size()));
}

void OutcomeRecord::add(const Scene& scene, int tick) {
  if (tick < first_) return;
  const auto year =
      static_cast<std::size_t>(world_.calendar.year(tick) - static_cast<int>(years_.front()));
  for (std::size_t k = 0; k < all_.size(); ++k) {
    const double value = standard_outcomes()[k].of(scene);
    all_[k].add(value);
    yearly_[k][year].add(value);
  }
}

std::vector<double> OutcomeRecord::means() const {
  std::vector<double> values;
  for (const Mean& mean : all_) values.push_back(mean.value());
  return values;
}

std::vector<double> OutcomeRecord::of_years(std::size_t outcome) const {
  std::vector<double> values;
  for (const Mean& mean : yearly_[outcome]) values.push_back(mean.value());
  return values;
}

}  // namespace sojourn::models
