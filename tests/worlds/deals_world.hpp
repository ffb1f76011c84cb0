#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/deals/containment/containment_agreement.hpp"
#include "tests/support/effect.hpp"
#include "tests/support/scenario_checks.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::testing {

using namespace models;

/// The world of claims M1 to M4: scenarios/two_transits.toml, three years of
/// peace, then a war. Incomes, populations, routes and the war are drawn; behaviour is default or
/// drawn over kDeclared.

/// Behavioural settings that are drawn, uniformly over these ranges.
extern const std::map<std::string, Range> kDealRanges;

struct DealDraw {
  std::uint64_t seed = 1;
  double displacement = 0.05;     // [1 / year] at its height
  double rise = 12, height = 24;  // [months]
  double north_price = 1000, south_price = 1300;
  double rich_income = 40000, transit_income = 8000, sender_income = 8000;
  double rich_people = 60e6;
  /// What the transit states are where they differ: income, people, capacity; northern first.
  struct Transit {
    double income = 8000, people = 10e6, capacity = 0.5;
  };
  std::array<Transit, 2> transits = {};
  std::map<std::string, double> settings = {};  // of kDealRanges
};
DealDraw deal_draw(std::uint64_t number);

constexpr int kWarStart = 36;  // [ticks] after which the war begins

enum class War { kNone, kPulse, kSustained };
struct DealArm {
  War war = War::kSustained;
  bool deals = true;
  bool rerouted = false;  // the southern route is the cheap one
  bool incomes_reversed = false;
  bool unlike = false;  // the transit states differ in income, people and capacity
  bool alone = false;   // nobody can pay for the southern route
  bool twin = false;    // the southern route is like the northern one
  std::map<std::string, double> set = {};  // switches of a control
};

Node deal_scenario(const DealDraw& draw, const DealArm& arm);

/// One agreement on a payment: a deal or a renegotiation.
struct Signature {
  int tick = 0;
  std::string demander, supplier;
  double payment = 0;
  bool first = false;
  double stopped = 0;  // of those who try, the share that is stopped or sent back
};

struct DealOutcome {
  struct Approach {
    int tick = 0;
    std::string pair;  // "RECV-NORD"
    std::string by;    // who proposes
  };
  std::vector<Approach> approaches;
  std::vector<Signature> signatures;
  std::vector<int> ends;
  std::vector<double> north, south;  // crossings by month [agents]
  std::vector<double> came;          // to live in RECV, by every way and channel, by month [agents]
  double peak_excess = 0;

  /// Signatures of one pair.
  std::vector<Signature> of(const std::string& demander, const std::string& supplier) const;
  double north_between(int from, int to) const;
  double all_between(int from, int to) const;
  double came_between(int from, int to) const;
};
DealOutcome run_deals(const DealDraw& draw, const DealArm& arm);
std::vector<DealOutcome> run_deals(const std::vector<DealDraw>& draws, const DealArm& arm);

}  // namespace sojourn::testing
