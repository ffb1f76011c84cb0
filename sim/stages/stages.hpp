#pragma once

#include <Eigen/Core>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "sim/base/rng.hpp"
#include "sim/people/cohorts.hpp"
#include "sim/people/ledger.hpp"
#include "sim/people/person.hpp"
#include "sim/stages/common_gains.hpp"
#include "sim/stages/event_log.hpp"
#include "sim/stages/products.hpp"

namespace sojourn {

class Diagnostics;
class Recorder;
class ModuleSet;
class Step;

/// Whether `Product` is something that a scene shows and that could be otherwise.
template <class Product>
constexpr bool kIsProduct = false;
template <>
inline constexpr bool kIsProduct<Conditions> = true;
template <>
inline constexpr bool kIsProduct<Labour> = true;
template <>
inline constexpr bool kIsProduct<Stances> = true;
template <>
inline constexpr bool kIsProduct<Rules> = true;
template <>
inline constexpr bool kIsProduct<Agreements> = true;
template <>
inline constexpr bool kIsProduct<Ledger> = true;
template <>
inline constexpr bool kIsProduct<Routes> = true;
template <>
inline constexpr bool kIsProduct<Prospects> = true;

/// Everything a module may look at. Const: in a stage all read the same world.
struct Scene {
  const World& world;
  const Conditions& conditions;
  const Labour& labour;
  const Stances& stances;
  const Rules& rules;
  const Agreements& agreements;
  const Ledger& ledger;
  const Routes& routes;
  const Prospects& prospects;
  const ModuleSet& modules;
  const CohortTable& cohorts;
  const std::vector<Event>& events;     // of the run so far
  const std::vector<LifeEvent>& lives;  // of the persons that are followed
  int tick = 0;

  double dt() const { return world.calendar.dt(); }
  double persons(std::int64_t agents) const { return agents * world.persons_per_agent; }
  /// This scene with `others` in the place of its own products. They must outlive what is returned,
  /// so no temporary is taken.
  template <class... Products>
  requires(std::is_lvalue_reference_v<Products>&&...) &&
      (kIsProduct<std::remove_cvref_t<Products>> && ...) Scene with(Products&&... others) const {
    return {world,
            either(conditions, others...),
            either(labour, others...),
            either(stances, others...),
            either(rules, others...),
            either(agreements, others...),
            either(ledger, others...),
            either(routes, others...),
            either(prospects, others...),
            modules,
            cohorts,
            events,
            lives,
            tick};
  }

 private:
  /// The one of `others` that is a `Product`, else `own`.
  template <class Product, class... Others>
  static const Product& either(const Product& own, const Others&... others) {
    const Product* found = &own;
    const auto look_at = [&](const auto& other) {
      if constexpr (std::is_same_v<decltype(other), const Product&>) found = &other;
    };
    (look_at(others), ...);
    return *found;
  }
};

/// From where and as whom a destination is looked at: the class of a row of utilities.
struct Viewpoint {
  StateId citizenship;
  PlaceId residence;
  Skill skill = Skill::kLow;
  bool student_age = false;
  auto operator<=>(const Viewpoint&) const = default;
};

/// Utilities of one viewpoint over (channel, destination). The engine fills `cost` from the
/// channels, then terms add up in `utility`.
struct PayoffRow {
  using Block = IdMatrix<ChannelId, PlaceId>;
  Block utility;  // [channel, place], pure number
  Block cost;     // [channel, place], what one must be able to pay [int. $]; infinity: not on offer
  CommonGains* in_common = nullptr;    // with other rows of the scene; null: the row stands alone
  std::shared_ptr<CommonGains> own{};  // then

  CommonGains& common() {
    if (in_common != nullptr) return *in_common;
    if (own == nullptr) own = std::make_shared<CommonGains>();
    return *own;
  }
  /// A gain that is the same by every channel.
  void add_by_place(const Eigen::ArrayXd& gain) {
    const double* more = gain.data();
    const Eigen::Index n = utility.cols();
    for (Eigen::Index channel = 0; channel < utility.rows(); ++channel) {
      double* sum = utility.data() + channel * n;
      for (Eigen::Index place = 0; place < n; ++place) sum[place] += more[place];
    }
  }
};

/// Every module has an instance name (its draws are keyed by it) and says what it is for. Its stage
/// is the class below that it derives from; `kStage` is the heading `describe` lists it under.
class Module {
 public:
  /// Whether a second module of the type would undo what the first has written.
  static constexpr bool kOneOfAType = false;

