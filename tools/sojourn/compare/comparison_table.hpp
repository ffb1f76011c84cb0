#pragma once

#include <iosfwd>

#include "tools/sojourn/compare/comparison.hpp"

namespace sojourn::command {

/// A table for each outcome in which runs differ, and the values of the others. Runs that are not
/// finished are left out, and told of. Rows have numbers where their names are too long for 80
/// columns; a list before the tables says whose.
void print_comparison(const Comparison& comparison, std::ostream& out);

}  // namespace sojourn::command
