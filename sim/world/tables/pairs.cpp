#include "sim/world/tables/pairs.hpp"

#include <fmt/format.h>

#include "sim/world/geography.hpp"
#include "sim/world/known.hpp"

namespace sojourn {

namespace {

NearnessWeights read_weights(Settings& settings) {
  NearnessWeights weights;
  weights.reach_km = settings.real("proximity_km", "km", {1, 1e5}, weights.reach_km,
                                   "distance over which nearness falls by e");
  weights.distance = settings.real("proximity_distance", "1", kShare, weights.distance,
                                   "weight of nearness in proximity");
  weights.language = settings.real("proximity_language", "1", kShare, weights.language,
                                   "weight of a common language in proximity");
  weights.colonial_tie = settings.real("proximity_colonial", "1", kShare, weights.colonial_tie,
                                       "weight of a colonial tie in proximity");
  return weights;
}

}  // namespace

void read_pairs(Settings& settings, World& world) {
  const NearnessWeights weights = read_weights(settings);
  const Eigen::Index n = world.n_places();
  world.distance_km = PairArray::Zero(n, n);
  world.proximity = PairArray::Zero(n, n);
  world.affinity = PairArray::Zero(n, n);
  world.onward_affinity = PairArray::Zero(n, n);
  world.return_factor = PairArray::Zero(n, n);
  for (const PlaceId i : world.place_ids()) {
    for (const PlaceId j : world.place_ids()) {
      const Place& a = world.places[i.index()];
      const Place& b = world.places[j.index()];
      world.distance_km(i, j) = great_circle_km(a, b);
      world.proximity(i, j) = proximity(a, b, weights);
    }
  }
}

void PairReader::operator()(Settings& row) {
  const auto from = known_place(world_, row, "from", row.required_text("from", "a place"));
  const auto to = known_place(world_, row, "to", row.required_text("to", "another place"));
  const bool known = from && to;
  const double km =
      row.real("distance_km", "km", {0, 40000}, known ? world_.distance_km(*from, *to) : 0,
               "distance, for the cost of moving");
  const double near = row.real("proximity", "1", kShare, known ? world_.proximity(*from, *to) : 0,
                               "how near `to` is to citizens of `from`");
  if (!known) return;  // a fault already
  if (*from == *to) row.fault("to", "a place is no pair with itself: leave the row out");
  if (!seen_.insert({*from, *to}).second) row.fault("to", "this pair is there already");
  world_.distance_km(*from, *to) = km;
  world_.proximity(*from, *to) = near;
}

void PairReader::refuse_unknown_pairs(Diagnostics& diagnostics, const Source& where) const {
  for (const PlaceId a : world_.place_ids()) {
    for (const PlaceId b : world_.place_ids()) {
      const Place &one = world_.places[a.index()], &other = world_.places[b.index()];
      if (a == b || (one.located && other.located) || seen_.contains({a, b})) continue;
      diagnostics.add(where, fmt::format("a [[pair]] from \"{}\" to \"{}\" is needed, since one of "
                                         "them has no location",
                                         one.id, other.id));
    }
  }
}

}  // namespace sojourn
