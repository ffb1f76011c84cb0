#pragma once

#include <cmath>
#include <vector>

#include "sim/base/archive.hpp"
#include "sim/base/rates.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// What an agency does in a year.
struct Programme {
  ChannelId channel;
  PlaceArray places;     // [persons / year]
  PlaceArray pledged;    // rights that recipients have pledged; 0: none
  PlaceArray effort;     // extra control of the corridors into a place that donors have bought
  PlaceArray payments;   // by donors, at their own place [int. $ / year]
  PairArray reach;       // by residence and planned destination
  PlaceArray unplanned;  // by residence
  std::array<double, kSkills> skills{1.0 / 3, 1.0 / 3, 1.0 / 3};  // of the places
  double reckoned = 0;                                            // see Recruitment
  double trained = 0;                                             // share of the placed
  double growth = 0;  // of income per head, per placed share of the people
};

/// A programme in force: places by the channel for those who are asked, the pledged rights, donors'
/// payments. Placed people raise income per head where they live by growth*(their share of it).
class PlacementAgreement final : public Agreement, public Stateful {
 public:
  PlacementAgreement() = default;  // to be loaded
  explicit PlacementAgreement(Programme programme) : now_(std::move(programme)) {}
  const Programme& programme() const { return now_; }

  void enact(const Scene& scene, Rules& rules) const override {
    for (const PlaceId p : scene.world.place_ids()) {
      for (const Skill s : kAllSkills) {
        rules.quota(now_.channel, p, s) += now_.places[p] * now_.skills[position(s)];
      }
    }
    rules.recruitment = {now_.channel, now_.reach, now_.unplanned, now_.reckoned, now_.trained};
    rules.rights = rules.rights.max(now_.pledged);
    rules.transfers -= now_.payments;
    for (const CorridorId c : scene.world.corridor_ids()) {
      const double effort = now_.effort[scene.world.corridors[c.index()].to];
      rules.enforcement[c] = either(rules.enforcement[c], effort);
    }
  }

  void develop(const Scene& scene, Conditions& conditions) const override {
    for (const PlaceId p : scene.world.place_ids()) {
      const double people = scene.ledger.population(p);
      const double placed = scene.ledger.foreigners(p, Status::kSponsored);
      if (placed > 0) conditions.gdp_per_capita[p] *= 1 + now_.growth * placed / people;
    }
  }
  void state(Archive& archive) override { archive(now_); }

 private:
  Programme now_;
};

}  // namespace sojourn::models
