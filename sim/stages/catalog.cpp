#include "sim/stages/catalog.hpp"

#include <algorithm>

namespace sojourn {

const ModuleType* Catalog::find(const std::string& type) const {
  const auto known = std::ranges::find(types_, type, &ModuleType::type);
  return known != types_.end() ? &*known : nullptr;
}

}  // namespace sojourn
