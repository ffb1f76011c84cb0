#pragma once

#include <cstdint>
#include <vector>

#include "sim/stages/module_set.hpp"

namespace sojourn {

/// Which destinations people take for alike: those of one nest share a part of what is liked about
/// them and not seen.
struct Nests {
  double dissimilarity = 1;             // in (0, 1]; 1: each destination stands for itself
  std::uint32_t n = 1;                  // nests
  std::vector<std::uint32_t> of_place;  // empty: all places are in one nest

  std::uint32_t of(std::size_t place) const { return of_place.empty() ? 0 : of_place[place]; }
};

/// A term of the payoff that says so.
class Nesting : public PayoffTerm {
 public:
  virtual const Nests& nests() const = 0;
};

/// The nests of a simulation; without a module that says so the plain logit's.
inline const Nests& nests_of(const ModuleSet& modules) {
  static const Nests plain;
  const auto* nesting = modules.find<Nesting>();
  return nesting == nullptr ? plain : nesting->nests();
}

}  // namespace sojourn
