#include "sim/stages/catalog.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace sojourn {

template <>
ModuleList<Shock>& ModuleSet::of() {
  return shocks;
}
template <>
ModuleList<Demography>& ModuleSet::of() {
  return demography;
}
template <>
ModuleList<HomeFront>& ModuleSet::of() {
  return home_front;
}
template <>
ModuleList<Negotiation>& ModuleSet::of() {
  return negotiation;
}
template <>
ModuleList<Enact>& ModuleSet::of() {
  return enact;
}
template <>
ModuleList<RouteCost>& ModuleSet::of() {
  return route_cost;
}
template <>
ModuleList<Channel>& ModuleSet::of() {
  return channels;
}
template <>
ModuleList<PayoffTerm>& ModuleSet::of() {
  return payoffs;
}
template <>
ModuleList<Capability>& ModuleSet::of() {
  return capability;
}
template <>
ModuleList<Departure>& ModuleSet::of() {
  return departures;
}
template <>
ModuleList<Hazard>& ModuleSet::of() {
  return hazards;
}
template <>
ModuleList<Observer>& ModuleSet::of() {
  return observers;
}

ChannelId ModuleSet::channel(const std::string& name) const {
  for (const ChannelId c : channel_ids()) {
    if (channels[c.index()]->name() == name) return c;
  }
  return {};
}

std::vector<std::string> ModuleSet::names() const {
  std::vector<std::string> all;
  const auto collect = [&](const auto& list) {
    for (const auto& module : list) all.push_back(module->name());
  };
  each_stage(collect);
  return all;
}

void ModuleSet::bind() {
  each_stage([&](auto& list) {
    for (auto& module : list) module->bind(*this);
  });
}

const ModuleType* Catalog::find(const std::string& type) const {
  for (const ModuleType& known : types_) {
    if (known.type == type) return &known;
  }
  return nullptr;
}

namespace {

constexpr auto kTypeMeaning = "kind of module; its name where left out";
constexpr auto kEnabledMeaning = "whether the module takes part";

/// Modules with the same hash would share their luck.
void refuse_collisions(const ModuleSet& set, const Source& where, Diagnostics& diagnostics) {
  std::map<StreamId, std::string> seen;
  for (const std::string& name : set.names()) {
    const auto [entry, fresh] = seen.emplace(stream_id(name), name);
    if (!fresh) {
      diagnostics.add(where,
                      fmt::format("modules \"{}\" and \"{}\" share a random stream: rename one",
                                  entry->second, name));
    }
  }
}

/// Says why a table of `modules` makes no module.
void refuse_type(const std::string& name, const Node& node, const Node* type,
                 const std::string& wanted, const std::string& hint, Diagnostics& diagnostics) {
  if (type == nullptr) {
    diagnostics.add(node.where, fmt::format("modules.{}: unknown module without a type{}",
                                            toml_key(name), hint));
  } else if (std::holds_alternative<std::string>(type->value)) {
    diagnostics.add(type->where, fmt::format("modules.{}.type: unknown type of module \"{}\"{}",
                                             toml_key(name), wanted, hint));
  } else {
    diagnostics.add(type->where, fmt::format("modules.{}.type: expected text, found {}",
                                             toml_key(name), type->kind_name()));
  }
}

void refuse_missing(const ModuleSet& set, const Source& where, Diagnostics& diagnostics) {
  if (set.demography.size() != 1)
    diagnostics.add(where, "a simulation needs one demography module");
  if (set.route_cost.size() != 1)
    diagnostics.add(where, "a simulation needs one route cost module");
  if (set.channels.size() > kMaxChannels) {
    diagnostics.add(
        where, fmt::format("at most {} channels, found {}", kMaxChannels, set.channels.size()));
  }
  if (set.hazards.size() > kMaxHazards) {
    diagnostics.add(where,
                    fmt::format("at most {} hazards, found {}", kMaxHazards, set.hazards.size()));
  }
}

/// The catalog's first observer declares the axes that all others record along.
void refuse_observers_without_axes(const ModuleSet& set, const std::vector<ModuleType>& types,
                                   const Source& where, Diagnostics& diagnostics) {
  const auto first = std::ranges::find(types, std::string("observer"), &ModuleType::stage);
  if (first == types.end() || set.observers.empty()) return;
  if (set.observers.front()->name() == first->type) return;
  diagnostics.add(where,
                  fmt::format("a simulation that records needs the module \"{}\"", first->type));
}

}  // namespace

ModuleSet Catalog::make(const Node& scenario, const World& world, Diagnostics& diagnostics,
                        Node& resolved) const {
  ModuleSet set;
  resolved.value = Node::Table{};
  const Node* modules = scenario.find("modules");
  if (modules != nullptr && !modules->is_table()) {
    diagnostics.add(modules->where, "modules: expected a table, found " + modules->kind_name());
    modules = nullptr;
  }
  std::map<std::string, std::string> made;  // name of the module, by type of which there can be one
  const auto build = [&](const ModuleType& type, const std::string& name, const Node* node) {
    Settings settings(node, "modules." + name, &diagnostics);
    const std::string wanted = settings.text("type", type.type, kTypeMeaning);
    if (wanted != type.type) {
      settings.fault("type",
                     fmt::format("\"{}\" is the name of a module that every simulation has, "
                                 "of type \"{}\"; name a further one otherwise",
                                 name, type.type));
    }
    const bool enabled = settings.boolean("enabled", true, kEnabledMeaning);
    if (type.once && enabled) {
      const auto [other, fresh] = made.emplace(type.type, name);
      if (!fresh) {
        settings.fault("type",
                       fmt::format("there can be one module of type \"{}\", and \"{}\" is it",
                                   type.type, other->second));
      }
    }
    ModuleSet unused;
    type.make(settings, world, name, enabled ? set : unused);
    settings.finish();
    resolved.table()[name] = settings.resolved();
  };
  const auto table_of = [&](const std::string& name) -> const Node* {
    return modules == nullptr ? nullptr : modules->find(name);
  };
  for (const ModuleType& type : types_) {
    if (!type.standard) continue;
    const Node* node = table_of(type.type);
    if (node != nullptr && !node->is_table()) {
      diagnostics.add(node->where, fmt::format("modules.{}: expected a table, found {}", type.type,
                                               node->kind_name()));
      node = nullptr;
    }
    build(type, type.type, node);
  }
  if (modules != nullptr) {
    std::vector<std::string> known;
    for (const ModuleType& type : types_) known.push_back(type.type);
    for (const auto& [name, node] : modules->table()) {
      const ModuleType* same = find(name);
      if (same != nullptr && same->standard) continue;
      if (!node.is_table()) {
        diagnostics.add(node.where, fmt::format("modules.{}: expected a table, found {}", name,
                                                node.kind_name()));
        continue;
      }
      const Node* type_node = node.find("type");
      const std::string* text =
          type_node == nullptr ? nullptr : std::get_if<std::string>(&type_node->value);
      const std::string wanted = text == nullptr ? name : *text;
      const ModuleType* type = find(wanted);
      if (type == nullptr) {
        refuse_type(name, node, type_node, wanted, nearest_hint(wanted, known), diagnostics);
        continue;
      }
      build(*type, name, &node);
    }
  }
  const Source where = modules != nullptr ? modules->where : scenario.where;
  refuse_collisions(set, where, diagnostics);
  refuse_missing(set, where, diagnostics);
  refuse_observers_without_axes(set, types_, where, diagnostics);
  return set;
}

}  // namespace sojourn
