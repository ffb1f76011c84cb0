#include "sim/tick/contest/gate.hpp"

#include <algorithm>

#include "sim/foresight/closed_options.hpp"
#include "sim/stages/catalog.hpp"
#include "sim/stages/rules_for.hpp"
#include "sim/stages/tick_stream.hpp"
#include "sim/tick/contest/bidder.hpp"

namespace sojourn {

namespace {

constexpr StreamId kSecondStream = stream_id("engine: second choices");

bool concerns(const Refusal& refusal, Option option) {
  return refusal.to.contains(option.destination) && refusal.channels.contains(option.channel);
}

bool any_concerns(const std::vector<const Refusal*>& all, Option option) {
  return std::ranges::any_of(all, [&](const Refusal* one) { return concerns(*one, option); });
}

/// Whether citizens seek entry where they are refused it.
bool seeks_more(const Scene& scene, StateId citizenship) {
  const Rules& rules = scene.rules;
  return !rules.entry.empty() && std::ranges::any_of(scene.world.place_ids(), [&](PlaceId place) {
    return rules.entry(citizenship, place) != rules.entry_sought(citizenship, place);
  });
}

}  // namespace

Gate::Gate(const Scene& scene) : scene_(scene) {
  const auto& entry = scene.rules.entry;
  guarded_ = !scene.rules.refusals.empty() ||
             std::ranges::find(entry.flat(), Entry::kRefused) != entry.end();
  if (!guarded_) return;
  by_citizenship_.resize(scene.world.states().size());
  for (const Refusal& refusal : scene.rules.refusals) {
    for (const StateId state : scene.world.states()) {
      if (refusal.who.citizenships.contains(state)) {
        by_citizenship_[state.index()].push_back(&refusal);
      }
    }
  }
}

bool Gate::closes_options_of(const Viewpoint& who) const {
  if (!guarded_) return false;
  return seeks_more(scene_, who.citizenship) ||
         std::ranges::any_of(by_citizenship_[who.citizenship.index()],
                             [&](const Refusal* one) { return closes(*one, who); });
}

Rules Gate::rules_of_wishes() const {
  Rules rules = scene_.rules;
  rules.refusals.clear();
  rules.entry = rules.entry_sought;
  return rules;
}

std::vector<const Refusal*> Gate::against(const Bid& bid) const {
  std::vector<const Refusal*> found;
  const PersonalTraits person = traits_of(scene_, bid);
  const double moment = moment_of(scene_, bid);
  for (const Refusal* one : by_citizenship_[bid.who.citizenship.index()]) {
    const bool meant = one->from.contains(bid.who.residence) && one->who.means(person);
    if (meant && one->when.holds(moment)) found.push_back(one);
  }
  return found;
}

bool Gate::entry_refused(StateId citizenship, Option option) const {
  return entry_for(scene_.rules, citizenship, option.destination) == Entry::kRefused &&
         scene_.modules.of<Channel>()[option.channel.index()]->by_leave();
}

void Gate::turn_back(Moves& moves, const std::function<const ChoiceRow&(const Viewpoint&)>& row_of,
                     Flows& flows, Crew& crew) const {
  if (!guarded_) return;
  crew.each(kShards, [&](std::size_t s) {
    for (Bid& bid : moves.shards[s].bids) {
      if (bid.option.destination.valid()) {
        turn_back(bid, bid.called ? nullptr : &row_of(bid.who), flows);
      }
    }
  });
}

void Gate::turn_back(Bid& bid, const ChoiceRow* row, Flows& flows) const {
  const std::vector<const Refusal*> all = against(bid);
  const auto first =
      std::ranges::find_if(all, [&](const Refusal* one) { return concerns(*one, bid.option); });
  if (first == all.end() && !entry_refused(bid.who.citizenship, bid.option)) return;
  if (first != all.end() && (*first)->by.valid()) {
    tally(flows.refused((*first)->by, bid.option.destination));
  } else {
    tally(flows.barred[bid.option.destination]);
  }
  const double u = TickStream(scene_, kSecondStream).of(bid.key).uniform();
  bid.option = row == nullptr ? Option{} : pick(*row, bid, u).value_or(Option{});
}

std::optional<Option> Gate::pick(const ChoiceRow& row, const Bid& bid, double u) const {
  if (!guarded_) return row.pick(bid.savings, u);
  const std::vector<const Refusal*> all = against(bid);
  if (all.empty()) return row.pick(bid.savings, u);
  return row.pick(bid.savings, u, [&](Option option) { return !any_concerns(all, option); });
}

std::optional<Option> Gate::pick(const ChoiceRow& row, const Bid& bid, double u,
                                 const std::function<bool(Option)>& open) const {
  const std::vector<const Refusal*> all = guarded_ ? against(bid) : std::vector<const Refusal*>{};
  return row.pick(bid.savings, u,
                  [&](Option option) { return open(option) && !any_concerns(all, option); });
}

}  // namespace sojourn
