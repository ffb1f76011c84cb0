#include "sim/world/attributes/history.hpp"

#include <algorithm>

namespace sojourn {

double AttributeCourse::at(int tick) const {
  const auto next = std::ranges::upper_bound(points, tick, {}, &Point::tick);
  if (next == points.begin()) return points.front().value;
  const Point& before = *std::prev(next);
  if (!linear || next == points.end()) return before.value;
  const double share = 1.0 * (tick - before.tick) / (next->tick - before.tick);
  return before.value + share * (next->value - before.value);
}

Attributes History::at(int tick, const Attributes& baseline) const {
  Attributes now = baseline;
  for (const AttributeCourse& course : courses) {
    (now.*course.attribute)[course.place] = course.at(tick);
  }
  return now;
}

PlaceArray History::at(int tick, PlaceArray Attributes::*attribute,
                       const Attributes& baseline) const {
  PlaceArray now = baseline.*attribute;
  for (const AttributeCourse& course : courses) {
    if (course.attribute == attribute) now[course.place] = course.at(tick);
  }
  return now;
}

bool History::tells(PlaceArray Attributes::*attribute) const {
  return std::ranges::find(courses, attribute, &AttributeCourse::attribute) != courses.end();
}

}  // namespace sojourn
