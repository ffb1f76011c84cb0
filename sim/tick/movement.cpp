#include "sim/tick/movement.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/arithmetic/elementary.hpp"
#include "sim/stages/tick_stream.hpp"
#include "sim/tick/contest.hpp"
#include "sim/tick/contest/bidder.hpp"
#include "sim/tick/intentions.hpp"
#include "sim/tick/recruitment.hpp"
#include "sim/tick/room_lottery.hpp"

namespace sojourn {

namespace {

constexpr StreamId kSkipStream = stream_id("engine: skips");
constexpr StreamId kOpenStream = stream_id("engine: open slots");
constexpr StreamId kHazardStream = stream_id("engine: hazards");

Viewpoint viewpoint_of(const Scene& scene, const Person& person) {
  const int age = (scene.world.calendar.absolute_month(scene.tick) - person.born_in()) / 12;
  return {.citizenship = person.citizen_of(),
          .residence = person.place(),
          .skill = person.schooling(),
          .student_age = is_student_age(age)};
}

/// What a person with a record can pay: the middle of its class of savings.
double savings_of(const Scene& scene, const Person& person) {
  const double u = (person.savings + 0.5) / 16;
  return savings_at(scene, person.place(), person.schooling(), u);
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
    if (scene.ledger.stocks[key] == 0 || !kInsecure.contains(scene.ledger.keys.status(key)))
      continue;
    const StateId citizenship = scene.ledger.keys.citizenship(key);
    const PlaceId residence = scene.ledger.keys.residence(key);
    for (const Skill skill : kAllSkills) all.push_back({citizenship, residence, skill, false});
  }
  return all;
}

bool lets_in(const Scene& scene, const Opening& way, const Bid& bid) {
  return way.channels.contains(bid.option.channel) && way.to.contains(bid.option.destination) &&
         way.who.means(traits_of(scene, bid)) && acts_in(scene, bid, way.when);
}

/// Whom a way that a policy has opened let in, by policy.
void count_admitted(const Scene& scene, const Moves& moves, Flows& flows, Crew& crew) {
  const auto& ways = scene.rules.openings;
  if (ways.empty()) return;
  crew.each(kShards, [&](std::size_t s) {
    for (const Bid& bid : moves.shards[s].bids) {
      if (!bid.granted) continue;
      const auto way = std::find_if(ways.rbegin(), ways.rend(),
                                    [&](const Opening& one) { return lets_in(scene, one, bid); });
      if (way != ways.rend()) tally(flows.admitted_under(way->by, bid.option.destination));
    }
  });
}

/// From where those look whose bids `wanted` names, each as often as it bids.
template <class Wanted>
std::vector<Viewpoint> viewpoints_where(const Moves& moves, const Wanted& wanted, Crew& crew) {
  std::array<std::vector<Viewpoint>, kShards> found;
  crew.each(kShards, [&](std::size_t s) {
    for (const Bid& bid : moves.shards[s].bids) {
      if (wanted(bid)) found[s].push_back(bid.who);
    }
  });
  std::vector<Viewpoint> all;
  for (const auto& part : found) all.insert(all.end(), part.begin(), part.end());
  return all;
}

/// Mean inclusive value over all residents.
double mean_logsum(const Scene& scene, const ChoiceTable& rows,
                   const std::vector<Viewpoint>& residents) {
  double weighted = 0, people = 0;
  for (const Viewpoint& who : residents) {
    const double logsum = rows.row(who).logsum();
    const double weight = scene.ledger.residents[who.residence];
    if (!std::isfinite(logsum) || who.student_age) continue;
    weighted += weight * logsum;
    people += weight;
  }
  return people > 0 ? weighted / people : 0;
}

/// Mean inclusive value of the residents of each place; NaN where they have none.
PlaceArray mean_logsums(const World& world, const ChoiceTable& rows,
                        const std::vector<Viewpoint>& residents) {
  PlaceArray sum = PlaceArray::Zero(world.n_places()), n = sum;
  for (const Viewpoint& who : residents) {
    const double logsum = rows.row(who).logsum();
    if (!std::isfinite(logsum) || who.student_age) continue;
    sum[who.residence] += logsum;
    ++n[who.residence];
  }
  return sum / n;
}

}  // namespace

void Movement::get_used(const Scene& scene, const std::vector<Viewpoint>& residents) {
  if (habit_.size() == 0) habit_ = PlaceArray::Zero(world_.n_places());
  if (world_.prospects_memory <= 0) return;
  const Calendar& calendar = world_.calendar;
  const bool first = usual_.size() == 0;
  if (!first && calendar.year(scene.tick) == calendar.year(scene.tick - 1)) return;
  const PlaceArray now = mean_logsums(world_, rows_, residents);
  if (first) usual_ = now;
  const double share = -fixed::expm1(-1 / world_.prospects_memory);
  for (const PlaceId place : world_.place_ids()) {
    const double change = now[place] - usual_[place];
    if (std::isfinite(change)) habit_[place] += share * (change - habit_[place]);
  }
}

