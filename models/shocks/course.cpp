#include "models/shocks/course.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/base/rates.hpp"
#include "sim/stages/tick_stream.hpp"

namespace sojourn::models {

namespace {

constexpr double kDaysOfLongestMonth = 31;

}  // namespace

Course::Course(Settings& settings, const World& world, const Magnitude& magnitude)
    : calendar_(world.calendar),
      n_ticks_(world.n_ticks),
      seed_(world.seed),
      magnitude_(settings.real("magnitude", magnitude.unit, magnitude.range, magnitude.fallback,
                               magnitude.meaning)),
      hazard_(settings.real("hazard", "1 / year", {0, 365}, 0,
                            "rate at which the shock strikes; 0: on the date in `start`")),
      term_(read_start_and_duration(settings, world.calendar)),
      shape_(
          settings.choice("shape", {"step", "ramp", "fade", "hump"}, "step",
                          "step: constant; ramp: rises over `rise` and stays; fade: falls to "
                          "nothing over the duration; hump: rises and falls over it; all but the "
                          "first change month by month")),
      rise_(settings.real("rise", "months", {0.01, 1e5}, 12, "how long a ramp rises")) {
  if (hazard_ > 0 && term_.ends_on_a_day()) {
    settings.fault("until", "a shock that strikes at random has a `duration`, no end");
  }
}

double Course::share(const Scene& scene, StreamId stream) const {
  if (hazard_ <= 0) return share_of(term_, scene.tick);
  double best = 0;
  each_strike(scene.tick, stream,
              [&](const Term& term) { best = std::max(best, share_of(term, scene.tick)); });
  return best;
}

TickDays Course::days(const Scene& scene, StreamId stream) const {
  if (hazard_ <= 0) return term_.days(scene.tick);
  TickDays days;
  each_strike(scene.tick, stream, [&](const Term& term) { days.add(term.days(scene.tick)); });
  return days;
}

bool Course::begins(const Scene& scene, StreamId stream) const {
  if (hazard_ > 0) return strikes(scene.tick, stream);
  return scene.tick == std::max(0, term_.begins()) && !days(scene, stream).none();
}

std::string Course::since(const Scene& scene) const {
  const bool within = hazard_ <= 0 && term_.from() > calendar_.date(scene.tick);
  return within ? ", from " + iso(term_.from()) : std::string();
}

std::string Course::warning() const {
  return hazard_ > 0 ? std::string() : term_.outside_run(n_ticks_);
}

bool Course::strikes(int tick, StreamId stream) const {
  return TickStream(seed_, tick, stream).of(0).happens(tick_probability(hazard_, calendar_.dt()));
}

template <class Visit>
void Course::each_strike(int tick, StreamId stream, const Visit& visit) const {
  const double days = calendar_.length() == TickLength::kDay ? kDaysOfLongestMonth : 1;
  const double reach = std::min<double>(std::ceil(term_.months()) * days, tick);
  for (int age = 0; age <= static_cast<int>(reach); ++age) {
    if (strikes(tick - age, stream)) visit(strike(tick - age));
  }
}

/// Months are counted from the day on which the shock began, so that a run by days and one by
/// months have the same shape.
double Course::share_of(const Term& term, int tick) const {
  const TickDays in_force = term.days(tick);
  if (in_force.none() || shape_ == "step") return in_force.share();
  const int next = calendar_.first_day(tick + 1);
  const int end = day_number(term.until());
  const Date seen = std::max(term.from(), calendar_.date(tick));
  double mean = 0;
  for (double age = std::floor(months_between(term.from(), seen)); age < term.months(); ++age) {
    const int from = day_number(later(term.from(), age));
    if (from >= next) break;
    const int until = std::min(end, day_number(later(term.from(), age + 1)));
    mean += form(age, term.months()) * days_of_tick(calendar_, tick, from, until).share();
  }
  return mean;
}

/// In the month that follows `age` months of `months`.
double Course::form(double age, double months) const {
  if (shape_ == "ramp") return std::min(1.0, (age + 1) / rise_);
  if (shape_ == "fade") return 1 - age / months;
  return 1 - std::abs(2 * (age + std::min(1.0, months - age) / 2) / months - 1);
}

}  // namespace sojourn::models
