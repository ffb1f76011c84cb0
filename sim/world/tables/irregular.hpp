#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sim/input/settings.hpp"
#include "sim/world/world.hpp"

namespace sojourn {

/// The rows of `irregular`: who of the people in `stock` has no papers.
class IrregularReader {
 public:
  explicit IrregularReader(World& world) : world_(world) {}
  void operator()(Settings& row);
  /// Takes them out of the regular stocks of World::stocks: of the citizenship where a row names
  /// one, then of all poorer countries whose citizens do not move there freely, in proportion to
  /// their number. Needs World::areas. Notes rows that want more people than there are.
  void split_stocks(Diagnostics& diagnostics);

 private:
  struct Row {
    StateId citizenship;  // invalid: all of them
    PlaceId residence;
    std::int64_t persons = 0;
    Source where;
  };
  bool counts(const Row& row, const StockRow& stock) const;
  bool moves_freely(StateId citizenship, StateId to) const;
  void split(const Row& row, Diagnostics& diagnostics);
  void take(std::size_t stock, std::int64_t persons);

  World& world_;
  std::vector<Row> rows_;
  std::set<std::pair<std::string, std::string>> seen_;
};

}  // namespace sojourn
