#include "models/movement/flight.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/movement/havens.hpp"
#include "sim/base/arithmetic/elementary.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn::models {

namespace {

// Of the residents of a place, who can leave in one tick.
constexpr double kMost = 0.99;

}  // namespace

Flight::Flight(Settings& settings, const World& world)
    : calendar_(world.calendar),
      start_(day_number(
          settings.date("start", world.calendar.start(), "day of the first of `persons`"))),
      end_(world.calendar.first_day(world.n_ticks)),
      persons_(settings.reals("persons", "persons / day", {0, 2e10}, {},
                              "people who flee on each day from `start` on; none after the last")),
      from_(settings, world, "from",
            "places from which they flee: countries, areas, unions or regions, with all their "
            "places, or places; empty: any"),
      waiting_(world.places.size(), 0),
      rates_(world.places.size(), 0) {}

void Flight::bind(const ModuleSet& modules) {
  havens_ = modules.find<Havens>();
}

std::string Flight::warning() const {
  if (start_ >= end_) {
    return fmt::format("it begins on {}, when the run has ended on {}, so it never acts",
                       iso(date_of_day(start_)), iso(date_of_day(end_)));
  }
  if (persons_.empty()) return "nobody flees: `persons` is empty";
  std::string outside = outside_run();
  if (havens_ != nullptr) return outside;
  return "nobody flees: no module of type \"havens\" says where to" +
         (outside.empty() ? "" : "; " + outside);
}

std::string Flight::outside_run() const {
  const int run = calendar_.first_day(0);
  double people = 0;
  std::ptrdiff_t days = 0;
  for (std::ptrdiff_t number = 0; number < std::ssize(persons_); ++number) {
    const std::ptrdiff_t day = start_ + number;
    if (day >= run && day < end_) continue;
    ++days;
    people += persons_[static_cast<std::size_t>(number)];
  }
  if (people <= 0) return "";
  return fmt::format(
      "{} of its {} days lie outside the run, and with them {:.0f} people who do not flee", days,
      persons_.size(), people);
}

double Flight::counted_in(int tick) const {
  const int first = calendar_.first_day(tick) - start_;
  const auto day = [&](int number) {
    return persons_.begin() + std::clamp<std::ptrdiff_t>(number, 0, std::ssize(persons_));
  };
  return std::accumulate(day(first), day(first + calendar_.n_days(tick)), 0.0);
}

std::vector<double> Flight::shares(const Scene& scene) const {
  std::vector<double> driven(scene.world.places.size(), 0), living = driven;
  for (const PlaceId place : scene.world.place_ids()) {
    if (!from_.mean(place)) continue;
    living[place.index()] = scene.persons(scene.ledger.residents[place]);
    driven[place.index()] = living[place.index()] * scene.conditions.displacement[place];
  }
  const double all = std::accumulate(driven.begin(), driven.end(), 0.0);
  std::vector<double>& weights = all > 0 ? driven : living;
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  for (double& weight : weights) weight = sum > 0 ? weight / sum : 0;
  return weights;
}

void Flight::prepare(const Scene& scene) {
  std::ranges::fill(rates_, 0);
  if (havens_ == nullptr || !havens_->channel().valid()) return;
  const double counted = counted_in(scene.tick);
  const std::vector<double> share = shares(scene);
  for (const PlaceId place : scene.world.place_ids()) {
    const std::size_t i = place.index();
    waiting_[i] += counted * share[i];
    const double residents = scene.persons(scene.ledger.residents[place]);
    if (waiting_[i] <= 0 || residents <= 0 || !havens_->can_flee(place)) continue;
    const double leaving = std::min(waiting_[i], kMost * residents);
    waiting_[i] -= leaving;
    rates_[i] = -fixed::log1p(-leaving / residents) / scene.dt();
  }
}

/// Also asked for by those who want to know whether people would choose by themselves: they never
/// do, though nobody can flee just now.
std::optional<Departure::Call> Flight::call(const Scene&, PlaceId home, double u) const {
  if (havens_ == nullptr || !havens_->can_flee(home)) return Call{ChannelId{}, home};
  return Call{havens_->channel(), havens_->choose(home, u)};
}

}  // namespace sojourn::models
