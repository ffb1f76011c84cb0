#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sojourn::command {

inline constexpr std::size_t kTextWidth = 80;  // of tables and paragraphs [characters]

/// The text with line breaks for blanks, so that no line is longer than `columns` if words allow.
std::string wrapped(std::string text, std::size_t columns);

/// "1,234,567"
std::string grouped(std::int64_t number);

/// "12.3 GB", "45 MB", "6 kB"
std::string bytes_text(double bytes);

/// "a, b, c" of words a, b, c between which stands ", ".
std::string joined(const std::vector<std::string>& words, std::string_view between);

}  // namespace sojourn::command
