#pragma once

#include "models/deals/pact.hpp"

namespace sojourn::models {

/// What a pact says, for the event log.
std::string terms_text(const Scene& scene, const Pact& pact);
/// The day on which it begins where the tick does not say it, and the end of the term.
std::string days_text(const Scene& scene, const Pact& pact);
/// How it ends, and what a breach costs both sides.
std::string end_text(const Scene& scene, const Pact& pact);

}  // namespace sojourn::models
