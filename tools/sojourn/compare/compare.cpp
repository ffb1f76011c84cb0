#include "tools/sojourn/compare/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <memory>
#include <set>

#include "sim/input/assignment.hpp"
#include "sim/input/text/characters.hpp"
#include "tools/sojourn/compare/comparison.hpp"
#include "tools/sojourn/compare/comparison_file.hpp"
#include "tools/sojourn/compare/comparison_table.hpp"
#include "tools/sojourn/console/cli.hpp"
#include "tools/sojourn/console/clock.hpp"
#include "tools/sojourn/console/interrupt.hpp"
#include "tools/sojourn/console/output_path.hpp"
#include "tools/sojourn/console/text.hpp"
#include "tools/sojourn/outcomes/run_index.hpp"
#include "tools/sojourn/program/lease.hpp"
#include "tools/sojourn/program/version.hpp"
#include "tools/sojourn/study/output_folder.hpp"
#include "tools/sojourn/study/study.hpp"
#include "tools/sojourn/study/threads.hpp"
#include "tools/sojourn/study/vary.hpp"
#include "tools/sojourn/study/whole_ranges.hpp"

namespace sojourn::command {

namespace {

/// "FILE+FILE"
std::string files_text(const RegimeFiles& regime) {
  std::vector<std::string> files;
  for (const auto& file : regime.files) files.push_back(file.string());
  return joined(files, "+");
}

bool is_scratch(const CompareRequest& request, const std::filesystem::path& file) {
  return !request.scratch.empty() && file.parent_path() == request.scratch;
}

/// "FILE+FILE", as a comparison keeps it.
std::string kept_text(const CompareRequest& request, const RegimeFiles& regime) {
  std::vector<std::string> files;
  for (const auto& file : regime.files) {
    files.push_back(is_scratch(request, file) ? file.stem().string() : file.string());
  }
  return joined(files, "+");
}

std::string without_text(std::string text, const std::string& part) {
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos;) {
    text.erase(at, part.size());
  }
  return text;
}

/// The command line, as a comparison keeps it.
std::string kept_line(const CompareRequest& request) {
  if (request.scratch.empty()) return request.command_line;
  const std::string folder = request.scratch.string();
  return without_text(without_text(request.command_line, " --scratch " + folder), folder + "/");
}

std::vector<RegimeFiles> regimes_of(const CompareRequest& request) {
  std::vector<RegimeFiles> regimes;
  std::set<std::string> names;
  for (const std::string& text : request.regimes) {
    regimes.push_back(parse_regime(text));
    if (!names.insert(regimes.back().name).second) {
      throw InputError(Source{"--regime"},
                       fmt::format("two regimes are called \"{}\"; give one another name: NAME={}",
                                   regimes.back().name, files_text(regimes.back())));
    }
  }
  if (regimes.empty()) regimes.push_back({"as it is", {}});
  return regimes;
}

std::vector<Variation> variations_of(const CompareRequest& request) {
  std::vector<Variation> variations;
  for (const std::string& text : request.variations) variations.push_back(parse_variation(text));
  for (const RegimeFiles& regime : regimes_of(request)) {
    find_whole_ranges(variations, under(request.scenario, regime));
  }
  return variations;
}

/// What is laid over each other by mistake is told; the later one counts.
void warn_of_conflicts(const ScenarioRequest& scenario, const RegimeFiles& regime) {
  for (const OverlayConflict& conflict : overlay_conflicts(under(scenario, regime).overlays)) {
    std::cerr << fmt::format("warning: {}: {}\n", escaped(regime.name), to_string(conflict));
  }
}

/// The rows of a comparison: every regime at every point.
class ComparisonDesign {
 public:
  explicit ComparisonDesign(const CompareRequest& request)
      : request_(request),
        regimes_(regimes_of(request)),
        variations_(variations_of(request)),
        points_(design(variations_, request.samples)) {
    warn_of_repeats(variations_, request.samples, points_.size(), std::cerr);
    for (const RegimeFiles& regime : regimes_) warn_of_conflicts(request.scenario, regime);
  }

