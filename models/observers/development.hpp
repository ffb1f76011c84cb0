#pragma once

#include "models/development/development.hpp"
#include "models/observers/series_list.hpp"

namespace sojourn::models {

/// Migration as development, every tick; nothing where the module is off.
class DevelopmentObserver final : public Observer {
 public:
  DevelopmentObserver(Settings&, const World&) {}

  void bind(const ModuleSet& modules) override { module_ = modules.find<Development>(); }
  void declare(const Scene& /*scene*/, Recorder& recorder) override {
    if (module_ == nullptr) return;
    series_.reals(recorder,
                  {"product",
                   {"time", "place"},
                   "1",
                   "output per worker over that of the start, by schooling and what was sent home"},
                  [this](const Scene&) { return values(module_->product()); });
    series_.reals(recorder,
                  {"output_of_foreigners",
                   {"time", "place"},
                   "1",
                   "share of what all who work there earn that foreigners do"},
                  [this](const Scene& s) { return values(module_->of_foreigners(s)); });
    series_.reals(
        recorder,
        {"wage_by_skill", {"time", "place", "skill"}, "2021 int. $ / year", "wage by schooling"},
        [this](const Scene& s) { return wages(s); });
    series_.reals(recorder,
                  {"vacancies",
                   {"time", "place", "skill"},
                   "persons",
                   "demand for labour, by the schooling of the start, less supply, at least 0"},
                  [this](const Scene& s) { return module_->vacancies(s).flat(); });
  }
  void observe(const Scene& scene, Recorder& recorder) override {
    if (module_ != nullptr) series_.append(scene, recorder);
  }

 private:
  static std::vector<double> values(const PlaceArray& of) { return {of.begin(), of.end()}; }
  std::vector<double> wages(const Scene& scene) const {
    std::vector<double> all;
    for (const PlaceId p : scene.world.place_ids()) {
      for (const Skill skill : kAllSkills) {
        all.push_back(module_->wage(scene.labour, p, skill));
      }
    }
    return all;
  }

  SeriesList series_;
  const Development* module_ = nullptr;
};

}  // namespace sojourn::models
