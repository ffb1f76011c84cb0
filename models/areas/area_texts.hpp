#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "models/areas/area_formation.hpp"

namespace sojourn::models {

/// A gain, or a change of it, addend by addend.
inline std::array<std::pair<const char*, double>, 5> addends_of(const AreaGain& gain) {
  return {{{"own citizens' freedom", gain.out},
           {"reciprocal freedom", gain.reciprocal},
           {"net inflow from poorer members", gain.net_inflow},
           {"newcomers without work", gain.welfare},
           {"membership", gain.fixed}}};
}

/// The decisive addend on the losing and on the gaining side: "net inflow from poorer members costs
/// 2.1e-04 of GDP per head, reciprocal freedom gains 3.0e-05".
inline std::string change_text(const AreaGain& change) {
  const auto addends = addends_of(change);
  const auto by_value = [](const auto& a, const auto& b) { return a.second < b.second; };
  const auto [worst, best] = std::ranges::minmax_element(addends, by_value);
  const auto told = [](const auto& addend) {
    return fmt::format("{} {} {:.1e}", addend.first, addend.second < 0 ? "costs" : "gains",
                       std::abs(addend.second));
  };
  std::string text = told(*worst) + " of GDP per head";
  if (best->second > 0 && best != worst) text += ", " + told(*best);
  return text;
}

/// A gain as a whole, and what it is mostly made of: "gains 1.2e-04 of GDP per head (own citizens'
/// freedom 8.0e-05, net inflow from poorer members -1.0e-05)".
inline std::string gain_text(const AreaGain& gain) {
  auto addends = addends_of(gain);
  std::ranges::stable_sort(addends, [](const auto& a, const auto& b) {
    return std::abs(a.second) > std::abs(b.second);
  });
  return fmt::format("{} {:.1e} of GDP per head ({} {:.1e}, {} {:.1e})",
                     gain.total() < 0 ? "loses" : "gains", std::abs(gain.total()), addends[0].first,
                     addends[0].second, addends[1].first, addends[1].second);
}

}  // namespace sojourn::models
