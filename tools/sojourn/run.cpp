#include "tools/sojourn/run.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>
#include <ctime>
#include <iostream>
#include <vector>

#include "models/catalog.hpp"
#include "sim/recorder.hpp"
#include "sim/simulation.hpp"
#include "tools/sojourn/interrupt.hpp"
#include "tools/sojourn/plan.hpp"
#include "tools/sojourn/progress.hpp"
#include "tools/sojourn/summary.hpp"
#include "tools/sojourn/version.hpp"

namespace sojourn {

namespace {

namespace fs = std::filesystem;
constexpr int kInterrupted = 130;

std::vector<fs::path> outputs_of(const RunRequest& request) {
  fs::path out = request.out;
  if (out.empty()) out = request.scenario.file.stem().concat(".h5");
  std::vector<fs::path> outputs;
  for (int r = 1; r <= request.replicates; ++r) {
    outputs.push_back(replicate_path(out, r, request.replicates));
  }
  return outputs;
}

void refuse_existing(const std::vector<fs::path>& outputs) {
  std::string found;
  for (const fs::path& output : outputs) {
    std::error_code ignored;
    if (!fs::exists(fs::symlink_status(output, ignored))) continue;
    found += fmt::format("{}{} exists already", found.empty() ? "" : "\n", output.string());
  }
  if (!found.empty()) throw OutputExists(found);
}

Node with_seed(Node scenario, std::uint64_t seed) {
  Node& run = scenario.table()["run"];
  if (!run.is_table()) run.value = Node::Table{};  // the scenario leaves everything out
  run.table()["seed"].value = static_cast<std::int64_t>(seed);
  return scenario;
}

std::string utc_now() {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
}

/// One run from the first tick to the finished file.
class Run {
 public:
  Run(const RunRequest& request, const fs::path& output, Progress& progress)
      : request_(request),
        progress_(progress),
        recorder_(output, request.force),
        date_(utc_now()),
        began_(std::chrono::steady_clock::now()) {}

  /// @return whether all ticks were done
  bool operator()(const Node& scenario, const Catalog& catalog) {
    progress_.say("building the world");
    Simulation simulation(scenario, catalog, request_.threads);
    for (const std::string& text : simulation.warnings()) {
      std::cerr << "warning: " << text << '\n';
    }
    describe(simulation);
    simulation.attach(recorder_);
    progress_.begin_ticks();
    while (!simulation.done() && !InterruptGuard::asked()) tick(simulation);
    simulation.finish();
    finish(simulation.done());
    return simulation.done();
  }

 private:
  void describe(const Simulation& simulation) {
    const World& world = simulation.world();
    const bool daily = world.calendar.length() == TickLength::kDay;
    recorder_.attribute("title", world.title);
    recorder_.attribute("start", to_string(world.calendar.start()));
    recorder_.attribute("tick", std::string(daily ? "day" : "month"));
    recorder_.attribute("ticks", std::int64_t{world.n_ticks});
    recorder_.attribute("seed", static_cast<std::int64_t>(world.seed));
    recorder_.attribute("persons_per_agent", world.persons_per_agent);
    recorder_.attribute("scenario", simulation.resolved());
  }

  void tick(Simulation& simulation) {
    const std::string date = to_string(simulation.world().calendar.date(simulation.now()));
    simulation.tick();
    recorder_.end_tick();
    progress_.tick(simulation.now(), simulation.world().n_ticks, date);
  }

  void finish(bool complete) {
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - began_;
    recorder_.attribute("complete", std::int64_t{complete ? 1 : 0});
    recorder_.provenance("program", "sojourn " + program_version());
    recorder_.provenance("commit", program_commit());
    recorder_.provenance("command_line", request_.command_line);
    recorder_.provenance("threads", std::int64_t{Crew(request_.threads).n_threads()});
    recorder_.provenance("began", date_);
    recorder_.provenance("wall_seconds", wall.count());
    try {
      recorder_.finish();
    } catch (const OutputExists& error) {
      throw WriteError(error.what());  // the run is lost; it was not the command that was wrong
    }
    progress_.close();
  }

  const RunRequest& request_;
  Progress& progress_;
  Recorder recorder_;
  std::string date_;
  std::chrono::steady_clock::time_point began_;
};

}  // namespace

fs::path replicate_path(const fs::path& out, int replicate, int n) {
  if (n == 1) return out;
  fs::path name = out.stem();
  name += fmt::format("-{}", replicate);
  name += out.extension();
  return out.parent_path() / name;
}

int run(const RunRequest& request) {
  const std::vector<fs::path> outputs = outputs_of(request);
  if (!request.force) refuse_existing(outputs);
  const Node scenario = load_scenario(request.scenario);
  const Catalog catalog = standard_catalog();
  const std::uint64_t seed = make_plan(scenario, catalog).world.seed;

  const InterruptGuard guard;
  const Progress::Style style = progress_style(request.quiet);
  std::vector<fs::path> done;  // of the summary: an unfinished replicate would spoil the mean
  bool complete = true;
  for (std::size_t r = 0; r < outputs.size() && complete; ++r) {
    std::string label;
    if (outputs.size() > 1) label = fmt::format("replicate {} of {}", r + 1, outputs.size());
    Progress progress(std::cerr, style, label);
    Run one(request, outputs[r], progress);
    complete = one(with_seed(scenario, seed + r), catalog);
    if (!complete) {
      std::cerr << fmt::format("interrupted: {} holds the ticks that were done\n",
                               outputs[r].string());
    }
    if (complete || done.empty()) done.push_back(outputs[r]);
    complete = complete && (r + 1 == outputs.size() || !InterruptGuard::asked());
  }
  if (!request.quiet) print_summary(done, std::cout);
  return complete ? 0 : kInterrupted;
}

}  // namespace sojourn
