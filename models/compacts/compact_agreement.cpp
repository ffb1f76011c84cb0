#include "models/compacts/compact_agreement.hpp"
#include "sim/base/rates.hpp"

#include <cmath>

namespace sojourn::models {

void CompactAgreement::enact(const Scene& scene, Rules& rules) const {
  on_corridors(scene.world, rules);
  on_places(scene.world, scene.ledger.channel_ids(), rules);
  on_papers_and_returns(scene, rules);
  on_fees(scene, rules);
}

/// e <- 1 - (1 - e)*(1 - borders*(mean of both ends)), risk *= 1 - lives*(mean of both ends).
void CompactAgreement::on_corridors(const World& world, Rules& rules) const {
  for (const CorridorId c : world.corridor_ids()) {
    const StateId from = world.state_of(world.corridors[c.index()].from);
    const StateId to = world.state_of(world.corridors[c.index()].to);
    if (from == to) continue;
    const auto both = [&](Deed deed) { return (done(from, deed) + done(to, deed)) / 2; };
    double& e = rules.enforcement[c];
    e = either(e, sizes_.borders * both(Deed::kBorders));
    rules.risk[c] *= 1 - sizes_.lives * both(Deed::kLives);
  }
}

/// rights += rights*deed*(1 - rights), quotas *= 1 + pathways*deed.
void CompactAgreement::on_places(const World& world, IdRange<ChannelId> channels,
                                 Rules& rules) const {
  for (const PlaceId p : world.place_ids()) {
    const StateId state = world.state_of(p);
    rules.rights[p] += sizes_.rights * done(state, Deed::kRights) * (1 - rules.rights[p]);
    for (const ChannelId channel : channels) {
      for (const Skill skill : kAllSkills) {
        double& places = rules.quota(channel, p, skill);
        if (std::isfinite(places)) places *= 1 + sizes_.pathways * done(state, Deed::kPathways);
      }
    }
  }
}

/// Papers are issued and people taken back by their own states, so both factors of a place are
/// means over its irregular migrants, by citizenship.
void CompactAgreement::on_papers_and_returns(const Scene& scene, Rules& rules) const {
  for (const PlaceId p : scene.world.place_ids()) {
    double people = 0, papers = 0, returns = 0;
    for (const StateId s : scene.world.states()) {
      const double irregular = scene.ledger.stock(p, s, Status::kIrregular);
      people += irregular;
      papers += irregular * done(s, Deed::kPapers);
      returns += irregular * done(s, Deed::kReturn);
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
  for (const PlaceId p : scene.world.place_ids()) {
    const StateId host = scene.world.state_of(p);
    const double share = saved * done(host, Deed::kFees) * scene.labour.wage[p];
    if (share <= 0) continue;
    for (const StateId s : scene.world.states()) {
      if (s == host) continue;
      rules.remitted[s] += share * scene.persons(scene.ledger.summary.settled(p, s));
    }
  }
}

}  // namespace sojourn::models
