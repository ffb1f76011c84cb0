#include "models/observers/compliance.hpp"

#include "models/compacts/compact.hpp"
#include "models/observers/axes.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn::models {

void ComplianceObserver::bind(const ModuleSet& modules) {
  compact_ = modules.find<Compact>();
}

void ComplianceObserver::declare(const Scene& scene, Recorder& recorder) {
  if (compact_ == nullptr) return;
  std::vector<std::string> states, objectives;
  for (const StateId s : scene.world.states()) {
    states.push_back(scene.world.places[s.index()].id);
  }
  for (const Objective& objective : compact_->text()) objectives.push_back(objective.name);
  recorder.add_axis({"state", std::move(states), {}, "1", "country as a party to texts"});
  recorder.add_axis({"objective", std::move(objectives), {}, "1", "objective of the compact"});
  compliance_ = recorder.add_series<double>(
      {"compliance",
       {"year", "state", "objective"},
       "1",
       "share of the objective that the member carries out; NaN: no member"});
  support_ = recorder.add_series<double>(
      {"compact_support", {"year", "state"}, "1", "political support for the compact, -1 to 1"});
}

void ComplianceObserver::observe(const Scene& scene, Recorder& recorder) {
  if (compact_ == nullptr || !begins_recorded_year(scene)) return;
  const StateObjective compliance = compact_->compliance(scene.agreements);
  recorder.append(compliance_, {compliance.data(), static_cast<std::size_t>(compliance.size())});
  const Eigen::ArrayXd& support = compact_->support();
  recorder.append(support_, {support.data(), static_cast<std::size_t>(support.size())});
}

}  // namespace sojourn::models
