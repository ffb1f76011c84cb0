#include "sim/subworld/gravity.hpp"

#include <algorithm>
#include <cmath>

#include "sim/foresight/choice.hpp"
#include "sim/foresight/outlook.hpp"
#include "sim/world/routes/routes.hpp"

namespace sojourn {

namespace {

/// Inclusive value of the destinations in the rest, for residents of `place`.
double value_of_rest(const Scene& scene, const std::vector<int>& group, PlaceId place) {
  const Viewpoint who = typical_resident(scene.world, place);
  PayoffRow row = evaluate(scene, scene.modules, who);
  for (const PlaceId j : scene.world.place_ids()) {
    if (group[j.index()] == kRestGroup) continue;
    row.cost.col(j.value) = std::numeric_limits<double>::infinity();
  }
  return ChoiceRow(row, nullptr, nests_of(scene.modules)).logsum();
}

/// Whether places of a channel are contested anywhere.
bool is_contested(const Scene& scene, ChannelId channel) {
  return std::ranges::any_of(scene.world.place_ids(), [&](PlaceId place) {
    return std::isfinite(scene.rules.quota(channel, place, Skill::kMedium));
  });
}

std::vector<double> route_costs(const Scene& scene, const std::vector<int>& group, std::size_t n) {
  std::vector<double> costs(n * n);
  for (const PlaceId i : scene.world.place_ids()) {
    for (const PlaceId j : scene.world.place_ids()) {
      if (group[i.index()] == kRestGroup || group[j.index()] == kRestGroup) continue;
      const auto from = static_cast<std::size_t>(group[i.index()]);
      costs[from * n + static_cast<std::size_t>(group[j.index()])] = scene.routes.cost(i, j);
    }
  }
  return costs;
}

}  // namespace

Gravity gravity_of(const Scene& scene, const std::vector<int>& group, int n_groups) {
  const auto n = static_cast<std::size_t>(n_groups);
  Gravity gravity{std::vector<double>(n), std::vector<double>(n), std::vector<double>(n),
                  route_costs(scene, group, n), scene.prospects.reference};
  std::vector<ChannelId> contested;
  for (const ChannelId c : scene.modules.channel_ids()) {
    if (is_contested(scene, c)) contested.push_back(c);
  }
  Outlook outlook(scene);
  for (const PlaceId place : scene.world.place_ids()) {
    const int at = group[place.index()];
    const Arrivals arrivals = outlook.of(scene, place).arrivals;
    for (const PlaceId j : scene.world.place_ids()) {
      if (group[j.index()] == kRestGroup) continue;
      const auto to = static_cast<std::size_t>(group[j.index()]);
      for (const ChannelId c : contested) {
        if (!std::isfinite(scene.rules.quota(c, j, Skill::kMedium))) continue;
        gravity.from_all[to] += arrivals(c, j);
        if (at == kRestGroup) gravity.from_rest[to] += arrivals(c, j);
      }
    }
    if (at != kRestGroup) {
      gravity.rest_value[static_cast<std::size_t>(at)] = value_of_rest(scene, group, place);
    }
  }
  return gravity;
}

}  // namespace sojourn
