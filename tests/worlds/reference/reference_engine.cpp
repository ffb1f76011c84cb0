#include "tests/worlds/reference/reference_engine.hpp"

#include <fmt/format.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace sojourn::reference {

namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();
constexpr int of(Status status) {
  return static_cast<int>(status);
}

/// Rogers and Castro's standard schedule over its mean of ages 0 to 99.
double rogers_castro(double age) {
  const auto raw = [](double x) {
    return 0.02 * std::exp(-0.1 * x) +
           0.06 * std::exp(-0.1 * (x - 20) - std::exp(-0.4 * (x - 20))) + 0.003;
  };
  static const double mean = [&] {
    double sum = 0;
    for (int x = 0; x < 100; ++x) sum += raw(x);
    return sum / 100;
  }();
  return raw(age) / mean;
}

/// Gompertz-Makeham with an infant term: mu(0) = infant, mu(x) = a + b*exp(0.095*(x + 1/2)), b such
/// that a newborn lives for `expectancy` years.
std::array<double, 111> mortality(double expectancy) {
  std::array<double, 111> rate{};
  const double infant = std::min(0.3, 0.25 * std::exp(-(expectancy - 30) / 13));
  const double a = 0.0003 + 0.0001 * std::max(0.0, 75 - expectancy);
  const auto fill = [&](double b) {
    rate[0] = infant;
    for (int x = 1; x < 111; ++x) {
      rate[static_cast<std::size_t>(x)] = std::min(5.0, a + b * std::exp(0.095 * (x + 0.5)));
    }
    double years = 0, hazard = 0;
    for (int x = 0; x < 110; ++x) {
      const double m = rate[static_cast<std::size_t>(x)];
      years += std::exp(-hazard - m / 2);
      hazard += m;
    }
    return years + std::exp(-hazard) / rate[110];
  };
  double low = -30, high = 0;
  for (int i = 0; i < 80; ++i) {
    const double middle = (low + high) / 2;
    (fill(std::exp(middle)) > expectancy ? low : high) = middle;
  }
  return rate;
}

int arrival_status(int way) {
  switch (way) {
    case kFree:
      return of(Status::kFreeMover);
    case kAsylum:
      return of(Status::kAsylumApplicant);
    case kIrregular:
      return of(Status::kIrregular);
    case kReturnWay:
      return of(Status::kReturned);
    case kVisit:
    case kContract:
      return of(Status::kTemporary);
    default:
      return of(Status::kRegular);
  }
}

bool walks(int way) {
  return way == kAsylum || way == kIrregular;
}
bool is_student(int age) {
  return age >= 17 && age <= 29;
}

}  // namespace

std::string Constants::to_toml() const {
  std::string text;
  const auto module = [&](const char* name,
                          const std::vector<std::pair<const char*, double>>& keys) {
    text += fmt::format("[modules.{}]\n", name);
    for (const auto& [key, value] : keys) text += fmt::format("{} = {:.17e}\n", key, value);
  };
  const std::vector<std::pair<const char*, double>> moving{
      {"k_near", k_near}, {"k_far", k_far}, {"k_reach", k_reach}};
  const auto with_moving = [&](std::vector<std::pair<const char*, double>> keys) {
    keys.insert(keys.end(), moving.begin(), moving.end());
    return keys;
  };
  module("vital_rates", {{"years_abroad", years_abroad}, {"years_displaced", years_displaced}});
  module("intention", {{"h0", h0}, {"gamma", gamma}, {"ceiling", ceiling}});
  module("kin_calls", {{"rate", kin_calls}});
  module("return_home", {{"r0", r0},
                         {"wane", wane},
                         {"study", return_study},
                         {"stuck", return_stuck},
                         {"b_unemp", return_unemp},
                         {"peace", peace}});
  module("onward", {{"settled", onward_settled},
                    {"insecure", onward_insecure},
                    {"stranded", onward_stranded},
                    {"gamma", onward_gamma},
                    {"most", onward_most}});
  module("regularisation", {{"rate", regularisation}});
  module("asylum_decision", {{"rate", decision}});
  module("naturalisation", {{"rate", naturalisation}, {"wait", wait}});
  module("release", {{"rate", release}});
  module("settle_on_the_way", {{"rate", settle}});
  module("stay_home", {{"rate", stay_home}});
  module("journey", {{"pace", pace}, {"momentum", momentum}, {"detained", detained}});
  module("corridor_cost", {{"mu", mu},
                           {"a_cross", a_cross},
                           {"a_len", a_len},
                           {"a_money", a_money},
                           {"a_price", a_price},
                           {"a_risk", a_risk},
                           {"a_shift", a_shift},
                           {"a_int", a_int}});
  module("asylum", {{"a_money", fare}, {"least_fare", least_fare}, {"reception", reception}});
  module("recognition", {{"floor", recognition_floor},
                         {"ceiling", recognition_ceiling},
                         {"half", recognition_half},
                         {"instability", recognition_instability},
                         {"violence", recognition_violence}});
  module("irregular", {{"a_money", fare}, {"least_fare", least_fare}, {"tolerance", tolerance}});
  module("savings", {{"kappa", kappa}, {"s_savings", s_savings}, {"premium", premium}});
  module("free_movement", moving);
  module("labour", with_moving({{"quota", labour_quota}, {"selectivity", selectivity}}));
  module("study", with_moving({{"fee", study_fee}, {"quota", study_quota}}));
  module("visit", with_moving({{"tolerance", visit_tolerance}}));
  module("overstay", {{"days", visit_days}, {"rate", overstay}});
  module("contract", with_moving({{"quota", contract_quota},
                                  {"selectivity", contract_selectivity},
                                  {"fee", fee},
                                  {"debt", debt},
                                  {"term", term},
                                  {"renewal", renewal},
                                  {"cut", cut},
                                  {"tied", tied},
                                  {"withheld", withheld}}));
  module("recruiters", {{"offers", offers}});
  module("contract_pay", {{"b_debt", b_debt}});
  module("contract_end", {{"overstay", staying_on}});
  module("absconding", {{"rate", absconding}});
  module("labour_market", {{"eta", eta}, {"working_share", working_share}});
  module("wage", {{"b_wage", b_wage}, {"irregular_penalty", irregular_penalty}});
  module("unemployment", {{"b_unemp", b_unemp}});
  module("network", {{"b_network", b_network}, {"temporary", network_temporary}});
  module("proximity", {{"b_proximity", b_proximity}});
  module("size", {{"b_size", b_size}});
  module("rights", {{"b_rights", b_rights}});
  module("safety", {{"b_safety", b_safety}});
  module("admission", {{"b_admission", b_admission}});
  module("cost", {{"b_cost", b_cost}});
  if (dissimilarity < 1) {
    text += "[modules.nests]\ntype = \"nests\"\n";
    text += fmt::format("dissimilarity = {:.17e}\n", dissimilarity);
  }
  for (std::size_t i = 0; i < bans.size(); ++i) {
    text += fmt::format(
        "[modules.ban_{}]\ntype = \"policy\"\nin = [\"{}\"]\nof = [\"{}\"]\nadmit = \"nobody\"\n{}",
        i, bans[i].place, bans[i].citizenship,
        bans[i].sex < 0 ? ""
                        : fmt::format("sexes = [\"{}\"]\n", bans[i].sex == 0 ? "female" : "male"));
  }
  for (std::size_t i = 0; i < amnesties.size(); ++i) {
    constexpr double kYears = 731 / 365.25;  // from January 2015 to January 2017
    text += fmt::format(
        "[modules.amnesty_{}]\ntype = \"policy\"\nin = [\"{}\"]\nregularisation = {:.17e}\n"
        "until = \"2017-01\"\n",
        i, amnesties[i].place, 1 - std::exp(-amnesties[i].rate * kYears));
  }
  for (std::size_t i = 0; i < wars.size(); ++i) {
    text += fmt::format(
        "[modules.war_{}]\ntype = \"conflict\"\ntarget = [\"{}\"]\nmagnitude = {:.17e}\n"
        "stability_loss = {:.17e}\nduration = {}\n",
        i, wars[i].place, wars[i].magnitude, wars[i].stability_loss, wars[i].months);
  }
  return text;
}

