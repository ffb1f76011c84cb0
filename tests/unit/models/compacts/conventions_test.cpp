#include "models/conventions/conventions.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "models/bargaining/issue_space.hpp"
#include "models/conventions/convention_agreement.hpp"
#include "models/parties/position.hpp"
#include "sim/record/recorder.hpp"
#include "sim/record/run_file.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

namespace fs = std::filesystem;

// Five states of a million. 30,000 citizens of A live in C, 60,000 of B, 50,000 of E; D has neither
// foreigners nor emigrants.
//   A: m = -30000/31000 = -0.967742, sending 0.983871, diaspora 0.03/0.06 = 0.5: stake 0.695702
//   B: m = -60000/61000 = -0.983607, sending 0.991803, diaspora 1: stake 0.991803
//   C: m = 140000/141000 = 0.992908, diaspora 0: stake 0; exposure ln(1 + 0.14/0.03) = 1.734601
//   D: stake and exposure 0
//   E: m = -50000/51000 = -0.980392, sending 0.990196, diaspora 0.833333: stake 0.903921
constexpr int kA = 0, kB = 1, kC = 2, kD = 3, kE = 4, kStates = 5;
constexpr double kStakes[kStates] = {0.695702, 0.991803, 0, 0, 0.903921};
constexpr double kExposureOfC = 1.734601;

RightsPositions five_states() {
  const Eigen::ArrayXd none = Eigen::ArrayXd::Zero(kStates);
  RightsPositions all{{none + 1e6, none, none, PairArray::Zero(kStates, kStates)},
                      {},
                      {},
                      {},
                      {},
                      {},
                      none,
                      none + 1};
  all.stakes.foreigners[kC] = 140000;
  all.stakes.emigrants << 30000, 60000, 0, 0, 50000;
  for (const int i : {kA, kB, kE}) all.stakes.abroad(i, kC) = 1;
  all.stake = all.stakes.stake();
  all.exposure = all.stakes.exposure();
  all.capacity = none + 0.2;
  all.capacity[kC] = 0.8;
  all.rights = none + 0.5;
  all.power = none + 1;
  return all;
}

Forum meeting(DecisionRule rule, std::vector<int> members) {
  Forum forum{.name = "meeting", .members = {}, .rule = rule, .host = {}, .funder = {}};
  for (const int m : members) forum.members.push_back(StateId(m));
  return forum;
}
const std::vector<int> kAll{kA, kB, kC, kD, kE};

TEST(Stakes, ByHand) {
  const RightsPositions all = five_states();
  for (int i = 0; i < kStates; ++i) EXPECT_NEAR(all.stake[i], kStakes[i], 1e-6) << i;
  EXPECT_NEAR(all.exposure[kC], kExposureOfC, 1e-6);
  EXPECT_EQ(all.exposure[kA], 0);
  Eigen::ArrayXd in = Eigen::ArrayXd::Zero(kStates);
  in[kC] = 1;
  EXPECT_EQ(all.stakes.reach(in)[kB], 1);
  EXPECT_EQ(all.stakes.reach(in)[kD], 0);
  const Stakes other = all.stakes.permuted({kC, kB, kA, kD, kE});
  EXPECT_NEAR(other.stake()[kC], kStakes[kA], 1e-6);
  EXPECT_EQ(other.abroad(kB, kA), 1);
}

