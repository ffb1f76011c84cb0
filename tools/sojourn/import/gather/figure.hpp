#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>

namespace sojourn::intake {

/// A number of a publisher, and where it stands.
struct Figure {
  double value = 0;
  int file = -1;  // of Collected::files
  int line = 0, column = 0;
};

/// What one publisher tells of one attribute, by country (ISO 3166-1; ISO 3166-3 of former states)
/// and year.
struct AttributeSeries {
  std::string attribute;
  std::string publisher;
  bool absent_is_zero = false;  // a list of what happened: who is not on it had none
  std::map<std::string, std::map<int, Figure>> figures;
  std::set<int> years;  // that the publisher tells of
};

/// "origin, destination" of people, or any other two countries.
using CountryPair = std::pair<std::string, std::string>;

/// Figures of pairs of countries by year.
using PairYears = std::map<int, std::map<CountryPair, Figure>>;

}  // namespace sojourn::intake
