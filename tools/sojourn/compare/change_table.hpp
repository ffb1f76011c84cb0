#pragma once

#include <iosfwd>

#include "tools/sojourn/compare/comparison.hpp"

namespace sojourn::command {

/// For each regime except the reference: the ten countries and the ten corridors whose foreigners
/// differ most from the reference's in the last year, with intervals.
void print_changes(const Comparison& all, std::ostream& out);

}  // namespace sojourn::command
