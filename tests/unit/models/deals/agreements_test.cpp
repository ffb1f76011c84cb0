#include <gtest/gtest.h>

#include "models/deals/containment/containment_agreement.hpp"
#include "models/deals/labour_agreement.hpp"
#include "sim/foresight/enactment.hpp"
#include "tests/worlds/row_world.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

using testing::kA;
using testing::kB;
using testing::kC;
using testing::kRow;

Rules with(const Scene& scene, std::shared_ptr<const Agreement> agreement) {
  Agreements agreements;
  agreements.put("test", {std::move(agreement)});
  return rules_of(scene.with(agreements));
}

TEST(Agreements, ContainmentBindsTheSuppliersCorridorsToTheDemander) {
  const auto simulation = testing::simulate(std::string(kRow) +
                                            "[[stock]]\ncitizenship = \"A\"\nresidence = \"B\"\n"
                                            "status = \"refugee\"\npersons = 1000\n");
  testing::run(*simulation, 1);
  const Scene scene = simulation->scene();
  const ContainmentTerms terms{
      .intensity = 0.5, .payment = 100, .visas = 0.3, .readmission = 0.1, .resettlement = 50};
  auto deal =
      std::make_shared<ContainmentAgreement>(scene.world, Party{"C", {kC}, 1}, kB, terms, 0.8);
  Rules rules = with(scene, deal);
  EXPECT_DOUBLE_EQ(rules.enforcement[1], 1 - 0.8 * (1 - 0.5 * 0.8));
  EXPECT_EQ(rules.enforcement[0], 0.2);  // into B
  EXPECT_EQ(rules.enforcement[2], 0.2);  // from B to A
  EXPECT_DOUBLE_EQ(rules.readmission[1], 0.1);
  EXPECT_EQ(rules.readmission[0], 0);
  EXPECT_EQ(rules.visa(kB.value, kC.value), 0.3);
  EXPECT_EQ(rules.visa(kA.value, kC.value), 0);
  EXPECT_EQ(rules.transfers[kB.value], 100);
  EXPECT_EQ(rules.transfers[kC.value], -100);
  ASSERT_EQ(rules.resettlement.size(), 1U);
  EXPECT_EQ(rules.resettlement[0].from, PlaceId(1));
  EXPECT_EQ(rules.resettlement[0].to, PlaceId(2));
  EXPECT_DOUBLE_EQ(rules.resettlement[0].persons_per_year, 50);

  deal->set_effort(0.5);
  rules = with(scene, deal);
  EXPECT_DOUBLE_EQ(rules.enforcement[1], 1 - 0.8 * (1 - 0.5 * 0.8 * 0.5));
  EXPECT_NEAR(rules.readmission[1], 0.05, 1e-12);
}

TEST(Agreements, WithoutACommonBorderTheSuppliersExitsAreControlled) {
  const auto simulation = testing::simulate(kRow);
  testing::run(*simulation, 1);
  const Scene scene = simulation->scene();
  const auto deal = std::make_shared<ContainmentAgreement>(
      scene.world, Party{"C", {kC}, 1}, kA, ContainmentTerms{.intensity = 1, .readmission = 0.5},
      0.5);
  EXPECT_FALSE(deal->adjacent());
  const Rules rules = with(scene, deal);
  EXPECT_DOUBLE_EQ(rules.enforcement[0], 1 - 0.8 * 0.5);
  EXPECT_EQ(rules.enforcement[1], 0.2);
  EXPECT_EQ(rules.readmission[0], 0);  // nobody is sent back from where the deal does not reach
}

TEST(Agreements, UnionsPayByTheirMembersGdp) {
  const auto simulation = testing::simulate(kRow);
  testing::run(*simulation, 1);
  const Scene scene = simulation->scene();
  const auto deal =
      std::make_shared<ContainmentAgreement>(scene.world, Party{"AC", {kA, kC}, 1}, kB,
                                             ContainmentTerms{.intensity = 1, .payment = 84}, 0.5);
  const Rules rules = with(scene, deal);
  // GDP 4 and 80 bn.
  EXPECT_NEAR(rules.transfers[kA.value], -4, 0.05);
  EXPECT_NEAR(rules.transfers[kC.value], -80, 0.05);
  EXPECT_NEAR(rules.transfers.sum(), 0, 1e-9);
}

