#pragma once

#include <string>

#include "sim/foresight/what_if.hpp"

namespace sojourn::models {

/// Rights of migrants in force [place], but for those that agreements of `owner` have brought.
inline PlaceArray rights_without(const Scene& scene, const std::string& owner) {
  WhatIf without(scene);
  without.agreements().end(owner);
  without.derive_rules();
  return without.rules().rights;
}

}  // namespace sojourn::models
