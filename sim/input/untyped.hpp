#pragma once

#include <string>
#include <string_view>

#include "sim/input/node.hpp"

namespace sojourn {

/// A value without a type, by its look, with how it was written: what a CSV cell, or a bare word of
/// `--set`, may be. "nan" and "inf" are text.
Node untyped_value(std::string_view text, const Source& where);

/// The same in a table whose numbers have a decimal comma.
Node untyped_value_with_comma(std::string_view text, const Source& where);

/// "0,5": one comma that can be no separator of thousands.
bool has_decimal_comma(std::string_view text);

/// Of "8.000", or "8,000" where commas are decimal, without a type nobody can say whether it is
/// eight persons or eight thousand.
bool may_be_grouped(const Node& node);

/// "NA", "-", "..": what statistics offices and programs write where a value is missing.
bool marks_missing(std::string_view text);

/// Why what was written where a number belongs is none, as "; ...": markers of missing values,
/// separators of thousands, decimal commas, percent. Empty where nothing is known.
std::string number_hint(std::string_view written);

}  // namespace sojourn
