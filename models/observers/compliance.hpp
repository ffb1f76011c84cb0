#pragma once

#include "sim/record/recorder.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

class Compact;

/// Every January, what states carry out of a compact's objectives, and political support for it.
/// Writes nothing where there is no compact.
class ComplianceObserver final : public Observer {
 public:
  ComplianceObserver(Settings&, const World&) {}
  void bind(const ModuleSet& modules) override;
  void declare(const Scene& scene, Recorder& recorder) override;
  void observe(const Scene& scene, Recorder& recorder) override;

 private:
  const Compact* compact_ = nullptr;
  Series<double> compliance_, support_;
};

}  // namespace sojourn::models
