#include "models/catalog.hpp"

#include "models/agency/agency.hpp"
#include "models/agency/development_aid.hpp"
#include "models/agency/placement_backlash.hpp"
#include "models/home_front/border_effort.hpp"
#include "models/areas/declared_areas.hpp"
#include "models/channels/perceived_admission.hpp"
#include "models/compacts/compact.hpp"
#include "models/conventions/conventions.hpp"
#include "models/demography/vital_rates.hpp"
#include "models/forums/politics.hpp"
#include "models/home_front/declared_policy.hpp"
#include "models/home_front/labour_market.hpp"
#include "models/home_front/recognition.hpp"
#include "models/home_front/sentiment.hpp"
#include "models/home_front/status_quo_cost.hpp"
#include "models/home_front/unilateral_policy.hpp"
#include "models/movement/corridor_cost.hpp"
#include "models/movement/giving_up.hpp"
#include "models/movement/intention.hpp"
#include "models/movement/journey.hpp"
#include "models/movement/kin_calls.hpp"
#include "models/movement/legal_status.hpp"
#include "models/movement/onward.hpp"
#include "models/channels/open_channels.hpp"
#include "models/movement/resettlement.hpp"
#include "models/movement/return_home.hpp"
#include "models/movement/savings.hpp"
#include "models/movement/vital_events.hpp"
#include "models/channels/walking_channels.hpp"
#include "models/deals/containment_deals.hpp"
#include "models/areas/free_movement_areas.hpp"
#include "models/deals/labour_deals.hpp"
#include "models/observers/agency.hpp"
#include "models/observers/axes.hpp"
#include "models/observers/bargaining.hpp"
#include "models/observers/chronicle.hpp"
#include "models/observers/compliance.hpp"
#include "models/observers/corridors.hpp"
#include "models/observers/countries.hpp"
#include "models/observers/forums.hpp"
#include "models/observers/instruments.hpp"
#include "models/observers/people.hpp"
#include "models/payoffs/admission.hpp"
#include "models/payoffs/affinity.hpp"
#include "models/payoffs/cost.hpp"
#include "models/payoffs/network.hpp"
#include "models/payoffs/proximity.hpp"
#include "models/payoffs/rights.hpp"
#include "models/payoffs/safety.hpp"
#include "models/payoffs/size.hpp"
#include "models/payoffs/sponsor.hpp"
#include "models/payoffs/unemployment.hpp"
#include "models/payoffs/wage.hpp"
#include "models/shocks/accession.hpp"
#include "models/shocks/boom.hpp"
#include "models/shocks/border_closure.hpp"
#include "models/shocks/change_of_government.hpp"
#include "models/shocks/conflict.hpp"
#include "models/shocks/disaster.hpp"
#include "models/shocks/enforcement_shock.hpp"
#include "models/shocks/media_event.hpp"
#include "models/shocks/price_shock.hpp"
#include "models/shocks/recession.hpp"

