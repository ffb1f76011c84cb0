#include "tools/sojourn/compare/comparison_file.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "sim/record/recorder.hpp"
#include "tools/sojourn/compare/comparison_places.hpp"
#include "tools/sojourn/outcomes/no_value.hpp"

namespace sojourn::command {

namespace {

double number_or_nan(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? value : kNoValue;
}

/// Lays out what compare.h5 holds.
class ComparisonFile {
 public:
  ComparisonFile(const std::filesystem::path& path, const Comparison& all)
      : all_(all), recorder_(path, true, "sojourn-compare") {}

  void write(const std::map<std::string, std::string>& provenance) {
    for (const auto& [name, value] : all_.attributes) recorder_.attribute(name, value);
    recorder_.attribute("complete", std::int64_t{all_.complete() ? 1 : 0});
    recorder_.attribute("level", 0.95);
    write_axes();
    write_regimes();
    write_outcomes();
    write_series();
    if (all_.world) write_places(recorder_, all_);
    if (all_.changes) write_corridors(recorder_, *all_.changes);
    for (const auto& [name, value] : provenance) recorder_.provenance(name, value);
    recorder_.finish();
  }

 private:
  template <class Fn>
  std::vector<std::string> texts(const Fn& of) const {
    std::vector<std::string> all;
    for (const ComparedRegime& regime : all_.regimes) all.push_back(of(regime));
    return all;
  }

  void write_axes() {
    std::vector<double> replicates;
    for (std::size_t r = 0; r < all_.seeds.size(); ++r) {
      replicates.push_back(static_cast<double>(r + 1));
    }
    std::vector<std::string> names, units, meanings;
    for (const AskedOutcome& outcome : all_.outcomes) {
      names.push_back(outcome.name);
      units.push_back(outcome.units);
      meanings.push_back(outcome.meaning);
    }
    recorder_.add_axis(
        {"regime", texts([](const auto& r) { return r.name; }), {}, "1", "what is compared"});
    recorder_.add_axis(
        {"replicate", {}, replicates, "1", "runs with the same seed in each regime"});
    recorder_.add_axis({"outcome", names, {}, "1", "by what it is compared"});
    recorder_.add_axis({"year", {}, all_.years, "1", "calendar year"});
    if (!all_.parameters.empty()) {
      recorder_.add_axis({"parameter", all_.parameters, {}, "1", "setting that is varied"});
    }
    recorder_.write<std::string>({"outcome_units", {"outcome"}, "1", "units of the outcome"},
                                 units);
    recorder_.write<std::string>({"outcome_meaning", {"outcome"}, "1", "what it tells"}, meanings);
    recorder_.write<std::int64_t>({"seed", {"replicate"}, "1", "seed of the replicate's runs"},
                                  all_.seeds);
  }

  void write_regimes() {
    recorder_.write<std::string>({"regime_files", {"regime"}, "1", "overlays of the regime"},
                                 texts([](const auto& r) { return r.files; }));
    std::vector<std::string> runs;
    for (const ComparedRegime& regime : all_.regimes) {
      runs.insert(runs.end(), regime.keys.begin(), regime.keys.end());
    }
    recorder_.write<std::string>(
        {"run", {"regime", "replicate"}, "1", "name of the run: runs/NAME.h5"}, runs);
    recorder_.write<std::string>(
        {"regime_modules", {"regime"}, "1", "modules with every default filled in, as TOML"},
        texts([](const auto& r) { return r.modules; }));
    std::vector<std::int64_t> references;
    for (const ComparedRegime& regime : all_.regimes) {
      references.push_back(static_cast<std::int64_t>(regime.reference));
    }
    recorder_.write<std::int64_t>(
        {"reference", {"regime"}, "1", "index of the regime that differences are to"}, references);
    if (all_.parameters.empty()) return;
    std::vector<std::string> written;
    std::vector<double> numbers;
    for (const ComparedRegime& regime : all_.regimes) {
      for (const std::string& value : regime.point) {
        written.push_back(value);
        numbers.push_back(number_or_nan(value));
      }
    }
    recorder_.write<double>({"parameters",
                             {"regime", "parameter"},
                             "1",
                             "value of the setting; NaN where it is no number"},
                            numbers);
    recorder_.write<std::string>(
        {"parameter_texts", {"regime", "parameter"}, "1", "value of the setting as it was given"},
        written);
  }

  void write_outcomes() {
    const std::size_t n = all_.outcomes.size();
    std::vector<double> cells;
    for (const ComparedRegime& regime : all_.regimes) {
      for (const auto& run : regime.runs) {
        for (std::size_t k = 0; k < n; ++k) cells.push_back(run ? run->means[k] : kNoValue);
      }
    }
    recorder_.write<double>({"outcomes",
                             {"regime", "replicate", "outcome"},
                             "1",
                             "mean over the ticks compared; units in outcome_units"},
                            cells);
    write_intervals("", "of the replicates", [&](auto r, auto k) { return all_.mean(r, k); });
    write_intervals("difference", "of the paired differences to the reference",
                    [&](auto r, auto k) { return all_.difference(r, k); });
  }

  template <class Fn>
  void write_intervals(const std::string& of, const std::string& meaning, const Fn& interval) {
    const std::string prefix = of.empty() ? "" : of + "_";
    std::vector<double> means, lows, highs;
    for (std::size_t r = 0; r < all_.regimes.size(); ++r) {
      for (std::size_t k = 0; k < all_.outcomes.size(); ++k) {
        const MeanInterval one = interval(r, k);
        means.push_back(one.mean), lows.push_back(one.low), highs.push_back(one.high);
      }
    }
    const std::vector<std::string> axes{"regime", "outcome"};
    recorder_.write<double>({of.empty() ? "mean" : of, axes, "1", "mean " + meaning}, means);
    recorder_.write<double>(
        {prefix + "low", axes, "1", "lower bound of the 95% interval " + meaning}, lows);
    recorder_.write<double>(
        {prefix + "high", axes, "1", "upper bound of the 95% interval " + meaning}, highs);
  }

  void write_series() {
    recorder_.add_group("series", "means over each calendar year");
    for (std::size_t k = 0; k < all_.outcomes.size(); ++k) {
      const AskedOutcome& outcome = all_.outcomes[k];
      std::vector<double> cells;
      for (const ComparedRegime& regime : all_.regimes) {
        for (const auto& run : regime.runs) {
          for (std::size_t y = 0; y < all_.years.size(); ++y) {
            const bool known = run && y < run->yearly[k].size();
            cells.push_back(known ? run->yearly[k][y] : kNoValue);
          }
        }
      }
      recorder_.write<double>({"series/" + outcome.name,
                               {"regime", "replicate", "year"},
                               outcome.units,
                               outcome.meaning},
                              cells);
    }
  }

  const Comparison& all_;
  Recorder recorder_;
};

}  // namespace

void write_comparison(const std::filesystem::path& path, const Comparison& comparison,
                      const std::map<std::string, std::string>& provenance) {
  ComparisonFile(path, comparison).write(provenance);
}

}  // namespace sojourn::command
