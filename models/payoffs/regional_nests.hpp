#pragma once

#include <map>
#include <string>

#include "sim/foresight/nests.hpp"
#include "sim/input/settings.hpp"

namespace sojourn::models {

/// The destinations of a region are a nest of the choice (ODD 7.7), so that one more of them draws
/// from the others and not out of nothing. A place's region is the first that it names; a state
/// that names none is a nest by itself. Adds nothing to what a destination is worth.
class RegionalNests final : public Nesting {
 public:
  RegionalNests(Settings& settings, const World& world) {
    const double dissimilarity =
        settings.real("dissimilarity", "1", {0.1, 1}, 0.7,
                      "how unlike the destinations of one region are in what is not seen of them: "
                      "1 less the square of it is the correlation of tastes; 1: the plain logit");
    if (dissimilarity < 1) gather(world, dissimilarity);
  }

  const Nests& nests() const override { return nests_; }
  void add(const Scene&, const Viewpoint&, PayoffRow&) const override {}

 private:
  void gather(const World& world, double dissimilarity) {
    std::map<std::string, std::uint32_t> numbers;
    nests_ = {.dissimilarity = dissimilarity, .n = 0, .of_place = {}};
    for (const PlaceId place : world.place_ids()) {
      const auto& labels = world.places[place.index()].regions;
      const std::string alone = "\n" + std::to_string(world.state_of(place).value);  // no label
      const auto [nest, is_new] =
          numbers.try_emplace(labels.empty() ? alone : labels.front(), nests_.n);
      if (is_new) ++nests_.n;
      nests_.of_place.push_back(nest->second);
    }
  }

  Nests nests_;
};

}  // namespace sojourn::models
