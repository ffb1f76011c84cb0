#include "sim/input/text/characters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace sojourn {

namespace {

constexpr std::array<std::string_view, 5> kBlanks{" ", "\t", "\r", "\n", "\xC2\xA0"};

/// First and last code points of what a terminal obeys or hides.
constexpr std::array<std::pair<char32_t, char32_t>, 11> kObeyed{{{0x00, 0x1F},
                                                                 {0x7F, 0x9F},
                                                                 {0x00AD, 0x00AD},
                                                                 {0x061C, 0x061C},
                                                                 {0x200B, 0x200B},
                                                                 {0x200E, 0x200F},
                                                                 {0x2028, 0x202E},
                                                                 {0x2060, 0x2060},
                                                                 {0x2066, 0x2069},
                                                                 {0xFEFF, 0xFEFF},
                                                                 {0xE0000, 0xE007F}}};

/// The code point of a well-formed sequence.
char32_t code_point(std::string_view sequence) {
  const auto lead = static_cast<unsigned char>(sequence[0]);
  if (sequence.size() == 1) return lead;
  char32_t code = lead & (0xFFU >> (sequence.size() + 1));
  for (const char c : sequence.substr(1)) code = code << 6U | (static_cast<unsigned>(c) & 0x3FU);
  return code;
}

/// As JSON has it: in UTF-16.
std::string surrogates(char32_t code, std::string_view before) {
  const auto number = static_cast<std::uint32_t>(code);
  if (number <= 0xFFFF) return fmt::format("{}{:04X}", before, number);
  const std::uint32_t rest = number - 0x10000;
  return fmt::format("{0}{1:04X}{0}{2:04X}", before, 0xD800 + (rest >> 10U),
                     0xDC00 + (rest & 0x3FFU));
}

bool is_obeyed(char32_t code) {
  return std::ranges::any_of(
      kObeyed, [code](const auto& span) { return span.first <= code && code <= span.second; });
}

}  // namespace

std::size_t utf8_length(std::string_view text) {
  const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (text.size() < length) return 0;
  // Overlong forms, surrogates and what lies beyond U+10FFFF show in the second byte.
  const unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (byte(1) < low || byte(1) > high) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if (byte(i) < 0x80 || byte(i) > 0xBF) return 0;
  }
  return length;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::string unicode_escape(std::string_view character) {
  const auto number = static_cast<std::uint32_t>(code_point(character));
  return number <= 0xFFFF ? fmt::format("\\u{:04X}", number) : fmt::format("\\U{:08X}", number);
}

std::string escaped(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    const std::string_view sequence = text.substr(0, std::max<std::size_t>(1, length));
    if (length == 0) {
      out += fmt::format("\\x{:02X}", static_cast<unsigned char>(text[0]));
    } else if (is_obeyed(code_point(sequence))) {
      out += unicode_escape(sequence);
    } else {
      out += sequence;
    }
    text.remove_prefix(sequence.size());
  }
  return out;
}

std::string json_escaped(std::string_view json, bool shown) {
  std::string out;
  while (!json.empty()) {
    const auto beyond = std::ranges::find_if(json, [](char c) { return (c & 0x80) != 0; });
    const auto n_plain = static_cast<std::size_t>(beyond - json.begin());
    out += json.substr(0, n_plain);
    json.remove_prefix(n_plain);
    if (json.empty()) break;
    const std::string_view sequence = json.substr(0, std::max<std::size_t>(1, utf8_length(json)));
    const bool obeyed = utf8_length(json) > 0 && is_obeyed(code_point(sequence));
    out +=
        obeyed ? surrogates(code_point(sequence), shown ? "\\\\u" : "\\u") : std::string(sequence);
    json.remove_prefix(sequence.size());
  }
  return out;
}

std::string shortened(std::string_view text, std::size_t most) {
  std::size_t n = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool begins_character = (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U;
    if (begins_character && ++n > most) return std::string(text.substr(0, i)) + "...";
  }
  return std::string(text);
}

std::string_view trimmed(std::string_view text) {
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view blank : kBlanks) {
      const bool before = text.starts_with(blank);
      if (before) text.remove_prefix(blank.size());
      const bool after = text.ends_with(blank);
      if (after) text.remove_suffix(blank.size());
      again = again || before || after;
    }
  }
  return text;
}

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> items;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(';', at), text.size());
    const std::string_view item = trimmed(text.substr(at, end - at));
    if (!item.empty()) items.emplace_back(item);
    at = end + 1;
  }
  return items;
}

}  // namespace sojourn
