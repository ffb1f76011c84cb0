#include "models/home_front/unilateral_policy.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "models/home_front/declared_policy.hpp"
#include "models/home_front/labour_market.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn::models {

namespace {

/// A smaller part of the largest step is no turn of policy.
constexpr double kNotable = 0.1;

/// Sum over a state's places.
template <class Of>
double sum_over(const World& world, StateId state, const Of& of) {
  double sum = 0;
  for (const PlaceId p : world.places_of(state)) sum += of(p);
  return sum;
}

}  // namespace

PolicyProblem::PolicyProblem(const PolicyWeights& w, const PolicyFacts& f, const Sides& sides) {
  const double burden = w.p_w * (1 + f.sentiment) / f.people;
  const double work = f.demand > 0 ? w.horizon * w.working_share / f.demand : 0;
  for (std::size_t k = 0; k < kLevers; ++k) {
    const InflowSlopes& slopes = f.inflow.on(sides[k]);
    const double x = f.levers[k];
    own[k].low = sides[k] == Side::kUp ? x : std::max(0.0, x - w.step);
    own[k].high = sides[k] == Side::kUp ? std::min(1.0, x + w.step) : x;
    own[k].slope = burden * (slopes.regular[k] + w.irregular_weight * slopes.irregular[k]);
    own[k].inertia = w.c_adj;
    own[k].before = x;
    shortage.fill[k] = work * slopes.regular[k];
  }
  own[kRightsLever].weight = w.c_r;
  own[kRightsLever].target = f.rights_wanted;
  own[kRightsLever].floor_weight = w.c_law * f.rule_of_law;
  own[kRightsLever].floor = w.r_norm;
  own[kEffortLever].weight = w.c_enf;
  if (f.demand <= 0) return;
  shortage.weight = w.beta * w.k_shortage;
  shortage.missing =
      (f.demand - f.supply) / f.demand - work * (f.inflow.regular - f.inflow.arrived);
}

double PolicyProblem::cost(const std::array<double, kLevers>& levers) const {
  double today = 0;
  for (const OwnCost& part : own) today += part.slope * part.before;
  return cost_of(own, shortage, levers) - today;
}

PolicyChoice best_policy(const PolicyWeights& weights, const PolicyFacts& facts) {
  PolicyChoice best{.cost = std::numeric_limits<double>::infinity()};
  for (unsigned octant = 0; octant < 1U << kLevers; ++octant) {
    Sides sides;
    for (std::size_t k = 0; k < kLevers; ++k) {
      sides[k] = (octant >> k & 1U) != 0 ? Side::kUp : Side::kDown;
    }
    const PolicyProblem problem(weights, facts, sides);
    const auto levers = least_cost(problem.own, problem.shortage);
    const double cost = problem.cost(levers);
    if (cost < best.cost) best = {levers, sides, cost};
  }
  return best;
}

UnilateralPolicy::UnilateralPolicy(Settings& s, const World& world)
    : weights_{.p_w = s.real("p_w", "head / person / year", {0, 100}, 12,
                             "weight of a year's inflow per head"),
               .irregular_weight = s.real("irregular_weight", "1", {0, 10}, 1.6,
                                          "what an irregular arrival weighs beside a regular one"),
               .c_r = s.real("c_r", "1", {0, 10}, 0.15, "weight of rights other than those wanted"),
               .c_law = s.real("c_law", "1", {0, 10}, 0.15,
                               "weight, at full rule of law, of rights below r_norm"),
               .r_norm = s.real("r_norm", "1", {0, 1}, 0.5, "rights that law demands"),
               .c_enf = s.real("c_enf", "1", {0, 10}, 0.02, "weight of full effort at borders"),
               .c_adj = s.real("c_adj", "1", {1e-4, 100}, 0.1, "weight of change within a year"),
               .beta = s.real("beta", "1", {0, 1}, 0.3, "present bias: weight of what is to come"),
               .k_shortage = s.real("k_shortage", "1", {0, 1000}, 40,
                                    "weight of the labour shortage to come, squared"),
               .horizon = s.real("horizon", "years", {0, 50}, 5,
                                 "how far ahead states look at their labour"),
               .step = s.real("step", "1", {1e-3, 0.5}, 0.03,
                              "largest change of openness, rights and effort within a year")},
      rights_wanted_(s.real("r_star", "1", {-1, 1}, -1,
                            "rights that states want; below 0: each those of its start")),
      direction_(world.states().size(), 0) {}

void UnilateralPolicy::bind(const ModuleSet& modules) {
  market_ = modules.find<LabourMarket>();
  weights_.working_share = market_ == nullptr ? 0 : market_->working_share();
}

/// A policy that holds the rights of the start tells what its government wants.
void UnilateralPolicy::reveal(const Scene& scene) {
  if (rights_at_start_.size() > 0) return;
  rights_at_start_ = scene.conditions.held_rights.over(scene.world.baseline.rights);
}

void UnilateralPolicy::update(const Scene& scene, Labour& labour, Stances& stances, EventLog& log) {
  reveal(scene);
  if (!scene.world.calendar.begins_year(scene.tick)) return;
  if (supply_before_.size() > 0) choose(scene, stances, log);
  supply_before_ = labour.supply;
}

