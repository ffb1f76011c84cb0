#include "sim/input/node.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "sim/input/toml/guard.hpp"

namespace sojourn {

namespace {

template <class... Fs>
struct Overload : Fs... {
  using Fs::operator()...;
};
template <class... Fs>
Overload(Fs...) -> Overload<Fs...>;

bool is_bare(std::string_view key) {
  return !key.empty() && std::all_of(key.begin(), key.end(), is_bare_key_character);
}

std::string quote_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (byte < 0x20 || byte == 0x7F) {
      out += fmt::format("\\u{:04X}", byte);
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string real_text(double number) {
  if (std::isnan(number)) return "nan";
  std::string text = fmt::format("{}", number);
  // A whole number would be read back as an integer.
  if (text.find_first_not_of("-0123456789") == std::string::npos) text += ".0";
  return text;
}

std::string inline_array(const Node::Array& array) {
  std::string out;
  for (const Node& element : array) out += (out.empty() ? "" : ", ") + inline_toml(element);
  return '[' + out + ']';
}

std::string inline_table(const Node::Table& table) {
  std::string out;
  for (const auto& [key, child] : table) {
    out += (out.empty() ? "" : ", ") + toml_key(key) + " = " + inline_toml(child);
  }
  return '{' + out + '}';
}

bool is_array_of_tables(const Node& node) {
  if (!node.is_array() || node.array().empty()) return false;
  return std::all_of(node.array().begin(), node.array().end(),
                     [](const Node& element) { return element.is_table(); });
}

bool has_own_header(const Node& node) {
  return node.is_table() || is_array_of_tables(node);
}

bool is_nothing(const Node& node) {
  return std::holds_alternative<std::monostate>(node.value);
}

void write_header(std::string_view open, const std::string& path, std::string_view close,
                  std::string& out) {
  if (!out.empty()) out += '\n';
  out += fmt::format("{}{}{}\n", open, path, close);
}

/// The lines of one table, then its children that have headers of their own, which must follow.
void write_table(const Node::Table& table, const std::string& path, std::string& out) {
  for (const auto& [key, child] : table) {
    if (has_own_header(child) || is_nothing(child)) continue;
    out += fmt::format("{} = {}\n", toml_key(key), inline_toml(child));
  }
  for (const auto& [key, child] : table) {
    const std::string child_path = path.empty() ? toml_key(key) : path + '.' + toml_key(key);
    if (child.is_table()) {
      const Node::Table& inner = child.table();
      const bool implied = !inner.empty() && std::all_of(inner.begin(), inner.end(), [](auto& c) {
        return has_own_header(c.second);
      });
      if (!implied) write_header("[", child_path, "]", out);
      write_table(inner, child_path, out);
    } else if (is_array_of_tables(child)) {
      for (const Node& element : child.array()) {
        write_header("[[", child_path, "]]", out);
        write_table(element.table(), child_path, out);
      }
    }
  }
}

}  // namespace

const Node* Node::find(const std::string& key) const {
  if (!is_table()) return nullptr;
  const auto found = table().find(key);
  return found == table().end() ? nullptr : &found->second;
}

std::string Node::kind_name() const {
  return std::visit(
      Overload{[](std::monostate) { return "nothing"; }, [](bool) { return "a boolean"; },
               [](std::int64_t) { return "an integer"; }, [](double) { return "a real"; },
               [](const std::string&) { return "text"; }, [](const Array&) { return "an array"; },
               [](const Table&) { return "a table"; }},
      value);
}

std::optional<std::string> as_text(const Node& node) {
  const auto* text = std::get_if<std::string>(&node.value);
  const std::string& found = text != nullptr ? *text : node.written;
  const bool holds_nul = found.find('\0') != std::string::npos;
  return (text == nullptr && found.empty()) || holds_nul ? std::nullopt : std::optional(found);
}

std::optional<std::int64_t> as_whole(const Node& node) {
  if (const auto* integer = std::get_if<std::int64_t>(&node.value)) return *integer;
  const auto* real = std::get_if<double>(&node.value);
  const bool whole = real != nullptr && std::trunc(*real) == *real && std::abs(*real) <= 0x1p53;
  return whole ? std::optional(static_cast<std::int64_t>(*real)) : std::nullopt;
}

bool operator==(const Node& a, const Node& b) {
  return a.value == b.value;
}

std::string to_toml(const Node& table) {
  std::string out;
  write_table(table.table(), {}, out);
  return out;
}

std::string inline_toml(const Node& value) {
  return std::visit(Overload{[](std::monostate) { return std::string("\"\""); },
                             [](bool truth) { return std::string(truth ? "true" : "false"); },
                             [](std::int64_t number) { return fmt::format("{}", number); },
                             [](double number) { return real_text(number); },
                             [](const std::string& text) { return quote_text(text); },
                             [](const Node::Array& array) { return inline_array(array); },
                             [](const Node::Table& table) { return inline_table(table); }},
                    value.value);
}

std::string toml_key(const std::string& key) {
  return is_bare(key) ? key : quote_text(key);
}

}  // namespace sojourn
