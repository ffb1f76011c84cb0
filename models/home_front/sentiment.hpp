#pragma once

#include <optional>

#include "models/home_front/surprise.hpp"
#include "models/home_front/unwanted_inflow.hpp"
#include "sim/base/archive.hpp"
#include "sim/input/settings.hpp"

namespace sojourn::models {

/// Sentiment against migration (ODD 7.4), above 0, or for it: rises with the inflow of applicants
/// and irregular migrants per head, weighted by cultural distance, over an adaptive five-year
/// baseline; moves with media events either way; decays every month.
class Sentiment final : public HomeFront, public Stateful {
 public:
  Sentiment(Settings& settings, const World& world)
      : rise_(settings.real("rise", "1 / month", {0, 1}, 0.05,
                            "what sentiment rises by in a month in which the inflow is twice its "
                            "baseline")),
        decay_(settings.real("decay", "1 / month", {0, 1}, 0.05, "share that fades in a month")),
        memory_(settings.real("memory", "years", {0.1, 50}, 5, "time over which people get used")),
        surprise_{settings.real("floor", "persons / head / year", {1e-8, 1}, 1e-4,
                                "smallest baseline inflow that is noticed"),
                  settings.real("tolerance", "1", {0, 100}, 0,
                                "share of the baseline by which more is borne"),
                  settings.real("chance", "1", {0, 10}, 0,
                                "standard deviations of the number of agents who come that are "
                                "taken for chance")},
        alarm_(settings.real("alarm", "1", {0, 1e6}, 20,
                             "excess of the inflow, in baselines, above which sentiment rises no "
                             "faster")),
        shortage_(settings.real("shortage", "1 / month", {0, 1}, 0,
                                "what full labour shortage lowers sentiment by")),
        warmest_(settings.real("warmest", "1", {-1, 0}, -1,
                               "lowest sentiment, of a public that welcomes; -1: it minds nobody")),
        inflow_(settings, world) {}

  void bind(const ModuleSet& modules) override { inflow_.bind(modules); }
  /// Whether inflows that differ by chance alone leave it as it is.
  bool is_calm() const { return surprise_.chance > 0; }
  /// Whether it yields to labour shortage by itself.
  bool yields() const { return shortage_ > 0; }

  void update(const Scene& scene, Labour& labour, Stances& stances, EventLog& /*log*/) override {
    if (measured_) {
      stances.sentiment = measured_->sentiment;
      stances.sentiment_baseline = measured_->baseline;
      measured_.reset();
    }
    follow(scene, labour, stances.sentiment, stances.sentiment_baseline);
  }
  void watch(const Scene& scene) override {
    const PlaceArray zero = PlaceArray::Zero(scene.world.n_places());
    if (!measured_) measured_ = Measured{zero, zero};
    follow(scene, scene.labour, measured_->sentiment, measured_->baseline);
  }
  void state(Archive& archive) override { archive(inflow_, measured_); }

 private:
  /// What is felt while the module does not act.
  struct Measured {
    PlaceArray sentiment, baseline;
  };

  void follow(const Scene& scene, const Labour& labour, PlaceArray& felt, PlaceArray& usual) {
    const double months = scene.dt() * 12;
    inflow_.update(scene,
                   [&](StateId from, PlaceId to) { return 1 - scene.world.proximity(from, to); });
    for (const PlaceId p : scene.world.place_ids()) {
      const double people = scene.ledger.population(p);
      const double yearly = people > 0 ? inflow_.per_year(p, scene.dt()) / people : 0;
      double& baseline = usual[p];
      if (scene.tick <= 1) baseline = yearly;  // the first tick has no inflow before it
      const double over = surprise_.of(yearly, baseline, people * inflow_.years(scene.dt()));
      double& sentiment = felt[p];
      sentiment += months * (rise_ * std::min(over, alarm_) + scene.conditions.media[p] -
                             shortage_ * labour.shortage[p] - decay_ * sentiment);
      sentiment = std::max(warmest_, sentiment);
      // A plain mean while the memory is young.
      baseline += (yearly - baseline) * std::max(scene.dt() / memory_, 1.0 / (scene.tick + 1));
    }
  }

  double rise_, decay_, memory_;
  Surprise surprise_;
  double alarm_, shortage_, warmest_;
  UnwantedInflow inflow_;
  std::optional<Measured> measured_;
};

}  // namespace sojourn::models