namespace sojourn::models {

Catalog standard_catalog() {
  Catalog c;
  constexpr bool kOnRequest = false;
  // clang-format off
  c.add<Shock, Conflict>("conflict", "shock", "war or persecution drives people out", kOnRequest);
  c.add<Shock, Disaster>("disaster", "shock", "drought, flood or earthquake drives people out", kOnRequest);
  c.add<Shock, Recession>("recession", "shock", "income and labour demand fall", kOnRequest);
  c.add<Shock, Boom>("boom", "shock", "income and labour demand rise", kOnRequest);
  c.add<Shock, PriceShock>("price_shock", "shock", "smuggling on corridors gets dearer or cheaper", kOnRequest);
  c.add<Shock, EnforcementShock>("enforcement_shock", "shock", "control of corridors gets looser or stricter", kOnRequest);
  c.add<Shock, BorderClosure>("border_closure", "shock", "corridors close", kOnRequest);
  c.add<Shock, ChangeOfGovernment>("change_of_government", "shock", "openness and rights shift with the government", kOnRequest);
  c.add<Shock, MediaEvent>("media_event", "shock", "attention moves sentiment", kOnRequest);
  c.add<Shock, Accession>("accession", "shock", "states join an area of free movement", kOnRequest);

  c.add<Demography, VitalRates>("vital_rates", "demography", "births, deaths and the people of the start");

  c.add<HomeFront, DeclaredPolicy>("declared_policy", "home front", "openness and rights as the scenario declares them");
  c.add<HomeFront, Recognition>("recognition", "home front", "chance of protection by country of origin");
  c.add<HomeFront, LabourMarket>("labour_market", "home front", "labour shortage and wages");
  c.add<HomeFront, Sentiment>("sentiment", "home front", "sentiment against migration");
  c.add<HomeFront, PlacementBacklash>("placement_backlash", "home front", "sentiment against people whom an agency places", kOnRequest);
  c.add<HomeFront, StatusQuoCost>("status_quo_cost", "home front", "what customary law alone costs a state");
  c.add<HomeFront, UnilateralPolicy>("unilateral_policy", "home front", "states choose openness, rights and effort once a year", kOnRequest);

  c.add<Negotiation, ContainmentDeals>("containment_deals", "negotiation", "states pay others to hold people back", kOnRequest);
  c.add<Negotiation, FreeMovementAreas>("free_movement_areas", "negotiation", "states open their borders to each other where all gain", kOnRequest);
  c.add<Negotiation, LabourDeals>("labour_deals", "negotiation", "states short of labour admit others' workers", kOnRequest);
  c.add<Negotiation, ForumPolitics>("forum_politics", "negotiation", "forums are tabled, vetoed, watered down, multiply, merge and die", kOnRequest);
  c.add<Negotiation, Conventions>("conventions", "negotiation", "states draft, vote on and join conventions on migrants' rights", kOnRequest);
  c.add<Negotiation, Compact>("compact", "negotiation", "states vote on, join, comply with and leave a compact on migration", kOnRequest);

  c.add<Negotiation, Agency>("agency", "negotiation", "an organisation trains people and places them where labour is short", kOnRequest);
  c.add<Negotiation, DevelopmentAid>("development_aid", "negotiation", "rich states give aid, which raises incomes", kOnRequest);

  c.add<Enact, DeclaredAreas>("declared_areas", "enact", "free movement where the scenario declares it");
  c.add<Enact, PerceivedAdmission>("perceived_admission", "enact", "last year's chance of a contested place");

  c.add<Enact, BorderEffort>("border_effort", "enact", "a state's own effort at its borders");

  c.add<RouteCost, CorridorCost>("corridor_cost", "routes", "generalised cost of a corridor");

  c.add<Channel, FreeMovementChannel>("free_movement", "channel", "settling by right");
  c.add<Channel, LabourChannel>("labour", "channel", "work visas within quotas");
  c.add<Channel, FamilyChannel>("family", "channel", "joining kin");
  c.add<Channel, StudyChannel>("study", "channel", "studying abroad");
  c.add<Channel, AsylumChannel>("asylum", "channel", "travelling to ask for protection");
  c.add<Channel, IrregularChannel>("irregular", "channel", "travelling and staying without papers");
  c.add<Channel, ReturnChannel>("return", "channel", "going back to one's own country");
  c.add<Channel, SponsoredChannel>("sponsored", "channel", "being taken over from a state of refuge");

  c.add<PayoffTerm, WageTerm>("wage", "payoff", "b_wage*ln(w_j/w_i)");
  c.add<PayoffTerm, UnemploymentTerm>("unemployment", "payoff", "-b_unemp*(u_j - u_i)");
  c.add<PayoffTerm, NetworkTerm>("network", "payoff", "b_network*ln(1 + stock_oj/(small_network*population_o))");
  c.add<PayoffTerm, ProximityTerm>("proximity", "payoff", "b_proximity*proximity_oj");
  c.add<PayoffTerm, SizeTerm>("size", "payoff", "b_size*ln(population_j)");
  c.add<PayoffTerm, RightsTerm>("rights", "payoff", "b_rights*(rights_j - rights_i)");
  c.add<PayoffTerm, SafetyTerm>("safety", "payoff", "b_safety*(stability_j - stability_i)");
  c.add<PayoffTerm, AdmissionTerm>("admission", "payoff", "b_admission*ln(max(least_chance, p_admit))");
  c.add<PayoffTerm, CostTerm>("cost", "payoff", "-b_cost*cost_ijc/income_i");
  c.add<PayoffTerm, SponsorTerm>("sponsor", "payoff", "b_training*trained at a place that a sponsor offers");
  c.add<PayoffTerm, AffinityTerm>("affinity", "payoff", "learnt corridor constants");

  c.add<Capability, Savings>("savings", "capability", "what an intender can pay");
  c.add<Departure, Intention>("intention", "departure", "prospects and displacement make people leave");
  c.add<Departure, KinCalls>("kin_calls", "departure", "settled kin call their families");

  c.add<Hazard, Journey>("journey", "hazard", "the next leg on the corridor graph");
  c.add<Hazard, ReturnHome>("return_home", "hazard", "going home");
  c.add<Hazard, Onward>("onward", "hazard", "moving on");
  c.add<Hazard, Regularisation>("regularisation", "hazard", "papers for irregular migrants");
  c.add<Hazard, AsylumDecision>("asylum_decision", "hazard", "the queue of applications");
  c.add<Hazard, Naturalisation>("naturalisation", "hazard", "becoming a citizen");
  c.add<Hazard, Release>("release", "hazard", "the detained are let go");
  c.add<Hazard, SettleOnTheWay>("settle_on_the_way", "hazard", "giving the journey up where one is");
  c.add<Hazard, StayHome>("stay_home", "hazard", "giving the journey up before it began");
  c.add<Hazard, Resettled>("resettlement", "hazard", "refugees whom other states take over");
  c.add<Hazard, DeathAbroad>("death_abroad", "hazard", "deaths of people with a record");
  c.add<Hazard, BirthAbroad>("birth_abroad", "hazard", "births to women with a record");

  c.add<Observer, Axes>("axes", "observer", "the axes of the run file");
  c.add<Observer, PeopleObserver>("people", "observer", "stocks, arrivals, departures");
  c.add<Observer, CorridorObserver>("corridors", "observer", "crossings, interceptions, deaths, detections");
  c.add<Observer, CountryObserver>("countries", "observer", "income, labour, policy and feeling by country");
  c.add<Observer, AgencyObserver>("agency_record", "observer", "whom an agency placed where, and its budget");
  c.add<Observer, BargainingObserver>("bargaining", "observer", "what pairs of states want of each other, and whether they could agree", kOnRequest);
  c.add<Observer, ComplianceObserver>("compliance", "observer", "what states do about a compact, and support for it at home");
  c.add<Observer, InstrumentObserver>("instruments", "observer", "texts that states may join: votes, members, whom they cover", kOnRequest);
  c.add<Observer, ForumObserver>("forums", "observer", "forums, and where states settle what they decide", kOnRequest);
  c.add<Observer, Chronicle>("chronicle", "observer", "the event log and a sample of life histories");
  // clang-format on
  return c;
}

}  // namespace sojourn::models
