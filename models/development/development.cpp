#include "models/development/development.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/agency/agency.hpp"
#include "models/home_front/labour_market.hpp"
#include "models/movement/savings.hpp"
#include "sim/base/arithmetic/elementary.hpp"

namespace sojourn::models {

namespace {

PlaceArray ones(const World& world) {
  return PlaceArray::Ones(world.n_places());
}

}  // namespace

Development::Development(Settings& settings, const World& world)
    : skills_(settings),
      remittances_(settings),
      usual_working_share_(settings.real("working_share", "1", {0, 1}, 0.75,
                                         "share of people with a record who work, where no labour "
                                         "market says")),
      mix_(skills_.elasticity),
      fading_(remittances_.fading, world),
      product_(ones(world)),
      schooling_(ones(world)),
      skilled_(ones(world)),
      other_(ones(world)),
      means_(ones(world)),
      tertiary_(ones(world)),
      sent_(StateArray::Zero(world.n_states)),
      grown_(StateArray::Zero(world.n_states)) {}

void Development::bind(const ModuleSet& modules) {
  market_ = modules.find<LabourMarket>();
  savings_ = modules.find<Savings>();
  const auto* agency = modules.find<Agency>();
  counted_by_agency_ = agency == nullptr ? 0 : agency->growth();
}

std::string Development::warning() const {
  if (counted_by_agency_ <= 0) return {};
  return "what those whom an agency teaches add to output counts twice, here and by the agency's "
         "`growth`: 0 leaves it to this module";
}

double Development::premium(Skill skill) const {
  return savings_ == nullptr ? 1 : savings_->premium(skill);
}

double Development::wage(const Labour& labour, PlaceId place, Skill skill) const {
  return labour.wage[place] * beside_mean(skill)[place] * premium(skill);
}

void Development::count(const Scene& scene, const Population& population) {
  force_ = count_workforce(scene, population, fading_);
}

void Development::update(const Scene& scene, Labour& labour, Stances& /*stances*/,
                         EventLog& /*log*/) {
  Economy now = economy(scene);
  if (start_.heads.empty()) start_ = now;
  produce(scene.world, now, labour);
  sent_ = sent(scene, labour);
  now.received = received(scene, labour);
  if (start_.received.size() == 0) start_.received = now.received;
  spend(scene, now.received);
  aspire(scene.world, now.away);
}

void Development::state(Archive& archive) {
  archive(start_, grown_, tertiary_);  // children are born before the home front acts
}

double Development::working_share() const {
  return market_ == nullptr ? usual_working_share_ : market_->working_share();
}

/// Workers [persons].
double Development::heads(const Scene& scene, PlaceId place, Skill skill) const {
  const std::int64_t records = force_.citizens(place, skill) + force_.foreigners(place, skill);
  return scene.persons(force_.residents(place, skill)) + working_share() * scene.persons(records);
}

/// Their work, in that of as many of the same schooling who have not been abroad.
double Development::done(const Scene& scene, PlaceId place, Skill skill) const {
  const double years =
      force_.mean_ticks_abroad(scene.world.state_of(place)) * scene.world.calendar.dt();
  const double more = skills_.abroad * years * working_share();
  return heads(scene, place, skill) + more * scene.persons(force_.returned(place, skill));
}

Development::Economy Development::economy(const Scene& scene) const {
  Economy now;
  now.heads = now.done = Grid<double, PlaceId, Skill>(scene.world.place_ids(), kAllSkills);
  for (const PlaceId p : scene.world.place_ids()) {
    for (const Skill skill : kAllSkills) {
      now.heads(p, skill) = heads(scene, p, skill);
      now.done(p, skill) = done(scene, p, skill);
    }
  }
  now.away = away(scene);
  return now;
}

/// Of a state's people with tertiary schooling who work or live abroad.
StateArray Development::away(const Scene& scene) const {
  StateArray here = StateArray::Zero(scene.world.n_states);
  for (const PlaceId p : scene.world.place_ids()) {
    here[scene.world.state_of(p)] +=
        scene.persons(force_.residents(p, Skill::kHigh) + force_.citizens(p, Skill::kHigh));
  }
  StateArray share = here;
  for (const StateId s : scene.world.states()) {
    const double abroad = scene.persons(force_.abroad(s, Skill::kHigh));
    share[s] = abroad > 0 ? abroad / (abroad + here[s]) : 0;
  }
  return share;
}

Work Development::work(const Economy& at, PlaceId place) const {
  Work work;
  for (const Skill skill : kAllSkills) {
    work.heads += at.heads(place, skill);
    double& kind = skill == Skill::kHigh ? work.skilled : work.other;
    kind += at.done(place, skill) * premium(skill);
  }
  return work;
}

/// By place: wages of the labour market become those of the schooling that there is now.
void Development::produce(const World& world, const Economy& now, Labour& labour) {
  if (market_ == nullptr) labour.wage = world.baseline.gdp_per_capita;
  for (const PlaceId p : world.place_ids()) {
    const Work before = work(start_, p), work_now = work(now, p);
    const MixProduct mix = mix_.of(before, work_now);
    const double more_skilled = before.heads > 0 && work_now.heads > 0
                                    ? now.heads(p, Skill::kHigh) / work_now.heads -
                                          start_.heads(p, Skill::kHigh) / before.heads
                                    : 0;
    schooling_[p] = mix.output * fixed::exp(skills_.spillover * more_skilled);
    product_[p] = schooling_[p] * fixed::exp(grown_[world.state_of(p)]);
    skilled_[p] = mix.skilled / mix.output;
    other_[p] = mix.other / mix.output;
  }
  labour.wage *= product_;
}

/// [int. $ / year]
StateArray Development::sent(const Scene& scene, const Labour& labour) const {
  StateArray sum = StateArray::Zero(scene.world.n_states);
  for (const PlaceId j : scene.world.place_ids()) {
    for (const Skill skill : kAllSkills) {
      const double earned = wage(labour, j, skill);
      const double share =
          remittances_.sent * (skill == Skill::kHigh ? remittances_.of_skilled : 1);
      for (const StateId s : scene.world.states()) {
        sum[s] += share * earned * scene.persons(force_.sending(j, s, skill)) / Fading::kWhole;
      }
    }
  }
  return sum;
}

/// What a worker earns over the wage, all schooling together [1]. Marginal products times work are
/// output (Euler), so that it stays what it was at the start.
double Development::mean_premium(PlaceId place) const {
  const Work before = work(start_, place);
  return before.heads > 0 ? before.skilled_per_head() + before.other_per_head() : 1;
}

/// Share of the income of those at home, at most 1.
StateArray Development::received(const Scene& scene, const Labour& labour) const {
  StateArray income = StateArray::Zero(scene.world.n_states);
  for (const PlaceId p : scene.world.place_ids()) {
    income[scene.world.state_of(p)] +=
        labour.wage[p] * mean_premium(p) * scene.persons(scene.ledger.population(p));
  }
  return (sent_ / income.max(1.0)).min(1.0);
}

/// By those at home, who can pay for more; what is invested makes output grow from the next tick.
void Development::spend(const Scene& scene, const StateArray& received) {
  const StateArray lift = (1 + received) / (1 + start_.received);
  for (const PlaceId p : scene.world.place_ids()) means_[p] = lift[scene.world.state_of(p)];
  grown_ += scene.dt() * remittances_.yield * remittances_.invested * (received - start_.received);
}

void Development::aspire(const World& world, const StateArray& away) {
  constexpr double kMost = 10;  // few agents are abroad from a small country
  for (const PlaceId p : world.place_ids()) {
    const StateId s = world.state_of(p);
    const double more = start_.away[s] > 0 ? away[s] / start_.away[s] : 1;
    tertiary_[p] = fixed::pow(std::clamp(more, 1 / kMost, kMost), skills_.aspiration);
  }
}

PlaceArray Development::of_foreigners(const Scene& scene) const {
  PlaceArray share =
      PlaceArray::Constant(scene.world.n_places(), std::numeric_limits<double>::quiet_NaN());
  if (start_.heads.empty()) return share;
  for (const PlaceId p : scene.world.place_ids()) {
    double all = 0, foreign = 0;
    for (const Skill skill : kAllSkills) {
      const double wage = premium(skill) * beside_mean(skill)[p];
      all += wage * done(scene, p, skill);
      foreign += wage * working_share() * scene.persons(force_.foreigners(p, skill));
    }
    if (all > 0) share[p] = foreign / all;
  }
  return share;
}

/// [workers]; of a place with a labour market, once the module acts.
double Development::vacant(const Scene& scene, PlaceId place, Skill skill) const {
  const double before = work(start_, place).heads;
  if (before <= 0) return 0;
  const double wanted = scene.labour.demand[place] * start_.heads(place, skill) / before;
  return std::max(0.0, wanted - heads(scene, place, skill));
}

Grid<double, PlaceId, Skill> Development::vacancies(const Scene& scene) const {
  Grid<double, PlaceId, Skill> vacancies(scene.world.place_ids(), kAllSkills);
  std::ranges::fill(vacancies, std::numeric_limits<double>::quiet_NaN());
  if (start_.heads.empty() || market_ == nullptr) return vacancies;
  for (const PlaceId p : scene.world.place_ids()) {
    for (const Skill skill : kAllSkills) vacancies(p, skill) = vacant(scene, p, skill);
  }
  return vacancies;
}

std::optional<double> Development::share_of_vacancies(const Scene& scene, PlaceId place,
                                                      Skill skill) const {
  if (start_.heads.empty() || market_ == nullptr) return std::nullopt;
  double all = 0;
  for (const Skill each : kAllSkills) all += vacant(scene, place, each);
  if (all <= 0) return std::nullopt;
  return vacant(scene, place, skill) / all;
}

}  // namespace sojourn::models
