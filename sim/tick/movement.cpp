#include "sim/tick/movement.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/binomial.hpp"
#include "sim/base/rates.hpp"
#include "sim/tick/contest.hpp"
#include "sim/tick/recruitment.hpp"

namespace sojourn {

namespace {

constexpr StreamId kSkipStream = stream_id("engine: skips");
constexpr StreamId kOpenStream = stream_id("engine: open slots");
constexpr StreamId kHazardStream = stream_id("engine: hazards");
constexpr StreamId kLeaverStream = stream_id("engine: leavers");
constexpr StreamId kIntenderStream = stream_id("engine: intenders");

// A leaver's key holds the cell in 31 bits: years of birth from 1790 to 2190 are 401.
static_assert(std::uint64_t{401} * kMaxPlaces * CohortTable::kGroups < std::uint64_t{1} << 31);

Viewpoint viewpoint_of(const Scene& scene, const Person& person) {
  const int age =
      (scene.world.calendar.absolute_month(scene.tick) - static_cast<int>(person.birth_month)) / 12;
  return {.citizenship = person.citizen_of(),
          .residence = person.place(),
          .skill = person.schooling(),
          .student_age = is_student_age(age)};
}

/// What a person with a record can pay: the middle of its class of savings.
double savings_of(const Scene& scene, const ModuleSet& modules, const Person& person) {
  if (modules.capability.empty()) return std::numeric_limits<double>::max();
  const double u = (static_cast<double>(person.savings) + 0.5) / 16;
  return modules.capability.front()->savings(scene, person.place(), person.schooling(), u);
}

constexpr std::array kStudentAges{false, true};

std::vector<Viewpoint> resident_viewpoints(const World& world) {
  std::vector<Viewpoint> all;
  for (const PlaceId place : world.place_ids()) {
    for (const Skill skill : kAllSkills) {
      for (const bool student : kStudentAges) {
        all.push_back({world.state_of(place), place, skill, student});
      }
    }
  }
  return all;
}

/// Of the people abroad without a secure place, wherever there are any.
std::vector<Viewpoint> insecure_viewpoints(const Scene& scene) {
  std::vector<Viewpoint> all;
  for (std::uint32_t key = 0; key < scene.ledger.stocks.size(); ++key) {
    if (scene.ledger.stocks[key] == 0 || !is_insecure(scene.ledger.keys.status(key))) continue;
    const StateId citizenship = scene.ledger.keys.citizenship(key);
    const PlaceId residence = scene.ledger.keys.residence(key);
    for (const Skill skill : kAllSkills) all.push_back({citizenship, residence, skill, false});
  }
  return all;
}

/// Mean inclusive value over all residents.
double mean_logsum(const Scene& scene, const ChoiceTable& rows,
                   const std::vector<Viewpoint>& residents) {
  double weighted = 0, people = 0;
  for (const Viewpoint& who : residents) {
    const double logsum = rows.row(who).logsum();
    const auto weight = static_cast<double>(scene.ledger.residents[who.residence]);
    if (!std::isfinite(logsum) || who.student_age) continue;
    weighted += weight * logsum;
    people += weight;
  }
  return people > 0 ? weighted / people : 0;
}

}  // namespace

void Movement::payoffs(const Scene& scene, Prospects& prospects, Crew& crew) {
  const std::vector<Viewpoint> residents = resident_viewpoints(world_);
  std::vector<Viewpoint> all = insecure_viewpoints(scene);
  const std::vector<Viewpoint> insecure = all;
  all.insert(all.end(), residents.begin(), residents.end());
  rows_.compute(scene, modules_, std::move(all), {}, crew);

  if (!logsum_reference_) logsum_reference_ = mean_logsum(scene, rows_, residents);
  const auto relative = [&](const Viewpoint& who) {
    return rows_.row(who).logsum() - *logsum_reference_;
  };
  prospects.residents =
      Grid<double, PlaceId, Skill, bool>(world_.place_ids(), kAllSkills, kStudentAges);
  for (const Viewpoint& who : residents) {
    prospects.residents(who.residence, who.skill, who.student_age) = relative(who);
  }
  if (scene.rules.recruitment.channel.valid()) {
    add_invitations(scene, residents, rows_, prospects, crew);
  }
  prospects.insecure =
      Grid<double, PlaceId, StateId, Skill>(world_.place_ids(), world_.states(), kAllSkills);
  std::ranges::fill(prospects.insecure, std::numeric_limits<double>::quiet_NaN());
  for (const Viewpoint& who : insecure) {
    prospects.insecure(who.residence, who.citizenship, who.skill) = relative(who);
  }
}

void Movement::hits_of(const Scene& scene, const Shard& shard, Moves::PerShard& out) const {
  const StreamKey skip_key(world_.seed, kSkipStream), open_key(world_.seed, kOpenStream);
  const auto tick = static_cast<std::uint32_t>(scene.tick);
  for (std::uint32_t slot = 0; slot < shard.buckets().size(); ++slot) {
    const Bucket& bucket = shard.buckets()[slot];
    const Exposure& exposure = exposures_.of(bucket);
    if (bucket.people.empty() || exposure.open == 0) continue;
    const std::uint64_t who =
        std::uint64_t{bucket.apart} << 40 | std::uint64_t{bucket.key} << 8 | shard.number();
    Skips skips(skip_key, tick, who, exposure.slots);
    const std::uint64_t lots = Draws(open_key, tick, who).bits();
    for (auto i = skips.next(); i < bucket.people.size(); i = skips.next()) {
      ++out.n_candidates;
      if (mix_bits(lots ^ i) % Exposure::kParts >= exposure.open) continue;
      out.hits.push_back({slot, static_cast<std::uint32_t>(i)});
    }
  }
}

void Movement::hazards_of(const Scene& scene, const Shard& shard, Moves::PerShard& out) const {
  const StreamKey key(world_.seed, kHazardStream);
  const auto tick = static_cast<std::uint32_t>(scene.tick);
  hits_of(scene, shard, out);
  const std::vector<Hit>& hits = out.hits;
  const auto person_at = [&](const Hit& hit) -> const Person& {
    return shard.buckets()[hit.slot].people[hit.index];
  };
  for (std::size_t i = 0; i < hits.size(); ++i) {
    prefetch(&person_at(hits[std::min(i + kAhead, hits.size() - 1)]));
    const Person& person = person_at(hits[i]);
    const Exposure& exposure = exposures_.of(shard.buckets()[hits[i].slot]);
    const double u = Draws(key, tick, person.id()).uniform();
    const Hazard* cause = exposures_.cause(scene, exposure, person, u);
    if (cause != nullptr) strike(scene, *cause, hits[i], person, out);
  }
}

void Movement::strike(const Scene& scene, const Hazard& cause, const Hit& hit, const Person& person,
                      Moves::PerShard& out) const {
  Step step(person, out.passages);
  Draws draws(world_.seed, cause.stream(), static_cast<std::uint32_t>(scene.tick), person.id());
  cause.happen(scene, person, draws, step);
  const Fate fate = step.fate();
  if (fate == Fate::kStay) return;
  out.changes.push_back({hit.slot, hit.index, step.person(), person.place(), fate, step.entrance(),
                         step.detected(), step.entry()});
  if (fate != Fate::kChoose) return;
  out.claims.push_back({.key = person.id(),
                        .who = viewpoint_of(scene, step.person()),
                        .savings = savings_of(scene, modules_, step.person()),
                        .savings_class = static_cast<std::uint8_t>(person.savings),
                        .change = static_cast<std::int64_t>(out.changes.size()) - 1});
}

void Movement::intentions_of(const Scene& scene, const CohortTable& cohorts, std::size_t shard,
                             Moves::PerShard& out) const {
  const StreamKey leaver_key(world_.seed, kLeaverStream), own_key(world_.seed, kIntenderStream);
  const auto tick = static_cast<std::uint32_t>(scene.tick);
  const int year = world_.calendar.year(scene.tick);
  std::vector<double> rates(modules_.departures.size());
  for (const std::uint64_t block : cohorts.blocks_of(shard)) {
    const std::uint64_t first = block * CohortTable::kGroups;
    for (std::uint64_t cell = first; cell < first + CohortTable::kGroups; ++cell) {
      const std::int64_t count = cohorts.count(cell);
      if (count == 0) continue;
      const Cohort cohort = cohorts.cohort(cell, year);
      double total = 0;
      for (std::size_t d = 0; d < rates.size(); ++d) {
        rates[d] = modules_.departures[d]->rate(scene, cohort);
        total += rates[d];
      }
      if (!(total > 0)) continue;
      Draws of_cell(leaver_key, tick, cell);
      const std::int64_t n =
          binomial(count, tick_probability(total, scene.dt()), of_cell.uniform());
      for (std::int64_t ordinal = 0; ordinal < n; ++ordinal) {
        const std::uint64_t key =
            std::uint64_t{1} << 63 | cell << 32 | static_cast<std::uint64_t>(ordinal);
        Draws draws(own_key, tick, key);
        ++out.n_intenders;
        const double birth = draws.uniform();
        const double saved = draws.uniform();
        double level = draws.uniform() * total;
        const double called = draws.uniform();
        std::size_t reason = 0;
        while (reason + 1 < rates.size() && level >= rates[reason]) level -= rates[reason++];
        Claim claim{.key = key,
                    .who = {world_.state_of(cohort.place), cohort.place, cohort.skill,
                            is_student_age(cohort.age)},
                    .savings = modules_.capability.empty()
                                   ? std::numeric_limits<double>::max()
                                   : modules_.capability.front()->savings(scene, cohort.place,
                                                                          cohort.skill, saved),
                    .savings_class = static_cast<std::uint8_t>(saved * 16),
                    .cell = cell,
                    .birth_month = static_cast<std::uint16_t>(std::max(
                        0, (cohort.birth_year - 1850) * 12 + static_cast<int>(birth * 12))),
                    .sex = cohort.sex};
        if (const auto call = modules_.departures[reason]->call(scene, cohort.place, called)) {
          claim.called = true;
          claim.option = {call->channel, call->destination};
        }
        out.claims.push_back(claim);
      }
    }
  }
}

void Movement::resolve_choices(const Scene& scene, Flows& flows, Moves& moves, Crew& crew) {
  std::vector<Viewpoint> others;
  for (const auto& shard : moves.shards) {
    for (const Claim& claim : shard.claims) {
      if (rows_.find(claim.who) == nullptr) others.push_back(claim.who);
    }
  }
  ChoiceTable movers;
  movers.compute(scene, modules_, std::move(others), {}, crew);
  const auto row_of = [&](const Viewpoint& who) -> const ChoiceRow& {
    const ChoiceRow* row = rows_.find(who);
    return row != nullptr ? *row : movers.row(who);
  };
  Contest contest(scene, modules_);
  contest.first_choices(moves, row_of, crew);
  count_plans(moves, flows);
  if (scene.rules.recruitment.channel.valid()) recruit(scene, row_of, moves, flows, crew);
  contest.open(moves, flows);
  for (int round = 1; contest.settle(moves, flows) && round <= world_.choice_rounds; ++round) {
    ChoiceTable remaining;
    remaining.compute(scene, modules_, contest.refused_viewpoints(moves), contest.full(), crew);
    contest.choose_again(moves, remaining, round, flows);
  }
}

namespace {

/// Whether someone on the way has entered the union of a new target already.
bool is_inside(const World& world, const Person& person, PlaceId target) {
  if (is_settled(person.condition())) return false;
  if (world.same_bloc(person.place(), target)) return true;
  return person.entered && person.target != Person::kNoPlace &&
         world.same_bloc(PlaceId(person.target), target);
}

}  // namespace

void Movement::fulfil(const Scene& scene, Moves::PerShard& shard) const {
  for (const Claim& claim : shard.claims) {
    const bool resident = claim.change < 0;
    Change* change = resident ? nullptr : &shard.changes[static_cast<std::size_t>(claim.change)];
    if (!claim.granted) {
      if (change != nullptr) change->fate = Fate::kStay;
      continue;
    }
    Person person{};
    if (resident) {
      person.citizenship = claim.who.citizenship.bits();
      person.sex = static_cast<std::uint64_t>(claim.sex);
      person.skill = static_cast<std::uint64_t>(claim.who.skill);
      person.birth_month = claim.birth_month;
      person.savings = claim.savings_class;
    } else {
      person = change->after;
    }
    if (claim.recruited) teach(scene, claim, person);
    const Channel& channel = *modules_.channels[claim.option.channel.index()];
    person.channel = claim.option.channel.bits();
    person.previous = Person::kNoPlace;
    const bool walks = channel.walks();
    person.entered = walks && !resident && is_inside(world_, person, claim.option.destination);
    person.set_status(walks ? Status::kInTransit : channel.arrival_status());
    person.set_place(walks ? claim.who.residence : claim.option.destination);
    person.target = walks ? claim.option.destination.bits() : Person::kNoPlace;
    person.set_changed_at(scene.tick);
    if (resident) {
      shard.leaves.push_back({claim.cell, person, claim.option.destination, claim.key});
    } else {
      change->after = person;
      change->fate = Fate::kMove;
    }
  }
  std::erase_if(shard.changes, [](const Change& change) { return change.fate == Fate::kStay; });
}

void Movement::limit_capacity(const Scene& scene, Moves& moves) const {
  if (std::ranges::none_of(world_.places, [](const Place& p) { return p.max_persons >= 0; })) {
    return;
  }
  admit_within_capacity(scene, moves);
}

void Movement::move(const Scene& scene, const Population& population, Flows& flows, Moves& moves,
                    Crew& crew) {
  exposures_.collect(scene, crew);
  for (const auto& departure : modules_.departures) departure->prepare(scene);
  crew.each(kShards, [&](std::size_t s) {
    auto& out = moves.shards[s];
    out.clear();
    hazards_of(scene, population.shards[s], out);
    intentions_of(scene, population.cohorts, s, out);
  });
  resolve_choices(scene, flows, moves, crew);
  crew.each(kShards, [&](std::size_t s) { fulfil(scene, moves.shards[s]); });
  limit_capacity(scene, moves);
}

}  // namespace sojourn
