#include "tools/sojourn/import/figures/splits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "tools/sojourn/import/codes/former_states.hpp"
#include "tools/sojourn/import/figures/lookup.hpp"
#include "tools/sojourn/import/gather/attributes.hpp"

namespace sojourn::intake {

namespace {

constexpr int kReach = 100;  // years from which the people of a part may be taken
constexpr const char* kSplitHeading = "States that parted";

using Shares = std::vector<std::pair<std::string, double>>;

/// By people in the year, or the nearest that is told; empty where nobody tells of any part.
Shares shares_of(const Collected& data, const std::vector<const char*>& parts, int year) {
  Shares shares;
  double all = 0;
  for (const char* part : parts) {
    const auto people = told_or_nearest(data, "population", part, year, kReach);
    if (!people || people->value <= 0) continue;
    shares.emplace_back(part, people->value);
    all += people->value;
  }
  for (auto& [part, share] : shares) share /= all;
  return shares;
}

std::string text_of(const Shares& shares) {
  std::string text;
  for (const auto& [part, share] : shares) {
    text += fmt::format("{}{} {:.3f}", text.empty() ? "" : ", ", part, share);
  }
  return text;
}

/// Divides figures of attributes.
class SeriesSplitter {
 public:
  SeriesSplitter(const Collected& data, AttributeSeries& series, Notes& notes)
      : data_(data), series_(series), notes_(notes), own_(series.figures) {}

  void former(const FormerState& state) {
    const auto found = own_.find(state.id);
    if (found == own_.end()) return;
    for (const auto& [year, figure] : found->second) divide(state.id, state.parts, year, figure);
    series_.figures.erase(state.id);
  }

  /// Only deaths are counted by the borders of their time; other tables are in those of today.
  void larger(const LargerState& state) {
    const auto found = own_.find(state.id);
    if (series_.attribute != "conflict_deaths" || found == own_.end()) return;
    for (const auto& [year, figure] : found->second) {
      if (year > state.last_year || has_part(state, year)) continue;
      series_.figures[state.id].erase(year);
      divide(state.id, state.parts, year, figure);
    }
  }

 private:
  bool has_part(const LargerState& state, int year) const {
    return std::ranges::any_of(state.parts, [&](const char* part) {
      return part != std::string_view(state.id) && told_itself(part, year);
    });
  }
  bool told_itself(const std::string& part, int year) const {
    const auto found = own_.find(part);
    return found != own_.end() && found->second.contains(year);
  }

  void divide(const char* id, const std::vector<const char*>& parts, int year,
              const Figure& figure) {
    const bool count = attribute_kind(series_.attribute).count;
    const bool adds = series_.attribute == "conflict_deaths";
    const Shares shares =
        count && series_.attribute != "population" ? shares_of(data_, parts, year) : Shares{};
    if (!count) return alike(id, parts, year, figure);
    if (shares.empty()) {
      return notes_.add(kSplitHeading,
                        series_.attribute + ": nobody tells of people of its parts, left out",
                        fmt::format("{} {}: {:g}", id, year, figure.value));
    }
    notes_.add(kSplitHeading, series_.attribute + ": divided by population",
               fmt::format("{} {}: {:g} over {}", id, year, figure.value, text_of(shares)));
    for (const auto& [part, share] : shares) {
      if (!adds && told_itself(part, year)) continue;
      Figure& one = series_.figures[part]
                        .emplace(year, Figure{0, figure.file, figure.line, figure.column})
                        .first->second;
      one.value += share * figure.value;
    }
  }

  void alike(const char* id, const std::vector<const char*>& parts, int year,
             const Figure& figure) {
    for (const char* part : parts) {
      if (told_itself(part, year)) continue;
      series_.figures[part][year] = figure;
      notes_.add(kSplitHeading, series_.attribute + ": as of the whole",
                 fmt::format("{} {} as {}: {:g}", part, year, id, figure.value));
    }
  }

  const Collected& data_;
  AttributeSeries& series_;
  Notes& notes_;
  const std::map<std::string, std::map<int, Figure>> own_;
};

/// Divides the people of one end of pairs, the other end kept.
class PairSplitter {
 public:
  PairSplitter(const Collected& data, Notes& notes, std::string what, bool origins)
      : data_(data), notes_(notes), what_(std::move(what)), origins_(origins) {}

  void split(std::map<CountryPair, Figure>& pairs, int year) const {
    std::set<std::string> there;
    for (const auto& [pair, figure] : pairs) there.insert(end_of(pair));
    for (const FormerState& state : former_states()) {
      if (there.contains(state.id)) divide(pairs, state.id, state.parts, year);
    }
    for (const LargerState& state : larger_states()) {
      const bool has_part = std::ranges::any_of(state.parts, [&](const char* part) {
        return part != std::string_view(state.id) && there.contains(part);
      });
      if (year > state.last_year || has_part || !there.contains(state.id)) continue;
      divide(pairs, state.id, state.parts, year);
    }
  }

