#include "models/forums/proposals/position_reader.hpp"

#include <algorithm>
#include <cmath>

#include "models/parties/common_voice.hpp"
#include "sim/base/arithmetic/elementary.hpp"

namespace sojourn::models {

namespace {

std::vector<Party> every_state(const World& world) {
  std::vector<Party> parties;
  for (const StateId s : world.states()) {
    parties.push_back({world.places[s.index()].id, {s}});
  }
  return parties;
}

PairArray row_shares(PairArray weights) {
  const Eigen::ArrayXd sums = weights.rowwise().sum();
  for (Eigen::Index i = 0; i < weights.rows(); ++i) {
    if (sums[i] > 0) weights.row(i) /= sums[i];
  }
  return weights;
}

Eigen::ArrayXd shares(const Eigen::ArrayXd& weights) {
  const double all = weights.sum();
  if (all > 0) return weights / all;
  return Eigen::ArrayXd::Constant(weights.size(), 1.0 / weights.size());
}

Eigen::ArrayXd power_of_states(const Scene& scene, const PowerTerms& terms, StreamId stream) {
  const int n = scene.world.n_states;
  StateArray gdp(n);
  for (const StateId s : scene.world.states()) gdp[s] = gdp_of(scene, s);
  if (terms.permuted) {
    Draws draws(scene.world.seed, stream, 0, 0);
    for (int s = n - 1; s > 0; --s) {
      std::swap(gdp[s], gdp[static_cast<int>(draws.uniform() * (s + 1))]);
    }
  }
  return shares(
      gdp.max(1.0).unaryExpr([&](double one) { return fixed::pow(one, terms.exponent); }));
}

/// States that act as one have one ideal on the issues of their competence.
void meet_in_unions(const ModuleSet& modules, Positions& p) {
  const CommonVoices voices(modules);
  if (voices.empty()) return;
  for (const Subject subject : {Subject::kSecurity, Subject::kLabour, Subject::kRights}) {
    const auto issue = issue_of(position(subject));
    StateArray ideal = p.ideal.row(*issue).transpose().array();
    voices.meet(subject, ideal);
    p.ideal.row(*issue) = ideal.matrix().transpose();
  }
}

double mean_excess(const std::vector<PlaceArray>& recent, const Scene& scene, StateId state) {
  double sum = 0, gdp = 0;
  for (const PlaceId place : scene.world.places_of(state)) {
    const double own = scene.conditions.gdp_per_capita[place] *
                       scene.persons(scene.ledger.summary.population[place]);
    for (const PlaceArray& tick : recent) {
      sum += own * tick[place] / recent.size();
    }
    gdp += own;
  }
  return gdp > 0 ? sum / gdp : 0;
}

}  // namespace

PositionReader::PositionReader(Settings& settings, const World& world)
    : terms_(settings),
      net_position_(settings),
      diaspora_(settings),
      usual_insecure_(settings.real("usual_insecure", "1", {1e-6, 1}, 0.003,
                                    "refugees and asylum seekers of the world's people that get "
                                    "the usual attention: those of the 1990s")),
      usual_foreigners_(settings.real("usual_foreigners", "1", {1e-4, 1}, 0.03,
                                      "foreigners, of the population, with whom who receives is "
                                      "concerned about who may come")),
      usual_excess_(settings.real("usual_excess", "GDP share / year", {1e-6, 1}, 5e-4,
                                  "excess cost that concerns it as much: that of a crisis")),
      first_entries_(world, every_state(world)) {}

void PositionReader::update(const Scene& scene) {
  first_entries_.update(scene);
  const auto year = static_cast<std::size_t>(scene.world.calendar.ticks_per_year());
  if (recent_.size() >= year) recent_.erase(recent_.begin());
  recent_.push_back(scene.stances.excess);
}

Positions PositionReader::read(const Scene& scene, const PowerTerms& power) const {
  const int n = scene.world.n_states;
  const PairArray settled = citizens_abroad(scene);
  const StateArray abroad = settled.rowwise().sum();
  const StateArray foreign = settled.colwise().sum().transpose();
  Positions p{.power = power_of_states(scene, power, stream_id("forum power")),
              .leverage = Eigen::ArrayXd(n),
              .people = shares(abroad + foreign),
              .ideal = Eigen::Matrix3Xd(3, n),
              .status_quo = terms_.status_quo,
              .salience = terms_.salience,
              .share = {},
              .net_position = Eigen::ArrayXd(n),
              .concern = Eigen::ArrayXd(n),
              .ties = Eigen::ArrayXd(n),
              .breadth = {},
              .bilateral_loss = {},
              .alone = {},
              .rivals = {}};
  const PairArray partners = row_shares(settled + settled.transpose());
  PairArray routes = PairArray::Zero(n, n);
  const double rho = power.leverage * std::min(1.0, power.exponent);
  for (const StateId i : scene.world.states()) {
    const Party own{.name = "", .members = {i}};
    const double people = std::max(1.0, people_of(scene, i));
    const double m = net_position_.of(foreign[i], abroad[i], people);
    p.leverage[i] = p.power[i] * fixed::exp(rho * m);
    const double excess = mean_excess(recent_, scene, i);
    const double diaspora = diaspora_.of(abroad[i], people);
    p.net_position[i] = m;
    p.concern[i] = -(1 + m) / 2 *
                   fixed::expm1(-foreign[i] / people / usual_foreigners_ - excess / usual_excess_);
    p.ties[i] = (1 - m) / 2 * std::sqrt(diaspora);
    p.ideal.col(i.value) = ideal_point(terms_.status_quo,
                                       {.net_position = m,
                                        .shortage = shortage(scene, own),
                                        .pressure = excess,
                                        .hosted = hosted_in(scene, i, own) / people,
                                        .diaspora = diaspora},
                                       terms_.weights);
    for (const StateId j : scene.world.states()) {
      if (j != i) routes(i, j) = first_entries_.dependence(i.index(), j);
    }
    if (routes.row(i.value).sum() <= 0) routes.row(i.value) = partners.row(i.value);
  }
  meet_in_unions(scene.modules, p);
  p.share = {row_shares(routes), partners, partners, partners};
  complete(p);
  return p;
}

double PositionReader::salience(const Scene& scene) const {
  std::int64_t insecure = 0, people = 0;
  for (const PlaceId p : scene.world.place_ids()) {
    people += scene.ledger.summary.population[p];
    for (const StateId c : scene.world.states()) {
      for (const Status status : kInsecure) {
        insecure += scene.ledger.stock(p, c, status);
      }
    }
  }
  if (people <= 0) return 0;
  return 1.0 * insecure / people / usual_insecure_;
}

}  // namespace sojourn::models
