#pragma once

#include <algorithm>
#include <cmath>

#include "models/texts/joining.hpp"
#include "sim/input/settings.hpp"

namespace sojourn::models {

/// What moves compliance, each an addend of a logit (after Stepanets 2020, who draws on Haas and
/// Bilder, Raustiala, Charney and others in Shelton 2000, Commitment and Compliance). 0 switches an
/// addend off.
struct ComplianceWeights {
  double base = -0.6;        // a0
  double hardness = 1.2;     // b_hard
  double pay = 2;            // b_pay
  double capacity = 4;       // b_cap
  double law = 0.8;          // b_law
  double precision = 0.4;    // b_prec
  double enforcement = 0.8;  // b_enf
  double support = 1;        // b_sup
  double reciprocity = 2;    // b_rec
  double legitimacy = 0.8;   // b_leg
  double norm = 1;           // b_norm
  double links = 0.3;        // b_link
  double under_law = 0.5;    // b_bound
  double aid = 1;            // b_aid
  double prior = 0.25;       // C_prior, a share: what one expects of others unseen

  ComplianceWeights() = default;
  explicit ComplianceWeights(Settings& s)
      : base(s.real("a0", "logit", {-20, 20}, ComplianceWeights{}.base,
                    "compliance of a state that nothing moves")),
        hardness(weight(s, "b_hard", ComplianceWeights{}.hardness, "hardness of what binds")),
        pay(weight(s, "b_pay", ComplianceWeights{}.pay, "own benefit less own cost")),
        capacity(weight(s, "b_cap", ComplianceWeights{}.capacity, "what capacity falls short of")),
        law(weight(s, "b_law", ComplianceWeights{}.law, "rule of law over 0.5")),
        precision(weight(s, "b_prec", ComplianceWeights{}.precision, "precision over 0.5")),
        enforcement(weight(s, "b_enf", ComplianceWeights{}.enforcement,
                           "verified sanctions, and peers who do more")),
        support(weight(s, "b_sup", ComplianceWeights{}.support, "political support")),
        reciprocity(weight(s, "b_rec", ComplianceWeights{}.reciprocity,
                           "return from others, over 0.5, for what one is obliged to")),
        legitimacy(weight(s, "b_leg", ComplianceWeights{}.legitimacy,
                          "inclusion, for who was not pressed to join, over 0.5")),
        norm(weight(s, "b_norm", ComplianceWeights{}.norm, "compliance of one's region over 0.5")),
        links(weight(s, "b_link", ComplianceWeights{}.links,
                     "own work on the objectives that this one rests on")),
        under_law(weight(s, "b_bound", ComplianceWeights{}.under_law,
                         "binding law on migrants that the state is under")),
        aid(weight(s, "b_aid", ComplianceWeights{}.aid, "what of a fund donors may withhold")),
        prior(s.real("prior", "1", {0, 1}, ComplianceWeights{}.prior,
                     "compliance that a state expects of others where nothing is verified")) {}

 private:
  static double weight(Settings& s, const char* key, double fallback, const char* meaning) {
    return s.real(key, "logit", {0, 100}, fallback, std::string("weight of ") + meaning);
  }
};

/// One state and one objective. Shares in [0, 1], but for support.
struct ComplianceCase {
  double hardness = 0;
  double obligor = 0.5, beneficiary = 0.5;
  double value = 0.5, cost = 0.5, practice = 0.3, precision = 0.5;
  double capacity = 0.5, fund = 0, rule_of_law = 0.5;
  double verification = 0.5, sanction = 0;
  double pressure = 0;         // how far its region is ahead of the state
  double support = 0.5;        // [-1, 1]
  double expected_return = 0;  // Chat
  double inclusion = 0.7, coerced = 0;
  double peers = 0.5;    // compliance of its region, as far as it is reported
  double links = 0;      // own compliance with linked objectives last year
  double under_law = 0;  // hardness of binding law that the state is under
  double at_stake = 0;   // of the fund, what it would lose by complying too little
};

/// Share of an objective's measures that a state carries out:
/// `logit = a0 + b_hard*h + b_pay*(beneficiary*value/2 - burden) - b_cap*max(0, burden - capacity -
/// fund) + b_law*(rule_of_law - 0.5) + b_prec*(precision - 0.5) + b_enf*ver*(sanction + pressure) +
/// b_sup*support + b_rec*obligor*(expected_return - 0.5) + b_leg*(inclusion*(1 - coerced) - 0.5) +
/// b_norm*(peers - 0.5) + b_link*links + b_bound*under_law + b_aid*at_stake`, burden =
/// obligor*cost*(1 - practice). A fractional logit: the share, not a chance (Papke, Wooldridge
/// 1996).
inline double compliance_share(const ComplianceWeights& w, const ComplianceCase& c) {
  const double burden = c.obligor * c.cost * (1 - c.practice);
  return logistic(w.base + w.hardness * c.hardness +
                  w.pay * (0.5 * c.beneficiary * c.value - burden) -
                  w.capacity * std::max(0.0, burden - c.capacity - c.fund) +
                  w.law * (c.rule_of_law - 0.5) + w.precision * (c.precision - 0.5) +
                  w.enforcement * c.verification * (c.sanction + c.pressure) +
                  w.support * c.support + w.reciprocity * c.obligor * (c.expected_return - 0.5) +
                  w.legitimacy * (c.inclusion * (1 - c.coerced) - 0.5) + w.norm * (c.peers - 0.5) +
                  w.links * c.links + w.under_law * c.under_law + w.aid * c.at_stake);
}

}  // namespace sojourn::models
