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

/// The same of each of several parts.
inline std::vector<PartOfTick> without(const std::vector<PartOfTick>& parts, PartOfTick taken) {
  std::vector<PartOfTick> left;
  for (const PartOfTick& part : parts) {
    const std::vector<PartOfTick> rest = without(part, taken);
    left.insert(left.end(), rest.begin(), rest.end());
  }
  return left;
}

/// The tick in pieces, in order; none of `parts` begins or ends within one.
inline std::vector<PartOfTick> pieces_of_tick(const std::vector<PartOfTick>& parts) {
  std::vector<double> cuts{0, 1};
  for (const PartOfTick& part : parts) {
    cuts.push_back(std::clamp(part.begin, 0.0, 1.0));
    cuts.push_back(std::clamp(part.end, 0.0, 1.0));
  }
  std::ranges::sort(cuts);
  std::vector<PartOfTick> pieces;
  for (std::size_t i = 1; i < cuts.size(); ++i) {
    if (cuts[i] > cuts[i - 1]) pieces.push_back({cuts[i - 1], cuts[i]});
  }
  return pieces;
}

/// The mean over a tick of what `at(moment)` says, where that changes with the beginnings and ends
/// of `parts` alone.
template <class At>
double mean_over_tick(const std::vector<PartOfTick>& parts, const At& at) {
  if (parts.empty()) return at(0.0);
  double mean = 0;
  for (const PartOfTick& piece : pieces_of_tick(parts)) mean += piece.share() * at(piece.begin);
  return mean;
}

}  // namespace sojourn
