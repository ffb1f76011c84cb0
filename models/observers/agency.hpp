#pragma once

#include "models/agency/agency.hpp"
#include "models/observers/axes.hpp"
#include "models/observers/series_list.hpp"

namespace sojourn::models {

/// What an agency did in the year that has ended; nothing where there is none.
class AgencyObserver final : public Observer {
 public:
  AgencyObserver(Settings&, const World&) {}

  void bind(const ModuleSet& modules) override { agency_ = modules.find<Agency>(); }
  void declare(const Scene&, Recorder& recorder) override {
    if (agency_ == nullptr) return;
    series_.flow(recorder,
                 {"placements",
                  {"year", "origin", "destination"},
                  "persons",
                  "people whom the agency placed in the year before, by where they lived"},
                 [](const Scene& s) { return as_persons(s, s.ledger.last_year.recruited); });
    series_.reals(recorder,
                  {"agency_budget",
                   {"year"},
                   "2021 int. $ / year",
                   "what donors pay the agency at most in the year that begins"},
                  [this](const Scene&) { return std::vector<double>{agency_->budget()}; });
    recorder.add_axis({"task",
                       {kTaskNames.begin(), kTaskNames.end()},
                       {},
                       "1",
                       "what an agency does with money"});
    series_.reals(recorder,
                  {"agency_tasks",
                   {"year", "task"},
                   "2021 int. $ / year",
                   "what it is to spend on each task in the year that begins"},
                  [this](const Scene&) {
                    const TaskMoney& money = agency_->division();
                    return std::vector<double>(money.begin(), money.end());
                  });
  }
  void observe(const Scene& scene, Recorder& recorder) override {
    if (agency_ != nullptr && begins_recorded_year(scene)) series_.append(scene, recorder);
  }

 private:
  SeriesList series_;
  const Agency* agency_ = nullptr;
};

}  // namespace sojourn::models
