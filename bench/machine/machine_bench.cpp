// What this program does on this machine, as JSON: over threads, over residents, over records, and
// beside the least an event can cost. `tools/bench` makes a page of it.
#include <fmt/core.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "bench/beside_limit.hpp"

namespace {

using namespace sojourn;
using namespace sojourn::bench;
using Json = nlohmann::ordered_json;

constexpr double kObtained = 0.97;  // of a processor a thread; what got less is timed again
constexpr int kTries = 3;

/// An engine and how long its ticks took.
class Timed {
 public:
  Timed(const WorldSize& size, int threads)
      : threads_(threads), simulation_(make_simulation(size, threads)) {
    simulation_->tick();  // memory finds its size
  }
  void take_turn() {
    Seconds took;
    double events = 0;
    for (int i = 0; i < kTries; ++i) {
      took = time([&] { simulation_->tick(); });
      events = work_of(*simulation_).events;
      if (took.obtained(threads_) >= kObtained) break;
    }
    seconds_.push_back(took.wall), events_.push_back(events);
    ns_per_event_.push_back(1e9 * took.processor / events);
    obtained_.push_back(took.obtained(threads_));
  }

  Json told() const {
    return {{"threads", threads_},
            {"persons", persons_in(*simulation_)},
            {"records", records_in(*simulation_)},
            {"events_per_tick", median(events_)},
            {"seconds_per_tick", median(seconds_)},
            {"ns_per_event", median(ns_per_event_)},
            {"processor_obtained", median(obtained_)}};
  }

 private:
  int threads_;
  std::unique_ptr<Simulation> simulation_;
  std::vector<double> seconds_, events_, ns_per_event_, obtained_;
};

/// All of them by turns, so that a busy machine slows each.
Json by_turns(const std::vector<std::pair<WorldSize, int>>& worlds, int blocks) {
  std::vector<Timed> all;
  for (const auto& [size, threads] : worlds) all.emplace_back(size, threads);
  for (int block = 0; block < blocks; ++block) {
    for (Timed& one : all) one.take_turn();
  }
  Json rows = Json::array();
  for (const Timed& one : all) rows.push_back(one.told());
  return rows;
}

Json over_threads(std::int64_t records, int most, int blocks) {
  std::vector<std::pair<WorldSize, int>> worlds;
  for (int n = 1; n < most; n *= 2) worlds.push_back({{.records = records}, n});
  worlds.push_back({{.records = records}, most});
  return by_turns(worlds, blocks);
}

/// A hundred thousand records among ever more residents, who are no agents of their own.
Json over_residents(double most, int blocks) {
  std::vector<std::pair<WorldSize, int>> worlds;
  for (double residents = 1e6; residents <= most; residents *= 10) {
    worlds.push_back({{.records = 100'000, .wars = false, .residents = residents}, 1});
  }
  return by_turns(worlds, blocks);
}

Json over_records(std::int64_t most, int blocks) {
  std::vector<std::pair<WorldSize, int>> worlds;
  for (std::int64_t records = 100'000; records <= most; records *= 4) {
    worlds.push_back({{.records = records}, 1});
  }
  return by_turns(worlds, blocks);
}

Json limit(std::int64_t records, int blocks) {
  std::vector<double> engine, kernel, ratios;
  for (const Turn& turn : beside_limit({.records = records}, 1, blocks)) {
    engine.push_back(turn.engine_ns()), kernel.push_back(turn.kernel_ns());
    ratios.push_back(turn.ratio());
  }
  return {{"engine_ns_per_event", median(engine)},
          {"kernel_ns_per_event", median(kernel)},
          {"ratio", median(ratios)}};
}

std::string processor() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
  }
  return "not known";
}

}  // namespace

int main(int argc, char** argv) {
  const double millions = argc > 1 ? std::atof(argv[1]) : 8;
  const int blocks = argc > 2 ? std::atoi(argv[2]) : 5;
  if (argc > 3 || !(millions >= 0.1) || !(millions <= 1000) || blocks < 1 || blocks > 200) {
    fmt::print(stderr,
               "usage: machine_bench [MILLIONS OF RECORDS, 0.1 to 1000 [BLOCKS, 1 to 200]]\n");
    return 2;
  }
  const auto records = static_cast<std::int64_t>(millions * 1e6);
  const auto cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  Json all = {{"format", "sojourn bench, version 1"}, {"processor", processor()}};
  all["cores"] = cores;
  all["blocks"] = blocks;
  all["records_asked"] = records;
  all["threads"] = over_threads(records, cores, blocks);
  all["residents"] = over_residents(1e10, blocks);
  all["records"] = over_records(records, blocks);
  all["limit"] = limit(records, blocks);
  fmt::print("{}\n", all.dump(1));
}
