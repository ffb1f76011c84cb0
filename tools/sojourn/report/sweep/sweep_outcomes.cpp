// Outcomes of `compare` as run files have them.
#include <algorithm>
#include <cmath>
#include <map>

#include "models/catalog.hpp"
#include "models/outcomes/outcomes.hpp"
#include "tools/sojourn/outcomes/asked_outcomes.hpp"
#include "tools/sojourn/outcomes/no_value.hpp"
#include "tools/sojourn/report/sweep/run_numbers.hpp"

namespace sojourn::command {

namespace {

constexpr double kOneBillionth = 1e-9;

bool every_cell(const AxisMeanings&, CellIndex) {
  return true;
}

/// Of made_irregular: place, status before.
CellTest made_from(StatusSet before) {
  return [before](const AxisMeanings&, CellIndex cell) {
    return before.contains(static_cast<Status>(cell[1]));
  };
}

SweepOutcome standard(const char* name, const char* series, const CellTest& counts = every_cell,
                      double scale = 1) {
  const auto& all = models::standard_outcomes();
  const auto found = std::ranges::find(all, name, &models::Outcome::name);
  return {name, found->units, found->meaning, series, counts, scale};
}

SweepOutcome openness() {
  SweepOutcome one = standard("openness", "openness", [](const AxisMeanings& run, CellIndex cell) {
    return static_cast<int>(cell[0]) < run.n_countries;  // a place within one has none of its own
  });
  one.of_cells = true;
  one.missing = kNoValue;
  return one;
}

std::vector<SweepOutcome> standard_ones() {
  constexpr StatusSet kFirst =
      kOnTheWay | StatusSet(Status::kResident) | StatusSet(Status::kReturned);
  constexpr StatusSet kToKeep =
      kSecure | StatusSet(Status::kRefugee) | StatusSet(Status::kProtected);
  return {
      standard("arrivals", "arrivals",
               [](const AxisMeanings& run, CellIndex cell) {
                 return run.is_abroad(cell[0], cell[1]) && run.is_return[cell[2]] == 0;
               }),
      {"abroad", "persons", "people who live outside of their own country", "stocks",
       [](const AxisMeanings& run, CellIndex cell) {
         return run.is_abroad(cell[1], cell[0]) && run.is_settled[cell[2]] != 0;
       }},
      standard("irregular_stock", "stocks",
               [](const AxisMeanings& run, CellIndex cell) {
                 return run.is_abroad(cell[1], cell[0]) && run.is_irregular[cell[2]] != 0;
               }),
      standard("deaths", "crossing_deaths"),
      openness(),
      standard("remittances", "remittances", every_cell, kOneBillionth),
      standard("refused_place", "without_place"),
      standard("refused_entry", "barred"),
      standard("refused_means", "unaffordable"),
      standard("refused_border", "interceptions"),
      standard("refused_room", "turned_away"),
      standard("refused_readmission", "readmissions"),
      standard("irregular_entered", "made_irregular", made_from(kFirst)),
      standard("irregular_overstayed", "made_irregular", made_from(Status::kTemporary)),
      standard("irregular_rejected", "made_irregular", made_from(Status::kAsylumApplicant)),
      standard("irregular_lost", "made_irregular", made_from(kToKeep)),
  };
}

/// Cells whose ids all are chosen.
std::vector<char> chosen_in(const Selection& selection, const RunView& run,
                            const StoredDataset& series) {
  std::vector<char> chosen{1};
  for (std::size_t i = 1; i < series.axes.size(); ++i) {
    const auto choice = std::ranges::find(selection.choices, series.axes[i], &AxisChoice::axis);
    std::vector<char> finer;
    for (const char outer : chosen) {
      for (const std::string& label : run.file.labels(series.axes[i])) {
        const bool in =
            choice == selection.choices.end() || std::ranges::count(choice->ids, label) > 0;
        finer.push_back(outer != 0 && in ? 1 : 0);
      }
    }
    chosen = std::move(finer);
  }
  return chosen;
}

SweepOutcome defined(const AskedOutcome& asked) {
  SweepOutcome one{asked.name, asked.units, asked.meaning, asked.cells.selection.series, {}};
  one.cells = [selection = asked.cells.selection](const RunView& run, const StoredDataset& series) {
    return chosen_in(selection, run, series);
  };
  one.of_cells = asked.cells.selection.fold == Fold::kMean;
  one.missing = asked.cells.counts ? 0 : kNoValue;
  return one;
}

std::vector<SweepOutcome> defined_by(const RunView& run) {
  const std::vector<Definition> definitions = defined_in(run.atlas.scenario());
  std::vector<SweepOutcome> all;
  if (definitions.empty()) return all;
  const SeriesIndex index = index_of(run.atlas.scenario(), models::standard_catalog());
  for (const AskedOutcome& asked : asked_outcomes({}, definitions, {index})) {
    if (!asked.standard) all.push_back(defined(asked));
  }
  return all;
}

Grouping cells_of(const SweepOutcome& outcome, const RunView& run, const AxisMeanings& meanings,
                  const StoredDataset& series) {
  if (!outcome.cells) {
    return grouped_by(series, 1,
                      [&](CellIndex cell) { return outcome.counts(meanings, cell) ? 0 : -1; });
  }
  Grouping grouping{{}, 1};
  for (const char in : outcome.cells(run, series)) {
    grouping.group_of_cell.push_back(in != 0 ? 0 : -1);
  }
  return grouping;
}

/// The mean over ticks of years that have a value.
double over_ticks(const std::vector<double>& yearly, const Periods& years) {
  double sum = 0, weight = 0;
  for (std::size_t y = 0; y < yearly.size(); ++y) {
    if (std::isnan(yearly[y])) continue;
    const auto ticks = static_cast<double>(years.begin[y + 1] - years.begin[y]);
    sum += yearly[y] * ticks;
    weight += ticks;
  }
  return weight > 0 ? sum / weight : kNoValue;
}

OutcomeOfRun told(const SweepOutcome& outcome, const RunView& run, const Grouping& cells,
                  const Grouped& sums, bool flow) {
  const auto n = static_cast<double>(std::ranges::count(cells.group_of_cell, 0));
  OutcomeOfRun all;
  for (std::size_t y = 0; y < run.years.size(); ++y) {
    double value = n > 0 ? sums.at(y, 0) * outcome.scale : outcome.missing;
    if (outcome.of_cells && n > 0) value /= n;
    const auto ticks = static_cast<double>(run.years.begin[y + 1] - run.years.begin[y]);
    all.yearly.push_back(flow ? value / (ticks * tick_years(run.file)) : value);
  }
  all.mean = over_ticks(all.yearly, run.years);
  return all;
}

/// All that is of one series, which is read once.
void read_series(const RunView& run, const AxisMeanings& meanings,
                 const std::vector<SweepOutcome>& outcomes, const std::vector<std::size_t>& which,
                 std::vector<OutcomeOfRun>& found) {
  const std::string& name = outcomes[which.front()].series;
  const StoredDataset* series = run.file.find(name);
  if (series == nullptr) {
    for (const std::size_t k : which) {
      found[k] = {kNoValue, std::vector<double>(run.years.size(), kNoValue)};
    }
    return;
  }
  std::vector<Grouping> groupings;
  for (const std::size_t k : which) {
    groupings.push_back(cells_of(outcomes[k], run, meanings, *series));
  }
  const bool flow = is_flow(run.file, name);
  const auto sums =
      aggregate(run.file, name, run.years, flow ? Over::kSum : Over::kMean, groupings);
  for (std::size_t i = 0; i < which.size(); ++i) {
    found[which[i]] = told(outcomes[which[i]], run, groupings[i], sums[i], flow);
  }
}

}  // namespace

AxisMeanings::AxisMeanings(const RunView& run)
    : country(run.atlas.country_of_place()),
      n_countries(static_cast<int>(run.atlas.n_countries())) {
  for (const std::string& channel : run.file.labels("channel")) {
    is_return.push_back(channel == "return" ? 1 : 0);
  }
  for (const std::string& status : run.file.labels("status")) {
    const auto found = std::ranges::find(kStatusNames, status);
    const auto known = static_cast<Status>(found - kStatusNames.begin());
    is_settled.push_back(found != kStatusNames.end() && kSettled.contains(known) ? 1 : 0);
    is_irregular.push_back(status == kStatusNames[static_cast<std::size_t>(Status::kIrregular)]);
  }
}

bool is_flow(const RunFile& file, const std::string& series) {
  const FileAttributes attributes = file.attributes_of(series);
  const auto found = attributes.find("cell_methods");
  return found != attributes.end() && sojourn::to_string(found->second).ends_with(": sum");
}

double tick_years(const RunFile& file) {
  return file.attribute_text("tick") == "day" ? 1.0 / 365 : 1.0 / 12;
}

std::vector<SweepOutcome> sweep_outcomes(const RunView& run) {
  std::vector<SweepOutcome> all;
  for (SweepOutcome& one : standard_ones()) {
    if (run.has(one.series)) all.push_back(std::move(one));
  }
  for (SweepOutcome& one : defined_by(run)) all.push_back(std::move(one));
  return all;
}

std::vector<OutcomeOfRun> numbers_of(const RunView& run,
                                     const std::vector<SweepOutcome>& outcomes) {
  const AxisMeanings meanings(run);
  std::map<std::string, std::vector<std::size_t>> by_series;
  for (std::size_t k = 0; k < outcomes.size(); ++k) by_series[outcomes[k].series].push_back(k);
  std::vector<OutcomeOfRun> found(outcomes.size());
  for (const auto& [series, which] : by_series) {
    read_series(run, meanings, outcomes, which, found);
  }
  return found;
}

}  // namespace sojourn::command
