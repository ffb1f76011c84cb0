#pragma once

#include "sim/stages/catalog.hpp"
#include "sim/input/node.hpp"

namespace sojourn {

/// A resolved scenario and its modules.
struct Settled {
  const Node& resolved;
  const ModuleSet& modules;
};

/// Notes what stands in the way of one scenario taking over from another within a run: anything but
/// `modules` and further forums that differs, channels that come or go. `written` is the successor
/// as the user wrote it, for positions. Modules must be bound.
void check_succession(const Settled& now, const Settled& next, const Node& written,
                      Diagnostics& diagnostics);

/// Puts the acting modules in the place of successors of the same name and settings: they carry on.
void share_modules(const Settled& now, const Node& resolved, ModuleSet& successors);

}  // namespace sojourn
