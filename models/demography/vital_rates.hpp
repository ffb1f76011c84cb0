#pragma once

#include <array>
#include <vector>

#include "models/demography/arrival_ages.hpp"
#include "models/demography/life_table.hpp"
#include "models/demography/schooling_incentive.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// Births, deaths and the people of the start, from each country's birth rate, life expectancy, age
/// bands and schooling. Rates keep their age pattern over the run; women outlive men.
class VitalRates final : public Demography {
 public:
  VitalRates(Settings& settings, const World& world);

  void bind(const ModuleSet& modules) override {
    incentive_ = modules.find<SchoolingIncentive, HomeFront>();
  }
  double initial_share(const World& world, const Cohort& cohort) const override;
  double death_rate(const Scene& scene, PlaceId place, int age, Sex sex) const override;
  double birth_rate(const Scene& scene, PlaceId place, int age) const override;
  std::array<double, kSkills> schooling(const World& world, PlaceId place) const override;
  Person settled(const World& world, const StockRow& row, Draws& draws) const override;

 private:
  static constexpr int kAges = LifeTable::kOldest + 1;
  struct OfPlace {
    std::array<double, kAges> share{};                     // of residents by age
    std::array<std::array<double, kAges>, 2> mortality{};  // [sex][age], 1 / year
    std::array<double, kSkills> skill{};                   // share of residents
    double fertility = 0;                                  // scale of the age pattern
  };
  OfPlace make(const World& world, PlaceId place) const;

  double years_abroad_;
  double years_displaced_;
  double sex_gap_, male_share_, unschooled_, mortality_;
  std::array<double, kAges> fertility_{};  // births by the mother's age, up to scale
  std::vector<OfPlace> places_;
  ArrivalAges arrival_age_;
  const SchoolingIncentive* incentive_ = nullptr;
};

}  // namespace sojourn::models