  std::vector<StudyRow> study_rows() const {
    std::vector<StudyRow> rows;
    for (const RegimeFiles& regime : regimes_) {
      for (const Point& point : points_) {
        ScenarioRequest scenario = request_.scenario;
        scenario.varied = point;
        rows.push_back(
            {name_of(regime, point), under(scenario, regime), request_.scenario.overlays});
      }
    }
    return rows;
  }

  /// Those of the runs that are over.
  std::vector<IndexedRun> index(const Study& study) const {
    std::vector<IndexedRun> runs;
    for (std::size_t row = 0; row < regimes_.size() * points_.size(); ++row) {
      for (std::size_t r = 0; r < study.seeds().size(); ++r) {
        if (study.outcomes(row, r) == nullptr) continue;
        runs.push_back({"runs/" + study.run_file(row, r).filename().string(),
                        regimes_[row / points_.size()].name, static_cast<int>(r + 1),
                        study.seeds()[r], points_[row % points_.size()]});
      }
    }
    return runs;
  }

  Comparison comparison(const Study& study) const {
    Comparison all;
    all.outcomes = study.outcomes();
    for (const Variation& one : ordered()) all.parameters.push_back(one.path);
    all.seeds = study.seeds();
    for (std::size_t row = 0; row < regimes_.size() * points_.size(); ++row) {
      const RegimeFiles& regime = regimes_[row / points_.size()];
      const std::size_t p = row % points_.size();
      ComparedRegime one;
      one.name = name_of(regime, points_[p]);
      one.files = kept_text(request_, regime);
      one.modules = study.modules(row);
      for (const std::string& assignment : points_[p]) {
        one.point.emplace_back(Assignment(assignment).value);
      }
      // With several regimes, the first at the same point; with one, its first point.
      one.reference = regimes_.size() > 1 ? p : 0;
      for (std::size_t r = 0; r < study.seeds().size(); ++r) {
        const RunOutcomes* run = study.outcomes(row, r);
        one.runs.push_back(run == nullptr ? std::nullopt : std::optional(*run));
        one.keys.push_back(study.run_key(row, r));
        one.files_of_runs.push_back(study.run_file(row, r));
        if (one.runs.back() && all.years.empty()) all.years = one.runs.back()->years;
      }
      all.regimes.push_back(std::move(one));
    }
    if (all.years.empty()) all.years = models::OutcomeRecord(study.world(), study.first()).years();
    all.world = study.world();
    if (variations_.empty() || n_pairs(all) <= kMostPairs) all.changes = changes_of(all);
    return all;
  }

 private:
  /// Cells of corridors in all rows and replicates of a sweep, beyond which none are kept.
  static constexpr std::size_t kMostPairs = 20'000'000;

  static std::size_t n_pairs(const Comparison& all) {
    return all.regimes.size() * all.seeds.size() * all.world->places.size() *
           static_cast<std::size_t>(all.world->n_states);
  }
  static ComparedWorld changes_of(const Comparison& all) {
    std::vector<std::vector<std::optional<std::filesystem::path>>> files;
    std::vector<std::size_t> references;
    for (const ComparedRegime& regime : all.regimes) {
      references.push_back(regime.reference);
      files.emplace_back();
      for (std::size_t r = 0; r < regime.runs.size(); ++r) {
        files.back().push_back(regime.runs[r] ? std::optional(regime.files_of_runs[r])
                                              : std::nullopt);
      }
    }
    return compared_world(*all.world, files, references);
  }

  /// As points have them: lists before ranges.
  std::vector<Variation> ordered() const {
    std::vector<Variation> all = variations_;
    std::ranges::stable_partition(all, [](const Variation& one) { return !one.is_range(); });
    return all;
  }

  static std::string name_of(const RegimeFiles& regime, const Point& point) {
    return point.empty() ? regime.name : fmt::format("{}, {}", regime.name, joined(point, ", "));
  }

