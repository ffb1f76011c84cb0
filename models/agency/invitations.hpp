#pragma once

#include "models/agency/purse.hpp"

namespace sojourn::models {

/// Whom an agency asks, of the people who live below `ceiling`: `offers` per place that is paid
/// for. Earmarked money asks those who are bound for the donor, the rest asks people wherever they
/// are bound. With recruits = "intenders" everyone who wants to go is asked alike, also those who
/// can pay for no plan. Whoever is asked chooses (sim/recruitment).
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
