#include "sim/input/untyped.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "sim/input/text/characters.hpp"

namespace sojourn {

namespace {

/// What statistics offices and programs write where a value is missing, unknown or too small to
/// tell.
constexpr std::array<std::string_view, 18> kMissing{
    "NA", "N/A", "n/a",          "na", "NaN", "nan", "NULL", "null", "None",
    "-",  "--",  "\xE2\x80\x93", ".",  "..",  "...", ":",    "*",    "x"};

template <typename T>
std::optional<T> parse_number(std::string_view text) {
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  T number{};
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  return error == std::errc{} && stop == end ? std::optional(number) : std::nullopt;
}

std::optional<double> parse_real(std::string_view text) {
  const auto real = parse_number<double>(text);
  return real && std::isfinite(*real) ? real : std::nullopt;
}

std::optional<double> parse_with_comma(std::string_view text) {
  std::string pointed(text);
  if (std::ranges::count(pointed, ',') != 1 || std::ranges::count(pointed, '.') > 0) return {};
  std::ranges::replace(pointed, ',', '.');
  return parse_real(pointed);
}

std::optional<bool> parse_truth(std::string_view text) {
  if (text == "true" || text == "TRUE" || text == "True") return true;
  if (text == "false" || text == "FALSE" || text == "False") return false;
  return {};
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Groups of three digits after `mark`, before them one to three digits that do not begin with 0.
bool is_grouped(std::string_view text, std::string_view mark) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  std::size_t n_lead = 0;
  while (n_lead < text.size() && is_digit(text[n_lead])) ++n_lead;
  if (n_lead == 0 || n_lead > 3 || text[0] == '0' || n_lead == text.size()) return false;
  text.remove_prefix(n_lead);
  for (; !text.empty(); text.remove_prefix(3)) {
    if (!text.starts_with(mark)) return false;
    text.remove_prefix(mark.size());
    if (text.size() < 3 || !std::all_of(text.begin(), text.begin() + 3, is_digit)) return false;
  }
  return true;
}

bool is_grouped_by_any(std::string_view text) {
  constexpr std::array<std::string_view, 6> kMarks{
      " ", "'", "_", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x99"};
  return std::ranges::any_of(kMarks, [text](auto mark) { return is_grouped(text, mark); });
}

bool is_bound(std::string_view text) {
  for (const std::string_view sign : {"<", ">", "\xE2\x89\xA4", "\xE2\x89\xA5", "~"}) {
    if (text.starts_with(sign)) return true;
  }
  return false;
}

}  // namespace

Node untyped_value(std::string_view text, const Source& where) {
  std::string written(text);
  if (const auto integer = parse_number<std::int64_t>(text)) return {*integer, where, written};
  if (const auto real = parse_real(text)) return {*real, where, written};
  if (const auto truth = parse_truth(text)) return {*truth, where, written};
  return {written, where, written};
}

Node untyped_value_with_comma(std::string_view text, const Source& where) {
  std::string written(text);
  if (const auto real = parse_with_comma(text)) return {*real, where, written};
  if (text.find('.') != text.npos) return {written, where, written};
  return untyped_value(text, where);
}

bool has_decimal_comma(std::string_view text) {
  return parse_with_comma(text).has_value() && !is_grouped(text, ",");
}

bool may_be_grouped(const Node& node) {
  return std::holds_alternative<double>(node.value) &&
         (is_grouped(node.written, ".") || is_grouped(node.written, ","));
}

bool marks_missing(std::string_view text) {
  return std::ranges::count(kMissing, text) > 0;
}

std::string number_hint(std::string_view text) {
  if (marks_missing(text)) {
    return "; this marks a missing value: give a number, or leave the row out";
  }
  if (is_bound(text)) return "; this is a bound: give a number, or leave the row out";
  if (is_grouped(text, ".")) return "; dots may group thousands: write 8000, or 8.0";
  if (is_grouped(text, ",")) return "; the comma may group thousands: write 8000, or 8.0";
  if (is_grouped_by_any(text)) return "; write thousands without separators: 8000";
  if (parse_with_comma(text)) return "; write a decimal point: 0.5";
  if (text.ends_with('%')) {
    const auto percent = parse_real(text.substr(0, text.size() - 1));
    return percent ? fmt::format("; write a share as {}", *percent / 100)
                   : "; write a share as 0.05";
  }
  if (parse_real(text)) return "; this has a point, other numbers of the table a decimal comma";
  return {};
}

}  // namespace sojourn