  const CompareRequest& request_;
  std::vector<RegimeFiles> regimes_;
  std::vector<Variation> variations_;
  std::vector<Point> points_;
};

std::filesystem::path folder_of(const CompareRequest& request) {
  if (!request.out.empty()) return output_folder(request.out);
  return request.scenario.file.stem().concat("-compare");
}

void describe(const Study& study, const CompareRequest& request, Comparison& comparison) {
  const World& world = study.world();
  const bool daily = world.calendar.length() == TickLength::kDay;
  comparison.attributes = {{"title", world.title},
                           {"key", study.key()},
                           {"start", world.calendar.label(0)},
                           {"tick", daily ? "day" : "month"},
                           {"end", world.calendar.label(std::max(0, world.n_ticks - 1))},
                           {"compared_from", world.calendar.label(study.first())},
                           {"branch_at", request.branch_at}};
  if (is_scratch(request, request.scenario.file)) return;
  comparison.attributes["scenario"] = request.scenario.file.filename().string();
}

void print_head(const Study& study, const Comparison& comparison, const CompareRequest& request) {
  const World& world = study.world();
  const std::size_t n = comparison.seeds.size();
  std::cout << fmt::format("{}: {} to {}, {} {}, common random numbers\n", escaped(world.title),
                           comparison.attributes.at("compared_from"),
                           comparison.attributes.at("end"), n, n == 1 ? "replicate" : "replicates");
  if (!request.branch_at.empty()) {
    std::cout << fmt::format("One past until {}, from where the regimes begin.\n",
                             request.branch_at);
  }
  if (n > 1) {
    std::cout
        << "Intervals: Student's t over replicates; differences to the first, seed by seed. Where\n"
           "nothing differs, one sign in twenty comes by chance.\n";
  } else {
    std::cout
        << "One replicate tells nothing of chance: no intervals, no signs. Differences to the "
           "first.\n";
  }
}

}  // namespace

int compare(const CompareRequest& request) {
  const auto began = std::chrono::steady_clock::now();
  const std::string date = utc_now();
  const ComparisonDesign design(request);
  const std::filesystem::path folder = folder_of(request);
  const std::filesystem::path file = folder / "compare.h5";
  Study study(design.study_rows(),
              {request.replicates, request.branch_at, folder, request.outcomes, request.force});
  if (!request.force) refuse_other_result(file, "sojourn-compare", study.run_keys());

  warn_of_samples(request.samples, std::cerr);
  const InterruptGuard guard;
  study.run(threads_to_be_had(request.threads), request.quiet);
  const auto lease = Lease::wait(file, InterruptGuard::asked);
  if (lease == nullptr) return told_interrupted();
  const LeaseRenewal renewal(*lease);
  const bool complete = study.look_again();
  if (!request.force) refuse_other_result(file, "sojourn-compare", study.run_keys());
  Comparison comparison = design.comparison(study);
  describe(study, request, comparison);
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - began;
  write_comparison(file, comparison,
                   {{"program", "sojourn " + program_version()},
                    {"commit", program_commit()},
                    {"command_line", kept_line(request)},
                    {"began", date},
                    {"wall_seconds", fmt::format("{:.3f}", wall.count())}});
  const std::filesystem::path index = folder / "runs.csv";
  write_run_index(index, design.index(study), true);
  if (comparison.n_finished() > 0) {
    link_by_name(folder / "by_name", design.index(study));
  }
  if (!request.quiet) {
    print_head(study, comparison, request);
    print_comparison(comparison, std::cout);
    std::cout << '\n' << file.string() << '\n';
  }
  return complete ? 0 : told_interrupted();
}

void add_compare(Cli& cli) {
  const auto request = std::make_shared<CompareRequest>();
  Options options = cli.add("compare", "runs a scenario under several regimes, side by side",
                            [request](const std::string& line) {
                              request->command_line = line;
                              return compare(*request);
                            });
  options.scenario(request->scenario);
  options.repeated("--regime", request->regimes,
                   "overlays of a policy; \"NAME=\" without a file: the scenario as it is",
                   "[NAME=]FILE[+FILE...]");
  options.value("--branch-at", request->branch_at, "one past until then, regimes from then",
                "DATE");
  options.repeated("--outcome", request->outcomes,
                   "by what regimes are compared, all if left out; or one to define, such as "
                   "peru=stocks[residence=PER]",
                   "NAME[=SELECTION]");
  add_variations(options, *request);
  add_ensemble(options, *request);
  options.value("--scratch", request->scratch,
                "folder of files that a program wrote for this call: what is kept tells them by "
                "their names alone",
                "DIR");
  options.example(
      "sojourn compare islands.toml --regime as-is= --regime policy.toml --replicates 10 --out "
      "pair");
}

}  // namespace sojourn::command