// k = 12, e0 = 0.3, b_host = 1, c_con = 0.15, c0 = 0.02, b_peer = 2, cred(0) = 0.2.
TEST(Joining, ByHand) {
  const JoiningWeights w;
  // A, nobody bound: benefit 0.4*0.695702*0.3 = 0.083484, contracting 0.15*(1.2 - 0.2) = 0.15;
  // net -0.086516; 0.12/(1 + exp(12*0.086516)) = 0.12*0.261493 = 0.031379.
  const JoiningTerms a = joining_terms(w, {0.4, 1}, {.stake = kStakes[kA], .capacity = 0.2});
  EXPECT_NEAR(a.benefit, 0.083484, 1e-6);
  EXPECT_NEAR(a.net(), -0.086516, 1e-6);
  EXPECT_STREQ(a.largest_cost(), "contracting cost");
  EXPECT_NEAR(joining_rate(w, 1, a.net(), 0), 0.031379, 1e-6);
  // With its host bound: 0.4*0.695702 = 0.278281, net 0.108281, 0.12*0.785729; all peers in:
  // 0.12/(1 + exp(-12*0.108281 - 2)) = 0.12*0.964407.
  const JoiningTerms reached =
      joining_terms(w, {0.4, 1}, {.stake = kStakes[kA], .reach = 1, .capacity = 0.2});
  EXPECT_NEAR(joining_rate(w, 1, reached.net(), 0), 0.094287, 1e-6);
  EXPECT_NEAR(joining_rate(w, 1, reached.net(), 1), 0.115729, 1e-6);
  // C: host cost 0.4*1.734601 = 0.693840, contracting 0.15*0.4 = 0.06, net -0.773840.
  const JoiningTerms c = joining_terms(w, {0.4, 1}, {.exposure = kExposureOfC, .capacity = 0.8});
  EXPECT_NEAR(c.net(), -0.773840, 1e-6);
  EXPECT_STREQ(c.largest_cost(), "host cost");
  // The same text soft: host cost 0.3 of it, no contracting, half a joining a year at most;
  // net -0.228152, 0.5/(1 + exp(2.737825)) = 0.5*0.060778.
  const JoiningTerms soft = joining_terms(w, {0.4, 0}, {.exposure = kExposureOfC, .capacity = 0.8});
  EXPECT_NEAR(joining_rate(w, 0, soft.net(), 0), 0.030389, 1e-6);
  // Leaving at 0.1 a year and a cost of 0.6: 0.1/(1 + exp(12*(0.6 - 0.773840))).
  EXPECT_NEAR(leaving_rate(w, 0.1, c.net(), 0.6), 0.088954, 1e-6);
}

TEST(Votes, GainIsThatOfTheIssueSpace) {
  Preference state;
  state.ideal = {0, 0, 0.05 + 0.42};
  const IssuePoint custom{0, 0, 0.05}, text{0, 0, 0.05 + 0.3};
  EXPECT_NEAR(text_gain(0.42, 0.3), utility(state, text) - utility(state, custom), 1e-12);
}

// A text of depth 0.4, hardness 1.
//   A: ideal 0.6*0.695702 = 0.417421, gain (0.834842 - 0.4)*0.4 = 0.173937, less a tenth of its
//      costs of joining, 0.15 + 0.02: 0.156937
//   C: -0.16 - 0.1*(0.693840 + 0.06 + 0.02) = -0.237384;  D: -0.16 - 0.017 = -0.177
TEST(Votes, ByHandInAMajorityForum) {
  const RightsPositions all = five_states();
  const VoteWeights votes;
  const JoiningText text{0.4, 1};
  const auto delegates = delegates_of(meeting(DecisionRule::kMajority, kAll), all.power);
  ASSERT_EQ(delegates.size(), 5U);
  std::vector<double> worth;
  Tally tally;
  for (const Delegate& d : delegates) {
    worth.push_back(worth_of_text(votes, {}, all, d, text));
    count(tally, ballot_of(worth.back(), votes.band), d.votes);
  }
  EXPECT_NEAR(worth[kA], 0.156937, 1e-6);
  EXPECT_NEAR(worth[kC], -0.237384, 1e-6);
  EXPECT_NEAR(worth[kD], -0.177, 1e-6);
  EXPECT_EQ(tally.yes, 3);
  EXPECT_EQ(tally.no, 2);
  EXPECT_TRUE(VotingRule::majority().adopted(tally));
}

