#include "models/forums/demand.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "models/parties/regions.hpp"

namespace sojourn::models {

Regions regions_of(const World& world) {
  Regions regions(world.states().size());
  for (const StateId i : world.states()) {
    for (const StateId j : world.states()) {
      if (i == j || share_a_region(world, i, j)) regions[i.index()].push_back(j);
    }
  }
  return regions;
}

double likeness(const States& one, const States& other) {
  States common;
  std::ranges::set_intersection(one, other, std::back_inserter(common));
  const std::size_t all = one.size() + other.size() - common.size();
  return all > 0 ? 1.0 * common.size() / all : 0;
}

namespace {

/// Multiplies what is left by what one forum leaves open.
void settle(const Positions& p, const Forum& forum, const Regions& regions, double force,
            Unmet& left) {
  const States members = members_of(forum);
  const ForumWorth worth = forum_worth(p, forum, {});
  Eigen::ArrayXXd cover = worth.cover;
  auto security = cover.col(static_cast<Eigen::Index>(position(Subject::kSecurity)));
  security = security.max(worth.met);
  const double settled = std::min(1.0, force * std::sqrt(power_of(p, members)));
  for (const StateId i : members) {
    const double near = likeness(members, regions[i.index()]);
    for (std::size_t s = 0; s < kSubjects; ++s) {
      if (!forum.mandate[s]) continue;
      left.rule(i.value, s) *= 1 - settled;
      left.talk(i.value, s) *= 1 - std::min(1.0, cover(i.value, s));
      left.nearby(i.value, s) *= 1 - near;
    }
  }
}

}  // namespace

Unmet unmet(const Positions& p, const std::vector<Forum>& forums, const Regions& regions,
            double authority_weight) {
  const Eigen::ArrayXXd all = Eigen::ArrayXXd::Ones(p.n(), kSubjects);
  Unmet left{.rule = all, .talk = all, .nearby = all};
  for (const Forum& forum : forums) {
    const double force = force_of(forum.formality, forum.authority, authority_weight);
    if (forum.alive()) settle(p, forum, regions, force, left);
  }
  return left;
}

Forum majority_of_all(Eigen::Index n) {
  Forum forum;
  forum.rule = DecisionRule::kMajority;
  forum.members = all_states(n);
  return forum;
}

namespace {

/// Share of a state's partners that are in its region; 0 where the region is the whole world.
Eigen::ArrayXXd near_partners(const Positions& p, const Regions& regions) {
  Eigen::ArrayXXd near = Eigen::ArrayXXd::Zero(p.n(), kSubjects);
  for (const StateId i : p.states()) {
    const States& region = regions[i.index()];
    if (std::ssize(region) == p.n()) continue;
    for (std::size_t s = 0; s < kSubjects; ++s) {
      for (const StateId j : region) near(i.value, s) += p.share[s](i, j);
    }
  }
  return near;
}

}  // namespace

ForumDemand forum_demand(const Positions& p, const std::vector<Forum>& forums,
                         const Regions& regions, const DemandTerms& terms, double salience) {
  const ForumWorth world = forum_worth(p, majority_of_all(p.n()), terms.talk);
  const Unmet left = unmet(p, forums, regions, terms.authority_weight);
  const Eigen::ArrayXXd none = Eigen::ArrayXXd::Zero(p.n(), kSubjects);
  ForumDemand demand{
      .power = none, .function = none, .neighbourhood = none, .norms = none, .left = {}};
  demand.power = world.rule.max(0.0) * left.rule;
  if (terms.talk.saves) {
    const double each = terms.talk.per_forum / kSubjects;
    demand.function = (terms.talk.per_partner * p.breadth - each).max(0.0) * left.talk;
  }
  demand.neighbourhood = terms.neighbours * near_partners(p, regions) * left.nearby;
  const std::size_t rights = position(Subject::kRights);
  demand.norms.col(rights) = terms.norms * salience * left.rule.col(rights);
  demand.left = left;
  return demand;
}

}  // namespace sojourn::models
