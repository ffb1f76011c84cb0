#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <utility>

// toml++ asserts what some malformed files break, before code that reports them well.
#define TOML_ASSERT(expr) static_assert(true)
#include <toml++/toml.h>

#include "sim/input/node.hpp"
#include "sim/input/text/characters.hpp"
#include "sim/input/toml/guard.hpp"

namespace sojourn {

namespace {

/// Finds how a number was spelled. toml++ counts columns in characters.
class Literals {
 public:
  explicit Literals(std::string_view text) : text_(text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\n') begins_.push_back(i + 1);
    }
  }

  std::string at(const Source& where) {
    const std::size_t begin = offset(where.line, where.column);
    const std::size_t end = text_.find_first_of(" \t\r\n,]}#", begin);
    return std::string(text_.substr(begin, end - begin));
  }

 private:
  /// Goes on from the last one found, since a line may hold a million values.
  std::size_t offset(int line, int column) {
    if (line != line_ || column < column_) {
      line_ = line;
      column_ = 1;
      offset_ = begins_[static_cast<std::size_t>(line - 1)];
    }
    for (; column_ < column && offset_ < text_.size(); ++column_) {
      offset_ += std::max<std::size_t>(1, utf8_length(text_.substr(offset_)));
    }
    return offset_;
  }

  std::string_view text_;
  std::vector<std::size_t> begins_{0};  // of lines
  int line_ = 0, column_ = 1;
  std::size_t offset_ = 0;
};

/// Turns toml++ values into ours, with the positions that toml++ loses when it copies.
class Converter {
 public:
  /// `typed`: whether a number is one and no text, unless it is a whole number in plain digits.
  Converter(std::string file, std::string_view text, bool typed)
      : file_(std::move(file)), literals_(text), typed_(typed) {}

  Node convert(const toml::node& from) {
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
      set_written(to);
    }
    return to;
  }

 private:
  Source source(const toml::node& node) const {
    const toml::source_position begin = node.source().begin;
    return {file_, static_cast<int>(begin.line), static_cast<int>(begin.column)};
  }

  Node::Table children(const toml::table& table) {
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

  void set_written(Node& to) {
    if (std::holds_alternative<std::string>(to.value)) return;
    const auto* integer = std::get_if<std::int64_t>(&to.value);
    if (typed_ && integer == nullptr) return;
    const std::string literal = literals_.at(to.where);
    if (!typed_ || literal == fmt::format("{}", *integer)) to.written = literal;
  }

  template <typename T>
  static std::string streamed(const T& value) {
    std::ostringstream text;
    text << value;
    return text.str();
  }

  std::string file_;
  Literals literals_;
  bool typed_;
};

/// @throws toml::parse_error
Node converted(const std::string& text, const std::string& file, bool typed) {
  const toml::table table = toml::parse(text);
  Node root = Converter(file, text, typed).convert(table);
  root.where = Source{file};
  return root;
}

}  // namespace

std::optional<Node> parse_toml(std::string_view text, const std::string& file,
                               Diagnostics& diagnostics) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // byte order mark
  const auto guarded = guarded_toml(text, file, diagnostics);
  if (!guarded) return std::nullopt;
  try {
    return converted(*guarded, file, true);
  } catch (const toml::parse_error& error) {
    const toml::source_position begin = error.source().begin;
    diagnostics.add({file, static_cast<int>(begin.line), static_cast<int>(begin.column)},
                    std::string(error.description()));
    return std::nullopt;
  }
}

std::optional<Node> parse_toml_value(std::string_view text, const Source& where) {
  Diagnostics unused;
  const auto guarded = guarded_toml(fmt::format("value = {}", text), where.file, unused);
  if (!guarded) return std::nullopt;
  try {
    Node root = converted(*guarded, where.file, false);
    if (root.table().size() != 1) return std::nullopt;
    return std::move(root.table().begin()->second);
  } catch (const toml::parse_error&) {
    return std::nullopt;
  }
}

}  // namespace sojourn
