#include "models/home_front/unilateral_policy.hpp"

#include <gtest/gtest.h>

#include "sim/base/rng.hpp"
#include "sim/foresight/enactment.hpp"
#include "sim/foresight/outlook.hpp"
#include "tests/worlds/policies/policy_world.hpp"

namespace sojourn::models {
namespace {

/// A million people, openness 0.5, rights 0.4, no effort; nothing responds to anything.
PolicyFacts facts() {
  return {.people = 1e6,
          .sentiment = 0.5,
          .rule_of_law = 0.8,
          .rights_wanted = 0.4,
          .levers = {0.5, 0.4, 0.1},
          .inflow = {.regular = 2000, .irregular = 500, .arrived = 2000},
          .demand = 5e5,
          .supply = 5e5};
}

std::array<double, kLevers> chosen(const PolicyWeights& weights, const PolicyFacts& facts) {
  return best_policy(weights, facts).levers;
}

PolicyWeights wide() {
  PolicyWeights weights;
  weights.step = 0.5;
  weights.working_share = 0.75;
  return weights;
}

// --- the problem of one state -------------------------------------------------------------------

TEST(UnilateralPolicy, WithoutResponseByHand) {
  // Openness has no reason to move. Rights: 0.3*(r - 0.4) + 0.2*(r - 0.4) + 0.24*(r - 0.5) = 0 at
  // r = 0.32/0.74. Effort: 0.04*e + 0.2*(e - 0.1) = 0 at e = 0.02/0.24.
  const auto x = chosen(wide(), facts());
  EXPECT_NEAR(x[kOpennessLever], 0.5, 1e-12);
  EXPECT_NEAR(x[kRightsLever], 0.32 / 0.74, 1e-12);
  EXPECT_NEAR(x[kEffortLever], 0.02 / 0.24, 1e-12);
}

TEST(UnilateralPolicy, RegularInflowByHand) {
  // 1000 people more per unit of openness: 12*1.5*1000/1e6 + 0.2*(o - 0.5) = 0.
  PolicyFacts f = facts();
  f.inflow.up.regular[kOpennessLever] = f.inflow.down.regular[kOpennessLever] = 1000;
  f.demand = 0;
  EXPECT_NEAR(chosen(wide(), f)[kOpennessLever], 0.5 - 0.018 / 0.2, 1e-12);
  // An irregular one weighs 1.6 as much.
  f.inflow.up.regular[kOpennessLever] = f.inflow.down.regular[kOpennessLever] = 0;
  f.inflow.up.irregular[kOpennessLever] = f.inflow.down.irregular[kOpennessLever] = 1000;
  EXPECT_NEAR(chosen(wide(), f)[kOpennessLever], 0.5 - 1.6 * 0.018 / 0.2, 1e-12);
}

TEST(UnilateralPolicy, EffortAgainstIrregularInflowByHand) {
  // 400 fewer per unit: -12*1.5*1.6*400/1e6 + 0.04*e + 0.2*(e - 0.1) = 0.
  PolicyFacts f = facts();
  f.inflow.up.irregular[kEffortLever] = f.inflow.down.irregular[kEffortLever] = -400;
  EXPECT_NEAR(chosen(wide(), f)[kEffortLever], (0.02 + 0.01152) / 0.24, 1e-12);
}

TEST(UnilateralPolicy, ShortageByHand) {
  // 10% of 5e5 workers will be missing; a unit of openness brings 1000 people a year, of whom
  // 5*0.75*1000/5e5 = 0.0075 of demand. p_w = 0:
  // 12*(0.1 - 0.0075*d)^2 + 0.1*d^2 is least at d = 12*0.1*0.0075/(0.1 + 12*0.0075^2).
  PolicyFacts f = facts();
  f.inflow.up.regular[kOpennessLever] = f.inflow.down.regular[kOpennessLever] = 1000;
  f.supply = 4.5e5;
  PolicyWeights w = wide();
  w.p_w = 0;
  const double d = 0.009 / (0.1 + 12 * 0.0075 * 0.0075);
  EXPECT_NEAR(chosen(w, f)[kOpennessLever], 0.5 + d, 1e-12);
  // Expecting 400 people a year more than came, 5*0.75*400/5e5 = 0.003 less will be missing.
  f.inflow.arrived = 1600;
  EXPECT_NEAR(chosen(w, f)[kOpennessLever], 0.5 + d * 0.97, 1e-12);
}

TEST(UnilateralPolicy, HigherSentimentClosesFurther) {
  PolicyFacts f = facts();
  f.inflow.up.regular[kOpennessLever] = f.inflow.down.regular[kOpennessLever] = 500;
  f.supply = 4.5e5;
  double before = 1;
  for (const double sentiment : {0.0, 0.3, 1.0, 3.0}) {
    f.sentiment = sentiment;
    const double openness = chosen(wide(), f)[kOpennessLever];
    EXPECT_LT(openness, before);
    before = openness;
  }
}

TEST(UnilateralPolicy, ShortageOpensOnlyIfTheFutureCounts) {
  PolicyFacts f = facts();
  f.inflow.up.regular[kOpennessLever] = f.inflow.down.regular[kOpennessLever] = 500;
  f.supply = 1.1 * f.demand;
  PolicyWeights patient = wide(), blind = wide();
  blind.beta = 0;
  const double without = chosen(patient, f)[kOpennessLever];
  EXPECT_DOUBLE_EQ(chosen(blind, f)[kOpennessLever], without);
  double before = without;
  for (const double missing : {0.02, 0.1, 0.3}) {
    f.supply = (1 - missing) * f.demand;
    EXPECT_GT(chosen(patient, f)[kOpennessLever], before);
    EXPECT_DOUBLE_EQ(chosen(blind, f)[kOpennessLever], without);
    before = chosen(patient, f)[kOpennessLever];
  }
}

TEST(UnilateralPolicy, RightsGoWhereTheyAreWantedAndNoFurther) {
  PolicyWeights w = wide();
  w.c_law = 0;
  w.step = 0.03;
  PolicyFacts f = facts();
  f.rights_wanted = 0.62;
  for (int year = 0; year < 60; ++year) {
    const auto x = chosen(w, f);
    EXPECT_GE(x[kRightsLever], f.levers[kRightsLever] - 1e-12);
    EXPECT_LE(x[kRightsLever], f.levers[kRightsLever] + w.step + 1e-12);
    EXPECT_NEAR(x[kOpennessLever], 0.5, 1e-12);
    f.levers[kRightsLever] = x[kRightsLever];
  }
  EXPECT_NEAR(f.levers[kRightsLever], 0.62, 1e-6);
  w.c_r = 0;
  f.levers[kRightsLever] = 0.3;
  EXPECT_NEAR(chosen(w, f)[kRightsLever], 0.3, 1e-12);
}

TEST(UnilateralPolicy, TheBetterSideIsTaken) {
  // Opening would bring 300 irregular migrants more per unit, closing 300 more as well: nothing
  // moves, where either slope alone would have moved openness by 0.0432.
  PolicyFacts f = facts();
  f.inflow.up.irregular[kOpennessLever] = 300;
  f.inflow.down.irregular[kOpennessLever] = -300;
  EXPECT_DOUBLE_EQ(chosen(wide(), f)[kOpennessLever], 0.5);
  f.inflow.down.irregular[kOpennessLever] = 300;
  EXPECT_NEAR(chosen(wide(), f)[kOpennessLever], 0.5 - 0.0432, 1e-12);
  // Less would come either way, and more less by opening.
  f.inflow.up.irregular[kOpennessLever] = -300;
  f.inflow.down.irregular[kOpennessLever] = 200;
  EXPECT_NEAR(chosen(wide(), f)[kOpennessLever], 0.5 + 0.0432, 1e-12);
}

// --- what states know
// -----------------------------------------------------------------------------

/// min(quota, wanted), summed over schooling, of one contested channel into one place.
double admitted(const Scene& now, const Rules& rules, std::size_t channel, std::size_t place,
                double ratio) {
  double sum = 0;
  for (const Skill skill : kAllSkills) {
    const ChannelId by(channel);
    const PlaceId into(place);
    const double wanted = now.persons(now.ledger.last_year.proposals(by, into, skill));
    sum += std::min(rules.quota(by, into, skill), wanted * ratio);
  }
  return sum;
}

struct Sums {
  double regular = 0, irregular = 0;
};

/// What state `s` must expect when the whole scene is `then`: every origin's Outlook, row by row.
Sums by_outlook(const Scene& now, const Scene& then, const Rules& rules, int s) {
  const std::size_t n_places = now.world.places.size(),
                    n = now.modules.of<Channel>().size() * n_places;
  std::vector<double> before(n, 0), after(n, 0);
  Outlook outlook(now);
  for (int o = 0; o < now.world.n_places(); ++o) {
    if (now.world.state_of(PlaceId(o)) == StateId(s)) continue;
    const auto b = outlook.of(now, PlaceId(o)).arrivals, a = outlook.of(then, PlaceId(o)).arrivals;
    for (std::size_t i = 0; i < n; ++i) before[i] += b[i], after[i] += a[i];
  }
  Sums sums;
  for (std::size_t i = 0; i < n; ++i) {
    const std::size_t place = i % n_places, c = i / n_places;
    if (now.world.state_of(PlaceId(place)) != StateId(s)) continue;
    const std::string& name = now.modules.of<Channel>()[c]->name();
    const double ratio = before[i] > 0 ? after[i] / before[i] : 1;
    double came = 0;
    for (int o = 0; o < now.world.n_states; ++o) {
      if (o == s) continue;
      came += now.persons(now.ledger.last_year.arrivals(StateId(o), PlaceId(place), ChannelId(c)));
    }
    if (name == "asylum" || name == "irregular") {
      sums.irregular += came * ratio;
    } else if (name == "labour" || name == "study") {
      sums.regular += admitted(now, rules, c, place, ratio);
    } else {
      sums.regular += came * ratio;
    }
  }
  return sums;
}

/// A step of one lever of one state, with rules and the routes towards it worked out for it alone.
Sums one_step(const Scene& now, int s, Lever lever, double by) {
  Stances stances = now.stances;
  for (int p = 0; p < now.world.n_places(); ++p) {
    if (now.world.state_of(PlaceId(p)) == StateId(s)) values_of(stances, lever)[p] += by;
  }
  const Rules rules = rules_of(now.with(stances));
  std::vector<PlaceId> own;
  for (const PlaceId p : now.world.place_ids()) {
    if (now.world.state_of(p) == StateId(s)) own.push_back(p);
  }
  const Routes there = routes_of(now.with(stances, rules), own);
  Routes routes = now.routes;
  for (const PlaceId place : own) routes.set_cost_towards(place, there);
  const Scene then = now.with(stances, rules, routes);
  return by_outlook(now, then, rules, s);
}

TEST(InflowResponse, IsTheOutlooksDifference) {
  const auto simulation = testing::simulate(testing::four_states());
  testing::run(*simulation, 24);
  const Scene scene = simulation->scene();
  const Rules rules = rules_of(scene);
  const Scene now = scene.with(rules);
  constexpr double kStep = 0.03;
  const auto responses = inflow_responses(scene, kStep);
  int risen = 0;
  for (int s = 1; s < now.world.n_states; ++s) {
    const InflowResponse& response = responses[static_cast<std::size_t>(s)];
    const Sums as_is = by_outlook(now, now, now.rules, s);
    EXPECT_GT(as_is.regular, 0) << s;
    EXPECT_GT(as_is.irregular, 0) << s;
    EXPECT_NEAR(response.regular, as_is.regular, 1e-9 * as_is.regular);
    EXPECT_NEAR(response.irregular, as_is.irregular, 1e-9 * as_is.irregular);
    for (const Lever lever : {kOpennessLever, kRightsLever, kEffortLever}) {
      for (const Side side : {Side::kDown, Side::kUp}) {
        const double by = side == Side::kUp ? (s == 3 && lever == kOpennessLever ? 0.01 : kStep)
                                            : (lever == kEffortLever ? 0 : -kStep);
        ASSERT_NEAR(trial_step(now.stances, PlaceId(s), lever, kStep, side), by, 1e-12);
        const InflowSlopes& slopes = response.on(side);
        if (by == 0) {
          EXPECT_EQ(slopes.irregular[lever], 0);
          continue;
        }
        const Sums then = one_step(now, s, lever, by);
        const double regular = (then.regular - as_is.regular) / by;
        const double irregular = (then.irregular - as_is.irregular) / by;
        EXPECT_NEAR(slopes.regular[lever], regular, 1e-3 * std::abs(regular) + 1e-3) << s << lever;
        EXPECT_NEAR(slopes.irregular[lever], irregular, 1e-3 * std::abs(irregular) + 1e-3)
            << s << lever;
      }
    }
    risen += response.up.regular[kOpennessLever] > 0 ? 1 : 0;
    EXPECT_GT(response.up.irregular[kOpennessLever], 0) << s;
    EXPECT_GT(response.up.irregular[kRightsLever], 0) << s;
    EXPECT_LT(response.up.irregular[kEffortLever], 0) << s;
  }
  EXPECT_GT(risen, 0);  // where places are scarce; elsewhere openness draws workers into asylum
}

// --- in a run
// -------------------------------------------------------------------------------------

TEST(UnilateralPolicy, ActsInTheTickOfTheChoiceWithinTheStep) {
  const auto simulation = testing::simulate(testing::four_states() + testing::chosen_policy());
  PlaceArray openness, rights, effort;
  bool moved = false;
  for (int tick = 0; tick < 48; ++tick) {
    const Stances before = simulation->scene().stances;
    simulation->tick();
    const Stances& after = simulation->scene().stances;
    const double by = std::max({(after.openness - before.openness).abs().maxCoeff(),
                                (after.rights - before.rights).abs().maxCoeff(),
                                (after.enforcement - before.enforcement).abs().maxCoeff()});
    if (tick > 0 && tick % 12 == 0) {
      EXPECT_GT(by, 0) << tick;
      EXPECT_LE(by, 0.03 + 1e-12) << tick;
      moved = true;
    } else {
      EXPECT_EQ(by, 0) << tick;
    }
    EXPECT_EQ(after.enforcement[2], after.enforcement[4]);  // C and its port
    // The quotas of the same tick follow.
    const Scene scene = simulation->scene();
    const auto labour = simulation->modules().channel("labour");
    EXPECT_DOUBLE_EQ(
        scene.rules.quota(labour, PlaceId(2), Skill::kLow),
        scene.modules.of<Channel>()[labour.index()]->quota(scene, PlaceId(2), Skill::kLow));
  }
  EXPECT_TRUE(moved);
}

constexpr Eigen::Index kC = 2;

/// Openness of C after the second choice.
double openness_of_c(const std::string& settings, const std::string& more_of_c = {},
                     const std::string& more = {}) {
  const auto simulation =
      testing::simulate(testing::four_states(more_of_c) + testing::chosen_policy(settings) + more);
  testing::run(*simulation, 25);
  return simulation->scene().stances.openness[kC];
}

TEST(UnilateralPolicy, AShortageAheadOpensARunUnlessBetaIsZero) {
  const std::string growing = "workforce_growth=0.04";
  EXPECT_GT(openness_of_c("p_w=0\n", growing), 0.401);
  EXPECT_NEAR(openness_of_c("p_w=0\nbeta=0\n", growing), 0.4, 1e-12);
  EXPECT_GT(openness_of_c("", growing), openness_of_c("beta=0\n", growing) + 1e-4);
}

TEST(UnilateralPolicy, SentimentClosesARun) {
  const std::string attention =
      "[modules.news]\ntype='media_event'\ntarget=['C']\nstart='2020-06'\nduration=12\n"
      "magnitude=0.2\n";
  const std::string stiff = "c_adj=10\n";
  EXPECT_LT(openness_of_c(stiff, "", attention), openness_of_c(stiff) - 1e-5);
}

TEST(UnilateralPolicy, OneThatIsOffIsNotThere) {
  const auto without = testing::simulate(testing::four_states());
  const auto off = testing::simulate(testing::four_states() +
                                     testing::chosen_policy("enabled=false\nc_adj=3\n"));
  const auto on = testing::simulate(testing::four_states() + testing::chosen_policy());
  for (auto* simulation : {without.get(), off.get(), on.get()}) testing::run(*simulation, 40);
  EXPECT_EQ(without->ledger().stocks, off->ledger().stocks);
  EXPECT_EQ(without->ledger().year.arrivals, off->ledger().year.arrivals);
  EXPECT_EQ(without->ledger().residents, off->ledger().residents);
  EXPECT_TRUE((without->scene().stances.openness == off->scene().stances.openness).all());
  EXPECT_TRUE((off->scene().stances.enforcement == 0).all());
  EXPECT_NE(without->ledger().stocks, on->ledger().stocks);
}

TEST(UnilateralPolicy, StatesThatWeighNothingLeaveTheRunAlone) {
  const auto without = testing::simulate(testing::four_states());
  const auto idle = testing::simulate(
      testing::four_states() + testing::chosen_policy("p_w=0\nc_r=0\nc_law=0\nc_enf=0\nbeta=0\n"));
  for (auto* simulation : {without.get(), idle.get()}) testing::run(*simulation, 40);
  EXPECT_EQ(without->ledger().stocks, idle->ledger().stocks);
  EXPECT_TRUE((without->scene().stances.rights == idle->scene().stances.rights).all());
  EXPECT_TRUE((without->scene().stances.openness == idle->scene().stances.openness).all());
}

TEST(UnilateralPolicy, TurnsAreTold) {
  // C closes while its need of labour shrinks and opens once a boom has made a shortage.
  const auto simulation = testing::simulate(
      testing::four_states("workforce_growth=-0.05") + testing::chosen_policy("p_w=1\n") +
      "[modules.up]\ntype='boom'\ntarget=['C']\nstart='2022-06'\nmagnitude=1.0\n");
  testing::run(*simulation, 40);
  std::vector<std::string> told;
  for (const Event& event : simulation->events()) {
    if (event.kind != "policy") continue;
    EXPECT_EQ(event.tick % 12, 0);
    EXPECT_EQ(event.module, "unilateral_policy");
    EXPECT_EQ(event.stage, "home front");
    told.push_back(event.text);
  }
  ASSERT_FALSE(told.empty());
  EXPECT_TRUE(told[0].starts_with("states that move their openness for the first time: "))
      << told[0];
  std::erase_if(told, [](const std::string& text) { return !text.starts_with("C turns"); });
  ASSERT_EQ(told.size(), 1U);
  EXPECT_TRUE(told[0].starts_with("C turns to opening (openness 0.3")) << told[0];
  EXPECT_NE(told[0].find("labour shortage of"), std::string::npos) << told[0];
}

// --- whatever the settings
// ------------------------------------------------------------------------

/// A value for every setting, drawn over its range.
Node random_settings(const World& world, Draws& draws) {
  Settings introduced(nullptr, "", nullptr);
  UnilateralPolicy(introduced, world);
  Node table{Node::Table{}, {}};
  for (const SettingInfo& info : introduced.introduced()) {
    table.table()[info.key] = Node{info.low + (info.high - info.low) * draws.uniform(), {}};
  }
  return table;
}

TEST(UnilateralPolicy, FiniteAndWithinBoundsWhateverTheSettings) {
  const auto simulation = testing::simulate(testing::four_states("workforce_growth=0.02"));
  testing::run(*simulation, 24);
  const Scene scene = simulation->scene();
  Draws draws(5, stream_id("random settings"), 0, 0);
  for (int i = 0; i < 1000; ++i) {
    const Node table = random_settings(scene.world, draws);
    Diagnostics faults;
    Settings settings(&table, "", &faults);
    UnilateralPolicy policy(settings, scene.world);
    policy.bind(simulation->modules());
    faults.throw_if_any();
    std::vector<Event> events;
    EventLog log(events, 12, policy);
    Labour labour = scene.labour;
    Stances stances = scene.stances;
    stances.sentiment = 5 * draws.uniform();
    const Scene now = scene.with(stances);
    policy.update(testing::at_tick(now, 12), labour, stances, log);
    labour.supply *= 0.5 + draws.uniform();
    const Scene later = now.with(labour);
    const Stances before = stances;
    policy.update(later, labour, stances, log);
    const double step = std::get<double>(table.find("step")->value);
    for (int k = 0; k < static_cast<int>(kLevers); ++k) {
      const PlaceArray& x = values_of(stances, static_cast<Lever>(k));
      ASSERT_TRUE(x.isFinite().all()) << i;
      ASSERT_TRUE((x >= 0).all() && (x <= 1).all()) << i;
      ASSERT_LE((x - values_of(before, static_cast<Lever>(k))).abs().maxCoeff(), step + 1e-9) << i;
    }
  }
}

}  // namespace
}  // namespace sojourn::models
