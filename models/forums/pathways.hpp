#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/world/institutions.hpp"

namespace sojourn::models {

/// How institutions change (Streeck, Thelen 2005; Mahoney, Thelen 2010), told by what is there
/// afterwards.
enum class Pathway { kNone, kDisplacement, kConversion, kDrift, kLayering };
constexpr std::array<const char*, 5> kPathwayNames{"", "displacement", "conversion", "drift",
                                                   "layering"};

/// An attempt at reform: what the forum was like to which it answered.
struct Reform {
  int tick = 0;
  std::size_t old = 0;                 // forum
  std::optional<std::size_t> created;  // forum founded in answer
  double authority = 0;
  double formality = 0;
  std::array<bool, kSubjects> mandate{};
};

Reform reform_of(const std::vector<Forum>& forums, std::size_t old, int tick);

/// - the old forum is dead and a new one was created: displacement;
/// - its mandate or formality has changed: conversion;
/// - a new one was created and the old one's authority fell below `intact` of what it was: drift
///   (in the sense of KB21: it goes on with less authority);
/// - a new one was created and the old one is intact: layering;
/// - else: none.
Pathway measured_pathway(const Reform& reform, const std::vector<Forum>& forums, double intact);

}  // namespace sojourn::models
