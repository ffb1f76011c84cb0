#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <functional>

#include "tests/support/effect.hpp"
#include "tests/support/scenario_checks.hpp"
#include "tests/worlds/compact_world.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

using namespace testing;

/// Claims T1, T3, T4 and T5 on compacts, over random worlds, texts and settings, and properties:
/// what follows from the form of a law and its settings, whatever the draws. docs/VALIDATION.md has
/// the table that these tests print.

constexpr std::size_t kWorlds = 20;
constexpr int kLong = 20;  // [years] of T1 and T5
constexpr double kSoft = 0.1, kHard = 0.9;
using Outcomes = std::vector<CompactOutcome>;
using Measure = std::function<double(const CompactOutcome&)>;
using Difference = std::function<double(const CompactOutcome&, const CompactOutcome&)>;

/// Runs of an arm, made once.
const Outcomes& runs(const CompactArm& arm) {
  static std::map<CompactArm, Outcomes> made;
  const auto [found, fresh] = made.try_emplace(arm);
  if (fresh) found->second = run_compacts(kWorlds, arm);
  return found->second;
}
const Outcomes& soft() {
  return runs({.hardness = kSoft, .years = kLong});
}

Effect print(const std::string& name, const Effect& effect, std::size_t n = kWorlds) {
  std::printf("| %s | %.3f (%.3f to %.3f) | %zu |\n", name.c_str(), effect.value, effect.low,
              effect.high, n);
  return effect;
}
/// Median over worlds, with its interval.
Effect show(const std::string& name, const Outcomes& outcomes, const Measure& measure) {
  std::vector<double> values;
  for (const CompactOutcome& outcome : outcomes) values.push_back(measure(outcome));
  return print(name, median(values));
}
/// Median over worlds of what differs, world by world.
Effect show(const std::string& name, const Outcomes& a, const Outcomes& b,
            const Difference& difference) {
  std::vector<double> values;
  for (std::size_t i = 0; i < a.size(); ++i) values.push_back(difference(a[i], b[i]));
  return print(name, median(values));
}
double largest(const Outcomes& a, const Outcomes& b, const Difference& difference) {
  double most = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    most = std::max(most, std::abs(difference(a[i], b[i])));
  }
  return most;
}

/// `year` after the vote, from 1.
const CompactYear& at(const CompactOutcome& o, int year) {
  return o.years.at(static_cast<std::size_t>(year - 1));
}
Measure members_in(int year) {
  return [year](const CompactOutcome& o) { return o.adopted ? at(o, year).members() : 0; };
}
/// Mean compliance of the states that are members in both, ten years after the vote.
double mean_of_both(const CompactOutcome& a, const CompactOutcome& b) {
  const Eigen::ArrayXd in = at(a, 10).in * at(b, 10).in;
  const StateObjective gain = at(a, 10).compliance - at(b, 10).compliance;
  return in.sum() > 0 ? (gain.rowwise().mean() * in).sum() / in.sum() : 0;
}

TEST(Compacts, SettingsAreDefaultsOrDeclaredDraws) {
  const Catalog catalog = standard_catalog();
  std::map<std::string, Range> declared;
  for (const auto* ranges : {&kCompactRanges, &kCompactDesign}) {
    for (const auto& [key, range] : *ranges) declared["modules.compact." + key] = range;
  }
  for (std::uint64_t n = 0; n < kWorlds; ++n) {
    for (const std::string& broken :
         undeclared(compact_scenario(n, {.shock = true}), catalog, declared)) {
      // What the text asks for is drawn in lists.
      const bool listed = std::ranges::any_of(kObjectiveRanges, [&](const auto& list) {
        return broken.starts_with("modules.compact." + list.first + " = [");
      });
      EXPECT_TRUE(listed || broken.starts_with("modules.compact.vote = ")) << broken;
    }
  }
}

constexpr double kRate = 0.5;     // [1 / year] at which the willing join, hard text or soft
constexpr double kFarSooner = 3;  // soft over hard after three years, end of interval over end
constexpr double kFarMore = 1.5;  // and after twenty
constexpr double kNoGap = 0.1;    // share of states by which arms free of cost may differ
const std::vector<int> kAfter{3, 10, 20};  // [years]

