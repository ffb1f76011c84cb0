#include "sim/subworld/cut_bodies.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sim/subworld/nodes.hpp"

namespace sojourn {

namespace {

/// Who is a member of the body called `name`, in the order of the world.
std::vector<StateId> members_of(const World& world, const std::string& table,
                                const std::string& name) {
  std::vector<StateId> members;
  const auto look = [&](const auto& bodies, const char* key) {
    if (table != key) return;
    for (const auto& body : bodies) {
      if (body.name == name) members = body.members;
    }
  };
  look(world.areas, "areas");
  look(world.unions, "unions");
  look(world.forums, "forums");
  return members;
}

Node::Array kept_members(const Partition& cut, const std::vector<StateId>& members) {
  Node::Array kept;
  for (const StateId member : members) {
    if (cut.kept(member)) kept.push_back({cut.id_of(member), {}});
  }
  return kept;
}

/// A host or a funder who is left out is none.
void drop_absent_offices(const Partition& cut, const std::string& path, Node& body,
                         CutNotes& notes) {
  for (auto& [key, value] : body.table()) {
    const auto* text = std::get_if<std::string>(&value.value);
    if (text == nullptr || text->empty() || !cut.is_absent(*text)) continue;
    notes.push_back(fmt::format("{}.{}: {} is left out", path, key, *text));
    value.value = std::string();
  }
}

/// Lists of those without whom a module concerns nobody. An empty list of corridors' ends or of
/// candidates would mean everybody.
constexpr std::array kConcerned{"target", "from",   "to",         "in",
                                "of",     "states", "candidates", "donors"};

bool is_concerned(const std::string& key) {
  return std::ranges::find(kConcerned, key) != kConcerned.end();
}

/// Takes the absent out of a list of names. @return those taken out
std::vector<std::string> take_absent(const Partition& cut, Node& list) {
  std::vector<std::string> taken;
  auto* names = std::get_if<Node::Array>(&list.value);
  if (names == nullptr) return taken;
  std::erase_if(*names, [&](const Node& element) {
    const auto* name = std::get_if<std::string>(&element.value);
    const bool absent = name != nullptr && cut.is_absent(*name);
    if (absent) taken.push_back(*name);
    return absent;
  });
  return taken;
}

bool names_absent(const Partition& cut, const Node& value) {
  const auto* text = std::get_if<std::string>(&value.value);
  return text != nullptr && cut.is_absent(*text);
}

/// Takes the absent out of a module's lists. @return why nothing is left of it; empty if it stays
std::string cut_module(const Partition& cut, const std::string& path, Node& module,
                       CutNotes& notes) {
  std::string why;
  for (auto& [key, value] : module.table()) {
    const auto taken = take_absent(cut, value);
    if (!taken.empty() && value.array().empty() && is_concerned(key)) {
      why = fmt::format("nobody of {} ({}) is kept", key, fmt::join(taken, ", "));
    } else if (!taken.empty()) {
      notes.push_back(fmt::format("{}.{}: {} left out", path, key, fmt::join(taken, ", ")));
    } else if (key != "type" && names_absent(cut, value)) {
      why = fmt::format("{} = \"{}\" means nobody who is kept", key,
                        std::get<std::string>(value.value));
    }
  }
  return why;
}

bool is_standard(const Catalog& catalog, const std::string& name) {
  const ModuleType* type = catalog.find(name);
  return type != nullptr && type->standard;
}

}  // namespace

Node cut_bodies(const Partition& cut, const Node& resolved, const std::string& table,
                CutNotes& notes) {
  Node bodies{Node::Table{}, {}};
  for (const auto& [name, body] : resolved.find(table)->table()) {
    const std::string path = table + "." + toml_key(name);
    const auto before = members_of(cut.world(), table, name);
    Node::Array members = kept_members(cut, before);
    if (members.size() < before.size()) {
      notes.push_back(fmt::format("{}: {} of {} members are kept{}", path, members.size(),
                                  before.size(), members.empty() ? ", so it is left out" : ""));
    }
    if (members.empty()) continue;
    Node& kept = bodies.table()[name] = body;
    drop_absent_offices(cut, path, kept, notes);
    kept.table()["members"].value = std::move(members);
    kept.table()["region"].value = std::string();
  }
  return bodies;
}

Node cut_modules(const Partition& cut, const Catalog& catalog, const Node& modules,
                 CutNotes& notes) {
  Node kept{Node::Table{}, modules.where};
  for (const auto& [name, module] : modules.table()) {
    Node part = module;
    const std::string path = "modules." + toml_key(name);
    const std::string why = part.is_table() ? cut_module(cut, path, part, notes) : "";
    if (!why.empty()) {
      notes.push_back(fmt::format("{}: {}, so the module is dropped", path, why));
      if (!is_standard(catalog, name)) continue;
      part.value = Node::Table{};
      part.table()["enabled"].value = false;
    }
    kept.table()[name] = std::move(part);
  }
  return kept;
}

}  // namespace sojourn
