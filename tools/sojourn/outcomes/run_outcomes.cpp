#include "tools/sojourn/outcomes/run_outcomes.hpp"

#include <fmt/format.h>

#include <cmath>
#include <set>

#include "sim/record/recorder.hpp"
#include "sim/record/run_file.hpp"
#include "tools/sojourn/outcomes/chosen_cells.hpp"
#include "tools/sojourn/outcomes/own_file.hpp"

namespace sojourn::command {

namespace {

namespace fs = std::filesystem;

class OutcomeFile {
 public:
  OutcomeFile(const fs::path& path, const models::OutcomeRecord& outcomes,
              const models::YearlyRecord& yearly)
      : outcomes_(outcomes), yearly_(yearly), recorder_(path, true, "sojourn-outcomes") {}

  void write(const RunLabel& label) {
    recorder_.attribute("title", label.title);
    recorder_.attribute("tick_years", label.tick_years);
    axes();
    recorder_.write<double>({"means", {"outcome"}, "1", "mean over the span that is compared"},
                            outcomes_.means());
    declare();
    for (std::size_t y = 0; y < yearly_.years().size(); ++y) year(y);
    recorder_.finish();
  }

 private:
  void axes() {
    recorder_.add_axis({"outcome", models::standard_outcome_names(), {}, "1", "what is compared"});
    recorder_.add_time_axis("year", "1", "calendar year");
    std::set<std::string> used;
    for (const models::YearlySeries& one : yearly_.series()) {
      used.insert(one.info.axes.begin(), one.info.axes.end());
    }
    for (const Axis& axis : yearly_.axes()) {
      if (used.contains(axis.name)) recorder_.add_axis(axis);
    }
  }

  void declare() {
    ticks_ = recorder_.add_series<std::int64_t>(
        {"ticks", {"year"}, "1", "ticks of the year that count", OverTime::kSum});
    standard_ = recorder_.add_series<double>(
        {"outcomes", {"year", "outcome"}, "1", "mean over the year", OverTime::kMean});
    for (const models::YearlySeries& one : yearly_.series()) {
      wholes_.push_back(one.whole ? recorder_.add_series<std::int64_t>(one.info)
                                  : Series<std::int64_t>{});
      reals_.push_back(one.whole ? Series<double>{} : recorder_.add_series<double>(one.info));
    }
  }

  void year(std::size_t y) {
    recorder_.step("year", yearly_.years()[y]);
    recorder_.append(ticks_, yearly_.ticks()[y]);
    std::vector<double> values;
    for (std::size_t k = 0; k < models::standard_outcomes().size(); ++k) {
      values.push_back(outcomes_.of_years(k)[y]);
    }
    recorder_.append(standard_, values);
    for (std::size_t k = 0; k < yearly_.series().size(); ++k) series(k, y);
  }

  void series(std::size_t k, std::size_t y) {
    const models::YearlySeries& one = yearly_.series()[k];
    const std::vector<double> cells = one.slice(y);
    if (!one.whole) return recorder_.append(reals_[k], cells);
    std::vector<std::int64_t> whole;
    whole.reserve(cells.size());
    for (const double cell : cells) whole.push_back(std::llround(cell));
    recorder_.append(wholes_[k], whole);
  }

  const models::OutcomeRecord& outcomes_;
  const models::YearlyRecord& yearly_;
  Recorder recorder_;
  Series<std::int64_t> ticks_;
  Series<double> standard_;
  std::vector<Series<std::int64_t>> wholes_;  // by series, where it is whole
  std::vector<Series<double>> reals_;         // by series, where it is not
};

}  // namespace

void write_outcomes(const fs::path& path, const RunLabel& label,
                    const models::OutcomeRecord& outcomes, const models::YearlyRecord& yearly) {
  const fs::path own = own_file(path);
  OutcomeFile(own, outcomes, yearly).write(label);
  publish_own(own, path);
}

RunOutcomes read_outcomes(const fs::path& path, const std::vector<AskedOutcome>& asked) {
  const RunFile file(path);
  if (file.attribute_text("format") != "sojourn-outcomes" ||
      file.texts("outcome") != models::standard_outcome_names() || file.find("means") == nullptr) {
    throw ReadError(fmt::format("{}: not the outcomes of a run of this program", path.string()));
  }
  const std::vector<double> means = file.reals("means"), yearly = file.reals("outcomes");
  RunOutcomes all{{}, file.reals("year"), {}};
  if (yearly.size() != means.size() * all.years.size()) {
    throw ReadError(fmt::format("{}: outcomes are missing", path.string()));
  }
  for (const AskedOutcome& one : asked) {
    if (one.standard) {
      all.means.push_back(means[*one.standard]);
      std::vector<double> values;
      for (std::size_t y = 0; y < all.years.size(); ++y) {
        values.push_back(yearly[y * means.size() + *one.standard]);
      }
      all.yearly.push_back(std::move(values));
    } else {
      const CellsByYear cells = chosen_by_year(file, one.cells);
      all.means.push_back(cells.mean);
      all.yearly.push_back(cells.yearly);
    }
  }
  return all;
}

}  // namespace sojourn::command
