#pragma once

#include "models/observers/series_list.hpp"

namespace sojourn::models {

/// What each policy did, every tick: whom it refused, let in and moved, by place; and what the
/// levers that policies or a history hold would be without them. Only in runs that have such.
class PolicyObserver final : public Observer {
 public:
  PolicyObserver(Settings& /*settings*/, const World& /*world*/) {}

  void declare(const Scene& scene, Recorder& recorder) override {
    if (!scene.world.policies.empty()) declare_counters(recorder);
    const History& history = scene.world.history;
    const bool told = history.tells(&Attributes::openness) || history.tells(&Attributes::rights);
    if (told || !scene.world.policies.empty()) declare_unheld(recorder);
  }
  void observe(const Scene& scene, Recorder& recorder) override { series_.append(scene, recorder); }

 private:
  void declare_counters(Recorder& recorder) {
    for (const auto& [name, meaning, member] : kCounters) {
      series_.flow(recorder, {name, {"time", "policy", "place"}, "persons", meaning},
                   [member](const Scene& s) { return as_persons(s, s.ledger.tick.*member); });
    }
  }
  void declare_unheld(Recorder& recorder) {
    for (const auto& [name, meaning, member] : kUnheld) {
      series_.reals(recorder, {name, {"time", "place"}, "1", meaning}, [member](const Scene& s) {
        const PlaceArray& values = s.stances.*member;
        return std::vector<double>(values.begin(), values.end());
      });
    }
  }

  struct Counter {
    const char* name;
    const char* meaning;
    Counts<PolicyId, PlaceId> Flows::*member;
  };
  static constexpr std::array<Counter, 3> kCounters{{
      {"policy_refused", "people whom the policy kept from going to the place they had chosen",
       &Flows::refused},
      {"policy_admitted", "people who came to the place by what the policy had opened",
       &Flows::admitted_under},
      {"policy_moved", "people in the place whose status or place the policy changed",
       &Flows::acted},
  }};
  struct Unheld {
    const char* name;
    const char* meaning;
    PlaceArray Stances::*member;
  };
  static constexpr std::array<Unheld, 3> kUnheld{{
      {"openness_unheld", "openness as it would be if no policy or history held it",
       &Stances::openness_unheld},
      {"rights_unheld", "rights as they would be if no policy or history held them",
       &Stances::rights_unheld},
      {"border_effort_unheld", "effort at borders as it would be if no policy held it",
       &Stances::enforcement_unheld},
  }};
  SeriesList series_;
};

}  // namespace sojourn::models
