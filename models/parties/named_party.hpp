#pragma once

#include <fmt/format.h>

#include "models/parties/party.hpp"
#include "sim/input/settings.hpp"

namespace sojourn::models {

/// The union or the country that `key` names; a name that is neither is a fault, and gives a party
/// of nobody. A member of a union is a party of its own here: treaties are made by both.
inline Party require_party(Settings& settings, const World& world, const std::string& key,
                           const std::string& meaning) {
  const std::string name = settings.required_text(key, meaning);
  std::vector<std::string> known;
  for (const Union& body : world.unions) {
    if (body.name == name) return {body.name, body.members, body.approval, body.by_gdp};
    known.push_back(body.name);
  }
  for (const StateId s : world.states()) {
    known.push_back(world.places[s.index()].id);
    if (known.back() == name) return {name, {s}};
  }
  if (!name.empty()) {
    settings.fault(
        key, fmt::format("unknown union or country \"{}\"{}", name, nearest_hint(name, known)));
  }
  return {};
}

}  // namespace sojourn::models
