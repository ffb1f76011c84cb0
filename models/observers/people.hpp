#pragma once

#include "models/observers/series_list.hpp"
#include "sim/stages/module_set.hpp"

namespace sojourn::models {

/// Who is where and who moved: stocks[citizenship, residence, status], arrivals[citizenship,
/// destination, channel], departures[origin, destination, channel], residents, who was refused and
/// why, who came to live without papers and how, every tick.
class PeopleObserver final : public Observer {
 public:
  PeopleObserver(Settings&, const World&) {}

  void declare(const Scene&, Recorder& recorder) override {
    const auto flow = [](auto member) {
      return [member](const Scene& scene) { return as_persons(scene, scene.ledger.tick.*member); };
    };
    series_.persons(recorder,
                    {"stocks",
                     {"time", "residence", "citizenship", "status"},
                     "persons",
                     "people with a migration record at the end of the tick"},
                    [](const Scene& scene) { return stocks(scene); });
    series_.flow(recorder,
                 {"arrivals",
                  {"time", "citizenship", "destination", "channel"},
                  "persons",
                  "arrivals during the tick, at the end of a journey or directly"},
                 flow(&Flows::arrivals));
    series_.flow(recorder,
                 {"departures",
                  {"time", "origin", "destination", "channel"},
                  "persons",
                  "people who set out during the tick, by where they were bound"},
                 flow(&Flows::departures));
    series_.persons(recorder,
                    {"residents",
                     {"time", "place"},
                     "persons",
                     "people without a migration record at the end of the tick"},
                    [](const Scene& scene) { return as_persons(scene, scene.ledger.residents); });
    for (const auto& [name, meaning, member] : kByPlace) {
      series_.flow(recorder, {name, {"time", "place"}, "persons", meaning}, flow(member));
    }
    series_.flow(recorder,
                 {"made_irregular",
                  {"time", "place", "status"},
                  "persons",
                  "people who live there without papers from now on, by their status before"},
                 flow(&Flows::made_irregular));
    series_.flow(recorder,
                 {"without_place",
                  {"time", "destination", "channel"},
                  "persons",
                  "people for whose first choice no place was left"},
                 flow(&Flows::without_place));
    series_.flow(recorder,
                 {"visas_granted",
                  {"time", "destination", "channel"},
                  "persons",
                  "people let in beyond the places, as agreements on visas promise"},
                 flow(&Flows::visas_granted));
  }
  void observe(const Scene& scene, Recorder& recorder) override { series_.append(scene, recorder); }

 private:
  static std::vector<double> stocks(const Scene& scene) {
    std::vector<double> persons;
    persons.reserve(scene.ledger.stocks.size());
    for (const PlaceId place : scene.world.place_ids()) {
      for (const StateId citizenship : scene.world.states()) {
        for (const Status status : kAllStatuses) {
          persons.push_back(scene.persons(scene.ledger.stock(place, citizenship, status)));
        }
      }
    }
    return persons;
  }

  struct Counter {
    const char* name;
    const char* meaning;
    Counts<PlaceId> Flows::*member;
  };
  static constexpr std::array<Counter, 8> kByPlace{{
      {"births", "births during the tick", &Flows::births},
      {"deaths", "deaths during the tick; on a corridor they count where the tick began",
       &Flows::deaths},
      {"entered", "people who came in from another place", &Flows::entered},
      {"left", "people who left for another place", &Flows::left},
      {"naturalised", "people with a record who became citizens", &Flows::naturalised},
      {"folded", "returned people who became residents again", &Flows::folded},
      {"barred", "people whom entry rules kept from going to the place they had chosen",
       &Flows::barred},
      {"unaffordable", "people who would leave the place and can pay for no way",
       &Flows::unplanned},
  }};
  SeriesList series_;
};

}  // namespace sojourn::models
