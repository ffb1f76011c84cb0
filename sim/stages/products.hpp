#pragma once

#include <array>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/causes.hpp"
#include "sim/base/grid.hpp"
#include "sim/base/part_of_tick.hpp"
#include "sim/base/tick_days.hpp"
#include "sim/stages/policy_rules.hpp"
#include "sim/world/world.hpp"

namespace sojourn {

class Decree;

/// A state that has joined an area (the index in World::areas), and the members of the start that
/// do not let its citizens settle yet.
struct Membership {
  StateId state;
  std::size_t area = 0;
  std::vector<StateId> closed;
};

/// A lever that policies hold, by place: at what, and in which parts of the tick.
class HeldLever {
 public:
  void hold(PlaceId place, double at, PartOfTick when) {
    holds_[place].push_back({at, 0, true, when});
  }
  /// By how much above what is declared.
  void change(PlaceId place, double declared, double by, PartOfTick when) {
    holds_[place].push_back({declared, by, false, when});
  }
  /// What is in force where it would be `unheld` otherwise: the mean over the tick. While several
  /// hold it at once, it is at their mean; changes add up, from there or from what is declared, and
  /// within [0, 1].
  PlaceArray over(const PlaceArray& unheld) const;

 private:
  struct Hold {
    double at, change;
    bool sets;
    PartOfTick when;
  };
  static double at_moment(const std::vector<Hold>& holds, double unheld, double moment);
  static double mean(const std::vector<Hold>& holds, double unheld);

  std::map<PlaceId, std::vector<Hold>> holds_;
};

/// Citizens of `of` no longer have the area's right to settle in `in`; `then` is the status of
/// those already there.
struct Withdrawal {
  std::size_t area = 0;                    // index in World::areas
  StateId of, in;                          // invalid: any member but the other of the two
  Status then = Status::kFreeMover;        // as what they stay
  double term = 0;                         // of a stay for a term [years]
  Status after_term = Status::kFreeMover;  // and as what after it
};

/// Corridors over which citizens of some states do not pass, on some days of the tick.
struct ClosedTo {
  IdSet<CorridorId> corridors;
  IdSet<StateId> citizenships;
  TickDays days;
};

/// Product of the Shock stage: the baseline with what happened laid over it. Rebuilt every tick.
struct Conditions {
  PlaceArray gdp_per_capita;  // [int. $ / year]
  PlaceArray unemployment;
  PlaceArray stability;
  PlaceArray rule_of_law;
  PlaceArray capacity;
  PlaceArray conflict_deaths;  // [deaths / year] by country
  PlaceArray labour_demand;    // factor on the demand for labour
  PlaceArray displacement;     // rate at which violence or disaster makes people leave [1 / year]
  Grid<double, PlaceId, Cause> causes;  // what it is made of [1 / year]
  /// Share of those whom a cause drives out that a host's definition of a refugee means; below 0:
  /// it has declared none. Empty: nobody has.
  Grid<double, StateId, Cause> protects;
  PlaceArray hardship;  // rate at which want drives on people without a secure place [1 / year]
  PlaceArray media;     // attention that weighs on sentiment
  PlaceArray openness;  // what history or a government in office adds to its country's openness
  PlaceArray rights;    // and to the rights of migrants
  Grid<double, CorridorId> enforcement;
  Grid<double, CorridorId> price;  // [int. $]
  Grid<double, CorridorId> risk;
  Grid<TickDays, CorridorId> closed;
  std::vector<ClosedTo> closed_to;
  std::vector<Membership> accessions;   // of states that have joined an area by now
  std::vector<Withdrawal> withdrawals;  // of rights that areas give
  Grid<Entry, StateId, PlaceId> entry;  // before any policy, by citizenship
  std::vector<const Decree*> decrees;   // in force, in the order in which they act
  HeldLever held_openness;
  HeldLever held_rights;
  HeldLever held_effort;  // at borders

