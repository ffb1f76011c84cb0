#include "sim/subworld/partition.hpp"

#include <algorithm>

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
  std::set<std::string> present;
  const auto note = [&](const std::string& name, bool is_there) {
    (is_there ? present : absent_).insert(name);
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
  for (const std::string& name : present) absent_.erase(name);
}

}  // namespace sojourn