Engine::Engine(const World& world, const Constants& constants, std::uint64_t seed, const Bias& bias)
    : world_(world),
      c_(constants),
      bias_(bias),
      random_(seed),
      n_(world.n_places()),
      states_(world.n_states),
      dt_(world.calendar.dt()) {
  if (world.persons_per_agent != 1) throw std::logic_error("the reference counts single persons");
  outcome_.flows = Flows(n_, states_, kWays, world.n_corridors());
  const auto cells = static_cast<std::size_t>(kWays * n_ * kSkills);
  year_proposals_.assign(cells, 0);
  year_admitted_.assign(cells, 0);
  for (std::size_t cell = 0; cell < cells; ++cell) year_places_.push_back(uniform());
  last_proposals_.assign(cells, 0);
  demand_start_.assign(static_cast<std::size_t>(n_), 0);
  vital_tables();
  solve_routes();
  people();
}

bool Engine::happens(Event event, double probability) {
  const double p = std::min(1.0, probability * bias_[event]);
  expected_[event] += p;
  return uniform() < p;
}

bool Engine::same_state(int a, int b) const {
  return world_.same_state(PlaceId(a), PlaceId(b));
}

bool Engine::is_settled(int status) {
  return status != of(Status::kInTransit) && status != of(Status::kStranded) &&
         status != of(Status::kDetained);
}

std::size_t Engine::key(const Head& head) const {
  return static_cast<std::size_t>((head.status * n_ + head.place) * states_ + head.citizenship);
}

int Engine::age_by_year(const Head& head) const {
  return std::max(0, world_.calendar.year(tick_) - kFirstBirthYear - head.birth_month / 12);
}

int Engine::age_by_month(const Head& head) const {
  return (world_.calendar.absolute_month(tick_) - head.birth_month) / 12;
}

void Engine::conditions() {
  displacement_.assign(static_cast<std::size_t>(n_), 0);
  stability_.resize(static_cast<std::size_t>(n_));
  for (int p = 0; p < n_; ++p)
    stability_[static_cast<std::size_t>(p)] = world_.baseline.stability[p];
  for (const Constants::War& war : c_.wars) {
    if (tick_ >= war.months) continue;
    const std::size_t at = world_.find_place(war.place)->index();
    displacement_[at] += war.magnitude;
    stability_[at] = std::max(0.0, stability_[at] - war.stability_loss);
  }
}

void Engine::vital_tables() {
  const Attributes& base = world_.baseline;
  for (int p = 0; p < n_; ++p) {
    Vital v;
    const double e = base.life_expectancy[p];
    v.death = {mortality(e + 2.4), mortality(e - 2.4)};
    const auto both = mortality(e);
    const double growth = base.birth_rate[p] / 1000 - 1 / e;
    const double young = base.share_0_14[p], old = base.share_65_plus[p];
    const std::array<double, 3> wanted{young, 1 - young - old, old};
    std::array<double, 3> found{};
    double hazard = 0;
    for (std::size_t a = 0; a < kAges; ++a) {
      v.share[a] = std::exp(-growth * static_cast<double>(a) - hazard);
      hazard += both[a];
      found[a < 15 ? 0 : a < 65 ? 1 : 2] += v.share[a];
    }
    double mothers = 0;
    for (std::size_t a = 0; a < kAges; ++a) {
      const std::size_t band = a < 15 ? 0 : a < 65 ? 1 : 2;
      v.share[a] *= wanted[band] / found[band];
      const double x = (static_cast<double>(a) - 14.5) / 4;
      v.birth[a] = a < 15 || a > 49 ? 0 : std::pow(x, 3) * std::exp(-x);
      mothers += 0.5 * v.share[a] * v.birth[a];
    }
    for (double& rate : v.birth) rate *= mothers > 0 ? base.birth_rate[p] / 1000 / mothers : 0;
    v.mean_profile = 0;
    for (int a = 0; a < 100; ++a) {
      v.mean_profile += rogers_castro(a) * v.share[static_cast<std::size_t>(a)];
    }
    const double high = base.tertiary_share[p];
    const double low = (1 - high) * std::clamp(1.2 * (1 - base.hdi[p]), 0.05, 0.95);
    v.skill = {low, 1 - high - low, high};
    vital_.push_back(v);
  }
}

double Engine::death_rate(int place, int age, int sex) const {
  return vital_[static_cast<std::size_t>(place)].death[static_cast<std::size_t>(
      sex)][static_cast<std::size_t>(std::clamp(age, 0, kAges - 1))];
}

void Engine::people() {
  std::vector<std::int64_t> foreigners(static_cast<std::size_t>(n_), 0);
  for (const StockRow& row : world_.stocks) {
    foreigners[row.residence.index()] += row.persons;
    settled(row);
  }
  const int year = world_.calendar.year(0);
  for (int p = 0; p < n_; ++p) {
    const Vital& v = vital_[static_cast<std::size_t>(p)];
    const auto total = static_cast<std::int64_t>(world_.baseline.population[p]) -
                       foreigners[static_cast<std::size_t>(p)];
    double upto = 0;
    std::int64_t given = 0;
    for (int cell = 0; cell < kAges * 6; ++cell) {
      const int age = cell / 6, sex = cell / 3 % 2, skill = cell % 3;
      upto +=
          0.5 * v.share[static_cast<std::size_t>(age)] * v.skill[static_cast<std::size_t>(skill)];
      const auto goal = std::min(
          total, static_cast<std::int64_t>(std::floor(upto * static_cast<double>(total) + 0.5)));
      for (; given < goal; ++given) {
        Head head;
        head.place = head.citizenship = static_cast<std::int16_t>(p);
        head.citizenship = static_cast<std::int16_t>(world_.state_of(PlaceId(p)).value);
        head.lived = head.place;
        head.sex = static_cast<std::uint8_t>(sex);
        head.skill = static_cast<std::uint8_t>(skill);
        head.birth_month = (year - age - kFirstBirthYear) * 12 + static_cast<int>(uniform() * 12);
        heads_.push_back(head);
      }
    }
  }
}

