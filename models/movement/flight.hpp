#pragma once

#include <string>
#include <vector>

#include "models/shocks/targets.hpp"
#include "sim/base/archive.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

class Havens;

/// Flight as it was counted (ODD 7.8): so many people leave on each day, whatever prospects say,
/// out of the places of `from` in proportion to residents times displacement, by residents alone
/// where nobody is driven out. They go where Havens says; from where there is nowhere to go they
/// wait. Of a count as many leave as it says on average, less those who leave for another reason
/// first, by their rates: the day's number is a sum of binomials.
class Flight final : public Departure, public Stateful {
 public:
  Flight(Settings& settings, const World& world);

  void bind(const ModuleSet& modules) override;
  std::string warning() const override;
  void prepare(const Scene& scene) override;
  double rate(const Scene&, const Cohort& cohort) const override {
    return rates_[cohort.place.index()];
  }
  std::optional<Call> call(const Scene& scene, PlaceId home, double u) const override;
  void state(Archive& archive) override { archive(waiting_); }

  /// People who are to leave during a tick [persons].
  double counted_in(int tick) const;

 private:
  std::vector<double> shares(const Scene& scene) const;
  /// What of the counts the run does not see, for a warning; empty where it sees all.
  std::string outside_run() const;

  Calendar calendar_;
  int start_, end_;  // [days since 1970-01-01], of the counts and of the run
  std::vector<double> persons_;
  NamedPlaces from_;
  const Havens* havens_ = nullptr;
  std::vector<double> waiting_;  // [place] to leave [persons]
  std::vector<double> rates_;    // [place] of this tick [1 / year]
};

}  // namespace sojourn::models
