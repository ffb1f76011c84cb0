#include "models/deals/containment/containment_deals.hpp"

#include <gtest/gtest.h>

#include "sim/base/rates.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

// Of two_transits.toml, by position. Its states are in no union: each is a party.
constexpr Pair kNorth{3, StateId(1)}, kSouth{3, StateId(2)};
constexpr CorridorId kNorthGate(2);
constexpr double kCapacity = 0.8, kClosure = 0.5;  // of RECV; default

Node wartime(const std::vector<std::string>& more, double detection) {
  std::vector<std::string> set{"run.persons_per_agent=2000", "run.life_histories=0"};
  set.insert(set.end(), more.begin(), more.end());
  Node scenario = testing::shipped("two_transits.toml", set);
  for (Node& corridor : std::get<Node::Array>(scenario.table()["corridor"].value)) {
    corridor.table()["detection"].value = detection;
  }
  return scenario;
}

/// Whether something of the kind has happened with RECV and NORD in the last tick.
bool just(const Simulation& simulation, const std::string& kind) {
  return std::ranges::any_of(simulation.events(), [&](const Event& event) {
    return event.kind == kind && event.tick == simulation.now() - 1 &&
           event.text.starts_with("RECV-NORD:");
  });
}

/// Settings of deals to which taking people back costs next to nothing.
Node easy() {
  Node module;
  module.value = Node::Table{};
  module.table()["friction"].value = 1e-6;
  return module;
}

/// Deals that are bargained beside a simulation and bind nobody.
class Aside {
 public:
  explicit Aside(const Simulation& simulation)
      : simulation_(simulation), deals_(settings_, simulation.world()) {
    deals_.bind(simulation.modules());
  }
  void negotiate() {
    Ledger behind = simulation_.ledger();
    behind.previous_tick = behind.tick;
    std::vector<Event> events;
    EventLog log(events, simulation_.now() - 1, deals_);
    const Scene now = testing::at_tick(simulation_.scene(), simulation_.now() - 1);
    deals_.negotiate(now.with(behind), agreements_, log);
  }
  const ContainmentAgreement* with_north() const {
    for (const auto& one : agreements_.in_force) {
      const auto* deal = dynamic_cast<const ContainmentAgreement*>(one.agreement.get());
      if (deal->supplier() == kNorth.partner && deal->demander().has(StateId(3))) return deal;
    }
    return nullptr;
  }
  /// How people see the northern crossing where so many are sent back over it.
  Crossing seen(double readmission) {
    Rules rules = simulation_.scene().rules;
    rules.readmission[kNorthGate] = readmission;
    const Scene such = simulation_.scene().with(rules);
    deals_.watch(such);
    return deals_.ways().crossing(such, kNorth, kNorthGate);
  }

 private:
  const Simulation& simulation_;
  Node module_ = easy();
  Diagnostics diagnostics_;
  Settings settings_{&module_, "modules.containment_deals", &diagnostics_};
  ContainmentDeals deals_;
  Agreements agreements_;
};

/// A deal that sends back everybody does not change what states think of the same crossing without
/// it, so that it is no reason to end or to change it. Journeys are cheap: who cannot pay need not
/// be sent back.
TEST(ContainmentDeals, TheOwnDealsReadmissionIsNoPartOfTheCrossing) {
  const auto simulation = testing::simulate(
      wartime({"modules.containment_deals.enabled=false", "modules.asylum.a_money=0.002",
               "modules.asylum.least_fare=0.0", "modules.irregular.a_money=0.002",
               "modules.irregular.least_fare=0.0"},
              1.0));
  Aside dealing(*simulation), none(*simulation);
  while (!simulation->done() && dealing.with_north() == nullptr) {
    simulation->tick();
    dealing.negotiate();
  }
  ASSERT_NE(dealing.with_north(), nullptr);
  const double own = dealing.with_north()->terms().readmission;
  ASSERT_GT(own, 0.98);  // above what people tell apart
  const Crossing without = none.seen(0), with = dealing.seen(own);
  EXPECT_GT(without.toll, 1);
  EXPECT_NEAR(without.least_chance, 0.02, 1e-12);
  for (const double b : {0.0, 0.3, 0.9, 0.99, 1.0}) {
    EXPECT_NEAR(with.price(b), without.price(b), 1e-6 * without.price(b)) << b;
    EXPECT_NEAR(with.deterred(b), without.deterred(b), 1e-9) << b;
  }
  EXPECT_GT(with.deterred(1), 0.001);
  // What others send back is not lost.
  if (own < 1) {
    const Crossing others = dealing.seen(either(own, 0.4));
    EXPECT_NEAR(others.others, 0.4, 1e-6);
    EXPECT_NEAR(others.price(0), without.price(0) / 0.6, 1e-3);
  }
  EXPECT_NEAR(none.seen(0.4).price(0), without.price(0) / 0.6, 1e-9 * without.price(0));
}

/// What RECV would have of a deal with SUED alone, beside closing its border; from its facts anew.
double worth_of_south(const Scene& scene, const ContainmentDeals& deals) {
  ContainmentCase now = deals.facts(scene, kSouth);
  now.alternative = closure_worth(now, kClosure * kCapacity);
  const ContainmentDeal deal = propose_containment(now);
  EXPECT_TRUE(deal.worthwhile());
  EXPECT_GT(now.threat, 0);
  return deal.gain - deal.payment - now.contract_cost - linked_cost(now, deal.issues);
}

/// A partner that can threaten is a worse alternative by its threat. No other state than NORD and
/// SUED can be a partner while SEND is at war.
TEST(ContainmentDeals, TheOtherPartnerIsWorthWhatItWouldLeave) {
  const auto simulation =
      testing::simulate(wartime({"modules.containment_deals.release_cost=0.0"}, 0.5));
  while (!simulation->done() && !just(*simulation, "approach")) simulation->tick();
  ASSERT_FALSE(simulation->done());
  simulation->tick();  // a month in which nobody bargains
  const Scene scene = simulation->scene();
  const auto& deals = *simulation->modules().find<ContainmentDeals>();
  const double alternative = deals.facts(scene, kNorth).alternative;
  EXPECT_NEAR(alternative, worth_of_south(scene, deals), 1e-9 * alternative);
}

/// Once RECV has a deal with NORD, NORD is no alternative to SUED any more, from the same tick on.
TEST(ContainmentDeals, WhoHasSignedIsNoAlternative) {
  const auto simulation = testing::simulate(wartime({}, 0.5));
  while (!simulation->done() && !just(*simulation, "deal")) simulation->tick();
  ASSERT_FALSE(simulation->done());
  const Scene scene = simulation->scene();
  const ContainmentCase now = simulation->modules().find<ContainmentDeals>()->facts(scene, kSouth);
  EXPECT_EQ(now.alternative, closure_worth(now, kClosure * kCapacity));
}

TEST(Offer, WhoGainsMoreProposes) {
  // A threat may be worth more than a share.
  EXPECT_TRUE((Offer{.surplus = 100, .partner_gain = 60}).partner_proposes());
  EXPECT_FALSE((Offer{.surplus = 100, .partner_gain = 40}).partner_proposes());
  EXPECT_EQ((Offer{.surplus = 100, .partner_gain = 40}).asker_gain(), 60);
  ContainmentDeal deal{.gain = 200, .loss = 50, .linked = 10, .surplus = 100, .payment = 100};
  EXPECT_EQ(deal.supplier_gain(), 60);
}

}  // namespace
}  // namespace sojourn::models
