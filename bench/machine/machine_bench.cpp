// What this program does on this machine, as JSON: over threads, over residents, over records, and
// beside the least an event can cost. `tools/bench` makes a page of it.
#include <fmt/core.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "bench/arguments.hpp"
#include "bench/beside_limit.hpp"

namespace {

using namespace sojourn;
using namespace sojourn::bench;
using Json = nlohmann::ordered_json;

constexpr double kObtained = 0.97;  // of a processor a thread; what got less is timed again
constexpr int kTries = 3;

/// A world of which rows are told, by the name of what tells them apart.
struct Asked {
  double what;  // threads, residents, or records
  WorldSize size;
  int threads = 1;
};

/// An engine and how long its ticks took.
class Timed {
 public:
  explicit Timed(const Asked& asked)
      : asked_(asked), simulation_(make_simulation(asked.size, asked.threads)) {
    simulation_->tick();  // memory finds its size
  }
  void tick() {
    last_ = time([&] { simulation_->tick(); });
  }
  bool got_its_processors() const { return last_.obtained(asked_.threads) >= kObtained; }
  void keep() {
    const double events = work_of(*simulation_).events;
    seconds_.push_back(last_.wall), events_.push_back(events);
    ns_per_event_.push_back(1e9 * last_.processor / events);
    obtained_.push_back(last_.obtained(asked_.threads));
  }

  Json told() const {
    return {{"asked", asked_.what},
            {"threads", asked_.threads},
            {"persons", persons_in(*simulation_)},
            {"records", records_in(*simulation_)},
            {"events_per_tick", median(events_)},
            {"seconds_per_tick", median(seconds_)},
            {"ns_per_event", median(ns_per_event_)},
            {"processor_obtained", median(obtained_)}};
  }

 private:
  Asked asked_;
  std::unique_ptr<Simulation> simulation_;
  Seconds last_;
  std::vector<double> seconds_, events_, ns_per_event_, obtained_;
};

/// All of them by turns, so that a busy machine slows each. A block in which one got too little is
/// done again by all, so that every world is as old as the others.
Json by_turns(const std::vector<Asked>& worlds, int blocks) {
  std::vector<Timed> all(worlds.begin(), worlds.end());
  for (int block = 0; block < blocks; ++block) {
    for (int i = 0; i < kTries; ++i) {
      for (Timed& one : all) one.tick();
      if (std::ranges::all_of(all, &Timed::got_its_processors)) break;
    }
    for (Timed& one : all) one.keep();
  }
  Json rows = Json::array();
  for (const Timed& one : all) rows.push_back(one.told());
  return rows;
}

Json over_threads(std::int64_t records, int most, int blocks) {
  std::vector<Asked> worlds;
  for (int n = 1; n < most; n *= 2) worlds.push_back({1.0 * n, {.records = records}, n});
  worlds.push_back({1.0 * most, {.records = records}, most});
  return by_turns(worlds, blocks);
}

/// A hundred thousand records among ever more residents, who are no agents of their own.
Json over_residents(double most, int blocks) {
  std::vector<Asked> worlds;
  for (double residents = 1e6; residents <= most; residents *= 10) {
    worlds.push_back({residents, {.records = 100'000, .wars = false, .residents = residents}});
  }
  return by_turns(worlds, blocks);
}

Json over_records(std::int64_t most, int blocks) {
  std::vector<Asked> worlds;
  for (std::int64_t records = 100'000; records <= most; records *= 4) {
    worlds.push_back({1.0 * records, {.records = records}});
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
  const auto [millions, blocks] = read_arguments(argc, argv, {8, 5}, 0.1);
  const auto records = static_cast<std::int64_t>(millions * 1e6);
  const auto cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  Json all = {{"format", "sojourn bench, version 1"}, {"processor", processor()}};
  all["cores"] = cores;
  all["blocks"] = blocks;
  all["processor_asked"] = kObtained;
  all["records_asked"] = records;
  all["threads"] = over_threads(records, cores, blocks);
  all["residents"] = over_residents(1e10, blocks);
  all["records"] = over_records(records, blocks);
  all["limit"] = limit(records, blocks);
  fmt::print("{}\n", all.dump(1));
}
