#include "models/deals/containment/member_vote.hpp"

namespace sojourn::models {

namespace {

/// By the members' own excess; what the union gains from people it holds back already is shared by
/// GDP.
std::vector<double> gains_of_members(const Scene& scene, const Party& asker,
                                     const ContainmentProposal& proposal) {
  std::vector<double> gains;
  double own = 0;
  for (const StateId member : asker.members) {
    gains.push_back(gdp_of(scene, member, &scene.stances.excess) * proposal.facts.dependence *
                    stopped_share(proposal.facts, proposal.deal.issues));
    own += gains.back();
  }
  const double common = std::max(0.0, proposal.deal.gain - own);
  for (std::size_t m = 0; m < gains.size(); ++m) {
    gains[m] += common * gdp_of(scene, asker.members[m]) / proposal.facts.demander_gdp;
  }
  return gains;
}

}  // namespace

std::vector<double> parts_of_members(const Scene& scene, const Party& asker,
                                     const ContainmentProposal& proposal) {
  const double payment = proposal.terms.payment;
  if (!asker.by_gdp) return split_payment(payment, gains_of_members(scene, asker, proposal));
  std::vector<double> gdp;
  for (const StateId member : asker.members) gdp.push_back(gdp_of(scene, member));
  return split_payment(payment, gdp);
}

UnionVote vote_of_members(const Scene& scene, const Party& asker,
                          const ContainmentProposal& proposal) {
  std::vector<double> people;
  for (const StateId member : asker.members) people.push_back(people_of(scene, member));
  const VotingRule rule =
      asker.approval >= 1 ? VotingRule::everyone() : VotingRule::weighted(asker.approval);
  return vote_on_payment(gains_of_members(scene, asker, proposal),
                         parts_of_members(scene, asker, proposal), people, rule);
}

}  // namespace sojourn::models
