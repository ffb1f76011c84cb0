#include "models/catalog/stages.hpp"

#include "models/observers/agency.hpp"
#include "models/observers/axes.hpp"
#include "models/observers/bargaining.hpp"
#include "models/observers/chronicle.hpp"
#include "models/observers/compliance.hpp"
#include "models/observers/countries.hpp"
#include "models/observers/deals.hpp"
#include "models/observers/development.hpp"
#include "models/observers/flows/corridors.hpp"
#include "models/observers/flows/transitions.hpp"
#include "models/observers/forums.hpp"
#include "models/observers/instruments.hpp"
#include "models/observers/people.hpp"
#include "models/observers/policies.hpp"

namespace sojourn::models {

void add_observers(Catalog& c) {
  c.add<Axes>("axes", "the axes of the run file");
  c.add<PeopleObserver>("people", "stocks, arrivals, departures");
  c.add<CorridorObserver>("corridors", "crossings, interceptions, deaths, detections");
  c.add<CountryObserver>("countries", "income, labour, policy and feeling by country");
  c.add<PolicyObserver>("policies", "whom each policy refused, let in and moved");
  c.add<DealObserver>("deals_record", "agreements between two parties: who, when, on which terms");
  c.add<AgencyObserver>("agency_record", "whom an agency placed where, and its budget");
  c.add<DevelopmentObserver>("development_record",
                             "output and wages by schooling, and the part of foreigners in it");
  c.add<BargainingObserver>("bargaining",
                            "what pairs of states want of each other, and whether they could agree",
                            kOnRequest);
  c.add<ComplianceObserver>("compliance",
                            "what states do about a compact, and support for it at home");
  c.add<InstrumentObserver>(
      "instruments", "texts that states may join: votes, members, whom they cover", kOnRequest);
  c.add<ForumObserver>("forums", "forums, and where states settle what they decide", kOnRequest);
  c.add<TransitionObserver>(
      "transitions",
      "who lives elsewhere than five years before, whole population: outward, return, onward",
      kOnRequest);
  c.add<Chronicle>("chronicle", "the event log and a sample of life histories");
}

}  // namespace sojourn::models
