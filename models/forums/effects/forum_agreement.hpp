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
  StateArray capacity;  // by state: what it adds to administrative capacity
};

/// Forums as they act on people. On rights, in every place, rights += weight*capacity*max(0, text -
/// rights). On labour, of the refusals between two that are bound the share weight*admission is
/// waived, by the weaker weight. On security, on corridors out of a state that is bound, e <- 1 -
/// (1
/// - e)*(1 - borders*weight*capacity*containment): people look for other ways. Grants are paid, and
/// raise capacity.
class ForumAgreement final : public Agreement, public Stateful {
 public:
  ForumAgreement() = default;  // to be loaded
  ForumAgreement(std::vector<ForumRule> rules, std::vector<ForumGrant> grants, double borders)
      : rules_(std::move(rules)), grants_(std::move(grants)), borders_(borders) {}

  const std::vector<ForumRule>& rules() const { return rules_; }
  const std::vector<ForumGrant>& grants() const { return grants_; }
  void enact(const Scene& scene, Rules& rules) const override;
  void develop(const Scene& scene, Conditions& conditions) const override;
  void state(Archive& archive) override { archive(rules_, grants_, borders_); }

 private:
  std::vector<ForumRule> rules_;
  std::vector<ForumGrant> grants_;
  double borders_ = 0;
};

/// The grant of a forum whose members lack capacity: `budget` by population times lack of capacity.
/// What a state of GDP Y that lacks l gets, B, adds l*(1 - exp(-B/(cost*Y))).
ForumGrant grant_of(const Scene& scene, const Forum& forum, double budget, double cost);

}  // namespace sojourn::models
