#include "sim/input/assignment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "sim/input/text/characters.hpp"
#include "sim/input/untyped.hpp"

namespace sojourn {

namespace {

constexpr std::size_t kMaxPathParts = 16;  // "a.b.c" has three

bool is_quote(char c) {
  return c == '"' || c == '\'';
}

/// A name without blanks around it and without the quotes that wrap it.
std::string bare_name(std::string_view name) {
  name = trimmed(name);
  const bool quoted = name.size() >= 2 && is_quote(name.front()) && name.back() == name.front();
  return std::string(quoted ? name.substr(1, name.size() - 2) : name);
}

void set_source(Node& node, const Source& where) {
  node.where = where;
  if (auto* array = std::get_if<Node::Array>(&node.value)) {
    for (Node& element : *array) set_source(element, where);
  }
  if (auto* table = std::get_if<Node::Table>(&node.value)) {
    for (auto& [key, child] : *table) set_source(child, where);
  }
}

/// "[004, South Sudan]": a list without quotes and without lists in it.
std::optional<Node> bare_list(std::string_view text, const Source& where) {
  const bool bracketed = text.size() >= 2 && text.front() == '[' && text.back() == ']';
  if (!bracketed) return std::nullopt;
  const std::string_view inner = text.substr(1, text.size() - 2);
  if (inner.find_first_of("[]{}\"'") != std::string_view::npos) return std::nullopt;
  Node::Array elements;
  for (std::size_t at = 0; at < inner.size();) {
    const std::size_t end = std::min(inner.find(',', at), inner.size());
    const std::string_view element = trimmed(inner.substr(at, end - at));
    if (element.empty()) return std::nullopt;
    elements.push_back(untyped_value(element, where));
    at = end + 1;
  }
  return Node{std::move(elements), where, std::string(text)};
}

Node assigned_value(std::string_view text, const Source& where) {
  if (auto value = parse_toml_value(text, where)) {
    set_source(*value, where);
    return *std::move(value);
  }
  if (auto list = bare_list(text, where)) return *std::move(list);
  return untyped_value(text, where);
}

}  // namespace

void merge(Node& base, Node over) {
  if (!base.is_table() || !over.is_table()) {
    base = std::move(over);
    return;
  }
  for (auto& [key, child] : over.table()) {
    const auto found = base.table().find(key);
    if (found == base.table().end()) {
      base.table().emplace(key, std::move(child));
    } else {
      merge(found->second, std::move(child));
    }
  }
}

Assignment::Assignment(std::string_view text) {
  std::vector<std::string> names;
  std::size_t begin = 0;
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool opens = quote == 0 && is_quote(c) && trimmed(text.substr(begin, i - begin)).empty();
    if (opens) quote = c;
    if (quote != 0) {
      if (!opens && c == quote) quote = 0;
    } else if (c == '.' || c == '=') {
      names.push_back(bare_name(text.substr(begin, i - begin)));
      begin = i + 1;
      if (c == '.') continue;
      path = std::move(names);
      value = trimmed(text.substr(begin));
      return;
    }
  }
}

namespace {

/// How a row of a list is changed that has a name.
std::string patches_hint(const std::string& list) {
  if (list == "country") return "; a country is changed as countries.ID.KEY";
  if (list == "place") return "; a place is changed as places.ID.KEY";
  if (list == "corridor") return "; a corridor is changed as corridors.\"FROM-TO MODE\".KEY";
  return "";
}

}  // namespace

std::string assign(Node& root, const std::string& assignment, const Source& where) {
  if (assignment.find('=') == std::string::npos) return "expected path=value";
  if (!is_utf8(assignment)) return "is not UTF-8";
  const Assignment parts(assignment);
  if (parts.path.empty()) return "a quote in the path is not closed";
  if (std::ranges::count(parts.path, "") > 0) return "a part of the path has no name";
  if (parts.path.size() > kMaxPathParts) return fmt::format("more than {} parts", kMaxPathParts);
  if (parts.path.front() == "include") return "include belongs in a file; name an overlay instead";
  Node* node = &root;
  std::string path;
  for (const std::string& name : parts.path) {
    if (!node->is_table()) {
      const std::string place = to_string(Diagnostic{node->where, node->kind_name()});
      return fmt::format("{} is not a table ({}){}", path, place, patches_hint(path));
    }
    path += (path.empty() ? "" : ".") + name;
    const bool last = &name == &parts.path.back();
    Node fresh{Node::Table{}, where};
    if (last && node->find(name) == nullptr) fresh.value = std::monostate{};
    node = &node->table().try_emplace(name, std::move(fresh)).first->second;
  }
  merge(*node, assigned_value(parts.value, where));
  return {};
}

}  // namespace sojourn
