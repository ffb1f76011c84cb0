#pragma once

#include <algorithm>
#include <vector>

namespace sojourn {

/// The part of a tick during which something is in force: a person acts at a moment of their own,
/// from 0 to 1.
struct PartOfTick {
  double begin = 0, end = 1;

  bool whole() const { return begin <= 0 && end >= 1; }
  bool holds(double moment) const { return moment >= begin && moment < end; }
  double share() const { return end > begin ? end - begin : 0; }
};

inline PartOfTick common(PartOfTick a, PartOfTick b) {
  return {std::max(a.begin, b.begin), std::min(a.end, b.end)};
}

/// What is left of a part where another is taken out of it: two parts at most.
inline std::vector<PartOfTick> without(PartOfTick part, PartOfTick taken) {
  if (common(part, taken).share() <= 0) return {part};
  std::vector<PartOfTick> left;
  if (taken.begin > part.begin) left.push_back({part.begin, taken.begin});
  if (taken.end < part.end) left.push_back({taken.end, part.end});
  return left;
}

}  // namespace sojourn
