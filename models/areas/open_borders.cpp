#include "models/areas/open_borders.hpp"

#include <cmath>

#include "models/areas/free_movement_agreement.hpp"
#include "models/movement/return_home.hpp"
#include "sim/base/arithmetic/elementary.hpp"

namespace sojourn::models {

OpenBorders::OpenBorders(const Scene& now, WhatIf otherwise, std::vector<StateId> states,
                         double years)
    : now_(now),
      states_(std::move(states)),
      years_(years),
      channel_(now.modules.channel("free_movement")),
      otherwise_(std::move(otherwise)),
      outlook_(now),
      stays_(PairArray::Constant(now.world.n_states, now.world.n_places(), std::nan(""))) {
  otherwise_.derive_rules();
}

const Eigen::ArrayXXd& OpenBorders::stocks(const std::vector<MemberIndex>& members) {
  const auto found = known_.find(members);
  if (found != known_.end()) return found->second;
  return known_.emplace(members, stocks_among(members)).first->second;
}

Eigen::ArrayXXd OpenBorders::stocks_among(const std::vector<MemberIndex>& members) {
  const Eigen::Index n = std::ssize(members);
  Eigen::ArrayXXd stocks = Eigen::ArrayXXd::Zero(n, n);
  if (!channel_.valid() || n < 2) return stocks;
  std::vector<StateId> states;
  for (const MemberIndex m : members) states.push_back(states_[m.index()]);
  WhatIf open = otherwise_;
  open_borders_among(now_.world, states, open.rules());
  const Scene scene = open.scene();
  for (std::size_t row = 0; row < states.size(); ++row) {
    for (const PlaceId home : now_.world.places_of(states[row])) {
      add_places(scene, members, row, home, stocks);
    }
  }
  return stocks;
}

/// The people of one place of a member, in all places of the others.
void OpenBorders::add_places(const Scene& open, const std::vector<MemberIndex>& members,
                             std::size_t row, PlaceId home, Eigen::ArrayXXd& stocks) {
  const Expected expected = outlook_.of(open, home);
  const StateId citizenship = now_.world.state_of(home);
  for (const PlaceId p : now_.world.place_ids()) {
    const double yearly = expected.arrivals(channel_, p);
    if (!(yearly > 0)) continue;
    for (std::size_t column = 0; column < members.size(); ++column) {
      const StateId there = states_[members[column].index()];
      if (column == row || now_.world.state_of(p) != there) continue;
      stocks(row, column) += yearly * mean_stay(citizenship, p);
    }
  }
}

double OpenBorders::mean_stay(StateId citizenship, PlaceId residence) {
  double& stay = stays_(citizenship, residence);
  if (std::isnan(stay)) stay = integrate_stay(citizenship, residence);
  return stay;
}

double OpenBorders::integrate_stay(StateId citizenship, PlaceId residence) const {
  const std::vector<const ReturnHome*> returns = now_.modules.all<ReturnHome>();
  Person person{};
  person.citizenship = citizenship.bits();
  person.channel = channel_.bits();
  person.set_place(residence);
  person.set_status(now_.modules.of<Channel>()[channel_.index()]->arrival_status());
  person.set_changed_at(now_.tick);
  // Trapezia over a step of a tick, for the hazard and for the chance of still being there.
  const int steps = static_cast<int>(std::lround(years_ / now_.dt()));
  const auto rate = [&](int step) {
    Scene later = now_;
    later.tick += step;
    double sum = 0;
    for (const ReturnHome* home : returns) sum += home->rate(later, person);
    return sum;
  };
  double hazard = 0, stay = 0, there = 1, last = rate(0);
  for (int step = 1; step <= steps; ++step) {
    const double next = rate(step);
    hazard += (last + next) / 2 * now_.dt();
    const double still = fixed::exp(-hazard);
    stay += (there + still) / 2 * now_.dt();
    there = still;
    last = next;
  }
  return stay;
}

}  // namespace sojourn::models