/// People abroad at the start: arrived at the ages of migrants, some time ago.
void Engine::settled(const StockRow& row) {
  std::array<double, 80> ages{};
  double sum = 0;
  for (std::size_t a = 0; a < 80; ++a) ages[a] = sum += rogers_castro(static_cast<double>(a) + 0.5);
  const bool displaced = row.came_as != Status::kRegular && row.came_as != Status::kFreeMover &&
                         row.came_as != Status::kReturned && row.came_as != Status::kTemporary;
  const double mean = displaced ? c_.years_displaced : c_.years_abroad;
  const auto& skill = vital_[row.citizenship.index()].skill;
  for (std::int64_t i = 0; i < row.persons; ++i) {
    const double abroad = std::min(60.0, -mean * std::log(uniform()));
    const auto year = std::lower_bound(ages.begin(), ages.end(), uniform() * sum) - ages.begin();
    const double age = std::min(100.0, static_cast<double>(year) + uniform() + abroad);
    Head head;
    head.place = static_cast<std::int16_t>(row.residence.value);
    head.citizenship = static_cast<std::int16_t>(row.citizenship.value);
    head.status = static_cast<std::uint8_t>(row.status);
    head.lived = is_settled(head.status) ? head.place : head.citizenship;
    head.birth_month = world_.calendar.absolute_month(0) - static_cast<int>(age * 12);
    head.sex = uniform() < 0.52 ? 1 : 0;
    const double level = uniform();
    head.skill = level < skill[0] ? 0 : level < skill[0] + skill[1] ? 1 : 2;
    head.savings = static_cast<std::uint8_t>(uniform() * 16);
    head.changed_at = -static_cast<int>(abroad / dt_);
    heads_.push_back(head);
  }
}

/// The recursive logit on directed pairs of places, solved densely for each target.
void Engine::solve_routes() {
  std::map<std::pair<int, int>, std::vector<int>> pairs;
  for (int c = 0; c < world_.n_corridors(); ++c) {
    const Corridor& edge = world_.corridors[static_cast<std::size_t>(c)];
    const double e = edge.enforcement;
    const double g = c_.a_cross + c_.a_len * edge.km +
                     c_.a_money * edge.price * (1 + c_.a_price * e) +
                     c_.a_risk * edge.risk * (1 + c_.a_shift * e) + c_.a_int * e;
    corridor_weight_.push_back(std::exp(-g / std::max(0.02, 1 - readmission(c)) / c_.mu));
    pairs[{edge.from.value, edge.to.value}].push_back(c);
  }
  std::vector<double> weight;
  for (const auto& [ends, corridors] : pairs) {
    hops_.push_back(ends);
    corridors_of_hop_.push_back(corridors);
    weight.push_back(0);
    for (const int c : corridors) weight.back() += corridor_weight_[static_cast<std::size_t>(c)];
  }
  const auto m = static_cast<Eigen::Index>(hops_.size());
  route_cost_.assign(static_cast<std::size_t>(n_ * n_), 0);
  for (int target = 0; target < n_; ++target) {
    Eigen::MatrixXd system = Eigen::MatrixXd::Identity(m, m);
    Eigen::VectorXd right = Eigen::VectorXd::Zero(m);
    for (Eigen::Index h = 0; h < m; ++h) {
      const auto [j, k] = hops_[static_cast<std::size_t>(h)];
      if (k == target) right[h] = 1;
      for (Eigen::Index next = 0; next < m && k != target; ++next) {
        const auto [from, l] = hops_[static_cast<std::size_t>(next)];
        if (from == k && l != j) system(h, next) -= weight[static_cast<std::size_t>(next)];
      }
    }
    const Eigen::VectorXd value = m > 0 ? system.fullPivLu().solve(right).eval() : right;
    std::vector<double> walk(hops_.size());
    std::vector<double> sum(static_cast<std::size_t>(n_), 0);
    for (std::size_t h = 0; h < walk.size(); ++h) {
      walk[h] = weight[h] * value[static_cast<Eigen::Index>(h)];
      if (!(walk[h] > 0)) walk[h] = 0;
      sum[static_cast<std::size_t>(hops_[h].first)] += walk[h];
    }
    walk_.push_back(walk);
    for (int from = 0; from < n_; ++from) {
      const double s = sum[static_cast<std::size_t>(from)];
      route_cost_[static_cast<std::size_t>(from * n_ + target)] = from == target ? 0
                                                                  : s > 0 ? -c_.mu * std::log(s)
                                                                          : kNever;
    }
  }
}

int Engine::next_corridor(int previous, int at, int target) {
  const auto& walk = walk_[static_cast<std::size_t>(target)];
  double sum = 0;
  for (std::size_t h = 0; h < hops_.size(); ++h) {
    if (hops_[h].first == at && hops_[h].second != previous) sum += walk[h];
  }
  if (!(sum > 0)) return kNowhere;
  double level = uniform() * sum;
  std::size_t chosen = 0;
  for (std::size_t h = 0; h < hops_.size(); ++h) {
    if (hops_[h].first != at || hops_[h].second == previous || walk[h] <= 0) continue;
    chosen = h;
    if (level < walk[h]) break;
    level -= walk[h];
  }
  const auto& modes = corridors_of_hop_[chosen];
  double all = 0;
  for (const int c : modes) all += corridor_weight_[static_cast<std::size_t>(c)];
  level = uniform() * all;
  for (const int c : modes) {
    level -= corridor_weight_[static_cast<std::size_t>(c)];
    if (level < 0) return c;
  }
  return modes.back();
}

void Engine::tick() {
  begin_year();
  conditions();
  vital_events();
  census();
  labour();
  rules();
  payoffs();
  movement();
  contest();
  commit();
  ++tick_;
}

const Outcome& Engine::run() {
  while (tick_ < world_.n_ticks) tick();
  close_accounts();
  return outcome_;
}

void Engine::begin_year() {
  if (!world_.calendar.begins_year(tick_)) return;
  if (tick_ > 0) {
    last_proposals_ = year_proposals_;
    has_last_year_ = true;
  }
  std::ranges::fill(year_proposals_, 0);
  std::ranges::fill(year_admitted_, 0);
  for (double& open : year_places_) open -= std::floor(open * (1 + 1e-12));
  const int before = tick_ - static_cast<int>(std::lround(world_.fold_after / dt_));
  for (Head& head : heads_) {
    if (head.status != of(Status::kReturned) || head.changed_at > before) continue;
    head.status = of(Status::kResident);
    ++outcome_.flows.folded[static_cast<std::size_t>(head.place)];
  }
}

/// Deaths, then births to the women who are left; records meet both as hazards.
void Engine::vital_events() {
  std::vector<std::array<std::array<double, kAges>, 2>> die(static_cast<std::size_t>(n_));
  std::vector<std::array<double, kAges>> bear_child(static_cast<std::size_t>(n_));
  for (int p = 0; p < n_; ++p) {
    const auto at = static_cast<std::size_t>(p);
    for (std::size_t a = 0; a < kAges; ++a) {
      for (std::size_t sex = 0; sex < 2; ++sex) {
        die[at][sex][a] = chance(vital_[at].death[sex][a] * bias_[kDeath]);
      }
      bear_child[at][a] = chance(vital_[at].birth[a] * bias_[kBirth]);
    }
  }
  std::vector<int> births;
  for (Head& head : heads_) {
    if (head.status != of(Status::kResident)) continue;
    const auto at = static_cast<std::size_t>(head.place);
    const auto age = static_cast<std::size_t>(std::min(age_by_year(head), kAges - 1));
    const double p = die[at][head.sex][age];
    expected_[kDeath] += p;
    if (uniform() < p) {
      head.alive = false;
      ++outcome_.flows.deaths[at];
      continue;
    }
    const double b = head.sex == 0 ? bear_child[at][age] : 0;
    if (b <= 0) continue;
    expected_[kBirth] += b;
    if (uniform() < b) births.push_back(head.place);
  }
  std::erase_if(heads_, [](const Head& head) { return !head.alive; });
  for (const int place : births) bear(place);
}

