#pragma once

#include <vector>

#include "models/agency/invitations.hpp"
#include "models/agency/recipients.hpp"
#include "models/agency/tasks.hpp"

namespace sojourn::models {

class RefugeeAgency;

/// What one person more is to a state, and what tasks cost.
struct TaskTerms {
  double irregular = 1.6;   // burden of who comes without papers, beside a regular arrival
  double abroad = 1;        // worth of a citizen abroad, beside an arrival spared
  double place_cost = 0;    // [int. $ / person]
  double border_scale = 0;  // [GDP share / year]
  double return_cost = 0;   // [int. $ / person]
  double return_share = 0;  // of those without papers who take the way home in a year
};

/// What each state has to gain by each task, as last year's flows tell (ODD 7.23). All worths are
/// in arrivals spared:
///
/// - placing: asks people who have planned to leave. One of those bound for a state spares it what
///   one of them brought last year, (regular + irregular*burden)/planned; a citizen abroad is worth
///   `abroad` to the own state, a worker what RecipientChoice says to the one who gets the place;
/// - borders: a stop spares the burden, as far as who gets across stays in the state;
/// - returns: one fewer without papers;
/// - emergencies: to the host the care, to a state the applicants who come to it, per person in
///   need; reached are those whom refugee agencies at work cannot look after.
///
/// Own citizens who are stopped or sent back elsewhere cost `abroad` each.
class TaskInterests {
 public:
  TaskInterests(const Scene& scene, const TaskTerms& terms, const Recipients& recipients,
                const std::vector<const RefugeeAgency*>& relief, const Invitations& invitations);

  /// For money that a state keeps to its own ends: who is asked to take a place is bound for it.
  Opportunities own(StateId state) const { return opportunities(state, true); }
  /// For its part of the money of all: whoever has planned to leave is asked.
  Opportunities common(StateId state) const { return opportunities(state, false); }
  /// What a person reached by a task at the borders of a state, or in it, costs the citizens of
  /// each state, in arrivals spared; own citizens alone are stopped or sent back.
  double harm(StateId citizens, StateId where, Task task) const;
  /// At which those without papers in its places are taken home with that money [1 / year].
  double return_rate(StateId state, double money) const;

 private:
  struct Facts {
    double gdp = 0;                      // [int. $ / year]
    double bound = 0, from = 0;          // planned last year to come, and to leave [persons / year]
    double burden = 0;                   // of those who came [regular arrivals / year]
    double irregular = 0;                // of them, without papers or to apply [persons / year]
    double attempts = 0, crossed = 0;    // over corridors into the state [persons / year]
    double irregular_stock = 0;          // [persons]
    double applicants = 0;               // who came [persons / year]
    double cared_for = 0;                // share of those in need
    double places = 0;                   // share of the places that are wanted
    double worker = 0;                   // worth of one
    std::vector<double> stopped;         // [citizenship] share of those who cross into it
    std::vector<double> without_papers;  // [citizenship] share of those there
  };

  Opportunities opportunities(StateId state, bool own) const;
  /// Without papers and willing to go home [persons / year].
  double returnable(StateId state) const;
  void count_flows(const Scene& scene, const Invitations& invitations);
  void count_borders(const Scene& scene);
  void count_people(const Scene& scene);
  void count_need(const Scene& scene, const std::vector<const RefugeeAgency*>& relief);
  void count_wishes(const Scene& scene, const Recipients& recipients);

  TaskTerms terms_;
  std::vector<Facts> facts_;  // [state]
  double planned_ = 0;        // by all [persons / year]
  double in_need_ = 0;        // [persons]
  double unreached_ = 0;      // of them, by the money of refugee agencies [persons]
  double care_ = 1;           // cost of it [int. $ / person / year]
};

}  // namespace sojourn::models