/// Shares of states in by years after the vote, of a soft and a hard text.
struct SoftAndHard {
  std::map<int, Effect> soft, hard;
};
SoftAndHard gathered(const std::string& name, std::map<std::string, double> set) {
  SoftAndHard found;
  for (const int year : kAfter) {
    const auto show_one = [&](const char* arm, double hardness) {
      return show(fmt::format("T1 {}{}: share of states in after {} years", name, arm, year),
                  runs({.hardness = hardness, .years = kLong, .set = set}), members_in(year));
    };
    found.soft[year] = show_one("soft", kSoft);
    found.hard[year] = show_one("hard", kHard);
  }
  return found;
}
const std::map<std::string, double> kFree{{"c_sov", 0}, {"c_con", 0}};

/// Whoever votes for a soft text has joined it; here all join one by one.
std::map<std::string, double> one_by_one(std::map<std::string, double> set) {
  set["acclamation"] = 0;
  return set;
}

/// T1, where whoever is willing joins either text at one rate. Control: without cost of sovereignty
/// and of ratification there is no gap.
TEST(Compacts, T1TheSameTextSoftGathersFarMoreFarSooner) {
  auto free = kFree;
  free["hard_rate"] = kRate;
  const SoftAndHard costly = gathered("one rate, ", one_by_one({{"hard_rate", kRate}}));
  const SoftAndHard costless = gathered("control, one rate, free: ", one_by_one(free));
  EXPECT_GT(costly.soft.at(3).low, kFarSooner * costly.hard.at(3).high);
  EXPECT_GT(costly.soft.at(20).low, kFarMore * costly.hard.at(20).high);
  for (const int year : kAfter) {
    EXPECT_LT(std::abs(costless.soft.at(year).value - costless.hard.at(year).value), kNoGap)
        << year;
  }
}

/// T1 at the rates that ship, 0.5 and 0.12 a year: ratifying takes time, even free of cost.
TEST(CompactProperties, T1RatifyingTakesTime) {
  const SoftAndHard shipped = gathered("", {});
  const SoftAndHard free = gathered("free: ", one_by_one(kFree));
  EXPECT_GT(shipped.soft.at(3).low, 5 * shipped.hard.at(3).high);
  EXPECT_GT(shipped.soft.at(20).low, 3 * shipped.hard.at(20).high);
  EXPECT_GT(free.hard.at(20).low, 0.7 * free.soft.at(20).value);
  EXPECT_LT(free.hard.at(3).high, free.soft.at(3).low);
}

double cost_and_compliance(const CompactOutcome& o) {
  const CompactYear& year = at(o, 10);
  std::vector<double> cost, done;
  for (Eigen::Index k = 0; k < year.compliance.cols(); ++k) {
    cost.push_back(o.cost[k]);
    done.push_back((year.compliance.col(k) * year.in).sum());
  }
  return rank_correlation(cost, done);
}

/// What the richest or poorest third of the members of both gains.
Difference gain_of_third(bool richest) {
  return [richest](const CompactOutcome& a, const CompactOutcome& b) {
    std::vector<double> incomes(a.income.begin(), a.income.end());
    std::ranges::sort(incomes);
    const double border = incomes[incomes.size() * (richest ? 2 : 1) / 3];
    double sum = 0, n = 0;
    for (Eigen::Index i = 0; i < a.income.size(); ++i) {
      const bool in = at(a, 10).in[i] > 0 && at(b, 10).in[i] > 0;
      if (!in || (richest ? a.income[i] < border : a.income[i] >= border)) continue;
      sum += at(a, 10).compliance.row(i).mean() - at(b, 10).compliance.row(i).mean();
      n += 1;
    }
    return n > 0 ? sum / n : 0;
  };
}