TEST(Agreements, LabourDealsAddPlacesAndNothingElse) {
  const auto simulation = testing::simulate(kRow);
  testing::run(*simulation, 1);
  Labour labour = simulation->scene().labour;
  labour.shortage[kC.value] = 0.1;
  labour.demand[kC.value] = 1000;
  const Scene scene = simulation->scene().with(labour);
  const ChannelId channel = simulation->modules().channel("labour");
  const Rules before = rules_of(scene);
  const auto deal = std::make_shared<LabourAgreement>(
      Party{"C", {kC}, 1}, kA, channel, LabourTerms{.admission = 0.4, .places_per_year = 60});
  const Rules after = with(scene, deal);
  const auto places = [&](const Rules& rules, StateId state) {
    double sum = 0;
    for (const Skill skill : kAllSkills) sum += rules.quota(channel, state, skill);
    return sum;
  };
  EXPECT_NEAR(places(after, kC) - places(before, kC), 60, 1e-6);
  EXPECT_EQ(places(after, kB), places(before, kB));
  // In the proportions the state itself has.
  EXPECT_NEAR(after.quota(channel, kC, Skill::kHigh) / before.quota(channel, kC, Skill::kHigh),
              after.quota(channel, kC, Skill::kLow) / before.quota(channel, kC, Skill::kLow),
              1e-12);
  EXPECT_EQ(after.visa(kA.value, kC.value), 0);  // places, and no promise beyond them
  EXPECT_EQ(after.transfers.abs().sum(), 0);     // nobody is paid for people
}

TEST(Agreements, TermsOfWorkAreThoseOfThePartnersCitizens) {
  const auto simulation = testing::simulate(std::string(kRow) + "[modules.contract]\nfee = 1000\n");
  testing::run(*simulation, 1);
  const Scene scene = simulation->scene();
  const ChannelId contract = simulation->modules().channel("contract");
  ASSERT_TRUE(contract.valid());
  const double fee = simulation->modules().of<Channel>()[contract.index()]->fee();
  EXPECT_EQ(fee, 1000);
  const WorkTerms work{.permit_years = 2, .renewal = 0.8, .fee_cap = 300, .rights = 0.15};
  const Rules rules =
      with(scene, std::make_shared<LabourAgreement>(Party{"C", {kC}, 1}, kA, contract,
                                                    LabourTerms{.work = work}));
  const PlaceId there(2);
  EXPECT_EQ(rules.contracts(kA, there).years, 2);
  EXPECT_EQ(rules.contracts(kA, there).renewal, 0.8);
  EXPECT_EQ(fee + rules.fees(contract, kA, there), 300);
  EXPECT_EQ(rules.rights_of(kA, there), 0.15);
  EXPECT_TRUE(std::isnan(rules.contracts(kB, there).years));
  EXPECT_EQ(rules.fees(contract, kB, there), 0);
  EXPECT_EQ(rules.rights_of(kB, there), 0);
  // A cap above the fee changes nothing.
  const Rules dear =
      with(scene, std::make_shared<LabourAgreement>(Party{"C", {kC}, 1}, kA, contract,
                                                    LabourTerms{.work = {.fee_cap = 5000}}));
  EXPECT_EQ(dear.fees(contract, kA, there), 0);
}

/// Law: of those who get across, a share `readmission` is sent back; binomial, refused beyond 4.5
/// standard deviations.
TEST(Agreements, TheReadmittedGetAcrossAndComeBack) {
  class Back final : public Agreement {
   public:
    void enact(const Scene&, Rules& rules) const override { rules.readmission[1] = 0.25; }
  };
  class Deal final : public Negotiation {
   public:
    void negotiate(const Scene&, Agreements& agreements, EventLog&) override {
      if (agreements.in_force.empty()) agreements.put(name(), {std::make_shared<Back>()});
    }
  };
  Catalog catalog = standard_catalog();
  class Made final : public Negotiation {
   public:
    Made(Settings&, const World&) {}
    void negotiate(const Scene& s, Agreements& a, EventLog& log) override {
      deal_.negotiate(s, a, log);
    }

   private:
    Deal deal_;
  };
  catalog.add<Made>("back", "sends people back");
  Simulation simulation(
      testing::scenario(std::string(kRow) +
                        "[modules.war]\ntype = \"conflict\"\ntarget = [\"A\"]\nmagnitude = 0.4\n"),
      catalog, 1);
  double across = 0, back = 0;
  for (int t = 0; t < 24; ++t) {
    simulation.tick();
    across += static_cast<double>(simulation.ledger().tick.crossings[1]);
    back += static_cast<double>(simulation.ledger().tick.readmissions[1]);
    EXPECT_EQ(simulation.ledger().tick.readmissions[0], 0);
  }
  ASSERT_GT(across, 10000);
  EXPECT_LT(std::abs(testing::deviation(back, across + back, 0.25)), testing::kFar);
  EXPECT_GT(std::abs(testing::deviation(back, across + back, 0.23)), testing::kFar);  // broken twin
}

