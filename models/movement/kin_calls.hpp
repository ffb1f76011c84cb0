#pragma once

#include <vector>

#include "models/demography/age_profile.hpp"
#include "sim/catalog.hpp"

namespace sojourn {

/// Family migration: settled compatriots call kin at a rate each, let in by the rights and openness
/// of where they live; whoever is called leaves the home country by age as migrants do.
class KinCalls final : public Departure {
 public:
  KinCalls(Settings& settings, const World& world)
      : world_(world),
        rate_(settings.real("rate", "1 / year", {0, 1}, 0.01,
                            "calls per settled compatriot and year, at full rights and openness")) {
  }

  void bind(const ModuleSet& modules) override {
    family_ = modules.channel("family");
    for (int p = 0; p < world_.n_places(); ++p) {
      mean_profile_.push_back(mean_profile(*modules.demography.front(), PlaceId(p)));
    }
  }

  double rate(const Scene& scene, const Cohort& cohort) const override {
    if (!family_.valid() || !is_home(scene, cohort.place)) return 0;
    const auto residents = static_cast<double>(scene.ledger.residents[cohort.place.index()]);
    if (residents <= 0) return 0;
    const double calls = total(scene, cohort.place);
    return std::min(0.5, calls / residents) * rogers_castro(std::min(cohort.age, 99)) /
           mean_profile_[cohort.place.index()];
  }

  std::optional<Call> call(const Scene& scene, PlaceId home, double u) const override {
    double level = u * total(scene, home);
    PlaceId last(0);
    for (int j = 0; j < scene.world.n_places(); ++j) {
      const double calls = calls_from(scene, home, PlaceId(j));
      if (calls <= 0) continue;
      last = PlaceId(j);
      if (level < calls) break;
      level -= calls;
    }
    return Call{family_, last};
  }

 private:
  /// Kin live where the state's residents do: its own vertex of the graph.
  static bool is_home(const Scene& scene, PlaceId place) {
    return scene.world.state_of(place).index() == place.index();
  }
  /// [agents / year]
  double calls_from(const Scene& scene, PlaceId home, PlaceId abroad) const {
    const StateId state = scene.world.state_of(home);
    if (scene.world.state_of(abroad) == state) return 0;
    const auto kin = static_cast<double>(scene.ledger.stock(abroad, state, Status::kRegular) +
                                         scene.ledger.stock(abroad, state, Status::kRefugee));
    const double admission = std::sqrt(scene.stances.rights[abroad.value] *
                                       scene.stances.openness[abroad.value]);
    return rate_ * kin * admission;
  }
  double total(const Scene& scene, PlaceId home) const {
    double sum = 0;
    for (int j = 0; j < scene.world.n_places(); ++j) sum += calls_from(scene, home, PlaceId(j));
    return sum;
  }

  /// Of the residents of the start: calls are per person, whatever their ages.
  double mean_profile(const Demography& demography, PlaceId place) const {
    const int year = world_.calendar.year(0);
    double mean = 0;
    for (int age = 0; age < 100; ++age) {
      for (const Sex sex : {Sex::kFemale, Sex::kMale}) {
        for (int s = 0; s < kSkills; ++s) {
          mean += rogers_castro(age) *
                  demography.initial_share(
                      world_, {place, year - age, age, sex, static_cast<Skill>(s)});
        }
      }
    }
    return mean > 0 ? mean : 1;
  }

  const World& world_;
  double rate_;
  std::vector<double> mean_profile_;  // [place]
  ChannelId family_;
};

}  // namespace sojourn
