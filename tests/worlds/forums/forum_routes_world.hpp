#pragma once

#include <map>
#include <string>

#include "models/forums/politics.hpp"
#include "sim/input/node.hpp"

namespace sojourn::testing {

using namespace models;

/// The world of claim B4: a rich country with some neighbours, all of them equally far, each with
/// its own road to it. War strikes them all, three years after the start; together they always have
/// the same number of people. There is one forum of all, which decides by consensus.

struct RoutesDraw {
  std::uint64_t seed = 1;
  double displacement = 0.01;                   // [1 / year]
  double people = 60e6;                         // of the neighbours together
  double income = 40000;                        // of the rich country
  std::map<std::string, double> settings = {};  // of kForumRanges
};
RoutesDraw routes_draw(std::uint64_t number);

Node routes_scenario(const RoutesDraw& draw, int neighbours, bool war);

struct RoutesOutcome {
  int venue = Business::kNothing;  // where the rich country settles security, at the end
  double breadth = 0;              // effective number of its partners in that
  double pressure = 0;             // its ideal of containment over the status quo
  double multilateral = 0;         // what a forum is worth to it over deals [utility]
};
RoutesOutcome run_routes(const RoutesDraw& draw, int neighbours, bool war);

}  // namespace sojourn::testing
