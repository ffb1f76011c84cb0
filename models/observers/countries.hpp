#pragma once

#include "models/observers/series_list.hpp"
#include "models/outcomes/earnings.hpp"
#include "sim/input/settings.hpp"

namespace sojourn::models {

/// The state of the states, every tick: income, labour, policy, feeling, and the quotas' use.
class CountryObserver final : public RemittanceObserver {
 public:
  CountryObserver(Settings& settings, const World&)
      : remitted_(settings.real("remitted", "1", {0, 1}, 0.15,
                                "share of the wage abroad that settled people send home")) {}

  void declare(const Scene& scene, Recorder& recorder) override {
    const auto real = [&](const char* name, const char* units, const char* meaning, auto get) {
      series_.reals(recorder, {name, {"time", "place"}, units, meaning}, [get](const Scene& s) {
        const PlaceArray& values = get(s);
        return std::vector<double>(values.begin(), values.end());
      });
    };
    real("gdp_per_capita", "2021 int. $ / year", "income per head",
         [](const Scene& s) -> const PlaceArray& { return s.conditions.gdp_per_capita; });
    real("displacement", "1 / year", "rate at which residents are driven out",
         [](const Scene& s) -> const PlaceArray& { return s.conditions.displacement; });
    real("wage", "2021 int. $ / year", "wage before the premium of skill",
         [](const Scene& s) -> const PlaceArray& { return s.labour.wage; });
    real("shortage", "1", "labour shortage, share of demand",
         [](const Scene& s) -> const PlaceArray& { return s.labour.shortage; });
    real("rights", "1", "rights of migrants in practice",
         [](const Scene& s) -> const PlaceArray& { return s.rules.rights; });
    real("openness", "1", "openness that the state declares",
         [](const Scene& s) -> const PlaceArray& { return s.stances.openness; });
    real("border_effort", "1", "effort of its own that the state puts into its borders",
         [](const Scene& s) -> const PlaceArray& { return s.stances.enforcement; });
    real("sentiment", "1", "sentiment against migration, 0: the usual inflow",
         [](const Scene& s) -> const PlaceArray& { return s.stances.sentiment; });
    real("status_quo_cost", "GDP share / year", "what customary law alone costs the state",
         [](const Scene& s) -> const PlaceArray& { return s.stances.status_quo_cost; });
    real("excess", "GDP share / year", "what of it is over the baseline that is borne",
         [](const Scene& s) -> const PlaceArray& { return s.stances.excess; });
    real("remitted", "2021 int. $ / year",
         "remittances that compacts save from fees, by citizenship",
         [](const Scene& s) -> const PlaceArray& { return s.rules.remitted; });
    real("transfers", "2021 int. $ / year", "net payments from other states under agreements",
         [](const Scene& s) -> const PlaceArray& { return s.rules.transfers; });
    if (scene.world.history.tells(&Attributes::conflict_deaths)) {
      real("conflict_deaths", "deaths / year", "people killed in conflict",
           [](const Scene& s) -> const PlaceArray& { return s.conditions.conflict_deaths; });
    }
    const auto computed = [&](const char* name, const char* units, const char* meaning,
                              SeriesList::Counts get, OverTime over_time = OverTime::kPoint) {
      series_.reals(recorder, {name, {"time", "place"}, units, meaning, over_time}, std::move(get));
    };
    computed("output", "2021 int. $ / year", "what all who work there earn",
             [](const Scene& s) { return output_by_place(s); });
    computed("effective_openness", "1 / year", "people admitted to contested places, per resident",
             [](const Scene& s) { return effective_openness(s); });
    computed(
        "unfilled_quota", "persons", "contested places that stayed empty this tick",
        [](const Scene& s) { return unfilled_quota(s); }, OverTime::kSum);
    computed(
        "remittances", "2021 int. $", "sent home by citizens abroad during the tick",
        [this](const Scene& s) { return remittances_home(s, remitted_); }, OverTime::kSum);
  }
  void observe(const Scene& scene, Recorder& recorder) override { series_.append(scene, recorder); }

  double remitted() const override { return remitted_; }

 private:
  /// Calls fn(place, quota of the tick [persons], admitted [persons]) for every contested cell.
  template <class Fn>
  static void each_quota(const Scene& scene, const Fn& fn) {
    for (const ChannelId channel : scene.modules.channel_ids()) {
      for (const PlaceId place : scene.world.place_ids()) {
        for (const Skill skill : kAllSkills) {
          const double quota = scene.rules.quota(channel, place, skill);
          if (!std::isfinite(quota)) continue;
          fn(place, quota * scene.dt(),
             scene.persons(scene.ledger.tick.admitted(channel, place, skill)));
        }
      }
    }
  }
  static std::vector<double> effective_openness(const Scene& scene) {
    std::vector<double> sum(scene.world.places.size(), 0);
    each_quota(scene, [&](PlaceId place, double, double admitted) {
      const double people = scene.persons(scene.ledger.summary.population[place]);
      if (people > 0) sum[place.index()] += admitted / scene.dt() / people;
    });
    return sum;
  }
  static std::vector<double> unfilled_quota(const Scene& scene) {
    std::vector<double> sum(scene.world.places.size(), 0);
    each_quota(scene, [&](PlaceId place, double quota, double admitted) {
      sum[place.index()] += std::max(0.0, quota - admitted);
    });
    return sum;
  }
  double remitted_;
  SeriesList series_;
};

}  // namespace sojourn::models
