#pragma once

#include "sim/stages/catalog.hpp"
#include "sim/input/node.hpp"

namespace sojourn {

/// A resolved scenario and its modules.
struct Settled {
  const Node& resolved;
  const ModuleSet& modules;
};

/// Notes as faults what keeps `next` from taking over from `now` within a run: a channel that comes
/// or goes, or any difference but `modules` and further forums. `written` is the successor as the
/// user wrote it, for positions. Modules must be bound.
void check_succession(const Settled& now, const Settled& next, const Node& written,
                      Diagnostics& diagnostics);

/// Puts the acting modules in the place of successors of the same name and settings: they carry on.
void share_modules(const Settled& now, const Node& resolved, ModuleSet& successors);

}  // namespace sojourn
