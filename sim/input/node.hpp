#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sim/input/source.hpp"

namespace sojourn {

/// A value of a scenario file that knows where it was written. Tables keep keys in order of name.
/// Values without a type of their own (a cell of a CSV file, a bare word of `--set`, a whole number
/// that TOML writes as text would) keep their text; the key that reads them decides.
struct Node {
  using Table = std::map<std::string, Node>;
  using Array = std::vector<Node>;
  std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Table> value;
  Source where;
  std::string written = {};  // empty: the type was written with the value

  bool is_table() const { return std::holds_alternative<Table>(value); }
  bool is_array() const { return std::holds_alternative<Array>(value); }
  const Table& table() const { return std::get<Table>(value); }
  Table& table() { return std::get<Table>(value); }
  const Array& array() const { return std::get<Array>(value); }
  /// The child called `key`, or null.
  const Node* find(const std::string& key) const;
  /// "a table", "an integer", ...: for messages.
  std::string kind_name() const;
};

/// Equal values, wherever they were written.
bool operator==(const Node& a, const Node& b);

/// The value as text, where that loses nothing; text with a NUL is none, since no run file holds
/// it.
std::optional<std::string> as_text(const Node& node);
/// The value as a whole number: `8000.0` is one, `8000.5` is none.
std::optional<std::int64_t> as_whole(const Node& node);

/// The table that UTF-8 TOML text spells, dates as text; a syntax error is a fault, and nothing.
std::optional<Node> parse_toml(std::string_view text, const std::string& file,
                               Diagnostics& diagnostics);
/// The value that follows `=` in TOML, its numbers and truths without a type; nothing if it is no
/// TOML.
std::optional<Node> parse_toml_value(std::string_view text, const Source& where);
/// Canonical TOML text of a table: sorted keys, shortest round-trip numbers.
std::string to_toml(const Node& table);
/// One value on one line of TOML: `1.0`, `"text"`, `[1, 2]`, `{a = 1}`.
std::string inline_toml(const Node& value);
/// `key` as TOML writes it: quoted where it is not bare.
std::string toml_key(const std::string& key);

}  // namespace sojourn
