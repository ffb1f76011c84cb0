#include "sim/subworld/cut_bodies.hpp"

#include <fmt/format.h>

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
  for (const char* key : {"host", "funder"}) {
    const auto office = body.table().find(key);
    if (office == body.table().end()) continue;
    const auto* text = std::get_if<std::string>(&office->second.value);
    if (text == nullptr || text->empty() || !cut.is_absent(*text)) continue;
    notes.push_back(fmt::format("{}.{}: {} is left out", path, key, *text));
    office->second.value = std::string();
  }
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

}  // namespace sojourn
