#include "models/forums/worth.hpp"

namespace sojourn::models {

namespace {

StateArray costs_of_meeting(const Positions& p, const Forum& forum, const States& members,
                            double per_forum) {
  if (!forum.funder.valid()) return StateArray::Constant(p.n(), per_forum);
  StateArray costs = StateArray::Zero(p.n());
  const double own = p.power[forum.funder];
  costs[forum.funder] = own > 0 ? per_forum * power_of(p, members) / own : per_forum;
  return costs;
}

/// What talk is worth to those whom the subjects concern.
void add_interests(const Positions& p, const Forum& forum, const Eigen::VectorXd& inside,
                   const TalkCosts& costs, ForumWorth& worth) {
  const auto security = position(Subject::kSecurity), development = position(Subject::kDevelopment);
  if (forum.mandate[security] && p.concern.size() > 0) {
    const Eigen::ArrayXd rivals = (p.rivals.matrix() * inside).array();
    worth.met = 1 - (1 - worth.cover.col(security)) * (1 - rivals);
    worth.talk += costs.concern * p.concern * worth.met;
  }
  if (forum.mandate[development] && p.ties.size() > 0) {
    worth.talk += costs.development * p.ties * worth.cover.col(development);
  }
}

void frame(const Forum& forum, double framing, ForumWorth& worth) {
  if (!forum.mandate[position(Subject::kDevelopment)]) return;
  auto labour = worth.rule.col(static_cast<Eigen::Index>(position(Subject::kLabour)));
  labour = (labour < 0).select((1 - framing) * labour, labour);
}

}  // namespace

ForumWorth forum_worth(const Positions& p, const Forum& forum, const TalkCosts& costs) {
  const States members = members_of(forum);
  const Eigen::VectorXd inside = mask_of(members, p.n());
  ForumWorth worth{.text = forum_text(p, forum),
                   .rule = Eigen::ArrayXXd::Zero(p.n(), kSubjects),
                   .cover = Eigen::ArrayXXd::Zero(p.n(), kSubjects),
                   .met = StateArray::Zero(p.n()),
                   .talk = StateArray::Zero(p.n())};
  for (std::size_t s = 0; s < kSubjects; ++s) {
    if (!forum.mandate[s]) continue;
    worth.cover.col(s) = (p.share[s].matrix() * inside).array();
    worth.talk += p.breadth.col(s) * worth.cover.col(s);
    const auto issue = issue_of(s);
    if (!issue) continue;
    const Eigen::ArrayXd lost = (p.bilateral_loss[s].matrix() * inside).array();
    const Eigen::ArrayXd distance = worth.text[*issue] - p.ideal.row(*issue).transpose().array();
    worth.rule.col(s) = lost - p.salience[*issue] * worth.cover.col(s) * distance.square();
  }
  worth.talk *= costs.per_partner;
  worth.talk -= costs_of_meeting(p, forum, members, costs.per_forum);
  add_interests(p, forum, inside, costs, worth);
  frame(forum, costs.framing, worth);
  if (!costs.saves) worth.talk.setZero();
  return worth;
}

double power_of(const Positions& p, const States& members) {
  double power = 0;
  for (const StateId member : members) power += p.power[member];
  return power;
}

double veto_share(const Positions& p, const States& members, const StateArray& worth) {
  double against = 0;
  for (const StateId member : members) against += worth[member] < 0 ? p.power[member] : 0;
  const double all = power_of(p, members);
  return all > 0 ? against / all : 0;
}

}  // namespace sojourn::models
