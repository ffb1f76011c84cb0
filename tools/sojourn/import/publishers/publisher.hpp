#pragma once

#include <span>

#include "tools/sojourn/import/gather/intake.hpp"

namespace sojourn::intake {

/// A table of a publisher: by which option it is given, and who reads it.
struct Publisher {
  const char* option;
  const char* title;  // as pages call it
  const char* help;
  void (*read)(const Sheet&, Intake&);
};

/// In the order in which they count: of what two tell, the earlier one's is taken.
std::span<const Publisher> publishers();

void read_wpp(const Sheet& sheet, Intake& intake);
void read_wdi(const Sheet& sheet, Intake& intake);
void read_wgi(const Sheet& sheet, Intake& intake);
void read_hdi(const Sheet& sheet, Intake& intake);
void read_desa_stock(const Sheet& sheet, Intake& intake);
void read_desa_types(const Sheet& sheet, Intake& intake);
void read_unhcr(const Sheet& sheet, Intake& intake);
void read_ucdp(const Sheet& sheet, Intake& intake);
void read_prio(const Sheet& sheet, Intake& intake);
void read_geodist(const Sheet& sheet, Intake& intake);
void read_geo(const Sheet& sheet, Intake& intake);
void read_passport_index(const Sheet& sheet, Intake& intake);
void read_areas(const Sheet& sheet, Intake& intake);
void read_flows(const Sheet& sheet, Intake& intake);
void read_missing_migrants(const Sheet& sheet, Intake& intake);
void read_frontex(const Sheet& sheet, Intake& intake);

}  // namespace sojourn::intake
