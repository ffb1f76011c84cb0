#include "models/emigration/employer_state.hpp"

#include "models/parties/party.hpp"

namespace sojourn::models {

EmployerState employer_state(const Scene& scene, StateId state, const YearlyPolicy* policy,
                             const PolicyWeights& weights, double working_share) {
  double demand = 0, supply = 0;
  for (const PlaceId place : scene.world.places_of(state)) {
    demand += scene.labour.demand[place];
    supply += scene.labour.supply[place];
  }
  const double people = people_of(scene, state);
  if (demand <= 0 || people <= 0) return {};
  const double missing = (demand - supply) / demand;
  const double vacant = std::max(0.0, missing);
  const PlacedWorker worker = policy == nullptr
                                  ? placed_worker(weights, scene.stances.sentiment[state], vacant)
                                  : policy->placed_worker(scene, state, vacant);
  return {.value = weights.beta * weights.k_shortage,
          .short_ = missing,
          .relief = weights.felt * working_share / demand,
          .burden = worker.burden / people};
}

}  // namespace sojourn::models
