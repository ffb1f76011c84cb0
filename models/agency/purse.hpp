#pragma once

#include <cmath>
#include <vector>

#include "models/agency/board.hpp"
#include "models/agency/donors.hpp"
#include "models/agency/payable_places.hpp"
#include "models/agency/placement_agreement.hpp"
#include "sim/base/arithmetic/elementary.hpp"

namespace sojourn::models {

/// What an agency's money pays for. A place costs `transport`, and `training` for the share
/// `trained`. The share `mark` is earmarked. Where the division is fixed, its part `border_work`
/// controls the donor's borders, the rest recruits people who are bound for the donor; else donors
/// and the board say (Board).
class Purse {
 public:
  explicit Purse(Settings& s)
      : mark_(s.real("mark", "1", {0, 1}, 0.994, "share of the money that is earmarked")),
        border_work_(s.real("border_work", "1", {0, 1}, 0,
                            "share of earmarked money that goes to the donor's borders")),
        border_scale_(s.real("border_scale", "GDP share / year", {1e-8, 1}, 1e-4,
                             "border money of a donor that stops 63% of attempts")),
        training_(
            s.real("training", "int. $", {0, 1e6}, 2500, "cost of teaching a step of schooling")),
        transport_(s.real("transport", "int. $", {1, 1e6}, 1500, "cost of the way and of placing")),
        trained_(s.real("trained", "1", {0, 1}, 1, "share of the placed who are taught")),
        return_cost_(s.real("return_cost", "int. $", {1, 1e6}, 2500,
                            "cost of taking someone without papers home")),
        return_share_(s.real("return_share", "1 / year", {0, 1}, 0.05,
                             "of those without papers who would take the way home")) {}

  /// Notes a fault where donors choose what a setting fixes.
  void require_choice(Settings& s) const {
    if (border_work_ > 0) {
      s.fault("border_work", "expected 0: where the division is \"chosen\" donors say how much");
    }
  }

  double mark() const { return mark_; }
  TaskTerms terms(double irregular, double abroad) const {
    return {irregular, abroad, cost_of_a_place(), border_scale_, return_cost_, return_share_};
  }
  double trained() const { return trained_; }

  TaskMoney fixed_division(double money) const {
    TaskMoney division{};
    division[position(Task::kBorders)] = mark_ * border_work_ * money;
    division[position(Task::kPlacing)] = money - division[position(Task::kBorders)];
    return division;
  }
  PayablePlaces payable(const World& world, const Donors& donors) const {
    const double cost = cost_of_a_place();
    PayablePlaces places;
    for (const StateId s : world.states()) {
      const double paid = donors.contribution(s);
      places.earmarked.push_back(mark_ * (1 - border_work_) * paid / cost);
      places.free += (1 - mark_) * paid / cost;
    }
    return places;
  }

  PayablePlaces payable(const TaskBudget& budget) const {
    PayablePlaces places{.earmarked = {}, .free = budget.common_placing() / cost_of_a_place()};
    for (const TaskMoney& own : budget.earmarked) {
      places.earmarked.push_back(own[position(Task::kPlacing)] / cost_of_a_place());
    }
    return places;
  }

  /// Donors pay for what is done, and for the share `used` of the places.
  void spend(const Scene& scene, const TaskInterests& interests, const TaskBudget& budget,
             double used, Programme& programme) const {
    double common = 0, paid_in = 0;
    for (const TaskMoney& one : budget.common) common += spent(one, used);
    for (const double one : budget.paid_in) paid_in += one;
    programme.returned = PlaceArray::Zero(scene.world.n_places());
    programme.relief = budget.all(Task::kEmergencies);
    for (const StateId s : scene.world.states()) {
      const double part = paid_in > 0 ? budget.paid_in[s.index()] / paid_in : 0;
      programme.payments[s] = spent(budget.earmarked[s.index()], used) + common * part;
      const double effort = border_effort(scene, s, budget.done_for(s, Task::kBorders));
      const double returned = interests.return_rate(s, budget.done_for(s, Task::kReturns));
      for (const PlaceId place : scene.world.places_of(s)) {
        programme.effort[place] = effort;
        programme.returned[place] = returned;
      }
    }
  }

  /// Donors pay for the share `used` of the places, and for what is done at their borders.
  void spend(const Scene& scene, const Donors& donors, double used, Programme& programme) const {
    for (const StateId s : scene.world.states()) {
      const double paid = donors.contribution(s);
      if (paid <= 0) continue;
      const double border = mark_ * border_work_ * paid;
      programme.payments[s] = border + used * (paid - border);
      if (border <= 0) continue;
      const double effort = border_effort(scene, s, border);
      for (const PlaceId place : scene.world.places_of(s)) {
        programme.effort[place] = effort;
      }
    }
  }

 private:
  double cost_of_a_place() const { return trained_ * training_ + transport_; }
  double border_effort(const Scene& scene, StateId state, double money) const {
    return money > 0 ? 1 - fixed::exp(-money / (border_scale_ * gdp_of(scene, state))) : 0;
  }
  static double spent(const TaskMoney& division, double used) {
    return sum_of(division) - (1 - used) * division[position(Task::kPlacing)];
  }

  double mark_, border_work_, border_scale_, training_, transport_, trained_;
  double return_cost_, return_share_;
};

}  // namespace sojourn::models
