#pragma once

#include <string>

#include "sim/input/term.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// What a shock's magnitude is: its setting.
struct Magnitude {
  double fallback;
  Range range;
  std::string unit, meaning;
};

/// When a shock strikes and how it runs its course (ODD 7.1): on a date, or drawn from
/// a hazard. It acts by days: of a tick, those on which it is in force.
class Course {
 public:
  Course(Settings& settings, const World& world, const Magnitude& magnitude);

  /// In the magnitude's unit, mean over the days of `scene.tick`; zero before and after.
  double strength(const Scene& scene, StreamId stream) const {
    return magnitude_ * share(scene, stream);
  }
  /// How far along its shape the shock is, in [0, 1], mean over the days of the tick. Where several
  /// strikes of a hazard overlap, the strongest counts.
  double share(const Scene& scene, StreamId stream) const;
  /// On which days of the tick it is in force.
  TickDays days(const Scene& scene, StreamId stream) const;

  bool begins(const Scene& scene, StreamId stream) const;
  /// The day of that: of a hazard's strike the first of the tick.
  Date first_day(const Scene& scene) const {
    return hazard_ > 0 ? calendar_.date(scene.tick) : term_.from();
  }
  /// ", from 2015-06-15" where the tick in which it begins is not all of it.
  std::string since(const Scene& scene) const;
  double magnitude() const { return magnitude_; }
  /// When it begins and ends; of a hazard's strikes, how long each lasts.
  const Term& term() const { return term_; }
  bool strikes_at_random() const { return hazard_ > 0; }
  /// What of it lies outside the run; empty where all lies inside.
  std::string warning() const;

 private:
  bool strikes(int tick, StreamId stream) const;
  Term strike(int tick) const { return {calendar_, calendar_.date(tick), term_.months()}; }
  double share_of(const Term& term, int tick) const;
  double form(double age, double months) const;
  /// Calls visit(term) for the strikes that may still last at `tick`.
  template <class Visit>
  void each_strike(int tick, StreamId stream, const Visit& visit) const;

  Calendar calendar_;
  int n_ticks_;
  std::uint64_t seed_;
  double magnitude_;
  double hazard_;
  Term term_;
  std::string shape_;
  double rise_;  // [months]
};

}  // namespace sojourn::models