void UnilateralPolicy::watch(const Scene& scene) {
  reveal(scene);
  if (scene.world.calendar.begins_year(scene.tick)) supply_before_ = scene.labour.supply;
}

/// All choose at once, each as if nobody else did.
void UnilateralPolicy::choose(const Scene& scene, Stances& stances, EventLog& log) {
  const auto inflows = inflow_responses(scene, weights_.step);
  const Stances before = stances;
  const Scene now = scene.with(before);
  for (const StateId state : scene.world.states()) {
    const PolicyFacts known = facts(now, state, inflows[state.index()]);
    if (known.people <= 0) continue;
    const PolicyChoice choice = best_policy(weights_, known);
    apply(scene, state, known, choice, stances);
    note_turn(scene, state, known, choice, log);
  }
  note_first_moves(log);
}

PolicyFacts UnilateralPolicy::facts(const Scene& scene, StateId state,
                                    const InflowResponse& inflow) const {
  const World& world = scene.world;
  const auto sum = [&](const auto& of) { return sum_over(world, state, of); };
  const auto people = [&](PlaceId p) { return scene.persons(scene.ledger.population(p)); };
  PolicyFacts f{.people = sum(people), .inflow = inflow};
  if (f.people <= 0) return f;
  f.sentiment = sum([&](PlaceId p) { return scene.stances.sentiment[p] * people(p); }) / f.people;
  f.rule_of_law = scene.conditions.rule_of_law[state];
  f.rights_wanted = rights_wanted_ < 0 ? rights_at_start_[state] : rights_wanted_;
  for (std::size_t k = 0; k < kLevers; ++k) {
    f.levers[k] = unheld_values_of(scene.stances, static_cast<Lever>(k))[state];
  }
  const double years = weights_.horizon;
  f.demand = sum([&](PlaceId p) {
    return scene.labour.demand[p] * std::exp(world.baseline.workforce_growth[p] * years);
  });
  f.supply = sum([&](PlaceId p) {
    const double now = scene.labour.supply[p];
    return now + years * (now - supply_before_[p]);
  });
  return f;
}

void UnilateralPolicy::apply(const Scene& scene, StateId state, const PolicyFacts& facts,
                             const PolicyChoice& choice, Stances& stances) const {
  const auto change = [&](Lever lever) { return choice.levers[lever] - facts.levers[lever]; };
  for (const PlaceId p : scene.world.places_of(state)) {
    stances.chosen_openness[p] += change(kOpennessLever);
    stances.chosen_rights[p] += change(kRightsLever);
    double& effort = stances.enforcement_unheld[p];
    effort = std::clamp(effort + change(kEffortLever), 0.0, 1.0);
  }
  DeclaredPolicy::declare(scene, stances);
}

/// For the event log: a state whose openness moves the other way; of first moves only the number.
void UnilateralPolicy::note_turn(const Scene& scene, StateId state, const PolicyFacts& facts,
                                 const PolicyChoice& choice, EventLog& log) {
  const double openness = facts.levers[kOpennessLever];
  const double change = choice.levers[kOpennessLever] - openness;
  if (std::abs(change) < kNotable * weights_.step) return;
  const bool opens = change > 0;
  const int before = std::exchange(direction_[state.index()], opens ? 1 : -1);
  if (before == 0) ++(opens ? first_opening_ : first_closing_);
  if (before == 0 || (before > 0) == opens) return;
  log.add("policy",
          fmt::format("{} turns to {} (openness {:.3f} to {:.3f}): {}",
                      scene.world.places[state.index()].id, opens ? "opening" : "closing", openness,
                      openness + change, reason(facts, choice.sides[kOpennessLever])));
}

void UnilateralPolicy::note_first_moves(EventLog& log) {
  if (first_opening_ + first_closing_ > 0) {
    log.add("policy", fmt::format("states that move their openness for the first time: {} open, "
                                  "{} close",
                                  first_opening_, first_closing_));
  }
  first_opening_ = first_closing_ = 0;
}

/// The addend that weighs most towards the change.
std::string UnilateralPolicy::reason(const PolicyFacts& f, Side side) const {
  const PolicyProblem problem(weights_, f, {side, side, side});
  const InflowSlopes& slopes = f.inflow.on(side);
  const double way = side == Side::kUp ? 1 : -1;
  const double burden = -way * weights_.p_w * (1 + f.sentiment) / f.people;
  const double missing = std::max(0.0, problem.shortage.missing);
  const double regular = burden * slopes.regular[kOpennessLever];
  const double irregular = burden * weights_.irregular_weight * slopes.irregular[kOpennessLever];
  const double shortage =
      way * 2 * problem.shortage.weight * missing * problem.shortage.fill[kOpennessLever];
  if (shortage >= regular && shortage >= irregular) {
    return fmt::format("labour shortage of {:.1f}% ahead", 100 * missing);
  }
  const bool by_regular = regular >= irregular;
  const auto which = by_regular ? "regular" : "irregular";
  if (side == Side::kUp) return fmt::format("it expects less {} inflow of it", which);
  return fmt::format("{} inflow of {:.2f}% of its people a year, sentiment {:.2f}", which,
                     100 * (by_regular ? f.inflow.regular : f.inflow.irregular) / f.people,
                     f.sentiment);
}

}  // namespace sojourn::models
