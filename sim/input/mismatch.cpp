#include "sim/input/mismatch.hpp"

#include <fmt/format.h>

#include <cmath>

#include "sim/input/text/characters.hpp"
#include "sim/input/untyped.hpp"

namespace sojourn {

namespace {

constexpr std::size_t kShownText = 40;   // characters of a wrong value that a message repeats
constexpr std::size_t kShownKey = 60;    // characters
constexpr std::size_t kListedKeys = 12;  // known keys that a message lists at most

std::string type_text(const SettingInfo& info) {
  if (!info.options.empty()) return "one of " + quoted_list(info.options);
  if (info.type == "date") return "a date such as \"2014-01\" or \"2014-01-31\"";
  if (info.type == "text") return info.type;
  return (info.type == "integer" ? "an " : "a ") + info.type;
}

/// "a real in [0, 5] (1)": what a setting takes.
std::string expected_text(const SettingInfo& info) {
  std::string text = type_text(info);
  const bool bounded_below = std::isfinite(info.low);
  const bool bounded_above = std::isfinite(info.high);
  if (bounded_below && bounded_above) {
    text += fmt::format(" in [{}, {}]", info.low, info.high);
  } else if (bounded_below) {
    text += fmt::format(" >= {}", info.low);
  } else if (bounded_above) {
    text += fmt::format(" <= {}", info.high);
  }
  return info.unit.empty() ? text : fmt::format("{} ({})", text, info.unit);
}

/// The value as the user wrote it, so far as a message has room for it.
std::string found_text(const Node& node) {
  const auto* text = std::get_if<std::string>(&node.value);
  const bool absent = std::holds_alternative<std::monostate>(node.value);
  if (text != nullptr) return inline_toml(Node{shortened(*text, kShownText), {}});
  if (absent || node.is_table() || node.is_array()) return node.kind_name();
  return node.written.empty() ? inline_toml(node) : node.written;
}

bool lies_within(const Node& found, const SettingInfo& info) {
  const auto* value = std::get_if<double>(&found.value);
  return value != nullptr && *value >= info.low && *value <= info.high;
}

/// What may have been meant by a value of another type.
std::string type_hint(const SettingInfo& info, const Node& found) {
  const bool number = info.type == "real" || info.type == "integer";
  const auto* text = std::get_if<std::string>(&found.value);
  if (text != nullptr && info.type == "text" && text->find('\0') != text->npos) {
    return "; text must not hold the character U+0000";
  }
  if (text != nullptr && !info.options.empty()) return nearest_hint(*text, info.options);
  if (text != nullptr && number && found.written.empty()) {
    const bool quoted = !std::holds_alternative<std::string>(untyped_value(*text, {}).value);
    return quoted ? "; a number stands without quotes" : "";
  }
  if (text != nullptr && number) return number_hint(*text);
  const bool counts = info.type == "integer" || info.unit == "persons";
  // A number within its range is refused for how it is written alone.
  if ((counts || (number && lies_within(found, info))) && may_be_grouped(found)) {
    return number_hint(found.written);
  }
  const bool scalar = text == nullptr && !found.is_array() && !found.is_table();
  const bool absent = std::holds_alternative<std::monostate>(found.value);
  return info.type == "text" && scalar && !absent ? "; text stands in quotes" : "";
}

}  // namespace

std::string quoted_list(const std::vector<std::string>& words) {
  std::string list;
  for (const std::string& word : words) {
    list += (list.empty() ? "" : ", ") + inline_toml(Node{word, {}});
  }
  return list;
}

std::string mismatch(const SettingInfo& info, const Node& found) {
  return fmt::format("expected {}, found {}{}", expected_text(info), found_text(found),
                     type_hint(info, found));
}

std::string unknown_key_hint(const std::string& key, const std::vector<SettingInfo>& known) {
  std::vector<std::string> keys;
  for (const SettingInfo& info : known) keys.push_back(info.key);
  if (keys.empty()) return "; no key is known here";
  const std::string hint = nearest_hint(key, keys);
  return hint.empty() && keys.size() <= kListedKeys ? "; known keys: " + quoted_list(keys) : hint;
}

std::string key_path(const std::string& table, const std::string& key) {
  return (table.empty() ? "" : table + '.') + toml_key(shortened(key, kShownKey));
}

}  // namespace sojourn
