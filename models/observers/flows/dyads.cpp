#include "models/observers/flows/dyads.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "sim/base/lookup.hpp"
#include "sim/input/settings.hpp"

namespace sojourn::models {

namespace {

std::optional<std::size_t> find(const std::vector<Party>& parties, const std::string& name) {
  const auto found = std::ranges::find(parties, name, &Party::name);
  if (found == parties.end()) return std::nullopt;
  return index_of(parties, found);
}

/// Names may have hyphens of their own, so each is tried.
std::optional<Dyad> parse(const std::vector<Party>& parties, const std::string& text) {
  for (std::size_t at = text.find('-'); at != std::string::npos; at = text.find('-', at + 1)) {
    const auto first = find(parties, text.substr(0, at));
    const auto second = find(parties, text.substr(at + 1));
    if (first && second) return Dyad{*first, *second};
  }
  return std::nullopt;
}

/// Why `name` is no party; empty if it is one.
std::string no_party(const std::string& name, const World& world,
                     const std::vector<Party>& parties) {
  if (find(parties, name)) return {};
  const auto place = world.find_place(name);
  for (const Party& party : parties) {
    if (place && party.has(world.state_of(*place)) && place->value < world.n_states) {
      return fmt::format("\"{}\" bargains as part of \"{}\"", name, party.name);
    }
  }
  std::vector<std::string> known;
  for (const Party& party : parties) known.push_back(party.name);
  return fmt::format("unknown union or state \"{}\"{}", name, nearest_hint(name, known));
}

std::string why_none(const std::string& text, const World& world,
                     const std::vector<Party>& parties) {
  const std::size_t at = text.find('-');
  if (at == std::string::npos) return fmt::format("\"{}\" is no pair: write \"ONE-OTHER\"", text);
  const std::string first = no_party(text.substr(0, at), world, parties);
  const std::string second = no_party(text.substr(at + 1), world, parties);
  return first + (first.empty() || second.empty() ? "" : "; ") + second;
}

}  // namespace

std::string name_of(const std::vector<Party>& parties, const Dyad& dyad) {
  return parties[dyad.first].name + "-" + parties[dyad.second].name;
}

std::vector<Dyad> read_dyads(Settings& settings, const std::string& key,
                             const std::vector<std::string>& names, const World& world,
                             const std::vector<Party>& parties) {
  std::vector<Dyad> dyads;
  for (const std::string& name : names) {
    const auto dyad = parse(parties, name);
    if (!dyad) {
      settings.fault(key, why_none(name, world, parties));
    } else if (dyad->first == dyad->second) {
      settings.fault(key, fmt::format("\"{}\" is one party twice", name));
    } else if (std::ranges::count(dyads, *dyad) +
                   std::ranges::count(dyads, Dyad{dyad->second, dyad->first}) >
               0) {
      settings.fault(key, fmt::format("\"{}\" is named twice", name));
    } else {
      dyads.push_back(*dyad);
    }
  }
  return dyads;
}

std::vector<Dyad> largest_dyads(const World& world, const std::vector<Party>& parties,
                                std::size_t most) {
  const auto party_of = [&](StateId state) {
    const auto own = std::ranges::find_if(parties, [&](const Party& p) { return p.has(state); });
    return index_of(parties, own);
  };
  std::map<Dyad, std::int64_t> people;
  for (const StockRow& row : world.stocks) {
    const std::size_t one = party_of(row.citizenship);
    const std::size_t other = party_of(world.state_of(row.residence));
    if (one != other) people[{std::min(one, other), std::max(one, other)}] += row.persons;
  }
  std::vector<Dyad> dyads;
  for (const auto& [dyad, persons] : people) {
    if (persons > 0) dyads.push_back(dyad);
  }
  std::ranges::stable_sort(dyads, std::greater(), [&](const Dyad& d) { return people[d]; });
  dyads.resize(std::min(most, dyads.size()));
  return dyads;
}

}  // namespace sojourn::models
