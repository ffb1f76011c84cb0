#pragma once

#include <array>
#include <vector>

#include "sim/stages.hpp"

namespace sojourn {

/// What a state sets for itself, each in [0, 1].
enum Lever : std::size_t { kOpennessLever, kRightsLever, kEffortLever };
inline constexpr std::size_t kLevers = 3;

PlaceArray& values_of(Stances& stances, Lever lever);
const PlaceArray& values_of(const Stances& stances, Lever lever);

/// The step up that a lever may be tried at; down where up would leave [0, 1].
double trial_step(const Stances& stances, PlaceId place, Lever lever, double step);

/// Foreigners whom a state must expect within a year [persons / year], and how many more per unit
/// of each lever.
struct InflowResponse {
  double regular = 0, irregular = 0;
  double arrived = 0;  // regular, last year
  std::array<double, kLevers> regular_slope{}, irregular_slope{};
};

/// The response of every state's inflow to its own levers, all others' as they are: the flows of
/// last year times what the choice model (LoneChanges) would change, by differences over `step`.
/// Who walks and ends without papers or as an applicant is irregular; where places are contested,
/// min(quota, proposals) come.
std::vector<InflowResponse> inflow_responses(const Scene& scene, double step);

}  // namespace sojourn