/// T2: the sign is that of the weight of cost. Controls: cost and capacity of no weight; capacity
/// of no weight under the fund.
TEST(CompactProperties, T2CostlyObjectivesAreCompliedWithLessAndFundsHelpThePoorMost) {
  const Effect correlation = show("T2 rank correlation of an objective's cost and compliance",
                                  soft(), cost_and_compliance);
  const Effect without = show("T2 control: cost has no weight",
                              runs({.set = {{"b_pay", 0}, {"b_cap", 0}}}), cost_and_compliance);
  EXPECT_LT(correlation.high, -0.3);
  EXPECT_LT(std::abs(without.value), 0.25 * std::abs(correlation.value));
  const Outcomes& funded = runs({.set = {{"fund", 0.25}}});
  const Effect poor = show("T2 a fund of 0.25: gain of the poorest third of members", funded,
                           soft(), gain_of_third(false));
  const Effect rich =
      show("T2 a fund of 0.25: gain of the richest third", funded, soft(), gain_of_third(true));
  const Effect between = show("T2 a fund of 0.25: poorest less richest third", funded, soft(),
                              [](const CompactOutcome& a, const CompactOutcome& b) {
                                return gain_of_third(false)(a, b) - gain_of_third(true)(a, b);
                              });
  EXPECT_GT(poor.low, 0);
  EXPECT_GT(between.low, 0);
  EXPECT_GT(poor.value, 2 * rich.value);
  EXPECT_EQ(largest(runs({.set = {{"fund", 0.25}, {"b_cap", 0}}}), runs({.set = {{"b_cap", 0}}}),
                    mean_of_both),
            0);
}

/// T3, linkage. Controls: reciprocity and links off; a text in which all give and gain alike.
TEST(Compacts, T3SplittingThePackageLowersCompliance) {
  const auto split = [](std::map<std::string, double> set,
                        bool balanced = false) -> const Outcomes& {
    set["linkage"] = 0;
    return runs({.balanced = balanced, .set = std::move(set)});
  };
  const Effect all =
      show("T3 compliance, baskets apart less one package", split({}), soft(), mean_of_both);
  const Effect reciprocity =
      show("T3 the same by reciprocity alone (b_link 0)", split({{"b_link", 0}}),
           runs({.set = {{"b_link", 0}}}), mean_of_both);
  show("T3 the same by links alone (b_rec 0)", split({{"b_rec", 0}}), runs({.set = {{"b_rec", 0}}}),
       mean_of_both);
  const Effect balanced =
      show("T3 control: everyone gives and gains alike (b_link 0)", split({{"b_link", 0}}, true),
           runs({.balanced = true, .set = {{"b_link", 0}}}), mean_of_both);
  EXPECT_LT(all.high, 0);
  EXPECT_LT(reciprocity.high, 0);
  EXPECT_LT(std::abs(balanced.value), 0.2 * std::abs(reciprocity.value));
  EXPECT_EQ(largest(split({{"b_rec", 0}, {"b_link", 0}}),
                    runs({.set = {{"b_rec", 0}, {"b_link", 0}}}), mean_of_both),
            0);
}

/// T3, verification: the sign is that of practice less trust. Control: the trust that it replaces;
/// reciprocity and enforcement off.
TEST(CompactProperties, T3VerificationRaisesComplianceWhereTrustIsBelowPractice) {
  const auto effect = [](const char* name, double prior) {
    return show(name, runs({.set = {{"verification", 0.9}, {"prior", prior}}}),
                runs({.set = {{"verification", 0.1}, {"prior", prior}}}), mean_of_both);
  };
  const Effect distrust = effect("T3 compliance, verification 0.9 less 0.1, trust 0.05", 0.05);
  const Effect trust = effect("T3 compliance, verification 0.9 less 0.1, trust 0.9", 0.9);
  EXPECT_GT(distrust.low, 0);
  EXPECT_LT(trust.high, 0);
  EXPECT_EQ(
      largest(runs({.set = {{"verification", 0.9}, {"b_rec", 0}, {"b_enf", 0}}}),
              runs({.set = {{"verification", 0.1}, {"b_rec", 0}, {"b_enf", 0}}}), mean_of_both),
      0);
}