/// A text that asks for little and binds to nothing: depth 0.05, hardness 0. D is worth -0.0025 -
/// 0.002 to it and abstains; C -0.0025 - 0.1*(0.05*1.734601*0.3 + 0.02) = -0.007102 and abstains
/// too.
TEST(Votes, WhoHardlyMindsAbstains) {
  const RightsPositions all = five_states();
  const VoteWeights votes;
  for (const int state : {kC, kD}) {
    const double worth = worth_of_text(votes, {}, all, {StateId(state)}, {0.05, 0});
    EXPECT_EQ(ballot_of(worth, votes.band), Act::kAbstain) << worth;
  }
  EXPECT_NEAR(worth_of_text(votes, {}, all, {StateId(kC)}, {0.05, 0}), -0.007102, 1e-6);
  EXPECT_EQ(ballot_of(worth_of_text(votes, {}, all, {StateId(kC)}, {0.1, 0}), votes.band),
            Act::kNo);
}

/// Employers of C would pay 0.1*0.4*1.734601*(1 - 0.5) = 0.034692; its workers gain as much by the
/// end of undercutting, and lose what C's government loses on the text itself.
TEST(Votes, EmployersAndWorkersByHand) {
  const RightsPositions all = five_states();
  const auto delegates = delegates_of(meeting(DecisionRule::kTripartite, {kA, kC}), all.power);
  ASSERT_EQ(delegates.size(), 6U);
  const auto worth = [&](std::size_t d) {
    return worth_of_text({}, {}, all, delegates[d], {0.4, 1});
  };
  EXPECT_EQ(delegates[0].votes, 2);
  EXPECT_EQ(worth(1), 0);                  // employers of A, where no foreigner works
  EXPECT_NEAR(worth(2), 0.173937, 1e-6);   // workers of A
  EXPECT_NEAR(worth(4), -0.034692, 1e-6);  // employers of C
  EXPECT_NEAR(worth(5), -0.125308, 1e-6);  // workers of C
}

TEST(Votes, WeightsCountWherePowerDoes) {
  RightsPositions all = five_states();
  all.power << 1, 2, 30, 4, 5;
  const auto delegates = delegates_of(meeting(DecisionRule::kWeighted, kAll), all.power);
  EXPECT_EQ(delegates[kC].votes, 30);
  EXPECT_EQ(delegates_of(meeting(DecisionRule::kConsensus, kAll), all.power)[kC].votes, 1);
}

/// All outcomes of so few delegates, one by one.
double enumerated_chance(const VotingRule& rule, const std::vector<Delegate>& delegates,
                         const std::vector<BallotOdds>& odds) {
  double chance = 0;
  const auto n_outcomes = static_cast<int>(std::pow(3, odds.size()));
  for (int outcome = 0; outcome < n_outcomes; ++outcome) {
    Tally tally;
    double p = 1;
    int rest = outcome;
    for (std::size_t v = 0; v < odds.size(); ++v, rest /= 3) {
      const int ballot = rest % 3;
      p *= ballot == 0 ? odds[v].yes : ballot == 1 ? odds[v].no : odds[v].abstain();
      (ballot == 0 ? tally.yes : ballot == 1 ? tally.no : tally.abstain) += delegates[v].votes;
    }
    chance += rule.adopted(tally) ? p : 0;
  }
  return chance;
}

