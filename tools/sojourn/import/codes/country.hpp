#pragma once

#include <span>
#include <string_view>

namespace sojourn::intake {

/// A country or territory as it is today, with the codes by which publishers call it.
struct Country {
  const char* iso3;
  const char* iso2;
  int m49;             // United Nations, as ISO's numeric code
  int gw;              // Gleditsch and Ward, as UCDP and PRIO write; 0: none
  int cow;             // Correlates of War; 0: none
  const char* name;    // in ASCII
  const char* region;  // of M49: the intermediate region where there is one, else the subregion
  double latitude, longitude;  // of the capital [degrees]
  bool landlocked;
};

std::span<const Country> countries();
/// Null where there is none.
const Country* country_called(std::string_view iso3);

}  // namespace sojourn::intake