  virtual ~Module() = default;
  /// Faults of what refers to other modules, once all of them exist.
  virtual void check(const ModuleSet& /*modules*/, Diagnostics& /*diagnostics*/) const {}
  /// Called once all modules exist, for those that refer to others, and again where a regime that
  /// begins later changes who they are: what was found before is forgotten.
  virtual void bind(const ModuleSet& /*modules*/) {}
  /// Whether it is counted by name whom this admits, refuses and moves.
  virtual bool is_policy() const { return false; }
  /// Something a user should know about these settings before running, once `bind` has been called;
  /// empty: nothing.
  virtual std::string warning() const { return {}; }
  /// A module of a regime that has not begun yet must not act, but what it measures runs on: on
  /// such ticks this is called in the place of update() or negotiate().
  virtual void watch(const Scene& /*scene*/) {}
  const std::string& name() const { return name_; }
  void set_name(std::string name) {
    stream_ = stream_id(name);
    name_ = std::move(name);
  }
  StreamId stream() const { return stream_; }

 private:
  std::string name_;
  StreamId stream_ = 0;
};

/// Lays something that happens in the world over the countries' baseline.
class Shock : public Module {
 public:
  using Stage = Shock;
  static constexpr std::string_view kStage = "shock";

  virtual void apply(const Scene& scene, Conditions& conditions) const = 0;
  /// Adds a line on the tick the shock begins.
  virtual void announce(const Scene& scene, EventLog& log) const = 0;
};

/// Births, deaths, and who the people of the start are.
class Demography : public Module {
 public:
  using Stage = Demography;
  static constexpr std::string_view kStage = "demography";

  /// Share of a place's residents in a cohort at the start; sums to 1 over a place.
  virtual double initial_share(const World& world, const Cohort& cohort) const = 0;
  /// [deaths / person / year]
  virtual double death_rate(const Scene& scene, PlaceId place, int age, Sex sex) const = 0;
  /// [births / woman / year]
  virtual double birth_rate(const Scene& scene, PlaceId place, int age) const = 0;
  /// Schooling a child born there will have, cumulative over skills.
  virtual std::array<double, kSkills> schooling(const World& world, PlaceId place) const = 0;
  /// One of the people abroad when the run begins; the engine sets place, citizenship, status, id.
  virtual Person settled(const World& world, const StockRow& row, Draws& draws) const = 0;
};

/// Labour, sentiment and the states' own policy.
class HomeFront : public Module {
 public:
  using Stage = HomeFront;
  static constexpr std::string_view kStage = "home front";
  static constexpr bool kOneOfAType = true;

  virtual void update(const Scene& scene, Labour& labour, Stances& stances, EventLog& log) = 0;
};

/// Brings agreements about or ends them.
class Negotiation : public Module {
 public:
  using Stage = Negotiation;
  static constexpr std::string_view kStage = "negotiation";
  static constexpr bool kOneOfAType = true;

  virtual void negotiate(const Scene& scene, Agreements& agreements, EventLog& log) = 0;
  /// Whether what it agrees on may give places of a channel.
  virtual bool gives_places(ChannelId /*channel*/) const { return false; }
};

/// Turns what is in force into rules.
class Enact : public Module {
 public:
  using Stage = Enact;
  static constexpr std::string_view kStage = "enact";

  virtual void enact(const Scene& scene, Rules& rules) const = 0;
};

/// The generalised cost of corridors, and with it where journeys lead.
class RouteCost : public Module {
 public:
  using Stage = RouteCost;
  static constexpr std::string_view kStage = "routes";

  /// [km-equivalents] by corridor; infinity where nobody passes.
  virtual void costs(const Scene& scene, std::vector<double>& cost) const = 0;
  /// A lower bound of the above over the whole run.
  virtual std::vector<double> lower_bound(const World& world) const = 0;
  /// Spread of tastes for routes [km-equivalents].
  virtual double mu() const = 0;
};

/// A way of entering a destination.
class Channel : public Module {
 public:
  using Stage = Channel;
  static constexpr std::string_view kStage = "channel";

