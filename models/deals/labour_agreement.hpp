#pragma once

#include <array>
#include <cmath>
#include <optional>

#include "models/parties/party.hpp"

namespace sojourn::models {

/// What a deal for admission obliges to.
struct LabourTerms {
  double admission = 0;        // share of the vacancies that the partner's workers may fill [0, 1]
  double places_per_year = 0;  // [persons / year]
  double transfer = 0;         // from asker to partner; negative: the other way [int. $ / year]
  bool by_people = false;      // places go to the members by their people, not by their vacancies
  std::optional<std::array<double, kSkills>> skills = {};  // of the places; nothing: as quotas are
};

/// A deal in force: more places by `channel` in proportion to the members' vacancies or people, and
/// visas for the partner's citizens.
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
    for (const StateId member : asker_.members) all += weight(scene, member);
    if (all <= 0) return;  // nobody is short of workers any more
    rules.transfers[partner_] += terms_.transfer;
    for (const StateId member : asker_.members) {
      for (const PlaceId place : scene.world.places_of(member)) {
        const double share = weight(scene, place) / all;
        rules.transfers[member] -= share * terms_.transfer;
        double& visa = rules.visa(partner_, place);
        visa = std::max(visa, terms_.admission);
        add_places(rules, place, share * terms_.places_per_year * effort_);
      }
    }
  }

  /// Jobs without workers [persons].
  static double vacancies(const Scene& scene, PlaceId place) {
    return scene.labour.shortage[place] * scene.labour.demand[place];
  }
  static double vacancies(const Scene& scene, StateId state) {
    double sum = 0;
    for (const PlaceId place : scene.world.places_of(state)) sum += vacancies(scene, place);
    return sum;
  }

 private:
  double weight(const Scene& scene, PlaceId place) const {
    return terms_.by_people ? scene.persons(scene.ledger.summary.population[place])
                            : vacancies(scene, place);
  }
  double weight(const Scene& scene, StateId state) const {
    return terms_.by_people ? people_of(scene, state) : vacancies(scene, state);
  }

  /// Over skills as the terms say, else as the place's own places are, equally where it has none.
  /// A channel that is not contested has places for all.
  void add_places(Rules& rules, PlaceId place, double places) const {
    double own = 0;
    for (const Skill skill : kAllSkills) own += rules.quota(channel_, place, skill);
    if (std::isinf(own)) return;
    for (const Skill skill : kAllSkills) {
      double& quota = rules.quota(channel_, place, skill);
      const double usual = own > 0 ? quota / own : 1.0 / kSkills;
      quota += places * (terms_.skills ? (*terms_.skills)[position(skill)] : usual);
    }
  }

  Party asker_;
  StateId partner_;
  ChannelId channel_;
  LabourTerms terms_;
  double effort_ = 1;
};

}  // namespace sojourn::models
