#pragma once

#include <vector>

#include "sim/world/attributes/attributes.hpp"

namespace sojourn {

/// One attribute of one place over time. It has the first point's value before that point and the
/// last one's after the last.
struct AttributeCourse {
  struct Point {
    int tick = 0;  // may lie before the run
    double value = 0;
  };
  PlaceArray Attributes::*attribute = nullptr;
  PlaceId place;
  bool linear = false;        // between two points along a line, else as at the point before
  std::vector<Point> points;  // in order of time, at least one

  double at(int tick) const;
};

/// How attributes change during a run.
struct History {
  std::vector<AttributeCourse> courses;

  /// The attributes on `tick`: those of `baseline`, with what has changed.
  Attributes at(int tick, const Attributes& baseline) const;
  /// One of them.
  PlaceArray at(int tick, PlaceArray Attributes::*attribute, const Attributes& baseline) const;
  bool tells(PlaceArray Attributes::*attribute) const;
};

}  // namespace sojourn
