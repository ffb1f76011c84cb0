#pragma once

#include "models/negotiation/party.hpp"

namespace sojourn {

/// What a deal for admission obliges to.
struct LabourTerms {
  double admission = 0;        // share of the vacancies that the partner's workers may fill [0, 1]
  double places_per_year = 0;  // [persons / year]
  double transfer = 0;         // from asker to partner; negative: the other way [int. $ / year]
};

/// A deal in force: more places by `channel` in proportion to the members' vacancies, and visas for
/// the partner's citizens.
class LabourAgreement final : public Agreement {
 public:
  LabourAgreement(Party asker, StateId partner, ChannelId channel, const LabourTerms& terms)
      : asker_(std::move(asker)), partner_(partner), channel_(channel), terms_(terms) {}

  const Party& asker() const { return asker_; }
  StateId partner() const { return partner_; }
  const LabourTerms& terms() const { return terms_; }
  double effort() const { return effort_; }
  void set_effort(double effort) { effort_ = effort; }

  void enact(const Scene& scene, Rules& rules) const override {
    double all = 0;
    for (const StateId member : asker_.members) all += vacancies(scene, member);
    rules.transfers[partner_.value] += terms_.transfer;
    for (const StateId member : asker_.members) {
      const double share = all > 0 ? vacancies(scene, member) / all : 0;
      rules.transfers[member.value] -= share * terms_.transfer;
      double& visa = rules.visa(partner_.value, member.value);
      visa = std::max(visa, terms_.admission);
      add_places(rules, member, share * terms_.places_per_year * effort_);
    }
  }

  /// Jobs without workers [persons].
  static double vacancies(const Scene& scene, StateId state) {
    return scene.labour.shortage[state.value] * scene.labour.demand[state.value];
  }

 private:
  /// Over skills as the state's own places are, equally where it has none.
  void add_places(Rules& rules, StateId state, double places) const {
    double* quota = &rules.quota[channel_.index()][state.index() * kSkills];
    double own = 0;
    for (int s = 0; s < kSkills; ++s) own += quota[s];
    for (int s = 0; s < kSkills; ++s) quota[s] += places * (own > 0 ? quota[s] / own : 1.0 / kSkills);
  }

  Party asker_;
  StateId partner_;
  ChannelId channel_;
  LabourTerms terms_;
  double effort_ = 1;
};

}  // namespace sojourn
