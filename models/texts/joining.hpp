#pragma once

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/base/arithmetic/elementary.hpp"
#include "sim/input/settings.hpp"

namespace sojourn::models {

/// How states weigh joining a text that others have adopted, soft or hard: one process for all
/// hardness h in [0, 1] (after ML18, and ST20 on soft and hard law). Benefits and costs are in one
/// unit, called worth here. It is the benefit of a text of depth 1 to a pure origin with a large
/// diaspora, all of whose emigrants live in states that the text binds.
struct JoiningWeights {
  double steepness = 12;          // k [1 / worth]; low, and everyone joins by and by
  double expressive = 0.3;        // e0: share of the benefit that needs no host of one's citizens
  double hosting = 1;             // b_host [worth / depth]
  double contracting = 0.15;      // c_con [worth]
  double fixed = 0.02;            // c0 [worth]
  double peers = 2;               // b_peer, of logit
  double soft_hosting = 0.3;      // share of the host cost that a text without hardness brings
  double capacity_needed = 1.2;   // capacity with which contracting would cost nothing
  double soft_credibility = 0.2;  // what a text without any hardness is believed, in [0, 1]
  double soft_rate = 0.5;         // [1 / year] at most, h = 0: a signature
  double hard_rate = 0.12;        // [1 / year] at most, h = 1: parliaments ratify

  JoiningWeights() = default;
  /// Introduces the keys with these defaults.
  explicit JoiningWeights(Settings& s)
      : steepness(s.real("k", "1 / worth", {0, 100}, JoiningWeights{}.steepness,
                         "how sharply states tell a worthwhile text from one that is not")),
        expressive(s.real("e0", "1", {0, 1}, JoiningWeights{}.expressive,
                          "share of the benefit of joining that does not hang on whether the "
                          "hosts of one's citizens are bound")),
        hosting(s.real("b_host", "worth / depth", {0, 100}, JoiningWeights{}.hosting,
                       "cost of what is owed to the foreigners whom one hosts")),
        contracting(s.real("c_con", "worth", {0, 100}, JoiningWeights{}.contracting,
                           "cost of taking a hard text through one's institutions, per unit of the "
                           "capacity that is missing")),
        fixed(s.real("c0", "worth", {0, 100}, JoiningWeights{}.fixed, "cost of any joining")),
        peers(s.real("b_peer", "1", {0, 100}, JoiningWeights{}.peers,
                     "pull of having all states of one's regions in, on the logit")),
        soft_hosting(s.real("soft_hosting", "1", {0, 1}, JoiningWeights{}.soft_hosting,
                            "share of the host cost that a text without hardness brings, beside a "
                            "fully hard one")),
        capacity_needed(s.real("capacity_needed", "1", {1, 10}, JoiningWeights{}.capacity_needed,
                               "administrative capacity with which contracting would cost nothing; "
                               "above 1 it costs everyone something")),
        soft_credibility(s.real("cred_soft", "1", {0, 1}, JoiningWeights{}.soft_credibility,
                                "what a text without hardness is believed")),
        soft_rate(s.real("soft_rate", "1 / year", {0, 12}, JoiningWeights{}.soft_rate,
                         "rate at which willing states join a text without hardness")),
        hard_rate(s.real("hard_rate", "1 / year", {0, 12}, JoiningWeights{}.hard_rate,
                         "rate at which willing states ratify a fully hard text")) {}

  /// cred(h) = c + (1 - c)*h: what others' promises under a text count for.
  double credibility(double hardness) const {
    return soft_credibility + (1 - soft_credibility) * hardness;
  }
};

/// A text as joining looks at it.
struct JoiningText {
  double depth = 0;     // d: distance from the status quo, in [0, 1]
  double hardness = 0;  // h
};

/// A state as joining looks at it.
struct Joiner {
  double stake = 0;     // sending_i*sqrt(diaspora_i), in [0, 1]
  double reach = 0;     // R_i: share of its emigrants in states already bound
  double exposure = 0;  // ln(1 + (F_i/population_i)/usual_foreigners)
  double capacity = 0;  // administrative, in [0, 1]
  double peers = 0;     // share of the states of its regions that have joined
  double saved = 0;     // of the cost of contracting, by meeting in forums, in [0, 1)
};

/// What decides about joining [worth].
struct JoiningTerms {
  double benefit = 0, hosting = 0, contracting = 0, fixed = 0;

  double costs() const { return hosting + contracting + fixed; }
  double net() const { return benefit - costs(); }
  /// Which of the costs weighs most.
  const char* largest_cost() const {
    if (hosting >= contracting && hosting >= fixed) return "host cost";
    return contracting >= fixed ? "contracting cost" : "fixed cost";
  }
};

/// benefit = d*stake*(e0 + (1 - e0)*R)*cred(h),
/// hosting = b_host*d*exposure*(soft_hosting + (1 - soft_hosting)*h),
/// contracting = c_con*h*(capacity_needed - capacity)*(1 - saved), fixed = c0.
inline JoiningTerms joining_terms(const JoiningWeights& w, const JoiningText& text,
                                  const Joiner& state) {
  const double d = text.depth, h = text.hardness;
  return {
      .benefit =
          d * state.stake * (w.expressive + (1 - w.expressive) * state.reach) * w.credibility(h),
      .hosting = w.hosting * d * state.exposure * (w.soft_hosting + (1 - w.soft_hosting) * h),
      .contracting = w.contracting * h * (w.capacity_needed - state.capacity) * (1 - state.saved),
      .fixed = w.fixed};
}

inline double logistic(double x) {
  return 1 / (1 + fixed::exp(-x));
}

/// (soft_rate*(1 - h) + hard_rate*h)*logistic(k*net + b_peer*peers) [1 / year].
inline double joining_rate(const JoiningWeights& w, double hardness, double net, double peers) {
  return (w.soft_rate * (1 - hardness) + w.hard_rate * hardness) *
         logistic(w.steepness * net + w.peers * peers);
}

/// rate*logistic(-k*(net + cost)) [1 / year]: a state leaves for the same reasons for which others
/// stay out, less what leaving costs in reputation [worth].
inline double leaving_rate(const JoiningWeights& w, double rate, double net, double cost) {
  return rate * logistic(-w.steepness * (net + cost));
}

}  // namespace sojourn::models
