#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/calendar.hpp"
#include "sim/input/source.hpp"

namespace sojourn::intake {

/// A town, a place at war or a camp.
struct FleeLocation {
  std::string name, country;  // ISO 3166-1
  double latitude = 0, longitude = 0;
  bool camp = false;
  bool hub = false;       // people come through and do not settle
  double population = 0;  // of a camp: how many it holds, 0: no limit
  int conflict_day = -1;  // from which it is at war; -1: never
};

struct FleeRoute {
  std::string from, to;
  double km = 0;
  bool forced_there = false, forced_back = false;  // who is at its end must go on by it
};

/// A way between two countries or places, or into a place, that is closed from one day to another.
struct FleeClosure {
  std::string from, to;
  int begin = 0, end = 0;
};

/// Days [begin, end) of war in a place.
struct FleeWar {
  std::string place;
  int begin = 0, end = 0;
};

/// People counted in a camp, or in all of them (`place` empty).
struct FleeCount {
  std::string place, date;
  double people = 0;
};

/// On that day people of a camp were counted anew, and fewer than before.
struct FleeCorrection {
  std::string place, date;
};

struct FleeInput {
  Date start;
  int days = 0;
  std::vector<FleeLocation> locations;
  std::vector<FleeRoute> routes;
  std::vector<FleeClosure> closures;
  std::vector<FleeWar> wars;
  std::vector<FleeCount> counts;
  std::vector<FleeCorrection> corrections;
  std::vector<std::string> left_out;  // lines that say what has no counterpart
};

/// Every fault goes to `diagnostics`.
FleeInput read_flee_input(const std::filesystem::path& folder, Diagnostics& diagnostics);

}  // namespace sojourn::intake