  /// What one pays to go by this channel [int. $] by destination; infinity where not on offer.
  virtual void offer(const Scene& scene, const Viewpoint& who,
                     Eigen::Ref<Eigen::ArrayXd> cost) const = 0;
  /// True if people walk the corridor graph, false if they arrive with the next tick.
  virtual bool walks() const { return false; }
  /// Status on arrival.
  virtual Status arrival_status() const = 0;
  /// Whether one travels openly and by leave of the state, which it can refuse to a nationality.
  virtual bool by_leave() const { return !walks(); }
  /// Status that people who go by it expect to live with: that of arrival, if it lasts.
  virtual Status prospective_status() const { return arrival_status(); }
  /// What is asked for a place beside travel [int. $]; Rules::fees adds to it.
  virtual double fee() const { return 0; }
  /// Share of all fees that may be owed instead of paid, [0, 1].
  virtual double on_credit() const { return 0; }
  /// Places per year [persons] at each destination and skill; infinity: not contested.
  virtual double quota(const Scene& /*scene*/, PlaceId /*place*/, Skill /*skill*/) const {
    return std::numeric_limits<double>::infinity();
  }
  /// Whether it may have places that no policy or agreement gives.
  virtual bool has_own_places() const { return true; }
  /// How states' preselection looks to someone who does not contend for quotas, in (0, 1].
  virtual double admission(const Scene& /*scene*/, StateId /*citizenship*/,
                           PlaceId /*place*/) const {
    return 1.0;
  }
  /// Whether people choose it, and pay, themselves.
  virtual bool is_chosen() const { return true; }
  /// Whether people contend for its places, by choice or called by kin.
  virtual bool is_contended() const { return is_chosen(); }
};

/// One addend of what moving is worth.
class PayoffTerm : public Module {
 public:
  using Stage = PayoffTerm;
  static constexpr std::string_view kStage = "payoff";

  virtual void add(const Scene& scene, const Viewpoint& who, PayoffRow& row) const = 0;
};

/// What an intender can pay.
class Capability : public Module {
 public:
  using Stage = Capability;
  static constexpr std::string_view kStage = "capability";

  /// [int. $], rising in u in (0, 1).
  virtual double savings(const Scene& scene, PlaceId place, Skill skill, double u) const = 0;
};

/// A reason for residents to leave.
class Departure : public Module {
 public:
  using Stage = Departure;
  static constexpr std::string_view kStage = "departure";

  /// Called once a tick, before any rate is asked for.
  virtual void prepare(const Scene& /*scene*/) {}
  /// [1 / year]
  virtual double rate(const Scene& scene, const Cohort& cohort) const = 0;
  /// Where the reason names the destination and the channel itself; otherwise people choose by
  /// their row.
  struct Call {
    ChannelId channel;
    PlaceId destination;
  };
  virtual std::optional<Call> call(const Scene& /*scene*/, PlaceId /*home*/, double /*u*/) const {
    return std::nullopt;
  }
};

/// Something that happens to people with a record, at a bounded rate.
class Hazard : public Module {
 public:
  using Stage = Hazard;
  static constexpr std::string_view kStage = "hazard";

  /// Called once a tick, before any rate or bound is asked for.
  virtual void prepare(const Scene& /*scene*/) {}
  /// An upper bound of `rate` for everyone of that place, citizenship and status [1 / year]; a rate
  /// above it counts as the bound.
  virtual double bound(const Scene& scene, PlaceId residence, StateId citizenship,
                       Status status) const = 0;
  /// The channel of the few whom this strikes far more often than the others: the engine keeps them
  /// in buckets of their own, so that nobody else is looked at for their sake. Invalid: none.
  virtual ChannelId hot_channel() const { return {}; }
  /// The bound for those few.
  virtual double hot_bound(const Scene& scene, PlaceId residence, StateId citizenship,
                           Status status) const {
    return bound(scene, residence, citizenship, status);
  }
  /// [1 / year]
  virtual double rate(const Scene& scene, const Person& person) const = 0;
  /// What happens, told to `step`.
  virtual void happen(const Scene& scene, const Person& person, Draws& draws, Step& step) const = 0;
};

/// Writes series to the run file.
class Observer : public Module {
 public:
  using Stage = Observer;
  static constexpr std::string_view kStage = "observer";
  static constexpr bool kOneOfAType = true;

  virtual void declare(const Scene& scene, Recorder& recorder) = 0;
  virtual void observe(const Scene& scene, Recorder& recorder) = 0;
  virtual void finish(const Scene& /*scene*/, Recorder& /*recorder*/) {}
};

}  // namespace sojourn
