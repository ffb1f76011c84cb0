#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "sim/people/ledger.hpp"
#include "sim/world/world.hpp"

namespace sojourn::reference {

/// Every number of the models that the reference engine knows; `to_toml` tells the other engine.
struct Constants {
  double years_abroad = 10, years_displaced = 1.5;
  double h0 = 8e-5, gamma = 0.9, ceiling = 0.05, kin_calls = 0.01;
  double r0 = 0.06, wane = 8, return_study = 5, return_stuck = 3, return_unemp = 3, peace = 0.005;
  double onward_settled = 0.002, onward_insecure = 0.1, onward_stranded = 3, onward_gamma = 0.9,
         onward_most = 8;
  double regularisation = 0.05, decision = 2, naturalisation = 0.04, wait = 5, release = 6,
         settle = 0.15, stay_home = 0.5;
  double recognition_floor = 0.1, recognition_ceiling = 0.95, recognition_half = 0.004,
         recognition_instability = 0.004, recognition_violence = 1, reception = 1, tolerance = 0.2;
  double pace = 12, momentum = 0.7, detained = 0.2;
  double mu = 600, a_cross = 1000, a_len = 1, a_money = 1, a_price = 1, a_risk = 50000, a_shift = 1,
         a_int = 3000;
  double fare = 0.25, least_fare = 50;
  double kappa = 0.4, s_savings = 0.5, premium = 1.3;
  double visit_tolerance = 0.2, visit_days = 90, overstay = 12;
  double contract_quota = 0, contract_selectivity = 1, fee = 1500, debt = 0.5, term = 2,
         renewal = 0.8, cut = 4, tied = 1, withheld = 0.5, staying_on = 0.2, absconding = 0.3,
         offers = 10;
  double k_near = 150, k_far = 3000, k_reach = 3000, study_fee = 2000;
  double labour_quota = 0.004, selectivity = 3, study_quota = 0.002;
  double eta = 0.5, working_share = 0.75;
  double b_wage = 1, irregular_penalty = 0.4, b_unemp = 2, b_network = 0.6, b_proximity = 3,
         b_size = 1, b_rights = 0.5, b_safety = 1, b_admission = 0.6, b_cost = 1, b_debt = 1,
         network_temporary = 0;
  double dissimilarity = 1;  // of the destinations of a region
  struct War {
    std::string place;
    double magnitude = 0, stability_loss = 0;
    int months = 1200;
  };
  std::vector<War> wars;
  /// Who may not come by leave of the state; `sex` below 0: neither.
  struct Ban {
    std::string citizenship, place;
    int sex = -1;
  };
  std::vector<Ban> bans;
  /// Papers at a rate for who has none in a place [1 / year].
  struct Amnesty {
    std::string place;
    double rate = 0;
  };
  std::vector<Amnesty> amnesties;
  /// What a state does with the foreigners of a status in a place [1 / year]; kReturned: it sends
  /// them home. Not in `to_toml`: a test says by which policy.
  struct Programme {
    std::string place;
    double rate = 0;
    Status from = Status::kIrregular, to = Status::kReturned;
  };
  std::vector<Programme> programmes;
  /// Chance that who has got across is sent back over the corridor. Not in `to_toml` either.
  struct Readmission {
    std::string from, to;
    double chance = 0;
  };
  std::vector<Readmission> readmissions;

  std::string to_toml() const;
};

/// What can befall a person, each with a probability that a test can bias.
enum Event : int {
  kDeath,
  kBirth,
  kIntention,
  kDisplacement,
  kKinCall,
  kOffer,
  kReturn,
  kOnward,
  kRegularisation,
  kDecision,
  kRecognition,
  kNaturalisation,
  kRelease,
  kSettle,
  kStayHome,
  kPace,
  kMomentum,
  kInterception,
  kDetention,
  kCrossingDeath,
  kDetection,
  kDeathAbroad,
  kBirthAbroad,
  kOverstay,
  kTermEnd,
  kRenewal,
  kStayingOn,
  kAbsconding,
  kProgramme,
  kReadmission,
  kEvents
};

/// In the order of the standard catalog.
enum Way : int {
  kFree,
  kLabour,
  kFamily,
  kStudy,
  kAsylum,
  kIrregular,
  kReturnWay,
  kSponsoredWay,
  kVisit,
  kContract,
  kWays
};

/// Someone who leaves the cohorts of the residents.
struct Leaver {
  int tick = 0, age_months = 0, sex = 0, skill = 0, way = 0, home = 0, destination = 0;
  auto operator<=>(const Leaver&) const = default;
};

/// What a run has led to, in either engine.
struct Outcome {
  Flows flows;                          // of all ticks
  std::vector<std::int64_t> stocks;     // [residence, citizenship, status], at the end
  std::vector<std::int64_t> residents;  // [place], at the end
  std::vector<Leaver> leavers;
  std::array<double, kEvents> expected{};  // of the reference: how many events were to be expected
};

/// Everyone a record, every record looked at every tick, std::mt19937_64 throughout.
class Engine {
 public:
  using Bias = std::array<double, kEvents>;
  static constexpr Bias unbiased() {
    Bias bias{};
    bias.fill(1);
    return bias;
  }

  Engine(const World& world, const Constants& constants, std::uint64_t seed,
         const Bias& bias = unbiased());
  void tick();
  /// Runs the world's ticks.
  const Outcome& run();
  /// Sum of the probabilities that events were drawn from: what their number is expected to be.
  double expected(Event event) const { return expected_[event]; }

 private:
  static constexpr int kNowhere = -1;
  static constexpr int kAges = 111;

