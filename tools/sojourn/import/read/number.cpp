#include "tools/sojourn/import/read/number.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>

#include "sim/input/text/characters.hpp"
#include "sim/input/untyped.hpp"

namespace sojourn::intake {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Takes `mark` out of "12<mark>345<mark>678"; false where groups are not of three digits.
bool ungroup(std::string& text, std::string_view mark) {
  const std::size_t first = text.find(mark);
  if (first == text.npos) return true;
  const std::size_t lead = text.find_first_of("0123456789");
  if (lead == text.npos || first <= lead || first - lead > 3) return false;
  if (text[lead] == '0') return false;
  for (std::size_t at = first; (at = text.find(mark, at)) != text.npos;) {
    text.erase(at, mark.size());
    const bool three =
        at + 3 <= text.size() && std::all_of(text.begin() + static_cast<long>(at),
                                             text.begin() + static_cast<long>(at) + 3, is_digit);
    const bool ends = at + 3 == text.size() || (three && !is_digit(text[at + 3]));
    if (!three || !ends) return false;
  }
  return true;
}

constexpr std::array<std::string_view, 5> kBlanks{" ", "'", "\xC2\xA0", "\xE2\x80\xAF",
                                                  "\xE2\x80\x89"};

std::optional<double> plain_number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool all = error == std::errc{} && end == text.data() + text.size();
  return all && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

}  // namespace

std::optional<double> parse_number(std::string_view written, const NumberStyle& style) {
  std::string text(trimmed(written));
  for (const std::string_view blank : kBlanks) {
    if (!ungroup(text, blank)) return {};
  }
  if (style.decimal_comma) {
    if (!ungroup(text, ".") || std::ranges::count(text, ',') > 1) return {};
    std::ranges::replace(text, ',', '.');
  } else if (style.comma_groups && !ungroup(text, ",")) {
    return {};
  } else if (!style.point_is_sure && may_be_grouped_by_points(text)) {
    return {};
  }
  return plain_number(text);
}

bool may_be_grouped_by_points(std::string_view written) {
  std::string text(trimmed(written));
  return text.find('.') != text.npos && !text.starts_with('0') && ungroup(text, ".");
}

bool is_missing(std::string_view text) {
  const std::string_view word = trimmed(text);
  return word.empty() || word == "#N/A" || marks_missing(word);
}

}  // namespace sojourn::intake
