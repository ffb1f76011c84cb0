#include "sim/input/node.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <sstream>
#include <string_view>
#include <utility>

// toml++ asserts what some malformed files break, before code that reports them well.
#define TOML_ASSERT(expr) static_assert(true)
#include <toml++/toml.h>

namespace sojourn {

namespace {

template <class... Fs>
struct Overload : Fs... {
  using Fs::operator()...;
};
template <class... Fs>
Overload(Fs...) -> Overload<Fs...>;

constexpr int kMaxKeyParts = 16;       // "a.b.c" has three
constexpr std::size_t kMaxDepth = 64;  // of arrays and inline tables

bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

/// May stand in a key without quotes.
bool is_bare(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

bool is_bare(std::string_view key) {
  return !key.empty() && std::all_of(key.begin(), key.end(), [](char c) { return is_bare(c); });
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

/// Turns toml++ values into ours, with the positions that toml++ loses when it copies.
class Converter {
 public:
  explicit Converter(std::string file) : file_(std::move(file)) {}

  Node convert(const toml::node& from) const {
    Node to;
    to.where = source(from);
    if (const auto* table = from.as_table()) {
      to.value = children(*table);
      if (to.where.line == 0) to.where = first_child(to.table());
    } else if (const auto* array = from.as_array()) {
      Node::Array elements;
      for (const toml::node& element : *array) elements.push_back(convert(element));
      to.value = std::move(elements);
    } else {
      set_scalar(from, to);
    }
    return to;
  }

 private:
  Source source(const toml::node& node) const {
    const toml::source_position begin = node.source().begin;
    return {file_, static_cast<int>(begin.line), static_cast<int>(begin.column)};
  }

  Node::Table children(const toml::table& table) const {
    Node::Table result;
    for (const auto& [key, child] : table) result.emplace(std::string(key.str()), convert(child));
    return result;
  }

  Source first_child(const Node::Table& table) const {
    Source first{file_};
    for (const auto& [key, child] : table) {
      const bool earlier =
          std::pair(child.where.line, child.where.column) < std::pair(first.line, first.column);
      if (first.line == 0 || earlier) first = child.where;
    }
    return first;
  }

  static void set_scalar(const toml::node& from, Node& to) {
    if (const auto* truth = from.as_boolean()) to.value = truth->get();
    if (const auto* integer = from.as_integer()) to.value = integer->get();
    if (const auto* real = from.as_floating_point()) to.value = real->get();
    if (const auto* text = from.as_string()) to.value = text->get();
    if (const auto* date = from.as_date()) to.value = streamed(date->get());
    if (const auto* time = from.as_time()) to.value = streamed(time->get());
    if (const auto* moment = from.as_date_time()) to.value = streamed(moment->get());
  }

  template <typename T>
  static std::string streamed(const T& value) {
    std::ostringstream text;
    text << value;
    return text.str();
  }

  std::string file_;
};

/// Looks for what toml++ 3.3 does not survive: nesting that exhausts the stack, and characters that
/// its parser takes for impossible.
class TomlGuard {
 public:
  explicit TomlGuard(std::string_view text) : text_(text) {}

  std::optional<Diagnostic> find_trap(const std::string& file) {
    while (at_ < text_.size() && trap_.empty()) {
      const char c = text_[at_];
      if (c == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (c == '"' || c == '\'') {
        skip_string(c);
        begins_line_ = false;
      } else {
        check_structure(c);
        if (trap_.empty()) ++at_;
      }
    }
    if (trap_.empty()) return std::nullopt;
    return Diagnostic{position(file), trap_};
  }

 private:
  Source position(const std::string& file) const {
    Source where{file, 1, 1};
    for (const char c : text_.substr(0, at_)) {
      const bool begins_character = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
      where.column = c == '\n' ? 1 : where.column + (begins_character ? 1 : 0);
      where.line += c == '\n' ? 1 : 0;
    }
    return where;
  }

  char peek(std::size_t ahead) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  /// Moves past a string; past a line's end only where the string may hold one.
  void skip_string(char quote) {
    const bool long_form = peek(1) == quote && peek(2) == quote;
    const std::string close(long_form ? 3 : 1, quote);
    at_ += close.size();
    while (at_ < text_.size() && text_.substr(at_, close.size()) != close) {
      if (!long_form && text_[at_] == '\n') return;
      if (quote == '"' && text_[at_] == '\\') skip_escape();
      if (!trap_.empty()) return;
      ++at_;
    }
    at_ = std::min(at_ + close.size(), text_.size());
    for (int i = 0; long_form && i < 2 && peek(0) == quote; ++i) ++at_;  // '''may end so'''''
  }

  /// To the character that a backslash escapes, if it is no blank.
  void skip_escape() {
    const std::size_t next = std::min(text_.find_first_not_of(" \t\r\n", at_ + 1), text_.size());
    if (next < text_.size() && !is_ascii(text_[next])) {
      at_ = next;
      trap_ = "expected an ASCII character after a backslash";
    } else if (next == at_ + 1) {
      at_ = next;
    }
  }

  void check_structure(char c) {
    const bool blank = c == ' ' || c == '\t';
    if (!is_ascii(c)) trap_ = "text that is not ASCII must stand in quotes";
    if (c == '.') ++n_dots_;
    if (c != '.' && !blank && !is_bare(c)) n_dots_ = 0;
    if (n_dots_ >= kMaxKeyParts) trap_ = fmt::format("a key has more than {} parts", kMaxKeyParts);
    if (c == '[' && open_.empty() && begins_line_) check_header();
    if (c == '[' || c == '{') open_ += c;
    if (open_.size() > kMaxDepth) trap_ = fmt::format("values nest deeper than {}", kMaxDepth);
    if (c == ']' || c == '}') check_close(c);
    if (!blank) begins_line_ = c == '\n';
  }

  /// At the "[" of "[name]" or "[[name]]".
  void check_header() {
    const std::size_t opened = at_ + (peek(1) == '[' ? 2 : 1);
    const std::size_t name = std::min(text_.find_first_not_of(" \t", opened), text_.size());
    const char c = name < text_.size() ? text_[name] : '\0';
    if (is_bare(c) || c == '"' || c == '\'') return;
    at_ = name;
    trap_ = "expected the name of a table";
  }

  void check_close(char c) {
    if (open_.empty() || open_.back() != (c == ']' ? '[' : '{')) {
      trap_ = fmt::format("\"{}\" closes nothing", c);
    } else {
      open_.pop_back();
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int n_dots_ = 0;
  std::string open_;  // brackets
  bool begins_line_ = true;
  std::string trap_;
};

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

bool operator==(const Node& a, const Node& b) {
  return a.value == b.value;
}

std::optional<Node> parse_toml(std::string_view text, const std::string& file,
                               Diagnostics& diagnostics) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // byte order mark
  if (const auto trap = TomlGuard(text).find_trap(file)) {
    diagnostics.add(trap->where, trap->message);
    return std::nullopt;
  }
  try {
    const toml::table table = toml::parse(text);
    Node root = Converter(file).convert(table);
    root.where = Source{file};
    return root;
  } catch (const toml::parse_error& error) {
    const toml::source_position begin = error.source().begin;
    diagnostics.add({file, static_cast<int>(begin.line), static_cast<int>(begin.column)},
                    std::string(error.description()));
    return std::nullopt;
  }
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