void Engine::bear(int place) {
  Head child;
  child.place = child.lived = static_cast<std::int16_t>(place);
  child.citizenship = static_cast<std::int16_t>(world_.state_of(PlaceId(place)).value);
  child.birth_month =
      (world_.calendar.year(tick_) - kFirstBirthYear) * 12 + static_cast<int>(uniform() * 12);
  child.sex = uniform() < 0.512 ? 1 : 0;
  const auto& skill = vital_[static_cast<std::size_t>(place)].skill;
  const double level = uniform();
  child.skill = level < skill[0] ? 0 : level < skill[0] + skill[1] ? 1 : 2;
  heads_.push_back(child);
  ++outcome_.flows.births[static_cast<std::size_t>(place)];
}

void Engine::census() {
  const auto places = static_cast<std::size_t>(n_);
  population_.assign(places, 0);
  residents_.assign(places, 0);
  working_age_.assign(places, 0);
  settled_.assign(places * static_cast<std::size_t>(states_), 0);
  for_a_term_.assign(settled_.size(), 0);
  kin_.assign(settled_.size(), 0);
  for (const Head& head : heads_) {
    const auto at = static_cast<std::size_t>(head.place);
    ++population_[at];
    if (head.status == of(Status::kResident)) {
      const int age = age_by_year(head);
      ++residents_[at];
      if (age >= 15 && age < 65) ++working_age_[at];
      continue;
    }
    const auto pair =
        at * static_cast<std::size_t>(states_) + static_cast<std::size_t>(head.citizenship);
    const bool kin = head.status == of(Status::kRegular) || head.status == of(Status::kRefugee);
    if (kin) ++kin_[pair];
    if (head.status == of(Status::kTemporary)) ++for_a_term_[pair];
    if (is_settled(head.status) && head.status != of(Status::kReturned)) ++settled_[pair];
  }
}

void Engine::labour() {
  wage_.assign(static_cast<std::size_t>(n_), 0);
  shortage_ = wage_;
  for (int p = 0; p < n_; ++p) {
    const auto at = static_cast<std::size_t>(p);
    const double supply = static_cast<double>(working_age_[at]) +
                          c_.working_share * static_cast<double>(population_[at] - residents_[at]);
    if (tick_ == 0) demand_start_[at] = supply;
    const double demand =
        demand_start_[at] * std::exp(world_.baseline.workforce_growth[p] * tick_ * dt_);
    shortage_[at] = demand > 0 ? std::max(0.0, 1 - supply / demand) : 0;
    wage_[at] = world_.baseline.gdp_per_capita[p] * (1 + c_.eta * shortage_[at]);
  }
}

void Engine::rules() {
  const auto per_way = static_cast<std::size_t>(n_ * kSkills);
  quota_.assign(kWays * per_way, kNever);
  admission_.assign(kWays * per_way, 1);
  for (int p = 0; p < n_; ++p) {
    const auto people = static_cast<double>(population_[static_cast<std::size_t>(p)]);
    for (int s = 0; s < kSkills; ++s) {
      const auto cell = static_cast<std::size_t>(p * kSkills + s);
      const double weight = 1 + (c_.selectivity - 1) * s / 2.0;
      quota_[kLabour * per_way + cell] = c_.labour_quota * world_.baseline.openness[p] * people *
                                         weight / (1.5 * (1 + c_.selectivity));
      quota_[kStudy * per_way + cell] =
          s == 0 ? 0 : c_.study_quota / 2 * world_.baseline.tertiary_share[p] * people;
      quota_[kContract * per_way + cell] =
          c_.contract_quota * shortage_[static_cast<std::size_t>(p)] * people *
          (1 + (c_.contract_selectivity - 1) * s / 2.0) / (1.5 * (1 + c_.contract_selectivity));
    }
  }
  for (std::size_t i = 0; has_last_year_ && i < quota_.size(); ++i) {
    if (!std::isfinite(quota_[i]) || last_proposals_[i] == 0) continue;
    admission_[i] = std::min(1.0, quota_[i] / static_cast<double>(last_proposals_[i]));
  }
}

bool Engine::rules_free(int citizenship, int to) const {
  const StateId host = world_.state_of(PlaceId(to));
  if (host.value == citizenship) return false;
  return std::ranges::any_of(world_.areas, [&](const Area& area) {
    return std::ranges::count(area.members, StateId(citizenship)) > 0 &&
           std::ranges::count(area.members, host) > 0;
  });
}

bool Engine::banned(int way, int citizenship, int to, int sex) const {
  constexpr std::array kByLeave{kLabour, kStudy, kFamily, kSponsoredWay, kVisit, kContract};
  if (std::ranges::count(kByLeave, way) == 0) return false;
  return std::ranges::any_of(c_.bans, [&](const Constants::Ban& ban) {
    return (ban.sex < 0 || ban.sex == sex) &&
           world_.find_place(ban.citizenship) == PlaceId(citizenship) &&
           world_.find_place(ban.place) == PlaceId(to);
  });
}

double Engine::amnesty(int place) const {
  double rate = 0;
  for (const Constants::Amnesty& one : c_.amnesties) {
    if (world_.find_place(one.place) == PlaceId(place)) rate += one.rate;
  }
  return rate;
}

/// Rate at which programmes make the person that [1 / year].
double Engine::programme(const Head& head, Status to) const {
  double rate = 0;
  for (const Constants::Programme& one : c_.programmes) {
    const bool meant = one.to == to && of(one.from) == head.status &&
                       world_.find_place(one.place) == PlaceId(head.place);
    if (meant) rate += one.rate;
  }
  return rate;
}

void Engine::carry_out_programme(Plan& plan) {
  const Head before = plan.after;
  double all = 0;
  for (int s = 0; s < kStatuses; ++s) all += programme(before, static_cast<Status>(s));
  double level = uniform() * all;
  for (int s = 0; s < kStatuses && level >= 0; ++s) {
    const double rate = programme(before, static_cast<Status>(s));
    if (rate <= 0) continue;
    plan.after.status = static_cast<std::uint8_t>(s);
    level -= rate;
  }
  if (plan.after.status != of(Status::kReturned)) return;
  plan.after.way = kReturnWay;
  plan.after.target = plan.after.previous = kNowhere;
  plan.after.place = before.citizenship;
}

double Engine::readmission(int corridor) const {
  const Corridor& edge = world_.corridors[static_cast<std::size_t>(corridor)];
  for (const Constants::Readmission& one : c_.readmissions) {
    const bool meant =
        world_.find_place(one.from) == edge.from && world_.find_place(one.to) == edge.to;
    if (meant) return one.chance;
  }
  return 0;
}

/// Wars and unrest are violence: of whom they drive out the definition means a share.
double Engine::recognition(int citizenship) const {
  const auto at = static_cast<std::size_t>(citizenship);
  const double unrest = std::max(0.0, 1 - 2 * stability_[at]);
  const double driven = displacement_[at] + c_.recognition_instability * unrest * unrest;
  return c_.recognition_floor + (c_.recognition_ceiling - c_.recognition_floor) *
                                    c_.recognition_violence * driven /
                                    (driven + c_.recognition_half);
}

/// The last row not after the tick holds.
bool Engine::visa_free(int citizenship, int to) const {
  bool free = false;
  for (const VisaRow& row : world_.visas) {
    if (row.citizenship.value != citizenship || row.destination != world_.state_of(PlaceId(to))) {
      continue;
    }
    free = row.requirement == Entry::kFree;
  }
  return free;
}

