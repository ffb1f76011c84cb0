#include "models/agency/recipients.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "models/deals/labour_agreement.hpp"
#include "models/home_front/labour_market.hpp"
#include "models/parties/rights_without.hpp"
#include "sim/stages/catalog.hpp"
#include "sim/stages/tick_stream.hpp"
#include "sim/world/place_group.hpp"

namespace sojourn::models {

namespace {

constexpr double kRounding = 1e-9;

}  // namespace

Recipients::Recipients(Settings& s, const World& world, double ceiling)
    : ceiling_(ceiling),
      places_in_(listed_or_all(read_states(
          s, world, "places_in",
          "where people are placed: countries, areas, unions or regions; empty: anywhere"))),
      open_at_(s.real("open_at", "1", {0, 1}, 0.5,
                      "openness, and more than at its founding, from which people are placed above "
                      "the ceiling as well")),
      years_(s.real("years", "years", {0.25, 50}, 5, "time over which vacancies are filled")),
      by_comparison_(s.choice("condition", {"floor", "comparison"}, "floor",
                              "floor: rights of `floor`; comparison: those that the best part "
                              "`served` of the states reach which want places") == "comparison"),
      served_(s.real("served", "1", {0.01, 1}, 0.5, "part of the states that are good enough")),
      floor_(s.real("floor", "1", {0, 1}, 0.3, "rights of migrants below which nobody is placed")),
      monitoring_(s.real("monitoring", "1", {0, 1}, 0.8,
                         "probability that rights below the floor are noticed within a year")),
      step_(
          s.real("step", "1 / year", {1e-3, 1}, 0.03, "how fast pledged rights are put in place")),
      usual_working_share_(s.real("working_share", "1", {0, 1}, 0.75,
                                  "share of migrants who work, where no labour market says")),
      all_(world.states().size()) {}

void Recipients::bind(const ModuleSet& modules) {
  policy_ = modules.find<YearlyPolicy>();
  weights_ = policy_ == nullptr ? PolicyWeights{} : policy_->weights();
  const auto* market = modules.find<LabourMarket>();
  working_share_ = market == nullptr ? usual_working_share_ : market->working_share();
}

void Recipients::found(const Scene& scene) {
  for (const StateId s : scene.world.states()) {
    all_[s.index()].openness = scene.stances.openness[s];
  }
}

void Recipients::review(const Scene& scene, const Review& review, EventLog& log) {
  own_rights_ = rights_without(scene, review.agency);
  const auto states = scene.world.states();
  for (const StateId s : states) ask(scene, s);
  set_floors(scene);
  std::vector<double> expected;  // all decide at once
  for (const StateId s : states) expected.push_back(expected_places(s, review.payable));
  for (const StateId s : states) review_pledge(scene, s, expected[s.index()], log);
  for (const StateId s : states) review_rights(scene, s, review.stream, log);
}

double Recipients::wanted(StateId state) const {
  const Recipient& recipient = all_[state.index()];
  return recipient.withheld ? 0 : recipient.wanted;
}

bool Recipients::is_eligible(const Scene& scene, StateId state) const {
  if (!places_in_.contains(state)) return false;
  const double openness = scene.stances.openness[state];
  const bool has_opened = openness > all_[state.index()].openness + kRounding;
  return scene.conditions.gdp_per_capita[state] < ceiling_ || (has_opened && openness >= open_at_);
}

RecipientFacts Recipients::facts(const Scene& scene, StateId state) const {
  RecipientFacts f{.working_share = working_share_};
  double vacancies = 0;
  for (const PlaceId place : scene.world.places_of(state)) {
    f.people += scene.persons(scene.ledger.population(place));
    f.demand += scene.labour.demand[place];
    vacancies += LabourAgreement::vacancies(scene, place);
  }
  f.vacant = f.demand > 0 ? vacancies / f.demand : 0;
  f.worker = policy_ == nullptr ? placed_worker(weights_, scene.stances.sentiment[state], f.vacant)
                                : policy_->placed_worker(scene, state, f.vacant);
  return f;
}

Recipients::Wish Recipients::wish(const Scene& scene, StateId state) const {
  if (!is_eligible(scene, state)) return {};
  const RecipientFacts known = facts(scene, state);
  const RecipientChoice choice(weights_, known);
  const double places = choice.places(known.vacant * known.demand / years_);
  if (places <= 0 || weights_.p_w <= 0) return {places, 0};
  return {places, choice.gain(places) / places * known.people / weights_.p_w};
}

void Recipients::ask(const Scene& scene, StateId state) {
  all_[state.index()].wanted = wish(scene, state).places;
}

void Recipients::set_floors(const Scene& scene) {
  floors_.assign(all_.size(), floor_);
  if (!by_comparison_) return;
  const double below = best_part(scene, false), above = best_part(scene, true);
  for (const StateId s : scene.world.states()) {
    floors_[s.index()] = scene.conditions.gdp_per_capita[s] < ceiling_ ? below : above;
  }
}

/// Rights that the best part of those reach who want places, on one side of the ceiling.
double Recipients::best_part(const Scene& scene, bool above) const {
  std::vector<double> of_peers;
  for (const StateId s : scene.world.states()) {
    const bool peer = (scene.conditions.gdp_per_capita[s] >= ceiling_) == above;
    if (all_[s.index()].wanted > 0 && peer) of_peers.push_back(rights(s));
  }
  if (of_peers.empty()) return 0;
  std::ranges::sort(of_peers, std::greater<>());
  std::size_t served = 1;
  while (served < served_ * of_peers.size() - kRounding) ++served;
  return of_peers[served - 1];
}

double Recipients::rights(StateId state) const {
  return std::max(own_rights_[state], all_[state.index()].pledged);
}

/// The even share [persons / year] that a state can expect if it complies. Another state takes a
/// share as well: for certain if its rights reach the floor, else with the chance that nobody
/// notices.
double Recipients::expected_places(StateId state, double payable) const {
  double sharers = 1;
  for (const StateId s : IdRange<StateId>(all_.size())) {
    if (s == state || all_[s.index()].wanted <= 0) continue;
    sharers += rights(s) < floors_[s.index()] - kRounding ? 1 - monitoring_ : 1;
  }
  return std::min(all_[state.index()].wanted, payable / sharers);
}

void Recipients::review_pledge(const Scene& scene, StateId state, double places, EventLog& log) {
  Recipient& recipient = all_[state.index()];
  const double floor = floors_[state.index()];
  const double own = own_rights_[state];
  const double gain = RecipientChoice(weights_, facts(scene, state)).gain(places);
  const bool complies =
      places > 0 && own < floor && pays_to_comply(monitoring_, gain, weights_.c_r, floor, own);
  if (complies != recipient.complies) {
    log.add(complies ? "rights pledge" : "pledge ends",
            fmt::format("{}: rights {:.2f}, floor {:.2f}; {:.0f} places/yr are worth {:.3g}, "
                        "rights cost {:.3g}",
                        scene.world.places[state.index()].id, own, floor, places,
                        monitoring_ * gain, weights_.c_r * std::max(0.0, floor - own)));
  }
  recipient.complies = complies;
  const double now = std::max(recipient.pledged, own);
  recipient.pledged = complies ? std::min(floor, now + step_) : now - step_;
  if (recipient.pledged <= own) recipient.pledged = 0;
}

void Recipients::review_rights(const Scene& scene, StateId state, StreamId stream, EventLog& log) {
  Recipient& recipient = all_[state.index()];
  const double floor = floors_[state.index()];
  const double now = rights(state);
  const bool noticed = TickStream(scene, stream).of(state.index()).happens(monitoring_);
  const bool withheld = recipient.wanted > 0 && now < floor - kRounding && noticed;
  if (withheld != recipient.withheld && recipient.wanted > 0) {
    log.add(withheld ? "places withheld" : "places resumed",
            fmt::format("{}: rights {:.2f}, floor {:.2f}, {:.0f} places/yr wanted",
                        scene.world.places[state.index()].id, now, floor, recipient.wanted));
  }
  recipient.withheld = withheld;
}

}  // namespace sojourn::models
