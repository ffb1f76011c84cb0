#include "tools/sojourn/compare/change_table.hpp"

#include <fmt/format.h>

#include <functional>
#include <ostream>

#include "tools/sojourn/compare/number_text.hpp"
#include "tools/sojourn/console/text.hpp"
#include "tools/sojourn/console/text_table.hpp"

namespace sojourn::command {

namespace {

constexpr std::size_t kMost = 10;
constexpr std::size_t kMostRegimes = 12;  // of which tables are printed

using CellName = std::function<std::string(std::size_t cell)>;

void print_table(const std::string& title, const ComparedCells& cells, std::size_t regime,
                 const CellName& name, std::ostream& out) {
  const std::vector<PlaceChange> changes = greatest_changes(cells, regime, kMost);
  if (changes.empty()) return;
  out << wrapped(title, kTextWidth);
  TextTable table;
  table.align_right_from(1);
  table.add({"", "mean", "difference", "95% interval", "sign"});
  for (const PlaceChange& change : changes) {
    table.add({name(change.cell), number_text(cells.mean(regime, change.cell)),
               number_text(change.difference.mean), interval_text(change.difference),
               sign_of(change.difference)});
  }
  table.print(out);
}

}  // namespace

void print_changes(const Comparison& all, std::ostream& out) {
  const ComparedWorld& world = *all.changes;
  const std::size_t n = world.places.size();
  const auto place = [&](std::size_t cell) { return world.places[cell]; };
  const auto corridor = [&](std::size_t cell) {
    return world.citizenships[cell / n] + " in " + world.places[cell % n];
  };
  if (all.regimes.size() > kMostRegimes) {
    out << wrapped(
        fmt::format("\ncountries and corridors of {} points: `places` and `corridors` of "
                    "the file\n",
                    all.regimes.size()),
        kTextWidth);
    return;
  }
  for (std::size_t g = 0; g < all.regimes.size(); ++g) {
    const std::size_t reference = all.regimes[g].reference;
    if (reference == g || all.years.empty()) continue;
    const std::string against = fmt::format("{} against {}, mean of {:.0f}", all.regimes[g].name,
                                            all.regimes[reference].name, all.years.back());
    print_table(fmt::format("\nforeigners [persons], where they differ most: {}\n", against),
                world.foreigners, g, place, out);
    print_table(fmt::format("\ncitizens of one country in another [persons], where they differ "
                            "most: {}\n",
                            against),
                world.stock, g, corridor, out);
  }
}

}  // namespace sojourn::command
