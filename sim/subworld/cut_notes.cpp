#include "sim/subworld/cut_notes.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/subworld/cut_corridors.hpp"
#include "sim/subworld/kept_rows.hpp"

namespace sojourn {

namespace {

/// People of stocks of which `is_lost(citizen is kept, place is kept)`.
template <class IsLost>
std::int64_t persons_where(const Partition& cut, const IsLost& is_lost) {
  std::int64_t persons = 0;
  for (const StockRow& stock : cut.world().stocks) {
    if (is_lost(cut.kept(stock.citizenship), cut.kept(stock.residence))) persons += stock.persons;
  }
  return persons;
}

void note_persons(std::int64_t persons, const std::string& what, CutNotes& notes) {
  if (persons > 0) notes.push_back(fmt::format("{} people {}", persons, what));
}

/// Who loses a citizenship or a record that is no more.
void note_people(const Partition& cut, CutNotes& notes) {
  const auto among_others = [](bool citizen, bool place) { return !citizen && !place; };
  if (cut.has_rest()) {
    note_persons(
        persons_where(cut, among_others),
        fmt::format("of one country left out who live in another are residents of {}", cut.rest()),
        notes);
    return;
  }
  note_persons(persons_where(cut, [](bool citizen, bool place) { return !citizen && place; }),
               "of countries left out count as residents of where they live", notes);
  note_persons(persons_where(cut, [](bool citizen, bool place) { return citizen && !place; }),
               "of countries kept who live in countries left out are left out", notes);
  note_persons(persons_where(cut, among_others),
               "of one country left out who live in another are left out", notes);
}

void note_rows(const Partition& cut, const Node& resolved, const std::string& table,
               const PlaceKeys& keys, const std::string& others, CutNotes& notes) {
  const auto rows = rows_of(resolved, table);
  const auto kept =
      std::ranges::count_if(rows, [&](const Node& row) { return names_kept(cut, row, keys); });
  if (kept < std::ssize(rows)) {
    notes.push_back(fmt::format("{}: {} of {} rows are kept{}", table, kept, rows.size(), others));
  }
}

/// Corridors out of the rest are means that have no route, detection and season.
std::string fate_of_others(const Partition& cut, const Node& part) {
  if (!cut.has_rest()) return {};
  std::size_t merged = 0, ways = 0;
  for (const Node& row : rows_of(part, "corridor")) {
    const Node* route = row.find("route");
    if (text_in(row, "from") == cut.rest()) ++merged;
    if (route != nullptr && text_in(row, "route") == through_rest(cut)) ++ways;
  }
  return fmt::format(
      "; of the others come {} out of {} and {} through it, without route, detection and season",
      merged, cut.rest(), ways);
}

}  // namespace

void note_losses(const Partition& cut, const Node& resolved, const Node& part, CutNotes& notes) {
  note_people(cut, notes);
  note_rows(cut, resolved, "corridor", {"from", "to"}, fate_of_others(cut, part), notes);
  note_rows(cut, resolved, "visa", {"citizenship", "destination"}, "", notes);
  note_rows(cut, resolved, "history", {"country"},
            cut.has_rest() ? fmt::format("; {} has the mean of the others", cut.rest()) : "",
            notes);
}

}  // namespace sojourn
