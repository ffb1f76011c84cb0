#pragma once

#include <string>

namespace sojourn::command {

/// Now: "2026-01-31T12:00:00Z"
std::string utc_now();

/// "4:05", "1:02:03" for hours.
std::string duration_text(double seconds);

}  // namespace sojourn::command
