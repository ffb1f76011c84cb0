#pragma once

#include <string>

#include "models/home_front/politics/home_case.hpp"

namespace sojourn::models {

/// The cause that weighs most towards `side` of openness or of rights, by its slope where the state
/// stands, for the event log.
std::string turn_reason(const HomeWeights& weights, const PolicyFacts& facts, const HomeCase& home,
                        Lever lever, Side side);

}  // namespace sojourn::models
