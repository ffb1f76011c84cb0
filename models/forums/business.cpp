#include "models/forums/business.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

namespace sojourn::models {

namespace {

struct Venue {
  const Forum* forum = nullptr;
  ForumWorth worth;
  Eigen::VectorXd inside;
  double force = 0;
  double compulsory = 0;  // formality*authority
};

/// One state's matters on one subject.
class Matter {
 public:
  Matter(const Positions& p, StateId state, std::size_t subject, const TalkCosts& costs)
      : p_(p), i_(state), s_(subject) {
    contracting_ = costs.saves ? costs.per_partner * p.breadth(i_.value, s_) : 0;
    meeting_ = costs.saves ? costs.per_forum : 0;
    deals_ = p.alone[s_][i_] - contracting_;
  }
  bool concerns(const Venue& venue) const {
    return venue.forum->alive() && venue.forum->mandate[s_] && venue.inside[i_.value] > 0;
  }
  double worth(const Venue& venue) const {
    return deals_ + venue.force * venue.worth.rule(i_.value, s_) +
           contracting_ * venue.worth.cover(i_.value, s_) - meeting_;
  }
  double deals() const { return deals_; }

  /// Books what the venue (null: none) settles, and what is left to deals.
  void book(const Venue* venue, double force, double& in_forum, PairArray& between) const {
    const auto issue = issue_of(s_);
    if (!issue) return;
    const double people = p_.people[i_];
    if (venue != nullptr) {
      const double moved = std::abs(venue->worth.text[*issue] - p_.status_quo[*issue]);
      in_forum += people * force * venue->worth.cover(i_.value, s_) * moved;
    }
    if (deals_ <= 0) return;
    for (const StateId j : p_.states()) {
      const double share = p_.share[s_](i_, j);
      if (share <= 0) continue;
      const double left = venue != nullptr ? 1 - force * venue->inside[j.value] : 1;
      const double moved = p_.bilateral_text(*issue, i_, j) - p_.status_quo[*issue];
      between(std::min(i_, j), std::max(i_, j)) += people * share * left * moved;
    }
  }

 private:
  const Positions& p_;
  StateId i_;
  std::size_t s_;
  double contracting_ = 0, meeting_ = 0, deals_ = 0;
};

std::vector<Venue> venues_of(const Positions& p, const std::vector<Forum>& forums,
                             const TalkCosts& costs, double weight) {
  std::vector<Venue> venues;
  for (const Forum& forum : forums) {
    Venue venue{.forum = &forum, .worth = {}, .inside = {}};
    if (forum.alive()) {
      venue.worth = forum_worth(p, forum, costs);
      venue.inside = mask_of(members_of(forum), p.n());
      venue.force = force_of(forum.formality, forum.authority, weight);
      venue.compulsory = forum.formality * forum.authority;
    }
    venues.push_back(std::move(venue));
  }
  return venues;
}

/// The venue with the most of what `value` says, if that is more than `least`.
template <class Value>
std::optional<std::size_t> best(const std::vector<Venue>& venues, const Matter& matter,
                                double least, Value value) {
  std::optional<std::size_t> found;
  for (std::size_t v = 0; v < venues.size(); ++v) {
    if (!matter.concerns(venues[v]) || value(venues[v]) <= least) continue;
    found = v;
    least = value(venues[v]);
  }
  return found;
}

/// The venue that a state chooses, and the forum that settles a share of the matter: the chosen
/// one, unless another has compulsory jurisdiction over a larger share.
struct Settlement {
  bool settles = false;               // else it lets the matter lie
  std::optional<std::size_t> chosen;  // none: deals
  std::optional<std::size_t> forum;   // none: deals alone
  double force = 0;

  int choice() const {
    if (!settles) return Business::kNothing;
    return chosen ? static_cast<int>(*chosen) : Business::kDeals;
  }
};
Settlement settlement(const std::vector<Venue>& venues, const Matter& matter) {
  const auto chosen = best(venues, matter, std::max(0.0, matter.deals()),
                           [&](const Venue& venue) { return matter.worth(venue); });
  if (!chosen && matter.deals() <= 0) return {};
  const double chosen_force = chosen ? venues[*chosen].force : 0;
  const auto bound =
      best(venues, matter, chosen_force, [](const Venue& venue) { return venue.compulsory; });
  if (!bound) return {true, chosen, chosen, chosen_force};
  return {true, chosen, bound, venues[*bound].compulsory};
}

}  // namespace

Business settle_business(const Positions& p, const std::vector<Forum>& forums,
                         const TalkCosts& costs, double authority_weight) {
  const std::vector<Venue> venues = venues_of(p, forums, costs, authority_weight);
  Business year{.in_forum = std::vector<double>(forums.size(), 0),
                .use = std::vector<double>(forums.size(), 0),
                .between = PairArray::Zero(p.n(), p.n()),
                .venue = Eigen::ArrayXXi::Constant(p.n(), kSubjects, Business::kNothing)};
  std::vector<double> matters(forums.size(), 0);
  for (const StateId i : p.states()) {
    for (std::size_t s = 0; s < kSubjects; ++s) {
      const Matter matter(p, i, s, costs);
      for (std::size_t v = 0; v < venues.size(); ++v) {
        if (matter.concerns(venues[v])) matters[v] += p.people[i];
      }
      const Settlement where = settlement(venues, matter);
      year.venue(i.value, s) = where.choice();
      if (!where.settles) continue;
      double outside = 0;
      if (!where.forum) {
        matter.book(nullptr, 0, outside, year.between);
        continue;
      }
      const std::size_t at = *where.forum;
      matter.book(&venues[at], where.force, year.in_forum[at], year.between);
      year.use[at] += p.people[i] * (where.chosen == where.forum ? 1 : where.force);
    }
  }
  for (std::size_t v = 0; v < venues.size(); ++v) {
    if (matters[v] > 0) year.use[v] /= matters[v];
  }
  return year;
}

double Business::total() const {
  return std::accumulate(in_forum.begin(), in_forum.end(), 0.0) + between.sum();
}

double Business::spread() const {
  const double all = total();
  if (all <= 0) return std::numeric_limits<double>::quiet_NaN();
  double squares = (between / all).square().sum();
  for (const double weight : in_forum) squares += weight / all * (weight / all);
  return 1 - squares;
}

double Business::bilateral_share() const {
  const double all = total();
  return all > 0 ? between.sum() / all : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace sojourn::models
