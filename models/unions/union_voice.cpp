#include "models/unions/union_voice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/parties/party.hpp"
#include "sim/base/lookup.hpp"

namespace sojourn::models {

UnionVoice::UnionVoice(Settings& s)
    : competence_(read_competence(s)),
      rule_(s),
      standard_(s.real("standard", "1", {0, 1}, 0,
                       "rule of law, beside the mean of the members', below which a member breaks "
                       "the union's rules and the others may take its say; 0: none is asked for")) {
}

std::array<bool, kSubjects> UnionVoice::read_competence(Settings& s) {
  std::vector<std::string> known;
  for (const Subject one : kAsked) known.emplace_back(kSubjectNames[position(one)]);
  std::array<bool, kSubjects> on{};
  for (const std::string& one :
       s.texts("competence", known,
               "subjects on which the members speak with one voice: security, labour, rights (of "
               "texts, too)")) {
    const auto found = std::ranges::find(known, one);
    if (found == known.end()) {
      const std::string hint = nearest_hint(one, known);
      s.fault(
          "competence",
          fmt::format("\"{}\" is no subject of unions{}", one,
                      hint.empty() ? fmt::format("; there are {}", fmt::join(known, ", ")) : hint));
      continue;
    }
    on[position(kAsked[index_of(known, found)])] = true;
  }
  return on;
}

double UnionVoice::weight_of(const Scene& scene, StateId state) const {
  if (rule_.weight == UnionRule::Weight::kStates) return 1;
  return std::max(1.0, rule_.weight == UnionRule::Weight::kPeople ? people_of(scene, state)
                                                                  : gdp_of(scene, state));
}

void UnionVoice::hear(const Scene& scene, const std::vector<StateId>& members) {
  members_.clear();
  for (const StateId state : members) members_.push_back({state, weight_of(scene, state)});
}

void UnionVoice::let_go(const std::vector<StateId>& members) {
  std::erase_if(members_,
                [&](const Member& one) { return std::ranges::count(members, one.state) == 0; });
}

std::vector<StateId> UnionVoice::members() const {
  std::vector<StateId> all;
  for (const Member& one : members_) all.push_back(one.state);
  return all;
}

/// Who breaks the rules speaks for others that do: where all must agree, two keep their say.
void UnionVoice::judge(const Scene& scene, const std::string& name, EventLog& log) {
  double mean = 0;
  for (const Member& one : members_) {
    mean += scene.conditions.rule_of_law[one.state] / members_.size();
  }
  const auto breaks = [&](StateId state) {
    return scene.conditions.rule_of_law[state] < standard_ * mean;
  };
  std::set<StateId> silenced;
  for (const Member& accused : members_) {
    if (!breaks(accused.state)) continue;
    std::vector<double> view, weight;
    for (const Member& judge : members_) {
      if (judge.state == accused.state) continue;
      view.push_back(breaks(judge.state) ? -1 : 1);
      weight.push_back(judge.weight);
    }
    if (common_worth(rule_, view, weight, 0).value_or(0) > 0) silenced.insert(accused.state);
  }
  for (const Member& one : members_) {
    const bool before = silenced_.contains(one.state), now = silenced.contains(one.state);
    if (before == now) continue;
    log.add(now ? "vote suspended" : "vote restored",
            fmt::format("{}: {}, rule of law {:.2f} beside a mean of {:.2f}", name,
                        scene.world.places[one.state.index()].id,
                        scene.conditions.rule_of_law[one.state], mean));
  }
  silenced_ = std::move(silenced);
}

UnionVoice::Voices UnionVoice::voices(const StateArray& values) const {
  Voices heard;
  for (const Member& one : members_) {
    if (silenced_.contains(one.state) || !std::isfinite(values[one.state])) continue;
    heard.who.push_back(one.state);
    heard.value.push_back(values[one.state]);
    heard.weight.push_back(one.weight);
  }
  return heard;
}

void UnionVoice::agree(Subject subject, double band, double divided, StateArray& worth) const {
  if (!speaks_on(subject)) return;
  const Voices heard = voices(worth);
  const auto common = common_worth(rule_, heard.value, heard.weight, band);
  if (!common && rule_.divided == UnionRule::Divided::kEach) return;
  for (const StateId state : heard.who) worth[state] = common.value_or(divided);
}

void UnionVoice::meet(Subject subject, StateArray& ideal) const {
  if (!speaks_on(subject)) return;
  const Voices heard = voices(ideal);
  if (heard.who.empty()) return;
  const double common = common_ideal(rule_, heard.value, heard.weight);
  for (const StateId state : heard.who) ideal[state] = common;
}

void UnionVoice::pool(Subject subject, StateArray& values) const {
  if (!speaks_on(subject)) return;
  const Voices heard = voices(values);
  if (heard.who.empty()) return;
  const double sum =
      std::inner_product(heard.value.begin(), heard.value.end(), heard.weight.begin(), 0.0);
  const double mean = sum / std::accumulate(heard.weight.begin(), heard.weight.end(), 0.0);
  for (const StateId state : heard.who) values[state] = mean;
}

StateId UnionVoice::acts_with(Subject subject, StateId state) const {
  if (!speaks_on(subject)) return state;
  const std::vector<StateId> all = with_a_say();
  return std::ranges::count(all, state) > 0 ? all.front() : state;
}

std::vector<StateId> UnionVoice::with_a_say() const {
  std::vector<StateId> all;
  for (const Member& one : members_) {
    if (!silenced_.contains(one.state)) all.push_back(one.state);
  }
  return all;
}

}  // namespace sojourn::models
