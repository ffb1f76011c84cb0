#pragma once

namespace sojourn {

/// The part of a tick during which something is in force: a person acts at a moment of their own,
/// from 0 to 1.
struct PartOfTick {
  double begin = 0, end = 1;

  bool whole() const { return begin <= 0 && end >= 1; }
  bool holds(double moment) const { return moment >= begin && moment < end; }
  double share() const { return end > begin ? end - begin : 0; }
};

}  // namespace sojourn
