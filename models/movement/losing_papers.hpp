#pragma once

#include "sim/stages/step.hpp"

namespace sojourn::models {

/// Stays where one is without papers. `irregular` is the channel of those who have none, if there
/// is one.
inline void lose_papers(ChannelId irregular, Step& step) {
  if (irregular.valid()) step.person().channel = irregular.bits();
  step.become(Status::kIrregular);
}

}  // namespace sojourn::models
