#pragma once

#include <array>
#include <vector>

#include "models/demography/age_profile.hpp"
#include "sim/stages/module_set.hpp"

namespace sojourn::models {

/// At which ages people leave, by Rogers and Castro, relative to the mean over the residents of the
/// start: a rate per person stays that of all, whatever their ages.
class MigrantAges {
 public:
  explicit MigrantAges(const World& world) : world_(world) {
    for (std::size_t age = 0; age < profile_.size(); ++age) {
      profile_[age] = rogers_castro(age);
    }
  }
  void bind(const ModuleSet& modules) {
    means_.clear();
    for (const PlaceId p : world_.place_ids()) {
      means_.push_back(mean(*modules.of<Demography>().front(), p));
    }
  }
  double relative(const Cohort& cohort, double rate) const {
    return rate * profile_[static_cast<std::size_t>(std::min(cohort.age, 99))] /
           means_[cohort.place.index()];
  }

 private:
  double mean(const Demography& demography, PlaceId place) const {
    const int year = world_.calendar.year(0);
    double mean = 0;
    for (int age = 0; age < 100; ++age) {
      for (const Sex sex : {Sex::kFemale, Sex::kMale}) {
        for (const Skill s : kAllSkills) {
          mean += profile_[static_cast<std::size_t>(age)] *
                  demography.initial_share(world_, {place, year - age, age, sex, s});
        }
      }
    }
    return mean > 0 ? mean : 1;
  }

  const World& world_;
  std::array<double, 100> profile_{};
  std::vector<double> means_;  // [place]
};

}  // namespace sojourn::models
