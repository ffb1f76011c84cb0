#include "sim/exposure.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/rng.hpp"

namespace sojourn {

double tick_probability(double rate, double dt) {
  return -std::expm1(-rate * dt);
}

void Exposures::collect(const Scene& scene, Crew& crew) {
  of_.assign(scene.ledger.keys.size(), {});
  risks_.resize(scene.world.places.size());
  crew.each(risks_.size(), [&](std::size_t place) { collect_place(scene, place); });
}

void Exposures::collect_place(const Scene& scene, std::size_t place) {
  const std::size_t n_keys = of_.size() / risks_.size();
  const std::size_t most = modules_.hazards.size();
  const std::span stocks(&scene.ledger.stocks[place * n_keys], n_keys);
  risks_[place].resize((n_keys - static_cast<std::size_t>(std::ranges::count(stocks, 0))) * most);
  std::span<Exposure::Risk> room(risks_[place]);
  for (std::size_t key = place * n_keys; key < (place + 1) * n_keys; ++key) {
    if (scene.ledger.stocks[key] == 0) continue;
    const std::size_t n = risks_of(scene, static_cast<std::uint32_t>(key), room);
    if (n == 0) continue;
    const double bound = room[0].rest;
    const double slot = tick_probability(bound_to_power_of_two(bound), scene.dt());
    const double share = tick_probability(bound, scene.dt()) / slot;
    of_[key] = {room.first(n), slot,
                static_cast<std::uint32_t>(std::ceil(share * Exposure::kParts))};
    room = room.subspan(n);
  }
}

std::size_t Exposures::risks_of(const Scene& scene, std::uint32_t key,
                                std::span<Exposure::Risk> risks) const {
  const BucketKeys& keys = scene.ledger.keys;
  std::size_t n = 0;
  for (const auto& hazard : modules_.hazards) {
    const double bound =
        hazard->bound(scene, keys.residence(key), keys.citizenship(key), keys.status(key));
    if (bound > 0) risks[n++] = {hazard.get(), bound};
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
  const double dt = scene.dt();
  const double chance = u * exposure.seen();
  // 1 - exp(-x) < x: whose rates cannot add up to this is spared, mostly before all are known.
  const double needed = chance / dt;
  std::array<double, 64> rates;
  double total = 0;
  for (std::size_t i = 0; i < exposure.risks.size(); ++i) {
    const Exposure::Risk& risk = exposure.risks[i];
    if (total + risk.rest <= needed) return nullptr;
    rates[i] = risk.hazard->rate(scene, person);
    total += rates[i];
  }
  const double struck = tick_probability(total, dt);
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
