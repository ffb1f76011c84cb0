#include "sim/tick/contest/allotted.hpp"

#include <algorithm>
#include <limits>

#include "sim/base/lookup.hpp"
#include "sim/base/rng.hpp"
#include "sim/tick/contest/bidder.hpp"

namespace sojourn {

namespace {

/// The number of an allotment's account; that of a new one if it has none.
std::size_t account_of(const Ledger& ledger, const Allotment& one) {
  const auto found = std::ranges::find_if(ledger.allotments, [&](const AllotmentAccount& account) {
    return account.policy == one.by && account.number == one.number;
  });
  return index_of(ledger.allotments, found);
}

AllotmentAccount new_account(const World& world, const Allotment& one) {
  constexpr auto kBeforeTheRun = std::numeric_limits<std::uint32_t>::max();
  Draws draws(world.seed, stream_id(world.policies[one.by.index()]), kBeforeTheRun,
              static_cast<std::uint64_t>(one.number));
  return {
      .policy = one.by, .number = one.number, .opened = world.persons_per_agent * draws.uniform()};
}

/// Pieces of the tick in which the same allotments are in force.
std::vector<PartOfTick> pieces_of(const std::vector<Allotment>& allotments) {
  std::vector<PartOfTick> parts;
  for (const Allotment& one : allotments) parts.push_back(one.when);
  return pieces_of_tick(parts);
}

}  // namespace

Allotted::Allotted(const Scene& scene)
    : scene_(scene),
      given_(scene.rules.allotments.size(), 0),
      full_(scene.rules.allotments.size(), 0),
      pieces_(pieces_of(scene.rules.allotments)) {
  for (const Allotment& one : scene.rules.allotments) {
    accounts_.push_back(account_of(scene.ledger, one));
  }
}

bool Allotted::covers(std::size_t one, const Viewpoint& who) const {
  const Allotment& places = scene_.rules.allotments[one];
  return places.citizenships.contains(who.citizenship) && places.skills[position(who.skill)];
}

bool Allotted::covers(std::size_t one, const Bid& bid) const {
  const Allotment& places = scene_.rules.allotments[one];
  return places.channel == bid.option.channel && places.to.contains(bid.option.destination) &&
         covers(one, bid.who) && acts_in(scene_, bid, places.when);
}

std::optional<std::size_t> Allotted::open_to(const Bid& bid) const {
  std::optional<std::size_t> first;
  bool replaced = false;  // an exclusive one, by a later one
  for (std::size_t one = full_.size(); one-- > 0;) {
    const bool exclusive = (*this)[one].exclusive;
    if ((exclusive && replaced) || !covers(one, bid)) continue;
    replaced |= exclusive;
    if (full_[one] == 0) first = one;
  }
  return first;
}

std::optional<std::size_t> Allotted::exclusive_for(const Bid& bid) const {
  for (std::size_t one = full_.size(); one-- > 0;) {
    if ((*this)[one].exclusive && covers(one, bid)) return one;
  }
  return std::nullopt;
}

std::int64_t Allotted::left(std::size_t one) const {
  const std::size_t account = accounts_[one];
  if (account >= scene_.ledger.allotments.size()) return 0;
  const double due = scene_.ledger.allotments[account].opened / scene_.world.persons_per_agent;
  const auto& admitted = scene_.ledger.year.allotment_admitted;
  const std::int64_t before = account < admitted.size() ? admitted[account] : 0;
  return std::max<std::int64_t>(
      0, static_cast<std::int64_t>(whole_agents(due)) - before - given_[one]);
}

void Allotted::apply(const Viewpoint& who, std::vector<char>& full) const {
  const std::vector<char> for_all = full;
  std::ranges::fill(full, 1);
  for (const PartOfTick& piece : pieces_) {
    std::vector<char> then = for_all;
    apply(who, piece.begin, then);
    for (std::size_t i = 0; i < full.size(); ++i) {
      if (then[i] == 0) full[i] = 0;
    }
  }
}

void Allotted::apply(const Viewpoint& who, double moment, std::vector<char>& full) const {
  // By option that allotments cover: whether one that is not exclusive has places left, whether the
  // last exclusive one has.
  std::vector<char> open(full.size(), 0), covered(full.size(), 0), exclusive(full.size(), 0);
  std::vector<char> open_to_some(full.size(), 0);
  for (std::size_t one = 0; one < full_.size(); ++one) {
    const Allotment& places = scene_.rules.allotments[one];
    if (!covers(one, who) || !places.when.holds(moment)) continue;
    for (const PlaceId to : scene_.world.place_ids()) {
      if (!places.to.contains(to)) continue;
      const std::size_t option = places.channel.index() * scene_.world.places.size() + to.index();
      covered[option] = 1;
      const auto has_places = static_cast<char>(full_[one] == 0);
      if (places.exclusive) {
        exclusive[option] = 1, open_to_some[option] = has_places;
      } else {
        open[option] |= has_places;
      }
    }
  }
  for (std::size_t option = 0; option < full.size(); ++option) {
    if (covered[option] == 0) continue;
    const bool is_open = open[option] != 0 || open_to_some[option] != 0;
    full[option] = static_cast<char>(!is_open && (exclusive[option] != 0 || full[option] != 0));
  }
}

void open_allotments(const Scene& scene, Ledger& ledger) {
  const Calendar& calendar = scene.world.calendar;
  for (const Allotment& one : scene.rules.allotments) {
    const std::size_t number = account_of(ledger, one);
    if (number == ledger.allotments.size()) {
      ledger.allotments.push_back(new_account(scene.world, one));
    }
    AllotmentAccount& account = ledger.allotments[number];
    account.opened += one.when.share() * one.persons_per_year / calendar.ticks_in_year(scene.tick);
    account.ticks_open += one.when.share();
  }
  ledger.tick.allotment_claims.resize(ledger.allotments.size());
  ledger.tick.allotment_admitted.resize(ledger.allotments.size());
}

void close_allotments(const World& world, Ledger& ledger) {
  for (std::size_t i = 0; i < ledger.allotments.size(); ++i) {
    AllotmentAccount& account = ledger.allotments[i];
    const double claims = ledger.year.allotment_claims[i];
    account.yearly_claims =
        account.ticks_open > 0 ? claims * world.calendar.ticks_per_year() / account.ticks_open : -1;
    account.ticks_open = 0;
    account.opened = part_of_an_agent(account.opened, world.persons_per_agent);
  }
}

}  // namespace sojourn
