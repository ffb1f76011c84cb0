#pragma once

#include <array>
#include <string_view>

#include "models/compacts/objectives/objective.hpp"

namespace sojourn::models {

/// A line of the table below. `links` are numbers of objectives, 0: none.
struct CompactLine {
  int number;
  const char* name;
  const char* subject;
  Basket basket;
  End obligor, beneficiary;
  double precision, cost, practice, value;
  Deed deed;
  std::array<int, 3> links;
  const char* reason;  // of the basket
};

/// The objectives of the Global Compact for Safe, Orderly and Regular Migration (UN General
/// Assembly resolution 73/195, annex), numbered as there, named in our words. Baskets follow the
/// idea of Stepanets (2020) of packages of unlike interests. Who acts and who gains follows from
/// the reason given; precision, cost, practice and value are judgements on a coarse scale, which
/// claims draw anew.
extern const std::array<CompactLine, 23> kGlobalCompact;

/// The table as the text that is put to the vote.
CompactText global_compact();

}  // namespace sojourn::models
