#pragma once

#include "models/deals/deal_term.hpp"
#include "models/deals/deal_terms.hpp"
#include "models/parties/named_party.hpp"
#include "models/policies/channel_group.hpp"
#include "models/policies/lever_keys.hpp"

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

/// Whether both bind the same states on the same days of the run.
inline bool meet(const World& world, const Pact& one, const Pact& other) {
  return overlap(one.demander, other.demander) && overlap(one.supplier, other.supplier) &&
         act_together(world, one.term.in_force(), other.term.in_force());
}

/// Notes a fault at every key that says more of a term which is not agreed.
inline void require_their_terms(Settings& s) {
  static const std::vector<KeysOf> kAll{
      {{"broken_by"}, {"broken"}},
      {{"one_for_one_most"}, {"one_for_one"}},
      {{"readmission_over", "readmitted"}, {"readmission"}},
      {{"resettled", "resettlement_total"}, {"resettlement", "one_for_one"}},
      {{"skills"}, {"places"}},
      {{"channel"}, {"places", "fee_cap", "permit_years", "renewal"}}};
  require_what_they_say_more_of(s, kAll);
}

/// Notes a fault where terms of work would begin or end within a tick: they hold for all who come
/// in one, and a fee at its mean would bind people on days on which none is capped.
inline void require_ticks_of_work(Settings& s, const Pact& pact) {
  const WorkTerms& work = pact.labour.work;
  if (work.permit_years < 0 && work.renewal < 0 && work.fee_cap < 0) return;
  const char* end = pact.term.broken() ? "broken" : s.has("duration") ? "duration" : "until";
  require_change_with_ticks(s, pact.term.in_force(), end, "terms of work");
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
  require_ticks_of_work(s, pact);
  require_their_terms(s);
  if (overlap(pact.demander, pact.supplier)) {
    s.fault("supplier", "\"" + pact.supplier.name + "\" cannot agree with itself");
  }
  return pact;
}

}  // namespace sojourn::models