/// Mean difference of compliance `later` years after the shock, of the members of the steady world
/// that are hit or not.
Difference change_of(bool hit, int later) {
  return [=](const CompactOutcome& shocked, const CompactOutcome& steady) {
    const Eigen::ArrayXd change =
        (at(shocked, kShockYear + later).compliance - at(steady, kShockYear + later).compliance)
            .rowwise()
            .mean();
    double sum = 0, n = 0;
    for (int i = 0; i < kCompactStates; ++i) {
      if (is_hit(i) != hit || at(steady, kShockYear).in[i] <= 0) continue;
      sum += change[i];
      n += 1;
    }
    return n > 0 ? sum / n : 0;
  };
}

const Outcomes& turned() {
  return runs({.shock = true});
}

/// T4: a turn of government in some states lowers compliance of the others, later and less.
/// Controls: the same year; before the shock; a world where nobody looks at others, is pressed by
/// them or bound by the custom that they make.
TEST(Compacts, T4OthersComplyLessAfterATurnOfGovernmentLaterAndLess) {
  EXPECT_EQ(largest(turned(), soft(), change_of(false, 0)), 0);
  EXPECT_EQ(largest(turned(), soft(), change_of(true, -1)), 0);
  const Effect own = show("T4 states that turn, change of compliance in the same year", turned(),
                          soft(), change_of(true, 0));
  Effect others;
  for (const int later : {1, 2, 4}) {
    others = show(fmt::format("T4 other members, {} years later", later), turned(), soft(),
                  change_of(false, later));
  }
  EXPECT_LT(others.high, 0);
  EXPECT_LT(std::abs(others.value), 0.5 * std::abs(own.value));
  const std::map<std::string, double> blind{
      {"b_rec", 0}, {"b_norm", 0}, {"b_enf", 0}, {"press", 0}, {"eta", 0}};
  EXPECT_EQ(largest(runs({.shock = true, .set = blind}), runs({.set = blind}), change_of(false, 4)),
            0);
}

/// T4, the states themselves: support is an addend of their compliance.
TEST(CompactProperties, T4LostSupportLowersAStatesOwnComplianceAtOnce) {
  EXPECT_LT(show("T4 states that turn, change of compliance in the same year", turned(), soft(),
                 change_of(true, 0))
                .high,
            -0.05);
}

/// Mean share of states outside, over the years.
double holdouts(const CompactOutcome& o) {
  double sum = 0;
  for (const CompactYear& year : o.years) sum += 1 - year.members();
  return sum / static_cast<double>(o.years.size());
}
Measure custom_at_the_end() {
  return [](const CompactOutcome& o) { return o.years.back().custom; };
}

/// T5. Controls: no pressure; no compliance to press with; no custom; no fear of it.
TEST(Compacts, T5HoldoutsFallAsComplianceSpreadsUnlessTheTextHardensTooFast) {
  const auto arm = [](std::map<std::string, double> set) -> const Outcomes& {
    return runs({.hardness = kSoft, .years = kLong, .set = std::move(set)});
  };
  const Difference change = [](const CompactOutcome& a, const CompactOutcome& b) {
    return holdouts(a) - holdouts(b);
  };
  const Effect pressed = show("T5 share of states outside, pressure 1 less none (20 years)",
                              arm({{"press", 1}}), arm({{"press", 0}}), change);
  const Effect idle =
      show("T5 control: the same where hardly anyone complies (a0 -4)",
           arm({{"press", 1}, {"a0", -4}}), arm({{"press", 0}, {"a0", -4}}), change);
  EXPECT_LT(pressed.high, 0);
  EXPECT_LT(std::abs(idle.value), 0.3 * std::abs(pressed.value));

  const auto treaties = [](const Outcomes& outcomes) {
    return static_cast<std::size_t>(std::ranges::count_if(
        outcomes, [](const CompactOutcome& o) { return o.years.back().treaty; }));
  };
  print("T5 worlds in which a treaty follows within 20 years", share(treaties(soft()), kWorlds));
  show("T5 hardness of custom after 20 years, text 0.1", soft(), custom_at_the_end());
  EXPECT_GT(treaties(soft()), 0U);
  EXPECT_EQ(treaties(arm({{"eta", 0}})), 0U);

  const Outcomes& slow = arm({{"eta", 0}});
  const Outcomes& fast = arm({{"eta", 0.02}, {"fear", 2}});
  const Outcomes& fearless = arm({{"eta", 0.02}, {"fear", 0}});
  const Difference end = [](const CompactOutcome& a, const CompactOutcome& b) {
    return a.years.back().members() - b.years.back().members();
  };
  show("T5 share in after 20 years, eta 0.02 and fear 2 less eta 0", fast, slow, end);
  show("T5 control: eta 0.02 and fear 0 less eta 0", fearless, slow, end);
  const auto emptied = [&](const Outcomes& outcomes) {
    std::size_t n = 0;
    for (std::size_t i = 0; i < kWorlds; ++i) n += end(outcomes[i], slow[i]) < -0.2 ? 1 : 0;
    return share(n, kWorlds);
  };
  const Effect lost =
      print("T5 worlds that lose a fifth of the states by eta 0.02, fear 2", emptied(fast));
  const Effect kept = print("T5 control: the same with fear 0", emptied(fearless));
  EXPECT_GT(lost.low, kept.high);
}

