#pragma once

#include <vector>

#include "models/forums/proposals/positions.hpp"
#include "sim/base/archive.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// What a forum that binds asks of states.
struct ForumRule {
  SubjectMask mandate{};
  IssuePoint text = IssuePoint::Zero();   // rights as they should be
  double admission = 0, containment = 0;  // how far the text is from custom, of the way to 1
  StateArray weight;  // by state: how far it is bound; of outsiders, how far they follow
};

/// Aid of a funder to the others of a forum.
struct ForumGrant {
  StateId funder;
  StateArray received;  // by state [int. $ / year]
};

/// Forums as they act on people. On rights, in every place, rights += weight*capacity*max(0, text -
/// rights). On labour, of the refusals between two that are bound the share weight*admission is
/// waived, by the weaker weight. On security a state that is bound stops at its own corridors the
/// share x = borders*weight*capacity*containment of attempts, e <- 1 - (1 - e)*(1 - x): people look
/// for other ways. Grants are paid, and of what a state lacks in capacity lack_left() stays.
class ForumAgreement final : public Agreement, public Stateful {
 public:
  ForumAgreement() = default;  // to be loaded
  ForumAgreement(std::vector<ForumRule> rules, std::vector<ForumGrant> grants, StateArray aid,
                 double borders, double cost)
      : rules_(std::move(rules)),
        grants_(std::move(grants)),
        aid_(std::move(aid)),
        borders_(borders),
        cost_(cost) {}

  const std::vector<ForumRule>& rules() const { return rules_; }
  const std::vector<ForumGrant>& grants() const { return grants_; }
  void enact(const Scene& scene, Rules& rules) const override;
  void develop(const Scene& scene, Conditions& conditions) const override;
  void state(Archive& archive) override { archive(rules_, grants_, aid_, borders_, cost_); }

 private:
  std::vector<ForumRule> rules_;
  std::vector<ForumGrant> grants_;
  StateArray aid_;  // of all grants, by state [int. $ / year]
  double borders_ = 0;
  double cost_ = 1;  // of capacity [GDP / year]
};

/// Share of its lack of capacity that stays with a state of GDP Y on an aid of B:
/// exp(-B/(cost*Y)), whoever pays it.
double lack_left(const Scene& scene, const StateArray& aid, double cost, StateId state);

/// The grant of a forum: `budget` [int. $ / year] over its members by population times `lack`, what
/// each lacks in capacity without any grant.
ForumGrant grant_of(const Scene& scene, const Forum& forum, double budget, const StateArray& lack);

}  // namespace sojourn::models
