#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <sstream>

#include "models/compacts/custom.hpp"
#include "models/compacts/effects.hpp"
#include "models/compacts/objectives/dilution.hpp"
#include "models/compacts/objectives/global_compact.hpp"
#include "models/compacts/participation.hpp"
#include "sim/base/rng.hpp"

namespace sojourn::models {
namespace {

// --- compliance ---------------------------------------------------------------------------------

TEST(ComplianceLaw, ByHand) {
  const ComplianceCase c{.hardness = 0.5,
                         .obligor = 0.5,
                         .beneficiary = 0.5,
                         .value = 0.8,
                         .cost = 0.6,
                         .practice = 0.5,
                         .precision = 0.75,
                         .capacity = 0.05,
                         .fund = 0,
                         .rule_of_law = 0.75,
                         .verification = 0.5,
                         .sanction = 0.2,
                         .pressure = 0.05,
                         .support = 0.5,
                         .expected_return = 0.3,
                         .inclusion = 0.75,
                         .coerced = 0.2,
                         .peers = 0.4,
                         .links = 0.5};
  // burden = 0.5*0.6*(1 - 0.5) = 0.15. Addends: -0.6 + 1.2*0.5 = 0; 2*(0.5*0.5*0.8 - 0.15) = 0.1;
  // -4*(0.15 - 0.05) = -0.4; 0.8*0.25 = 0.2; 0.4*0.25 = 0.1; 0.8*0.5*0.25 = 0.1; 0.5;
  // 2*0.5*(0.3 - 0.5) = -0.2; 0.8*(0.75*0.8 - 0.5) = 0.08; 0.4 - 0.5 = -0.1; 0.3*0.5 = 0.15.
  // Sum 0.53, and 1/(1 + exp(-0.53)) = 0.629483.
  EXPECT_NEAR(compliance_share({}, c), 0.629483, 1e-6);
  ComplianceCase funded = c;  // 0.07 of the 0.1 that is lacking: the logit rises by 0.28
  funded.fund = 0.07;
  EXPECT_NEAR(compliance_share({}, funded), 1 / (1 + std::exp(-0.81)), 1e-12);
}

using Law = std::function<double(const ComplianceWeights&, const ComplianceCase&)>;

ComplianceCase drawn_case(std::uint64_t number) {
  Draws draws(7, stream_id("cases"), 0, number);
  ComplianceCase c;
  for (double* figure :
       {&c.hardness, &c.obligor, &c.beneficiary, &c.value, &c.cost, &c.practice, &c.precision,
        &c.capacity, &c.fund, &c.rule_of_law, &c.verification, &c.sanction, &c.pressure,
        &c.expected_return, &c.inclusion, &c.coerced, &c.peers, &c.links}) {
    *figure = draws.uniform();
  }
  c.support = 2 * draws.uniform() - 1;
  return c;
}

/// A figure of the case, and whether compliance rises (+1) or falls (-1) with it.
struct Direction {
  double ComplianceCase::*figure;
  int sign;
};
const std::vector<Direction> kDirections{
    {&ComplianceCase::hardness, 1},     {&ComplianceCase::beneficiary, 1},
    {&ComplianceCase::value, 1},        {&ComplianceCase::cost, -1},
    {&ComplianceCase::practice, 1},     {&ComplianceCase::precision, 1},
    {&ComplianceCase::capacity, 1},     {&ComplianceCase::fund, 1},
    {&ComplianceCase::rule_of_law, 1},  {&ComplianceCase::sanction, 1},
    {&ComplianceCase::pressure, 1},     {&ComplianceCase::support, 1},
    {&ComplianceCase::verification, 1}, {&ComplianceCase::expected_return, 1},
    {&ComplianceCase::inclusion, 1},    {&ComplianceCase::coerced, -1},
    {&ComplianceCase::peers, 1},        {&ComplianceCase::links, 1}};

/// Directions that `law` breaks in 500 drawn cases, or values outside (0, 1).
std::size_t broken_directions(const Law& law) {
  std::size_t broken = 0;
  for (const Direction& direction : kDirections) {
    bool holds = true;
    for (std::uint64_t n = 0; n < 500; ++n) {
      const ComplianceCase less = drawn_case(n);
      ComplianceCase more = less;
      more.*direction.figure += 0.1;
      const double before = law({}, less), after = law({}, more);
      holds = holds && before > 0 && before < 1 && direction.sign * (after - before) >= -1e-15;
    }
    broken += holds ? 0 : 1;
  }
  return broken;
}

TEST(ComplianceLaw, MovesInTheDocumentedDirections) {
  EXPECT_EQ(broken_directions(compliance_share), 0U);
}

/// Broken twins: laws that the property above refuses.
TEST(ComplianceLaw, ALawThatErrsIsNoticed) {
  EXPECT_EQ(broken_directions([](const ComplianceWeights& w, ComplianceCase c) {
              c.cost = 1 - c.cost;
              return compliance_share(w, c);
            }),
            1U);
  EXPECT_EQ(broken_directions([](const ComplianceWeights& w, ComplianceCase c) {
              c.support = -c.support;
              return compliance_share(w, c);
            }),
            1U);
  EXPECT_EQ(broken_directions([](const ComplianceWeights& w, const ComplianceCase& c) {
              return 1.2 * compliance_share(w, c);
            }),
            kDirections.size());
}

TEST(ComplianceLaw, AWeightOfZeroSwitchesItsTermOff) {
  struct Switch {
    double ComplianceWeights::*weight;
    std::vector<double ComplianceCase::*> figures;
  };
  const std::vector<Switch> switches{
      {&ComplianceWeights::hardness, {&ComplianceCase::hardness}},
      {&ComplianceWeights::law, {&ComplianceCase::rule_of_law}},
      {&ComplianceWeights::capacity, {&ComplianceCase::capacity, &ComplianceCase::fund}},
      {&ComplianceWeights::precision, {&ComplianceCase::precision}},
      {&ComplianceWeights::pay, {&ComplianceCase::value, &ComplianceCase::beneficiary}},
      {&ComplianceWeights::support, {&ComplianceCase::support}},
      {&ComplianceWeights::reciprocity, {&ComplianceCase::expected_return}},
      {&ComplianceWeights::legitimacy, {&ComplianceCase::inclusion, &ComplianceCase::coerced}},
      {&ComplianceWeights::norm, {&ComplianceCase::peers}},
      {&ComplianceWeights::links, {&ComplianceCase::links}},
      {&ComplianceWeights::enforcement,
       {&ComplianceCase::verification, &ComplianceCase::sanction, &ComplianceCase::pressure}}};
  for (const Switch& one : switches) {
    ComplianceWeights off;
    off.*one.weight = 0;
    for (const auto figure : one.figures) {
      ComplianceCase less = drawn_case(1);
      less.capacity = 0.01, less.fund = 0, less.cost = 0.9, less.practice = 0, less.obligor = 1;
      ComplianceCase more = less;
      more.*figure += 0.05;
      EXPECT_NE(compliance_share({}, less), compliance_share({}, more));
      EXPECT_EQ(compliance_share(off, less), compliance_share(off, more));
    }
  }
}

// --- reciprocity --------------------------------------------------------------------------------

/// Three states, sending 1, 1/2 and 0; `send back` is owed by origins to destinations, `let in` by
/// destinations to origins, each in a basket of its own.
CompactText exchange() {
  return {{.name = "send back",
           .basket = Basket::kBorders,
           .obligor = End::kOrigin,
           .beneficiary = End::kDestination,
           .links = {}},
          {.name = "let in",
           .basket = Basket::kPathways,
           .obligor = End::kDestination,
           .beneficiary = End::kOrigin,
           .links = {}}};
}

TEST(Reciprocity, ByHand) {
  const CompactText text = exchange();
  Eigen::ArrayXd sending(3);
  sending << 1, 0.5, 0;
  const Roles roles = roles_of(text, sending);
  StateObjective done(3, 2);
  done << 0.6, 0.9,  //
      0.2, 0.4,      //
      0.9, 0.8;
  const Reciprocity reciprocity(text, roles, done);
  // What the origin (state 0) gets: the others' `let in`, (0.5*0.4 + 1*0.8)/1.5.
  EXPECT_NEAR(reciprocity.others(0, 1), 1.0 / 1.5, 1e-12);
  // The destination (state 2) gets `send back`: (1*0.6 + 0.5*0.2)/1.5. State 1 gets both.
  EXPECT_NEAR(reciprocity.others(2, 0), 0.7 / 1.5, 1e-12);
  EXPECT_NEAR(reciprocity.others(1, 0), 0.6, 1e-12);
  EXPECT_NEAR(reciprocity.others(1, 1), 0.8, 1e-12);
  // Of the package the origin gains 1 and gives 1; of the basket in which it gives, nothing.
  EXPECT_NEAR(reciprocity.of_package(0), 1.0 / 1.5, 1e-12);
  EXPECT_EQ(reciprocity.of_basket(0, Basket::kBorders), 0);
  EXPECT_NEAR(reciprocity.of_basket(0, Basket::kPathways), 1.0 / 1.5, 1e-12);
  // Who is half of each gains and gives as much in either.
  EXPECT_NEAR(reciprocity.of_package(1), 0.7, 1e-12);
  EXPECT_NEAR(reciprocity.of_basket(1, Basket::kBorders), 0.6, 1e-12);
}

CompactStates three_states() {
  Eigen::ArrayXd sending(3), capacity(3), law(3), power(3), sovereignty(3), support(3);
  sending << 1, 0.5, 0;
  capacity << 0.1, 0.5, 0.9;
  law << 0.3, 0.5, 0.9;
  power << 0.1, 0.3, 1;
  sovereignty << 0.3, 0.5, 1.4;
  support << 0.5, 0, -0.5;
  const Eigen::ArrayXd prior = Eigen::ArrayXd::Constant(3, ComplianceWeights{}.prior);
  const Eigen::ArrayXd none = Eigen::ArrayXd::Zero(3), one = none + 1;
  return {.sending = sending,
          .capacity = capacity,
          .rule_of_law = law,
          .power = power,
          .sovereignty = sovereignty,
          .support = support,
          .prior = prior,
          .practised = one,
          .salience = StateObjective::Ones(3, static_cast<int>(kBasketNames.size())),
          .under_law = none,
          .fund = none,
          .saved = none,
          .urged = one};
}

Practice practice_of(const StateObjective& own, const Eigen::ArrayXd& bound) {
  return {.own = own,
          .bound = bound,
          .coerced = Eigen::ArrayXd::Zero(bound.size()),
          .region = {{StateId(1), StateId(2)}, {StateId(0), StateId(2)}, {StateId(0), StateId(1)}}};
}

TEST(Assessment, SplittingThePackageCostsTheStateThatOnlyGivesInABasket) {
  const CompactText text = exchange();
  const Practice last =
      practice_of(StateObjective::Constant(3, 2, 0.6), Eigen::ArrayXd::Constant(3, 1));
  const Eigen::ArrayXd hardness = Eigen::ArrayXd::Constant(3, 0.1);
  CompactDesign design;
  design.ngos = 0;
  const StateObjective linked = assess(text, design, {}, three_states(), last, hardness);
  design.linkage = 0;
  const StateObjective split = assess(text, design, {}, three_states(), last, hardness);
  // The origin's Chat for sending back falls from 0.5*0.6 + 0.5*0.25 to 0.5*0 + 0.5*0.25, so its
  // logit falls by b_rec*obligor*0.3 = 0.6.
  const auto logit = [](double p) { return std::log(p / (1 - p)); };
  EXPECT_NEAR(logit(linked(0, 0)) - logit(split(0, 0)), 0.6, 1e-12);
  EXPECT_NEAR(logit(linked(2, 1)) - logit(split(2, 1)), 0.6, 1e-12);
  // Who has nothing to give there, and who gives as it gets, does not care.
  EXPECT_NEAR(linked(0, 1), split(0, 1), 1e-12);
  EXPECT_NEAR(linked(1, 0), split(1, 0), 1e-12);
}

TEST(Assessment, WhoIsNotBoundCountsNeitherAsPeerNorAsReturn) {
  const CompactText text = exchange();
  StateObjective own = StateObjective::Constant(3, 2, 0.4);
  Eigen::ArrayXd bound(3);
  bound << 1, 1, 0;
  const Eigen::ArrayXd hardness = Eigen::ArrayXd::Constant(3, 0.1);
  const StateObjective before =
      assess(text, {}, {}, three_states(), practice_of(own, bound), hardness);
  own.row(2).setConstant(0.9);
  const StateObjective after =
      assess(text, {}, {}, three_states(), practice_of(own, bound), hardness);
  EXPECT_TRUE((before.topRows(2) == after.topRows(2)).all());
  bound[2] = 1;
  const StateObjective with_it =
      assess(text, {}, {}, three_states(), practice_of(own, bound), hardness);
  EXPECT_TRUE((with_it.topRows(2) > after.topRows(2)).all());
}

TEST(Assessment, WithoutReportsPeersAreWhatOneExpects) {
  const CompactText text = exchange();
  const Practice last =
      practice_of(StateObjective::Constant(3, 2, 0.7), Eigen::ArrayXd::Constant(3, 1));
  const Eigen::ArrayXd hardness = Eigen::ArrayXd::Constant(3, 0.1);
  CompactDesign dark;
  dark.monitoring = 0;
  const auto logit = [](double p) { return std::log(p / (1 - p)); };
  const double seen = assess(text, {}, {}, three_states(), last, hardness)(1, 0);
  const double unseen = assess(text, dark, {}, three_states(), last, hardness)(1, 0);
  EXPECT_NEAR(logit(seen) - logit(unseen), 0.7 - ComplianceWeights{}.prior, 1e-12);
}

TEST(Assessment, LawThatBindsAndAidAtStakeRaiseCompliance) {
  const CompactText text = exchange();
  const Practice last =
      practice_of(StateObjective::Constant(3, 2, 0.5), Eigen::ArrayXd::Constant(3, 1));
  const Eigen::ArrayXd hardness = Eigen::ArrayXd::Constant(3, 0.1);
  const auto logit = [](double p) { return std::log(p / (1 - p)); };
  CompactDesign design;
  CompactStates states = three_states();
  const StateObjective before = assess(text, design, {}, states, last, hardness);
  states.under_law[0] = 0.8;
  StateObjective after = assess(text, design, {}, states, last, hardness);
  EXPECT_NEAR(logit(after(0, 0)) - logit(before(0, 0)), 0.5 * 0.8, 1e-12);
  EXPECT_EQ(after(1, 0), before(1, 0));
  // A fund that is free promises nothing for complying; one that is withheld does.
  states.under_law[0] = 0;
  states.offered = 0.4;
  after = assess(text, design, {}, states, last, hardness);
  EXPECT_EQ(after(0, 0), before(0, 0));
  design.withhold = 0.5;
  after = assess(text, design, {}, states, last, hardness);
  EXPECT_NEAR(logit(after(0, 0)) - logit(before(0, 0)), 1 * 0.4 * 0.5, 1e-12);
}

TEST(Assessment, WhoTookPartChecksWhereTheLawLetsThem) {
  CompactDesign design;
  design.verification = 0.5, design.ngos = 0.4, design.inclusion = 0.5;
  EXPECT_NEAR(design.checked(0.5), 1 - 0.5 * 0.9, 1e-12);
  EXPECT_EQ(design.checked(0), 0.5);
  design.inclusion = 0;
  EXPECT_EQ(design.checked(1), 0.5);
}

// --- dilution -----------------------------------------------------------------------------------

TEST(Dilution, ByHandWithFiveStates) {
  CompactText text{{.name = "dear", .obligor = End::kOrigin, .links = {}},
                   {.name = "cheap", .obligor = End::kOrigin, .links = {}}};
  text[0].cost = 0.9, text[0].practice = 0, text[0].precision = 0.8;
  text[1].cost = 0.2, text[1].practice = 0.5;
  Eigen::ArrayXd sending(5), capacity(5);
  sending << 1, 1, 0.8, 0.5, 0;
  capacity << 0.1, 0.3, 0.32, 0.5, 0.9;
  // Shortfalls of `dear`: 0.8, 0.6, 0.72 - 0.32 = 0.4, 0, 0: median 0.4. Of `cheap`: none.
  const Eigen::ArrayXd lack = median_shortfall(text, roles_of(text, sending), capacity, 0);
  EXPECT_NEAR(lack[0], 0.4, 1e-12);
  EXPECT_EQ(lack[1], 0);
  EXPECT_NEAR(median_shortfall(text, roles_of(text, sending), capacity, 0.15)[0], 0.25, 1e-12);
  // cut = 0.5*(0.4 - 0.04)/0.9 = 0.2: a quarter of it in words, three quarters in substance.
  const CompactText after = diluted(text, lack, [] {
    Dilution d;
    d.share = 0.5, d.tolerated = 0.04, d.wording = 0.25;
    return d;
  }());
  EXPECT_NEAR(after[0].precision, 0.8 * 0.95, 1e-12);
  EXPECT_NEAR(after[0].cost, 0.9 * 0.85, 1e-12);
  EXPECT_NEAR(after[0].substance, 0.85, 1e-12);
  EXPECT_EQ(after[1].cost, text[1].cost);
  Dilution off;
  off.share = 0;
  EXPECT_EQ(diluted(text, lack, off)[0].cost, 0.9);
}

// --- participation ------------------------------------------------------------------------------

TEST(Participation, ByHandWithThreeStates) {
  CompactText text = exchange();
  text[0].value = 0.9, text[0].cost = 0.5, text[0].practice = 0.2;
  text[1].value = 0.8, text[1].cost = 1, text[1].practice = 0.5;
  StateObjective expected = StateObjective::Constant(3, 2, 0.5), done = expected;
  done(1, 1) = 0.4, done(2, 1) = 0.7;
  Eigen::ArrayXd in(3);
  in << 0, 1, 1;
  const Appraisal appraisal(text, three_states(), expected, done, in, false);
  // The origin gains by `let in` alone: 2/2*1*0.8*C, C = (0.5*0.4 + 1*0.7)/1.5 = 0.6; all of whom
  // it needs are in. It owes `send back`: 2/2*1*0.5*(1 - 0.2)*0.5.
  const Joiner origin = appraisal.joiner(0);
  EXPECT_NEAR(origin.stake, 0.48, 1e-12);
  EXPECT_NEAR(origin.reach, 1, 1e-12);
  EXPECT_NEAR(origin.exposure, 0.2, 1e-12);
  // The destination gains by `send back`, of whose obligors (1 + 0.5) the half state is in.
  EXPECT_NEAR(appraisal.joiner(2).reach, 0.5 / 1.5, 1e-12);
  EXPECT_NEAR(appraisal.joiner(2).exposure, 1 * 1 * 0.5 * 0.5, 1e-12);

  // At h = 0.5, custom 0.7, two of three members who comply by half:
  const ParticipationTerms terms =
      participation({}, {}, origin, three_states(), 0, {.in = in, .compliance = 0.5}, 0.5, 0.7);
  const JoiningWeights w;
  EXPECT_NEAR(terms.joining.benefit, 0.48 * w.credibility(0.5), 1e-12);
  EXPECT_NEAR(terms.joining.hosting, 0.2 * 0.65, 1e-12);
  EXPECT_NEAR(terms.joining.contracting, w.contracting * 0.5 * 1.1, 1e-12);
  EXPECT_NEAR(terms.pressure, 0.5 * 0.3 * (2.0 / 3) * 0.5 * 0.9, 1e-12);
  EXPECT_NEAR(terms.sovereignty, 0.5 * 0.5 * 0.3, 1e-12);
  EXPECT_NEAR(terms.fear, 0.5 * 0.2 * 0.3, 1e-12);
  EXPECT_NEAR(terms.support, 0.1 * 0.5, 1e-12);
  EXPECT_NEAR(terms.net(), terms.joining.net() + 0.045 + 0.05 - 0.075 - 0.03, 1e-12);
  // The powerful are not pressed.
  EXPECT_EQ(participation({}, {}, origin, three_states(), 2, {.in = in, .compliance = 0.5}, 0.5, 0)
                .pressure,
            0);
}

TEST(Participation, WhoComesBecauseOfPressureIsCoerced) {
  JoiningWeights w;
  w.steepness = 10, w.peers = 2;
  ParticipationTerms terms;
  terms.pressure = 0.1;
  // With a quarter of the region in: logistic(1.5) with pressure, logistic(0.5) without.
  EXPECT_NEAR(terms.coerced(w, 0.25), 1 - 0.6224593 / 0.8175745, 1e-6);
  // Who would have come anyway is hardly coerced, who would not is.
  terms.support = 1;
  EXPECT_LT(terms.coerced(w, 0.25), 1e-4);
  terms.support = -1;
  EXPECT_NEAR(terms.coerced(w, 0.25), 1 - std::exp(-1), 1e-3);
  terms.pressure = 0;
  EXPECT_EQ(terms.coerced(w, 0.25), 0);
}

TEST(Participation, EachTermActsInItsDirection) {
  Eigen::ArrayXd in(3);
  in << 0, 1, 1;
  const auto net = [&](const Joiner& joiner, Eigen::Index state, double hardness, double custom,
                       double compliance) {
    return participation({}, {}, joiner, three_states(), state,
                         {.in = in, .compliance = compliance}, hardness, custom)
        .net();
  };
  const Joiner one{.stake = 0.5, .reach = 0.5, .exposure = 0.2, .capacity = 0.5};
  Joiner other = one;
  other.exposure = 0.3;
  EXPECT_LT(net(other, 0, 0.5, 0, 0.5), net(one, 0, 0.5, 0, 0.5));
  other = one, other.reach = 0.9;
  EXPECT_GT(net(other, 0, 0.5, 0, 0.5), net(one, 0, 0.5, 0, 0.5));
  other = one, other.stake = 0.9;
  EXPECT_GT(net(other, 0, 0.5, 0, 0.5), net(one, 0, 0.5, 0, 0.5));
  other = one, other.capacity = 0.9;
  EXPECT_GT(net(other, 0, 0.5, 0, 0.5), net(one, 0, 0.5, 0, 0.5));
  EXPECT_LT(net(one, 0, 0.5, 0.9, 0.5), net(one, 0, 0.5, 0.5, 0.5));  // custom is feared
  EXPECT_GT(net(one, 0, 0.5, 0, 0.9), net(one, 0, 0.5, 0, 0.5));      // compliance presses
  EXPECT_EQ(net(one, 2, 0.5, 0, 0.9), net(one, 2, 0.5, 0, 0.5));      // not the most powerful
  EXPECT_GT(net(one, 0, 0.5, 0, 0.5), net(one, 1, 0.5, 0, 0.5));      // sovereignty costs
}

// --- custom, deeds, the table -------------------------------------------------------------------

TEST(Custom, ByHand) {
  CustomWeights w;
  EXPECT_EQ(hardened(w, 0.1, 0.25), 0.1);
  EXPECT_NEAR(hardened(w, 0.1, 0.5), 0.1 + 0.005 * 2, 1e-12);
  w.eta = 10;
  EXPECT_EQ(hardened(w, 0.1, 0.9), 1);
  EXPECT_EQ(custom_reach(0.1, 0.1), 0);
  EXPECT_NEAR(custom_reach(0.55, 0.1), 0.5, 1e-12);
  EXPECT_EQ(custom_reach(1, 1), 0);
}

TEST(Deeds, CountOnlyWhatGoesBeyondPractice) {
  CompactText text = exchange();
  text[0].deed = text[1].deed = Deed::kRights;
  text[0].practice = 0.5, text[1].practice = 0.2;
  text[1].substance = 0.5;
  StateObjective done(2, 2);
  done << 0.75, 0.6,  // half of the rest, half of the rest of half an objective
      0.4, 0.1;       // less than before
  const Deeds deeds = deeds_of(text, done, Eigen::ArrayXd::Ones(2));
  const auto rights = static_cast<Eigen::Index>(Deed::kRights);
  EXPECT_NEAR(deeds(0, rights), (0.5 + 0.25) / 2, 1e-12);
  EXPECT_EQ(deeds(1, rights), 0);
  EXPECT_EQ(deeds.sum(), deeds(0, rights));
}

/// The row of docs/ODD.md for a line of the table.
std::string documented(const CompactLine& line) {
  std::string links;
  for (const int link : line.links) {
    if (link > 0) links += (links.empty() ? "" : ", ") + std::to_string(link);
  }
  const auto name = [](const auto& names, auto value) {
    return names[static_cast<std::size_t>(value)];
  };
  return fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |\n",
                     line.number, line.name, line.subject, name(kBasketNames, line.basket),
                     line.reason, name(kEndNames, line.obligor), name(kEndNames, line.beneficiary),
                     line.precision, line.cost, line.practice, line.value,
                     name(kDeedNames, line.deed), links);
}

TEST(GlobalCompact, IsTheTableOfTheDocumentation) {
  std::ifstream file(std::string(SOJOURN_SOURCE_DIR) + "/docs/ODD.md");
  std::stringstream page;
  page << file.rdbuf();
  for (const CompactLine& line : kGlobalCompact) {
    EXPECT_NE(page.str().find(documented(line)), std::string::npos) << documented(line);
  }
}

TEST(GlobalCompact, HasTwentyThreeObjectivesInSixBaskets) {
  std::array<int, kBasketNames.size()> in_basket{};
  std::array<int, kDeeds> with_deed{};
  for (std::size_t o = 0; o < kGlobalCompact.size(); ++o) {
    const CompactLine& line = kGlobalCompact[o];
    EXPECT_EQ(line.number, static_cast<int>(o) + 1);
    EXPECT_NE(std::string(line.reason), "") << line.name;
    for (const double figure : {line.precision, line.cost, line.practice, line.value}) {
      EXPECT_GE(figure, 0);
      EXPECT_LE(figure, 1);
    }
    for (const int link : line.links) {
      EXPECT_NE(link, line.number);
      EXPECT_LE(link, 23);
    }
    ++in_basket[static_cast<std::size_t>(line.basket)];
    ++with_deed[static_cast<std::size_t>(line.deed)];
  }
  for (const int n : in_basket) EXPECT_GT(n, 0);
  for (std::size_t deed = 0; deed < kDeeds; ++deed) {
    EXPECT_EQ(with_deed[deed] > 0, static_cast<Deed>(deed) != Deed::kNone) << kDeedNames[deed];
  }
  EXPECT_EQ(global_compact().size(), 23U);
}

}  // namespace
}  // namespace sojourn::models
