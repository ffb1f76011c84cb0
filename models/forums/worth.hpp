#pragma once

#include "models/forums/proposals/text.hpp"

namespace sojourn::models {

/// What meeting saves and costs [utility].
struct TalkCosts {
  bool saves = true;       // functionalism: off, meeting saves nothing and costs nothing
  double per_partner = 0;  // kappa_b: of settling a subject with one partner alone
  double per_forum = 0;    // K_m: of taking part
  double concern = 0;      // of meeting all with whom one's concern is shared, at concern 1
  double development = 0;  // of meeting all partners on development, at ties 1
  double framing = 0;  // share of what a text on labour costs that talk of development takes away
};

/// What a forum would be worth to every state, member or not, over dealing with each partner alone.
struct ForumWorth {
  IssuePoint text = IssuePoint::Zero();
  Eigen::ArrayXXd rule;   // [state, subject] G: of a text that binds, towards the members
  Eigen::ArrayXXd cover;  // [state, subject] share of the state's partners among the members
  StateArray met;         // [state] of its concern on security, that with people or rivals inside
  StateArray talk;        // [state] func: contracting costs that meeting saves, less its own

  Eigen::ArrayXd rules() const { return rule.rowwise().sum(); }
  /// force*G_i + func_i: whether i would rather have this forum than none.
  StateArray at(double force) const { return force * rules() + talk; }
  double at(double force, StateId state) const {
    return force * rule.row(state.value).sum() + talk[state];
  }
};

/// G_i = sum over subjects in the mandate and members j of share_ij*(u_i(x_forum) - u_i(x_bil_ij)):
/// a rule is compared with bilateral reality, not with custom (KB21). func_i =
/// kappa_b*sum_s breadth_is*cover_is - K_m: regimes save transaction costs (Keohane 1984). The
/// funder of a forum pays for all: K_m*(power of the members)/(its own), the others nothing.
/// Meeting adds, on security, concern*concern_i*(1 - (1 - cover)*(1 - rivals inside)), on
/// development development*ties_i*cover; and where a mandate joins development to labour, what the
/// text on labour would cost falls by `framing`.
ForumWorth forum_worth(const Positions& positions, const Forum& forum, const TalkCosts& costs);

/// f_eff = f + weight*(1 - f)*authority: what a rule counts for. Informal rules gain by authority.
inline double force_of(double formality, double authority, double weight) {
  return formality + weight * (1 - formality) * authority;
}

/// Share of the power inside that would rather not have it; 0 without members.
double veto_share(const Positions& positions, const States& members, const StateArray& worth);
double power_of(const Positions& positions, const States& members);

}  // namespace sojourn::models
