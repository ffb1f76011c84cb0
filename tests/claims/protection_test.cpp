#include <gtest/gtest.h>

#include <cstdio>

#include "sim/stages/rules_for.hpp"
#include "tests/claims/protection_bounds.hpp"
#include "tests/worlds/deals_world.hpp"

namespace sojourn::models {
namespace {

using namespace testing;

/// People of A look for a life in B, which lets workers in, as a few of C do; roads lead from A to
/// B and back.
const std::string kCountries = R"(
[[country]]
id = "A"
population = 1_000_000
gdp_per_capita = 6000
[[country]]
id = "B"
population = 1_000_000
gdp_per_capita = 30000
rule_of_law = 0.8
openness = 0.9
longitude = 5
[[country]]
id = "C"
population = 1_000
gdp_per_capita = 20000
longitude = 9
[[corridor]]
from = "A"
to = "B"
[[corridor]]
from = "B"
to = "A"
)";
constexpr StateId kA(0);
constexpr PlaceId kFromA(0), kInB(1);

std::unique_ptr<Simulation> world(const std::string& more, int seed = 1, int rounds = 3) {
  return simulate(
      "[run]\nstart = '2020-01'\nticks = 24\nlife_histories = 0\nseed = " + std::to_string(seed) +
      "\nchoice_rounds = " + std::to_string(rounds) + "\n" + kCountries + more);
}

double recognised(const std::string& more) {
  const auto simulation = world(more);
  simulation->tick();
  return recognition_for(simulation->scene(), kA, kInB);
}
std::string drought(const char* magnitude) {
  return std::string("[modules.drought]\ntype = 'disaster'\ntarget = ['A']\nmagnitude = ") +
         magnitude + "\n";
}

/// A drought makes refugees of nobody, but where a definition means those it drives out.
TEST(Protection, OfADroughtIsForWiderDefinitionsAlone) {
  const std::string convention =
      "[modules.convention]\ntype = 'refugee_definition'\nparties = ['B']\nviolence = 1.0\n";
  for (const char* magnitude : {"0.002", "0.05", "0.5"}) {
    for (const std::string& law : {std::string(), convention}) {
      EXPECT_LE(recognised(drought(magnitude) + law), 0.1 + kDroughtOverFloor) << magnitude;
    }
    const double wider = recognised(drought(magnitude) + convention + "disaster = 0.5\n");
    std::printf("| drought at %s a year: a definition that means half of them | %.3f |\n",
                magnitude, wider);
    EXPECT_GT(wider, 0.1 + kDroughtOverFloor) << magnitude;
  }
}

/// Who sets out from A for B to ask for asylum in the second year, from which on work is closed to
/// some: in the first prospects are measured.
double claims(const std::string& closed_to, int seed) {
  std::string text = "[modules.intention]\nh0 = 0.01\n";
  if (!closed_to.empty()) {
    text +=
        "[modules.shut]\ntype = 'border_closure'\nchannels = ['labour']\nto = ['B']\n"
        "start = '2021-01'\nof = " +
        closed_to + "\n";
  }
  const auto simulation = world(text, seed);
  const ChannelId asylum = simulation->modules().channel("asylum");
  run(*simulation, 12);
  double sum = 0;
  while (!simulation->done()) {
    simulation->tick();
    sum += static_cast<double>(simulation->ledger().tick.departures(kFromA, kInB, asylum));
  }
  return sum;
}
/// Claims over those where work is open to all, in five runs.
double claims_over_usual(const std::string& closed_to) {
  double closed = 0, open = 0;
  for (int seed = 1; seed <= 5; ++seed) {
    closed += claims(closed_to, seed);
    open += claims("", seed);
  }
  return closed / open;
}

/// Where work is closed people ask for asylum; where it is closed to others they do not.
TEST(Protection, WhereWorkIsClosedMoreClaimsAreMade) {
  const double to_all = claims_over_usual("['A', 'C']"), to_others = claims_over_usual("['C']");
  std::printf("| claims where work is closed over those where it is open | %.3f |\n", to_all);
  std::printf("| the same where it is closed to others | %.3f |\n", to_others);
  EXPECT_GE(to_all, kMoreClaims);
  EXPECT_LE(to_others, kNoMoreClaims);
  EXPECT_GE(to_others, 1 / kNoMoreClaims);
}

/// Of those who get across to B, the share that is sent back, where all would be.
double sent_back(bool war, bool law) {
  std::string text =
      "[modules.intention]\nh0 = 0.02\n[modules.pact]\ntype = 'deal'\n"
      "demander = 'B'\nsupplier = 'A'\nfrom = '2020-01'\nreadmission = 1.0\n";
  if (war) {
    text +=
        "[modules.war]\ntype = 'conflict'\ntarget = ['A']\nmagnitude = 0.05\n"
        "stability_loss = 0\n";
  }
  if (law) text += "[modules.non_refoulement]\n";
  const auto simulation = world(text);
  double back = 0, over = 0;
  while (!simulation->done()) {
    simulation->tick();
    back += static_cast<double>(simulation->ledger().tick.readmissions[0]);
    over += static_cast<double>(simulation->ledger().tick.crossings[0]);
  }
  return back / (back + over);
}

TEST(Protection, LawKeepsAStateFromSendingRefugeesBack) {
  const double refugees = sent_back(true, true) / sent_back(true, false);
  const double others = sent_back(false, true) / sent_back(false, false);
  std::printf("| sent back under the law over without: from war | %.3f |\n", refugees);
  std::printf("| the same from peace | %.3f |\n", others);
  EXPECT_LE(refugees, kReturnedByLaw);
  EXPECT_GE(others, kReturnedWithoutClaim);
}

/// The receiving country's first payment in each world; none: below 0.
std::vector<double> first_payments(const std::vector<DealDraw>& draws, double cost) {
  const std::map<std::string, double> law{{"countries.RECV.rule_of_law", 0.8},
                                          {"countries.NORD.rule_of_law", 0.3},
                                          {"countries.SUED.rule_of_law", 0.3},
                                          {"modules.non_refoulement.cost", cost}};
  std::vector<double> all;
  for (const DealOutcome& outcome : run_deals(draws, {.set = law})) {
    const auto one = std::ranges::find_if(outcome.signatures,
                                          [](const Signature& s) { return s.demander == "RECV"; });
    all.push_back(one == outcome.signatures.end() ? -1 : one->payment);
  }
  return all;
}

/// What its own law forbids a state lets others do: the law is that of a state of law, those who
/// could hold people for it have little. Control: a law whose breach costs nothing.
TEST(Protection, LawMakesStatesPayOthers) {
  constexpr std::uint64_t kWorlds = 60;
  std::vector<DealDraw> draws;
  for (std::uint64_t n = 0; n < kWorlds; ++n) draws.push_back(deal_draw(n));
  const auto free = first_payments(draws, 0), bound = first_payments(draws, 2);
  std::size_t both = 0, not_less = 0;
  for (std::size_t n = 0; n < draws.size(); ++n) {
    if (free[n] < 0 || bound[n] < 0) continue;
    ++both;
    not_less += bound[n] >= free[n] ? 1 : 0;
  }
  const Effect kept = share(not_less, both);
  std::printf(
      "| worlds in which what is paid does not fall by the law | %.2f (%.2f-%.2f) | %zu |\n",
      kept.value, kept.low, kept.high, both);
  std::printf("| bound: %.2f | %s |\n", kWorldsThatOutsource,
              kept.value >= kWorldsThatOutsource ? "holds" : "fails");
  EXPECT_GT(both, draws.size() / 2);
  EXPECT_NE(free, bound);
}

/// A slow drought drives out more and more and takes what people could pay with: fewer leave by
/// their own means for as many who are driven. Control: a drought that takes no income.
TEST(Protection, SlowDroughtsTrapThePoor) {
  const auto trapped = [](const char* loss) {
    const auto simulation =
        world(std::string("[modules.intention]\nh0 = 0\n[modules.drought]\ntype = 'disaster'\n"
                          "target = ['A']\nmagnitude = 0.05\nshape = 'ramp'\nrise = 24\n"
                          "income_loss = ") +
              loss + "\n");
    double stay = 0, go = 0;
    while (!simulation->done()) {
      simulation->tick();
      const Flows& flows = simulation->ledger().tick;
      stay += static_cast<double>(flows.unplanned[kFromA]);
      for (const ChannelId c : simulation->ledger().channel_ids()) {
        go += static_cast<double>(flows.departures(kFromA, kInB, c));
      }
    }
    return stay / (stay + go);
  };
  const double of_poor = trapped("0.6"), of_others = trapped("0.0");
  std::printf(
      "| driven out by drought and unable to pay: income falls, income stays | %.3f, %.3f "
      "|\n",
      of_poor, of_others);
  EXPECT_GT(of_poor, 1.2 * of_others);
}

}  // namespace
}  // namespace sojourn::models