/// Forty drawn votes of ten delegates: exact for a consensus, within 0.1 by the normal law
/// for the others; a law that forgets the spread of votes is not.
TEST(Votes, ChanceOfAdoptionAgainstEveryOutcome) {
  double worst = 0, worst_without_spread = 0;
  for (std::uint64_t number = 0; number < 40; ++number) {
    Draws draws(1, stream_id("chances"), 0, number);
    std::vector<Delegate> delegates(10);
    std::vector<BallotOdds> odds(10);
    double mean = 0;
    for (std::size_t v = 0; v < 10; ++v) {
      delegates[v].votes = 1 + draws.bits32() % 3;
      const double yes = draws.uniform(), no = (1 - yes) * draws.uniform();
      odds[v] = {yes, no};
      mean += delegates[v].votes * (yes - no);
    }
    const VotingRule all = VotingRule::everyone();
    EXPECT_NEAR(adoption_chance(all, delegates, odds), enumerated_chance(all, delegates, odds),
                1e-12);
    const double exact = enumerated_chance(VotingRule::majority(), delegates, odds);
    worst =
        std::max(worst, std::abs(adoption_chance(VotingRule::majority(), delegates, odds) - exact));
    worst_without_spread = std::max(worst_without_spread, std::abs((mean > 0 ? 1 : 0) - exact));
  }
  EXPECT_LT(worst, 0.1);
  EXPECT_GT(worst_without_spread, 0.3);
}

/// The best text over all depths and hardnesses, in plain loops; votes without noise are certain.
struct Found {
  double depth = 0, hardness = 0, worth = 0;
};
Found plain_search(const RightsPositions& all, const std::vector<int>& members, bool consensus,
                   double formality) {
  const double e0 = 0.3, k = 12, years = 15;
  Found best;
  for (int di = 1; di <= 19; ++di) {
    for (int hi = 0; hi <= 10; ++hi) {
      const double d = 0.05 * di, h = 0.1 * hi, cred = 0.2 + 0.8 * h;
      if (h > formality + 1e-9) continue;
      const auto cost = [&](int i) {
        return d * all.exposure[i] * (0.3 + 0.7 * h) + 0.15 * h * (1.2 - all.capacity[i]) + 0.02;
      };
      const auto gain = [&](int i) { return 2 * 0.6 * all.stake[i] * d - d * d; };
      int yes = 0, no = 0;
      for (const int i : members) {
        const double worth = gain(i) - 0.1 * cost(i);
        yes += worth > 0.01, no += worth < -0.01;
      }
      if (consensus ? no > 0 || yes == 0 : yes <= no) continue;
      double reach[kStates] = {};
      for (int round = 0; round < 2; ++round) {
        double joins[kStates] = {};
        for (const int j : members) {
          const double net = d * all.stake[j] * (e0 + (1 - e0) * reach[j]) * cred - cost(j);
          joins[j] = 1 - std::exp(-years * (0.5 * (1 - h) + 0.12 * h) / (1 + std::exp(-k * net)));
        }
        for (int i = 0; i < kStates; ++i) {
          reach[i] = 0;
          for (int j = 0; j < kStates; ++j) reach[i] += all.stakes.abroad(i, j) * joins[j];
        }
      }
      double worth = 0;
      for (const int i : members) {
        const double ideal = 0.6 * all.stake[i];
        if (ideal * ideal > 0.05) worth += cred * gain(i) * (e0 + (1 - e0) * reach[i]);
      }
      worth *= formality + 0.6 * (1 - formality) * 0.5;
      if (worth > best.worth) best = {d, h, worth};
    }
  }
  return best;
}

std::optional<Draft> choice(const RightsPositions& all, std::vector<Forum> forums) {
  static const JoiningWeights joining;
  static const DraftWeights weights;
  VoteWeights votes;
  votes.noise = 0;
  for (Forum& forum : forums) forum.authority = 0.5;
  return best_draft({joining, votes, weights, all}, forums, Subject::kRights);
}

TEST(Drafting, CoalitionByHand) {
  // (0.6*stake)^2: A 0.174, B 0.354, E 0.294, C and D 0; all above 0.05 but C and D.
  EXPECT_EQ(coalition({}, {}, five_states()),
            (std::vector<StateId>{StateId(kA), StateId(kB), StateId(kE)}));
}

