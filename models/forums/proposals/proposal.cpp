#include "models/forums/proposals/proposal.hpp"

#include <algorithm>

namespace sojourn::models {

namespace {

constexpr std::array kRulesOnOffer{DecisionRule::kMajority, DecisionRule::kWeighted,
                                   DecisionRule::kConsensus};

struct SoughtVenue {
  States invited;
  const char* origin = "";
  StateId funder;
};

Forum forum_of(const Search& search, const SoughtVenue& venue, DecisionRule rule) {
  Forum forum;
  forum.rule = rule;
  forum.mandate = search.mandate;
  forum.members = venue.invited;
  forum.funder = forum.host = venue.funder;
  forum.discretion = search.terms.discretion;
  return forum;
}

/// Shares of a state's matters over the subjects on the table.
StateArray partners_of(const Search& search, StateId state) {
  StateArray sum = StateArray::Zero(search.positions.n());
  for (std::size_t s = 0; s < search.mandate.size(); ++s) {
    if (search.mandate[s]) sum += search.positions.share[s].row(state.value).transpose();
  }
  const double all = sum.sum();
  if (all > 0) sum /= all;
  return sum;
}

States with(States states, StateId another) {
  if (std::ranges::count(states, another) == 0) states.push_back(another);
  std::ranges::sort(states);
  return states;
}

SoughtVenue everyone(const Search& search) {
  return {all_states(search.positions.n()), "global", {}};
}

SoughtVenue neighbours(const Search& search) {
  Eigen::Index main = search.sponsor.value;
  const double most = partners_of(search, search.sponsor).maxCoeff(&main);
  const States& region = search.regions[search.sponsor.index()];
  return {most > 0 ? with(region, StateId(main)) : region, "regional", {}};
}

States guests_of(const Search& search, StateId host) {
  const StateArray share = partners_of(search, host);
  States order = all_states(search.positions.n());
  std::ranges::stable_sort(order, std::greater(), [&](StateId j) { return share[j]; });
  States guests{host};
  double covered = 0;
  for (const StateId j : order) {
    if (covered >= search.terms.guests || share[j] <= 0) break;
    if (j == host) continue;
    guests = with(std::move(guests), j);
    covered += share[j];
  }
  return guests;
}

/// Those whom the same people might seek, the most concerned first: receivers among themselves.
SoughtVenue rivals(const Search& search) {
  const auto share = search.positions.rivals.row(search.sponsor.value);
  States order = all_states(search.positions.n());
  std::ranges::stable_sort(order, std::greater(), [&](StateId j) { return share[j.value]; });
  States peers{search.sponsor};
  double covered = 0;
  for (const StateId j : order) {
    if (covered >= search.terms.guests || share[j.value] <= 0) break;
    peers = with(std::move(peers), j);
    covered += share[j.value];
  }
  return {peers, "peers", {}};
}

/// The region of the main partner, for which the sponsor pays from outside.
SoughtVenue abroad(const Search& search) {
  Eigen::Index main = search.sponsor.value;
  if (partners_of(search, search.sponsor).maxCoeff(&main) <= 0) return {};
  return {with(search.regions[static_cast<std::size_t>(main)], search.sponsor), "abroad",
          search.sponsor};
}

/// The mandate that frames labour as development, where it is one of the two.
std::optional<SubjectMask> framed(const Search& search) {
  const std::size_t labour = position(Subject::kLabour), aid = position(Subject::kDevelopment);
  if (search.mandate[labour] == search.mandate[aid]) return std::nullopt;
  SubjectMask both = search.mandate;
  both[labour] = both[aid] = true;
  return both;
}

double worth_to_sponsor(const Search& search, const ForumWorth& worth, double formality) {
  return worth.at(formality, search.sponsor);
}

Proposal proposal_to(Move move, const char* origin, std::optional<std::size_t> old = {}) {
  Proposal proposal;
  proposal.move = move;
  proposal.origin = origin;
  proposal.old = old;
  return proposal;
}

/// Removes the states that would stay out of the forum in this form; returns what the forum of the
/// rest is worth to the sponsor.
double worth_with_willing(const Search& search, const ForumWorth& to_invited, Forum& forum) {
  const std::size_t invited = forum.members.size();
  const StateArray each = to_invited.at(forum.formality);
  std::erase_if(forum.members, [&](StateId i) { return each[i] < -search.terms.tolerance; });
  if (forum.members.size() < 3) return 0;
  const auto stays = [&](StateId i) { return std::ranges::count(forum.members, i) > 0; };
  // Nobody pays for talks that it is not part of.
  if (!stays(search.sponsor) || (forum.funder.valid() && !stays(forum.funder))) return 0;
  if (forum.members.size() == invited) return each[search.sponsor];
  return worth_to_sponsor(search, forum_worth(search.positions, forum, search.demand.talk),
                          forum.formality);
}

/// The sponsor expects a treaty with a certain chance; if it fails, a forum of formality f*,
/// provided that this is worth anything to the sponsor.
Proposal proposal_of(const Search& search, const Forum& among, const char* origin) {
  const ForumWorth worth = forum_worth(search.positions, among, search.demand.talk);
  const States invited = members_of(among);
  Proposal proposal = proposal_to(Move::kAddBeside, origin);
  proposal.invited = invited.size();
  proposal.veto = veto_share(search.positions, invited, worth.at(1));
  proposal.forum = among;
  proposal.forum.formality = 1;
  const double treaty = worth_with_willing(search, worth, proposal.forum);
  if (search.treaty_first && treaty > 0) {
    proposal.chance = formal_chance(search.positions, invited, worth, search.terms.hurdle);
  }
  Forum talks = among;
  const Compromise form = compromise(search.positions, invited, worth, search.terms.hosting);
  talks.formality = form.formality;
  if (form.host.valid()) talks.host = form.host;
  const double second =
      form.formality > 0 ? std::max(0.0, worth_with_willing(search, worth, talks)) : 0;
  if (second > 0) proposal.fallback = std::move(talks);
  proposal.gain = search.unmet * (proposal.chance * treaty + (1 - proposal.chance) * second) -
                  search.terms.add_cost;
  return proposal;
}

void keep_better(Proposal& best, Proposal other) {
  if (best.move == Move::kNothing || other.gain > best.gain) best = std::move(other);
}

void try_rules(const Search& search, const SoughtVenue& venue, Proposal& best) {
  if (venue.invited.size() < 3) return;
  for (const DecisionRule rule : kRulesOnOffer) {
    keep_better(best, proposal_of(search, forum_of(search, venue, rule), venue.origin));
  }
}

/// The most powerful state that is nearly indifferent to talks among all may house its own.
StateId likely_host(const Search& search) {
  const SoughtVenue all = everyone(search);
  const ForumWorth worth = forum_worth(
      search.positions, forum_of(search, all, DecisionRule::kConsensus), search.demand.talk);
  const StateArray talks = worth.at(0.5);
  StateId host;
  for (const StateId i : all.invited) {
    if (std::abs(talks[i]) > search.terms.hosting) continue;
    if (!host.valid() || search.positions.power[i] > search.positions.power[host]) {
      host = i;
    }
  }
  return host;
}

void try_venues(const Search& search, Proposal& best) {
  try_rules(search, everyone(search), best);
  try_rules(search, neighbours(search), best);
  if (const StateId host = likely_host(search); host.valid()) {
    try_rules(search, {with(guests_of(search, host), search.sponsor), "host", host}, best);
  }
}

bool is_member(const Forum& forum, StateId state) {
  return std::ranges::count(forum.members, state) > 0;
}

double current(const Search& search, const Forum& old) {
  const double force = force_of(old.formality, old.authority, search.demand.authority_weight);
  return worth_to_sponsor(search, forum_worth(search.positions, old, search.demand.talk), force);
}

SubjectMask joined(const SubjectMask& one, const SubjectMask& other) {
  SubjectMask both{};
  for (std::size_t s = 0; s < both.size(); ++s) both[s] = one[s] || other[s];
  return both;
}

Proposal replacement(const Search& search, std::size_t at, DecisionRule rule) {
  const Forum& old = search.forums[at];
  Forum forum = old;
  forum.rule = rule;
  forum.mandate = joined(old.mandate, search.mandate);
  forum.formality = 1;
  forum.discretion = search.terms.discretion;
  const ForumWorth worth = forum_worth(search.positions, forum, search.demand.talk);
  Proposal proposal = proposal_to(Move::kReplace, "replacement", at);
  proposal.chance =
      formal_chance(search.positions, members_of(forum), worth, search.terms.replace_hurdle);
  proposal.gain = proposal.chance * (worth_to_sponsor(search, worth, 1) - current(search, old)) -
                  search.terms.replace_cost;
  proposal.forum = std::move(forum);
  return proposal;
}

Proposal reinterpretation(const Search& search, std::size_t at) {
  const Forum& old = search.forums[at];
  Forum forum = old;
  forum.mandate = joined(old.mandate, search.mandate);
  forum.formality += old.discretion * (1 - old.formality);
  const ForumWorth worth = forum_worth(search.positions, forum, search.demand.talk);
  const double force = force_of(forum.formality, forum.authority, search.demand.authority_weight);
  const double veto = veto_share(search.positions, members_of(forum), worth.at(force));
  Proposal proposal = proposal_to(Move::kReinterpret, "reinterpretation", at);
  proposal.chance = old.discretion * (1 - veto);
  proposal.gain =
      proposal.chance * (worth_to_sponsor(search, worth, force) - current(search, old)) -
      search.terms.reinterpret_cost;
  proposal.forum = std::move(forum);
  return proposal;
}

template <class Propose>
Proposal best_reform(const Search& search, Propose propose) {
  Proposal best;
  for (std::size_t f = 0; f < search.forums.size(); ++f) {
    const Forum& forum = search.forums[f];
    if (forum.alive() && is_member(forum, search.sponsor)) propose(f, best);
  }
  return best;
}

}  // namespace

Proposal best_beside(const Search& search) {
  Proposal best;
  try_venues(search, best);
  if (const auto both = framed(search); both && search.demand.by_subject) {
    Search linked = search;
    linked.mandate = *both;
    try_venues(linked, best);
  }
  return best;
}

namespace {

Proposal consultation(const Search& search, const SoughtVenue& venue) {
  Proposal proposal = proposal_to(Move::kAddBeside, venue.origin);
  proposal.invited = venue.invited.size();
  Forum talks = forum_of(search, venue, DecisionRule::kConsensus);
  talks.formality = 0;
  const auto worth = [&](double per_forum) {
    TalkCosts costs = search.demand.talk;
    costs.per_forum = per_forum;
    costs.concern = search.demand.concern;
    costs.development = search.demand.development;
    return forum_worth(search.positions, talks, costs).talk;
  };
  const StateArray all = worth(search.demand.talk.per_forum);
  std::erase_if(talks.members, [&](StateId i) { return i != search.sponsor && all[i] < 0; });
  if (talks.members.size() < 3) return proposal;
  const double free = worth(0)[search.sponsor];
  const double cost = free - worth(search.demand.talk.per_forum)[search.sponsor];
  proposal.gain = search.unmet * free - cost - search.terms.add_cost;
  if (proposal.gain > 0) proposal.fallback = std::move(talks);
  return proposal;
}

}  // namespace

Proposal best_consultation(const Search& search) {
  const StateId own = search.sponsor;
  std::vector<SoughtVenue> venues{
      neighbours(search), abroad(search), {guests_of(search, own), "host", own}};
  if (search.mandate[position(Subject::kSecurity)]) venues.push_back(rivals(search));
  Proposal best;
  for (const SoughtVenue& venue : venues) {
    if (venue.invited.size() >= 3) keep_better(best, consultation(search, venue));
  }
  return best;
}

Proposal best_replacement(const Search& search) {
  return best_reform(search, [&](std::size_t forum, Proposal& best) {
    for (const DecisionRule rule : kRulesOnOffer) {
      keep_better(best, replacement(search, forum, rule));
    }
  });
}

Proposal best_reinterpretation(const Search& search) {
  return best_reform(search, [&](std::size_t forum, Proposal& best) {
    keep_better(best, reinterpretation(search, forum));
  });
}

}  // namespace sojourn::models
