#include "models/unions/union_agreement.hpp"

#include <algorithm>

#include "models/parties/party.hpp"

namespace sojourn::models {

namespace {

/// A programme sends people to one of its places at equal odds: so many of them make shares.
constexpr int kTickets = 200;

Transition of_applicants(const IdSet<StateId>& citizenships, IdSet<PlaceId> in, double rate) {
  Transition transfer;
  transfer.who.citizenships = citizenships;
  transfer.in = std::move(in);
  transfer.from = {Status::kAsylumApplicant};
  transfer.rate = rate;
  return transfer;
}

}  // namespace

void UnionAgreement::develop(const Scene& /*scene*/, Conditions& conditions) const {
  conditions.withdrawals.insert(conditions.withdrawals.end(), withdrawn_.begin(), withdrawn_.end());
}

void UnionAgreement::enact(const Scene& scene, Rules& rules) const {
  const IdSet<StateId> others = others_of(scene.world);
  if (first_entry_ > 0) {
    std::vector<PlaceId> inside = places_of(scene.world, members_);
    Transition transfer = of_applicants(others, IdSet<PlaceId>::of(inside), first_entry_);
    transfer.outcome = Transition::Outcome::kFirstEntry;
    transfer.places = std::move(inside);
    rules.transitions.push_back(std::move(transfer));
  }
  const std::vector<PlaceId> takers = places_that_take();
  for (std::size_t m = 0; m < plan_.leaves.size(); ++m) {
    rules.transfers[place_of(members_[m])] += plan_.receives[m];
    if (plan_.leaves[m] <= 0) continue;
    Transition move = of_applicants(others, IdSet<PlaceId>::of(scene.world.places_of(members_[m])),
                                    plan_.leaves[m]);
    move.outcome = Transition::Outcome::kPlace;
    move.places = takers;
    rules.transitions.push_back(std::move(move));
  }
}

/// States that are no members: nobody is sent to the own country.
IdSet<StateId> UnionAgreement::others_of(const World& world) const {
  IdSet<StateId> others = IdSet<StateId>::none();
  for (const StateId state : world.states()) {
    if (std::ranges::count(members_, state) == 0) others.insert(state);
  }
  return others;
}

/// As many times as makes its share, the members' shares one after the other.
std::vector<PlaceId> UnionAgreement::places_that_take() const {
  std::vector<PlaceId> places;
  double up_to = 0;
  for (std::size_t m = 0; m < plan_.takes.size(); ++m) {
    up_to += plan_.takes[m];
    while (places.size() + 0.5 < kTickets * up_to) {
      places.push_back(place_of(members_[m]));
    }
  }
  return places;
}

}  // namespace sojourn::models
