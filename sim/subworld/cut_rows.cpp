#include "sim/subworld/cut_rows.hpp"

#include <fmt/format.h>

#include <functional>
#include <map>
#include <set>
#include <tuple>

#include "sim/input/text/characters.hpp"
#include "sim/subworld/kept_rows.hpp"
#include "sim/world/attributes/attribute_columns.hpp"
#include "sim/world/attributes/history_columns.hpp"

namespace sojourn {

namespace {

/// Ties to countries that are left out are told by the nearness of the rest.
void keep_ties(const Partition& cut, Node& row) {
  std::vector<std::string> kept;
  for (std::string& tie : split_list(text_in(row, "colonial_ties"))) {
    if (cut.kept(tie)) kept.push_back(std::move(tie));
  }
  row.table()["colonial_ties"].value = fmt::format("{}", fmt::join(kept, ";"));
}

/// The place that stands for all others.
Node row_of_rest(const Partition& cut) {
  RowWriter row;
  row.set("id", cut.rest()).set("name", cut.rest()).set("location", std::string("none"));
  for (const AttributeColumn& column : attribute_columns()) {
    const PlaceArray& values = cut.world().baseline.*column.array;
    row.set(column.key, cut.mean_over_rest([&](PlaceId place) { return values[place]; }));
  }
  double people = 0;
  for (const PlaceId place : cut.others()) people += cut.people(place);
  return row.set("population", people).take();
}

/// Ticks on which the history of the rest's places has a value of the column.
std::set<int> told_ticks(const Partition& cut, const HistoryColumn& column) {
  std::set<int> ticks;
  for (const AttributeCourse& course : cut.world().history.courses) {
    if (course.attribute != column.array || cut.kept(course.place)) continue;
    for (const AttributeCourse::Point& point : course.points) ticks.insert(point.tick);
  }
  return ticks;
}

/// What a column of the history is in the rest: a mean over its people, of a count the sum.
double told_of_rest(const Partition& cut, const HistoryColumn& column, int tick) {
  const PlaceArray values = cut.world().history.at(tick, column.array, cut.world().baseline);
  if (!column.of_countries) {
    return cut.mean_over_rest([&](PlaceId place) { return values[place]; });
  }
  double sum = 0;
  for (const PlaceId place : cut.others()) sum += values[place];
  return sum;
}

/// The history of the rest: on every date of one of its places, where it is along a line or by
/// steps between these dates.
void add_history_of_rest(const Partition& cut, Node::Array& rows) {
  std::map<int, RowWriter> by_tick;
  for (const HistoryColumn& column : history_columns()) {
    for (const int tick : told_ticks(cut, column)) {
      by_tick[tick].set(column.key, told_of_rest(cut, column, tick));
    }
  }
  for (auto& [tick, row] : by_tick) {
    rows.push_back(row.set("country", cut.rest())
                       .set("date", to_string(cut.world().calendar.date(tick)))
                       .take());
  }
}

void add_pair(const Partition& cut, PlaceId from, bool out, Node::Array& rows) {
  const World& world = cut.world();
  const auto mean = [&](const PairArray& values) {
    return cut.mean_over_rest(
        [&](PlaceId other) { return out ? values(from, other) : values(other, from); });
  };
  rows.push_back(RowWriter()
                     .set("from", out ? cut.id_of(from) : cut.rest())
                     .set("to", out ? cut.rest() : cut.id_of(from))
                     .set("distance_km", mean(world.distance_km))
                     .set("proximity", mean(world.proximity))
                     .take());
}

}  // namespace

Node cut_countries(const Partition& cut, const Node& resolved) {
  Node::Array rows = kept_rows(cut, resolved, "country", {"id"});
  for (Node& row : rows) keep_ties(cut, row);
  if (cut.has_rest()) rows.push_back(row_of_rest(cut));
  return {std::move(rows), {}};
}

Node cut_places(const Partition& cut, const Node& resolved) {
  return {kept_rows(cut, resolved, "place", {"id"}), {}};
}

Node cut_pairs(const Partition& cut, const Node& resolved) {
  Node::Array rows = kept_rows(cut, resolved, "pair", {"from", "to"});
  for (const PlaceId place : cut.world().place_ids()) {
    if (!cut.has_rest() || !cut.kept(place)) continue;
    for (const bool out : {true, false}) add_pair(cut, place, out, rows);
  }
  return {std::move(rows), {}};
}

Node cut_visas(const Partition& cut, const Node& resolved) {
  return {kept_rows(cut, resolved, "visa", {"citizenship", "destination"}), {}};
}

namespace {

/// By citizenship, residence and status [persons].
using Persons = std::map<std::tuple<std::string, std::string, Status>, std::int64_t>;

/// The stocks of the part that `counts`, by what `as` makes of their status.
Persons stocks_of(const Partition& cut, const std::function<bool(const StockRow&)>& counts,
                  Status StockRow::*as) {
  Persons persons;
  for (const StockRow& stock : cut.world().stocks) {
    if (!cut.kept(stock.citizenship) && !cut.kept(stock.residence)) continue;
    const std::string &from = cut.id_of(stock.citizenship), &in = cut.id_of(stock.residence);
    if (!from.empty() && !in.empty() && counts(stock))
      persons[{from, in, stock.*as}] += stock.persons;
  }
  return persons;
}

}  // namespace

Node cut_stocks(const Partition& cut) {
  Node::Array rows;
  const auto everyone = [](const StockRow&) { return true; };
  for (const auto& [key, n] : stocks_of(cut, everyone, &StockRow::came_as)) {
    const auto& [from, in, status] = key;
    rows.push_back(RowWriter()
                       .set("citizenship", from)
                       .set("residence", in)
                       .set("status", std::string(kStatusNames[static_cast<std::size_t>(status)]))
                       .set("persons", n)
                       .take());
  }
  return {std::move(rows), {}};
}

Node cut_irregular(const Partition& cut) {
  Node::Array rows;
  const auto without_papers = [](const StockRow& row) { return row.status != row.came_as; };
  for (const auto& [key, n] : stocks_of(cut, without_papers, &StockRow::status)) {
    const auto& [from, in, status] = key;
    rows.push_back(
        RowWriter().set("citizenship", from).set("residence", in).set("persons", n).take());
  }
  return {std::move(rows), {}};
}

Node cut_affinities(const Partition& cut) {
  const World& world = cut.world();
  Node::Array rows;
  const auto add = [&](StateId from, PlaceId to) {
    const double value = world.affinity(from, to), onward = world.onward_affinity(from, to),
                 home = world.return_factor(from, to);
    if (value == 0 && onward == 0 && home == 0) return;
    rows.push_back(RowWriter()
                       .set("from", cut.id_of(from))
                       .set("to", cut.id_of(to))
                       .set("value", value)
                       .set("onward", onward)
                       .set("return", home)
                       .take());
  };
  for (const StateId from : world.cut->kept) {
    for (const PlaceId to : world.place_ids()) {
      if (cut.kept(to)) add(from, to);
    }
  }
  return {std::move(rows), {}};
}

Node cut_history(const Partition& cut, const Node& resolved) {
  Node::Array rows = kept_rows(cut, resolved, "history", {"country"});
  if (cut.has_rest()) add_history_of_rest(cut, rows);
  return {std::move(rows), {}};
}

}  // namespace sojourn
