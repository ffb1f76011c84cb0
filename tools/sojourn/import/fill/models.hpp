#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tools/sojourn/import/fill/country_row.hpp"
#include "tools/sojourn/import/gather/collected.hpp"

namespace sojourn::intake {

/// A law by which an attribute follows from others, of which scenarios/tables/README.md tells how
/// it was found.
struct Law {
  const char* attribute;
  const char* how;
  /// Nothing where what it needs is not told of this country.
  std::optional<double> (*of)(const Collected& data, const CountryRow& row, int year);
};

/// In the order in which they need each other.
const std::vector<Law>& laws();

/// Income as it goes with the index, fitted to the countries that have both; nothing where these
/// are fewer than ten. ln(income) = intercept + slope hdi.
struct IncomeLaw {
  double intercept = 0, slope = 0;
  std::size_t n = 0;
};
std::optional<IncomeLaw> income_law(const CountryRows& rows);

}  // namespace sojourn::intake
