#pragma once

#include <fmt/format.h>

#include "sim/input/rows.hpp"

namespace sojourn {

/// A scenario on its way to a world: what was written, what is wrong with it, what it comes to.
struct Reading {
  const Node& scenario;
  Diagnostics& diagnostics;
  Node& resolved;
  RowSettings* introductions;

  /// The table called `key`; null where there is none. Anything else of that name is a fault.
  const Node* table(const std::string& key) const {
    const Node* node = scenario.find(key);
    if (node == nullptr || node->is_table()) return node;
    diagnostics.add(node->where,
                    fmt::format("{}: expected a table, found {}", key, node->kind_name()));
    return nullptr;
  }
  /// No more keys of a table called `name` will be read.
  void finish(Settings& settings, const std::string& name) const {
    settings.finish();
    if (introductions != nullptr) (*introductions)[name].push_back(settings.introduced());
  }
  /// The same of a table that the resolved scenario repeats as it was read.
  void finish_table(Settings& settings, const std::string& name) const {
    finish(settings, name);
    resolved.table()[name] = settings.resolved();
  }
  /// Calls read(name, settings) for each table [key.NAME].
  template <class Read>
  void each_named(const std::string& key, const Read& read) const {
    Node all{Node::Table{}, {}};
    if (const Node* node = table(key)) {
      for (const auto& [name, child] : node->table()) {
        if (!child.is_table()) {
          diagnostics.add(child.where, fmt::format("{}.{}: expected a table, found {}", key, name,
                                                   child.kind_name()));
          continue;
        }
        Settings settings(&child, key + "." + name, &diagnostics);
        read(name, settings);
        finish(settings, key);
        all.table()[name] = settings.resolved();
      }
    }
    resolved.table()[key] = all;
  }
};

}  // namespace sojourn
