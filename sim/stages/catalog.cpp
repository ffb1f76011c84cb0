#include "sim/stages/catalog.hpp"

#include <algorithm>

#include "sim/stages/module_builder.hpp"

namespace sojourn {

const ModuleType* Catalog::find(const std::string& type) const {
  const auto known = std::ranges::find(types_, type, &ModuleType::type);
  return known != types_.end() ? &*known : nullptr;
}

ModuleSet Catalog::make(const Node& scenario, const World& world, Diagnostics& diagnostics,
                        Node& resolved) const {
  return ModuleBuilder(*this, scenario, world, diagnostics, resolved).build();
}

}  // namespace sojourn
