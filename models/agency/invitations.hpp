#pragma once

#include "models/agency/payable_places.hpp"
#include "models/agency/placement_agreement.hpp"

namespace sojourn::models {

/// The people whom an agency asks. They live in places with an income below `ceiling`, of the
/// states `recruits_from` where some are named, and the agency asks `offers` of them per place that
/// is paid for. Earmarked money asks people bound for the donor; the rest asks people whatever
/// their destination. With recruits = "intenders" the agency asks everyone who wants to go, also
/// people who can pay for no plan. A person who is asked is free to refuse
/// (sim/tick/recruitment.hpp).
class Invitations {
 public:
  Invitations(Settings& settings, const World& world, double ceiling);

  /// Asks more where places of the year that has ended stayed empty, if it does that.
  void learn(const Scene& scene, double places);
  /// Reach and schooling, for the share `used` of the places that can be paid for.
  void write(const Scene& scene, const PayablePlaces& payable, double used,
             Programme& programme) const;

  template <class Keeper>
  void state(Keeper& archive) {
    archive(more_);
  }
  /// Whether people who live there are asked at all.
  bool may_ask(const Scene& scene, PlaceId home) const {
    return scene.conditions.gdp_per_capita[home] < ceiling_ &&
           from_.contains(scene.world.state_of(home));
  }

 private:
  double ceiling_;
  IdSet<StateId> from_;
  bool all_intenders_;
  double offers_;
  bool asks_more_;
  double more_ = 1;  // factor on `offers`, learnt
};

}  // namespace sojourn::models
