#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sojourn::intake {

/// "2014-01" of "2014-01", "JAN2014", "Jan-2014" or the day number of a spreadsheet (41640);
/// nothing for any other text.
std::optional<std::string> month_of(std::string_view text);

/// 1 to 12 of "January", "Jan", "01"; nothing for any other text.
std::optional<int> month_number(std::string_view text);

}  // namespace sojourn::intake
