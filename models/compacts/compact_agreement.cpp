#include "models/compacts/compact_agreement.hpp"
#include "models/policies/lever.hpp"
#include "sim/base/rates.hpp"

#include <cmath>

namespace sojourn::models {

void CompactAgreement::enact(const Scene& scene, Rules& rules) const {
  on_corridors(scene.world, rules);
  on_places(scene.world, scene.ledger.channel_ids(), rules);
  on_papers_and_returns(scene, rules);
  on_remittances(scene, rules);
  on_rights_abroad(scene, rules);
  if (payments_.size() > 0) rules.transfers.head(payments_.size()) += payments_;
}

/// Toward full capacity by what is counted at home and done by all together, toward full stability
/// and employment by what is done about the causes.
void CompactAgreement::develop(const Scene& scene, Conditions& conditions) const {
  const double together =
      sizes_.partnership * deeds_.col(static_cast<Eigen::Index>(Deed::kPartnership)).mean();
  for (const PlaceId p : scene.world.place_ids()) {
    const StateId state = scene.world.state_of(p);
    double& capacity = conditions.capacity[p];
    capacity = either(capacity, either(together, sizes_.data * done(state, Deed::kData)));
    const double lessened = sizes_.drivers * done(state, Deed::kDrivers);
    conditions.stability[p] += lessened * (1 - conditions.stability[p]);
    conditions.unemployment[p] *= 1 - lessened;
  }
}

/// e <- 1 - (1 - e)*(1 - borders*(mean of both ends)), risk *= (1 - lives*(mean of both ends))*(1 -
/// information*(the same)), readmission *= 1 - procedures*(of the state that sends back).
void CompactAgreement::on_corridors(const World& world, Rules& rules) const {
  for (const CorridorId c : world.corridor_ids()) {
    const StateId from = world.state_of(world.corridors[c.index()].from);
    const StateId to = world.state_of(world.corridors[c.index()].to);
    if (from == to) continue;
    const auto both = [&](Deed deed) { return (done(from, deed) + done(to, deed)) / 2; };
    double& e = rules.enforcement[c];
    e = either(e, sizes_.borders * both(Deed::kBorders));
    rules.risk[c] *= (1 - sizes_.lives * both(Deed::kLives)) *
                     (1 - sizes_.information * both(Deed::kInformation));
    rules.readmission[c] *= 1 - sizes_.procedures * done(to, Deed::kProcedures);
  }
}

/// rights += rights*deed*(1 - rights), quotas *= 1 + pathways*deed, of the schooled times 1 +
/// skills*deed as well; regularisation *= 1 + victims*deed.
void CompactAgreement::on_places(const World& world, IdRange<ChannelId> channels,
                                 Rules& rules) const {
  for (const PlaceId p : world.place_ids()) {
    const StateId state = world.state_of(p);
    rules.rights[p] += sizes_.rights * done(state, Deed::kRights) * (1 - rules.rights[p]);
    rules.regularisation[p] *= 1 + sizes_.victims * done(state, Deed::kVictims);
    for (const ChannelId channel : channels) {
      for (const Skill skill : kAllSkills) {
        double& places = rules.quota(channel, p, skill);
        if (!std::isfinite(places)) continue;
        places *= 1 + sizes_.pathways * done(state, Deed::kPathways);
        if (skill != Skill::kLow) places *= 1 + sizes_.skills * done(state, Deed::kSkills);
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

/// Fees are lowered where the sender lives, diasporas are won for their country by both; what comes
/// of it reaches the country of citizenship.
void CompactAgreement::on_remittances(const Scene& scene, Rules& rules) const {
  for (const PlaceId p : scene.world.place_ids()) {
    const StateId host = scene.world.state_of(p);
    const double saved = sizes_.fees * done(host, Deed::kFees);
    for (const StateId s : scene.world.states()) {
      const double won =
          sizes_.diasporas * (done(host, Deed::kDiasporas) + done(s, Deed::kDiasporas)) / 2;
      const double share = sizes_.remitted * (saved + won) * scene.labour.wage[p];
      if (s == host || share <= 0) continue;
      rules.remitted[s] += share * scene.persons(scene.ledger.summary.settled(p, s));
    }
  }
}

/// Of what citizens lack in rights abroad, their own state makes a part good, and both ends
/// together another.
void CompactAgreement::on_rights_abroad(const Scene& scene, Rules& rules) const {
  const auto any = [&](Deed deed) { return deeds_.col(static_cast<Eigen::Index>(deed)).sum() > 0; };
  if (!any(Deed::kConsular) && !any(Deed::kSecurity)) return;
  fill_if_empty(scene.world, rules.rights_of, 0.0);
  for (const PlaceId p : scene.world.place_ids()) {
    const StateId host = scene.world.state_of(p);
    for (const StateId s : scene.world.states()) {
      if (s == host) continue;
      const double both = (done(host, Deed::kSecurity) + done(s, Deed::kSecurity)) / 2;
      const double made_good =
          either(sizes_.consular * done(s, Deed::kConsular), sizes_.portability * both);
      rules.rights_of(s, p) += made_good * (1 - rules.rights[p]);
    }
  }
}

}  // namespace sojourn::models
