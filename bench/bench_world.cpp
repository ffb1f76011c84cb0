#include "bench/bench_world.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <numeric>
#include <string>

#include "models/catalog.hpp"
#include "models/demography/vital_rates.hpp"
#include "sim/input/scenario.hpp"

namespace sojourn::bench {

namespace {

constexpr int kCountries = 40;

template <class Values>
std::int64_t sum(const Values& values) {
  return std::accumulate(values.begin(), values.end(), std::int64_t{0});
}

/// The standard births and deaths at another pace.
class PacedVitals final : public Demography {
 public:
  PacedVitals(Settings& settings, const World& world)
      : vitals_(settings, world),
        pace_(settings.real("pace", "1", {0, 10}, 1, "factor on births and deaths")) {}

  double initial_share(const World& world, const Cohort& cohort) const override {
    return vitals_.initial_share(world, cohort);
  }
  double death_rate(const Scene& scene, PlaceId place, int age, Sex sex) const override {
    return pace_ * vitals_.death_rate(scene, place, age, sex);
  }
  double birth_rate(const Scene& scene, PlaceId place, int age) const override {
    return pace_ * vitals_.birth_rate(scene, place, age);
  }
  std::array<double, kSkills> schooling(const World& world, PlaceId place) const override {
    return vitals_.schooling(world, place);
  }
  Person settled(const World& world, const StockRow& row, Draws& draws) const override {
    return vitals_.settled(world, row, draws);
  }

 private:
  models::VitalRates vitals_;
  double pace_;
};

/// Changes nothing; keeps the births and deaths of residents apart from those of people abroad,
/// which come later in the tick.
class ResidentsWatch final : public HomeFront {
 public:
  ResidentsWatch(Settings&, const World&) {}
  void update(const Scene& scene, Labour&, Stances&, EventLog&) override {
    vitals_ = sum(scene.ledger.tick.births) + sum(scene.ledger.tick.deaths);
  }
  std::int64_t vitals() const { return vitals_; }

