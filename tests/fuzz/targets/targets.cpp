#include <algorithm>
#include <array>

#include "tests/fuzz/targets/target.hpp"

namespace sojourn::fuzz {

namespace {

constexpr std::array kTargets{
    Target{"scenario", take_scenario}, Target{"overlay", take_overlay},
    Target{"table", take_table},       Target{"assignments", take_assignments},
    Target{"run_file", take_run_file}, Target{"checkpoint", take_checkpoint},
    Target{"import", take_import},     Target{"flee", take_flee},
    Target{"observed", take_observed},
};

}  // namespace

std::span<const Target> targets() {
  return kTargets;
}

const Target* find_target(std::string_view name) {
  const auto found = std::ranges::find(kTargets, name, &Target::name);
  return found == kTargets.end() ? nullptr : &*found;
}

}  // namespace sojourn::fuzz
