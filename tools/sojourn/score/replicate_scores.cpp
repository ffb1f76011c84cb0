#include "tools/sojourn/score/replicate_scores.hpp"

#include <fmt/format.h>

namespace sojourn::command {

namespace {

/// The numbers that are known to be `least` or more.
struct Larger {
  Replicates runs;
  Eigen::ArrayXd known;
};

Larger larger(const Replicates& runs, const Eigen::ArrayXd& known, double least) {
  std::vector<Eigen::Index> chosen;
  for (Eigen::Index i = 0; i < known.size(); ++i) {
    if (known(i) >= least) chosen.push_back(i);
  }
  Larger kept{{}, known(chosen)};
  for (const Eigen::ArrayXd& run : runs) kept.runs.emplace_back(run(chosen));
  return kept;
}

void add_bands(const std::string& name, const Replicates& runs, const Eigen::ArrayXd& known,
               ScoreSheet& sheet) {
  const auto add = [&](const char* measure, double value) {
    sheet.add("bands", name, measure, value);
  };
  add("50% band", coverage(runs, known, 0.5));
  add("50% of a right law", expected_coverage(runs.size(), 0.5));
  add("90% band", coverage(runs, known, 0.9));
  add("90% of a right law", expected_coverage(runs.size(), 0.9));
  add("CRPS", crps(runs, known));
  const auto bins = pit_histogram(runs, known);
  for (std::size_t bin = 0; bin < bins.size(); ++bin) {
    sheet.add("PIT", name, fmt::format("to {:.1f}", static_cast<double>(bin + 1) / kPitBins),
              bins[bin]);
  }
}

}  // namespace

void add_replicate_scores(const std::string& of, const Replicates& runs,
                          const Eigen::ArrayXd& known, double least, ScoreSheet& sheet) {
  add_bands(of + ", all", runs, known, sheet);
  const Larger kept = larger(runs, known, least);
  if (kept.known.size() > 0) {
    add_bands(fmt::format("{}, {:.0f} or more", of, least), kept.runs, kept.known, sheet);
  }
}

}  // namespace sojourn::command
