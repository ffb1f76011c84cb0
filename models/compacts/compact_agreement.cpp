#include "models/compacts/compact_agreement.hpp"

#include <cmath>

namespace sojourn::models {

void CompactAgreement::enact(const Scene& scene, Rules& rules) const {
  on_corridors(scene.world, rules);
  on_places(scene.world, rules);
  on_papers_and_returns(scene, rules);
  on_fees(scene, rules);
}

/// e <- 1 - (1 - e)*(1 - borders*(mean of both ends)), risk *= 1 - lives*(mean of both ends).
void CompactAgreement::on_corridors(const World& world, Rules& rules) const {
  for (std::size_t c = 0; c < world.corridors.size(); ++c) {
    const StateId from = world.state_of(world.corridors[c].from);
    const StateId to = world.state_of(world.corridors[c].to);
    if (from == to) continue;
    const auto both = [&](Deed deed) { return (done(from, deed) + done(to, deed)) / 2; };
    double& e = rules.enforcement[c];
    e = 1 - (1 - e) * (1 - sizes_.borders * both(Deed::kBorders));
    rules.risk[c] *= 1 - sizes_.lives * both(Deed::kLives);
  }
}

/// rights += rights*deed*(1 - rights), quotas *= 1 + pathways*deed.
void CompactAgreement::on_places(const World& world, Rules& rules) const {
  for (int p = 0; p < world.n_places(); ++p) {
    const StateId state = world.state_of(PlaceId(p));
    rules.rights[p] += sizes_.rights * done(state, Deed::kRights) * (1 - rules.rights[p]);
    for (auto& quota : rules.quota) {
      for (int s = 0; s < kSkills; ++s) {
        double& places = quota[static_cast<std::size_t>(p * kSkills + s)];
        if (std::isfinite(places)) places *= 1 + sizes_.pathways * done(state, Deed::kPathways);
      }
    }
  }
}

/// Papers are issued and people taken back by their own states, so both factors of a place are
/// means over its irregular migrants, by citizenship.
void CompactAgreement::on_papers_and_returns(const Scene& scene, Rules& rules) const {
  for (int p = 0; p < scene.world.n_places(); ++p) {
    double people = 0, papers = 0, returns = 0;
    for (int s = 0; s < scene.world.n_states; ++s) {
      const auto irregular =
          static_cast<double>(scene.ledger.stock(PlaceId(p), StateId(s), Status::kIrregular));
      people += irregular;
      papers += irregular * done(StateId(s), Deed::kPapers);
      returns += irregular * done(StateId(s), Deed::kReturn);
    }
    if (people <= 0) continue;
    rules.regularisation[p] *= 1 + sizes_.papers * papers / people;
    rules.irregular_return[p] *=
        (1 + sizes_.papers * papers / people) * (1 + sizes_.returns * returns / people);
  }
}

/// Fees are lowered where the sender lives; what is saved reaches the country of citizenship.
void CompactAgreement::on_fees(const Scene& scene, Rules& rules) const {
  const double saved = sizes_.fees * sizes_.remitted;
  if (saved <= 0) return;
  for (int p = 0; p < scene.world.n_places(); ++p) {
    const StateId host = scene.world.state_of(PlaceId(p));
    const double share = saved * done(host, Deed::kFees) * scene.labour.wage[p];
    if (share <= 0) continue;
    for (int s = 0; s < scene.world.n_states; ++s) {
      if (s == host.value) continue;
      rules.remitted[s] +=
          share * scene.persons(scene.ledger.summary.settled(PlaceId(p), StateId(s)));
    }
  }
}

}  // namespace sojourn::models
