#pragma once

#include "sim/stages/catalog.hpp"

namespace sojourn::models {

/// Every module Sojourn has, one line each, in the order in which they run within their stage.
Catalog standard_catalog();

}  // namespace sojourn::models
