#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tools/sojourn/import/gather/intake.hpp"

namespace sojourn::intake {

/// Adds up deaths by country and year out of lists of conflicts or events. Who is not on a list had
/// none in the years that it covers, and nothing is known of other years.
class DeathsInConflict {
 public:
  explicit DeathsInConflict(SheetReader& reader) : reader_(reader) {}

  /// Where the columns of a list stand. Places are numbers of states or names, several in one cell
  /// where a conflict has several.
  struct Layout {
    std::size_t year, place, best;
    std::optional<std::size_t> low, high;
  };
  void add(const CellRow& row, const Layout& at);
  /// Hands the sums on, with all years from the first to the last.
  void finish();

 private:
  std::optional<double> deaths(const CellRow& row, const Layout& at);
  std::vector<std::string> places(const CellRow& row, const Layout& at, int year);

  struct Sum {
    double deaths = 0;
    const CellRow* row = nullptr;  // the first
    std::size_t column = 0;
  };
  SheetReader& reader_;
  std::map<std::pair<std::string, int>, Sum> sums_;
  std::map<int, int> years_;
};

}  // namespace sojourn::intake
