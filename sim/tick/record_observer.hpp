#pragma once

#include "sim/people/population.hpp"
#include "sim/stages/stages.hpp"
#include "sim/tick/moves.hpp"

namespace sojourn {

/// An observer that looks at people one by one. Runs without one pay nothing for it.
class RecordObserver : public Observer {
 public:
  /// Before the first tick that is observed, after declare().
  virtual void begin(const Scene& scene, const Population& population) = 0;
  /// After the commit of a tick and before observe(). `moves` are those that the commit applied; it
  /// gave ids to `leaves` in their order, shard by shard.
  virtual void watch(const Scene& scene, const Population& population, const Moves& moves) = 0;
};

}  // namespace sojourn
