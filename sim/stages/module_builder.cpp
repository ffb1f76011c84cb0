#include "sim/stages/module_builder.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sojourn {

namespace {

constexpr auto kTypeMeaning = "kind of module; its name where left out";
constexpr auto kEnabledMeaning = "whether the module takes part";

/// What the scenario wrote as the type of a module: its name where it wrote nothing.
std::string wanted_type(const std::string& name, const Node* type) {
  const auto* text = type == nullptr ? nullptr : std::get_if<std::string>(&type->value);
  return text == nullptr ? name : *text;
}

/// Whether a module's table has a key of the module's own.
bool has_settings(const Node& node) {
  return std::ranges::any_of(node.table(), [](const auto& entry) {
    return entry.first != "type" && entry.first != "enabled";
  });
}

/// The key that may have been meant as `type`.
std::string meant_as_type(const Node& node) {
  for (const auto& [key, value] : node.table()) {
    if (!nearest_hint(key, {"type"}).empty()) return fmt::format("; is `{}` meant as `type`?", key);
  }
  return {};
}

}  // namespace

ModuleBuilder::ModuleBuilder(const Catalog& catalog, const Node& scenario, const World& world,
                             Diagnostics& diagnostics, Node& resolved)
    : catalog_(catalog),
      scenario_(scenario),
      world_(world),
      diagnostics_(diagnostics),
      resolved_(resolved),
      modules_(scenario.find("modules")) {
  resolved_.value = Node::Table{};
  if (modules_ == nullptr || modules_->is_table()) return;
  diagnostics_.add(modules_->where, "modules: expected a table, found " + modules_->kind_name());
  modules_ = nullptr;
}

ModuleSet ModuleBuilder::build() {
  for (const ModuleType& type : catalog_.types()) {
    if (type.standard) standard(type);
  }
  if (modules_ != nullptr) {
    for (const auto& [name, node] : modules_->table()) named(name, node);
  }
  check();
  return std::move(set_);
}

void ModuleBuilder::standard(const ModuleType& type) {
  const Node* node = modules_ == nullptr ? nullptr : modules_->find(type.type);
  const bool readable = node != nullptr && is_table(type.type, *node);
  make(type, type.type, readable ? node : nullptr);
}

void ModuleBuilder::named(const std::string& name, const Node& node) {
  const ModuleType* same = catalog_.find(name);
  if (same != nullptr && same->standard) return;
  if (!is_table(name, node)) return;
  const std::string wanted = wanted_type(name, node.find("type"));
  const ModuleType* type = catalog_.find(wanted);
  if (type == nullptr) return refuse_type(name, node, wanted);
  make(*type, name, &node);
}

void ModuleBuilder::make(const ModuleType& type, const std::string& name, const Node* node) {
  Settings settings(node, "modules." + name, &diagnostics_);
  read_type(type, name, settings);
  const bool enabled = settings.boolean("enabled", true, kEnabledMeaning);
  if (type.once && enabled) refuse_second(type, name, settings);
  ModuleSet unused;
  // One that is off and has no settings, as a part of a world leaves it, may lack what it requires.
  if (enabled || type.standard || has_settings(*node)) {
    type.make(settings, world_, name, enabled ? set_ : unused);
  }
  settings.finish();
  resolved_.table()[name] = settings.resolved();
}

void ModuleBuilder::read_type(const ModuleType& type, const std::string& name, Settings& settings) {
  if (settings.text("type", type.type, kTypeMeaning) == type.type) return;
  settings.fault("type", fmt::format("\"{}\" is the name of a module that every simulation has, "
                                     "of type \"{}\"; name a further one otherwise",
                                     name, type.type));
}

void ModuleBuilder::refuse_second(const ModuleType& type, const std::string& name,
                                  Settings& settings) {
  const auto [other, fresh] = only_.emplace(type.type, name);
  if (fresh) return;
  settings.fault("type", fmt::format("there can be one module of type \"{}\", and \"{}\" is it",
                                     type.type, other->second));
}

/// Says why a table of `modules` makes no module.
void ModuleBuilder::refuse_type(const std::string& name, const Node& node,
                                const std::string& wanted) {
  std::vector<std::string> known;
  for (const ModuleType& type : catalog_.types()) known.push_back(type.type);
  const std::string hint = nearest_hint(wanted, known), key = toml_key(name);
  const Node* type = node.find("type");
  if (type == nullptr) {
    diagnostics_.add(node.where, fmt::format("modules.{}: unknown module without a type{}{}", key,
                                             hint, meant_as_type(node)));
  } else if (std::holds_alternative<std::string>(type->value)) {
    diagnostics_.add(type->where, fmt::format("modules.{}.type: unknown type of module \"{}\"{}",
                                              key, wanted, hint));
  } else {
    diagnostics_.add(type->where, fmt::format("modules.{}.type: expected text, found {}", key,
                                              type->kind_name()));
  }
}

bool ModuleBuilder::is_table(const std::string& name, const Node& node) {
  if (node.is_table()) return true;
  diagnostics_.add(node.where,
                   fmt::format("modules.{}: expected a table, found {}", name, node.kind_name()));
  return false;
}

void ModuleBuilder::check() {
  const Source where = modules_ != nullptr ? modules_->where : scenario_.where;
  refuse_collisions(where);
  refuse_missing(where);
  refuse_observers_without_axes(where);
  set_.each_stage([&](const auto& list) {
    for (const auto& module : list) module->check(set_, diagnostics_);
  });
}

/// Modules with the same hash would share their luck.
void ModuleBuilder::refuse_collisions(const Source& where) {
  std::map<StreamId, std::string> seen;
  for (const std::string& name : set_.names()) {
    const auto [entry, fresh] = seen.emplace(stream_id(name), name);
    if (fresh) continue;
    diagnostics_.add(where,
                     fmt::format("modules \"{}\" and \"{}\" share a random stream: rename one",
                                 entry->second, name));
  }
}

void ModuleBuilder::refuse_missing(const Source& where) {
  if (set_.of<Demography>().size() != 1)
    diagnostics_.add(where, "a simulation needs one demography module");
  if (set_.of<RouteCost>().size() != 1)
    diagnostics_.add(where, "a simulation needs one route cost module");
  const auto at_most = [&](std::size_t most, const char* what, std::size_t found) {
    if (found <= most) return;
    diagnostics_.add(where, fmt::format("at most {} {}, found {}", most, what, found));
  };
  at_most(kMaxChannels, "channels", set_.of<Channel>().size());
  at_most(kMaxHazards, "hazards", set_.of<Hazard>().size());
}

/// The catalog's first observer declares the axes that all others record along.
void ModuleBuilder::refuse_observers_without_axes(const Source& where) {
  const auto& types = catalog_.types();
  const auto first = std::ranges::find(types, Observer::kStage, &ModuleType::stage);
  const ModuleList<Observer>& observers = set_.of<Observer>();
  if (first == types.end() || observers.empty()) return;
  if (observers.front()->name() == first->type) return;
  diagnostics_.add(where,
                   fmt::format("a simulation that records needs the module \"{}\"", first->type));
}

}  // namespace sojourn
