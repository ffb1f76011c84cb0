#include "sim/tick/commit.hpp"

#include <algorithm>
#include <cmath>

#include "sim/stages/tick_stream.hpp"
#include "sim/tick/vitals.hpp"

namespace sojourn {

namespace {

constexpr StreamId kBirthAbroadStream = stream_id("engine: births abroad");

/// Where a newborn or naturalised person is counted.
std::uint64_t resident_cell(const CohortTable& cohorts, const Person& person, PlaceId place) {
  return cohorts.cell(place, kFirstBirthYear + person.born_in() / 12, person.born_as(),
                      person.schooling());
}

/// One shard's part of the commit.
class ShardCommit {
 public:
  ShardCommit(const Scene& scene, const Demography& demography, Moves::PerShard& moves,
              Population& population, Shard& shard, Ledger& ledger, const LifeSample& lives,
              std::vector<LifeEvent>& events)
      : scene_(scene),
        demography_(demography),
        moves_(moves),
        population_(population),
        shard_(shard),
        ledger_(ledger),
        lives_(lives),
        events_(events) {}

  void run() {
    passages();
    changes();
    remove();
    append();
    leaves();
  }

 private:
  void passages() {
    Flows& flows = ledger_.tick;
    for (const CorridorEvent& event : moves_.passages) {
      const CorridorId c = event.corridor;
      switch (event.passage) {
        case Passage::kCrossed:
          tally(flows.crossings[c]);
          break;
        case Passage::kIntercepted:
          tally(flows.interceptions[c]);
          break;
        case Passage::kDied:
          tally(flows.crossing_deaths[c]);
          break;
        case Passage::kTurnedAway:
          tally(flows.turned_away[c]);
          break;
        case Passage::kReadmitted:
          tally(flows.readmissions[c]);
          break;
      }
      if (event.detected) tally(flows.detections(c, event.citizenship));
      if (event.first_entry) tally(flows.first_entries(c, event.citizenship));
    }
  }

  void changes() {
    const auto& all = moves_.changes;
    removed_.reserve(all.size());
    appended_.reserve(all.size());
    const auto ahead_of = [&](std::size_t i, std::size_t by) -> const Change& {
      return all[std::min(i + by, all.size() - 1)];
    };
    for (std::size_t i = 0; i < all.size(); ++i) {
      __builtin_prefetch(&shard_.buckets()[ahead_of(i, 2 * kAhead).slot]);
      const Change& ahead = ahead_of(i, kAhead);
      prefetch(&shard_.buckets()[ahead.slot].people[ahead.index]);
      apply(all[i]);
    }
  }

  void append() {
    for (std::size_t i = 0; i < appended_.size(); ++i) {
      shard_.prefetch_slot(appended_[std::min(i + 2 * kAhead, appended_.size() - 1)].first);
      const auto& ahead = appended_[std::min(i + kAhead, appended_.size() - 1)];
      shard_.prefetch_append(ahead.first, ahead.second);
      shard_.append(appended_[i].first, appended_[i].second);
    }
  }

  void leaves() {
    const auto& all = moves_.leaves;
    for (std::size_t i = 0; i < all.size(); ++i) {
      shard_.prefetch_slot(key_of(all[std::min(i + 2 * kAhead, all.size() - 1)].person));
      const Person& ahead = all[std::min(i + kAhead, all.size() - 1)].person;
      shard_.prefetch_append(key_of(ahead), ahead);
      depart(all[i]);
    }
  }

  std::uint32_t key_of(const Person& person) const {
    return ledger_.keys.key(person.place(), person.citizen_of(), person.condition());
  }

  void apply(const Change& change) {
    const Bucket& bucket = shard_.buckets()[change.slot];
    const Person& before = bucket.people[change.index];
    switch (change.fate) {
      case Fate::kMove:
        return relocate(change, before);
      case Fate::kDie:
        return leave_records(change, before, ledger_.tick.deaths);
      case Fate::kNaturalise: {
        const auto cell = resident_cell(population_.cohorts, before, before.place());
        tally(population_.cohorts.count(cell));
        tally(ledger_.residents[before.place()]);
        return leave_records(change, before, ledger_.tick.naturalised);
      }
      case Fate::kBear:
        return bear(before);
      case Fate::kStay:
      case Fate::kChoose:
        return;
    }
  }

  void relocate(const Change& change, const Person& before) {
    Person after = change.after;
    const bool moved = before.residence != after.residence;
    if (moved) {
      tally(ledger_.tick.left[before.place()]);
      tally(ledger_.tick.entered[after.place()]);
    }
    if (change.by.valid()) tally(ledger_.tick.acted(change.by, before.place()));
    note_papers(before.condition(), after);
    const bool was = kSettled.contains(before.condition());
    const bool is = kSettled.contains(after.condition());
    if (is && after.residence != before.settled) arrive(after, before.settled_in());
    if (is) {
      after.settled = after.residence;
      after.reached_union = 0;
    }
    if (was && (moved || !is)) {
      const std::uint64_t to = is ? after.residence : after.target;
      if (to != Person::kNoPlace) {
        tally(ledger_.tick.departures(before.place(), PlaceId(to), after.way()));
      }
    }
    const std::uint32_t key = key_of(after);
    Bucket& bucket = shard_.buckets()[change.slot];
    if (key == bucket.key && shard_.is_hot(after) == bucket.hot) {
      bucket.people[change.index] = after;
      return;
    }
    if (key != bucket.key) {
      after.set_changed_at(scene_.tick);
      note(after, before.place());
      tally(ledger_.stocks[bucket.key], -1);
      tally(ledger_.stocks[key]);
    }
    removed_.push_back({change.slot, change.index});
    appended_.emplace_back(key, after);
  }

