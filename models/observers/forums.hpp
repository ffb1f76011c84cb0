#pragma once

#include "sim/record/recorder.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

class ForumPolitics;

/// Forums, and where states settle what they decide: counts by type, how spread decisions are over
/// venues (KB21's qualitative fragmentation beside the quantitative one). Where the module
/// `forum_politics` is off only counts and the table are recorded.
class ForumObserver final : public Observer {
 public:
  ForumObserver(Settings&, const World&) {}
  void bind(const ModuleSet& modules) override;
  void declare(const Scene& scene, Recorder& recorder) override;
  void observe(const Scene& scene, Recorder& recorder) override;
  void finish(const Scene& scene, Recorder& recorder) override;

 private:
  const ForumPolitics* politics_ = nullptr;
  Series<std::int64_t> count_, members_;
  Series<double> concentration_, bilateral_, veto_, demand_;
  Table forums_;
};

}  // namespace sojourn::models
