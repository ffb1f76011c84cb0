#include "sim/world/tables/irregular.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/world/known.hpp"
#include "sim/world/tables/stocks.hpp"

namespace sojourn {

void IrregularReader::operator()(Settings& row) {
  const std::string residence = row.required_text("residence", "place of residence");
  const std::string citizenship =
      row.text("citizenship", "",
               "country of citizenship; empty: all poorer ones without free movement there");
  Row one;
  const auto in = known_place(world_, row, "residence", residence);
  const auto of =
      citizenship.empty() ? StateId() : known_state(world_, row, "citizenship", citizenship);
  one.persons = row.required_integer(
      "persons", "persons", kStockRange,
      "how many of the people in `stock` who live there regularly do so without papers");
  one.where = row.where("persons");
  if (!in || !of) return;  // a fault already
  one.residence = *in;
  one.citizenship = *of;
  if (!seen_.insert({citizenship, residence}).second) {
    row.fault("residence", fmt::format("people without papers in \"{}\" are told already{}",
                                       residence, citizenship.empty() ? "" : " for this country"));
  }
  rows_.push_back(one);
}

void IrregularReader::split_stocks(Diagnostics& diagnostics) {
  std::ranges::stable_partition(rows_, [](const Row& row) { return row.citizenship.valid(); });
  for (const Row& row : rows_) split(row, diagnostics);
}

bool IrregularReader::moves_freely(StateId citizenship, StateId to) const {
  return std::ranges::any_of(world_.areas, [&](const Area& area) {
    return std::ranges::count(area.members, citizenship) > 0 &&
           std::ranges::count(area.members, to) > 0;
  });
}

bool IrregularReader::counts(const Row& row, const StockRow& stock) const {
  if (stock.residence != row.residence || stock.status != Status::kRegular) return false;
  if (row.citizenship.valid()) return stock.citizenship == row.citizenship;
  const StateId host = world_.state_of(row.residence);
  const PlaceArray& income = world_.baseline.gdp_per_capita;
  return income[place_of(stock.citizenship)] < income[place_of(host)] &&
         !moves_freely(stock.citizenship, host);
}

/// Cumulative shares are rounded, so that the parts add up to the whole.
void IrregularReader::split(const Row& row, Diagnostics& diagnostics) {
  std::vector<std::size_t> sources;
  std::int64_t all = 0;
  for (std::size_t i = 0; i < world_.stocks.size(); ++i) {
    if (!counts(row, world_.stocks[i])) continue;
    sources.push_back(i);
    all += world_.stocks[i].persons;
  }
  if (row.persons > all) {
    return diagnostics.add(
        row.where, fmt::format("irregular.persons: {} of the {} people whom the stocks have there "
                               "as regular cannot be without papers",
                               row.persons, all));
  }
  std::int64_t upto = 0, given = 0;
  for (const std::size_t i : sources) {
    upto += world_.stocks[i].persons;
    const double due = 1.0 * row.persons * upto / all;
    const std::int64_t part =
        std::min<std::int64_t>(std::llround(due) - given, world_.stocks[i].persons);
    given += part;
    take(i, part);
  }
}

void IrregularReader::take(std::size_t stock, std::int64_t persons) {
  if (persons == 0) return;
  world_.stocks[stock].persons -= persons;
  StockRow irregular = world_.stocks[stock];
  irregular.status = Status::kIrregular;
  irregular.persons = persons;
  const auto same = std::ranges::find_if(world_.stocks, [&](const StockRow& row) {
    return row.status == Status::kIrregular && row.came_as == irregular.came_as &&
           row.citizenship == irregular.citizenship && row.residence == irregular.residence;
  });
  if (same != world_.stocks.end()) {
    same->persons += persons;
  } else {
    world_.stocks.push_back(irregular);
  }
}

}  // namespace sojourn
