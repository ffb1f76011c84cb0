#pragma once

#include <string>
#include <string_view>

namespace sojourn::intake {

/// A name as it is compared: letters and digits in lower case, without accents, blanks, footnotes
/// in brackets and a leading "the"; "&" is "and", "St." is "saint". "Côte d'Ivoire*" is
/// "cotedivoire".
std::string folded(std::string_view name);

}  // namespace sojourn::intake