/// Share of the wage that the tied get.
double Engine::contract_pay(int place) const {
  return 1 - c_.tied * c_.withheld * (1 - world_.baseline.rights[place]);
}

double Engine::without_papers(int place) const {
  return wage_[static_cast<std::size_t>(place)] *
         (1 - c_.irregular_penalty * (1 - world_.baseline.rights[place]));
}

bool Engine::falls_due(const Head& head) const {
  const int ticks = tick_ - head.changed_at;
  return ticks > 0 && ticks % std::max(1, static_cast<int>(std::lround(c_.term / dt_))) == 0;
}

double Engine::staying_on(const Head& head) const {
  const double here = std::pow(without_papers(head.place), c_.b_wage);
  const double home = std::pow(wage_[static_cast<std::size_t>(head.citizenship)], c_.b_wage);
  return c_.staying_on * here / (here + home);
}

double Engine::moving_cost(int from, int to) const {
  return c_.k_far - (c_.k_far - c_.k_near) * std::exp(-world_.distance_km(from, to) / c_.k_reach);
}

double Engine::savings(int place, int skill, double u) const {
  return c_.kappa * wage_[static_cast<std::size_t>(place)] * std::pow(c_.premium, skill - 1) *
         std::pow(u / (1 - u), c_.s_savings);
}

double Engine::option_cost(int way, int citizenship, int home, int skill, bool student,
                           int to) const {
  if (to == home) return kNever;
  if (banned(way, citizenship, to, -1)) return kNever;
  const bool free = rules_free(citizenship, to);
  if (way == kFree) return free ? moving_cost(home, to) : kNever;
  if (free || world_.state_of(PlaceId(to)).value == citizenship) return kNever;
  switch (way) {
    case kLabour:
      return moving_cost(home, to);
    case kStudy:
      return student && skill > 0 ? c_.study_fee + moving_cost(home, to) : kNever;
    case kVisit:
      return visa_free(citizenship, to) ? moving_cost(home, to) : kNever;
    case kContract:
      return quota_[static_cast<std::size_t>((way * n_ + to) * kSkills + skill)] > 0
                 ? moving_cost(home, to) + (1 - c_.debt) * c_.fee
                 : kNever;
    case kAsylum:
    case kIrregular:
      return std::max(c_.least_fare,
                      c_.fare * route_cost_[static_cast<std::size_t>(home * n_ + to)]);
    default:
      return kNever;
  }
}

/// V of section 3 but for the cost.
double Engine::utility(int way, int citizenship, int home, int skill, int to) const {
  const Attributes& base = world_.baseline;
  const auto i = static_cast<std::size_t>(home), j = static_cast<std::size_t>(to);
  double wage = wage_[j];
  if (way == kIrregular || way == kVisit) wage = without_papers(to);
  if (way == kContract) wage *= contract_pay(to);
  const double owed = way == kContract ? c_.debt * c_.fee / std::max(1.0, wage) : 0;
  double kin = 0;  // anywhere in the country
  for (int k = 0; k < n_; ++k) {
    if (!same_state(k, to)) continue;
    const auto there = static_cast<std::size_t>(k * states_ + citizenship);
    kin += static_cast<double>(settled_[there]) -
           (1 - c_.network_temporary) * static_cast<double>(for_a_term_[there]);
  }
  const double unit =
      1e-5 * std::max(1.0, static_cast<double>(population_[static_cast<std::size_t>(citizenship)]));
  const double size = world_.places[j].max_persons >= 0
                          ? static_cast<double>(world_.places[j].max_persons)
                      : base.population[to] > 0 ? static_cast<double>(population_[j])
                                                : 0;
  double admitted = admission_[static_cast<std::size_t>((way * n_ + to) * kSkills + skill)];
  if (way == kAsylum)
    admitted *= recognition(citizenship) * std::pow(base.openness[to], c_.reception);
  if (way == kIrregular) admitted *= c_.tolerance;
  if (way == kVisit) admitted *= 1 - (1 - recognition(citizenship)) * (1 - c_.visit_tolerance);
  return c_.b_wage * std::log(wage / wage_[i]) - c_.b_debt * owed -
         c_.b_unemp * (base.unemployment[to] - base.unemployment[home]) +
         c_.b_network * std::log(1 + kin / unit) +
         c_.b_proximity * world_.proximity(citizenship, to) +
         c_.b_size * std::log(std::max(1.0, size)) +
         c_.b_rights * (base.rights[to] - base.rights[home]) +
         c_.b_safety * (stability_[j] - stability_[i]) +
         c_.b_admission * std::log(std::max(0.02, admitted));
}

const Engine::Options& Engine::options(int citizenship, int home, int skill, bool student) {
  const auto [entry, fresh] = options_.try_emplace({citizenship, home, skill, student});
  Options& o = entry->second;
  if (!fresh) return o;
  const double income = std::max(1.0, wage_[static_cast<std::size_t>(home)]);
  double best = -kNever;
  for (int way = 0; way < kWays; ++way) {
    for (int to = 0; to < n_; ++to) {
      const double cost = option_cost(way, citizenship, home, skill, student, to);
      o.cost.push_back(cost);
      o.weight.push_back(std::isfinite(cost) ? utility(way, citizenship, home, skill, to) -
                                                   c_.b_cost * cost / income
                                             : -kNever);
      best = std::max(best, o.weight.back());
    }
  }
  if (!std::isfinite(best)) return o;
  for (double& weight : o.weight) weight = std::exp((weight - best) / c_.dissimilarity);
  double sum = 0;
  for (const auto& [name, weight] : nests(o, [](std::size_t) { return true; })) sum += weight;
  o.logsum = best + std::log(sum);
  return o;
}

/// The first region of a place, else its state.
std::string Engine::nest(int place) const {
  if (c_.dissimilarity == 1) return {};
  const Place& here = world_.places[static_cast<std::size_t>(place)];
  return here.regions.empty() ? fmt::format("state {}", here.state.value) : here.regions[0];
}

template <class Open>
std::map<std::string, double> Engine::nests(const Options& o, const Open& open) const {
  std::map<std::string, double> sums;
  for (std::size_t i = 0; i < o.weight.size(); ++i) {
    if (o.weight[i] > 0 && open(i)) sums[nest(static_cast<int>(i) % n_)] += o.weight[i];
  }
  for (auto& [name, sum] : sums) sum = std::pow(sum, c_.dissimilarity);
  return sums;
}

/// Inclusive values count from the mean over the residents of the first tick, students' ages aside.
void Engine::payoffs() {
  options_.clear();
  if (tick_ > 0) return;
  double sum = 0, people = 0;
  for (int p = 0; p < n_; ++p) {
    for (int s = 0; s < kSkills; ++s) {
      const double logsum = options(world_.state_of(PlaceId(p)).value, p, s, false).logsum;
      if (!std::isfinite(logsum)) continue;
      const auto weight = static_cast<double>(residents_[static_cast<std::size_t>(p)]);
      sum += weight * logsum;
      people += weight;
    }
  }
  logsum_reference_ = people > 0 ? sum / people : 0;
}

double Engine::prospects(const Head& head) {
  const bool insecure = head.status == of(Status::kIrregular) ||
                        head.status == of(Status::kAsylumApplicant) ||
                        head.status == of(Status::kRefugee);
  const double logsum = insecure ? options(head.citizenship, head.place, head.skill, false).logsum
                                 : options(world_.state_of(PlaceId(head.place)).value, head.place,
                                           head.skill, is_student(age_by_month(head)))
                                       .logsum;
  if (!std::isfinite(logsum)) return 0;
  return std::min(c_.onward_most, std::exp(c_.onward_gamma * (logsum - logsum_reference_)));
}

