#pragma once

#include <map>
#include <string>

namespace sojourn::intake {

/// A country of the world that is made.
struct CountryRow {
  std::string id;
  std::map<std::string, double> values;  // by attribute
};

using CountryRows = std::map<std::string, CountryRow>;  // by ISO 3166-1

}  // namespace sojourn::intake
