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

/// How states' weight in the world makes them minded of their sovereignty, and free of pressure.
struct PowerScales {
  NetPosition net_position;
  double great_power = 10;  // GDP with which a state yields to nobody [mean GDPs of all states]
  double least_sovereignty = 0.5;  // of a state that hosts no more than it sends

  PowerScales() = default;
  explicit PowerScales(Settings& s)
      : net_position(s),
        great_power(s.real("great_power", "GDP / mean GDP", {1e-3, 1e6}, PowerScales{}.great_power,
                           "GDP with which a state yields to nobody's pressure, in mean GDPs of "
                           "all states")),
        least_sovereignty(s.real("least_sovereignty", "1", {0, 10}, PowerScales{}.least_sovereignty,
                                 "how much a state under the rule of law minds to be bound that "
                                 "hosts no more than it sends")) {}
};

/// Where states differ in what they do anyway, and in what they care for.
struct InterestScales {
  double practice = 0.5;     // rise of practice per unit of administration over the mean
  double salience = 1;       // of the log odds of an interest, per unit of exposure
  double displaced = 0.01;   // rate of displacement that exposes a state fully [1 / year]
  double irregular = 0.005;  // irregular migrants, of the population, that do

  InterestScales() = default;
  explicit InterestScales(Settings& s)
      : practice(s.real("practice_slope", "1", {0, 2}, InterestScales{}.practice,
                        "rise of what a state does anyway with the mean of its capacity and rule "
                        "of law, over the world's")),
        salience(s.real("salience", "1", {0, 100}, InterestScales{}.salience,
                        "how much a state cares for the baskets to which it is exposed")),
        displaced(s.real("usual_displacement", "1 / year", {1e-9, 100}, InterestScales{}.displaced,
                         "rate of displacement at home that makes causes a matter of full weight")),
        irregular(s.real("usual_irregular", "1", {1e-9, 1}, InterestScales{}.irregular,
                         "irregular migrants, of the population, that make borders one")) {}
};

/// Weights with which a compact looks at states.
struct CompactScales {
  SupportWeights support;
  PowerScales power;
  InterestScales interests;

  CompactScales() = default;
  explicit CompactScales(Settings& s) : support(s), power(s), interests(s) {}
};

/// All that a compact looks at, at the start of the tick, but its fund. `priors` are what states
/// expect of strangers unseen, `text` the name of the module whose own texts are no law beside it.
CompactStates compact_states(const Scene& scene, const CompactScales& scales,
                             const Eigen::ArrayXd& priors, const std::string& text);

/// For each state the others of its regions; all others where it has no label of a region.
std::vector<std::vector<StateId>> regions_or_all(const World& world);

}  // namespace sojourn::models
