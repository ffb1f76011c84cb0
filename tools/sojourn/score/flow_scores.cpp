#include "tools/sojourn/score/flow_scores.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/input/source.hpp"
#include "tools/sojourn/score/level_scores.hpp"
#include "tools/sojourn/score/measures/change.hpp"
#include "tools/sojourn/score/measures/closeness.hpp"
#include "tools/sojourn/score/opponents/field.hpp"
#include "tools/sojourn/score/opponents/pair_facts.hpp"
#include "tools/sojourn/score/opponents/simple.hpp"
#include "tools/sojourn/score/replicate_scores.hpp"

namespace sojourn::command {

namespace {

constexpr const char* kRun = "run";
constexpr std::array kKindNames{"outward", "return", "onward"};

class Scoring {
 public:
  Scoring(const FlowReference& reference, const RunFlows& runs, const ChosenPeriods& periods)
      : reference_(reference),
        runs_(runs),
        periods_(periods),
        truth_{reference.flows.known, known(periods.scored)},
        field_(pair_facts(runs.atlas()), reference.flows.known) {
    require_people(periods.scored);
    for (const Span& span : periods.past) require_people(span);
    if (!periods.past.empty()) truth_.before = known(periods.past.back());
    if (reference.stocks) require_stock(periods.past.empty() ? periods.scored : periods.past[0]);
  }

  ScoreSheet sheet() {
    level();
    by_kind();
    over_time();
    bands();
    return std::move(sheet_);
  }

 private:
  PairFlows known(const Span& span) const {
    return reference_.flows.find(span.year)->cwiseProduct(reference_.flows.known);
  }
  PairFlows simulated(const Span& span) const {
    return runs_.mean(span).cwiseProduct(reference_.flows.known);
  }
  bool is_covered(const Span& span) const {
    return std::ranges::count(periods_.covered, span.year, &Span::year) > 0;
  }

  void require_people(const Span& span) const {
    if (known(span).sum() > 0) return;
    throw InputError(
        {"--reference"},
        fmt::format("nobody moved between two countries of the run in {}", to_string(span)));
  }

  void require_stock(const Span& first) const {
    if (stock(first.year)) return;
    throw InputError({"--stock"},
                     fmt::format("no stock of {} or before; the first is of {}", first.year,
                                 reference_.stocks->by_year.begin()->first));
  }

  /// The stock at the start of a period, or the last before.
  std::optional<PairFlows> stock(int year) const {
    if (!reference_.stocks) return std::nullopt;
    const auto& by_year = reference_.stocks->by_year;
    const auto after = by_year.upper_bound(year);
    if (after == by_year.begin()) return std::nullopt;
    return std::prev(after)->second.front().cwiseProduct(reference_.flows.known);
  }

  /// What others know when the period begins.
  std::vector<KnownPeriod> known_before(const Span& next) const {
    std::vector<KnownPeriod> past;
    for (const Span& span : periods_.past) {
      if (span.year < next.year) past.push_back({known(span), stock(span.year)});
    }
    return past;
  }

  Forecasts others(const Span& next) const {
    const std::vector<KnownPeriod> past = known_before(next);
    if (past.empty()) return {};
    const PairFlows none = PairFlows::Zero(truth_.counts.rows(), truth_.counts.cols());
    return field_.forecasts(past, {none, stock(next.year)});
  }

  void level() {
    Forecast run{kRun, simulated(periods_.scored)};
    const bool before = !periods_.past.empty() && is_covered(periods_.past.back());
    if (before) run.before = simulated(periods_.past.back());
    add_level_scores(run, truth_, sheet_);
    const Forecasts field = others(periods_.scored);
    for (const Forecast& one : field.made) add_level_scores(one, truth_, sheet_);
    for (const std::string& name : field.without_maximum) {
      sheet_.notes.push_back(
          fmt::format("{}: its regression found no maximum, and says nothing.", name));
    }
    if (field.made.empty()) {
      sheet_.notes.push_back("The reference has no period before: nobody else forecasts.");
      return;
    }
    mix(field.made.front().flows, run.flows);
  }

  /// The last period of the past that the runs cover and of which a period before is known.
  std::optional<Span> rehearsal() const {
    if (periods_.past.size() < 2 || !is_covered(periods_.past.back())) return std::nullopt;
    return periods_.past.back();
  }

