#pragma once

#include <vector>

#include "models/forums/proposals/terms.hpp"

namespace sojourn::models {

/// What a step of the politics of forums looks at.
struct ForumScene {
  const ForumTerms& terms;
  const Regions& regions;
  const Positions& positions;
  double salience = 0;          // attention to people without a secure place, 1: the usual
  std::vector<Subject> envoys;  // mandates of special representatives and rapporteurs
  int n_ticks_per_year = 12;
};

}  // namespace sojourn::models
