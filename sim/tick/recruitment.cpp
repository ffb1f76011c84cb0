#include "sim/tick/recruitment.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/base/arithmetic/elementary.hpp"
#include "sim/foresight/offer.hpp"
#include "sim/stages/tick_stream.hpp"
#include "sim/tick/contest.hpp"

namespace sojourn {

namespace {

constexpr double kAnyPrice = std::numeric_limits<double>::infinity();
constexpr StreamId kReachStream = stream_id("engine: recruitment");
constexpr StreamId kTrainingStream = stream_id("engine: training");
constexpr StreamId kPlaceStream = stream_id("engine: sponsors' places");

/// A lot apart from those of the contest: a person who loses this one keeps the plan and takes part
/// in the contest that follows.
std::uint64_t place_lot(const Scene& scene, std::uint64_t key) {
  return TickStream(scene, kPlaceStream).of(key).bits();
}

/// Someone who has been asked, by where the bid lies.
struct Asked {
  std::uint32_t shard, index;
};

struct Accepted {
  std::uint64_t cell, priority, key;
  Asked who;
  PlaceId to;
  bool operator<(const Accepted& other) const {
    return std::tie(cell, priority, key) < std::tie(other.cell, other.priority, other.key);
  }
};

double reach_of(const Recruitment& sponsor, const Bid& bid) {
  const PlaceId from = bid.who.residence, to = bid.option.destination;
  if (bid.called) return 0;  // kin have named where to
  return to.valid() ? sponsor.reach(from, to) : sponsor.unplanned[from];
}

std::vector<Asked> ask(const Scene& scene, const Moves& moves) {
  const TickStream stream(scene, kReachStream);
  std::vector<Asked> asked;
  for (std::uint32_t s = 0; s < kShards; ++s) {
    const auto& bids = moves.shards[s].bids;
    for (std::uint32_t i = 0; i < bids.size(); ++i) {
      const double reach = reach_of(scene.rules.recruitment, bids[i]);
      if (reach > 0 && stream.of(bids[i].key).uniform() < reach) asked.push_back({s, i});
    }
  }
  return asked;
}

/// Those who would rather have one of the sponsor's places, and which.
std::vector<Accepted> accept(const Scene& scene, const Gate& gate, const RowOf& plans,
                             const ChoiceTable& invitations, const std::vector<Asked>& asked,
                             Moves& moves, Flows& flows) {
  const TickStream stream(scene, kReachStream);
  std::vector<Accepted> accepted;
  for (const Asked& one : asked) {
    Bid& bid = moves.shards[one.shard].bids[one.index];
    const ChoiceRow& places = invitations.row(bid.who);
    Draws draws = stream.of(bid.key);
    draws.uniform();  // it said who was asked
    const double log_odds = weigh(places, plans(bid.who), bid.savings).log_odds;
    const double prefers = draws.uniform();
    const auto choice = gate.pick(places, bid, draws.uniform());
    if (!choice || !(prefers * (1 + fixed::exp(-log_odds)) < 1)) continue;
    const std::size_t cell =
        flows.proposals.cell(choice->channel, choice->destination, bid.who.skill);
    ++flows.proposals[cell];
    accepted.push_back({cell, place_lot(scene, bid.key), bid.key, one, choice->destination});
  }
  return accepted;
}

void give(const Scene& scene, std::vector<Accepted>& accepted, Moves& moves, Flows& flows) {
  std::ranges::sort(accepted, std::less<>());
  for (std::size_t first = 0, i = 0; i < accepted.size(); first = i) {
    const std::size_t cell = accepted[first].cell;
    const std::int64_t left = places_due(scene, cell);
    for (; i < accepted.size() && accepted[i].cell == cell; ++i) {
      if (static_cast<std::int64_t>(i - first) >= left) continue;
      const Asked& who = accepted[i].who;
      Bid& bid = moves.shards[who.shard].bids[who.index];
      const PlaceId to = accepted[i].to;
      bid.option = {scene.rules.recruitment.channel, to};
      bid.granted = bid.recruited = true;
      ++flows.admitted[cell];
      ++flows.recruited(bid.who.residence, to);
    }
  }
}

}  // namespace

void recruit(const Scene& scene, const Gate& gate, const RowOf& plans, Moves& moves, Flows& flows,
             Crew& crew) {
  const std::vector<Asked> asked = ask(scene, moves);
  std::vector<Viewpoint> who;
  for (const Asked& one : asked) who.push_back(moves.shards[one.shard].bids[one.index].who);
  ChoiceTable invitations;
  invitations.compute(scene, scene.modules, std::move(who), {}, crew, payoffs_of_invitations);
  std::vector<Accepted> accepted = accept(scene, gate, plans, invitations, asked, moves, flows);
  give(scene, accepted, moves, flows);
}

void add_invitations(const Scene& scene, const std::vector<Viewpoint>& residents,
                     const ChoiceTable& plans, Prospects& prospects, Crew& crew) {
  if (scene.rules.recruitment.reckoned <= 0) return;
  ChoiceTable invitations;
  invitations.compute(scene, scene.modules, residents, {}, crew, payoffs_of_invitations);
  for (const Viewpoint& who : residents) {
    const ChoiceRow& plan = plans.row(who);
    const WeighedOffer offer = weigh(invitations.row(who), plan, kAnyPrice);
    if (!std::isfinite(offer.log_odds)) continue;
    const auto reach = scene.rules.recruitment.reach.row(who.residence.value).transpose();
    prospects.residents(who.residence, who.skill, who.student_age) +=
        scene.rules.recruitment.reckoned * plan.mean(reach) * offer.gain;
  }
}

void teach(const Scene& scene, const Bid& bid, Person& person) {
  Draws draws = TickStream(scene, kTrainingStream).of(bid.key);
  const bool taught = draws.uniform() < scene.rules.recruitment.trained;
  if (taught && person.skill + 1 < kSkills) ++person.skill;
}

}  // namespace sojourn