double Engine::kin_calls(int home, int abroad) const {
  if (same_state(home, abroad)) return 0;
  const auto pair =
      static_cast<std::size_t>(abroad * states_ + world_.state_of(PlaceId(home)).value);
  return c_.kin_calls * static_cast<double>(kin_[pair]) *
         std::sqrt(world_.baseline.rights[abroad] * world_.baseline.openness[abroad]);
}

/// Of 16 people of middling schooling, one in the middle of each class of savings.
double Engine::share_who_can_pay(int home, int abroad) const {
  const double price = moving_cost(home, abroad) + (1 - c_.debt) * c_.fee;
  int payers = 0;
  for (int k = 0; k < 16; ++k) payers += savings(home, 1, (k + 0.5) / 16) >= price ? 1 : 0;
  return payers / 16.0;
}

/// Offers of contracts abroad that a resident of `home` accepts [1 / year].
double Engine::accepted_offers(int home, int abroad) const {
  const int state = world_.state_of(PlaceId(home)).value;
  if (same_state(home, abroad) || rules_free(state, abroad)) return 0;
  double places = 0, people = 0;
  for (int s = 0; s < kSkills; ++s) {
    places += quota_[static_cast<std::size_t>((kContract * n_ + abroad) * kSkills + s)];
  }
  if (!(quota_[static_cast<std::size_t>((kContract * n_ + abroad) * kSkills + 1)] > 0)) return 0;
  for (int s = 0; s < states_; ++s)
    people += static_cast<double>(residents_[static_cast<std::size_t>(s)]);
  const double there =
      std::pow(wage_[static_cast<std::size_t>(abroad)] * contract_pay(abroad), c_.b_wage);
  const double here = std::pow(wage_[static_cast<std::size_t>(home)], c_.b_wage);
  return c_.offers * places / people * share_who_can_pay(home, abroad) * there / (there + here);
}

void Engine::movement() {
  plans_.clear();
  claims_.clear();
  leaving_.clear();
  for (std::size_t i = 0; i < heads_.size(); ++i) {
    heads_[i].status == of(Status::kResident) ? resident(i) : record(i);
  }
}

const Engine::Leaving& Engine::leaving(int place, int skill, int age) {
  if (leaving_.empty()) leaving_.resize(static_cast<std::size_t>(n_ * kSkills * kAges));
  Leaving& rate = leaving_[static_cast<std::size_t>((place * kSkills + skill) * kAges + age)];
  if (rate.chance >= 0) return rate;
  const auto at = static_cast<std::size_t>(place);
  const int state = world_.state_of(PlaceId(place)).value;
  const double profile = rogers_castro(std::min(age, 99));
  const double logsum = options(state, place, skill, is_student(age)).logsum;
  if (std::isfinite(logsum)) {
    const double pull = std::exp(c_.gamma * (logsum - logsum_reference_));
    rate.intention = std::min(c_.ceiling, c_.h0 * profile * pull) * bias_[kIntention];
  }
  rate.displacement = displacement_[at] * bias_[kDisplacement];
  double calls = 0;
  for (int j = 0; j < n_; ++j) calls += kin_calls(place, j);
  if (state == place && residents_[at] > 0) {
    rate.kin = std::min(0.5, calls / static_cast<double>(residents_[at])) * profile /
               vital_[at].mean_profile * bias_[kKinCall];
    double offers = 0;
    for (int j = 0; j < n_; ++j) offers += accepted_offers(place, j);
    rate.offer = std::min(0.5, offers) * profile / vital_[at].mean_profile * bias_[kOffer];
  }
  rate.chance = chance(rate.total());
  return rate;
}

void Engine::resident(std::size_t i) {
  const Head& head = heads_[i];
  const int age = age_by_year(head);
  const Leaving& rate = leaving(head.place, head.skill, std::min(age, kAges - 1));
  if (rate.chance <= 0) return;
  const double total = rate.total();
  expected_[kIntention] += rate.chance * rate.intention / total;
  expected_[kDisplacement] += rate.chance * rate.displacement / total;
  expected_[kKinCall] += rate.chance * rate.kin / total;
  expected_[kOffer] += rate.chance * rate.offer / total;
  if (!(uniform() < rate.chance)) return;
  const double saved = uniform();
  plans_.push_back({i, head, Doing::kClaim});
  plans_.back().after.savings = static_cast<std::uint8_t>(saved * 16);
  claim_of(plans_.size() - 1, head, savings(head.place, head.skill, saved), is_student(age));
  const double reason = uniform() * total;
  if (reason < rate.kin) {
    call(kFamily, draw([&](int j) { return kin_calls(head.place, j); }));
  } else if (reason < rate.kin + rate.offer) {
    call(kContract, draw([&](int j) { return accepted_offers(head.place, j); }));
  }
}

template <class Weight>
int Engine::draw(const Weight& weight) {
  double all = 0;
  for (int j = 0; j < n_; ++j) all += weight(j);
  double level = uniform() * all;
  int drawn = kNowhere;
  for (int j = 0; j < n_ && level >= 0; ++j) {
    if (weight(j) <= 0) continue;
    drawn = j;
    level -= weight(j);
  }
  return drawn;
}

void Engine::call(int way, int destination) {
  Claim& claim = claims_.back();
  claim.called = true;
  claim.way = way;
  const int sex = plans_[claim.plan].after.sex;
  claim.destination = banned(way, claim.citizenship, destination, sex) ? kNowhere : destination;
}

std::array<double, kEvents> Engine::rates_of(const Head& head) {
  std::array<double, kEvents> rate{};
  const auto status = static_cast<Status>(head.status);
  const auto at = static_cast<std::size_t>(head.place);
  const Attributes& base = world_.baseline;
  const bool home = world_.state_of(PlaceId(head.place)).value == head.citizenship;
  const double years = std::max(0.0, (tick_ - head.changed_at) * dt_);
  const bool on_the_way = status == Status::kInTransit;
  const bool stuck = status == Status::kStranded || status == Status::kDetained;
  if (!home) {
    rate[kReturn] = c_.r0 * (stuck || on_the_way ? c_.return_stuck : 1) * c_.peace /
                    (c_.peace + displacement_[static_cast<std::size_t>(head.citizenship)]) *
                    (1 + c_.return_unemp * base.unemployment[head.place]) *
                    std::exp(-years / c_.wane) * (head.way == kStudy ? c_.return_study : 1);
  }
  switch (status) {
    case Status::kRegular:
    case Status::kFreeMover:
    case Status::kReturned:
    case Status::kSponsored:
    case Status::kTemporary:
    case Status::kProtected:
      rate[kOnward] = c_.onward_settled * prospects(head);
      break;
    case Status::kIrregular:
    case Status::kAsylumApplicant:
    case Status::kRefugee:
      rate[kOnward] = c_.onward_insecure * prospects(head);
      break;
    case Status::kStranded:
      rate[kOnward] = c_.onward_stranded;
      break;
    default:
      break;
  }
  if (!on_the_way && status != Status::kDetained) rate[kOnward] += displacement_[at];
  const double rights = base.rights[head.place];
  if (status == Status::kIrregular) {
    rate[kRegularisation] = c_.regularisation * rights + amnesty(head.place);
  }
  if (status == Status::kAsylumApplicant) rate[kDecision] = c_.decision * base.capacity[head.place];
  for (int to = 0; to < kStatuses; ++to) {
    if (!home) rate[kProgramme] += programme(head, static_cast<Status>(to));
  }
  const bool papers = status == Status::kRegular || status == Status::kRefugee ||
                      status == Status::kFreeMover || status == Status::kSponsored;
  if (papers && !home && years >= c_.wait) rate[kNaturalisation] = c_.naturalisation * rights;
  if (status == Status::kTemporary && !home) {
    if (head.way == kVisit) {
      rate[kOverstay] = years * 365 >= c_.visit_days ? c_.overstay : 0;
    } else {
      const double gap = without_papers(head.place) / (wage_[at] * contract_pay(head.place)) - 1;
      rate[kTermEnd] = falls_due(head) ? 40 / dt_ : 0;
      rate[kAbsconding] = c_.absconding * c_.tied * (1 - rights) * std::max(0.0, gap);
    }
  }
  if (status == Status::kDetained) rate[kRelease] = c_.release;
  if ((on_the_way || status == Status::kStranded) && !home) rate[kSettle] = c_.settle;
  if (stuck && home) rate[kStayHome] = c_.stay_home;
  if (on_the_way) rate[kPace] = c_.pace;
  const int age = age_by_month(head);
  rate[kDeathAbroad] =
      std::min(death_rate(head.place, std::min(age, 85), head.sex), death_rate(head.place, 85, 1));
  if (head.sex == 0 && age >= 15 && age <= 49) {
    rate[kBirthAbroad] = vital_[at].birth[static_cast<std::size_t>(age)];
  }
  for (std::size_t e = 0; e < kEvents; ++e) rate[e] *= bias_[e];
  return rate;
}

