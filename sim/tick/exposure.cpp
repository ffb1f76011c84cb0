#include "sim/tick/exposure.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/base/rates.hpp"

namespace sojourn {

void Exposures::collect(const Scene& scene, Crew& crew) {
  for (auto& exposures : of_) exposures.resize(scene.ledger.keys.size());
  risks_.resize(scene.world.places.size());
  exposures_.resize(scene.world.places.size());
  crew.each(risks_.size(), [&](std::size_t place) { collect_place(scene, PlaceId(place)); });
}

namespace {

/// Keys of the place's buckets that hold someone; `vacate(key)` of the others.
template <class Vacate>
std::vector<std::uint32_t> occupied(const Ledger& ledger, PlaceId place, const Vacate& vacate) {
  std::vector<std::uint32_t> keys;
  for (const Status status : kAllStatuses) {
    for (const StateId citizenship : ledger.keys.states()) {
      const std::uint32_t key = ledger.keys.key(place, citizenship, status);
      if (ledger.stocks[key] != 0) {
        keys.push_back(key);
      } else {
        vacate(key);
      }
    }
  }
  return keys;
}

}  // namespace

void Exposures::collect_place(const Scene& scene, PlaceId place) {
  const auto vacate = [&](std::uint32_t key) {
    for (auto& exposures : of_) exposures[key] = nullptr;
  };
  const std::vector<std::uint32_t> keys = occupied(scene.ledger, place, vacate);
  auto& risks = risks_[place.index()];
  risks.resize(keys.size() * of_.size() * modules_.of<Hazard>().size());
  std::span<Exposure::Risk> room(risks);
  auto& exposures = exposures_[place.index()];
  exposures.resize(keys.size() * of_.size());
  Exposure* next = exposures.data();
  for (const std::uint32_t key : keys) {
    for (const bool hot : {false, true}) {
      *next = exposure_of(scene, key, hot, room);
      room = room.subspan(next->risks.size());
      of_[hot][key] = next++;
    }
  }
}

Exposure Exposures::exposure_of(const Scene& scene, std::uint32_t key, bool hot,
                                std::span<Exposure::Risk> room) const {
  const std::size_t n = risks_of(scene, key, hot, room);
  if (n == 0) return {};
  const double bound = room[0].rest;
  const double slot = tick_probability(bound_to_power_of_two(bound), scene.dt());
  const double share = tick_probability(bound, scene.dt()) / slot;
  const auto open = static_cast<std::uint32_t>(std::ceil(share * Exposure::kParts));
  const double seen = slot * open / Exposure::kParts;
  return {room.first(n), Skips::Law(slot), seen, seen / scene.dt(), open};
}

std::size_t Exposures::risks_of(const Scene& scene, std::uint32_t key, bool hot,
                                std::span<Exposure::Risk> risks) const {
  const BucketKeys& keys = scene.ledger.keys;
  const PlaceId residence = keys.residence(key);
  const StateId citizenship = keys.citizenship(key);
  const Status status = keys.status(key);
  std::size_t n = 0;
  for (const auto& hazard : modules_.of<Hazard>()) {
    const double bound = hot ? hazard->hot_bound(scene, residence, citizenship, status)
                             : hazard->bound(scene, residence, citizenship, status);
    if (bound > 0) risks[n++] = {hazard.get(), bound, bound};
  }
  // By powers of two, so that regimes that differ a little look at risks in the same order.
  std::ranges::stable_sort(risks.first(n), std::ranges::greater{}, [](const Exposure::Risk& risk) {
    return bound_to_power_of_two(risk.rest);
  });
  for (std::size_t i = n; i-- > 1;) risks[i - 1].rest += risks[i].rest;
  return n;
}

const Hazard* Exposures::cause(const Scene& scene, const Exposure& exposure, const Person& person,
                               double u) const {
  // 1 - exp(-x) < x, so a person whose rates add up to less than this is spared; mostly the bounds
  // show it before all rates are known.
  const double needed = u * exposure.seen_yearly;
  std::array<double, kMaxHazards> rates;
  double total = 0;
  for (std::size_t i = 0; i < exposure.risks.size(); ++i) {
    const Exposure::Risk& risk = exposure.risks[i];
    if (total + risk.rest <= needed) return nullptr;
    rates[i] = std::min(risk.hazard->rate(scene, person), risk.bound);
    total += rates[i];
  }
  if (!(total > needed)) return nullptr;
  const double chance = u * exposure.seen;
  const double struck = tick_probability(total, scene.dt());
  if (!(chance < struck)) return nullptr;
  // Given that something strikes, chance / struck is uniform: it names the cause.
  double level = chance / struck * total;
  const Hazard* cause = nullptr;
  for (std::size_t i = 0; i < exposure.risks.size(); ++i) {
    if (!(rates[i] > 0)) continue;
    cause = exposure.risks[i].hazard;
    if (level < rates[i]) break;
    level -= rates[i];
  }
  return cause;
}

}  // namespace sojourn
