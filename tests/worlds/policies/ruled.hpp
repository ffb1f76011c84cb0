#pragma once

#include "tests/worlds/policies/policies_world.hpp"

namespace sojourn::testing {

/// Three countries under rules, after some ticks.
class Ruled {
 public:
  explicit Ruled(const std::string& modules, int ticks = 1)
      : simulation_(simulate(three_countries(modules))) {
    run(*simulation_, ticks);
  }
  Scene scene() const { return simulation_->scene(); }
  const Rules& rules() const { return simulation_->scene().rules; }
  const Stances& stances() const { return simulation_->scene().stances; }
  Simulation& simulation() { return *simulation_; }
  ChannelId channel(const std::string& name) const { return simulation_->modules().channel(name); }

 private:
  std::unique_ptr<Simulation> simulation_;
};

inline Ruled by_b(const std::string& keys, int ticks = 1) {
  return Ruled(policy_of_b(keys), ticks);
}

}  // namespace sojourn::testing