/// Law: refugees are taken over at `persons_per_year`/refugees each; Poisson, 4.5 standard
/// deviations.
TEST(Agreements, RefugeesAreTakenOver) {
  class Made final : public Negotiation {
   public:
    Made(Settings&, const World&) {}
    void negotiate(const Scene&, Agreements& agreements, EventLog&) override {
      class Offer final : public Agreement {
        void enact(const Scene&, Rules& rules) const override {
          rules.resettlement.push_back({PlaceId(1), PlaceId(2), 12000});
        }
      };
      if (agreements.in_force.empty()) agreements.put(name(), {std::make_shared<Offer>()});
    }
  };
  Catalog catalog = standard_catalog();
  catalog.add<Made>("offer", "takes refugees over");
  const auto others = testing::all_but(testing::kHazards, "resettlement");
  Simulation simulation(
      testing::scenario(std::string(kRow) +
                        "[[stock]]\ncitizenship = \"A\"\nresidence = \"B\"\nstatus = \"refugee\"\n"
                        "persons = 200_000\n" +
                        testing::without(others)),
      catalog, 1);
  testing::run(simulation, 12);
  const auto taken =
      static_cast<double>(simulation.ledger().stock(PlaceId(2), kA, Status::kSponsored));
  // They come by a channel of their own, not as applicants.
  const Ledger& ledger = simulation.ledger();
  const ChannelId sponsored = simulation.modules().channel("sponsored");
  EXPECT_EQ(static_cast<double>(ledger.year.arrivals(StateId(0), PlaceId(2), sponsored)), taken);
  EXPECT_LT(std::abs(taken - 12000) / std::sqrt(12000.0), testing::kFar);
  EXPECT_GT(std::abs(taken - 11000) / std::sqrt(12000.0), testing::kFar);  // broken twin
}

TEST(Agreements, VisasEaseOpenChannelsOnly) {
  const auto simulation = testing::simulate(kRow);
  testing::run(*simulation, 1);
  const Scene now = simulation->scene();
  Rules rules = now.rules;
  const std::size_t labour = simulation->modules().channel("labour").index();
  const std::size_t asylum = simulation->modules().channel("asylum").index();
  for (const PlaceId place : now.world.place_ids()) {
    for (const Skill skill : kAllSkills) rules.admission(ChannelId(labour), place, skill) = 0.2;
  }
  const Viewpoint who{kA, PlaceId(0), Skill::kMedium, false};
  const auto utility = [&] {
    return evaluate(now.with(rules), simulation->modules(), who).utility;
  };
  const auto before = utility();
  rules.visa(kA.value, kC.value) = 0.5;
  const auto after = utility();
  const auto row = [](std::size_t channel) { return static_cast<Eigen::Index>(channel); };
  EXPECT_NEAR(after(row(labour), 2) - before(row(labour), 2), 0.6 * std::log(0.6 / 0.2), 1e-12);
  EXPECT_EQ(after(row(labour), 1), before(row(labour), 1));
  EXPECT_EQ(after(row(asylum), 2), before(row(asylum), 2));
}

TEST(Agreements, AStatesOwnEffortCountsAtItsBorders) {
  const auto simulation = testing::simulate(kRow);
  testing::run(*simulation, 1);
  Stances stances = simulation->scene().stances;
  stances.enforcement[kB.value] = 0.5;
  const Rules rules = rules_of(simulation->scene().with(stances));
  EXPECT_DOUBLE_EQ(rules.enforcement[0], 1 - 0.8 * 0.5);
  EXPECT_EQ(rules.enforcement[1], 0.2);
}

}  // namespace
}  // namespace sojourn::models
