#pragma once

#include "models/agency/purse.hpp"

namespace sojourn::models {

/// The people whom an agency asks. They live in places with an income below `ceiling`, and the
/// agency asks `offers` of them per place that is paid for. Earmarked money asks people bound for
/// the donor; the rest asks people whatever their destination. With recruits = "intenders" the
/// agency asks everyone who wants to go, also people who can pay for no plan. A person who is asked
/// is free to refuse (sim/tick/recruitment.hpp).
class Invitations {
 public:
  Invitations(Settings& settings, double ceiling);

  /// Reach and schooling, for the share `used` of the places that can be paid for.
  void write(const Scene& scene, const PayablePlaces& payable, double used,
             Programme& programme) const;

 private:
  double ceiling_;
  bool all_intenders_;
  double offers_;
};

}  // namespace sojourn::models