void Engine::record(std::size_t i) {
  const auto rate = rates_of(heads_[i]);
  double total = 0;
  for (const double r : rate) total += r;
  if (total <= 0) return;
  const double p = chance(total);
  for (std::size_t e = 0; e < kEvents; ++e) expected_[e] += p * rate[e] / total;
  if (!(uniform() < p)) return;
  double level = uniform() * total;
  std::size_t cause = 0;
  for (std::size_t e = 0; e < kEvents; ++e) {
    if (rate[e] <= 0) continue;
    cause = e;
    if (level < rate[e]) break;
    level -= rate[e];
  }
  happen(i, static_cast<Event>(cause));
}

void Engine::happen(std::size_t i, Event cause) {
  const Head& head = heads_[i];
  Plan plan{i, head, Doing::kChange};
  const auto become = [&](Status status) { plan.after.status = static_cast<std::uint8_t>(status); };
  const auto give_up = [&](int way) {
    plan.after.way = static_cast<std::uint8_t>(way);
    plan.after.target = plan.after.previous = kNowhere;
  };
  switch (cause) {
    case kReturn:
      give_up(kReturnWay);
      plan.after.place = head.citizenship;
      become(Status::kReturned);
      break;
    case kRegularisation:
      become(Status::kRegular);
      break;
    case kDecision:
      become(happens(kRecognition, recognition(head.citizenship)) ? Status::kRefugee
                                                                  : Status::kIrregular);
      break;
    case kNaturalisation:
      plan.doing = Doing::kNaturalise;
      break;
    case kRelease:
      become(Status::kStranded);
      break;
    case kSettle: {
      const bool claims = uniform() < recognition(head.citizenship);
      give_up(claims ? kAsylum : kIrregular);
      become(claims ? Status::kAsylumApplicant : Status::kIrregular);
      break;
    }
    case kStayHome:
      give_up(kReturnWay);
      become(Status::kReturned);
      break;
    case kDeathAbroad:
      plan.doing = Doing::kDie;
      break;
    case kBirthAbroad:
      plan.doing = Doing::kBear;
      break;
    case kOnward:
      if (head.status == of(Status::kStranded) && head.target != kNowhere) {
        become(Status::kInTransit);
      } else {
        plan.doing = Doing::kClaim;
      }
      break;
    case kOverstay: {
      const bool claims = happens(kRecognition, recognition(head.citizenship));
      give_up(claims ? kAsylum : kIrregular);
      become(claims ? Status::kAsylumApplicant : Status::kIrregular);
      break;
    }
    case kTermEnd:
      if (happens(kRenewal, c_.renewal)) {
        plan.doing = Doing::kNothing;
      } else if (happens(kStayingOn, staying_on(head))) {
        give_up(kIrregular);
        become(Status::kIrregular);
      } else {
        give_up(kReturnWay);
        plan.after.place = head.citizenship;
        become(Status::kReturned);
      }
      break;
    case kAbsconding:
      give_up(kIrregular);
      become(Status::kIrregular);
      break;
    case kProgramme:
      carry_out_programme(plan);
      break;
    case kPace:
      journey(i, plan);
      break;
    default:
      throw std::logic_error("no such cause");
  }
  if (plan.doing == Doing::kNothing) return;
  plans_.push_back(plan);
  if (plan.doing != Doing::kClaim) return;
  const double u = (head.savings + 0.5) / 16;
  claim_of(plans_.size() - 1, head, savings(head.place, head.skill, u),
           is_student(age_by_month(head)));
}

void Engine::journey(std::size_t i, Plan& plan) {
  const Head& head = heads_[i];
  if (head.target == kNowhere) {
    plan.doing = Doing::kClaim;
    return;
  }
  plan.doing = Doing::kNothing;
  for (int leg = 0; leg < n_; ++leg) {
    Head& now = plan.after;
    int corridor = next_corridor(now.previous, now.place, now.target);
    if (corridor == kNowhere) corridor = next_corridor(kNowhere, now.place, now.target);
    if (corridor == kNowhere) {
      now.status = of(Status::kStranded);
      plan.doing = Doing::kChange;
      return;
    }
    if (!cross(corridor, plan)) return;
    if (!happens(kMomentum, c_.momentum)) return;
  }
}

/// True if the person is over and still on the way.
bool Engine::cross(int corridor, Plan& plan) {
  const Corridor& edge = world_.corridors[static_cast<std::size_t>(corridor)];
  Flows& flows = outcome_.flows;
  const auto c = static_cast<std::size_t>(corridor);
  Head& now = plan.after;
  if (!edge.season.empty()) {
    const auto month = static_cast<std::size_t>(world_.calendar.month(tick_) - 1);
    if (!(uniform() < world_.seasons.at(edge.season)[month])) return false;
  }
  plan.doing = Doing::kChange;
  if (happens(kInterception, edge.enforcement)) {
    ++flows.interceptions[c];
    now.status = static_cast<std::uint8_t>(happens(kDetention, c_.detained) ? Status::kDetained
                                                                            : Status::kStranded);
    return false;
  }
  if (happens(kCrossingDeath, std::min(1.0, edge.risk * (1 + c_.a_shift * edge.enforcement)))) {
    ++flows.crossing_deaths[c];
    plan.doing = Doing::kDie;
    return false;
  }
  if (const double back = readmission(corridor); back > 0 && happens(kReadmission, back)) {
    ++flows.readmissions[c];
    now.status = of(Status::kStranded);
    return false;
  }
  ++flows.crossings[c];
  if (happens(kDetection, edge.detection)) {
    ++flows.detections[c * static_cast<std::size_t>(states_) +
                       static_cast<std::size_t>(now.citizenship)];
  }
  now.previous = static_cast<std::int16_t>(edge.from.value);
  now.place = static_cast<std::int16_t>(edge.to.value);
  if (now.place != now.target) return true;
  now.target = now.previous = kNowhere;
  now.status = static_cast<std::uint8_t>(arrival_status(now.way));
  return false;
}

