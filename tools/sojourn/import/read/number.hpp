#pragma once

#include <optional>
#include <string_view>

namespace sojourn::intake {

/// How numbers are written in a file.
struct NumberStyle {
  bool decimal_comma = false;
  bool comma_groups = false;  // "1,234" is a thousand and more: cells are separated by commas
  bool point_is_sure = true;  // else nobody knows whether "1.234" is a thousand and more
};

/// A number, its thousands grouped by blanks, apostrophes or the mark that is not decimal. Nothing
/// where it is none, or may be read in two ways.
std::optional<double> parse_number(std::string_view text, const NumberStyle& style);

/// "1.234" or "1.234.567": points may group thousands.
bool may_be_grouped_by_points(std::string_view text);

/// Whether a cell says that there is no figure: nothing, "..", "NA", "*", "-", ...
bool is_missing(std::string_view text);

}  // namespace sojourn::intake