 private:
  const std::string& end_of(const CountryPair& pair) const {
    return origins_ ? pair.first : pair.second;
  }

  void divide(std::map<CountryPair, Figure>& pairs, const std::string& id,
              const std::vector<const char*>& parts, int year) const {
    const Shares shares = shares_of(data_, parts, year);
    double all = 0, within = 0;
    std::map<CountryPair, Figure> divided;
    for (auto at = pairs.begin(); at != pairs.end();) {
      if (end_of(at->first) != id) {
        ++at;
        continue;
      }
      const auto [pair, figure] = *at;
      at = pairs.erase(at);
      all += figure.value;
      for (const auto& [part, share] : shares) {
        const CountryPair to =
            origins_ ? CountryPair{part, pair.second} : CountryPair{pair.first, part};
        if (to.first == to.second) {
          within += share * figure.value;
          continue;
        }
        divided[to] = {share * figure.value, figure.file, figure.line, figure.column};
      }
    }
    for (const auto& [pair, figure] : divided) {
      const auto [own, fresh] = pairs.emplace(pair, figure);
      if (!fresh) own->second.value += figure.value;
    }
    list_split(id, year, all, within, shares);
  }

  void list_split(const std::string& id, int year, double all, double within,
                  const Shares& shares) const {
    const std::string end = origins_ ? "from" : "in";
    if (shares.empty()) {
      return notes_.add(kSplitHeading, what_ + ": nobody tells of people of its parts, left out",
                        fmt::format("{:.0f} {} {} in {}", all, end, id, year));
    }
    const std::string home =
        within > 0 ? fmt::format(" ({:.0f} of them in their own country, left out)", within) : "";
    notes_.add(
        kSplitHeading, what_ + ": divided by population",
        fmt::format("{:.0f} {} {} in {} over {}{}", all, end, id, year, text_of(shares), home));
  }

  const Collected& data_;
  Notes& notes_;
  std::string what_;
  bool origins_;
};

void split_pairs(const Collected& data, PairYears& pairs, const char* what, Notes& notes) {
  for (auto& [year, of_year] : pairs) {
    PairSplitter(data, notes, what, true).split(of_year, year);
    PairSplitter(data, notes, what, false).split(of_year, year);
  }
}

/// The year itself, the one before it and the one after it.
void keep_near(PairYears& pairs, int year) {
  const auto after = pairs.upper_bound(year);
  if (after != pairs.end()) pairs.erase(std::next(after), pairs.end());
  auto first = pairs.lower_bound(year);
  if (first != pairs.begin()) pairs.erase(pairs.begin(), std::prev(first));
}

void drop_before(AttributeSeries& series, int year) {
  for (auto& [country, figures] : series.figures) {
    figures.erase(figures.begin(), figures.lower_bound(year));
  }
}

/// Totals of states that are no more cannot be compared with those of their parts.
void drop_former(std::map<std::string, std::map<int, Figure>>& totals) {
  for (const FormerState& state : former_states()) totals.erase(state.id);
  for (const LargerState& state : larger_states()) {
    const auto found = totals.find(state.id);
    if (found == totals.end()) continue;
    std::erase_if(found->second, [&](const auto& of) { return of.first <= state.last_year; });
  }
}

/// A state that has no links of its own has those of the one that it was part of.
void split_links(std::map<CountryPair, Link>& links) {
  std::map<CountryPair, Link> more;
  for (const auto& [pair, link] : links) {
    const FormerState* from = former_state_called(pair.first);
    const FormerState* to = former_state_called(pair.second);
    if (from != nullptr) {
      for (const char* part : from->parts) more.emplace(CountryPair{part, pair.second}, link);
    }
    if (to != nullptr) {
      for (const char* part : to->parts) more.emplace(CountryPair{pair.first, part}, link);
    }
  }
  for (const auto& [pair, link] : more) {
    if (pair.first != pair.second) links.emplace(pair, link);
  }
}

}  // namespace

void split_former_states(Collected& data, int year, Notes& notes) {
  for (PairYears* pairs : {&data.stocks, &data.refugees, &data.applicants}) keep_near(*pairs, year);
  for (AttributeSeries& series : data.series) {
    if (series.attribute == "conflict_deaths") drop_before(series, year - 1);
  }
  // Rates and people are told first: what is divided by people comes after them.
  for (AttributeSeries& series : data.series) {
    SeriesSplitter splitter(data, series, notes);
    for (const FormerState& state : former_states()) splitter.former(state);
    for (const LargerState& state : larger_states()) splitter.larger(state);
  }
  split_pairs(data, data.refugees, "refugees", notes);
  split_pairs(data, data.applicants, "asylum applicants", notes);
  split_pairs(data, data.stocks, "stocks", notes);
  drop_former(data.stock_by_origin);
  drop_former(data.stock_by_destination);
  split_links(data.links);
}

}  // namespace sojourn::intake
