#pragma once

#include "sim/stages/module_set.hpp"

namespace sojourn::models {

/// A module of the home front that reckons what people abroad send home, and what comes of it.
class SentHome {
 public:
  virtual ~SentHome() = default;
  /// By country of citizenship [int. $ / year].
  virtual const StateArray& sent_home() const = 0;
  /// What people of a place can pay over what they could if as much of their country's income were
  /// sent as when the module began [1].
  virtual double means(PlaceId place) const = 0;
};

}  // namespace sojourn::models
