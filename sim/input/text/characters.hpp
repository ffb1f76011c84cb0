#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sojourn {

/// Bytes of the well-formed UTF-8 sequence that `text` begins with; 0 if it begins with none.
std::size_t utf8_length(std::string_view text);
bool is_utf8(std::string_view text);

/// `\u00E9` for one character.
std::string unicode_escape(std::string_view character);
/// `text` as a terminal may print it: control characters, marks that turn the direction of writing
/// and bytes that are no UTF-8 stand as `\u202E` or `\xFF`.
std::string escaped(std::string_view text);
/// JSON without what a terminal would obey: beyond ASCII, such characters stand as `\u202E`; what
/// is `shown` holds the text `\u202E` in their place.
std::string json_escaped(std::string_view json, bool shown = false);
/// At most `most` characters of `text`, then "...".
std::string shortened(std::string_view text, std::size_t most);

/// Without blanks, tabs, ends of lines and no-break spaces around it.
std::string_view trimmed(std::string_view text);
/// The items of "a; b;c", without the blanks around them; empty items are none.
std::vector<std::string> split_list(std::string_view text);

}  // namespace sojourn