  /// Who lives without papers from now on, and did not before.
  void note_papers(Status before, const Person& after) {
    if (before == Status::kIrregular || after.condition() != Status::kIrregular) return;
    tally(ledger_.tick.made_irregular(after.place(), before));
  }

  void arrive(const Person& person, PlaceId last_settled) {
    Flows& flows = ledger_.tick;
    tally(flows.arrivals(person.citizen_of(), person.place(), person.way()));
    if (!scene_.world.same_bloc(last_settled, person.place())) return;
    tally(flows.moved_within(person.citizen_of(), person.place()));
  }

  void leave_records(const Change& change, const Person& before, Counts<PlaceId>& counter) {
    tally(counter[before.place()]);
    tally(ledger_.stocks[shard_.buckets()[change.slot].key], -1);
    removed_.push_back({change.slot, change.index});
    if (!lives_.follows(before.id())) return;
    const bool died = change.fate == Fate::kDie;
    events_.push_back({before.id(), scene_.tick, before.place(), died ? PlaceId{} : before.place(),
                       died ? before.condition() : Status::kResident, before.citizen_of()});
  }

  void bear(const Person& mother) {
    Draws draws = TickStream(scene_, kBirthAbroadStream).of(mother.id());
    const auto schooling = demography_.schooling(scene_.world, mother.place());
    const Sex sex = draws.uniform() < kMaleBirths ? Sex::kMale : Sex::kFemale;
    const auto skill = static_cast<Skill>(draws.pick(schooling));
    const int year = scene_.world.calendar.year(scene_.tick);
    tally(population_.cohorts.count(population_.cohorts.cell(mother.place(), year, sex, skill)));
    tally(ledger_.residents[mother.place()]);
    tally(ledger_.tick.births[mother.place()]);
  }

  void remove() {
    for (std::size_t i = removed_.size(); i-- > 0;) {
      __builtin_prefetch(&shard_.buckets()[removed_[i - std::min(i, 2 * kAhead)].first]);
      const auto& ahead = shard_.buckets()[removed_[i - std::min(i, kAhead)].first].people;
      if (!ahead.empty()) prefetch(&ahead.back());
      auto& people = shard_.buckets()[removed_[i].first].people;
      people[removed_[i].second] = people.back();
      people.pop_back();
    }
  }

  void depart(const Leave& leave) {
    Person person = leave.person;
    const PlaceId home = population_.cohorts.cohort(leave.cell, 0).place;
    shard_.assign_id(person);
    tally(population_.cohorts.count(leave.cell), -1);
    tally(ledger_.residents[home], -1);
    tally(ledger_.tick.departures(home, leave.destination, person.way()));
    person.settled = home.bits();
    note_papers(Status::kResident, person);
    if (person.place() != home) {
      tally(ledger_.tick.left[home]);
      tally(ledger_.tick.entered[person.place()]);
      arrive(person, home);
      person.settled = person.residence;
    }
    const std::uint32_t key = key_of(person);
    tally(ledger_.stocks[key]);
    note(person, home);
    shard_.append(key, person);
  }

  void note(const Person& person, PlaceId from) {
    if (!lives_.follows(person.id())) return;
    events_.push_back(
        {person.id(), scene_.tick, from, person.place(), person.condition(), person.citizen_of()});
  }

  const Scene& scene_;
  const Demography& demography_;
  Moves::PerShard& moves_;
  Population& population_;
  Shard& shard_;
  Ledger& ledger_;
  const LifeSample& lives_;
  std::vector<LifeEvent>& events_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> removed_;
  std::vector<std::pair<std::uint32_t, Person>> appended_;
};

}  // namespace

void commit(const Scene& scene, const Demography& demography, Moves& moves, Population& population,
            Ledger& ledger, LifeSample& lives, Crew& crew) {
  std::array<std::vector<LifeEvent>, kShards> events;
  crew.each(kShards, [&](std::size_t s) {
    ShardCommit(scene, demography, moves.shards[s], population, population.shards[s], ledger, lives,
                events[s])
        .run();
  });
  const bool any = std::ranges::any_of(events, [](const auto& part) { return !part.empty(); });
  if (any) lives.take(events);
}

void fold_returned(const Scene& scene, Population& population, Ledger& ledger,
                   const LifeSample& lives, Crew& crew) {
  const int before =
      scene.tick - static_cast<int>(std::lround(scene.world.fold_after / scene.dt()));
  crew.each(kShards, [&](std::size_t s) {
    for (Bucket& bucket : population.shards[s].buckets()) {
      if (ledger.keys.status(bucket.key) != Status::kReturned) continue;
      const PlaceId place = ledger.keys.residence(bucket.key);
      std::erase_if(bucket.people, [&](const Person& person) {
        if (person.changed_at() > before || lives.follows(person.id())) return false;
        tally(population.cohorts.count(resident_cell(population.cohorts, person, place)));
        tally(ledger.residents[place]);
        tally(ledger.stocks[bucket.key], -1);
        tally(ledger.tick.folded[place]);
        return true;
      });
    }
  });
}

}  // namespace sojourn
