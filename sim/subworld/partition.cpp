#include "sim/subworld/partition.hpp"

#include <algorithm>

#include "sim/world/routes/corridor_names.hpp"

namespace sojourn {

Partition::Partition(const World& world) : world_(world), kept_(world.places.size(), 0) {
  for (const PlaceId place : world.place_ids()) {
    const bool kept = std::ranges::count(world.cut->kept, world.state_of(place)) > 0;
    kept_[place.index()] = kept ? 1 : 0;
    if (!kept) others_.push_back(place);
  }
  find_absent_names();
}

void Partition::find_absent_names() {
  const auto note = [&](const std::string& name, bool is_there) {
    (is_there ? present_ : absent_).insert(name);
  };
  for (const PlaceId place : world_.place_ids()) {
    note(world_.places[place.index()].id, kept(place));
    for (const std::string& label : world_.places[place.index()].regions) note(label, kept(place));
  }
  const auto note_body = [&](const auto& body) {
    note(body.name, std::ranges::any_of(body.members, [&](StateId s) { return kept(s); }));
  };
  std::ranges::for_each(world_.areas, note_body);
  std::ranges::for_each(world_.unions, note_body);
  std::ranges::for_each(world_.forums, note_body);
  for (const CorridorId c : world_.corridor_ids()) {
    const Corridor& edge = world_.corridors[c.index()];
    const bool stays = kept(edge.from) && kept(edge.to);
    note(corridor_name(world_, c), stays);
    note(short_corridor_name(world_, c), stays);
    if (!edge.route.empty()) note(edge.route, stays);
  }
  for (const std::string& name : present_) absent_.erase(name);
}

bool Partition::is_absent(const std::string& name) const {
  if (absent_.contains(name) || present_.contains(name)) return absent_.contains(name);
  // Names may have hyphens of their own.
  for (std::size_t at = name.find('-'); at != std::string::npos; at = name.find('-', at + 1)) {
    const std::string one = name.substr(0, at), other = name.substr(at + 1);
    const auto known = [&](const std::string& n) {
      return absent_.contains(n) || present_.contains(n);
    };
    if (known(one) && known(other)) return absent_.contains(one) || absent_.contains(other);
  }
  return false;
}

}  // namespace sojourn
