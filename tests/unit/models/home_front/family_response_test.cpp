#include "models/home_front/politics/family_response.hpp"

#include <gtest/gtest.h>

#include "tests/worlds/policies/policy_world.hpp"

namespace sojourn::models {
namespace {

constexpr PlaceId kC(2);
constexpr StateId kFromA(0), kOfC(2);
constexpr double kKin = 800;  // agents who joined last year

/// C, to which kin came last year by openness 0.25 and rights 0.64: calls went with 0.4.
struct KinOfC {
  std::unique_ptr<Simulation> simulation = testing::simulate(testing::four_states());
  Stances stances;
  Rules rules;
  Ledger ledger;
  FamilyResponse family{simulation->world()};
  double persons = simulation->world().persons_per_agent;

  KinOfC() {
    testing::run(*simulation, 13);
    const Scene scene = simulation->scene();
    stances = scene.stances;
    rules = scene.rules;
    ledger = scene.ledger;
    family.bind(simulation->modules());
    stances.openness[kC] = 0.25;
    rules.rights[kC] = 0.64;
    ledger.last_year.clear();
    ledger.last_year.arrivals(kFromA, kC, channel()) = static_cast<std::int64_t>(kKin);
    for (int tick = 12; tick <= 24; ++tick) family.note(testing::at_tick(seen(), tick));
  }
  ChannelId channel() const { return simulation->modules().channel("family"); }
  Scene seen() const { return simulation->scene().with(stances, rules, ledger); }
  InflowResponse slopes(double step, double in_force = 1) const {
    InflowResponse inflow{.rights = rules.rights[kC]};
    inflow.up.rights_in_force = inflow.down.rights_in_force = in_force;
    family.add(seen(), kOfC, step, inflow);
    return inflow;
  }
};

/// sqrt(0.36*0.64) = 0.48 is a fifth more than 0.4; sqrt(0.25*0.81) = 0.45 an eighth more.
TEST(FamilyResponse, GoesWithTheRootOfOpennessAndRights) {
  const KinOfC kin;
  EXPECT_NEAR(kin.slopes(0.11).up.regular[kOpennessLever], 0.2 * kKin * kin.persons / 0.11, 1e-6);
  // Down to sqrt(0.09*0.64) = 0.24.
  EXPECT_NEAR(kin.slopes(0.16).down.regular[kOpennessLever], 0.4 * kKin * kin.persons / 0.16, 1e-6);
  EXPECT_EQ(kin.slopes(0.11).up.regular[kEffortLever], 0);
}

/// Where rights of the state's own count half, twice the step is needed.
TEST(FamilyResponse, IsOfRightsInForce) {
  KinOfC kin;
  kin.stances.rights[kC] = 0.5;
  EXPECT_NEAR(kin.slopes(0.17).up.regular[kRightsLever], 0.125 * kKin * kin.persons / 0.17, 1e-6);
  EXPECT_NEAR(kin.slopes(0.34, 0.5).up.regular[kRightsLever], 0.125 * kKin * kin.persons / 0.34,
              1e-6);
  EXPECT_EQ(kin.slopes(0.17, 0).up.regular[kRightsLever], 0);
}

/// Openness has fallen to 0.01: a fifth of last year's would come now, four fifths at 0.16.
TEST(FamilyResponse, LastYearsKinCameByLastYearsLevers) {
  KinOfC kin;
  kin.stances.openness[kC] = 0.01;
  EXPECT_NEAR(kin.slopes(0.15).up.regular[kOpennessLever], 0.6 * kKin * kin.persons / 0.15, 1e-6);
  // And a closed door that opens lets in as many as it did.
  kin.stances.openness[kC] = 0;
  EXPECT_NEAR(kin.slopes(0.25).up.regular[kOpennessLever], kKin * kin.persons / 0.25, 1e-6);
}

/// A fifth more want to come, an eighth more can.
TEST(FamilyResponse, EndsAtTheQuota) {
  KinOfC kin;
  for (const Skill skill : kAllSkills) kin.rules.quota(kin.channel(), kC, skill) = 0;
  kin.rules.quota(kin.channel(), kC, Skill::kLow) = 900 * kin.persons;
  kin.ledger.last_year.proposals(kin.channel(), kC, Skill::kLow) = static_cast<std::int64_t>(kKin);
  EXPECT_NEAR(kin.slopes(0.11).up.regular[kOpennessLever], 100 * kin.persons / 0.11, 1e-6);
}

/// Raises rights half of the way to 0.8.
class HalfWay final : public Agreement {
 public:
  void enact(const Scene& /*scene*/, Rules& rules) const override {
    rules.rights += 0.5 * (0.8 - rules.rights).max(0);
  }
};

TEST(InflowResponse, TellsWhatTextsLeaveOfTheStatesOwnRights) {
  const KinOfC kin;
  Agreements agreements = kin.simulation->scene().agreements;
  agreements.put("text", {std::make_shared<HalfWay>()});
  const Scene scene = kin.simulation->scene().with(agreements);
  const InflowResponse c = inflow_responses(scene, 0.03)[kOfC.index()];
  EXPECT_NEAR(c.rights, 0.7, 1e-12);  // of its own 0.6
  EXPECT_NEAR(c.up.rights_in_force, 0.5, 1e-9);
  EXPECT_NEAR(c.down.rights_in_force, 0.5, 1e-9);
  const InflowResponse without = inflow_responses(kin.simulation->scene(), 0.03)[kOfC.index()];
  EXPECT_NEAR(without.up.rights_in_force, 1, 1e-9);
}

}  // namespace
}  // namespace sojourn::models