TEST(Drafting, TakesTheBestTextOfAPlainSearch) {
  for (std::uint64_t number = 0; number < 100; ++number) {
    RightsPositions all = five_states();
    Draws draws(2, stream_id("drafts"), 0, number);
    for (int i = 0; i < kStates; ++i) {
      all.stake[i] = draws.uniform();
      all.exposure[i] = 1.5 * draws.uniform() * draws.uniform();
      all.capacity[i] = draws.uniform();
    }
    for (const bool consensus : {false, true}) {
      Forum forum = meeting(consensus ? DecisionRule::kConsensus : DecisionRule::kMajority, kAll);
      forum.formality = number % 2 == 0 ? 1 : 0.55;
      const Found expected = plain_search(all, kAll, consensus, forum.formality);
      const auto draft = choice(all, {forum});
      ASSERT_EQ(draft.has_value(), expected.worth > 0) << number;
      if (!draft) continue;
      EXPECT_NEAR(draft->text.depth, expected.depth, 1e-9) << number;
      EXPECT_NEAR(draft->text.hardness, expected.hardness, 1e-9) << number;
      EXPECT_NEAR(draft->worth, expected.worth, 1e-9) << number;
    }
  }
}

/// Among all five by majority A, B and E have a hard text; where C must not object it asks for
/// little. Given both forums they go to the first, unless rights are none of its business.
TEST(Drafting, ShopsForAForum) {
  const RightsPositions all = five_states();
  Forum assembly = meeting(DecisionRule::kMajority, kAll);
  const Forum club = meeting(DecisionRule::kConsensus, {kA, kB, kC});
  const auto deep = choice(all, {club, assembly});
  ASSERT_TRUE(deep);
  EXPECT_EQ(deep->forum, 1U);
  EXPECT_EQ(deep->text.hardness, 1);
  EXPECT_EQ(deep->sponsors.size(), 3U);
  assembly.mandate = {true, true, false, true};
  const auto shallow = choice(all, {club, assembly});
  ASSERT_TRUE(shallow);
  EXPECT_EQ(shallow->forum, 0U);
  EXPECT_NEAR(shallow->text.depth, 0.05, 1e-9);
  assembly.mandate = {true, true, true, true};
  assembly.ended = 3;
  EXPECT_EQ(choice(all, {club, assembly})->forum, 0U);
  EXPECT_FALSE(choice(all, {meeting(DecisionRule::kMajority, {kC, kD})}));
}

/// Whether a text is hard is chosen: where soft promises are believed and only hosts count, soft.
TEST(Drafting, SoftnessIsChosen) {
  RightsPositions all = five_states();
  all.exposure[kC] = 0.6;
  JoiningWeights joining;
  VoteWeights votes;
  votes.noise = 0;
  const DraftWeights weights;
  const std::vector<Forum> forums{meeting(DecisionRule::kMajority, kAll)};
  joining.soft_credibility = 0.05;
  const auto hard = best_draft({joining, votes, weights, all}, forums, Subject::kRights);
  joining.soft_credibility = 0.8;
  joining.expressive = 0.05;
  const auto soft = best_draft({joining, votes, weights, all}, forums, Subject::kRights);
  ASSERT_TRUE(hard && soft);
  EXPECT_GT(hard->text.hardness, 0.9);
  EXPECT_LT(soft->text.hardness, 0.3);
}

// --- In a simulation ----------------------------------------------------------------------------

/// The five states as a scenario in which nobody moves; A, B and E share a region.
std::string five_states_toml(const std::string& more) {
  std::string text = "title='Five'\n[run]\nstart='2000-01'\nticks=240\npersons_per_agent=1000\n";
  for (const auto& [id, region] :
       {std::pair{"A", "x"}, {"B", "x"}, {"C", "y"}, {"D", "z"}, {"E", "x"}}) {
    text += std::string("[[country]]\nid='") + id + "'\nregions='" + region +
            "'\npopulation=1_000_000\ngdp_per_capita=9000\nrights=0.2\ncapacity=" +
            (id == std::string("C") ? "0.8" : "0.2") + "\n";
  }
  for (const auto& [id, persons] : {std::pair{"A", "30000"}, {"B", "60000"}, {"E", "50000"}}) {
    text += std::string("[[stock]]\ncitizenship='") + id + "'\nresidence='C'\npersons=" + persons +
            "\n";
  }
  text += testing::without({"intention", "kin_calls", "return_home", "onward", "naturalisation",
                            "birth_abroad", "death_abroad"});
  return text +
         "[forums.assembly]\nrule='majority'\nmembers=['A','B','C','D','E']\n"
         "[modules.conventions]\n" +
         more;
}

