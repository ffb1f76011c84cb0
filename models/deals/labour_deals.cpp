#include "models/deals/labour_deals.hpp"

#include <fmt/format.h>

#include <limits>

#include "models/channels/contract_years.hpp"
#include "models/parties/acquaintance.hpp"
#include "models/parties/position.hpp"
#include "sim/base/archive.hpp"
#include "sim/foresight/outlook.hpp"
#include "sim/stages/catalog.hpp"
#include "sim/stages/tick_stream.hpp"

namespace sojourn::models {

LabourDeals::LabourDeals(Settings& s, const World& world)
    : parties_(parties_of(world)),
      tolerated_(s.real("tolerated", "1", {0, 1}, 0.02, "shortage that a state lives with")),
      value_(s.real("value", "wage", {0, 10}, 0.5,
                    "what a filled vacancy gives the state, the wage paid")),
      absence_(s.real("absence", "wage", {0, 10}, 0.2,
                      "what a worker's absence costs the partner, in its own wages")),
      remitted_(
          s.real("remitted", "wage", {0, 1}, 0.15, "share of the wage that workers send home")),
      friction_(s.real("friction", "GDP / year", {1e-6, 1}, 4e-3,
                       "twice the cost of filling all vacancies by one deal")),
      contract_cost_(s.real("contract_cost", "GDP / year", {0, 1}, 3.5e-5,
                            "what negotiating costs, of the asker's GDP")),
      years_(s.real("years", "years", {0.25, 50}, 5, "time over which the places are filled")),
      hazard_(s) {
  const auto share = [&](const char* key, double value, const char* meaning) {
    return s.real(key, "1", {0, 1}, value, std::string("share of agreements that ") + meaning);
  };
  shares_ = {.quota = share("quota", 0.24, "keep places for the partner's nationals"),
             .contract = share("model_contract", 0.13, "have a model contract, which caps fees"),
             .security = share("social_security", 0.31, "share in social security"),
             .renewal = share("renewal", 0.25, "provide for the renewal of contracts"),
             .back = share("return", 0.07, "provide for return")};
  contract_rights_ = s.real("contract_rights", "1", {0, 1}, 0.1,
                            "rights that a model contract adds for the partner's citizens");
  security_rights_ =
      s.real("security_rights", "1", {0, 1}, 0.05, "rights that social security adds for them");
  fee_cap_ = s.real("fee_cap", "int. $", {0, 1e6}, 0,
                    "what recruiters may take where there is a model contract");
  renewed_ = s.real("renewed", "1", {0, 1}, 0.9, "chance of renewal where it is provided for");
  permit_years_ = s.real("permit_years", "years", kContractYears, 2,
                         "how long contracts last where return is provided for");
  const Calendar& calendar = world.calendar;
  term_ = calendar.ticks_in(s.real("term", "months", {0, 1200}, 36,
                                   "after which an agreement ends once the shortage is gone"));
  start_ = std::max(
      read_tick(s, "start", calendar, "when states begin to bargain, a year into the run or later"),
      calendar.ticks_per_year());
}

void LabourDeals::bind(const ModuleSet& modules) {
  labour_ = modules.channel("labour");
}

double LabourDeals::vacancies(const Scene& scene, const Party& party) const {
  double sum = 0;
  for (const StateId member : party.members) sum += LabourAgreement::vacancies(scene, member);
  return sum;
}

bool LabourDeals::wants(const Scene& scene, std::size_t party) const {
  return labour_.valid() && shortage(scene, parties_[party]) > tolerated_;
}

void LabourDeals::watch(const Scene&) {
  expected_.clear();
}

/// The partner's citizens who got a place in the asker's members last year without the deal.
double LabourDeals::come_anyway(const Scene& scene, Pair pair) const {
  std::int64_t agents = 0;
  for (const StateId member : parties_[pair.asker].members) {
    for (const PlaceId place : scene.world.places_of(member)) {
      agents += scene.ledger.last_year.arrivals(pair.partner, place, labour_);
    }
  }
  const auto deal = in_force_.find(pair);
  const double by_deal =
      deal == in_force_.end() ? 0 : deal->second.agreement->terms().places_per_year;
  return std::max(0.0, scene.persons(agents) - by_deal);
}

/// People whom the choice model expects to apply for work in the asker's members over the years of
/// the deal, less those who would come without the deal [persons].
double LabourDeals::candidates(const Scene& scene, Pair pair) const {
  auto known = expected_.find(pair.partner);
  if (known == expected_.end()) {
    Outlook outlook(scene);
    PlaceArray sum = PlaceArray::Zero(scene.world.n_places());
    for (const PlaceId home : scene.world.places_of(pair.partner)) {
      const Expected year = outlook.of(scene, home);
      for (const PlaceId j : scene.world.place_ids()) sum[j] += year.arrivals(labour_, j);
    }
    known = expected_.emplace(pair.partner, std::move(sum)).first;
  }
  double sum = 0;
  for (const StateId member : parties_[pair.asker].members) {
    for (const PlaceId place : scene.world.places_of(member)) sum += known->second[place];
  }
  return std::max(0.0, sum - come_anyway(scene, pair)) * years_;
}

LabourCase LabourDeals::facts(const Scene& scene, Pair pair) const {
  const Party& asker = parties_[pair.asker];
  double jobs = vacancies(scene, asker);
  for (const auto& [other, deal] : in_force_) {
    const bool promised = other.asker == pair.asker && other.partner != pair.partner;
    if (promised) jobs -= deal.agreement->terms().places_per_year * years_;
  }
  jobs = std::max(0.0, jobs);
  double wages = 0;
  for (const StateId member : asker.members) {
    for (const PlaceId place : scene.world.places_of(member)) {
      wages += scene.labour.wage[place] * LabourAgreement::vacancies(scene, place);
    }
  }
  const double all = vacancies(scene, asker);
  const double wage = all > 0 ? wages / all : 0;
  const double gdp = gdp_of(scene, asker);
  return {.vacancies = jobs,
          .candidates = candidates(scene, pair),
          .worker_value = value_ * wage,
          .friction = friction_,
          .admitter_gdp = gdp,
          .absence_cost = absence_ * scene.labour.wage[pair.partner],
          .remittances = remitted_ * wage,
          .contract_cost = contract_cost_ * gdp * (1 - saved(scene, pair))};
}

/// What the two save of the cost of contracting, in [0, 1).
double LabourDeals::saved(const Scene& scene, Pair pair) const {
  return acquaintance_in(scene.modules)
      .saved(Subject::kLabour, parties_[pair.asker].members, pair.partner);
}

/// Between the seats of the two: of a union, the nearest member's.
LabourDyad LabourDeals::dyad(const Scene& scene, Pair pair, const std::vector<Pair>& before) const {
  const Party& host = parties_[pair.asker];
  const Party home{{}, {pair.partner}};
  LabourDyad two{.host_income = gdp_of(scene, host) / people_of(scene, host),
                 .home_income = gdp_of(scene, home) / people_of(scene, home),
                 .slack = -shortage(scene, host),
                 .km = std::numeric_limits<double>::infinity(),
                 .host_signed = signed_by(host, before),
                 .home_signed = signed_by(home, before),
                 .saved = saved(scene, pair)};
  for (const StateId member : host.members) {
    two.slack +=
        scene.conditions.unemployment[member] * people_of(scene, member) / people_of(scene, host);
    two.km = std::min(two.km, scene.world.distance_km(pair.partner.value, member.value));
    for (const PlaceId place : scene.world.places_of(member)) {
      two.people += scene.persons(scene.ledger.summary.settled(place, pair.partner));
    }
  }
  return two;
}

/// Of the agreements `before`, those to which the party, or a member of it, is one side.
double LabourDeals::signed_by(const Party& party, const std::vector<Pair>& before) const {
  return static_cast<double>(std::ranges::count_if(before, [&](Pair known) {
    const Party& host = parties_[known.asker];
    const auto is_one = [&](StateId s) { return host.has(s) || s == known.partner; };
    return std::ranges::any_of(party.members, is_one);
  }));
}

/// Places as the admitter chose; which other terms there are is drawn, each for itself.
LabourTerms LabourDeals::terms(const Scene& scene, Pair pair, const LabourDeal& deal,
                               Draws& draws) const {
  LabourTerms made{.admission = deal.admission,
                   .places_per_year = deal.admission * facts(scene, pair).vacancies / years_};
  if (draws.happens(shares_.quota)) {
    made.kept_by = scene.world.policy(name());
    const auto n_states = scene.world.states().size();
    made.account = static_cast<int>((pair.asker * n_states + pair.partner.index()) * kSkills);
  }
  if (draws.happens(shares_.contract)) {
    made.work.rights += contract_rights_;
    made.work.fee_cap = fee_cap_;
  }
  if (draws.happens(shares_.security)) made.work.rights += security_rights_;
  if (draws.happens(shares_.renewal)) made.work.renewal = renewed_;
  if (draws.happens(shares_.back)) made.work.permit_years = permit_years_;
  return made;
}

std::string LabourDeals::name_of(const Scene& scene, Pair pair) const {
  return parties_[pair.asker].name + "-" + scene.world.places[pair.partner.index()].id;
}

std::string LabourDeals::terms_text(const Scene& scene, Pair pair, const LabourTerms& terms) const {
  std::string text = fmt::format("admission of {:.0f} workers/yr ({:.0f}% of vacancies)",
                                 terms.places_per_year, 100 * terms.admission);
  if (terms.kept_by.valid()) text += ", a quota of its own";
  if (terms.work.fee_cap >= 0) text += fmt::format(", fees up to {:.0f}", terms.work.fee_cap);
  if (terms.work.rights > 0) text += fmt::format(", rights {:+.2f}", terms.work.rights);
  if (terms.work.renewal >= 0) text += fmt::format(", renewal {:.2f}", terms.work.renewal);
  if (terms.work.permit_years >= 0) {
    text += fmt::format(", return after {:g} yr", terms.work.permit_years);
  }
  return text + fmt::format("; {} lacks {:.1f}% of its workers", parties_[pair.asker].name,
                            100 * shortage(scene, parties_[pair.asker]));
}

void LabourDeals::end_due(const Scene& scene, EventLog& log) {
  for (auto next = in_force_.begin(); next != in_force_.end();) {
    const auto& [pair, deal] = *next;
    if (scene.tick - deal.since < term_ || wants(scene, pair.asker)) {
      ++next;
      continue;
    }
    log.add("end",
            fmt::format("{}: {} lacks {:.1f}% of its workers", name_of(scene, pair),
                        parties_[pair.asker].name, 100 * shortage(scene, parties_[pair.asker])));
    next = in_force_.erase(next);
  }
}

std::vector<Pair> LabourDeals::pairs_in_force() const {
  std::vector<Pair> pairs;
  for (const auto& [pair, deal] : in_force_) pairs.push_back(pair);
  return pairs;
}

/// Those who may sign, in random order: each deal fills jobs, so later partners find fewer.
std::vector<Pair> LabourDeals::by_lot(const Scene& scene) const {
  const auto n_states = scene.world.states().size();
  const TickStream stream_now(scene, stream());
  std::vector<std::pair<double, Pair>> drawn;
  for (std::size_t r = 0; r < parties_.size(); ++r) {
    if (!wants(scene, r) || people_of(scene, parties_[r]) <= 0) continue;
    for (const StateId k : scene.world.states()) {
      const Pair pair{r, k};
      if (parties_[r].has(k) || in_force_.contains(pair)) continue;
      if (gdp_of(scene, Party{{}, {k}}) <= 0) continue;
      const std::size_t number = (parties_.size() + r) * n_states + k.index();
      drawn.emplace_back(stream_now.of(number).uniform(), pair);
    }
  }
  std::ranges::sort(drawn);
  std::vector<Pair> pairs;
  for (const auto& [lot, pair] : drawn) pairs.push_back(pair);
  return pairs;
}

/// Chance first, since whether both gain takes more time to tell. What is signed in the same
/// January counts for nobody's chance.
void LabourDeals::sign(const Scene& scene, EventLog& log) {
  const std::vector<Pair> before = pairs_in_force();
  const auto n_states = scene.world.states().size();
  for (const Pair pair : by_lot(scene)) {
    Draws draws = TickStream(scene, stream()).of(pair.asker * n_states + pair.partner.index());
    if (!draws.happens(hazard_.chance(dyad(scene, pair, before)))) continue;
    const LabourDeal deal = propose_admission(facts(scene, pair));
    if (!deal.worthwhile()) continue;
    const LabourTerms agreed = terms(scene, pair, deal, draws);
    log.add("deal", name_of(scene, pair) + ": " + terms_text(scene, pair, agreed));
    in_force_[pair] = {
        std::make_shared<LabourAgreement>(parties_[pair.asker], pair.partner, labour_, agreed),
        scene.tick};
  }
}

void LabourDeals::negotiate(const Scene& scene, Agreements& agreements, EventLog& log) {
  watch(scene);
  if (scene.tick < start_) return;
  if (scene.world.calendar.begins_year(scene.tick)) {
    end_due(scene, log);
    sign(scene, log);
  }
  AgreementList deals;
  for (const auto& [pair, deal] : in_force_) deals.push_back(deal.agreement);
  agreements.end(name());
  agreements.put(name(), std::move(deals));
}

void LabourDeals::state(Archive& archive) {
  archive(in_force_, expected_);
}

}  // namespace sojourn::models
