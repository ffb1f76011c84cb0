#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "tools/sojourn/console/json.hpp"
#include "tools/sojourn/report/comparison/place_changes.hpp"
#include "tools/sojourn/report/sweep/pair_sums.hpp"
#include "tools/sojourn/report/sweep/run_numbers.hpp"

namespace sojourn::command {

/// How the runs of a sweep lie: run point * n_replicates + replicate.
struct SweepShape {
  std::vector<std::string> parameters;
  std::vector<std::vector<std::string>> points;  // values of the parameters, as they are written
  std::size_t n_replicates = 0;
  std::vector<std::string> years;

  std::size_t n_points() const { return points.size(); }
  std::size_t n_runs() const { return n_points() * n_replicates; }
  /// "modules.wage.b_wage=2, run.noise=0.1"
  std::string name(std::size_t point) const;
};

/// What the runs of a sweep came to, as a comparison has it: a regime for every point, held against
/// the first.
class SweepOutcomes {
 public:
  explicit SweepOutcomes(SweepShape shape);

  /// `at`: which run it is. Outcomes are those that any run has.
  void take(std::size_t at, const RunView& run);
  Json json() const;

 private:
  /// Null: the run is missing, or it has no such outcome.
  const OutcomeOfRun* number(std::size_t run, std::size_t outcome) const;
  double mean_of(std::size_t run, std::size_t outcome) const;
  std::vector<double> sample(std::size_t point, std::size_t outcome) const;
  Json names() const;
  Json parameters(const Json& points) const;
  Json intervals(Json part) const;
  Json yearly(Json part) const;

  SweepShape shape_;
  std::vector<SweepOutcome> outcomes_;
  std::vector<std::vector<OutcomeOfRun>> runs_;  // [run][outcome]; as far as they were known
};

/// Series by country of the runs of a sweep, and its pairs of countries, as a comparison has them.
/// Runs come replicate by replicate, those of the first point before all others of it, and are
/// summed up: what is kept grows with points and countries and not with replicates.
class SweepPlaces {
 public:
  SweepPlaces(SweepShape shape, std::vector<Atlas::Country> countries);

  /// Whether the page has room for them.
  bool is_kept() const { return is_kept_; }
  /// Whether there is room for the series that the run has by place, too.
  bool has_all() const { return has_all_; }
  void take(std::size_t point, std::size_t replicate, PlacesOfRun places);
  Json json() const;
  /// What is kept between runs.
  std::size_t n_kept() const;

 private:
  struct PairsOfPoint {
    PairSums stock, arrivals;
  };
  std::span<const double> reference_cells(const std::string& series) const;
  Json pair_changes(PairSums PairsOfPoint::*of, const char* units, const char* long_name) const;

  SweepShape shape_;
  std::vector<Atlas::Country> countries_;
  PlaceShape places_;
  bool is_kept_, has_all_;
  std::vector<std::string> names_;  // of series, in the order of their coming
  std::map<std::string, PlaceSums> series_;
  std::vector<PairsOfPoint> pairs_;  // [point]
  PlacesOfRun reference_;            // the first point's run of the replicate that is taken
  std::size_t reference_replicate_;
};

}  // namespace sojourn::command