std::string events_of(const Simulation& simulation, const std::string& kind) {
  std::string text;
  for (const Event& event : simulation.events()) {
    if (event.kind == kind) text += event.text + "\n";
  }
  return text;
}

TEST(Conventions, PositionsAreThoseOfParties) {
  const auto simulation = testing::simulate(five_states_toml(""));
  simulation->tick();
  const Scene scene = simulation->scene();
  const Eigen::ArrayXd position = stakes_of(scene, {}).net_position();
  for (int s = 0; s < kStates; ++s) {
    const Party party{scene.world.places[static_cast<std::size_t>(s)].id, {StateId(s)}};
    EXPECT_NEAR(position[s], NetPosition{}.of(scene, party), 1e-12) << s;
  }
  EXPECT_NEAR(positions_of(scene, stakes_of(scene, {})).stake[kA], kStakes[kA], 0.01);
}

TEST(Conventions, AreTabledNegotiatedAndVotedOn) {
  const auto simulation =
      testing::simulate(five_states_toml("negotiation=2\nvote_noise=0\nratifications=2\n"));
  testing::run(*simulation, 24);
  EXPECT_NE(events_of(*simulation, "text tabled").find("3 states table CONV1 in assembly"),
            std::string::npos);
  EXPECT_TRUE(simulation->scene().agreements.instruments.empty());
  simulation->tick();
  const auto& instruments = simulation->scene().agreements.instruments;
  ASSERT_EQ(instruments.size(), 1U);
  EXPECT_EQ(instruments[0].adopted, 24);
  const std::vector<Act::Kind> expected{Act::kYes, Act::kYes, Act::kNo, Act::kNo, Act::kYes};
  for (int s = 0; s < kStates; ++s) {
    const Act& act = instruments[0].acts[static_cast<std::size_t>(s)];
    EXPECT_EQ(act.state, StateId(s));
    EXPECT_EQ(act.kind, expected[static_cast<std::size_t>(s)]) << s;
  }
  EXPECT_NE(events_of(*simulation, "convention").find("by 3 to 2, 0 abstaining"),
            std::string::npos);
}

/// What began before the run comes to the vote when its years are over.
TEST(Conventions, NegotiationsMayHaveBegunBefore) {
  const auto simulation = testing::simulate(five_states_toml("start='1995-01'\nnegotiation=6\n"));
  testing::run(*simulation, 13);
  ASSERT_EQ(simulation->scene().agreements.instruments.size(), 1U);
  EXPECT_EQ(simulation->scene().agreements.instruments[0].adopted, 12);
}

/// The bound and the unbound. With credibility 1 and capacity 0.2, a text of depth d raises rights
/// of 0.2 by 0.2*(0.05 + d - 0.2).
TEST(Conventions, BindWhoHasJoinedOnceInForce) {
  const auto simulation = testing::simulate(
      five_states_toml("negotiation=0\nvote_noise=0\nratifications=2\nhard_rate=6\n"));
  bool seen_before = false, seen_after = false;
  while (!simulation->done() && !seen_after) {
    simulation->tick();
    const Scene scene = simulation->scene();
    if (scene.agreements.instruments.empty()) continue;
    const Instrument& text = scene.agreements.instruments.front();
    for (int s = 0; s < kStates; ++s) {
      const double capacity = s == kC ? 0.8 : 0.2;
      const double raised = 0.2 + capacity * (0.05 + text.depth - 0.2);
      EXPECT_NEAR(scene.rules.rights[s], text.binds(StateId(s)) ? raised : 0.2, 1e-12);
    }
    seen_before = seen_before || (Ratification::members(text) == 1 && text.in_force < 0);
    seen_after = seen_after || (text.in_force >= 0 && Ratification::members(text) >= 3);
  }
  EXPECT_TRUE(seen_before);
  EXPECT_TRUE(seen_after);
  EXPECT_FALSE(simulation->scene().agreements.instruments.front().has(StateId(kC)));
}

