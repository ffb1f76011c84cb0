#include "models/home_front/unwanted_inflow.hpp"

#include "sim/catalog.hpp"

namespace sojourn {

void UnwantedInflow::bind(const ModuleSet& modules) {
  for (std::size_t c = 0; c < modules.channels.size(); ++c) {
    if (modules.channels[c]->walks()) channels_.emplace_back(c);
  }
}

}  // namespace sojourn
