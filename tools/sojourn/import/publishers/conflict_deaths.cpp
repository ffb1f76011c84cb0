#include "tools/sojourn/import/publishers/conflict_deaths.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/input/text/characters.hpp"

namespace sojourn::intake {

namespace {

constexpr double kNotKnown = -999;  // as PRIO writes

/// A number of a list; nothing where it is -999 or missing.
std::optional<double> known(SheetReader& reader, const CellRow& row,
                            std::optional<std::size_t> column) {
  if (!column) return {};
  const auto value = reader.number(row, *column);
  return value && *value != kNotKnown ? value : std::nullopt;
}

}  // namespace

std::optional<double> DeathsInConflict::deaths(const CellRow& row, const Layout& at) {
  if (const auto best = known(reader_, row, at.best)) {
    if (*best >= 0) return best;
    reader_.fault(reader_.cell(row, at.best),
                  fmt::format("expected a number of deaths, found {:g}", *best));
    return {};
  }
  const auto low = known(reader_, row, at.low), high = known(reader_, row, at.high);
  if (!low && !high) return {};
  const double middle = (low.value_or(*high) + high.value_or(*low)) / 2;
  reader_.intake().notes.add(
      "Filled", "conflict_deaths: no best estimate, the middle of the lowest and the highest",
      fmt::format("{} line {}: {:g}", reader_.publisher(), reader_.cell(row, at.best).line,
                  middle));
  return middle;
}

std::vector<std::string> DeathsInConflict::places(const CellRow& row, const Layout& at, int year) {
  const Cell& cell = reader_.cell(row, at.place);
  std::string text = cell.text;
  std::ranges::replace(text, ';', ',');
  std::vector<std::string> found;
  CellRow one{cell};
  // A name may have a comma of its own: the whole is tried first.
  if (!code_book().find(std::string(trimmed(text)), Numbering::kGleditschWard, year)) {
    std::ranges::replace(text, ',', ';');
  }
  for (const std::string& place : split_list(text)) {
    one.front().text = place;
    if (const auto id = reader_.country(one, 0, year)) found.push_back(*id);
  }
  return found;
}

void DeathsInConflict::add(const CellRow& row, const Layout& at) {
  if (reader_.text(row, at.year).empty()) return;
  const auto year = reader_.year(row, at.year);
  if (!year) return;
  ++years_[*year];
  const auto killed = deaths(row, at);
  const std::vector<std::string> where = places(row, at, *year);
  if (!killed || where.empty()) return;
  if (where.size() > 1) {
    reader_.intake().notes.add(
        "Filled", "conflict_deaths: fought in several states, divided evenly",
        fmt::format("{} line {}: {:g} over {}", reader_.publisher(),
                    reader_.cell(row, at.best).line, *killed, fmt::join(where, ", ")));
  }
  for (const std::string& id : where) {
    Sum& sum = sums_[{id, *year}];
    if (sum.row == nullptr) sum = {0, &row, at.best};
    sum.deaths += *killed / static_cast<double>(where.size());
  }
}

void DeathsInConflict::finish() {
  if (years_.empty()) return;
  AttributeSeries& series = reader_.intake().data.series_of("conflict_deaths", reader_.publisher());
  series.absent_is_zero = true;
  for (int year = years_.begin()->first; year <= years_.rbegin()->first; ++year) {
    series.years.insert(year);
  }
  for (const auto& [key, sum] : sums_) {
    reader_.put("conflict_deaths", key.first, key.second, sum.deaths, *sum.row, sum.column);
  }
}

}  // namespace sojourn::intake
