#include "sim/subworld/cut_notes.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/subworld/cut_corridors.hpp"
#include "sim/subworld/nodes.hpp"

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

std::size_t n_rows(const Node& scenario, const std::string& table) {
  return rows_where(scenario, table, [](const Node&) { return true; }).size();
}

/// Rows of `table` of which both countries are kept.
std::size_t n_kept(const Partition& cut, const Node& resolved, const std::string& table,
                   const std::vector<std::string>& names) {
  return rows_where(resolved, table,
                    [&](const Node& row) {
                      return std::ranges::all_of(names, [&](const std::string& key) {
                        const auto place = cut.world().find_place(text_in(row, key));
                        return place && cut.kept(*place);
                      });
                    })
      .size();
}

void note_rows(const Partition& cut, const Node& resolved, const std::string& table,
               const std::vector<std::string>& names, const std::string& others, CutNotes& notes) {
  const std::size_t all = n_rows(resolved, table), kept = n_kept(cut, resolved, table, names);
  if (kept < all) {
    notes.push_back(fmt::format("{}: {} of {} rows are kept{}", table, kept, all, others));
  }
}

/// Corridors out of the rest are means that have no route, detection and season.
std::string fate_of_others(const Partition& cut, const Node& part) {
  if (!cut.has_rest()) return {};
  std::size_t merged = 0, ways = 0;
  for (const Node& row : part.find("corridor")->array()) {
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
