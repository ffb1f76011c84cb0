#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/calendar.hpp"
#include "sim/base/id_array.hpp"
#include "sim/base/ids.hpp"
#include "sim/world/attributes/history.hpp"
#include "sim/world/institutions.hpp"
#include "sim/world/routes/routes.hpp"
#include "sim/world/visas.hpp"

namespace sojourn {

class Settings;

struct Place {
  std::string id;
  std::string name;
  StateId state;
  double latitude = 0;            // [degrees]
  double longitude = 0;           // [degrees]
  bool located = true;            // false: it is nowhere, and pairs say how near it is
  std::int64_t max_persons = -1;  // -1: no limit
  double quota_share = 1;         // of its places, those that this world's people contend for
  std::vector<std::string> languages;
  std::vector<std::string> colonial_ties;
  std::vector<std::string> regions;
};

enum class Mode { kLand, kSea, kAir };

/// A directed edge of the corridor graph.
struct Corridor {
  PlaceId from, to;
  Mode mode = Mode::kLand;
  double km = 0;
  double enforcement = 0;  // probability that one attempt is intercepted
  double risk = 0;         // probability of death per crossing
  double price = 0;        // [int. $]
  double detection = 0;    // probability that a crossing is counted by the publisher
  std::string season;      // name of a profile in World::seasons; empty: none
  std::string route;       // the publisher's name of the route; empty: not counted
};

/// People living abroad when the run begins.
struct StockRow {
  StateId citizenship;
  PlaceId residence;
  Status status = Status::kRegular;
  std::int64_t persons = 0;
  Status came_as = status;  // whose years abroad they have
};

/// States between which people move and settle freely from the start.
struct Area {
  std::string name;
  std::vector<StateId> members;
};

/// States that bargain as one.
struct Union {
  std::string name;
  std::vector<StateId> members;
  double approval = 1;  // share of its people whose governments must gain from a deal
  bool by_gdp = false;  // members pay by their GDP, else by what each gains
};

/// Among names of places: all of them.
inline constexpr std::string_view kEverywhere = "*";

/// Part of a world that stands for the whole: the countries that are kept, and the name of the
/// place that all others become; empty: they vanish.
struct Cut {
  std::vector<StateId> kept;
  std::string rest;
};

/// What does not change during a run.
struct World {
  std::string title;
  Calendar calendar;
  int n_ticks = 0;
  std::uint64_t seed = 0;
  double persons_per_agent = 1;
  int choice_rounds = 3;   // how often a refused person chooses again
  float resignation = 0;   // weight of what people cannot pay for in giving up
  double fold_after = 10;  // [years] until a returned record is a resident like any other
  int life_histories = 10000;

  std::vector<Place> places;
  int n_states = 0;
  std::vector<std::vector<PlaceId>> places_of_state;
  std::vector<Corridor> corridors;
  std::vector<StockRow> stocks;
  std::vector<Area> areas;
  std::vector<Union> unions;
  std::vector<int> bloc;              // by state: the same number for all members of a union
  std::vector<Forum> forums;          // of the start
  std::vector<VisaRow> visas;         // in order of date
  std::vector<std::string> policies;  // modules whose effect is counted by name, as they stand
  std::map<std::string, std::vector<double>> seasons;  // twelve monthly factors in (0, 1]
  Attributes baseline;
  History history;         // how attributes change during the run
  std::optional<Cut> cut;  // that the scenario asks for, and that is yet to be made
  /// What prospects are measured against; nothing: the mean inclusive value of the first tick.
  std::optional<double> prospects_reference;
  std::vector<std::string> warnings;  // what a user should know before running
  PairArray distance_km;
  PairArray proximity;  // [0, 1]: distance, language, colonial tie
  PairArray affinity;   // learnt corridor constants of the payoff; 0 where nothing was learnt
  std::shared_ptr<const RouteGraph> graph;
  PairArray onward_affinity;    // by country of residence, of foreigners who move on
  PairArray return_factor;      // log factor on going home, by citizenship and residence
  PlaceArray leaving;           // log factor on the hazard of leaving home
  PlaceArray moving_on;         // log factor on the hazard of moving on from there
  double prospects_memory = 0;  // in which people get used to prospects [years]; 0: they never do

  int n_places() const { return static_cast<int>(places.size()); }
  int n_corridors() const { return static_cast<int>(corridors.size()); }
  IdRange<StateId> states() const { return IdRange<StateId>(n_states); }
  IdRange<PlaceId> place_ids() const { return IdRange<PlaceId>(places.size()); }
  IdRange<CorridorId> corridor_ids() const { return IdRange<CorridorId>(corridors.size()); }
  StateId state_of(PlaceId place) const { return places[place.index()].state; }
  /// A state's own vertex first, then the places within it.
  const std::vector<PlaceId>& places_of(StateId state) const {
    return places_of_state[state.index()];
  }
  bool same_state(PlaceId a, PlaceId b) const { return state_of(a) == state_of(b); }
  /// Whether two places belong to one state or to one union.
  bool same_bloc(PlaceId a, PlaceId b) const {
    return bloc[state_of(a).index()] == bloc[state_of(b).index()];
  }
  /// The policy that the module called `name` is; invalid if it is none.
  PolicyId policy(const std::string& name) const;
  std::optional<PlaceId> find_place(const std::string& id) const;
  /// The place called `id`; an unknown name is noted as a fault with the nearest known one.
  PlaceId require_place(Settings& settings, const std::string& key, const std::string& id) const;
  /// The country called `id`; anything else is noted as a fault.
  StateId require_state(Settings& settings, const std::string& key, const std::string& id) const;
};

}  // namespace sojourn
