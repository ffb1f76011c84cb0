#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "sim/record/run_file.hpp"
#include "tools/sojourn/report/atlas.hpp"
#include "tools/sojourn/score/measures/pairs.hpp"

namespace sojourn::command {

/// Years [year, year + years).
struct Span {
  int year = 0;
  int years = 0;
};
/// "2005 to 2010"
std::string to_string(const Span& span);

/// Outward, return, onward.
inline constexpr std::size_t kKinds = 3;
using FlowsByKind = std::array<PairFlows, kKinds>;

/// Flows between countries in one or more replicates of a run.
class RunFlows {
 public:
  /// @param series `transitions`, or any over time, origin and destination (`departures`); empty:
  /// the first of these two that the runs have
  /// @throws InputError: no such series, or runs of different countries or dates
  RunFlows(std::vector<RunFile> runs, const std::string& series);

  const std::vector<std::string>& ids() const { return ids_; }
  const Atlas& atlas() const { return atlas_; }
  std::size_t size() const { return runs_.size(); }
  const std::string& series() const { return series_; }
  bool has_kinds() const { return is_by_period_; }

  bool covers(const Span& span) const;
  /// What the runs cover, in words.
  std::string extent() const;
  /// Of replicate `run`; only what the runs cover.
  PairFlows of(std::size_t run, const Span& span) const;
  FlowsByKind by_kind(std::size_t run, const Span& span) const;
  /// Means of the replicates.
  PairFlows mean(const Span& span) const;
  FlowsByKind mean_by_kind(const Span& span) const;

 private:
  std::optional<std::size_t> slice_of(const Span& span) const;
  PairFlows moves_of(std::size_t run, const Span& span) const;
  /// Adds slices of the series, its axes after destination added up.
  PairFlows sum_of(const RunFile& run, std::size_t first, std::size_t count) const;

  std::vector<RunFile> runs_;
  Atlas atlas_;
  std::string series_;
  bool is_by_period_ = false;
  std::vector<std::string> ids_;
  std::vector<std::string> times_;
};

}  // namespace sojourn::command
