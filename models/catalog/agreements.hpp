#pragma once

#include "sim/base/stateful.hpp"

namespace sojourn::models {

/// Every class of agreements that modules put in force, for Archive::set_kinds.
StatefulKinds agreement_kinds();

}  // namespace sojourn::models