void Movement::payoffs(const Scene& scene, Prospects& prospects, Crew& crew) {
  const std::vector<Viewpoint> residents = resident_viewpoints(world_);
  std::vector<Viewpoint> all = insecure_viewpoints(scene);
  const std::vector<Viewpoint> insecure = all;
  all.insert(all.end(), residents.begin(), residents.end());
  rows_.compute(scene, modules_, std::move(all), {}, crew);

  if (!logsum_reference_) {
    logsum_reference_ = world_.prospects_reference ? *world_.prospects_reference
                                                   : mean_logsum(scene, rows_, residents);
  }
  get_used(scene, residents);
  prospects.reference = *logsum_reference_;
  const auto relative = [&](const Viewpoint& who) {
    return rows_.row(who).logsum() - (*logsum_reference_ + habit_[who.residence]);
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

void Movement::candidates_of(const Scene& scene, const Shard& shard, Moves::PerShard& out) const {
  const TickStream looks(scene, kSkipStream), openings(scene, kOpenStream);
  const auto& buckets = shard.buckets();
  for (std::uint32_t slot = 0; slot < buckets.size(); ++slot) {
    exposures_.prefetch_of(buckets[std::min(slot + kAhead, buckets.size() - 1)]);
    const Bucket& bucket = buckets[slot];
    const Exposure& exposure = exposures_.of(bucket);
    if (bucket.people.empty() || exposure.open == 0) continue;
    const std::uint64_t who =
        std::uint64_t{bucket.hot} << 40 | std::uint64_t{bucket.key} << 8 | shard.number();
    Skips skips = looks.skips(who, exposure.slots);
    const std::uint64_t lots = openings.of(who).bits();
    for (auto i = skips.next(); i < bucket.people.size(); i = skips.next()) {
      ++out.n_slots;
      if (mix_bits(lots ^ i) % Exposure::kParts >= exposure.open) continue;
      out.candidates.push_back({slot, static_cast<std::uint32_t>(i)});
    }
  }
}

void Movement::hazards_of(const Scene& scene, const Shard& shard, Moves::PerShard& out) const {
  const TickStream stream(scene, kHazardStream);
  candidates_of(scene, shard, out);
  const std::vector<Candidate>& all = out.candidates;
  const auto person_at = [&](const Candidate& candidate) -> const Person& {
    return shard.buckets()[candidate.slot].people[candidate.index];
  };
  // A person's bucket is asked for first, then person and exposure, then the risks.
  const auto ahead = [&](std::size_t i, std::size_t by) -> const Candidate& {
    return all[std::min(i + by, all.size() - 1)];
  };
  const auto bucket_at = [&](const Candidate& candidate) -> const Bucket& {
    return shard.buckets()[candidate.slot];
  };
  for (std::size_t i = 0; i < all.size(); ++i) {
    __builtin_prefetch(&bucket_at(ahead(i, 2 * kAhead)));
    prefetch(&person_at(ahead(i, kAhead)));
    exposures_.prefetch_of(bucket_at(ahead(i, kAhead)));
    exposures_.of(bucket_at(ahead(i, kAhead / 2))).prefetch_risks();
    const Person& person = person_at(all[i]);
    const Exposure& exposure = exposures_.of(shard.buckets()[all[i].slot]);
    const double u = stream.of(person.id()).uniform();
    const Hazard* cause = exposures_.cause(scene, exposure, person, u);
    if (cause != nullptr) strike(scene, *cause, all[i], person, out);
  }
}

void Movement::strike(const Scene& scene, const Hazard& cause, const Candidate& candidate,
                      const Person& person, Moves::PerShard& out) const {
  Step step(person, out.passages);
  Draws draws = TickStream(scene, cause.stream()).of(person.id());
  cause.happen(scene, person, draws, step);
  const Fate fate = step.fate();
  if (fate == Fate::kStay) return;
  out.changes.push_back({candidate.slot, candidate.index, step.person(), person.place(), fate,
                         step.gate(), step.detected(), step.first_entry(), step.by()});
  if (fate != Fate::kChoose) return;
  out.bids.push_back(
      {.key = person.id(),
       .who = viewpoint_of(scene, step.person()),
       .savings = savings_of(scene, step.person()),
       .savings_class = static_cast<std::uint8_t>(person.savings),
       .change = std::ssize(out.changes) - 1,
       .birth_month = static_cast<std::uint16_t>(person.birth_month),
       .sex = person.born_as(),
       .abroad = static_cast<float>((scene.tick - person.changed_at()) * scene.dt())});
}

void Movement::resolve_choices(const Scene& scene, Flows& flows, Moves& moves, Crew& crew) {
  movers_.compute(scene, modules_,
                  viewpoints_where(
                      moves, [&](const Bid& bid) { return rows_.find(bid.who) == nullptr; }, crew),
                  {}, crew);
  const auto row_of = [&](const Viewpoint& who) -> const ChoiceRow& {
    const ChoiceRow* row = rows_.find(who);
    return row != nullptr ? *row : movers_.row(who);
  };
  Contest contest(scene);
  first_choices(scene, contest, row_of, moves, crew);
  contest.gate().turn_back(moves, row_of, flows, crew);
  count_plans(moves, flows, crew);
  if (scene.rules.recruitment.channel.valid()) {
    recruit(scene, contest.gate(), row_of, moves, flows, crew);
  }
  contest.open(moves, flows, crew);
  for (int round = 1; contest.settle(moves, flows, crew) && round <= world_.choice_rounds;
       ++round) {
    remaining_.compute(scene, modules_, contest.refused_viewpoints(moves), contest.full(), crew);
    contest.choose_again(moves, remaining_, round, flows, crew);
  }
  count_admitted(scene, moves, flows, crew);
}

/// What people would want if policies closed nothing to their kind.
void Movement::first_choices(const Scene& scene, const Contest& contest, const RowOf& row_of,
                             Moves& moves, Crew& crew) const {
  const Gate& gate = contest.gate();
  if (!gate.guarded()) return contest.first_choices(moves, row_of, crew);
  const auto is_limited = [&](const Bid& bid) { return gate.closes_options_of(bid.who); };
  std::vector<Viewpoint> limited = viewpoints_where(moves, is_limited, crew);
  const Rules rules = gate.rules_of_wishes();
  ChoiceTable wishes;
  wishes.compute(scene.with(rules), modules_, std::move(limited), {}, crew);
  const auto wish_of = [&](const Viewpoint& who) -> const ChoiceRow& {
    const ChoiceRow* row = wishes.find(who);
    return row != nullptr ? *row : row_of(who);
  };
  contest.first_choices(moves, wish_of, crew);
}

namespace {

/// Whether someone on the way has entered the union of a new target already.
bool is_inside(const World& world, const Person& person, PlaceId target) {
  if (kSettled.contains(person.condition())) return false;
  if (world.same_bloc(person.place(), target)) return true;
  return person.reached_union && person.target != Person::kNoPlace &&
         world.same_bloc(PlaceId(person.target), target);
}

/// The first record of a resident.
Person record_of(const Bid& bid) {
  Person person{};
  person.citizenship = bid.who.citizenship.bits();
  person.sex = position(bid.sex);
  person.skill = position(bid.who.skill);
  person.birth_month = bid.birth_month;
  person.savings = bid.savings_class;
  return person;
}

/// Where and what someone is who goes as the bid says: on the way, or there.
void set_out(const Scene& scene, const Bid& bid, Person& person) {
  const Channel& channel = *scene.modules.of<Channel>()[bid.option.channel.index()];
  const PlaceId to = bid.option.destination;
  const bool walks = channel.walks();
  person.channel = bid.option.channel.bits();
  person.previous = Person::kNoPlace;
  person.reached_union = walks && is_inside(scene.world, person, to);
  person.set_status(walks ? Status::kInTransit : channel.arrival_status());
  person.set_place(walks ? bid.who.residence : to);
  person.target = walks ? to.bits() : Person::kNoPlace;
  person.set_changed_at(scene.tick);
}

}  // namespace

void Movement::fulfil(const Scene& scene, Moves::PerShard& shard) const {
  for (const Bid& bid : shard.bids) {
    Change* change = bid.change < 0 ? nullptr : &shard.changes[position(bid.change)];
    if (!bid.granted) {
      if (change != nullptr) change->fate = Fate::kStay;
      continue;
    }
    Person person = change == nullptr ? record_of(bid) : change->after;
    if (bid.recruited) teach(scene, bid, person);
    set_out(scene, bid, person);
    if (change == nullptr) {
      shard.leaves.push_back({bid.cell, person, bid.option.destination, bid.key});
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
  RoomLottery(scene, moves).draw();
}

void Movement::move(const Scene& scene, const Population& population, Flows& flows, Moves& moves,
                    Crew& crew) {
  for (const auto& hazard : modules_.of<Hazard>()) hazard->prepare(scene);
  exposures_.collect(scene, crew);
  for (const auto& departure : modules_.of<Departure>()) departure->prepare(scene);
  crew.each(kShards, [&](std::size_t s) {
    auto& out = moves.shards[s];
    out.clear();
    hazards_of(scene, population.shards[s], out);
    Intentions(scene).collect(population.cohorts, s, out);
  });
  resolve_choices(scene, flows, moves, crew);
  crew.each(kShards, [&](std::size_t s) { fulfil(scene, moves.shards[s]); });
  limit_capacity(scene, moves);
}

}  // namespace sojourn
