#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sojourn::fuzz {

/// One thing that is done to a file: what, where, and with what.
struct Edit {
  char what = 0;  // the first letter of its line
  std::uint64_t at = 0;
  std::string with;
};

/// Lines such as `b 120 \x01\xff`: a letter, a number, and bytes, of which those that are no text
/// are written as `\xHH`. Lines of another form are passed over; at most thirty count.
std::vector<Edit> edits_of(std::string_view text);

/// Overwrites bytes (`b`), cuts the end off (`c`), adds to it (`a`). `at` is taken modulo the
/// length.
std::string edited(std::string bytes, const std::vector<Edit>& edits);

}  // namespace sojourn::fuzz
