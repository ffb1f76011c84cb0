#pragma once

#include <algorithm>
#include <memory>
#include <utility>

#include "sim/stages/products.hpp"

namespace sojourn::models {

/// Puts `next` where `former` stands, or last where that is not in force. Agreements act one after
/// another, so what they do together must not depend on who has renewed theirs last.
inline void renew(Agreements& agreements, const Agreement* former,
                  std::shared_ptr<const Agreement> next) {
  auto& all = agreements.in_force;
  const auto place = std::ranges::find(all, former, &std::shared_ptr<const Agreement>::get);
  if (former == nullptr || place == all.end()) {
    all.push_back(std::move(next));
  } else {
    *place = std::move(next);
  }
}

}  // namespace sojourn::models