void Engine::claim_of(std::size_t plan, const Head& head, double savings, bool student) {
  Claim claim;
  claim.plan = plan;
  claim.home = head.place;
  claim.citizenship = head.citizenship;
  claim.skill = head.skill;
  claim.student = student;
  claim.savings = savings;
  claims_.push_back(claim);
}

/// Draws one of the options that the savings pay for and that are not `full` [way, place, skill].
void Engine::choose(Claim& claim, const std::vector<char>& full) {
  const Options& o = options(claim.citizenship, claim.home, claim.skill, claim.student);
  const int sex = plans_[claim.plan].after.sex;
  const auto open = [&](std::size_t i) {
    const int way = static_cast<int>(i) / n_, to = static_cast<int>(i) % n_;
    if (banned(way, claim.citizenship, to, sex)) return false;
    return o.cost[i] <= claim.savings &&
           full[i * kSkills + static_cast<std::size_t>(claim.skill)] == 0;
  };
  claim.way = claim.destination = kNowhere;
  const auto weights = nests(o, open);
  if (weights.empty()) return;
  std::string chosen = weights.begin()->first;
  if (weights.size() > 1) {  // the nest first, then one of its options
    double all = 0;
    for (const auto& [name, weight] : weights) all += weight;
    double level = uniform() * all;
    for (const auto& [name, weight] : weights) {
      if (level < 0) break;
      chosen = name;
      level -= weight;
    }
  }
  const auto in_nest = [&](std::size_t i) {
    return open(i) && nest(static_cast<int>(i) % n_) == chosen;
  };
  double sum = 0;
  for (std::size_t i = 0; i < o.cost.size(); ++i) sum += in_nest(i) ? o.weight[i] : 0;
  double level = uniform() * sum;
  for (std::size_t i = 0; i < o.cost.size() && level >= 0; ++i) {
    if (!in_nest(i)) continue;
    claim.way = static_cast<int>(i) / n_;
    claim.destination = static_cast<int>(i) % n_;
    level -= o.weight[i];
  }
}

std::size_t Engine::quota_cell(const Claim& claim) const {
  return static_cast<std::size_t>((claim.way * n_ + claim.destination) * kSkills + claim.skill);
}

/// Scarce places go by lot; the refused choose again among what is not full.
void Engine::contest() {
  std::vector<char> full(quota_.size(), 0);
  std::vector<std::int64_t> left(quota_.size());
  for (std::size_t cell = 0; cell < quota_.size(); ++cell) {
    if (!std::isfinite(quota_[cell])) continue;
    year_places_[cell] += quota_[cell] / 12;
    left[cell] = std::max<std::int64_t>(
        0, static_cast<std::int64_t>(std::floor(year_places_[cell] * (1 + 1e-12))) -
               year_admitted_[cell]);
  }
  std::vector<std::size_t> choosers(claims_.size());
  for (std::size_t i = 0; i < choosers.size(); ++i) choosers[i] = i;
  for (int round = 0; round <= world_.choice_rounds && !choosers.empty(); ++round) {
    std::map<std::size_t, std::vector<std::size_t>> contested;
    for (const std::size_t i : choosers) {
      Claim& claim = claims_[i];
      if (!claim.called) choose(claim, full);
      if (claim.destination == kNowhere) continue;
      const std::size_t cell = quota_cell(claim);
      if (round == 0) ++year_proposals_[cell], ++outcome_.flows.proposals[cell];
      if (std::isfinite(quota_[cell])) {
        contested[cell].push_back(i);
      } else {
        claim.granted = true;
      }
    }
    choosers.clear();
    for (auto& [cell, waiting] : contested) {
      std::ranges::shuffle(waiting, random_);
      if (static_cast<std::int64_t>(waiting.size()) >= left[cell]) full[cell] = 1;
      for (const std::size_t i : waiting) {
        if (left[cell] > 0) {
          --left[cell];
          claims_[i].granted = true;
          ++year_admitted_[cell];
          ++outcome_.flows.admitted[cell];
        } else if (!claims_[i].called) {
          choosers.push_back(i);
        }
      }
    }
  }
}

void Engine::commit() {
  for (const Claim& claim : claims_) {
    Plan& plan = plans_[claim.plan];
    plan.doing = claim.granted ? Doing::kChange : Doing::kNothing;
    if (!claim.granted) continue;
    Head& after = plan.after;
    after.way = static_cast<std::uint8_t>(claim.way);
    after.previous = kNowhere;
    after.changed_at = tick_;
    if (walks(claim.way)) {
      after.status = of(Status::kInTransit);
      after.target = static_cast<std::int16_t>(claim.destination);
    } else {
      after.status = static_cast<std::uint8_t>(arrival_status(claim.way));
      after.target = kNowhere;
      after.place = static_cast<std::int16_t>(claim.destination);
    }
    const Head& before = heads_[plan.head];
    if (before.status != of(Status::kResident)) continue;
    outcome_.leavers.push_back({tick_, world_.calendar.absolute_month(tick_) - before.birth_month,
                                before.sex, before.skill, claim.way, before.place,
                                claim.destination});
  }
  std::vector<int> births;
  for (const Plan& plan : plans_) apply(plan, births);
  std::erase_if(heads_, [](const Head& head) { return !head.alive; });
  for (const int place : births) bear(place);
}

void Engine::apply(const Plan& plan, std::vector<int>& births) {
  Flows& flows = outcome_.flows;
  Head& head = heads_[plan.head];
  const auto at = static_cast<std::size_t>(head.place);
  switch (plan.doing) {
    case Doing::kDie:
      head.alive = false;
      ++flows.deaths[at];
      return;
    case Doing::kNaturalise:
      head.citizenship = static_cast<std::int16_t>(world_.state_of(PlaceId(head.place)).value);
      head.status = of(Status::kResident);
      ++flows.naturalised[at];
      return;
    case Doing::kBear:
      births.push_back(head.place);
      return;
    case Doing::kChange:
      change(head, plan.after);
      return;
    default:
      return;
  }
}

void Engine::change(Head& head, Head after) {
  Flows& flows = outcome_.flows;
  const auto pair_way = [&](int row, int place) {
    return static_cast<std::size_t>((row * n_ + place) * kWays + after.way);
  };
  const bool moved = head.place != after.place;
  const bool was = is_settled(head.status), is = is_settled(after.status);
  if (moved) {
    ++flows.left[static_cast<std::size_t>(head.place)];
    ++flows.entered[static_cast<std::size_t>(after.place)];
  }
  if (is && after.place != head.lived) ++flows.arrivals[pair_way(after.citizenship, after.place)];
  if (is) after.lived = after.place;
  const int to = is ? after.place : after.target;
  if (was && (moved || !is) && to != kNowhere) ++flows.departures[pair_way(head.place, to)];
  if (key(head) != key(after)) after.changed_at = tick_;
  head = after;
}

void Engine::close_accounts() {
  outcome_.stocks.assign(static_cast<std::size_t>(n_ * states_ * kStatuses), 0);
  outcome_.residents.assign(static_cast<std::size_t>(n_), 0);
  for (const Head& head : heads_) {
    if (head.status == of(Status::kResident)) {
      ++outcome_.residents[static_cast<std::size_t>(head.place)];
    } else {
      ++outcome_.stocks[key(head)];
    }
  }
}

}  // namespace sojourn::reference
