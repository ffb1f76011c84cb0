#include "sim/foresight/what_if.hpp"

#include "sim/foresight/enactment.hpp"

namespace sojourn {

void WhatIf::derive_rules() {
  rules_.reset();
  rules_ = rules_of(scene());
}

void WhatIf::derive_routes(std::span<const PlaceId> targets) {
  routes_.reset();
  routes_ = routes_of(scene(), targets);
}

Scene WhatIf::scene() const {
  const auto either = [](const auto& other, const auto& now) -> const auto& {
    return other ? *other : now;
  };
  return now_.with(either(stances_, now_.stances), either(agreements_, now_.agreements),
                   either(rules_, now_.rules), either(routes_, now_.routes));
}

}  // namespace sojourn