 private:
  mutable std::int64_t vitals_ = 0;
};

Catalog bench_catalog() {
  Catalog catalog = models::standard_catalog();
  catalog.add<PacedVitals>("paced_vitals", "vital rates, slowed", false);
  catalog.add<ResidentsWatch>("residents_watch", "counts vitals", false);
  return catalog;
}

std::string country_name(int i) {
  return fmt::format("C{:02}", i);
}

double residents_of_each(const WorldSize& size) {
  if (size.residents > 0) return size.residents / kCountries;
  return 10e6 + 2.0 * static_cast<double>(size.records) / kCountries;
}

/// Five rows of eight, the south poor and the north rich.
std::string countries(const WorldSize& size) {
  std::string text;
  for (int i = 0; i < kCountries; ++i) {
    const int row = i / 8, column = i % 8;
    text += fmt::format(
        "[[country]]\nid = \"{0}\"\nname = \"Country {1}\"\npopulation = {2:.0f}\n"
        "gdp_per_capita = {3}\nunemployment = 0.07\nrights = {4}\nopenness = 0.5\n"
        "latitude = {5}\nlongitude = {6}\n",
        country_name(i), i, residents_of_each(size) * size.people, 3000 + 9000 * row,
        0.2 + 0.15 * row, 6 * row, 8 * column);
  }
  return text;
}

std::string corridors() {
  std::string text;
  const auto border = [&](int a, int b) {
    for (const auto& [from, to] : {std::pair{a, b}, std::pair{b, a}}) {
      text += fmt::format(
          "[[corridor]]\nfrom = \"{}\"\nto = \"{}\"\nenforcement = 0.1\nrisk = 0.001\nprice = "
          "500\n",
          country_name(from), country_name(to));
    }
  };
  for (int i = 0; i < kCountries; ++i) {
    if (i % 8 != 7) border(i, i + 1);
    if (i + 8 < kCountries) border(i, i + 8);
  }
  return text;
}

/// Four of the poor countries are at war: people flee over the corridors, month after month.
std::string wars(const WorldSize& size) {
  return fmt::format(
      "modules.war.type = \"conflict\"\nmodules.war.target = [\"C03\", \"C06\", \"C10\", \"C13\"]\n"
      "modules.war.magnitude = {}\nmodules.war.stability_loss = 0.0\n",
      size.wars ? 0.05 * size.pace : 0);
}

/// People of each country live in twelve others, near and far.
std::string stocks(const WorldSize& size) {
  constexpr std::array kSteps{1, 2, 3, 5, 7, 8, 9, 13, 16, 21, 29, 34};
  const double pair = static_cast<double>(size.records) / (kCountries * kSteps.size());
  const std::array<std::pair<const char*, double>, 4> mix{
      {{"regular", 0.75}, {"irregular", 0.1}, {"refugee", 0.1}, {"asylum_applicant", 0.05}}};
  std::string text;
  for (int of = 0; of < kCountries; ++of) {
    for (const int step : kSteps) {
      for (const auto& [status, share] : mix) {
        text += fmt::format(
            "[[stock]]\ncitizenship = \"{}\"\nresidence = \"{}\"\nstatus = \"{}\"\npersons = {}\n",
            country_name(of), country_name((of + step) % kCountries), status,
            static_cast<std::int64_t>(pair * share) * static_cast<std::int64_t>(size.people));
      }
    }
  }
  return text;
}

/// The rates at which things happen to people, as the modules' defaults, and quotas: shares of the
/// people there, so that they too are paced.
std::string modules(const WorldSize& size) {
  struct Rate {
    const char* module;
    const char* key;
    double standard;
  };
  std::string text = fmt::format(
      "modules.vital_rates.enabled = false\nmodules.watch.type = \"residents_watch\"\n"
      "modules.paced.type = \"paced_vitals\"\nmodules.paced.pace = {}\n",
      size.pace);
  for (const auto& [module, key, standard] :
       {Rate{"intention", "h0", 8e-5}, Rate{"intention", "ceiling", 0.05},
        Rate{"kin_calls", "rate", 0.01}, Rate{"labour", "quota", 0.004},
        Rate{"study", "quota", 0.002}, Rate{"journey", "pace", 12}, Rate{"return_home", "r0", 0.06},
        Rate{"onward", "settled", 0.002}, Rate{"onward", "insecure", 0.1},
        Rate{"onward", "stranded", 3}, Rate{"regularisation", "rate", 0.05},
        Rate{"asylum_decision", "rate", 2}, Rate{"naturalisation", "rate", 0.04},
        Rate{"release", "rate", 6}, Rate{"settle_on_the_way", "rate", 0.15},
        Rate{"stay_home", "rate", 0.5}}) {
    text += fmt::format("modules.{}.{} = {}\n", module, key,
                        std::min(standard, size.ceiling) * size.pace);
  }
  return text;
}

std::string switched_off(const WorldSize& size) {
  std::string text;
  if (size.policies) return text;
  for (const char* module : {"programmes", "deadline", "visit", "overstay", "contract",
                             "recruiters", "contract_pay", "contract_end", "absconding"}) {
    text += fmt::format("modules.{}.enabled = false\n", module);
  }
  return text;
}

Node scenario(const WorldSize& size) {
  const auto path =
      std::filesystem::temp_directory_path() / fmt::format("sojourn_bench_{}.toml", ::getpid());
  std::ofstream(path) << "format_version = 1\ntitle = \"Benchmark\"\n"
                      << modules(size) << wars(size) << switched_off(size)
                      << "[run]\nstart = \"2015-02\"\nticks = 240\nseed = 1\n"
                      << countries(size) << corridors() << stocks(size);
  Node node = load_scenario({.file = path, .overlays = {}, .assignments = {}});
  std::filesystem::remove(path);
  return node;
}

}  // namespace

std::unique_ptr<Simulation> make_simulation(const WorldSize& size, int n_threads) {
  return std::make_unique<Simulation>(scenario(size), bench_catalog(), n_threads);
}

Work work_of(const Simulation& simulation) {
  std::int64_t of_residents = 0;
  for (const auto& part : simulation.modules().of<HomeFront>()) {
    if (const auto* watch = dynamic_cast<const ResidentsWatch*>(part.get())) {
      of_residents = watch->vitals();
    }
  }
  const Flows& tick = simulation.ledger().tick;
  const auto counts = simulation.counts();
  const std::int64_t vitals = sum(tick.births) + sum(tick.deaths) - of_residents;
  const auto no_moves = static_cast<double>(vitals + sum(tick.naturalised));
  return {.candidates = static_cast<double>(counts.candidates),
          .events = static_cast<double>(counts.changes + counts.leaves) - no_moves};
}

double persons_in(const Simulation& simulation) {
  return static_cast<double>(sum(simulation.ledger().residents) + records_in(simulation));
}

std::int64_t records_in(const Simulation& simulation) {
  return sum(simulation.ledger().stocks);
}

}  // namespace sojourn::bench
