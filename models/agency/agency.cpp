#include "models/agency/agency.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numeric>

#include "models/agreements/labour_agreement.hpp"
#include "models/agreements/renew.hpp"
#include "models/home_front/labour_market.hpp"
#include "sim/enactment.hpp"

namespace sojourn {

namespace {

constexpr double kRounding = 1e-9;
constexpr double kUsualWorkingShare = 0.75;  // where no labour market says

/// First choices of a destination last year, by schooling [persons].
double proposals(const Scene& scene, PlaceId place, std::size_t skill) {
  const std::size_t places = scene.world.places.size();
  std::int64_t agents = 0;
  for (std::size_t c = 0; c < scene.modules.channels.size(); ++c) {
    agents += scene.ledger.last_year.proposals[(c * places + place.index()) * kSkills + skill];
  }
  return scene.persons(agents);
}

/// Probability of being asked where `asked` of `people` are, at random.
double chance_of_being_asked(double asked, double people) {
  return people > 0 ? 1 - std::exp(-asked / people) : 0;
}

/// Rights of migrants in force [place], but for those that `agreement` brings.
PlaceArray rights_without(const Scene& scene, const Agreement* agreement) {
  Agreements others = scene.agreements;
  std::erase_if(others.in_force, [&](const auto& one) { return one.get() == agreement; });
  return rules_of(changed(scene, {.agreements = &others})).rights;
}

/// The level up to which all that is `wanted` can be met: sum of min(level, wanted) = available.
double even_share(std::vector<double> wanted, double available) {
  std::ranges::sort(wanted);
  std::size_t left = wanted.size();
  for (const double one : wanted) {
    if (one * static_cast<double>(left) > available) {
      return available / static_cast<double>(left);
    }
    available -= one;
    --left;
  }
  return std::numeric_limits<double>::infinity();
}

}  // namespace

Agency::Agency(Settings& s, const World& world)
    : ceiling_(s.real("ceiling", "int. $ / year", {0, 1e6}, 30000,
                      "income per head below which people are recruited and placed")),
      open_at_(s.real("open_at", "1", {0, 1}, 0.5,
                      "openness from which people are placed above the ceiling as well")),
      mark_(s.real("mark", "1", {0, 1}, 0.994, "share of the money that is earmarked")),
      border_work_(s.real("border_work", "1", {0, 1}, 0,
                          "share of earmarked money that goes to the donor's borders")),
      border_scale_(s.real("border_scale", "GDP share / year", {1e-8, 1}, 1e-4,
                           "border money of a donor that stops 63% of attempts")),
      donors_(s, world),
      all_intenders_(s.choice("recruits", {"candidates", "intenders"}, "candidates",
                              "candidates: people with a plan that they can pay for; intenders: "
                              "everyone who wants to go") == "intenders"),
      training_(
          s.real("training", "int. $", {0, 1e6}, 2500, "cost of teaching a step of schooling")),
      transport_(s.real("transport", "int. $", {1, 1e6}, 1500, "cost of the way and of placing")),
      trained_(s.real("trained", "1", {0, 1}, 1, "share of the placed who are taught")),
      reckoned_(s.real("reckoned", "1", {0, 1}, 0,
                       "how far people reckon with being asked before they decide to go")),
      offers_(s.real("offers", "1", {0, 1000}, 3, "people asked per place that is paid for")),
      years_(s.real("years", "years", {0.25, 50}, 5, "time over which vacancies are filled")),
      floor_(s.real("floor", "1", {0, 1}, 0.3, "rights of migrants below which nobody is placed")),
      monitoring_(s.real("monitoring", "1", {0, 1}, 0.8,
                         "probability that rights below the floor are noticed within a year")),
      step_(
          s.real("step", "1 / year", {1e-3, 1}, 0.03, "how fast pledged rights are put in place")),
      growth_(s.real("growth", "1", {0, 10}, 0.3,
                     "rise of income per head by the placed share of the people, one step of "
                     "schooling above the others")),
      start_(std::max(world.calendar.tick(s.date("start", world.calendar.start(),
                                                 "when it is founded, a year into the run or "
                                                 "later")),
                      world.calendar.ticks_per_year())),
      recipients_(static_cast<std::size_t>(world.n_states)) {}

void Agency::bind(const ModuleSet& modules) {
  sponsored_ = modules.channel("sponsored");
  donors_.bind(modules);
  const auto* policy = ModuleSet::find<UnilateralPolicy>(modules.home_front);
  weights_ = policy == nullptr ? PolicyWeights{} : policy->weights();
  const auto* market = ModuleSet::find<LabourMarket>(modules.home_front);
  working_share_ = market == nullptr ? kUsualWorkingShare : market->working_share();
}

std::string Agency::warning() const {
  return sponsored_.valid() ? "" : "places nobody: the channel \"sponsored\" is off";
}

void Agency::measure(const Scene& scene) {
  if (scene.world.calendar.begins_year(scene.tick) && scene.ledger.has_last_year) {
    donors_.record(scene);
  }
}

void Agency::negotiate(const Scene& scene, Agreements& agreements, std::vector<Event>& events) {
  measure(scene);
  if (!sponsored_.valid() || scene.tick < start_ || !scene.world.calendar.begins_year(scene.tick)) {
    return;
  }
  if (founded_) {
    donors_.judge();
  } else {
    found(scene, events);
  }
  own_rights_ = rights_without(scene, published_);
  ask_recipients(scene);
  for (int s = 0; s < scene.world.n_states; ++s) review_pledge(scene, StateId(s), events);
  for (int s = 0; s < scene.world.n_states; ++s) review_rights(scene, StateId(s), events);
  publish(agreements, programme(scene));
}

void Agency::found(const Scene& scene, std::vector<Event>& events) {
  founded_ = true;
  for (std::size_t s = 0; s < recipients_.size(); ++s) {
    recipients_[s].openness = scene.stances.openness[static_cast<Eigen::Index>(s)];
  }
  donors_.found(scene, ceiling_);
  int n = 0;
  for (int s = 0; s < scene.world.n_states; ++s) n += donors_.contribution(StateId(s)) > 0 ? 1 : 0;
  events.push_back({scene.tick, "agency founded",
                    fmt::format("{}: {} donors, {:.3g} bn/yr, {:.1f}% of it earmarked", name(), n,
                                budget() / 1e9, 100 * mark_)});
}

bool Agency::is_eligible(const Scene& scene, StateId state) const {
  const double openness = scene.stances.openness[state.value];
  const bool has_opened = openness > recipients_[state.index()].openness + kRounding;
  return scene.conditions.gdp_per_capita[state.value] < ceiling_ ||
         (has_opened && openness >= open_at_);
}

RecipientFacts Agency::facts(const Scene& scene, StateId state) const {
  RecipientFacts f{.working_share = working_share_};
  double vacancies = 0;
  for (const PlaceId place : scene.world.places_of(state)) {
    f.people += scene.persons(scene.ledger.population(place));
    f.demand += scene.labour.demand[place.value];
    vacancies += LabourAgreement::vacancies(scene, place);
  }
  f.shortage = f.demand > 0 ? vacancies / f.demand : 0;
  f.sentiment = scene.stances.sentiment[state.value];
  return f;
}

/// How many places every state takes this year.
void Agency::ask_recipients(const Scene& scene) {
  for (int s = 0; s < scene.world.n_states; ++s) {
    const RecipientFacts known = facts(scene, StateId(s));
    const double most = known.shortage * known.demand / years_;
    recipients_[static_cast<std::size_t>(s)].wanted =
        is_eligible(scene, StateId(s)) ? RecipientChoice(weights_, known).places(most) : 0;
  }
}

double Agency::rights(StateId state) const {
  return std::max(own_rights_[state.value], recipients_[state.index()].pledged);
}

/// What a state can expect if it complies: an even share beside the others, who get one for sure or
/// where nobody notices [persons / year].
double Agency::expected_places(const Scene& scene, StateId state) const {
  double sharers = 1;
  for (int s = 0; s < scene.world.n_states; ++s) {
    if (StateId(s) == state || recipients_[static_cast<std::size_t>(s)].wanted <= 0) continue;
    sharers += rights(StateId(s)) < floor_ - kRounding ? 1 - monitoring_ : 1;
  }
  return std::min(recipients_[state.index()].wanted, money(scene).all() / sharers);
}

void Agency::review_pledge(const Scene& scene, StateId state, std::vector<Event>& events) {
  Recipient& recipient = recipients_[state.index()];
  const double own = own_rights_[state.value];
  const double places = expected_places(scene, state);
  const double gain = RecipientChoice(weights_, facts(scene, state)).gain(places);
  const bool complies =
      places > 0 && own < floor_ && pays_to_comply(monitoring_, gain, weights_.c_r, floor_, own);
  if (complies != recipient.complies) {
    events.push_back(
        {scene.tick, complies ? "rights pledge" : "pledge ends",
         fmt::format("{}: rights {:.2f}, floor {:.2f}; {:.0f} places/yr are worth {:.3g}, rights "
                     "cost {:.3g}",
                     scene.world.places[state.index()].id, own, floor_, places, monitoring_ * gain,
                     weights_.c_r * std::max(0.0, floor_ - own))});
  }
  recipient.complies = complies;
  const double now = std::max(recipient.pledged, own);
  recipient.pledged = complies ? std::min(floor_, now + step_) : now - step_;
  if (recipient.pledged <= own) recipient.pledged = 0;
}

void Agency::review_rights(const Scene& scene, StateId state, std::vector<Event>& events) {
  Recipient& recipient = recipients_[state.index()];
  const double now = rights(state);
  Draws draws(scene.world.seed, stream(), static_cast<std::uint32_t>(scene.tick), state.index());
  const bool noticed = draws.happens(monitoring_);
  const bool withheld = recipient.wanted > 0 && now < floor_ - kRounding && noticed;
  if (withheld != recipient.withheld && recipient.wanted > 0) {
    events.push_back(
        {scene.tick, withheld ? "places withheld" : "places resumed",
         fmt::format("{}: rights {:.2f}, floor {:.2f}, {:.0f} places/yr wanted",
                     scene.world.places[state.index()].id, now, floor_, recipient.wanted)});
  }
  recipient.withheld = withheld;
}

double Agency::Money::all() const {
  return std::accumulate(earmarked.begin(), earmarked.end(), free);
}

Agency::Money Agency::money(const Scene& scene) const {
  Money money{.earmarked = {}, .free = 0};
  for (int s = 0; s < scene.world.n_states; ++s) {
    const double paid = donors_.contribution(StateId(s));
    money.earmarked.push_back(mark_ * (1 - border_work_) * paid / cost());
    money.free += (1 - mark_) * paid / cost();
  }
  return money;
}

Programme Agency::programme(const Scene& scene) const {
  const PlaceArray none = PlaceArray::Zero(scene.world.n_places());
  Programme programme{.channel = sponsored_,
                      .places = none,
                      .pledged = none,
                      .effort = none,
                      .payments = none,
                      .reach = PairArray::Zero(none.size(), none.size()),
                      .unplanned = none,
                      .reckoned = reckoned_,
                      .trained = trained_,
                      .growth = growth_};
  const Money can_pay = money(scene);
  const double used = place_people(scene, can_pay.all(), programme);
  ask_people(scene, can_pay, used, programme);
  spend(scene, used, programme);
  return programme;
}

/// Shares the places that can be paid for evenly, to each as many as it wants at most; returns the
/// share that is used.
double Agency::place_people(const Scene& scene, double payable, Programme& programme) const {
  std::vector<double> wanted;
  for (const Recipient& recipient : recipients_) {
    wanted.push_back(recipient.withheld ? 0 : recipient.wanted);
  }
  const double level = even_share(wanted, payable);
  double given = 0;
  for (int s = 0; s < scene.world.n_states; ++s) {
    const double all = LabourAgreement::vacancies(scene, StateId(s));
    const double places = std::min(level, wanted[static_cast<std::size_t>(s)]);
    given += places;
    for (const PlaceId place : scene.world.places_of(StateId(s))) {
      programme.pledged[place.value] = recipients_[static_cast<std::size_t>(s)].pledged;
      if (all <= 0) continue;
      programme.places[place.value] = places * LabourAgreement::vacancies(scene, place) / all;
    }
  }
  return payable > 0 ? given / payable : 0;
}

double Agency::candidates(const Scene& scene, StateId state) const {
  double sum = 0;
  for (const PlaceId place : scene.world.places_of(state)) {
    for (std::size_t skill = 0; skill < kSkills; ++skill) sum += proposals(scene, place, skill);
  }
  return sum;
}

/// Whom the money reaches: people who live below the ceiling, by where they are bound.
void Agency::ask_people(const Scene& scene, const Money& money, double used,
                        Programme& programme) const {
  const World& world = scene.world;
  double all = 0;
  std::array<double, kSkills> by_skill{};
  for (int s = 0; s < world.n_states; ++s) {
    all += candidates(scene, StateId(s));
    for (const PlaceId place : world.places_of(StateId(s))) {
      const double weight = money.earmarked[static_cast<std::size_t>(s)] + money.free;
      for (std::size_t k = 0; k < kSkills; ++k) {
        if (weight > 0) by_skill[k] += proposals(scene, place, k);
      }
    }
  }
  const double skills = by_skill[0] + by_skill[1] + by_skill[2];
  for (std::size_t k = 0; k < kSkills && skills > 0; ++k)
    programme.skills[k] = by_skill[k] / skills;

  const double free = chance_of_being_asked(offers_ * used * money.free, all);
  const double alike = chance_of_being_asked(offers_ * used * money.all(), all);
  for (int i = 0; i < world.n_places(); ++i) {
    if (scene.conditions.gdp_per_capita[i] >= ceiling_) continue;
    if (all_intenders_) programme.unplanned[i] = alike;
    for (int j = 0; j < world.n_places(); ++j) {
      const StateId to = world.state_of(PlaceId(j));
      const double marked = chance_of_being_asked(offers_ * used * money.earmarked[to.index()],
                                                  candidates(scene, to));
      programme.reach(i, j) = all_intenders_ ? alike : 1 - (1 - free) * (1 - marked);
    }
  }
}

/// Donors pay for the places that are used, and for what is done at their borders.
void Agency::spend(const Scene& scene, double used, Programme& programme) const {
  for (int s = 0; s < scene.world.n_states; ++s) {
    const double paid = donors_.contribution(StateId(s));
    if (paid <= 0) continue;
    const double border = mark_ * border_work_ * paid;
    programme.payments[s] = border + used * (paid - border);
    const double effort =
        border > 0 ? 1 - std::exp(-border / (border_scale_ * gdp_of(scene, StateId(s)))) : 0;
    for (const PlaceId place : scene.world.places_of(StateId(s))) {
      programme.effort[place.value] = effort;
    }
  }
}

void Agency::publish(Agreements& agreements, Programme programme) {
  auto agreement = std::make_shared<PlacementAgreement>(std::move(programme));
  const Agreement* former = std::exchange(published_, agreement.get());
  renew(agreements, former, std::move(agreement));
}

}  // namespace sojourn
