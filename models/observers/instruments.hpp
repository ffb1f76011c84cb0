#pragma once

#include <vector>

#include "sim/base/stateful.hpp"
#include "sim/record/recorder.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// Texts that states may join, hard and soft: what they say, who voted, joined and left, and how
/// many states and migrants they cover.
class InstrumentObserver final : public Observer, public Stateful {
 public:
  InstrumentObserver(Settings&, const World&) {}
  void declare(const Scene& scene, Recorder& recorder) override;
  void observe(const Scene& scene, Recorder& recorder) override;
  void finish(const Scene& scene, Recorder& recorder) override;
  void state(Archive& archive) override;

 private:
  Table instruments_, acts_, coverage_;
  std::vector<std::size_t> told_;  // acts already written, by instrument
};

}  // namespace sojourn::models
