#include "models/unions/burden.hpp"

#include <algorithm>
#include <numeric>

namespace sojourn::models {

BurdenTerms::BurdenTerms(Settings& s)
    : share(s.real("relocation", "1 / year", {0, 365}, BurdenTerms{}.share,
                   "share of the applicants above a member's part that are relocated a year; 0: "
                   "none")),
      price(s.real("price", "int. $", {0, 1e7}, BurdenTerms{}.price,
                   "what a member pays for each applicant whom it should take and refuses")),
      hosting(s.real("hosting", "GDP per head", {0, 100}, BurdenTerms{}.hosting,
                     "what an applicant costs the host a year; it rises with sentiment")),
      by_gdp(s.real("key_gdp", "1", {0, 1}, BurdenTerms{}.by_gdp,
                    "weight of GDP in a member's part of applicants; the rest is of people")) {}

namespace {

double sum_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

/// What each member has above its part; below 0: what it lacks [persons].
std::vector<double> above_part(const BurdenTerms& terms, const std::vector<MemberBurden>& members) {
  double applicants = 0, people = 0, gdp = 0;
  for (const MemberBurden& one : members) {
    applicants += one.applicants, people += one.people, gdp += one.gdp;
  }
  std::vector<double> above;
  for (const MemberBurden& one : members) {
    const double by_people = people > 0 ? one.people / people : 0;
    const double by_gdp = gdp > 0 ? one.gdp / gdp : by_people;
    const double part = terms.by_gdp * by_gdp + (1 - terms.by_gdp) * by_people;
    above.push_back(one.applicants - part * applicants);
  }
  return above;
}

bool refuses_at(const BurdenTerms& terms, const MemberBurden& member) {
  const double per_head = member.people > 0 ? member.gdp / member.people : 0;
  return terms.hosting * per_head * (1 + std::max(0.0, member.sentiment)) > terms.price;
}

}  // namespace

Relocation relocation(const BurdenTerms& terms, const std::vector<MemberBurden>& members) {
  const std::vector<double> none(members.size(), 0);
  Relocation plan{none, none, none, none};
  const std::vector<double> above = above_part(terms, members);
  double over = 0;
  for (const double one : above) over += std::max(0.0, one);
  if (terms.share <= 0 || over <= 0) return plan;
  for (std::size_t m = 0; m < members.size(); ++m) {
    const double should = terms.share * std::max(0.0, -above[m]);
    (refuses_at(terms, members[m]) ? plan.refuses : plan.takes)[m] = should;
  }
  const double taken = sum_of(plan.takes), paid = terms.price * sum_of(plan.refuses);
  for (std::size_t m = 0; m < members.size(); ++m) {
    const double part = std::max(0.0, above[m]) / over;
    if (part > 0) plan.leaves[m] = part * taken / members[m].applicants;
    plan.receives[m] = part * paid - terms.price * plan.refuses[m];
    if (taken > 0) plan.takes[m] /= taken;
  }
  return plan;
}

}  // namespace sojourn::models
