#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/base/parallel.hpp"
#include "sim/base/rng.hpp"
#include "sim/people/population.hpp"
#include "sim/stages/catalog.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn {

/// What can strike the people of one bucket this tick.
struct Exposure {
  struct Risk {
    const Hazard* hazard;
    double bound;  // [1 / year]
    double rest;   // bounds of this risk and of those after it [1 / year]
  };
  static constexpr std::uint32_t kParts = 16;

  std::span<const Risk> risks;  // the highest bounds first
  Skips::Law slots{0};          // of slots under a bound that regimes share
  double seen = 0;              // probability per tick that someone is looked at
  double seen_yearly = 0;       // `seen` as a rate [1 / year]
  std::uint32_t open = 0;       // parts of the slots through which people are looked at

  /// Says that the risks will be read soon.
  void prefetch_risks() const { __builtin_prefetch(risks.data()); }
};

/// Every bucket's exposure, and who of those looked at is struck by what.
///
/// Slots fall on people at the sum of the bounds, raised to a power of two. Only as many sixteenths
/// of the slots are open as the sum needs, so that few records are fetched in vain. A person under
/// an open slot is struck with the rest of the probability, so that hazards compete over a tick:
/// something happens with 1 - exp(-sum of rates * dt), each cause in proportion to its rate.
class Exposures {
 public:
  explicit Exposures(const ModuleSet& modules) : modules_(modules) {}

  /// Asks the hazards for the bounds of all buckets that hold someone.
  void collect(const Scene& scene, Crew& crew);
  const Exposure& of(const Bucket& bucket) const {
    const Exposure* found = of_[bucket.hot][bucket.key];
    return found == nullptr ? nobody_ : *found;
  }
  /// Says that the bucket will be asked for soon.
  void prefetch_of(const Bucket& bucket) const {
    if (const Exposure* found = of_[bucket.hot][bucket.key]) __builtin_prefetch(found);
  }
  /// The hazard that strikes a person who is seen, by u uniform in (0, 1); nothing if none.
  const Hazard* cause(const Scene& scene, const Exposure& exposure, const Person& person,
                      double u) const;

 private:
  void collect_place(const Scene& scene, PlaceId place);
  Exposure exposure_of(const Scene& scene, std::uint32_t key, bool hot,
                       std::span<Exposure::Risk> room) const;
  std::size_t risks_of(const Scene& scene, std::uint32_t key, bool hot,
                       std::span<Exposure::Risk> risks) const;

  const ModuleSet& modules_;
  const Exposure nobody_{};
  /// Of the many and of the hot, by bucket key; null where nobody is.
  std::array<std::vector<const Exposure*>, 2> of_;
  std::vector<std::vector<Exposure>> exposures_;    // by place, of all its buckets
  std::vector<std::vector<Exposure::Risk>> risks_;  // by place: room for all of its buckets
};

}  // namespace sojourn
