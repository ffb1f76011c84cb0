#include "models/observers/flows/transitions.hpp"

#include <fmt/format.h>

#include "sim/base/archive.hpp"
#include "sim/input/settings.hpp"

namespace sojourn::models {

namespace {

/// By the country of birth, for which the citizenship on the record stands.
TransitionObserver::Move move_of(StateId birth, StateId origin, StateId destination) {
  using enum TransitionObserver::Move;
  if (origin == birth) return kOutward;
  return destination == birth ? kReturn : kOnward;
}

}  // namespace

TransitionObserver::TransitionObserver(Settings& settings, const World& world)
    : years_(static_cast<int>(settings.integer("period", "years", {1, 50}, 5,
                                               "how long before it is asked where people lived"))),
      start_(settings.date("start", world.calendar.start(), "first day of the first period")) {
  if (start_ < world.calendar.start()) {
    settings.fault("start", fmt::format("the run begins later, on {}", world.calendar.label(0)));
  }
  if (years_ > world.fold_after) {
    settings.fault("period", fmt::format("expected run.fold_after, {} years, at most: who has "
                                         "returned is told from residents no longer",
                                         world.fold_after));
  }
}

int TransitionObserver::first_tick(const Calendar& calendar, int number) const {
  return calendar.tick(later(start_, 12.0 * years_ * number));
}

void TransitionObserver::declare(const Scene& scene, Recorder& recorder) {
  recorder.add_axis(
      {"move", {"outward", "return", "onward"}, {}, "1", "from the country of birth, to it, else"});
  recorder.add_time_axis("period", "days since " + iso(scene.world.calendar.start()),
                         "first day of the period");
  transitions_ = recorder.add_series<std::int64_t>(
      {"transitions",
       {"period", "origin", "destination", "move"},
       "persons",
       "people of both ends of the period by the country where they lived at its start and at its "
       "end",
       OverTime::kSum});
  length_ = recorder.add_series<std::int64_t>(
      {"period_years", {"period"}, "years", "length of the period"});
}

void TransitionObserver::begin(const Scene& scene, const Population& population) {
  const IdRange<PlaceId> places = scene.world.place_ids();
  people_ = Counts<PlaceId, PlaceId, Move>(places, places, kAllMoves);
  from_start_ = scene.tick == 0;
  if (!from_start_) return;
  for (const Shard& shard : population.shards) {
    std::size_t n_records = 0;  // nobody of those who got an id is gone yet
    for (const Bucket& bucket : shard.buckets()) n_records += bucket.people.size();
    lived_[shard.number()].assign(n_records, 0);
  }
  open_if_due(scene, population, 0);
}

void TransitionObserver::watch(const Scene& scene, const Population& population,
                               const Moves& moves) {
  if (!from_start_) return;
  const int next = scene.tick + 1;
  note(scene.world, population, moves);
  closed_ = open_ && next == first_tick(scene.world.calendar, period_ + 1);
  if (closed_) {
    close(scene.world, population);
    ++period_;
  }
  open_if_due(scene, population, next);
}

/// Where everybody with a record lives when a period begins.
void TransitionObserver::open_if_due(const Scene& scene, const Population& population, int tick) {
  if (tick != first_tick(scene.world.calendar, period_)) return;
  open_ = true;
  first_month_ = scene.world.calendar.absolute_month(tick);
  for (const Shard& shard : population.shards) {
    for (const Bucket& bucket : shard.buckets()) {
      for (const Person& person : bucket.people) {
        lived_[person.shard][person.number] = static_cast<std::uint16_t>(person.settled);
      }
    }
  }
}

/// Who got a record lived at home at the start; who became a citizen has a record no longer.
void TransitionObserver::note(const World& world, const Population& population,
                              const Moves& moves) {
  for (std::size_t s = 0; s < kShards; ++s) {
    for (const Leave& leave : moves.shards[s].leaves) {
      const PlaceId home = population.cohorts.cohort(leave.cell, 0).place;
      lived_[s].push_back(static_cast<std::uint16_t>(home.bits()));
    }
    for (const Change& change : moves.shards[s].changes) {
      if (open_ && change.fate == Fate::kNaturalise) count(world, change.after, change.before);
    }
  }
}

/// Everyone with a record by where they lived at the start.
void TransitionObserver::close(const World& world, const Population& population) {
  for (const Shard& shard : population.shards) {
    for (const Bucket& bucket : shard.buckets()) {
      for (const Person& person : bucket.people) count(world, person, person.settled_in());
    }
  }
}

void TransitionObserver::count(const World& world, const Person& person, PlaceId now) {
  if (static_cast<int>(person.birth_month) >= first_month_) return;
  const StateId origin = world.state_of(PlaceId(lived_[person.shard][person.number]));
  const StateId destination = world.state_of(now);
  if (origin == destination) return;
  ++people_(origin, destination, move_of(person.citizen_of(), origin, destination));
}

void TransitionObserver::observe(const Scene& scene, Recorder& recorder) {
  if (!closed_) return;
  const Calendar& calendar = scene.world.calendar;
  const int first = first_tick(calendar, period_ - 1);
  recorder.step("period", static_cast<double>(calendar.first_day(first) - calendar.first_day(0)));
  std::vector<std::int64_t> persons(people_.size());
  std::ranges::transform(people_, persons.begin(),
                         [&](std::int64_t agents) { return std::llround(scene.persons(agents)); });
  recorder.append(transitions_, persons);
  recorder.append(length_, years_);
  std::ranges::fill(people_, 0);
}

void TransitionObserver::state(Archive& archive) {
  archive(period_, from_start_, open_, closed_, first_month_, lived_);
  archive.bulk(std::to_address(people_.begin()), people_.size());
}

}  // namespace sojourn::models
