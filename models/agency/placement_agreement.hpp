#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "sim/base/archive.hpp"
#include "sim/base/rates.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// What an agency does in a year.
struct Programme {
  ChannelId channel{};
  PlaceArray places{};     // [persons / year]
  PlaceArray pledged{};    // rights that recipients have pledged; 0: none
  PlaceArray effort{};     // extra control of the corridors into a place that donors have bought
  PlaceArray payments{};   // by donors, at their own place [int. $ / year]
  PairArray reach{};       // by residence and planned destination
  PlaceArray unplanned{};  // by residence
  std::array<double, kSkills> skills{1.0 / 3, 1.0 / 3, 1.0 / 3};  // of the places
  double reckoned = 0;                                            // see Recruitment
  double trained = 0;                                             // share of the placed
  double growth = 0;      // of income per head, per step of schooling a head
  PlaceArray placed{};    // so far, by place, still at work [persons]; empty: nobody
  PlaceArray steps{};     // of schooling that they have gained
  double at_work = 0;     // share of them who work
  PlaceArray returned{};  // of those without papers, taken home [1 / year]; empty: nobody
  double relief = 0;      // for those in need whom hosts are too poor to look after [int. $ / year]
};

/// A programme in force: places by the channel for those who are asked, the pledged rights, donors'
/// payments, journeys home. Those placed raise income per head where they live by what they learnt
/// and by their work: growth*(steps of schooling a head), and their share of the people times by
/// how much more of them work than of all, at_work/(workers a head) - 1; of all with a record, as
/// migrants have, at_work is the share who work. Their papers do not matter.
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
    if (now_.returned.size() > 0) take_home(scene, rules);
  }

  void develop(const Scene& scene, Conditions& conditions) const override {
    if (now_.placed.size() == 0) return;
    for (const PlaceId p : scene.world.place_ids()) {
      const double people = scene.persons(scene.ledger.population(p));
      const double workers = workers_in(scene, p);
      if (now_.placed[p] <= 0 || workers <= 0) continue;
      const double more_work = now_.at_work * people / workers - 1;
      conditions.gdp_per_capita[p] *=
          1 + (now_.growth * now_.steps[p] + more_work * now_.placed[p]) / people;
    }
  }
  void state(Archive& archive) override { archive(now_); }

 private:
  /// Residents of working age, and of those with a record as many as migrants work.
  double workers_in(const Scene& scene, PlaceId place) const {
    const std::int64_t records = scene.ledger.population(place) - scene.ledger.residents[place];
    return scene.persons(scene.ledger.working_age[place]) + now_.at_work * scene.persons(records);
  }
  void take_home(const Scene& scene, Rules& rules) const {
    for (const PlaceId p : scene.world.place_ids()) {
      if (now_.returned[p] <= 0) continue;
      rules.transitions.push_back({.who = {},
                                   .in = IdSet<PlaceId>::of(std::array{p}),
                                   .from = StatusSet{Status::kIrregular},
                                   .outcome = Transition::Outcome::kHome,
                                   .places = {},
                                   .rate = now_.returned[p],
                                   .by = {}});
    }
  }

  Programme now_;
};

}  // namespace sojourn::models
