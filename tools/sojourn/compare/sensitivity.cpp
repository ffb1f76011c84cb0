#include "tools/sojourn/compare/sensitivity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <limits>
#include <memory>
#include <numeric>
#include <set>

#include "sim/input/text/characters.hpp"
#include "sim/record/recorder.hpp"
#include "tools/sojourn/compare/sobol_indices.hpp"
#include "tools/sojourn/console/cli.hpp"
#include "tools/sojourn/console/clock.hpp"
#include "tools/sojourn/console/interrupt.hpp"
#include "tools/sojourn/console/output_path.hpp"
#include "tools/sojourn/console/text_table.hpp"
#include "tools/sojourn/program/lease.hpp"
#include "tools/sojourn/program/version.hpp"
#include "tools/sojourn/study/output_folder.hpp"
#include "tools/sojourn/study/study.hpp"
#include "tools/sojourn/study/threads.hpp"
#include "tools/sojourn/study/vary.hpp"
#include "tools/sojourn/study/whole_ranges.hpp"

namespace sojourn::command {

namespace {

std::vector<Variation> ranges_of(const SensitivityRequest& request) {
  std::vector<Variation> ranges;
  for (const std::string& text : request.variations) {
    ranges.push_back(parse_variation(text));
    if (ranges.back().is_range()) continue;
    throw InputError(Source{"--vary"}, text + ": expected a range, path=low..high");
  }
  if (ranges.empty()) {
    throw InputError(Source{"--vary"}, "expected at least one range, path=low..high");
  }
  refuse_repeated(ranges);
  find_whole_ranges(ranges, request.scenario);
  return ranges;
}

std::vector<StudyRow> rows_of(const SensitivityRequest& request,
                              const std::vector<Variation>& ranges,
                              const std::vector<std::vector<double>>& points) {
  std::vector<StudyRow> rows;
  for (const auto& point : points) {
    ScenarioRequest scenario = request.scenario;
    for (std::size_t k = 0; k < ranges.size(); ++k) {
      scenario.varied.push_back(at(ranges[k], point[k]));
    }
    rows.push_back({fmt::format("point {}", rows.size() + 1), scenario, {}});
  }
  return rows;
}

/// Mean over replicates at every point, of those that have a value; NaN where none has, or a run is
/// missing.
std::vector<double> outputs_of(const Study& study, std::size_t n_points, std::size_t outcome) {
  std::vector<double> values;
  for (std::size_t row = 0; row < n_points; ++row) {
    double sum = 0;
    std::size_t n = 0, missing = 0;
    for (std::size_t r = 0; r < study.seeds().size(); ++r) {
      const RunOutcomes* run = study.outcomes(row, r);
      missing += run == nullptr ? 1 : 0;
      if (run == nullptr || std::isnan(run->means[outcome])) continue;
      sum += run->means[outcome];
      ++n;
    }
    const bool known = n > 0 && missing == 0;
    values.push_back(known ? sum / static_cast<double>(n)
                           : std::numeric_limits<double>::quiet_NaN());
  }
  return values;
}

std::string share_text(const VarianceShare& share) {
  if (std::isnan(share.value)) return "-";
  return fmt::format("{:.3f} ({:.3f} .. {:.3f})", share.value, share.low, share.high);
}

struct Analysis {
  std::vector<Variation> ranges;
  std::vector<std::vector<double>> points;
  std::vector<AskedOutcome> outcomes;
  std::vector<std::vector<double>> outputs;  // [outcome][point]
  std::vector<SobolIndices> indices;         // [outcome]
};

void print_analysis(const Analysis& all, std::ostream& out) {
  for (std::size_t k = 0; k < all.outcomes.size(); ++k) {
    const AskedOutcome& outcome = all.outcomes[k];
    const SobolIndices& found = all.indices[k];
    out << fmt::format("\n{} [{}]: mean {:.6g}, standard deviation {:.3g}\n", outcome.name,
                       outcome.units, found.mean, std::sqrt(found.variance));
    const std::size_t rows = all.points.size() / (all.ranges.size() + 2);
    if (found.rows < rows) {
      out << fmt::format(
          "from {} of {} samples: the others have no value, so these shares are of a "
          "part of the ranges\n",
          found.rows, rows);
    }
    TextTable table;
    table.align_right_from(1);
    table.add({"", "first order", "total"});
    for (std::size_t i = 0; i < all.ranges.size(); ++i) {
      table.add({all.ranges[i].path, share_text(found.first[i]), share_text(found.total[i])});
    }
    table.print(out);
  }
}

void write_shares(Recorder& recorder, const Analysis& all, const std::string& name,
                  const std::string& meaning, std::vector<VarianceShare> SobolIndices::*of) {
  std::vector<double> values, lows, highs;
  for (const SobolIndices& indices : all.indices) {
    for (const VarianceShare& share : indices.*of) {
      values.push_back(share.value), lows.push_back(share.low), highs.push_back(share.high);
    }
  }
  const std::vector<std::string> axes{"outcome", "parameter"};
  recorder.write<double>({name, axes, "1", meaning}, values);
  recorder.write<double>({name + "_low", axes, "1", "lower bound of its 95% interval"}, lows);
  recorder.write<double>({name + "_high", axes, "1", "upper bound of its 95% interval"}, highs);
}

/// 1, 2, ..., n
std::vector<double> numbers_to(std::size_t n) {
  std::vector<double> numbers(n);
  std::iota(numbers.begin(), numbers.end(), 1.0);
  return numbers;
}

void write_axes(Recorder& recorder, const Analysis& all, const Study& study) {
  std::vector<std::string> outcomes, units, parameters;
  for (const AskedOutcome& outcome : all.outcomes) {
    outcomes.push_back(outcome.name);
    units.push_back(outcome.units);
  }
  for (const Variation& range : all.ranges) parameters.push_back(range.path);
  recorder.add_axis({"outcome", outcomes, {}, "1", "what varies"});
  recorder.add_axis({"parameter", parameters, {}, "1", "setting that is varied"});
  recorder.add_axis({"point", {}, numbers_to(all.points.size()), "1", "of the design"});
  recorder.add_axis({"replicate",
                     {},
                     numbers_to(study.seeds().size()),
                     "1",
                     "runs with the same seed at each point"});
  recorder.write<std::int64_t>({"seed", {"replicate"}, "1", "seed of the replicate's runs"},
                               study.seeds());
  recorder.write<std::string>({"run", {"point", "replicate"}, "1", "name of the run: runs/NAME.h5"},
                              study.run_keys());
  recorder.write<std::string>({"outcome_units", {"outcome"}, "1", "units of the outcome"}, units);
}

void write_points(Recorder& recorder, const Analysis& all) {
  std::vector<double> values, outputs, samples;
  for (std::size_t p = 0; p < all.points.size(); ++p) {
    for (std::size_t i = 0; i < all.ranges.size(); ++i) {
      const Variation& range = all.ranges[i];
      values.push_back(value_at(range, all.points[p][i]));
    }
    for (const auto& series : all.outputs) outputs.push_back(series[p]);
  }
  for (const SobolIndices& one : all.indices) samples.push_back(static_cast<double>(one.rows));
  recorder.write<double>({"parameters", {"point", "parameter"}, "1", "value of the setting"},
                         values);
  recorder.write<double>(
      {"outcomes", {"point", "outcome"}, "1", "mean over replicates; units in outcome_units"},
      outputs);
  recorder.write<double>({"samples", {"outcome"}, "1", "of the design, with a value at each point"},
                         samples);
}

void write_analysis(const std::filesystem::path& path, const Analysis& all, const Study& study,
                    const std::string& command_line, const std::string& date, bool complete) {
  Recorder recorder(path, true, "sojourn-sensitivity");
  recorder.attribute("title", study.world().title);
  recorder.attribute("key", study.key());
  recorder.attribute("complete", std::int64_t{complete ? 1 : 0});
  write_axes(recorder, all, study);
  write_points(recorder, all);
  write_shares(recorder, all, "first_order", "share of the variance that it makes alone",
               &SobolIndices::first);
  write_shares(recorder, all, "total", "share of the variance that it has a part in",
               &SobolIndices::total);
  recorder.provenance("program", "sojourn " + program_version());
  recorder.provenance("commit", program_commit());
  recorder.provenance("command_line", command_line);
  recorder.provenance("began", date);
  recorder.finish();
}

}  // namespace

int sensitivity(const SensitivityRequest& request) {
  const std::string date = utc_now();
  Analysis all{ranges_of(request), {}, {}, {}, {}};
  if (request.samples < 2) {
    throw InputError(Source{"--samples"}, "expected at least 2: one row has no variance");
  }
  all.points = saltelli_design(all.ranges.size(), static_cast<std::size_t>(request.samples));
  std::filesystem::path folder = output_folder(request.out);
  if (folder.empty()) folder = request.scenario.file.stem().concat("-sensitivity");
  const std::filesystem::path file = folder / "sensitivity.h5";
  Study study(rows_of(request, all.ranges, all.points),
              {request.replicates, "", folder, request.outcomes, request.force});
  all.outcomes = study.outcomes();
  if (!request.force) refuse_other_result(file, "sojourn-sensitivity", study.run_keys());

  warn_of_samples(request.samples, std::cerr);
  const InterruptGuard guard;
  study.run(threads_to_be_had(request.threads), request.quiet);
  const auto lease = Lease::wait(file, InterruptGuard::asked);
  if (lease == nullptr) return told_interrupted();
  const LeaseRenewal renewal(*lease);
  const bool complete = study.look_again();
  if (!request.force) refuse_other_result(file, "sojourn-sensitivity", study.run_keys());
  for (std::size_t k = 0; k < all.outcomes.size(); ++k) {
    all.outputs.push_back(outputs_of(study, all.points.size(), k));
    all.indices.push_back(sobol_indices(all.outputs.back(), all.ranges.size()));
  }
  write_analysis(file, all, study, request.command_line, date, complete);
  if (!request.quiet) {
    std::cout << fmt::format(
        "{}: {} points, {} replicates; shares of variance, with bootstrap "
        "intervals of 95%\n",
        escaped(study.world().title), all.points.size(), request.replicates);
    print_analysis(all, std::cout);
    std::cout << '\n' << file.string() << '\n';
  }
  return complete ? 0 : told_interrupted();
}

void add_sensitivity(Cli& cli) {
  const auto request = std::make_shared<SensitivityRequest>();
  Options options = cli.add("sensitivity", "which settings make outcomes vary: Sobol indices",
                            [request](const std::string& line) {
                              request->command_line = line;
                              return sensitivity(*request);
                            });
  options.scenario(request->scenario);
  options.repeated("--outcome", request->outcomes, "what varies; all if left out",
                   "NAME[=SELECTION]");
  add_variations(options, *request);
  add_ensemble(options, *request);
  options.example(
      "sojourn sensitivity islands.toml --vary modules.wage.b_wage=0.5..2 --samples 64 "
      "--outcome arrivals");
}

}  // namespace sojourn::command
