#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sim/input/node.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn {

/// A resolved scenario and its modules.
struct ResolvedRun {
  const Node& resolved;
  const ModuleSet& modules;
};

/// A regime whose modules exist and watch, but do not act yet.
struct ScheduledRegime {
  Node resolved;
  std::shared_ptr<const World> world;  // with the regime's forums; its modules refer to it
  std::vector<Forum> forums;           // that come with it
  ModuleSet modules;                   // all that will act
  std::vector<HomeFront*> home_front;  // of these, those that do not act now
  std::vector<Negotiation*> negotiation;
};

/// The regimes that may take over within a run: what waits, what carries on, what lapses.
class Succession {
 public:
  /// Makes the modules of a regime that differs from `now` in `modules` and in further forums
  /// alone. Those of the same name and settings are the same modules, which must be bound again.
  /// @return its number
  /// @throws InputError: faults of the scenario, or what else differs
  std::size_t schedule(const Node& scenario, const Catalog& catalog, const World& world,
                       const ResolvedRun& now);
  const std::vector<ScheduledRegime>& scheduled() const { return scheduled_; }

  // Those that do not act yet watch, each stage in its turn.
  void watch_home_front(const Scene& scene) const;
  void watch_negotiation(const Scene& scene) const;

  /// What a regime takes over.
  struct Heritage {
    ModuleSet& modules;
    Agreements& agreements;
    std::vector<Event>& events;
    int tick;
  };
  /// The modules of regime `number` act, and nothing waits any longer. What a module that leaves
  /// has put in force lapses and its texts end; the regime's forums are founded.
  void begin(std::size_t number, const Heritage& heritage);

 private:
  std::vector<ScheduledRegime> scheduled_;
  std::shared_ptr<const World> world_;  // of the regime that began
};

/// Notes as faults what keeps `next` from taking over from `now` within a run: a channel that comes
/// or goes, or any difference but `modules` and further forums. `written` is the successor as the
/// user wrote it, for positions. Modules must be bound.
void check_succession(const ResolvedRun& now, const ResolvedRun& next, const Node& written,
                      Diagnostics& diagnostics);

/// Puts the acting modules in the place of successors of the same name and settings: they carry on.
void share_modules(const ResolvedRun& now, const Node& resolved, ModuleSet& successors);

}  // namespace sojourn