  void mix(const PairFlows& persistence, const PairFlows& run) {
    const std::optional<Span> earlier = rehearsal();
    const Mix mix = earlier ? best_mix(known(periods_.past[periods_.past.size() - 2]),
                                       simulated(*earlier), known(*earlier), truth_.counts)
                            : best_mix(persistence, run, truth_.flows, truth_.counts);
    add_level_scores({"best mix", mix.of(persistence, run), truth_.before}, truth_, sheet_);
    sheet_.notes.push_back(fmt::format(
        "best mix: {:.2f} of persistence and {:.2f} of the run, the weight with the greatest "
        "common part {}.",
        mix.weight, 1 - mix.weight,
        earlier ? fmt::format("in {}", to_string(*earlier))
                : "in the scored period itself: in sample, an upper bound"));
    sheet_.add("mix", "best mix", "weight of persistence", mix.weight);
    sheet_.add("mix", "best mix", "in sample", earlier ? 0 : 1);
  }

  void by_kind() {
    if (!reference_.kinds) return;
    if (!runs_.has_kinds()) {
      sheet_.notes.push_back(fmt::format("{} are not told by kind of move.", runs_.series()));
      return;
    }
    if (reference_.kinds->find(periods_.scored.year) == nullptr) {
      sheet_.notes.push_back(
          fmt::format("The table of kinds has nothing of {}.", to_string(periods_.scored)));
      return;
    }
    const FlowsByKind guess = runs_.mean_by_kind(periods_.scored);
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
      add_kind(kRun, kind, guess[kind]);
      if (periods_.past.empty()) continue;
      const PairFlows* last = reference_.kinds->find(periods_.past.back().year, kind);
      if (last != nullptr) add_kind("persistence", kind, *last);
    }
  }

  void add_kind(const std::string& who, std::size_t kind, const PairFlows& guess) {
    const PairFlows& all = *reference_.kinds->find(periods_.scored.year, kind);
    const PairMask& counts = reference_.kinds->known;
    const Eigen::ArrayXd a = pairs_of(guess, counts), b = pairs_of(all, counts);
    const std::string name = fmt::format("{}, {}", who, kKindNames[kind]);
    sheet_.add("kinds", name, "common part", common_part(a, b));
    sheet_.add("kinds", name, "r of ranks", rank_correlation(a, b));
    sheet_.add("kinds", name, "r of logs", log_correlation(a, b));
    sheet_.add("kinds", name, "total", a.sum() / b.sum());
    sheet_.add("kinds", name, "persons", a.sum());
    sheet_.add("kinds", name, "recorded", b.sum());
  }

  void over_time() {
    std::vector<Eigen::ArrayXd> guess, truth;
    for (const Span& span : periods_.covered) {
      guess.push_back(pairs_of(simulated(span), truth_.counts));
      truth.push_back(pairs_of(known(span), truth_.counts));
      sheet_.add("over time", to_string(span), "common part",
                 common_part(guess.back(), truth.back()));
      sheet_.add("over time", to_string(span), "total", total_ratio(guess.back(), truth.back()));
    }
    sheet_.add("periods together", kRun, "ARD", averaged_relative_difference(guess, truth));
    if (guess.size() > 1) {
      sheet_.add("periods together", kRun, "R2 within", within_r2(guess, truth, kSmallest));
    }
  }

  void bands() {
    if (runs_.size() < 2) return;
    Replicates guesses;
    for (std::size_t run = 0; run < runs_.size(); ++run) {
      guesses.push_back(pairs_of(runs_.of(run, periods_.scored), truth_.counts));
    }
    add_replicate_scores("pairs", guesses, pairs_of(truth_.flows, truth_.counts), kSmallest,
                         sheet_);
  }

  const FlowReference& reference_;
  const RunFlows& runs_;
  const ChosenPeriods& periods_;
  Truth truth_;
  Field field_;
  ScoreSheet sheet_;
};

}  // namespace

ScoreSheet score_flows(const FlowReference& reference, const RunFlows& runs,
                       const ChosenPeriods& periods) {
  return Scoring(reference, runs, periods).sheet();
}

}  // namespace sojourn::command