  /// People leave a place at `rate` [1 / year], `shares` of them for each cause.
  void drive_out(PlaceId place, double rate, const std::array<double, kCauses>& shares);
};

/// Product of the home front's labour market.
struct Labour {
  PlaceArray wage;          // [int. $ / year], before the premium of skill
  PlaceArray shortage;      // [0, 1]
  PlaceArray demand_start;  // [workers] on the first tick
  PlaceArray demand;        // [workers]
  PlaceArray supply;        // [workers]
};

/// Product of the home front: what each state feels and wants. Carries over from tick to tick.
struct Stances {
  PlaceArray openness;
  PlaceArray rights;
  PlaceArray enforcement;      // extra effort at every corridor into the state, [0, 1]
  PlaceArray openness_unheld;  // what these would be if no policy held them
  PlaceArray rights_unheld;
  PlaceArray enforcement_unheld;
  PlaceArray chosen_openness;  // what the state's own choice adds to what is declared
  PlaceArray chosen_rights;
  PlaceArray recognition;  // chance of protection for citizens of the place's state
  /// The same by citizenship and host, where definitions or courts differ; empty: they do not.
  Grid<double, StateId, StateId> recognition_by_host;
  PlaceArray sentiment;  // 0: the usual inflow
  PlaceArray sentiment_baseline;
  PlaceArray status_quo_cost;  // [share of GDP / year]
  PlaceArray cost_baseline;    // [share of GDP / year]
  PlaceArray excess;           // [share of GDP / year]
};

/// Refugees whom a state takes over from another.
struct Resettlement {
  PlaceId from, to;
  double persons_per_year = 0;
  IdSet<StateId> citizenships{};  // whose
  PolicyId by{};                  // invalid: an agreement's
};

/// A sponsor's places, put before some of those who decide to go: who accepts pays nothing and has
/// a place. How many places there are is the quota of the channel.
struct Recruitment {
  ChannelId channel;     // by which the recruited arrive; invalid: nobody recruits
  PairArray reach;       // by residence and planned destination: probability of being asked
  PlaceArray unplanned;  // by residence: the same for those who can pay for no plan
  double reckoned = 0;   // how far people reckon with it before they decide to go, [0, 1]
  double trained = 0;    // share of the recruited who are taught one step of schooling, [0, 1]
};

/// Product of Enact: what applies to people this tick.
struct Rules {
  Grid<double, CorridorId> enforcement;  // probability of interception per attempt
  /// Within it, by the guards of the state that the corridor leads out of.
  Grid<double, CorridorId> by_partner;
  Grid<double, CorridorId> closed;  // share of the tick's days on which nobody passes
  PairArray free_movement;          // 1 where citizens of the row's place may settle freely
  /// Places per year [persons]; infinity: not contested.
  Grid<double, ChannelId, PlaceId, Skill> quota;
  /// Chance of a proposal being admitted, as people see it (last year's).
  Grid<double, ChannelId, PlaceId, Skill> admission;
  /// Share of refusals that visa facilitation waives, by citizenship and destination, [0, 1].
  PairArray visa;
  /// Probability that someone who has got across is sent back over the corridor.
  Grid<double, CorridorId> readmission;
  Grid<double, CorridorId, StateId> readmission_of;  // the same of some citizens; empty: 0
  /// What custom spares citizens of a state (non-refoulement): share of interceptions, of the sent
  /// back over a corridor, of those taken away from a place; empty: 0.
  Grid<double, CorridorId, StateId> not_intercepted;
  Grid<double, CorridorId, StateId> not_readmitted;
  Grid<double, StateId, PlaceId> not_expelled;
  std::vector<Resettlement> resettlement;
  PlaceArray transfers;  // net payments from other states [int. $ / year]
  PlaceArray remitted;   // more than before by people abroad, by country of citizenship [the same]
  PlaceArray rights;     // of migrants, as they are: the state's own and what agreements ask of it
  Grid<double, CorridorId> risk;  // probability of death per crossing, calm season
  PlaceArray regularisation;      // factor on the rate at which irregular migrants get papers
  PlaceArray irregular_return;    // factor on the rate at which irregular migrants go home
  Recruitment recruitment;
  Grid<Entry, StateId, PlaceId> entry;  // by citizenship
  /// The same as people would have it: what the refusals of a policy take away is still there.
  Grid<Entry, StateId, PlaceId> entry_sought;
  std::vector<Refusal> refusals;
  std::vector<Opening> openings;
  std::vector<Allotment> allotments;
  Grid<double, ChannelId, StateId, PlaceId> fees;   // by citizenship [int. $]; empty: none
  Grid<ContractTerms, StateId, PlaceId> contracts;  // by citizenship; empty: the channel's own
  Grid<double, StateId, PlaceId> family;       // factor on calls of kin, by citizenship; empty: 1
  Grid<double, StateId, PlaceId> rights_of;    // added for a citizenship; empty: 0
  Grid<double, StateId, PlaceId> recognition;  // by citizenship; empty: Stances::recognition
  Grid<double, StateId, PlaceId> naturalisation;  // factor on its rate; empty: 1
  std::vector<Transition> transitions;
  std::vector<Announcement> announced;
};

/// Product of the Payoff stage: what moving is worth, as the inclusive value of a class's row less
/// its mean over all people at the start.
struct Prospects {
  Grid<double, PlaceId, Skill, bool> residents;  // true: of an age at which people study
  /// Of people without a secure place, by residence and citizenship; NaN where there are none.
  Grid<double, PlaceId, StateId, Skill> insecure;
  double reference = 0;  // the inclusive value that all are measured against
};

/// A change in the life of a person with a record.
struct LifeEvent {
  std::uint64_t id;
  std::int32_t tick;
  PlaceId from, to;  // `to` is invalid where the person died
  Status status;
  StateId citizenship;
};

struct Scene;

/// Something states have agreed on and that is in force.
class Agreement {
 public:
  virtual ~Agreement() = default;
  virtual void enact(const Scene& scene, Rules& rules) const = 0;
  /// What it has made of countries by now; called before the tick's shocks.
  virtual void develop(const Scene& /*scene*/, Conditions& /*conditions*/) const {}
};

/// What one state, or the scenario, orders without asking others.
class Decree {
 public:
  virtual ~Decree() = default;
  virtual void enact(const Scene& scene, Rules& rules) const = 0;
};

/// Agreements that one module has put in force.
using AgreementList = std::vector<std::shared_ptr<const Agreement>>;

/// Product of Negotiation. An owner is the module that put an agreement in force, by name.
struct Agreements {
  struct InForce {
    std::string owner;
    std::shared_ptr<const Agreement> agreement;
  };
  std::vector<InForce> in_force;        // in the order in which they act
  std::vector<Forum> forums;            // all there ever were, in the order of their founding
  std::vector<Instrument> instruments;  // in the order of their adoption

  /// Puts `next` in force in the place of all that `owner` has. New agreements replace the owner's
  /// old ones position by position, so renewal does not change the order. Extra ones go last.
  void put(const std::string& owner, AgreementList next);
  /// Ends all that `owner` has in force.
  void end(const std::string& owner);
  /// What `owner` has in force, in the order in which it acts.
  AgreementList of(const std::string& owner) const;
};

}  // namespace sojourn
