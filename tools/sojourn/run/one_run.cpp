#include "tools/sojourn/run/one_run.hpp"

#include <fmt/format.h>

#include <chrono>
#include <iostream>

#include "sim/input/text/characters.hpp"
#include "sim/record/left_behind.hpp"
#include "sim/record/recorder.hpp"
#include "sim/simulation.hpp"
#include "tools/sojourn/console/clock.hpp"
#include "tools/sojourn/console/interrupt.hpp"
#include "tools/sojourn/program/program_identity.hpp"
#include "tools/sojourn/program/version.hpp"
#include "tools/sojourn/run/kept_runs.hpp"

namespace sojourn::command {

namespace {

class Run {
 public:
  Run(const RunJob& job, Lease& lease, Progress& progress)
      : job_(job),
        lease_(lease),
        renewal_(lease),
        progress_(progress),
        replaces_(!job.force && can_go_on(job.output)),
        recorder_(job.output, job.force || replaces_),
        checkpoints_(job.output, job.interval, job.plan.from),
        date_(utc_now()),
        began_(std::chrono::steady_clock::now()) {
    recorder_.attribute("complete", std::int64_t{0});
  }

  bool operator()(const Catalog& catalog, std::set<std::string>& told) {
    progress_.say("building the world");
    Simulation simulation(job_.plan.scenario, catalog, job_.threads);
    if (job_.plan.from > 0) simulation.schedule(job_.plan.regime, catalog);
    tell_warnings(simulation, told);
    describe(simulation);
    if (job_.plan.from > 0) describe_regime(simulation, job_.plan.from);
    simulation.attach(recorder_);
    recorder_.flush();  // what a kill leaves can be read
    take_up(simulation);
    progress_.begin_ticks();
    while (!simulation.done() && !InterruptGuard::asked()) tick(simulation);
    const bool complete = simulation.done();
    if (!complete) checkpoints_.save(simulation);
    recorder_.keep(nullptr);
    simulation.finish();
    finish(complete);
    if (complete) checkpoints_.remove();
    return complete;
  }

 private:
  /// Quiet or not, and once for all replicates and points.
  static void tell_warnings(const Simulation& simulation, std::set<std::string>& told) {
    for (const std::string& text : simulation.warnings()) {
      if (told.insert(text).second) std::cerr << "warning: " << escaped(text) << '\n';
    }
  }

  void describe(const Simulation& simulation) {
    const World& world = simulation.world();
    const bool daily = world.calendar.length() == TickLength::kDay;
    recorder_.attribute("title", world.title);
    recorder_.attribute("start", world.calendar.label(0));
    recorder_.attribute("tick", std::string(daily ? "day" : "month"));
    recorder_.attribute("ticks", std::int64_t{world.n_ticks});
    recorder_.attribute("seed", static_cast<std::int64_t>(world.seed));
    recorder_.attribute("persons_per_agent", world.persons_per_agent);
    recorder_.attribute("scenario", simulation.resolved());
  }

  void describe_regime(const Simulation& simulation, int from) {
    recorder_.attribute("regime", simulation.resolved(0));
    recorder_.attribute("regime_from", simulation.world().calendar.label(from));
  }

  /// A file that is not whole is replaced by what goes on from it alone.
  void take_up(Simulation& simulation) {
    const bool goes_on = checkpoints_.take_up(simulation, recorder_, job_.force);
    if (!goes_on && replaces_) {
      throw OutputExists(fmt::format("{} exists already", job_.output.string()));
    }
    if (!goes_on || job_.quiet) return;
    progress_.close();
    std::cerr << fmt::format("going on after {} of {} ticks\n", simulation.now(),
                             simulation.world().n_ticks);
  }

  void tick(Simulation& simulation) {
    const int from = job_.plan.from;
    if (from > 0 && simulation.now() == from) simulation.begin_regime(0);
    const std::string date = simulation.world().calendar.label(simulation.now());
    simulation.tick();
    lease_.confirm(false);
    recorder_.end_tick();
    progress_.tick(simulation.now(), simulation.world().n_ticks, date);
    checkpoints_.after_tick(simulation);
  }

  void finish(bool complete) {
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - began_;
    recorder_.attribute("complete", std::int64_t{complete ? 1 : 0});
    recorder_.provenance("program", "sojourn " + program_version());
    recorder_.provenance("commit", program_commit());
    recorder_.provenance("program_digest", program_identity());
    recorder_.provenance("command_line", job_.command_line);
    recorder_.provenance("threads", std::int64_t{Crew(job_.threads).n_threads()});
    recorder_.provenance("began", date_);
    recorder_.provenance("wall_seconds", wall.count());
    lease_.confirm(true);
    try {
      recorder_.finish();
    } catch (const OutputExists& error) {
      throw WriteError(error.what());  // the run is lost; it was not the command that was wrong
    }
    progress_.close();
  }

  const RunJob& job_;
  Lease& lease_;
  LeaseRenewal renewal_;
  Progress& progress_;
  bool replaces_;  // a file that is not whole
  Recorder recorder_;
  Checkpoints checkpoints_;
  std::string date_;
  std::chrono::steady_clock::time_point began_;
};

}  // namespace

bool do_run(const RunJob& job, Lease& lease, const Catalog& catalog, Progress& progress,
            std::set<std::string>& told) {
  remove_left_behind(job.output);
  return Run(job, lease, progress)(catalog, told);
}

void tell_interrupted(const std::filesystem::path& output) {
  std::cerr << fmt::format(
      "interrupted: {} holds the ticks that were done; the same command goes on\n",
      output.string());
}

}  // namespace sojourn::command
