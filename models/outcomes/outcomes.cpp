#include "models/outcomes/outcomes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "models/channels/channel_lists.hpp"
#include "models/compacts/compact.hpp"
#include "models/outcomes/concentration.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn::models {

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
constexpr double kBillion = 1e9;

/// Calls fn(place, citizenship, persons settled there) for all who live outside their own country.
template <class Fn>
void each_abroad(const Scene& scene, const Fn& fn) {
  for (const PlaceId place : scene.world.place_ids()) {
    for (const StateId s : scene.world.states()) {
      if (scene.world.state_of(place) == s) continue;
      const double persons = scene.persons(scene.ledger.summary.settled(place, s));
      if (persons > 0) fn(place, s, persons);
    }
  }
}

/// What a worker earns there on average [int. $ / year].
double earnings(const Scene& scene, PlaceId place) {
  return scene.labour.wage[place] * (1 - scene.conditions.unemployment[place]);
}

template <class... Axes>
double sum(const Counts<Axes...>& agents) {
  return static_cast<double>(std::accumulate(agents.begin(), agents.end(), std::int64_t{0}));
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

double deaths(const Scene& scene) {
  return sum(scene.ledger.tick.crossing_deaths) * scene.world.persons_per_agent / scene.dt();
}

double irregular_stock(const Scene& scene) {
  double persons = 0;
  for (const PlaceId p : scene.world.place_ids()) {
    persons += scene.persons(scene.ledger.foreigners(p, Status::kIrregular));
  }
  return persons;
}

double placements(const Scene& scene) {
  return sum(scene.ledger.tick.recruited) * scene.world.persons_per_agent / scene.dt();
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
  return static_cast<double>(std::ranges::count_if(scene.agreements.forums, &Forum::alive));
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
      {"deaths", "persons / year", "deaths on the way", deaths},
      {"irregular_stock", "persons", "people who live abroad without papers", irregular_stock},
      {"placements", "persons / year", "people placed by an agency", placements},
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
  };
  return all;
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
