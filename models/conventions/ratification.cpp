#include "models/conventions/ratification.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "models/texts/joining_together.hpp"
#include "sim/base/rates.hpp"
#include "sim/stages/tick_stream.hpp"

namespace sojourn::models {

namespace {

StateArray joined(const Instrument& text) {
  StateArray in(std::ssize(text.joined));
  for (const StateId i : IdRange<StateId>(in.size())) in[i] = text.has(i) ? 1 : 0;
  return in;
}

StateArray net_of(const std::vector<JoiningTerms>& terms) {
  StateArray net(std::ssize(terms));
  for (const StateId i : IdRange<StateId>(terms.size())) net[i] = terms[i.index()].net();
  return net;
}

std::string listed(const World& world, const std::vector<StateId>& states) {
  std::string text;
  for (const StateId s : states) text += (text.empty() ? "" : ", ") + world.places[s.index()].id;
  return text;
}

}  // namespace

Ratification::Ratification(Settings& s, const World& world)
    : weights_(s),
      needed_(s.integer("ratifications", "states", {0, 250}, 20,
                        "that bring a fully hard text into force; softer ones need fewer")),
      leaving_rate_(s.real("leaving_rate", "1 / year", {0, 12}, 0.1,
                           "rate at which members leave to which a text is a burden")),
      leaving_cost_(
          s.real("leaving_cost", "worth", {0, 100}, 0.6, "what leaving costs in reputation")),
      term_(world.calendar.ticks_in(
          s.real("term", "months", {0, 1200}, 60, "after joining, before a state may leave"))),
      peers_(regional_peers(world)) {}

std::size_t Ratification::members(const Instrument& text) {
  std::size_t n = 0;
  for (const int tick : text.joined) n += tick >= 0 ? 1 : 0;
  return n;
}

std::size_t Ratification::needed(const Instrument& text, std::size_t may_join) const {
  const double states = std::ceil(needed_ * text.hardness - 1e-9);
  return std::clamp(static_cast<std::size_t>(std::max(0.0, states)), std::size_t{0},
                    std::max(may_join, std::size_t{1}));
}

std::vector<JoiningTerms> Ratification::terms(const RightsPositions& now,
                                              const Instrument& text) const {
  const StateArray bound = text.in_force >= 0 ? joined(text) : StateArray(joined(text) * 0);
  const StateArray reach = now.stakes.reach(bound);
  std::vector<JoiningTerms> all;
  for (const StateId i : now.states()) {
    all.push_back(joining_terms(weights_, {text.depth, text.hardness},
                                {.stake = now.stake[i],
                                 .reach = reach[i],
                                 .exposure = now.exposure[i],
                                 .capacity = now.capacity[i],
                                 .saved = now.saved[i]}));
  }
  return all;
}

void Ratification::step(const Scene& scene, const RightsPositions& now,
                        const std::vector<StateId>& may_join, StreamId stream, std::size_t number,
                        Instrument& text, EventLog& log) const {
  const auto term = terms(now, text);
  const JoiningTogether together(scene.modules, net_of(term), share_of_peers(peers_, joined(text)),
                                 now.urged);
  std::vector<StateId> joining, leaving;
  const std::set<StateId> open(may_join.begin(), may_join.end());
  for (const StateId state : scene.world.states()) {
    if (together.divided(state)) continue;
    Draws draws = TickStream(scene, stream).of((number << 16) + together.luck_of(state).index());
    if (!text.has(state)) {
      if (!open.contains(state)) continue;
      const double rate =
          together.urged[state] *
          joining_rate(weights_, text.hardness, together.net[state], together.peers[state]);
      if (draws.happens(tick_probability(rate, scene.dt()))) joining.push_back(state);
    } else if (scene.tick >= text.joined[state.index()] + term_) {
      const double rate = leaving_rate(weights_, leaving_rate_, together.net[state], leaving_cost_);
      if (draws.happens(tick_probability(rate, scene.dt()))) leaving.push_back(state);
    }
  }
  for (const StateId state : joining) {
    text.joined[state.index()] = scene.tick;
    text.acts.push_back({scene.tick, state, Act::kJoined});
  }
  for (const StateId state : leaving) {
    text.joined[state.index()] = -1;
    text.acts.push_back({scene.tick, state, Act::kWithdrew});
    const JoiningTerms& why = term[state.index()];
    log.add("withdrawal",
            fmt::format("{} leaves {}: {} weighs most, {:.3f} in all against a benefit of {:.3f}",
                        listed(scene.world, {state}), text.name, why.largest_cost(), why.costs(),
                        why.benefit));
  }
  if (!joining.empty()) {
    log.add("ratification", fmt::format("{} joined by {}: {} in", text.name,
                                        listed(scene.world, joining), members(text)));
  }
  enter_into_force(scene, may_join.size(), text, log);
}

void Ratification::enter_into_force(const Scene& scene, std::size_t may_join, Instrument& text,
                                    EventLog& log) const {
  if (text.in_force >= 0 || members(text) < needed(text, may_join)) return;
  text.in_force = scene.tick;
  log.add("in force", fmt::format("{} binds its {} members", text.name, members(text)));
}

std::string who_stays_out(const RightsPositions& now, const Instrument& text,
                          const std::vector<StateId>& may_join,
                          const std::vector<JoiningTerms>& terms) {
  std::map<std::string, int> reasons;
  for (const StateId state : may_join) {
    if (!text.has(state)) ++reasons[terms[state.index()].largest_cost()];
  }
  const double migrants = now.stakes.foreigners.sum();
  const double covered = (now.stakes.foreigners * joined(text)).sum();
  std::string line = fmt::format("{}: {} of {} are in, {:.1f}% of the world's migrants live there",
                                 text.name, Ratification::members(text), may_join.size(),
                                 migrants > 0 ? 100 * covered / migrants : 0.0);
  std::string outside;
  for (const auto& [reason, n] : reasons) {
    outside += fmt::format("{}{} for {}", outside.empty() ? "" : ", ", reason, n);
  }
  return outside.empty() ? line : line + "; of what keeps the others out, most weighs " + outside;
}

}  // namespace sojourn::models
