#pragma once

#include "models/bargaining/bargain_terms.hpp"
#include "models/observers/flows/dyad_watch.hpp"
#include "sim/base/stateful.hpp"
#include "sim/record/recorder.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// Would two parties agree on anything but the status quo? Once a year, for the dyads of interest:
/// what each side is to the other, what it wants, and the win set of the status quo where both must
/// prefer a text (ODD 7.15, ML18). Watches, and changes nothing.
class BargainingObserver final : public Observer, public Stateful {
 public:
  BargainingObserver(Settings& settings, const World& world);
  void bind(const ModuleSet& modules) override;
  void declare(const Scene& scene, Recorder& recorder) override;
  void observe(const Scene& scene, Recorder& recorder) override;
  void state(Archive& archive) override;

 private:
  /// Slices of a year, by dyad.
  struct Year {
    std::vector<double> net_flow, net_position, pressure, ideals;  // [dyad, side(, issue)]
    std::vector<std::int64_t> empty;
    std::vector<double> volume, areas, texts, gains;
  };
  Year year_of(const Scene& scene) const;
  void add_sides(const Scene& scene, std::size_t dyad, Year& year) const;
  void add_win_set(const Bargain& bargain, Year& year) const;

  BargainTerms terms_;
  NetPosition net_position_towards_all_;
  DyadWatch watch_;
  Series<double> net_flow_, net_position_, pressure_, ideals_;
  Series<std::int64_t> empty_;
  Series<double> volume_, areas_, texts_, gains_;
};

}  // namespace sojourn::models
