#pragma once

#include "models/home_front/policy_choice.hpp"
#include "models/home_front/politics/interests.hpp"

namespace sojourn::models {

/// How things are at home [levels].
struct Circumstances {
  double sentiment = 0;
  double shortage = 0;        // of labour, now
  double shortage_ahead = 0;  // at the horizon
  double unemployment = 0;

  /// Moves every part by this share of the way to `now`.
  void drift(const Circumstances& now, double share);
};

/// What a state's politics made best, as its start tells. Policies are beside what is declared for
/// the country, so that history and governments by date move what is wanted as they move what is.
struct StatusQuo {
  std::array<double, kLevers> chosen{};  // openness, rights, effort less what is declared
  double rule_of_law = 0;                // which politics held against
  Circumstances usual;                   // in the years before
};

/// Weights of a state's politics at home.
struct HomeWeights {
  PolicyWeights policy{};
  Interests interests{};
  double c_o = 0.4;
  double slack = 0.02;  // of shortage

  /// What differs by less than `slack` is as usual.
  double beyond(double now, double usual) const;
  Departures departures(const Circumstances& now, const Circumstances& usual) const;
};

/// One state's case in one year, beside PolicyFacts.
struct HomeCase {
  std::array<double, kLevers> wanted{};  // by its own politics and government
  double swing = 0;                      // of openness and rights: the government's part of that
  double law_pull = 0;                   // of rights, against which politics held before
  Departures departures;
  double kept = 0;  // people with papers whom a unit of rights in force keeps [persons / year]
};

/// What the law pulls rights up by, per unit of them: 2*c_law*rule_of_law*max(0, r_norm - r).
double law_pull(const PolicyWeights& weights, double rule_of_law, double rights);

/// The problem of a state that minimises, of x = (openness, rights, effort),
///   (w_R*R(x) + w_I*I(x) - w_E*kept*r)/pop + beta*k_shortage*(shortage at the horizon, by more
///   than `slack` beside the usual)^2 + news*(rescue*e - advocates*r)
///   + c_law*rule_of_law*max(0, r_norm - r)^2 + law_pull*r
///   + c_o*(o - o*)^2 + c_r*(r - r*)^2 + c_enf*(e - e*)^2 + c_adj*|change|^2,
/// w of Interests, which are 0 while nothing departs from the usual: then x* is the only optimum,
/// on either side of every lever and whatever the slopes of inflows (ODD 7.5).
PolicyProblem home_problem(const HomeWeights& weights, const PolicyFacts& facts,
                           const HomeCase& home, const Sides& sides);

}  // namespace sojourn::models