/// A state to which a text is a burden leaves once its term is over, and is not bound any more.
TEST(Conventions, MembersMayLeave) {
  const auto simulation = testing::simulate(five_states_toml(
      "negotiation=0\nratifications=1\nhard_rate=12\nk=0\nleaving_rate=12\nterm=24\n"));
  testing::run(*simulation, 240);
  const Instrument& text = simulation->scene().agreements.instruments.front();
  std::vector<int> joined(kStates, -1);
  int withdrawals = 0;
  for (const Act& act : text.acts) {
    int& since = joined[act.state.index()];
    if (act.kind == Act::kJoined) since = act.tick;
    if (act.kind != Act::kWithdrew) continue;
    EXPECT_GE(act.tick, since + 24);
    since = -1;
    ++withdrawals;
  }
  EXPECT_GT(withdrawals, 3);
  EXPECT_EQ(joined, text.joined);
  EXPECT_NE(events_of(*simulation, "withdrawal").find("leaves CONV1"), std::string::npos);
}

TEST(Conventions, SaysWhyThereIsNoText) {
  const auto simulation = testing::simulate(five_states_toml("a3=0.1\n"));
  testing::run(*simulation, 30);
  EXPECT_NE(events_of(*simulation, "no text").find("would serve 0 states"), std::string::npos);
  EXPECT_EQ(std::ranges::count(simulation->events(), "no text", &Event::kind), 1);
}

/// Who joins within two years of an adoption, over 400 seeds: binomial with 1 - exp(-2*rate), for C
/// and D, whose rates stand still (no peers, nobody abroad). Rejected beyond 4.5 deviations; a rate
/// of half is.
TEST(Conventions, JoinAtTheirRates) {
  const Node scenario = testing::scenario(five_states_toml("negotiation=0\nvote_noise=0\n"));
  const auto start = testing::simulate(scenario);
  start->tick();
  const RightsPositions now = positions_of(start->scene(), stakes_of(start->scene(), {}));
  Instrument text{.name = "T",
                  .owner = "",
                  .kind = "",
                  .forum = "",
                  .hardness = 0.5,
                  .depth = 0.3,
                  .joined = {},
                  .acts = {}};
  Settings none(nullptr, "", nullptr);
  const Ratification law(none, start->world());
  double expected[kStates] = {};
  std::vector<int> in(kStates, 0);
  constexpr int kSeeds = 400, kTicks = 24;
  for (int seed = 0; seed < kSeeds; ++seed) {
    World world = start->world();
    world.seed = static_cast<std::uint64_t>(seed);
    text.joined.assign(kStates, -1);
    std::vector<Event> events;
    EventLog log(events, 0, "conventions", Negotiation::kStage);
    std::vector<StateId> all;
    for (int s = 0; s < kStates; ++s) all.push_back(StateId(s));
    for (int t = 0; t < kTicks; ++t) {
      const Scene s = start->scene();
      law.step({world, s.conditions, s.labour, s.stances, s.rules, s.agreements, s.ledger, s.routes,
                s.prospects, s.modules, s.cohorts, s.events, s.lives, t},
               now, all, stream_id("conventions"), 0, text, log);
    }
    for (int s = 0; s < kStates; ++s)
      in[static_cast<std::size_t>(s)] += text.joined[static_cast<std::size_t>(s)] >= 0;
  }
  for (const int s : {kC, kD}) {
    const double cost = 0.3 * now.exposure[s] * 0.65 + 0.15 * 0.5 * (1.2 - now.capacity[s]) + 0.02;
    const double benefit = 0.3 * now.stake[s] * 0.3 * 0.6;
    expected[s] = 0.31 / (1 + std::exp(-12 * (benefit - cost)));
    const double p = 1 - std::exp(-2 * expected[s]), half = 1 - std::exp(-expected[s]);
    const double count = in[static_cast<std::size_t>(s)];
    EXPECT_LT(std::abs(testing::deviation(count, kSeeds, p)), testing::kFar) << s;
    if (s == kD) {
      EXPECT_GT(std::abs(testing::deviation(count, kSeeds, half)), testing::kFar);
    }
  }
}

