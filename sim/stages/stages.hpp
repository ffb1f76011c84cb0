#pragma once

#include <Eigen/Core>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/rng.hpp"
#include "sim/people/ledger.hpp"
#include "sim/people/person.hpp"
#include "sim/stages/products.hpp"

namespace sojourn {

class Recorder;
struct ModuleSet;
class Step;
class CohortTable;

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
  double persons(std::int64_t agents) const {
    return static_cast<double>(agents) * world.persons_per_agent;
  }
};

/// What a scene would be if some products were others.
struct Instead {
  const Conditions* conditions = nullptr;
  const Labour* labour = nullptr;
  const Stances* stances = nullptr;
  const Rules* rules = nullptr;
  const Agreements* agreements = nullptr;
  const Ledger* ledger = nullptr;
  const Routes* routes = nullptr;
  const Prospects* prospects = nullptr;
};
inline Scene changed(const Scene& now, const Instead& instead) {
  const auto either = [](const auto* other, const auto& own) -> const auto& {
    return other != nullptr ? *other : own;
  };
  return {now.world,
          either(instead.conditions, now.conditions),
          either(instead.labour, now.labour),
          either(instead.stances, now.stances),
          either(instead.rules, now.rules),
          either(instead.agreements, now.agreements),
          either(instead.ledger, now.ledger),
          either(instead.routes, now.routes),
          either(instead.prospects, now.prospects),
          now.modules,
          now.cohorts,
          now.events,
          now.lives,
          now.tick};
}

/// Residents with the same place, birth year, sex and schooling.
struct Cohort {
  PlaceId place;
  int birth_year = 0;
  int age = 0;
  Sex sex = Sex::kFemale;
  Skill skill = Skill::kLow;
};

/// Ages at which people study abroad [years].
constexpr bool is_student_age(int age) {
  return age >= 17 && age <= 29;
}

/// From where and as whom a destination is looked at: the class of a row of utilities.
struct Viewpoint {
  StateId citizenship;
  PlaceId residence;
  Skill skill = Skill::kLow;
  bool student_age = false;
  auto operator<=>(const Viewpoint&) const = default;
};

/// Utilities of one viewpoint over (channel, destination). The engine fills `open` and `cost` from
/// the channels, then terms add up in `utility`.
struct PayoffRow {
  using Block = IdMatrix<ChannelId, PlaceId>;
  Block utility;  // [channel, place], pure number
  Block cost;     // [channel, place], what one must be able to pay [int. $]; infinity: not on offer
};

/// Every module has an instance name (its draws are keyed by it) and says what it is for.
class Module {
 public:
  virtual ~Module() = default;
  /// Called once all modules exist, for those that refer to others, and again where a regime that
  /// begins later changes who they are: what was found before is forgotten.
  virtual void bind(const ModuleSet& /*modules*/) {}
  /// Something a user should know about these settings before running; empty: nothing.
  virtual std::string warning() const { return {}; }
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
  virtual void apply(const Scene& scene, Conditions& conditions) const = 0;
  /// A line for the event log on the tick the shock begins.
  virtual std::optional<Event> announce(const Scene& scene) const = 0;
};

/// Births, deaths, and who the people of the start are.
class Demography : public Module {
 public:
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
  virtual void update(const Scene& scene, Labour& labour, Stances& stances) = 0;
  /// Called in its place, after all others, on ticks on which it must not act yet: what it measures
  /// runs on.
  virtual void measure(const Scene& /*scene*/) {}
  /// What of it belongs in the event log; called once a tick, after update().
  virtual void tell(std::vector<Event>& /*events*/) {}
};

/// Brings agreements about or ends them.
class Negotiation : public Module {
 public:
  virtual void negotiate(const Scene& scene, Agreements& agreements,
                         std::vector<Event>& events) = 0;
  /// Called in its place on ticks on which it must not act yet: what it measures runs on.
  virtual void measure(const Scene& /*scene*/) {}
};

/// Turns what is in force into rules.
class Enact : public Module {
 public:
  virtual void enact(const Scene& scene, Rules& rules) const = 0;
};

/// The generalised cost of corridors, and with it where journeys lead.
class RouteCost : public Module {
 public:
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
  /// What one pays to go by this channel [int. $] by destination; infinity where not on offer.
  virtual void offer(const Scene& scene, const Viewpoint& who,
                     Eigen::Ref<Eigen::ArrayXd> cost) const = 0;
  /// True if people walk the corridor graph, false if they arrive with the next tick.
  virtual bool walks() const { return false; }
  /// Status on arrival.
  virtual Status arrival_status() const = 0;
  /// Places per year [persons] at each destination and skill; infinity: not contested.
  virtual double quota(const Scene& /*scene*/, PlaceId /*place*/, Skill /*skill*/) const {
    return std::numeric_limits<double>::infinity();
  }
  /// How states' preselection looks to someone who does not contend for quotas, in (0, 1].
  virtual double admission(const Scene& /*scene*/, const Viewpoint& /*who*/,
                           PlaceId /*place*/) const {
    return 1.0;
  }
};

/// One addend of what moving is worth.
class PayoffTerm : public Module {
 public:
  virtual void add(const Scene& scene, const Viewpoint& who, PayoffRow& row) const = 0;
};

/// What an intender can pay.
class Capability : public Module {
 public:
  /// [int. $], rising in u in (0, 1).
  virtual double savings(const Scene& scene, PlaceId place, Skill skill, double u) const = 0;
};

/// A reason for residents to leave.
class Departure : public Module {
 public:
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
  /// An upper bound of `rate` for everyone of that place, citizenship and status [1 / year]; a rate
  /// above it counts as the bound.
  virtual double bound(const Scene& scene, PlaceId residence, StateId citizenship,
                       Status status) const = 0;
  /// The channel of the few whom this strikes far more often than the others: the engine keeps them
  /// in buckets of their own, so that nobody else is looked at for their sake. Invalid: none.
  virtual ChannelId apart() const { return {}; }
  /// The bound for those few.
  virtual double bound_apart(const Scene& scene, PlaceId residence, StateId citizenship,
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
  virtual void declare(const Scene& scene, Recorder& recorder) = 0;
  virtual void observe(const Scene& scene, Recorder& recorder) = 0;
  virtual void finish(const Scene& /*scene*/, Recorder& /*recorder*/) {}
};

}  // namespace sojourn
