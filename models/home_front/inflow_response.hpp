#pragma once

#include <array>
#include <vector>

#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// What a state sets for itself, each in [0, 1].
enum Lever : std::size_t { kOpennessLever, kRightsLever, kEffortLever };
inline constexpr std::size_t kLevers = 3;

PlaceArray& values_of(Stances& stances, Lever lever);
const PlaceArray& values_of(const Stances& stances, Lever lever);
/// What the lever would be if no policy held it.
const PlaceArray& unheld_values_of(const Stances& stances, Lever lever);

enum class Side { kDown, kUp };

/// How far a lever can go from x within a step of [0, 1]; not positive on the way down.
double trial_step(double x, double step, Side side);
double trial_step(const Stances& stances, PlaceId place, Lever lever, double step, Side side);

/// How many more people would come per unit of each lever [persons / year].
struct InflowSlopes {
  std::array<double, kLevers> regular{}, irregular{};
  /// By how much rights in force move per unit of the state's own: less where a text raises them.
  double rights_in_force = 1;
};

/// Foreigners whom a state must expect within a year [persons / year], and how they respond.
struct InflowResponse {
  double regular = 0, irregular = 0;
  double arrived = 0;  // regular, last year
  double rights = 0;   // in force, in [0, 1]
  InflowSlopes down{}, up{};

  const InflowSlopes& on(Side side) const { return side == Side::kUp ? up : down; }
  InflowSlopes& on(Side side) { return side == Side::kUp ? up : down; }
};

/// The response of every state's inflow to its own levers, all others' as they are: the flows of
/// last year times what the choice model (OutlookAlone) would change, by differences over `step` up
/// and down. Who walks and ends without papers or as an applicant is irregular; where places are
/// contested, min(quota, proposals) come.
std::vector<InflowResponse> inflow_responses(const Scene& scene, double step);

/// Foreigners who come to a place by a channel within a year [persons] if `ratio` times as many as
/// last year, when `arrived` came, want to: as far as there are places.
struct WayIn {
  ChannelId channel;
  PlaceId place;
};
double coming(const Scene& now, const Rules& rules, WayIn way, double arrived, double ratio);

}  // namespace sojourn::models
