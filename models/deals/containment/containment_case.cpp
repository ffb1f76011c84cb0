#include "models/deals/containment/containment_case.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "models/bargaining/surplus.hpp"

namespace sojourn::models {

namespace {

/// Chance of who has got across to be sent back, as the text has it and people see it.
double by_the_text(const ContainmentCase& now, const ContainmentIssues& issues) {
  return now.demander_capacity * issues.readmission;
}
/// The same as the demander's law lets it be.
double sent_back(const ContainmentCase& now, const ContainmentIssues& issues) {
  return by_the_text(now, issues) * (1 - now.spared_return);
}
/// Share of the flow that the supplier can hold back by its own law.
double can_hold(const ContainmentCase& now) {
  return now.supplier_capacity * (1 - now.spared_hold);
}

/// Of those who set out, the share who are stopped or sent back.
double failing(const ContainmentCase& now, const ContainmentIssues& issues) {
  return 1 - (1 - can_hold(now) * issues.intensity) * (1 - sent_back(now, issues));
}

/// Hosting all would-be arrivals where nobody is hosted yet [int. $ / year].
double first_hosting(const ContainmentCase& now) {
  return now.host_cost * now.supplier_income * now.arrivals * now.stay;
}
double crowding_now(const ContainmentCase& now) {
  return 1 + now.crowding * now.hosted_share;
}
/// What they themselves add to the crowding.
double crowding_by_all(const ContainmentCase& now) {
  if (now.supplier_gdp <= 0) return 0;
  return now.crowding * now.arrivals * now.stay * now.supplier_income / now.supplier_gdp;
}

/// The intensity that goes best with the other issues; the surplus is quadratic in it.
double best_intensity_for(const ContainmentCase& now, ContainmentIssues issues) {
  issues.intensity = 0;
  const double hosted = 1 - issues.resettled;
  const double set_out = 1 - deterred(now, issues), held = held_share(now, issues);
  const double slope = set_out * can_hold(now) * (1 - sent_back(now, issues));
  const double whole = now.demander_gdp * now.pressure * now.dependence;
  const double hosting = hosted * first_hosting(now), self = hosting * crowding_by_all(now);
  const double taken = now.arrival_cost * now.arrivals * issues.resettled;
  return best_intensity(slope * (whole - hosting * crowding_now(now) - 2 * self * held - taken),
                        now.friction * now.supplier_gdp + 2 * self * slope * slope);
}

double net(const ContainmentCase& now, const ContainmentIssues& issues) {
  return containment_gain(now, issues) - containment_loss(now, issues) + linked_worth(now, issues) -
         linked_cost(now, issues);
}

/// What is best for both together where `resettled` of those held are taken over. The surplus need
/// not be concave in readmission: the best of a grid, then narrowed down.
ContainmentIssues best_policing(const ContainmentCase& now, double resettled) {
  constexpr int kSteps = 32, kRounds = 30;
  const auto at = [&](double readmission) {
    ContainmentIssues issues{.readmission = readmission, .resettled = resettled};
    issues.intensity = best_intensity_for(now, issues);
    return issues;
  };
  ContainmentIssues best = at(0);
  double most = net(now, best);
  const auto look_at = [&](double readmission) {
    const ContainmentIssues issues = at(readmission);
    const double value = net(now, issues);
    if (value > most) best = issues, most = value;
  };
  if (now.demander_capacity <= 0) return best;
  for (int k = 1; k <= kSteps; ++k) look_at(static_cast<double>(k) / kSteps);
  double width = 1.0 / kSteps;
  for (int round = 0; round < kRounds; ++round) {
    width *= 0.6;
    const double middle = best.readmission;
    look_at(std::max(0.0, middle - width));
    look_at(std::min(1.0, middle + width));
  }
  return best;
}

ContainmentIssues best_issues(const ContainmentCase& now) {
  const ContainmentIssues hosting = best_policing(now, 0);
  if (now.resettled_most <= 0) return hosting;
  const ContainmentIssues taking = best_policing(now, now.resettled_most);
  return net(now, taking) > net(now, hosting) ? taking : hosting;
}

DivisionCase to_divide(const ContainmentCase& now, const ContainmentIssues& issues) {
  return {.gain = containment_gain(now, issues),
          .loss = containment_loss(now, issues),
          .linked = linked_worth(now, issues),
          .contract = now.contract_cost + linked_cost(now, issues),
          .alternative = now.alternative,
          .threat = now.threat,
          .partner_share = now.supplier_share};
}

ContainmentDeal deal_on(const ContainmentCase& now, const ContainmentIssues& issues) {
  const DivisionCase all = to_divide(now, issues);
  ContainmentDeal deal{.issues = issues, .gain = all.gain, .loss = all.loss, .linked = all.linked};
  const Division made = divide(all);
  deal.surplus = made.surplus;
  deal.payment = made.payment;
  return deal;
}

/// Whether the demander still owes something: the supplier's loss and its part of a surplus are not
/// met by what else it gets. Falls with the visas, up to those that are best for both.
bool leaves_a_payment(const ContainmentCase& now, const ContainmentIssues& issues) {
  const DivisionCase all = to_divide(now, issues);
  const Division made = divide(all);
  return (made.worthwhile() ? made.payment : all.loss - all.linked) >= 0;
}

/// The best for both, or the most that leave a payment where that is less.
double best_visas(const ContainmentCase& now, ContainmentIssues issues) {
  constexpr int kHalvings = 60;
  issues.visas = best_intensity(now.visa_value, now.visa_cost);
  if (leaves_a_payment(now, issues)) return issues.visas;
  double enough = 0, too_many = issues.visas;
  for (int i = 0; i < kHalvings; ++i) {
    issues.visas = (enough + too_many) / 2;
    (leaves_a_payment(now, issues) ? enough : too_many) = issues.visas;
  }
  return enough;
}

void check(const ContainmentCase& now) {
  for (const double value :
       {now.demander_gdp,      now.pressure,      now.dependence,    now.demander_capacity,
        now.supplier_capacity, now.spared_return, now.spared_hold,   now.host_cost,
        now.supplier_income,   now.arrivals,      now.stay,          now.crowding,
        now.hosted_share,      now.friction,      now.supplier_gdp,  now.contract_cost,
        now.visa_value,        now.visa_cost,     now.arrival_cost,  now.resettled_most,
        now.alternative,       now.threat,        now.supplier_share}) {
    if (!(value >= 0 && std::isfinite(value))) {
      throw std::invalid_argument("propose_containment: needs finite values >= 0");
    }
  }
  for (const double share :
       {now.dependence, now.demander_capacity, now.supplier_capacity, now.spared_return,
        now.spared_hold, now.resettled_most, now.supplier_share}) {
    if (share > 1) throw std::invalid_argument("propose_containment: a share is above 1");
  }
}

}  // namespace

double deterred(const ContainmentCase& now, const ContainmentIssues& issues) {
  return now.crossing.deterred(by_the_text(now, issues));
}

double held_share(const ContainmentCase& now, const ContainmentIssues& issues) {
  return (1 - deterred(now, issues)) * failing(now, issues);
}

double stopped_share(const ContainmentCase& now, const ContainmentIssues& issues) {
  return 1 - (1 - deterred(now, issues)) * (1 - failing(now, issues));
}

double containment_gain(const ContainmentCase& now, const ContainmentIssues& issues) {
  return now.demander_gdp * now.pressure * now.dependence * stopped_share(now, issues);
}

double containment_loss(const ContainmentCase& now, const ContainmentIssues& issues) {
  const double held = held_share(now, issues);
  const double c = issues.intensity, r = issues.readmission;
  return first_hosting(now) * held * (crowding_now(now) + crowding_by_all(now) * held) +
         now.friction / 2 * now.supplier_gdp * (c * c + r * r);
}

double linked_worth(const ContainmentCase& now, const ContainmentIssues& issues) {
  const double held = held_share(now, issues);
  return now.visa_value * issues.visas + first_hosting(now) * held * issues.resettled *
                                             (crowding_now(now) + crowding_by_all(now) * held);
}

double linked_cost(const ContainmentCase& now, const ContainmentIssues& issues) {
  return now.visa_cost / 2 * issues.visas * issues.visas +
         now.arrival_cost * now.arrivals * held_share(now, issues) * issues.resettled;
}

double closure_worth(const ContainmentCase& now, double closure) {
  const double slope = now.demander_gdp * now.pressure * now.dependence * closure;
  const double curvature = now.friction * now.demander_gdp;
  const double effort = best_intensity(slope, curvature);
  return slope * effort - curvature / 2 * effort * effort;
}

ContainmentDeal propose_containment(const ContainmentCase& now) {
  check(now);
  // Whatever is done, no more than this can be gained: a deal for visas alone is none.
  if (now.demander_gdp * now.pressure * now.dependence <= now.contract_cost) {
    return deal_on(now, {});
  }
  ContainmentIssues issues = best_issues(now);
  if (stopped_share(now, issues) > 0) issues.visas = best_visas(now, issues);
  return deal_on(now, issues);
}

}  // namespace sojourn::models