/// In force by hand: 20 of a hard text, 10 of one of hardness 0.5, none of a soft one, and never
/// more than may join.
TEST(Conventions, SofterTextsNeedFewerToBind) {
  const auto simulation = testing::simulate(five_states_toml(""));
  Settings none(nullptr, "", nullptr);
  const Ratification law(none, simulation->world());
  Instrument text{.name = "", .owner = "", .kind = "", .forum = "", .joined = {}, .acts = {}};
  for (const auto& [hardness, needed] : {std::pair{1.0, 20}, {0.5, 10}, {0.06, 2}, {0.0, 0}}) {
    text.hardness = hardness;
    EXPECT_EQ(law.needed(text, 190), static_cast<std::size_t>(needed));
    EXPECT_EQ(law.needed(text, 5), static_cast<std::size_t>(std::min(needed, 5)));
  }
}

TEST(Conventions, AreRecorded) {
  const fs::path out =
      fs::path(::testing::TempDir()) / ("conventions_test-" + std::to_string(::getpid()) + ".h5");
  const auto simulation = testing::simulate(five_states_toml(
      "negotiation=0\nvote_noise=0\nratifications=2\nhard_rate=2\n[modules.instruments]\n"));
  Recorder recorder(out, true);
  simulation->attach(recorder);
  while (!simulation->done()) {
    simulation->tick();
    recorder.end_tick();
  }
  simulation->finish();
  recorder.finish();
  const RunFile file(out);
  const Instrument& text = simulation->scene().agreements.instruments.front();
  EXPECT_EQ(file.texts("instruments/name").front(), "CONV1");
  EXPECT_EQ(file.texts("instruments/adopted").front(), "2000-02-01");
  EXPECT_EQ(file.texts("instruments/in_force").front(),
            iso(simulation->world().calendar.date(text.in_force)));
  EXPECT_EQ(file.texts("acts/act").size(), text.acts.size());
  EXPECT_EQ(file.texts("acts/act")[2], "no");
  EXPECT_EQ(file.texts("acts/state")[2], "C");
  // All migrants live in C, which stays outside.
  ASSERT_EQ(file.integers("coverage/year").size(), 19U);
  EXPECT_EQ(file.integers("coverage/bound").back(), 4);
  EXPECT_EQ(file.reals("coverage/migrants").back(), 0);
}

TEST(Conventions, ActByAnothersPositionInTheControl) {
  const auto own = testing::simulate(five_states_toml("negotiation=0\nvote_noise=0\n"));
  const auto other =
      testing::simulate(five_states_toml("negotiation=0\nvote_noise=0\npermuted=true\n"));
  testing::run(*own, 2);
  testing::run(*other, 2);
  const auto yes = [](const Simulation& simulation) {
    std::vector<int> who;
    for (const Act& act : simulation.scene().agreements.instruments.front().acts) {
      if (act.kind == Act::kYes) who.push_back(act.state.value);
    }
    return who;
  };
  EXPECT_EQ(yes(*own), (std::vector<int>{kA, kB, kE}));
  EXPECT_EQ(yes(*other).size(), 3U);
  EXPECT_NE(yes(*other), yes(*own));
}

}  // namespace
}  // namespace sojourn::models
