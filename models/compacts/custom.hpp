#pragma once

#include <algorithm>

#include "sim/input/settings.hpp"

namespace sojourn::models {

/// How wide practice hardens into custom: practice and opinio juris (Statute of the International
/// Court of Justice, article 38).
struct CustomWeights {
  double eta = 0.005;   // [1 / year]
  double from = 0.3;    // practice from which custom grows
  double codify = 0.1;  // hardness over the text's at which a treaty is proposed
  double treaty = 0.9;  // hardness of that treaty
  double retry = 5;     // [years]

  CustomWeights() = default;
  explicit CustomWeights(Settings& s)
      : eta(s.real("eta", "1 / year", {0, 10}, CustomWeights{}.eta,
                   "how fast custom hardens where practice is 0.1 over its threshold")),
        from(s.real("custom_from", "1", {0, 1}, CustomWeights{}.from,
                    "members' share times compliance from which on practice makes custom")),
        codify(s.real("codify", "1", {0, 1}, CustomWeights{}.codify,
                      "hardness that custom has over the text when a treaty is proposed")),
        treaty(s.real("treaty_hardness", "1", {0, 1}, CustomWeights{}.treaty,
                      "hardness of the treaty that a compact may turn into")),
        retry(s.real("retry", "years", {1, 100}, CustomWeights{}.retry,
                     "until a treaty that was voted down is proposed again")) {}
};

/// The practice over its threshold for which `eta` is stated.
constexpr double kPracticeOfEta = 0.1;

/// h_cust + eta*max(0, practice - from)/0.1, at most 1; `practice` is the share of states that are
/// members times their compliance.
inline double hardened(const CustomWeights& weights, double custom, double practice) {
  return std::min(1.0,
                  custom + weights.eta * std::max(0.0, practice - weights.from) / kPracticeOfEta);
}

/// How much of the text custom asks of those who signed nothing: none at its own hardness, all when
/// custom is fully hard.
inline double custom_reach(double custom, double hardness) {
  return hardness < 1 ? std::clamp((custom - hardness) / (1 - hardness), 0.0, 1.0) : 0;
}

}  // namespace sojourn::models
