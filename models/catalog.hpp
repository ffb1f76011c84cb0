#pragma once

#include "sim/base/stateful.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn::models {

/// Every module Sojourn has, one line each, in the order in which they run within their stage.
Catalog standard_catalog();

/// Every class of agreements that its modules put in force, for Archive::set_kinds.
StatefulKinds agreement_kinds();

}  // namespace sojourn::models
