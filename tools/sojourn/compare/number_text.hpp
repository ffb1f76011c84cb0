#pragma once

#include <string>

#include "tools/sojourn/compare/intervals.hpp"

namespace sojourn::command {

/// "12,345", "0.01234"; "-" where there is none.
std::string number_text(double value);
/// "12,345 .. 13,000"; "-" where there is none.
std::string interval_text(const MeanInterval& interval);

}  // namespace sojourn::command
