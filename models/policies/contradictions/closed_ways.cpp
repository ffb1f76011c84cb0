#include "models/policies/contradictions/closed_ways.hpp"

#include "models/shocks/border_closure.hpp"

namespace sojourn::models {

std::vector<Gateways> closed_ways(const ModuleSet& modules) {
  std::vector<Gateways> all;
  for (const BorderClosure* one : modules.all<BorderClosure>()) {
    if (one->term() == nullptr) continue;
    const Refusal closed = one->closed();
    all.push_back({one->name(),
                   *one->term(),
                   {{.key = "channels",
                     .effect = Gateway::Effect::kCloses,
                     .who = closed.who,
                     .from = closed.from,
                     .to = closed.to,
                     .channels = closed.channels}}});
  }
  return all;
}

}  // namespace sojourn::models
