#pragma once

#include "models/deals/deal_term.hpp"
#include "models/deals/deal_terms.hpp"
#include "models/parties/named_party.hpp"
#include "models/policies/channel_group.hpp"

namespace sojourn::models {

/// What two sides have agreed, as a scenario states it.
struct Pact {
  Party demander, supplier;
  DealTerm term;
  ContainmentTerms terms;
  OneForOneTerms one_for_one;
  LabourTerms labour;
  std::string channel;  // by which the workers of `labour` come

  std::string name() const { return demander.name + "-" + supplier.name; }
};

inline bool overlap(const Party& one, const Party& other) {
  return std::ranges::any_of(one.members, [&](StateId s) { return other.has(s); });
}

/// Whether both bind the same states on the same days.
inline bool meet(const Pact& one, const Pact& other) {
  return overlap(one.demander, other.demander) && overlap(one.supplier, other.supplier) &&
         one.term.in_force().overlaps(other.term.in_force());
}

inline Pact read_pact(Settings& s, const World& world) {
  Pact pact{.demander = require_party(s, world, "demander", "union or country that asks, and pays"),
            .supplier = require_party(s, world, "supplier", "union or country that is asked"),
            .term = DealTerm(s, world),
            .terms = read_containment_terms(s, world),
            .one_for_one = read_one_for_one(s),
            .labour = read_labour_terms(s),
            .channel = s.choice("channel", channel_names(), "labour",
                                "channel by which these workers come")};
  if (overlap(pact.demander, pact.supplier)) {
    s.fault("supplier", "\"" + pact.supplier.name + "\" cannot agree with itself");
  }
  return pact;
}

}  // namespace sojourn::models
