#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/base/parallel.hpp"
#include "sim/people/population.hpp"
#include "sim/stages/catalog.hpp"
#include "sim/stages/succession.hpp"
#include "sim/tick/commit.hpp"
#include "sim/tick/movement.hpp"

namespace sojourn {

class Archive;
class Recorder;

/// One run of one scenario. Owns everything it changes; any number live side by side.
class Simulation {
 public:
  /// `scenario` is what load_scenario() returns. @throws InputError with every fault found.
  Simulation(const Node& scenario, const Catalog& catalog, int n_threads);
  Simulation(const Simulation&) = delete;
  Simulation& operator=(const Simulation&) = delete;

  /// Schedules a regime: `scenario` differs from this run's in `modules` alone, and in forums that
  /// come with the regime and are founded when it begins. Modules of the same name and settings are
  /// the same modules; the others are made now and watch from the first tick. Call it before the
  /// first tick. The observers of the first regime that waits watch from the start.
  /// @return its number
  /// @throws InputError: faults of the scenario, or what else differs
  std::size_t schedule(const Node& scenario, const Catalog& catalog);
  /// From the next tick on the modules of regime `number` act, and no regime waits any longer. What
  /// a module that leaves has put in force lapses and its texts end; its other changes stay.
  void begin_regime(std::size_t number);
  /// The waiting regime's scenario with every default filled in, as TOML.
  std::string resolved(std::size_t number) const {
    return to_toml(succession_.scheduled()[number].resolved);
  }
  /// From now on. Not while a tick is under way.
  void use_threads(int n_threads) { crew_.emplace(n_threads); }

  /// Lets the observers declare what they will write, from the next tick on.
  void attach(Recorder& recorder);
  void tick();
  bool done() const { return tick_ >= world_.n_ticks; }
  /// Lets the observers write what they kept for the end.
  void finish();
  /// Saves what was done, or loads it into a simulation of the same scenario, regimes and observers
  /// that has not begun: it then goes on as the other would have. Between ticks. The archive must
  /// know the kinds of agreements. @throws ArchiveError
  void state(Archive& archive);

  /// Operations of the last tick, for benchmarks.
  struct Counts {
    std::uint64_t candidates = 0, changes = 0, intenders = 0, leaves = 0, passages = 0;
  };
  Counts counts() const;

  Scene scene() const;
  int now() const { return tick_; }
  const World& world() const { return world_; }
  const Ledger& ledger() const { return ledger_; }
  const Population& population() const { return population_; }
  const ModuleSet& modules() const { return modules_; }
  const LifeSample& lives() const { return lives_; }
  const std::vector<Event>& events() const { return events_; }
  /// What the modules want a user to know before running.
  std::vector<std::string> warnings() const;
  /// The scenario with every default filled in, as TOML.
  std::string resolved() const { return to_toml(resolved_); }

 private:
  void begin();
  void shock();
  void announce();
  void demography();
  void home_front();
  void negotiation();
  void enact();
  void routes();
  void payoffs();
  void movement();
  void commit();
  void observe();

  Node resolved_;
  World world_;
  ModuleSet modules_;
  Succession succession_;
  std::optional<Crew> crew_;
  Ledger ledger_;
  Population population_;
  Conditions conditions_;
  Labour labour_;
  Stances stances_;
  Rules rules_;
  Agreements agreements_;
  Prospects prospects_;
  Routes routes_;
  Movement movement_;
  Moves moves_;
  LifeSample lives_;
  std::vector<Event> events_;
  std::vector<double> route_cost_;
  std::vector<PlaceId> route_targets_;
  Recorder* recorder_ = nullptr;
  int tick_ = 0;
  std::optional<std::size_t> begun_;  // number of the regime that has begun
};

}  // namespace sojourn
