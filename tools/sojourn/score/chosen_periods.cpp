#include "tools/sojourn/score/chosen_periods.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "sim/input/source.hpp"

namespace sojourn::command {

namespace {

/// The shortest way from one period to the next.
int length_of(const ScoreRequest& request, const std::vector<int>& years) {
  if (request.years > 0) return request.years;
  if (years.size() < 2) {
    throw InputError({request.reference.string(), 0, 0},
                     "it has one period alone: --years says how long it is");
  }
  int shortest = years[1] - years[0];
  for (std::size_t i = 2; i < years.size(); ++i) {
    shortest = std::min(shortest, years[i] - years[i - 1]);
  }
  return shortest;
}

std::optional<int> year_in(std::string_view text) {
  int year = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return year;
}

/// Of "1990..2000".
std::pair<int, int> range_of(const std::string& train) {
  const std::size_t dots = train.find("..");
  const auto first = year_in(std::string_view(train).substr(0, dots));
  const auto last =
      dots == std::string::npos ? std::nullopt : year_in(std::string_view(train).substr(dots + 2));
  if (first && last && *first <= *last) return {*first, *last};
  throw InputError({"--train"},
                   fmt::format("expected first years as 1990..2000, found \"{}\"", train));
}

int scored_year(const ScoreRequest& request, const std::vector<int>& years,
                const std::vector<Span>& covered, const RunFlows& runs) {
  const int asked = request.period;
  if (asked != 0 && std::ranges::count(years, asked) == 0) {
    throw InputError({"--period"}, fmt::format("the reference has no period from {}; it has {}",
                                               asked, fmt::join(years, ", ")));
  }
  const bool there =
      asked == 0 ? !covered.empty() : std::ranges::count(covered, asked, &Span::year) > 0;
  if (there) return asked == 0 ? covered.back().year : asked;
  throw InputError(
      {request.reference.string(), 0, 0},
      fmt::format("the runs do not cover {}: they have {}",
                  asked == 0 ? fmt::format("any of its periods, {} ({} years each)",
                                           fmt::join(years, ", "), length_of(request, years))
                             : to_string(Span{asked, length_of(request, years)}),
                  runs.extent()));
}

std::vector<Span> past_of(const ScoreRequest& request, const std::vector<int>& years,
                          const Span& scored) {
  const auto [first, last] =
      request.train.empty() ? std::pair{years.front(), scored.year - 1} : range_of(request.train);
  if (last >= scored.year) {
    throw InputError({"--train"},
                     fmt::format("expected periods before {}, which is scored", scored.year));
  }
  std::vector<Span> past;
  for (const int year : years) {
    const bool before = year + scored.years <= scored.year;
    if (first <= year && year <= last && before) past.push_back({year, scored.years});
  }
  if (past.empty() && !request.train.empty()) {
    throw InputError({"--train"}, fmt::format("the reference has no period there; it has {}",
                                              fmt::join(years, ", ")));
  }
  return past;
}

}  // namespace

ChosenPeriods chosen_periods(const ScoreRequest& request, const std::vector<int>& years,
                             const RunFlows& runs) {
  const int length = length_of(request, years);
  std::vector<Span> covered;
  for (const int year : years) {
    if (runs.covers({year, length})) covered.push_back({year, length});
  }
  const Span scored{scored_year(request, years, covered, runs), length};
  std::erase_if(covered, [&](const Span& span) { return span.year > scored.year; });
  return {scored, past_of(request, years, scored), covered};
}

}  // namespace sojourn::command
