#include "sim/world/tables/bodies.hpp"

#include <algorithm>
#include <map>

#include "sim/world/forum_reader.hpp"
#include "sim/world/known.hpp"

namespace sojourn {

namespace {

std::vector<StateId> listed_members(Settings& settings, const World& world,
                                    const std::vector<std::string>& listed) {
  std::vector<StateId> members;
  for (const std::string& member : listed) {
    const auto state = known_state(world, settings, "members", member);
    if (!state) continue;
    if (std::ranges::count(members, *state) > 0) {
      settings.fault("members", fmt::format("{} is listed twice", member));
    }
    members.push_back(*state);
  }
  return members;
}

/// Adds the countries of a label.
void add_region(Settings& settings, const World& world, const std::string& region,
                std::vector<StateId>& members) {
  bool found = false;
  for (const StateId state : world.states()) {
    const auto& regions = world.places[state.index()].regions;
    if (region != kEverywhere && std::ranges::count(regions, region) == 0) continue;
    found = true;
    if (std::ranges::count(members, state) == 0) members.push_back(state);
  }
  if (!found) settings.fault("region", fmt::format("no country has the label \"{}\"", region));
}

std::vector<StateId> read_members(Settings& settings, const World& world,
                                  const std::string& meaning) {
  const auto listed = settings.texts("members", {}, meaning);
  const std::string region =
      settings.text("region", "", "label whose countries are members as well; *: all countries");
  std::vector<StateId> members = listed_members(settings, world, listed);
  if (listed.empty() && region.empty()) {
    settings.fault("members", "expected members or a region, or nobody is meant");
  }
  if (!region.empty()) add_region(settings, world, region, members);
  return members;
}

Union read_union(const std::string& name, Settings& settings, const World& world) {
  Union body{name, read_members(settings, world, "countries that bargain as one"), 1};
  if (world.find_place(name)) {
    settings.fault("members", fmt::format("\"{}\" is the name of a country or place", name));
  }
  body.approval =
      settings.real("approval", "1", {0.01, 1}, 1,
                    "share of the union's people whose governments must gain from a deal; 1: "
                    "each has a veto");
  body.by_gdp = settings.choice("split", {"gain", "gdp"}, "gain",
                                "by what members share payments: their gain from the deal (no "
                                "member then pays more than it gains) or their GDP") == "gdp";
  return body;
}

void refuse_two_unions(const Reading& reading, const World& world) {
  std::map<StateId, std::string> of;
  for (const Union& body : world.unions) {
    for (const StateId member : body.members) {
      const auto [other, fresh] = of.emplace(member, body.name);
      if (fresh) continue;
      reading.diagnostics.add(
          reading.table("unions")->where,
          fmt::format("unions.{}.members: {} is a member of {} already", body.name,
                      world.places[member.index()].id, other->second));
    }
  }
}

/// A name of everything can be the name of nothing else.
void refuse_everywhere(Settings& settings, const std::string& name) {
  if (name != kEverywhere) return;
  settings.fault("members", fmt::format("\"{}\" means everywhere: expected another name", name));
}

}  // namespace

void read_areas(const Reading& reading, World& world) {
  reading.each_named("areas", [&](const std::string& name, Settings& settings) {
    refuse_everywhere(settings, name);
    world.areas.push_back(
        {name, read_members(settings, world, "countries between which people move freely")});
  });
}

void read_unions(const Reading& reading, World& world) {
  reading.each_named("unions", [&](const std::string& name, Settings& settings) {
    refuse_everywhere(settings, name);
    world.unions.push_back(read_union(name, settings, world));
  });
  refuse_two_unions(reading, world);
  for (const StateId state : world.states()) world.bloc.push_back(state.value);
  for (const Union& body : world.unions) {
    for (const StateId member : body.members) {
      world.bloc[member.index()] = body.members.front().value;
    }
  }
}

void read_forums(const Reading& reading, World& world) {
  reading.each_named("forums", [&](const std::string& name, Settings& settings) {
    auto meeting = read_members(settings, world, "countries that meet");
    world.forums.push_back(read_forum(world, name, std::move(meeting), settings));
  });
}

}  // namespace sojourn
