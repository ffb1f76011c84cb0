#include "bench/minimal/engine.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string>

#include "sim/stages/step.hpp"

namespace sojourn::bench {

namespace {

/// Nobody is born and nobody dies.
class StandStill final : public Demography {
 public:
  StandStill(Settings&, const World&) {}
  double initial_share(const World&, const Cohort& cohort) const override {
    return cohort.age == 30 && cohort.sex == Sex::kFemale && cohort.skill == Skill::kLow ? 1 : 0;
  }
  double death_rate(const Scene&, PlaceId, int, Sex) const override { return 0; }
  double birth_rate(const Scene&, PlaceId, int) const override { return 0; }
  std::array<double, kSkills> schooling(const World&, PlaceId) const override {
    std::array<double, kSkills> all_low{};
    all_low.fill(1);
    return all_low;
  }
  Person settled(const World&, const StockRow&, Draws&) const override { return {}; }
};

/// There are no ways; nobody needs one.
class NoRoutes final : public RouteCost {
 public:
  NoRoutes(Settings&, const World&) {}
  void costs(const Scene&, std::vector<double>&) const override {}
  std::vector<double> lower_bound(const World& world) const override {
    return std::vector<double>(world.corridors.size(), 0);
  }
  double mu() const override { return 1; }
};

/// Everybody moves to any of the places at one rate.
class Wander final : public Hazard {
 public:
  Wander(Settings& settings, const World&)
      : rate_(settings.real("rate", "1 / year", {0, 1000}, 0, "at which people move")) {}
  double bound(const Scene&, PlaceId, StateId, Status) const override { return rate_; }
  double rate(const Scene&, const Person&) const override { return rate_; }
  void happen(const Scene&, const Person& person, Draws& draws, Step& step) const override {
    const std::uint64_t place = (draws.bits() >> 32) * kPlaces >> 32;
    step.move_to(PlaceId(static_cast<int>(place)), person.condition());
  }

 private:
  double rate_;
};

Catalog minimal_catalog() {
  Catalog catalog;
  catalog.add<StandStill>("stand_still", "nobody is born and nobody dies");
  catalog.add<NoRoutes>("no_routes", "there are no ways");
  catalog.add<Wander>("wander", "everybody moves at one rate");
  return catalog;
}

std::string country(const std::string& id) {
  return fmt::format("[[country]]\nid = \"{}\"\npopulation = {}\ngdp_per_capita = 1000\n", id,
                     1000);
}

std::string world_text(const MinimalTask& task) {
  std::string text = fmt::format(
      "format_version = 1\n[run]\nstart = \"2000-01\"\nticks = 1000\nseed = 1\nlife_histories = 0\n"
      "[modules.wander]\nrate = {}\n",
      -12 * std::log1p(-task.p));
  std::string stocks;
  for (int place = 0; place < kPlaces; ++place) {
    const std::string id = fmt::format("P{:02}", place);
    text += country(id);
    stocks += fmt::format(
        "[[stock]]\ncitizenship = \"HOME\"\nresidence = \"{}\"\nstatus = \"regular\"\npersons = "
        "{}\n",
        id, task.persons / kPlaces);
  }
  return text + country("HOME") + stocks;
}

}  // namespace

EngineContender::EngineContender(const MinimalTask& task, int n_threads) {
  Diagnostics diagnostics;
  const auto scenario = parse_toml(world_text(task), "minimal", diagnostics);
  diagnostics.throw_if_any();
  simulation_ = std::make_unique<Simulation>(*scenario, minimal_catalog(), n_threads);
}

void EngineContender::tick() {
  simulation_->tick();
  moves_ += static_cast<std::int64_t>(simulation_->counts().changes);
}

Counts EngineContender::counts() const {
  Counts found{};
  const World& world = simulation_->world();
  const StateId home(kPlaces);
  for (const PlaceId place : world.place_ids()) {
    if (place.value >= kPlaces) continue;
    found[place.index()] = simulation_->ledger().stock(place, home, Status::kRegular);
  }
  return found;
}

}  // namespace sojourn::bench
