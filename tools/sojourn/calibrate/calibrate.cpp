#include "tools/sojourn/calibrate/calibrate.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <optional>

#include "models/catalog.hpp"
#include "sim/input/text/characters.hpp"
#include "tools/sojourn/calibrate/calibration_folder.hpp"
#include "tools/sojourn/calibrate/posterior.hpp"
#include "tools/sojourn/calibrate/prior.hpp"
#include "tools/sojourn/calibrate/trials.hpp"
#include "tools/sojourn/console/cli.hpp"
#include "tools/sojourn/console/interrupt.hpp"
#include "tools/sojourn/console/output_path.hpp"
#include "tools/sojourn/console/text_file.hpp"
#include "tools/sojourn/console/text_table.hpp"
#include "tools/sojourn/outcomes/row_format.hpp"
#include "tools/sojourn/study/checked_scenario.hpp"
#include "tools/sojourn/study/threads.hpp"

namespace sojourn::command {

namespace {

constexpr int kProfileTrials = 10;  // of the other settings, at each point of a profile
// What is no further off cannot be told apart: the targets' own errors are as large.
constexpr double kErrors = 1;
constexpr double kUniformDeviation = 0.28867513459481287;  // of a range: 1/sqrt(12)

/// One setting at one value, the others as they fit best.
struct ProfilePoint {
  std::size_t setting = 0;
  FoundPoint found;
};

struct Calibration {
  std::vector<Variation> settings;
  std::vector<Target> targets;
  std::optional<FoundPoint> best;
  std::optional<Posterior> posterior;
  std::vector<ProfilePoint> profile;
};

Distances in_stage(Trials& trials, const std::string& stage) {
  return [&trials, stage](const std::vector<UnitPoint>& points) {
    return trials.distances(points, stage);
  };
}

void fit(const CalibrateRequest& request, Trials& trials, Calibration& all) {
  if (request.search > 0) {
    all.best = search(in_stage(trials, "search"), all.settings.size(), request.search);
  }
  if (request.particles > 0) {
    all.posterior = posterior_of(in_stage(trials, "posterior"), all.settings.size(),
                                 {.particles = request.particles, .enough = kErrors});
    const auto nearest = std::ranges::min_element(all.posterior->distances);
    const auto at = static_cast<std::size_t>(nearest - all.posterior->distances.begin());
    if (!all.best || *nearest < all.best->distance) {
      all.best = {all.posterior->points[at], *nearest};
    }
  }
  for (std::size_t i = 0; all.best && i < all.settings.size(); ++i) {
    for (int k = 0; k < request.profile; ++k) {
      UnitPoint start = all.best->at;
      start[i] = (k + 0.5) / request.profile;
      all.profile.push_back(
          {i, search_beside(in_stage(trials, "profile"), start, i, kProfileTrials)});
    }
  }
  for (const ProfilePoint& one : all.profile) {
    if (one.found.distance < all.best->distance) all.best = one.found;
  }
}

void write_best(const std::filesystem::path& folder, const Trials& trials, const Calibration& all,
                const std::string& command_line) {
  TextFile file(folder / "best.toml", true);
  file.stream() << "# Written by `sojourn calibrate`: " << escaped(command_line) << "\n"
                << fmt::format("# Distance {:.6g}: root mean square of errors of the targets.\n",
                               all.best->distance);
  for (const std::string& one : trials.assignments(all.best->at)) {
    file.stream() << one.substr(0, one.find('=')) << " = " << value_text(one) << '\n';
  }
  file.finish();
}

std::string header_of(const Calibration& all, const std::string& first) {
  std::string header = first;
  for (const Variation& one : all.settings) header += ',' + csv_text(one.path);
  return header + '\n';
}

std::string row_of(const Trials& trials, const UnitPoint& point) {
  std::string row;
  for (const std::string& one : trials.assignments(point)) row += ',' + value_text(one);
  return row + '\n';
}

void write_posterior(const std::filesystem::path& folder, const Trials& trials,
                     const Calibration& all) {
  TextFile file(folder / "posterior.csv", true);
  file.stream() << header_of(all, "weight,distance");
  for (std::size_t i = 0; i < all.posterior->points.size(); ++i) {
    file.stream() << fmt::format("{:.9g},{:.9g}", all.posterior->weights[i],
                                 all.posterior->distances[i])
                  << row_of(trials, all.posterior->points[i]);
  }
  file.finish();
}

void write_profile(const std::filesystem::path& folder, const Trials& trials,
                   const Calibration& all) {
  TextFile file(folder / "profile.csv", true);
  file.stream() << header_of(all, "setting,distance");
  for (const ProfilePoint& one : all.profile) {
    file.stream() << csv_text(all.settings[one.setting].path) << ','
                  << fmt::format("{:.9g}", one.found.distance) << row_of(trials, one.found.at);
  }
  file.finish();
}

void print_settings(const Trials& trials, const Calibration& all, std::ostream& out) {
  TextTable table;
  table.align_right_from(1);
  table.add({"setting", "range", "best", "5%", "50%", "95%", "spread over prior's"});
  const Point best = trials.assignments(all.best->at);
  for (std::size_t i = 0; i < all.settings.size(); ++i) {
    const Variation& one = all.settings[i];
    std::vector<std::string> row{one.path, fmt::format("{:g}..{:g}", one.low, one.high),
                                 value_text(best[i])};
    for (const double q : {0.05, 0.5, 0.95}) {
      row.push_back(
          all.posterior ? fmt::format("{:.4g}", value_at(one, all.posterior->quantile(i, q))) : "");
    }
    row.push_back(all.posterior
                      ? fmt::format("{:.2f}", all.posterior->deviation(i) / kUniformDeviation)
                      : "");
    table.add(row);
  }
  table.print(out);
}

void print_targets(const Trials& trials, const Calibration& all, std::ostream& out) {
  TextTable table;
  table.align_right_from(1);
  table.add({"target", "value", "error", "at the best"});
  const std::vector<double>& values = trials.values_at(all.best->at);
  for (std::size_t k = 0; k < all.targets.size(); ++k) {
    const Target& target = all.targets[k];
    const std::string year = target.year == 0 ? "" : fmt::format(" {}", target.year);
    table.add({escaped(target.outcome) + year, fmt::format("{:.6g}", target.value),
               fmt::format("{:.3g}", target.error), fmt::format("{:.6g}", values[k])});
  }
  table.print(out);
}

void print_calibration(const Trials& trials, const Calibration& all, std::ostream& out) {
  out << fmt::format("{} trials; the best is {:.4g} errors off\n", trials.n_tried(),
                     all.best->distance);
  if (all.posterior) {
    out << fmt::format("posterior of {} points, {} generations, none more than {:.4g} errors off\n",
                       all.posterior->points.size(), all.posterior->generations,
                       all.posterior->tolerance);
  }
  print_settings(trials, all, out);
  print_targets(trials, all, out);
}

}  // namespace

int calibrate(const CalibrateRequest& request) {
  Calibration all;
  all.settings = prior_of(request.fits, request.scenario);
  all.targets = read_targets(request.targets);
  const Node scenario = load_scenario(request.scenario);
  check_targets(all.targets, scenario);
  if (request.search <= 0 && request.particles <= 0) {
    throw InputError(Source{"--search"},
                     "expected a search or a posterior: there is nothing to do");
  }
  std::filesystem::path folder = output_folder(request.out);
  if (folder.empty()) folder = request.scenario.file.stem().concat("-calibration");
  const Node resolved = check_scenario(scenario, models::standard_catalog()).resolved;
  const CalibrationFolder outputs(folder, subject_of(resolved, all.settings, all.targets));
  outputs.refuse_inputs(request.scenario, request.targets, scenario);
  outputs.begin(request.force);
  const InterruptGuard guard;
  Trials trials({request.scenario, all.settings, all.targets, request.replicates, folder,
                 threads_to_be_had(request.threads), request.force});
  try {
    fit(request, trials, all);
  } catch (const Stopped&) {
    std::cerr << "interrupted: the same command goes on\n";
    return kInterrupted;
  }
  outputs.remove_results();
  write_best(folder, trials, all, request.command_line);
  if (all.posterior) write_posterior(folder, trials, all);
  if (!all.profile.empty()) write_profile(folder, trials, all);
  if (!request.quiet) {
    print_calibration(trials, all, std::cout);
    std::cout << '\n' << (folder / "best.toml").string() << '\n';
  }
  return 0;
}

void add_calibrate(Cli& cli) {
  const auto request = std::make_shared<CalibrateRequest>();
  Options options = cli.add("calibrate", "fits settings to what runs should come to",
                            [request](const std::string& line) {
                              request->command_line = line;
                              return calibrate(*request);
                            });
  options.scenario(request->scenario);
  options.value("--targets", request->targets,
                "CSV file of what runs should come to: outcome, year, value, error", "FILE");
  options.repeated("--fit", request->fits,
                   "setting that is fitted, and its range; that which the module declares if left "
                   "out",
                   "PATH[=LOW..HIGH]");
  options.number("--search", request->search, "trials of the search for the best; 0: none", 0,
                 1000000);
  options.number("--posterior", request->particles,
                 "points of the posterior, by approximate Bayesian computation; 0: none", 0,
                 100000);
  options.number("--profile", request->profile,
                 "values at which each setting is held while the others are fitted; 0: none", 0,
                 1000);
  add_ensemble(options, *request);
  options.example(
      "sojourn calibrate islands.toml --targets counts.csv --fit modules.intention.h0=1e-5..1e-3 "
      "--posterior 50 --replicates 4");
}

}  // namespace sojourn::command
