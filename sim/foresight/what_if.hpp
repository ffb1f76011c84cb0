#pragma once

#include <optional>
#include <span>

#include "sim/stages/stages.hpp"

namespace sojourn {

/// A scene as it would be if some products were others. It owns those, and derives rules and routes
/// from them as the engine would.
class WhatIf {
 public:
  /// What `now` refers to must outlive this.
  explicit WhatIf(const Scene& now) : now_(now) {}

  // The products to change, at first as they are now.
  Stances& stances() { return own(stances_, now_.stances); }
  Agreements& agreements() { return own(agreements_, now_.agreements); }
  Rules& rules() { return own(rules_, now_.rules); }
  Routes& routes() { return own(routes_, now_.routes); }

  /// Lets rules follow from stances and agreements as they would be.
  void derive_rules();
  /// Lets routes follow from rules as they would be; solved towards `targets` alone.
  void derive_routes(std::span<const PlaceId> targets);

  /// Valid until this moves, ends, or owns one product more.
  Scene scene() const;

 private:
  template <class Product>
  static Product& own(std::optional<Product>& other, const Product& now) {
    return other ? *other : other.emplace(now);
  }

  Scene now_;
  std::optional<Stances> stances_;
  std::optional<Agreements> agreements_;
  std::optional<Rules> rules_;
  std::optional<Routes> routes_;
};

}  // namespace sojourn
