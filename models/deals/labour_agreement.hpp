#pragma once

#include <array>
#include <cmath>
#include <optional>

#include "models/parties/party.hpp"
#include "models/policies/lever.hpp"
#include "sim/base/archive.hpp"
#include "sim/stages/module_set.hpp"

namespace sojourn::models {

/// How the workers of an agreement are to be treated, beside their places.
struct WorkTerms {
  static constexpr double kNone = -1;  // the term is not agreed

  double permit_years = kNone;  // after which they return, unless it is renewed [years]
  double renewal = kNone;       // chance that it is
  double fee_cap = kNone;       // what recruiters may take from them at most [int. $]
  double rights = 0;            // more of them: a model contract, social security [share]

  bool operator==(const WorkTerms&) const = default;
  bool any() const { return permit_years >= 0 || renewal >= 0 || fee_cap >= 0 || rights != 0; }
};

/// What a deal for admission obliges to.
struct LabourTerms {
  double admission = 0;        // share of the vacancies that the partner's workers may fill [0, 1]
  double places_per_year = 0;  // [persons / year]
  PolicyId kept_by = {};       // keeps the places for the partner's citizens; invalid: for nobody
  int account = 0;             // first number of the places that are kept, among those of `kept_by`
  std::optional<std::array<double, kSkills>> skills = {};  // of places kept; nothing: for any
  PartOfTick when = {};                                    // of the tick, when it binds
  WorkTerms work = {};                                     // of the partner's citizens
};

/// A deal in force: more places by `channel`, in proportion to the members' vacancies or kept for
/// the partner's citizens in all of them.
class LabourAgreement final : public Agreement, public Stateful {
 public:
  LabourAgreement() = default;  // to be loaded
  LabourAgreement(Party asker, StateId partner, ChannelId channel, const LabourTerms& terms)
      : asker_(std::move(asker)), partner_(partner), channel_(channel), terms_(terms) {}

  const Party& asker() const { return asker_; }
  StateId partner() const { return partner_; }
  const LabourTerms& terms() const { return terms_; }

  void enact(const Scene& scene, Rules& rules) const override {
    if (terms_.work.any()) enact_work(scene, rules);
    if (terms_.places_per_year <= 0 || !channel_.valid()) return;
    if (terms_.kept_by.valid()) return keep_places(scene, rules);
    open_to_all(scene, rules);
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
  void state(Archive& archive) override { archive(asker_, partner_, channel_, terms_); }

 private:
  /// By the members' vacancies; none where nobody is short of workers any more.
  void open_to_all(const Scene& scene, Rules& rules) const {
    double all = 0;
    for (const StateId member : asker_.members) all += vacancies(scene, member);
    if (all <= 0) return;
    for (const StateId member : asker_.members) {
      for (const PlaceId place : scene.world.places_of(member)) {
        const double share = vacancies(scene, place) / all;
        add_places(rules, place, share * terms_.places_per_year);
      }
    }
  }

  /// Over skills as the place's own places are, equally where it has none.
  void add_places(Rules& rules, PlaceId place, double places) const {
    double own = 0;
    for (const Skill skill : kAllSkills) own += rules.quota(channel_, place, skill);
    for (const Skill skill : kAllSkills) {
      double& quota = rules.quota(channel_, place, skill);
      quota += places * (own > 0 ? quota / own : 1.0 / kSkills);
    }
  }

  void enact_work(const Scene& scene, Rules& rules) const {
    const WorkTerms& work = terms_.work;
    if (work.permit_years >= 0 || work.renewal >= 0) {
      fill_if_empty(scene.world, rules.contracts, ContractTerms{});
    }
    if (work.rights != 0) fill_if_empty(scene.world, rules.rights_of, 0.0);
    for (const StateId member : asker_.members) {
      for (const PlaceId place : scene.world.places_of(member)) {
        if (work.permit_years >= 0) rules.contracts(partner_, place).years = work.permit_years;
        if (work.renewal >= 0) rules.contracts(partner_, place).renewal = work.renewal;
        if (work.rights != 0) rules.rights_of(partner_, place) += work.rights * terms_.when.share();
        if (work.fee_cap >= 0) cap_fee(scene, rules, place);
      }
    }
  }

  /// Rules hold what is added to the channel's own fee.
  void cap_fee(const Scene& scene, Rules& rules, PlaceId place) const {
    if (!channel_.valid()) return;
    if (rules.fees.empty()) {
      rules.fees = Grid<double, ChannelId, StateId, PlaceId>(
          scene.modules.channel_ids(), scene.world.states(), scene.world.place_ids());
    }
    const double asked = scene.modules.of<Channel>()[channel_.index()]->fee();
    double& added = rules.fees(channel_, partner_, place);
    added -= std::max(0.0, asked + added - terms_.work.fee_cap);
  }

  /// Who gets none of them may have one of the places of all. A channel that is not contested has
  /// places for everyone.
  void keep_places(const Scene& scene, Rules& rules) const {
    const double of_all = rules.quota(channel_, asker_.members.front(), Skill::kMedium);
    if (std::isinf(of_all)) return;
    Allotment kept{.citizenships = IdSet<StateId>::of(std::array{partner_}),
                   .to = IdSet<PlaceId>::of(places_of(scene.world, asker_.members)),
                   .channel = channel_,
                   .when = terms_.when,
                   .persons_per_year = terms_.places_per_year,
                   .exclusive = false,
                   .by = terms_.kept_by,
                   .number = terms_.account};
    if (!terms_.skills) return rules.allotments.push_back(kept);
    for (const Skill skill : kAllSkills) {
      Allotment one = kept;
      one.skills = {};
      one.skills[position(skill)] = true;
      one.persons_per_year *= (*terms_.skills)[position(skill)];
      one.number += static_cast<int>(position(skill));
      rules.allotments.push_back(one);
    }
  }

  Party asker_;
  StateId partner_;
  ChannelId channel_;
  LabourTerms terms_;
};

}  // namespace sojourn::models
