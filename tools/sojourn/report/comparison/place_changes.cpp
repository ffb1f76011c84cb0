#include "tools/sojourn/report/comparison/place_changes.hpp"

#include <algorithm>
#include <cmath>

#include "tools/sojourn/compare/intervals.hpp"
#include "tools/sojourn/outcomes/no_value.hpp"
#include "tools/sojourn/report/page/page_values.hpp"

namespace sojourn::command {

namespace {

constexpr std::size_t kMostPairs = 40;  // of a regime and a series

bool has_none(const PlaceCells& series) {
  return std::ranges::none_of(series.cells, [](double v) { return std::isfinite(v) && v != 0; });
}

/// Of the years [first, end) the mean, by replicate; NaN for a missing run.
std::vector<double> sample_of(const ComparedRuns& runs, const PlaceCells& series,
                              std::size_t regime, std::size_t place, std::size_t first,
                              std::size_t end) {
  std::vector<double> values;
  for (std::size_t r = 0; r < runs.n_replicates; ++r) {
    double sum = 0;
    for (std::size_t year = first; year < end; ++year) {
      const std::size_t row = (regime * runs.n_replicates + r) * runs.n_years + year;
      sum += series.cells[row * runs.n_places + place];
    }
    values.push_back(end > first ? sum / static_cast<double>(end - first) : kNoValue);
  }
  return values;
}

/// {"mean", "difference", "low", "high"} by regime and place, over some years.
Json over_years(const ComparedRuns& runs, const PlaceCells& series, std::size_t first,
                std::size_t end) {
  Json all = {{"mean", Json::array()},
              {"difference", Json::array()},
              {"low", Json::array()},
              {"high", Json::array()}};
  for (std::size_t regime = 0; regime < runs.n_regimes(); ++regime) {
    Json mean = Json::array(), difference = mean, low = mean, high = mean;
    const auto reference = static_cast<std::size_t>(runs.reference[regime]);
    for (std::size_t place = 0; place < runs.n_places; ++place) {
      const auto own = sample_of(runs, series, regime, place, first, end);
      const auto other = sample_of(runs, series, reference, place, first, end);
      const MeanInterval paired = student_interval(paired_differences(own, other));
      mean.push_back(rounded(student_interval(own).mean));
      difference.push_back(rounded(paired.mean));
      low.push_back(rounded(paired.low));
      high.push_back(rounded(paired.high));
    }
    all["mean"].push_back(mean);
    all["difference"].push_back(difference);
    all["low"].push_back(low);
    all["high"].push_back(high);
  }
  return all;
}

/// {"mean", "low", "high"} of replicates: [regime][place][year].
Json each_year(const ComparedRuns& runs, const PlaceCells& series) {
  Json all = {{"mean", Json::array()}, {"low", Json::array()}, {"high", Json::array()}};
  for (std::size_t regime = 0; regime < runs.n_regimes(); ++regime) {
    Json means = Json::array(), lows = means, highs = means;
    for (std::size_t place = 0; place < runs.n_places; ++place) {
      Json mean = Json::array(), low = mean, high = mean;
      for (std::size_t year = 0; year < runs.n_years; ++year) {
        auto sample = sample_of(runs, series, regime, place, year, year + 1);
        mean.push_back(rounded(student_interval(sample).mean));
        std::erase_if(sample, [](double value) { return std::isnan(value); });
        low.push_back(sample.empty() ? Json() : rounded(std::ranges::min(sample)));
        high.push_back(sample.empty() ? Json() : rounded(std::ranges::max(sample)));
      }
      means.push_back(mean), lows.push_back(low), highs.push_back(high);
    }
    all["mean"].push_back(means), all["low"].push_back(lows), all["high"].push_back(highs);
  }
  return all;
}

}  // namespace

bool RoomForYears::take(const ComparedRuns& runs) {
  const std::size_t wanted = 3 * runs.n_regimes() * runs.n_places * runs.n_years;
  if (wanted > left_) return false;
  left_ -= wanted;
  return true;
}

Json changes_of_places(const ComparedRuns& runs, const PlaceCells& series, RoomForYears& room) {
  if (has_none(series) || runs.n_years == 0) return nullptr;
  Json row = {{"units", series.units},
              {"long_name", series.long_name},
              {"last", over_years(runs, series, runs.n_years - 1, runs.n_years)},
              {"all", over_years(runs, series, 0, runs.n_years)}};
  if (room.take(runs)) row["years"] = each_year(runs, series);
  return row;
}

void add_changed_pairs(std::size_t regime, std::size_t n_places, const PairChanges& changes,
                       Json& rows) {
  std::vector<std::size_t> pairs;
  for (std::size_t pair = 0; pair < changes.difference.size(); ++pair) {
    const double difference = changes.difference[pair];
    if (std::isfinite(difference) && difference != 0) pairs.push_back(pair);
  }
  std::ranges::stable_sort(pairs, std::greater<>(),
                           [&](std::size_t pair) { return std::abs(changes.difference[pair]); });
  pairs.resize(std::min(pairs.size(), kMostPairs));
  for (const std::size_t pair : pairs) {
    rows.push_back(Json::Array{regime, pair / n_places, pair % n_places,
                               rounded(changes.mean[pair]), rounded(changes.difference[pair]),
                               rounded(changes.low[pair]), rounded(changes.high[pair])});
  }
}

}  // namespace sojourn::command