  struct Head {
    std::int32_t birth_month = 0;  // [months since January of kFirstBirthYear]
    std::int32_t changed_at = 0;   // [ticks]
    std::int16_t place = 0, citizenship = 0, target = kNowhere, previous = kNowhere;
    std::int16_t lived = 0;  // where last, unless on the way
    std::uint8_t status = 0, sex = 0, skill = 0, way = 0, savings = 0;
    bool alive = true;
  };
  enum class Doing : std::uint8_t { kChange, kDie, kNaturalise, kBear, kClaim, kNothing };
  struct Plan {
    std::size_t head = 0;
    Head after{};
    Doing doing = Doing::kNothing;
  };
  struct Claim {
    std::size_t plan = 0;
    int home = 0, citizenship = 0, skill = 0;
    bool student = false, called = false, granted = false;
    double savings = 0;
    int way = kNowhere, destination = kNowhere;
  };
  /// What one viewpoint sees: cost and weight exp((V - max V)/dissimilarity), by way and place.
  struct Options {
    std::vector<double> cost, weight;
    double logsum = -std::numeric_limits<double>::infinity();
  };
  struct Vital {
    std::array<double, kAges> share{}, birth{};
    std::array<std::array<double, kAges>, 2> death{};
    std::array<double, 3> skill{};
    double mean_profile = 1;  // of the migration schedule over the residents of the start
  };

  /// Rates at which residents leave [1 / year], and the probability of it in a tick.
  struct Leaving {
    double intention = 0, displacement = 0, kin = 0, offer = 0, chance = -1;
    double total() const { return intention + displacement + kin + offer; }
  };

  double uniform() { return (static_cast<double>(random_() >> 11) + 0.5) * 0x1p-53; }
  bool happens(Event event, double probability);
  double chance(double rate) const { return 1 - std::exp(-rate * dt_); }
  double death_rate(int place, int age, int sex) const;

  void vital_tables();
  void people();
  void settled(const StockRow& row);
  void conditions();
  void solve_routes();
  void begin_year();
  void vital_events();
  void census();
  void labour();
  void rules();
  void payoffs();
  void movement();
  void contest();
  void commit();
  void close_accounts();

  int age_by_year(const Head& head) const;
  int age_by_month(const Head& head) const;
  double recognition(int citizenship) const;
  bool visa_free(int citizenship, int to) const;
  double contract_pay(int place) const;
  double without_papers(int place) const;
  bool falls_due(const Head& head) const;
  double staying_on(const Head& head) const;
  double moving_cost(int from, int to) const;
  double savings(int place, int skill, double u) const;
  double utility(int way, int citizenship, int home, int skill, int to) const;
  double option_cost(int way, int citizenship, int home, int skill, bool student, int to) const;
  const Options& options(int citizenship, int home, int skill, bool student);
  /// Of the nests, A^dissimilarity, A the sum over those options that `open` lets through.
  template <class Open>
  std::map<std::string, double> nests(const Options& o, const Open& open) const;
  std::string nest(int place) const;
  double prospects(const Head& head);
  double kin_calls(int home, int abroad) const;
  double accepted_offers(int home, int abroad) const;
  double share_who_can_pay(int home, int abroad) const;
  /// Draws a place by what `weight` gives for it.
  template <class Weight>
  int draw(const Weight& weight);
  /// Who is called goes by that way to that place or stays.
  void call(int way, int destination);
  const Leaving& leaving(int place, int skill, int age);
  void record(std::size_t i);
  void resident(std::size_t i);
  std::array<double, kEvents> rates_of(const Head& head);
  void happen(std::size_t i, Event cause);
  void journey(std::size_t i, Plan& plan);
  bool cross(int corridor, Plan& plan);
  int next_corridor(int previous, int at, int target);
  void claim_of(std::size_t plan, const Head& head, double savings, bool student);
  void choose(Claim& claim, const std::vector<char>& full);
  std::size_t quota_cell(const Claim& claim) const;
  void bear(int place);
  void apply(const Plan& plan, std::vector<int>& births);
  void change(Head& head, Head after);
  bool rules_free(int citizenship, int to) const;
  /// Whether a ban closes the way to people of that sex; below 0: to both.
  bool banned(int way, int citizenship, int to, int sex) const;
  double amnesty(int place) const;
  double programme(const Head& head, Status to) const;
  void carry_out_programme(Plan& plan);
  double readmission(int corridor) const;
  bool same_state(int a, int b) const;
  std::size_t key(const Head& head) const;
  static bool is_settled(int status);

  const World& world_;
  Constants c_;
  Bias bias_;
  std::mt19937_64 random_;
  int n_ = 0, states_ = 0, tick_ = 0;
  double dt_ = 0;
  std::vector<Vital> vital_;
  std::vector<Head> heads_;
  std::vector<double> displacement_, stability_;
  std::vector<double> route_cost_;         // [from, to]
  std::vector<std::vector<double>> walk_;  // [target][hop]: value of going on by it
  std::vector<std::pair<int, int>> hops_;
  std::vector<std::vector<int>> corridors_of_hop_;
  std::vector<double> corridor_weight_;
  std::vector<std::int64_t> population_, residents_, working_age_, settled_, for_a_term_, kin_;
  std::vector<double> wage_, shortage_, demand_start_;
  std::vector<double> quota_, admission_;  // [way, place, skill]
  std::vector<std::int64_t> year_proposals_, year_admitted_, last_proposals_;
  std::vector<double> year_places_;  // opened by quotas since January
  bool has_last_year_ = false;
  std::map<std::tuple<int, int, int, bool>, Options> options_;
  double logsum_reference_ = std::numeric_limits<double>::quiet_NaN();
  std::vector<Leaving> leaving_;  // [place, skill, age]
  std::vector<Plan> plans_;
  std::vector<Claim> claims_;
  std::array<double, kEvents> expected_{};
  Outcome outcome_;
};

}  // namespace sojourn::reference
