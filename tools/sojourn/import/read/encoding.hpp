#pragma once

#include <string>
#include <string_view>

namespace sojourn::intake {

/// UTF-8 of a text in Windows-1252, of which Latin-1 is a part but for control characters.
std::string from_windows_1252(std::string_view text);

}  // namespace sojourn::intake