// Fixed before the claim was first run: years from when negotiations begin, and worlds.
constexpr int kHorizon = 20;
constexpr double kMostWorlds = 0.9;

/// What a text has changed: the mean over states and objectives of membership, what of the
/// objective dilution left, and how far what is done goes beyond what was practised.
double influence(const CompactOutcome& o, int year) {
  if (!o.adopted || year < 1) return 0;
  const CompactYear& now = at(o, year);
  double sum = 0;
  for (Eigen::Index k = 0; k < now.compliance.cols(); ++k) {
    sum += o.substance[k] * ((now.compliance.col(k) - o.practice[k]).max(0) * now.in).mean();
  }
  return sum / static_cast<double>(now.compliance.cols());
}

/// Share of worlds in which the first has more influence, each at its year.
double worlds_won(const Outcomes& one, int year, const Outcomes& other, int other_year) {
  double won = 0;
  for (std::size_t i = 0; i < kWorlds; ++i) {
    won += influence(one[i], year) > influence(other[i], other_year) ? 1 : 0;
  }
  return won / kWorlds;
}

/// T6: of the same proposal the soft text has more influence twenty years after negotiations began,
/// for it is done sooner, joined by more and diluted alike. Control: where neither sovereignty nor
/// contracting costs anything, nor negotiating takes time, the hard one has.
TEST(Compacts, T6TheSoftTextHasMoreInfluence) {
  const auto left = [](double hardness) {
    return kHorizon - static_cast<int>(std::lround(NegotiationTime{}.of(hardness)));
  };
  const Outcomes& hard = runs({.hardness = kHard, .years = kLong});
  auto free = kFree;
  free["hard_rate"] = kRate;
  const Outcomes& free_soft = runs({.hardness = kSoft, .years = kLong, .set = free});
  const Outcomes& free_hard = runs({.hardness = kHard, .years = kLong, .set = free});
  const auto at_year = [](int year) {
    return [year](const CompactOutcome& o) { return influence(o, year); };
  };
  show("T6 influence of the soft text after 20 years", soft(), at_year(left(kSoft)));
  show("T6 influence of the hard text", hard, at_year(left(kHard)));
  show("T6 control: free, soft", free_soft, at_year(left(kSoft)));
  show("T6 control: free, hard", free_hard, at_year(left(kSoft)));
  const double won = worlds_won(soft(), left(kSoft), hard, left(kHard));
  const double lost = worlds_won(free_hard, left(kSoft), free_soft, left(kSoft));
  std::printf("| T6 worlds in which the soft text has more | %.2f |\n", won);
  std::printf("| T6 control: worlds in which the hard text has more | %.2f |\n", lost);
  EXPECT_GE(won, kMostWorlds);
  EXPECT_GE(lost, kMostWorlds);
}

}  // namespace
}  // namespace sojourn::models
