#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tools/sojourn/calibrate/search.hpp"
#include "tools/sojourn/calibrate/targets.hpp"
#include "tools/sojourn/study/vary.hpp"

namespace sojourn::command {

/// The user has asked to stop.
struct Stopped {};

struct TrialsRequest {
  ScenarioRequest scenario;
  std::vector<Variation> settings;
  std::vector<Target> targets;
  int replicates = 1;
  std::filesystem::path folder;
  int threads = 1;
  bool force = false;
};

/// Points that are tried: each is run with common random numbers, and held against the targets.
/// Runs are kept in FOLDER/runs, and what they came to in FOLDER/log.csv, so that a calibration
/// that was stopped goes through what it has tried without a run, and goes on.
class Trials {
 public:
  explicit Trials(TrialsRequest request) : request_(std::move(request)) {}

  /// Distances of points, those that were not tried yet at once. `stage` is for the log.
  /// @throws Stopped
  std::vector<double> distances(const std::vector<UnitPoint>& points, const std::string& stage);
  /// What the outcomes of a point that was tried are, by target.
  const std::vector<double>& values_at(const UnitPoint& point) const;
  /// "path=value" by setting.
  Point assignments(const UnitPoint& point) const;
  std::size_t n_tried() const { return tried_.size(); }

 private:
  struct Trial {
    std::string stage;
    std::vector<double> values;
    double distance = 0;
  };

  void run(const std::vector<Point>& points, const std::string& stage);
  void write_log() const;

  TrialsRequest request_;
  std::map<Point, Trial> tried_;
  std::vector<Point> order_;  // in which they were tried
};

/// The value of an assignment.
std::string value_text(const std::string& assignment);

}  // namespace sojourn::command
