#pragma once

#include "models/compacts/assessment.hpp"
#include "models/texts/stakes.hpp"

namespace sojourn::models {

/// Political support for a compact at home.
struct SupportWeights {
  double start = 0.5;       // [-1, 1]
  double swing = 10;        // per shift of openness and rights that a government brings
  double sentiment = 0.05;  // per unit of sentiment

  SupportWeights() = default;
  explicit SupportWeights(Settings& s)
      : start(s.real("support", "1", {-1, 1}, SupportWeights{}.start,
                     "political support at the start, in [-1, 1]")),
        swing(s.real("swing", "1", {0, 1000}, SupportWeights{}.swing,
                     "change of support per shift of openness and rights that a government in "
                     "office brings (change_of_government)")),
        sentiment(s.real("w_sentiment", "1", {0, 100}, SupportWeights{}.sentiment,
                         "support lost per unit of sentiment against migration")) {}
};

/// clamp(start + swing*mean shift of openness and rights - w_sentiment*sentiment, -1, 1), by state.
Eigen::ArrayXd support_of(const Scene& scene, const SupportWeights& weights);

/// All that a compact looks at, at the start of the tick.
CompactStates compact_states(const Scene& scene, const SupportWeights& weights);

/// For each state the others of its regions; all others where it has no label of a region.
std::vector<std::vector<StateId>> regions_or_all(const World& world);

}  // namespace sojourn::models
