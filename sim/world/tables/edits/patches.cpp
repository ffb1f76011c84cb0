#include "sim/world/tables/edits/patches.hpp"

#include <map>

#include "sim/world/routes/corridor_names.hpp"

namespace sojourn {

namespace {

/// A cell as it stands in a name: as it was written, though it look like a number; `fallback` where
/// there is none.
std::string cell(const Node& row, const std::string& key, const std::string& fallback = {}) {
  const Node* node = row.find(key);
  return node == nullptr ? fallback : as_text(*node).value_or(inline_toml(*node));
}

std::vector<std::string> id_of(const Node& row) {
  return {cell(row, "id")};
}

/// As run files call them; the route may be left out where it is not needed.
std::vector<std::string> corridor_names(const Node& row) {
  const std::string from = cell(row, "from"), to = cell(row, "to");
  const std::string mode = cell(row, "mode", mode_name(Mode::kLand)), route = cell(row, "route");
  const std::string name = corridor_name(from, to, mode, "");
  if (route.empty()) return {name};
  return {corridor_name(from, to, mode, route), name};
}

/// Whether a name begins with the places that a row of a corridor leads between; ids may hold
/// spaces.
bool is_between(const Node& row, const std::string& name) {
  return (name + " ").starts_with(cell(row, "from") + "-" + cell(row, "to") + " ");
}

/// Rows by name. A short name calls a row that no full name calls.
struct NamedRows {
  std::multimap<std::string, Node*> full, brief;

  const std::multimap<std::string, Node*>& by(const std::string& name) const {
    return full.contains(name) ? full : brief;
  }
  /// Of the rows between the same places the one whose name is written most alike; of all if there
  /// is none.
  std::string nearest(const std::string& name) const {
    std::vector<std::string> known, between;
    for (const auto* names : {&full, &brief}) {
      for (const auto& [other, row] : *names) {
        known.push_back(other);
        if (is_between(*row, name)) between.push_back(other);
      }
    }
    if (between.empty()) return nearest_hint(name, known);
    const std::string alike = nearest_hint(name, between);
    return alike.empty() ? fmt::format(", nearest known: \"{}\"", between.front()) : alike;
  }
};

NamedRows named(const Patchable& what, Node::Array& rows) {
  NamedRows found;
  for (Node& row : rows) {
    if (!row.is_table()) continue;
    const std::vector<std::string> names = what.names(row);
    found.full.emplace(names.front(), &row);
    if (names.size() > 1) found.brief.emplace(names.back(), &row);
  }
  return found;
}

/// Why a patch cannot be laid; empty if it can.
std::string refusal(const NamedRows& rows, const std::string& name, const Node& patch) {
  if (!patch.is_table()) return "expected a table of keys to change, found " + patch.kind_name();
  const std::size_t n = rows.by(name).count(name);
  if (n == 0) return "there is no such row" + rows.nearest(name);
  return n == 1 ? "" : fmt::format("{} rows are called so; add the route", n);
}

/// Lays the keys of a patch over its row.
void lay(const Reading& reading, const Patchable& what, const std::string& path, const Node& patch,
         Node& row) {
  for (const auto& [key, value] : patch.table()) {
    if (what.identity.contains(key)) {
      reading.diagnostics.add(value.where,
                              fmt::format("{}.{}: names the row and cannot be changed", path, key));
    } else {
      row.table()[key] = value;
    }
  }
}

}  // namespace

const Patchable kCountryPatches{"countries", {"id"}, id_of};
const Patchable kPlacePatches{"places", {"id", "state"}, id_of};
const Patchable kCorridorPatches{"corridors", {"from", "to", "mode", "route"}, corridor_names};

void patch_rows(const Reading& reading, const Patchable& what, Node::Array& rows) {
  const Node* patches = reading.table(what.table);
  if (patches == nullptr) return;
  const NamedRows rows_by_name = named(what, rows);
  for (const auto& [name, patch] : patches->table()) {
    const std::string path = fmt::format("{}.{}", what.table, toml_key(name));
    if (const std::string why = refusal(rows_by_name, name, patch); !why.empty()) {
      reading.diagnostics.add(patch.where, path + ": " + why);
      continue;
    }
    lay(reading, what, path, patch, *rows_by_name.by(name).find(name)->second);
  }
}

}  // namespace sojourn
