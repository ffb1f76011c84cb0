#include "tools/sojourn/score/series_scores.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>

#include "tools/sojourn/score/level_scores.hpp"
#include "tools/sojourn/score/measures/change.hpp"
#include "tools/sojourn/score/measures/closeness.hpp"
#include "tools/sojourn/score/replicate_scores.hpp"

namespace sojourn::command {

namespace {

/// One number that was observed and that all runs have.
struct ObservedCell {
  std::string label;  // of its date
  double known = 0;
  std::vector<double> runs;
  double last = std::nan(""), mean = std::nan("");  // observed before
  double last_of_run = std::nan("");                // at the date of `last`

  double run() const {
    double sum = 0;
    for (const double one : runs) sum += one;
    return sum / static_cast<double>(runs.size());
  }
};

/// Goes through the dates of one thing that is observed.
std::vector<ObservedCell> cells_of(const HeldAgainst& one, int first_year) {
  std::vector<ObservedCell> cells;
  double sum = 0, n = 0, last = std::nan(""), last_of_run = std::nan("");
  for (std::size_t i = 0; i < one.labels.size(); ++i) {
    if (std::isnan(one.observed[i])) continue;
    ObservedCell cell{one.labels[i], one.observed[i], {}, last, sum / n, last_of_run};
    for (const auto& run : one.simulated) cell.runs.push_back(run[i]);
    const bool scored = std::stoi(cell.label.substr(0, 4)) >= first_year;
    if (scored && !std::isnan(cell.run())) cells.push_back(cell);
    if (scored && first_year > 0) continue;
    sum += one.observed[i];
    ++n;
    last = one.observed[i];
    last_of_run = cell.run();
  }
  return cells;
}

template <class Get>
Eigen::ArrayXd values_of(const std::vector<ObservedCell>& cells, const Get& get) {
  Eigen::ArrayXd values(static_cast<Eigen::Index>(cells.size()));
  for (std::size_t i = 0; i < cells.size(); ++i) {
    values(static_cast<Eigen::Index>(i)) = get(cells[i]);
  }
  return values;
}

/// By date, in the order of dates: the guesses, and what is known.
struct Dated {
  std::vector<Eigen::ArrayXd> guess, known;
};

Dated by_date(const std::vector<ObservedCell>& cells, double (*get)(const ObservedCell&)) {
  std::map<std::string, std::vector<ObservedCell>> dates;
  for (const ObservedCell& cell : cells) dates[cell.label].push_back(cell);
  Dated dated;
  for (const auto& [label, of_date] : dates) {
    dated.guess.push_back(values_of(of_date, get));
    dated.known.push_back(values_of(of_date, [](const ObservedCell& c) { return c.known; }));
  }
  return dated;
}

void add_scores(const std::string& table, const std::string& who,
                const std::vector<ObservedCell>& cells, double (*get)(const ObservedCell&),
                ScoreSheet& sheet) {
  const Eigen::ArrayXd guess = values_of(cells, get);
  const Eigen::ArrayXd known = values_of(cells, [](const ObservedCell& c) { return c.known; });
  const auto add = [&](const char* measure, double value) {
    sheet.add(table, who, measure, value);
  };
  add("n", static_cast<double>(cells.size()));
  add("common part", common_part(guess, known));
  add("r of ranks", rank_correlation(guess, known));
  add("r of logs", log_correlation(guess, known));
  add("MAE", mean_absolute_error(guess, known));
  add("RMSE", root_mean_square_error(guess, known));
  add("MAPE", mean_relative_error(guess, known, kSmallest));
  const Dated dated = by_date(cells, get);
  add("ARD", averaged_relative_difference(dated.guess, dated.known));
  add("total", total_ratio(guess, known));
}

double of_run(const ObservedCell& cell) {
  return cell.run();
}

void add_change(const std::string& table, const std::vector<ObservedCell>& cells,
                ScoreSheet& sheet) {
  const double r = change_correlation(
      values_of(cells, [](const ObservedCell& c) { return c.last_of_run; }),
      values_of(cells, of_run), values_of(cells, [](const ObservedCell& c) { return c.last; }),
      values_of(cells, [](const ObservedCell& c) { return c.known; }), kSmallest);
  sheet.add(table + ", change", "run", "r of log change", r);
}

void add_bands(const std::string& name, const std::vector<ObservedCell>& cells, ScoreSheet& sheet) {
  Replicates runs;
  for (std::size_t run = 0; run < cells.front().runs.size(); ++run) {
    runs.push_back(values_of(cells, [run](const ObservedCell& c) { return c.runs[run]; }));
  }
  add_replicate_scores(name, runs, values_of(cells, [](const ObservedCell& c) { return c.known; }),
                       kSmallest, sheet);
}

void add_series(const std::string& name, const std::vector<ObservedCell>& cells,
                ScoreSheet& sheet) {
  add_scores(name, "run", cells, of_run, sheet);
  std::vector<ObservedCell> later;  // of which something was known before
  for (const ObservedCell& cell : cells) {
    if (!std::isnan(cell.last) && !std::isnan(cell.last_of_run)) later.push_back(cell);
  }
  if (!later.empty()) {
    add_scores(name, "run, those", later, of_run, sheet);
    add_scores(
        name, "persistence, those", later, [](const ObservedCell& c) { return c.last; }, sheet);
    add_scores(
        name, "mean, those", later, [](const ObservedCell& c) { return c.mean; }, sheet);
    add_change(name, later, sheet);
  }
  if (cells.front().runs.size() > 1) add_bands(name, cells, sheet);
}

void note_outside(const std::vector<HeldAgainst>& held, ScoreSheet& sheet) {
  std::size_t n = 0;
  for (const HeldAgainst& one : held) n += one.n_outside;
  if (n == 0) return;
  sheet.notes.push_back(
      fmt::format("{} numbers are of dates that the runs have not: none of them is scored, and "
                  "nobody learns from them.",
                  n));
}

}  // namespace

ScoreSheet score_series(const std::vector<HeldAgainst>& held, int first_year) {
  std::map<std::string, std::vector<ObservedCell>> by_series;
  for (const HeldAgainst& one : held) {
    for (ObservedCell& cell : cells_of(one, first_year))
      by_series[one.series].push_back(std::move(cell));
  }
  if (by_series.empty()) {
    throw InputError({"--reference"}, "no number in it is of a date that the runs have");
  }
  ScoreSheet sheet;
  for (const auto& [name, cells] : by_series) add_series(name, cells, sheet);
  sheet.notes.emplace_back(
      "Those: numbers before which the same thing was observed at a date that the runs have.");
  note_outside(held, sheet);
  return sheet;
}

}  // namespace sojourn::command
