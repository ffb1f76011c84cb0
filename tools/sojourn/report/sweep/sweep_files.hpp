#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "tools/sojourn/outcomes/run_index.hpp"
#include "tools/sojourn/report/run_view.hpp"

namespace sojourn::command {

/// The runs of a sweep, by point and replicate, as its table has them.
class SweepFiles {
 public:
  /// @throws ReadError: the table has several runs where one belongs, or regimes
  explicit SweepFiles(RunIndex index);

  const std::vector<std::string>& parameters() const { return index_.parameters; }
  std::size_t n_points() const { return points_.size(); }
  std::size_t n_replicates() const { return seeds_.size(); }
  /// Values of the parameters at each of them, as they are written.
  const std::vector<std::vector<std::string>>& points() const { return points_; }
  std::vector<std::filesystem::path> paths() const;

  /// Calls with_run(point, replicate, run) for every run that is whole, all points of a replicate
  /// before the next one and in their order, one file open at a time; others are told of on
  /// standard error before.
  /// @throws ReadError: a file whose seed is not that of the table, runs of one point that differ
  /// in more than their seed, runs of other places or dates
  using WithRun = std::function<void(std::size_t, std::size_t, const RunView&)>;
  void each(const WithRun& with_run);
  /// How many of the runs `each` has called for.
  std::size_t n_whole() const { return n_whole_; }
  std::size_t n_runs() const { return n_points() * n_replicates(); }

 private:
  /// A run that is whole.
  struct Whole {
    std::size_t point, replicate;
    const IndexedRun* run;
  };
  std::vector<Whole> whole_runs() const;
  bool is_whole(const RunFile& file, const IndexedRun& run) const;
  const IndexedRun* find(std::size_t point, std::size_t replicate) const;
  std::filesystem::path path_of(const IndexedRun& run) const;

  RunIndex index_;
  std::vector<std::vector<std::string>> points_;  // in the order of the table
  std::vector<std::int64_t> seeds_;               // likewise
  std::size_t n_whole_ = 0;
};

}  // namespace sojourn::command
