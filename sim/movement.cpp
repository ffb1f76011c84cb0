#include "sim/movement.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "sim/binomial.hpp"
#include "sim/contest.hpp"

namespace sojourn {

namespace {

constexpr StreamId kSkipStream = stream_id("engine: skips");
constexpr StreamId kHazardStream = stream_id("engine: hazards");
constexpr StreamId kLeaverStream = stream_id("engine: leavers");
constexpr StreamId kIntenderStream = stream_id("engine: intenders");

double tick_probability(double rate, double dt) { return -std::expm1(-rate * dt); }

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

std::vector<Viewpoint> resident_viewpoints(const World& world) {
  std::vector<Viewpoint> all;
  for (int p = 0; p < world.n_places(); ++p) {
    for (int s = 0; s < kSkills; ++s) {
      for (const bool student : {false, true}) {
        all.push_back({world.state_of(PlaceId(p)), PlaceId(p), static_cast<Skill>(s), student});
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
    for (int s = 0; s < kSkills; ++s) {
      all.push_back({citizenship, residence, static_cast<Skill>(s), false});
    }
  }
  return all;
}

/// Mean inclusive value over all residents.
double mean_logsum(const Scene& scene, const ChoiceTable& rows,
                   const std::vector<Viewpoint>& residents) {
  double weighted = 0, people = 0;
  for (const Viewpoint& who : residents) {
    const double logsum = rows.row(who).logsum();
    const auto weight = static_cast<double>(scene.ledger.residents[who.residence.index()]);
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
  prospects.n_states = world_.n_states;
  prospects.residents.assign(world_.places.size(), {});
  for (const Viewpoint& who : residents) {
    prospects.residents[who.residence.index()][static_cast<std::size_t>(who.skill)]
                       [who.student_age ? 1 : 0] = relative(who);
  }
  std::array<double, kSkills> nobody{};
  nobody.fill(std::numeric_limits<double>::quiet_NaN());
  const auto states = static_cast<std::size_t>(world_.n_states);
  prospects.insecure.assign(world_.places.size() * states, nobody);
  for (const Viewpoint& who : insecure) {
    prospects.insecure[who.residence.index() * states + who.citizenship.index()]
                      [static_cast<std::size_t>(who.skill)] = relative(who);
  }
}

void Movement::collect_bounds(const Scene& scene, Crew& crew) {
  const BucketKeys& keys = scene.ledger.keys;
  bound_.assign(keys.size(), 0);
  active_.assign(keys.size(), 0);
  const std::size_t per_place = keys.size() / world_.places.size();
  crew.each(world_.places.size(), [&](std::size_t place) {
    for (std::size_t k = place * per_place; k < (place + 1) * per_place; ++k) {
      if (scene.ledger.stocks[k] == 0) continue;
      const auto key = static_cast<std::uint32_t>(k);
      double total = 0;
      for (std::size_t h = 0; h < modules_.hazards.size(); ++h) {
        const double bound = modules_.hazards[h]->bound(scene, keys.residence(key),
                                                        keys.citizenship(key), keys.status(key));
        if (bound > 0) active_[k] |= std::uint64_t{1} << h;
        total += bound;
      }
      bound_[k] = static_cast<float>(
          tick_probability(bound_to_power_of_two(total), scene.dt()) * (1 + 1e-6));
      bound_[k] = std::min(bound_[k], 1.0F);
    }
  });
}

void Movement::hazards_of(const Scene& scene, const Shard& shard, Moves::PerShard& out) const {
  const StreamKey skip_key(world_.seed, kSkipStream), hazard_key(world_.seed, kHazardStream);
  const auto tick = static_cast<std::uint32_t>(scene.tick);
  const double dt = scene.dt();
  std::array<double, 64> rates{};
  for (std::uint32_t slot = 0; slot < shard.buckets().size(); ++slot) {
    const Bucket& bucket = shard.buckets()[slot];
    const double p = bound_[bucket.key];
    if (bucket.people.empty() || p <= 0) continue;
    const auto who = static_cast<std::uint64_t>(bucket.key) << 8 |
                     static_cast<std::uint64_t>(shard.number());
    Skips skips(skip_key, tick, who, p);
    const std::uint64_t n = bucket.people.size();
    for (std::uint64_t i = skips.next(); i < n; i = skips.next()) {
      ++out.n_candidates;
      const Person& person = bucket.people[i];
      double total = 0;
      for (std::uint64_t left = active_[bucket.key]; left != 0; left &= left - 1) {
        const int h = std::countr_zero(left);
        const double rate = modules_.hazards[static_cast<std::size_t>(h)]->rate(scene, person);
        rates[static_cast<std::size_t>(h)] = rate;
        total += rate;
      }
      Draws draws(hazard_key, tick, person.id);
      const double accept = tick_probability(total, dt) / p;
      const double u = draws.uniform();
      if (!(u < accept)) continue;
      // Given that something happens, u / accept is uniform: it names the cause.
      double level = u / accept * total;
      std::uint64_t left = active_[bucket.key];
      int cause = std::countr_zero(left);
      for (; left != 0; left &= left - 1) {
        const int h = std::countr_zero(left);
        const double rate = rates[static_cast<std::size_t>(h)];
        if (rate <= 0) continue;
        cause = h;
        if (level < rate) break;
        level -= rate;
      }
      const Hazard& hazard = *modules_.hazards[static_cast<std::size_t>(cause)];
      Step step(person, out.passages);
      Draws own(world_.seed, hazard.stream(), tick, person.id);
      hazard.happen(scene, person, own, step);
      const Fate fate = step.fate();
      if (fate == Fate::kStay) continue;
      out.changes.push_back({slot, static_cast<std::uint32_t>(i), step.person(), person.place(),
                             fate, step.entrance()});
      if (fate != Fate::kChoose) continue;
      out.claims.push_back({.key = person.id,
                            .who = viewpoint_of(scene, step.person()),
                            .savings = savings_of(scene, modules_, step.person()),
                            .savings_class = static_cast<std::uint8_t>(person.savings),
                            .change = static_cast<std::int64_t>(out.changes.size()) - 1});
    }
  }
}

void Movement::intentions_of(const Scene& scene, const CohortTable& cohorts, int shard,
                             Moves::PerShard& out) const {
  const StreamKey leaver_key(world_.seed, kLeaverStream), own_key(world_.seed, kIntenderStream);
  const auto tick = static_cast<std::uint32_t>(scene.tick);
  const int year = world_.calendar.year(scene.tick);
  std::vector<double> rates(modules_.departures.size());
  for (const std::uint64_t block : cohorts.blocks_of(shard)) {
    for (int group = 0; group < CohortTable::kGroups; ++group) {
      const std::uint64_t cell = block * CohortTable::kGroups + static_cast<std::uint64_t>(group);
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
                    .birth_month = static_cast<std::uint16_t>(
                        std::max(0, (cohort.birth_year - 1850) * 12 + static_cast<int>(birth * 12))),
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
      if (!rows_.has(claim.who)) others.push_back(claim.who);
    }
  }
  ChoiceTable movers;
  movers.compute(scene, modules_, std::move(others), {}, crew);
  const auto row_of = [&](const Viewpoint& who) -> const ChoiceRow& {
    return rows_.has(who) ? rows_.row(who) : movers.row(who);
  };
  Contest contest(scene, modules_);
  contest.first_choices(moves, row_of, flows, crew);
  for (int round = 1; contest.settle(moves, flows) && round <= world_.choice_rounds; ++round) {
    ChoiceTable remaining;
    remaining.compute(scene, modules_, contest.refused_viewpoints(moves), contest.full(), crew);
    contest.choose_again(moves, remaining, round);
  }
}

void Movement::fulfil(const Scene& scene, Moves::PerShard& shard) const {
  for (const Claim& claim : shard.claims) {
    const bool resident = claim.change < 0;
    Change* change =
        resident ? nullptr : &shard.changes[static_cast<std::size_t>(claim.change)];
    if (!claim.granted) {
      if (change != nullptr) change->fate = Fate::kStay;
      continue;
    }
    Person person{};
    if (resident) {
      person.citizenship = static_cast<std::uint64_t>(claim.who.citizenship.value);
      person.sex = static_cast<std::uint64_t>(claim.sex);
      person.skill = static_cast<std::uint64_t>(claim.who.skill);
      person.birth_month = claim.birth_month;
      person.savings = claim.savings_class;
    } else {
      person = change->after;
    }
    const Channel& channel = *modules_.channels[claim.option.channel.index()];
    person.channel = static_cast<std::uint64_t>(claim.option.channel.value);
    person.previous = Person::kNoPlace;
    const bool walks = channel.walks();
    person.set_status(walks ? Status::kInTransit : channel.arrival_status());
    person.set_place(walks ? claim.who.residence : claim.option.destination);
    person.target = walks ? static_cast<std::uint64_t>(claim.option.destination.value)
                          : Person::kNoPlace;
    person.set_changed_at(scene.tick);
    if (resident) {
      shard.leaves.push_back({claim.cell, person, claim.option.destination});
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
  collect_bounds(scene, crew);
  crew.each(kShards, [&](std::size_t s) {
    auto& out = moves.shards[s];
    out = {};
    hazards_of(scene, population.shards[s], out);
    intentions_of(scene, population.cohorts, static_cast<int>(s), out);
  });
  resolve_choices(scene, flows, moves, crew);
  crew.each(kShards, [&](std::size_t s) { fulfil(scene, moves.shards[s]); });
  limit_capacity(scene, moves);
}

}  // namespace sojourn
