#include "models/development/development.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <utility>

#include "models/outcomes/earnings.hpp"
#include "models/payoffs/wage.hpp"
#include "sim/foresight/choice.hpp"
#include "tests/support/runs.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

constexpr PlaceId kHome(0), kHost(1);
constexpr StateId kCitizens(0);

/// A poor country, a thousand of whose citizens live in a rich one.
std::string world(const std::string& settings = "", const std::string& run = "") {
  return "[run]\nstart='2015-01'\nticks=60\npersons_per_agent=1\nlife_histories=0\n" + run +
         "[[country]]\nid='A'\npopulation=20000\ngdp_per_capita=5000\ntertiary_share=0.2\n"
         "workforce_growth=0.05\n"
         "[[country]]\nid='B'\npopulation=20000\ngdp_per_capita=40000\nlongitude=5\n"
         "tertiary_share=0.4\n"
         "[[stock]]\ncitizenship='A'\nresidence='B'\npersons=1000\n" +
         settings;
}
/// Many want to leave.
const std::string kBusy = "[modules.intention]\nh0=0.02\n";
std::string development(const std::string& settings = "") {
  return "[modules.development]\nenabled=true\n" + settings;
}

/// The module, and people whom a test may change between two ticks.
class Bench {
 public:
  explicit Bench(const std::string& settings)
      : simulation_(testing::simulate(world(settings + development()))),
        people_(simulation_->population()) {}

  /// @param labour as the labour market leaves it
  Labour update(Development& module) {
    const Scene scene = simulation_->scene();
    Labour labour = scene.labour;
    Stances stances = scene.stances;
    EventLog log(events_, scene.tick, module);
    module.count(scene, people_);
    module.update(scene, labour, stances, log);
    return labour;
  }
  /// With settings of its own; those of the scenario are the others' modules.
  Development module(const std::string& settings) {
    const Node node = testing::scenario(settings);
    Settings read(&node, "modules.development", nullptr);
    Development made(read, simulation_->world());
    made.bind(simulation_->modules());
    return made;
  }
  Scene scene() const { return simulation_->scene(); }
  Population& people() { return people_; }

  /// Calls fn(cohort, its count) for the cohorts of a place.
  template <class Fn>
  void each_cohort(PlaceId place, const Fn& fn) {
    CohortTable& table = people_.cohorts;
    const int last = table.first_birth_year() + table.n_birth_years();
    for (int year = table.first_birth_year(); year < last; ++year) {
      for (const Sex sex : {Sex::kFemale, Sex::kMale}) {
        for (const Skill skill : kAllSkills) {
          std::int64_t& n = table.count(table.cell(place, year, sex, skill));
          fn(Cohort{place, year, 2015 - year, sex, skill}, n);
        }
      }
    }
  }
  /// Of everyone with a record there are two.
  void double_records() {
    for (Shard& shard : people_.shards) {
      for (Bucket& bucket : shard.buckets()) {
        const std::vector<Person> same = bucket.people;
        bucket.people.insert(bucket.people.end(), same.begin(), same.end());
      }
    }
  }
  /// Workers of the poor country, where nobody has a record.
  std::array<double, kSkills> workers_at_home() {
    std::array<double, kSkills> n{};
    each_cohort(kHome, [&](const Cohort& cohort, std::int64_t count) {
      if (cohort.age > 14 && cohort.age <= 64) n[position(cohort.skill)] += 1.0 * count;
    });
    return n;
  }

 private:
  std::unique_ptr<Simulation> simulation_;
  Population people_;
  std::vector<Event> events_;
};

TEST(Fading, FallsByItsRate) {
  const auto simulation = testing::simulate(world());
  const Fading half(0.5, simulation->world());
  EXPECT_EQ(half.after(0), 1000000);
  EXPECT_EQ(half.after(12), 606531);  // exp(-0.5) after a year
  EXPECT_EQ(half.after(24), 367879);
  EXPECT_EQ(Fading(0, simulation->world()).after(500), 1000000);
}

// Whom the ledger counts without schooling, the workforce counts with it.
TEST(Workforce, AddsUpToTheLedger) {
  const auto simulation = testing::simulate(world("", "seed=4\n"));
  testing::run(*simulation, 30);
  const Scene scene = simulation->scene();
  const Workforce force =
      count_workforce(scene, simulation->population(), Fading(0.1, scene.world));
  const auto of_all = [](const auto& get) {
    return get(Skill::kLow) + get(Skill::kMedium) + get(Skill::kHigh);
  };
  for (const PlaceId p : {kHome, kHost}) {
    const auto records =
        of_all([&](Skill s) { return force.citizens(p, s) + force.foreigners(p, s); });
    EXPECT_EQ(records, scene.ledger.population(p) - scene.ledger.residents[p]);
  }
  EXPECT_EQ(of_all([&](Skill s) { return force.abroad(kCitizens, s); }),
            scene.ledger.settled(kHost, kCitizens));
  EXPECT_EQ(of_all([&](Skill s) { return force.returned(kHome, s); }),
            scene.ledger.stock(kHome, kCitizens, Status::kReturned));
  EXPECT_GT(scene.ledger.stock(kHome, kCitizens, Status::kReturned), 0);
}

TEST(Development, ChangesNothingOnItsFirstTick) {
  const auto with = testing::simulate(world(development()));
  const auto without = testing::simulate(world());
  with->tick();
  without->tick();
  EXPECT_TRUE((with->scene().labour.wage == without->scene().labour.wage).all());
  EXPECT_TRUE(replay::content(*with) == replay::content(*without));
  const auto* module = with->modules().find<Development>();
  EXPECT_TRUE((module->product() == 1).all());
  EXPECT_TRUE((module->beside_mean(Skill::kHigh) == 1).all());
  EXPECT_EQ(module->means(kHome), 1);
}

TEST(Development, OffItChangesNothingAndCostsNothing) {
  const auto after = [](const std::string& modules) {
    auto simulation = testing::simulate(world(modules + kBusy));
    testing::run(*simulation, 36);
    return simulation;
  };
  const auto plain = after("");
  const auto off = after("[modules.development]\nenabled=false\nelasticity=3\n");
  const auto on = after(development());
  EXPECT_TRUE(replay::content(*plain) == replay::content(*off));
  EXPECT_FALSE(replay::content(*plain) == replay::content(*on));
  EXPECT_EQ(plain->counts().candidates, off->counts().candidates);
  EXPECT_EQ(plain->counts().intenders, off->counts().intenders);
  EXPECT_EQ((off->modules().find<SkillWages, HomeFront>()), nullptr);
  EXPECT_EQ((off->modules().find<SentHome, HomeFront>()), nullptr);
  EXPECT_EQ((off->modules().find<SchoolingIncentive, HomeFront>()), nullptr);
}

TEST(Development, DoesNotDependOnThreads) {
  const Node node = testing::scenario(world(development() + kBusy));
  EXPECT_TRUE(replay::content_of_run(node, 1) == replay::content_of_run(node, 2));
}

// Half of the men and women with tertiary schooling go. With n of each schooling and steps of 1.3
// theta = 1.3h/(1.3h + m + l/1.3) at first; x and z are heads over those of the start, each per
// head.
TEST(Development, BrainDrainLowersOutputAndRaisesTheWageOfWhoIsLeft) {
  Bench bench("");
  Development module = bench.module("spillover=0.4\nelasticity=1.41\nyield=0\n");
  bench.update(module);
  const auto [low, medium, high] = bench.workers_at_home();
  bench.each_cohort(kHome, [](const Cohort& cohort, std::int64_t& n) {
    if (cohort.skill == Skill::kHigh) n /= 2;
  });
  const Labour after = bench.update(module);
  const double left = bench.workers_at_home()[2];
  const double all = low + medium + high, now = low + medium + left;
  const double theta = 1.3 * high / (1.3 * high + medium + low / 1.3);
  const double x = left / now * all / high, z = all / now;
  const double a = 0.41 / 1.41;  // 1 - 1/1.41
  const double y = std::exp(std::log(theta * std::pow(x, a) + (1 - theta) * std::pow(z, a)) / a);
  const double drained = std::exp(0.4 * (left / now - high / all));
  EXPECT_LT(y, 1);
  EXPECT_NEAR(module.product()[kHome], y * drained, 1e-12);
  EXPECT_EQ(module.by_schooling()[kHome], module.product()[kHome]);
  EXPECT_NEAR(after.wage[kHome], 5000 * y * drained, 1e-8);
  EXPECT_NEAR(module.beside_mean(Skill::kHigh)[kHome], std::pow(y / x, 1 / 1.41) / y, 1e-12);
  EXPECT_GT(module.beside_mean(Skill::kHigh)[kHome], 1.2);
  EXPECT_LT(module.beside_mean(Skill::kLow)[kHome], 1);
  EXPECT_EQ(module.beside_mean(Skill::kLow)[kHome], module.beside_mean(Skill::kMedium)[kHome]);
  EXPECT_EQ(module.product()[kHost], 1);
}

// A thousand people send 0.2 of 40000 where schooling pays nothing: 8e6 a year, of an income of
// 5000 for each of 20000: 0.08. Twice as much would be 0.16 of it.
TEST(Development, WhatIsSentHomeRaisesWhatPeopleCanPayAndGrowth) {
  Bench bench("[modules.savings]\npremium=1\n");
  Development module = bench.module("fading=0\ninvested=0.5\nyield=0.12\nspillover=0\n");
  bench.update(module);
  EXPECT_NEAR(module.sent_home()[kCitizens], 8e6, 1e-3);
  EXPECT_EQ(module.means(kHome), 1);
  bench.double_records();
  bench.update(module);
  const double sent = module.sent_home()[kCitizens];
  EXPECT_NEAR(sent, 2 * 8e6, 0.05 * 8e6);  // wages of the host move with the schooling of who came
  EXPECT_NEAR(module.means(kHome), (1 + sent / 1e8) / 1.08, 1e-9);
  EXPECT_EQ(module.product()[kHome], 1);
  bench.update(module);  // a month later: what was invested yields
  EXPECT_NEAR(std::log(module.product()[kHome]), 0.5 * 0.12 * (sent / 1e8 - 0.08) / 12, 1e-9);
  EXPECT_EQ(module.by_schooling()[kHome], 1);  // none of which is schooling
}

// Who sends earns by schooling, and so do those at home: where a step pays 2, a worker earns
// (l/2 + m + 2h)/(l + m + h) of the wage.
TEST(Development, WhatIsSentIsAShareOfWhatThoseAtHomeEarnBySchooling) {
  Bench bench("[modules.savings]\npremium=2\n");
  Development module = bench.module("fading=0\nyield=0\n");
  bench.update(module);
  const double first = module.sent_home()[kCitizens];
  const auto [low, medium, high] = bench.workers_at_home();
  const double income = 5000 * 20000 * (low / 2 + medium + 2 * high) / (low + medium + high);
  bench.double_records();
  bench.update(module);
  const double sent = module.sent_home()[kCitizens];
  const auto lift = [&](double of) { return (1 + sent / of) / (1 + first / of); };
  EXPECT_NEAR(module.means(kHome), lift(income), 1e-9);
  EXPECT_GT(std::abs(lift(income) - lift(1e8)), 1e-3);  // as if schooling paid nothing
}

// After a year at a rate of 0.5 people send exp(-0.5) of what they did.
TEST(Development, WhatIsSentFadesWithTheTimeSinceArrival) {
  Bench bench("[modules.savings]\npremium=1\n");
  Development module = bench.module("fading=0.5\n");
  const auto arrive = [&](int tick) {
    for (Shard& shard : bench.people().shards) {
      for (Bucket& bucket : shard.buckets()) {
        for (Person& person : bucket.people) person.set_changed_at(tick);
      }
    }
  };
  arrive(0);
  bench.update(module);
  EXPECT_NEAR(module.sent_home()[kCitizens], 8e6, 1e-3);
  arrive(-12);
  bench.update(module);
  EXPECT_NEAR(module.sent_home()[kCitizens], 8e6 * std::exp(-0.5), 10);
}

TEST(Development, TheSkilledSendByTheirWageAndTheirShare) {
  Bench bench("");
  const auto sent = [&](const std::string& settings) {
    Development module = bench.module("fading=0\n" + settings);
    bench.update(module);
    return module.sent_home()[kCitizens];
  };
  std::array<double, kSkills> n{};
  for (const Shard& shard : bench.people().shards) {
    for (const Bucket& bucket : shard.buckets()) {
      for (const Person& person : bucket.people) ++n[person.skill];
    }
  }
  EXPECT_NEAR(sent(""), 8000 * (n[0] / 1.3 + n[1] + 1.3 * n[2]), 1e-2);
  EXPECT_NEAR(sent("of_skilled=0.5\n"), 8000 * (n[0] / 1.3 + n[1] + 0.65 * n[2]), 1e-2);
}

// Everyone abroad comes home after ten years of it, but one: 0.02 a year more than who stayed.
TEST(Development, WhoHasComeBackDoesMore) {
  Bench bench("[modules.savings]\npremium=1\n");
  Development module = bench.module("abroad=0.02\nspillover=0\nyield=0\nelasticity=1\n");
  bench.update(module);
  const auto& keys = bench.people().keys;
  const auto before = bench.workers_at_home();
  std::array<double, kSkills> back{};
  bool one_stays = false;
  for (Shard& shard : bench.people().shards) {
    for (Bucket& bucket : shard.buckets()) {
      for (Person& person : bucket.people) person.set_changed_at(-120);
      if (bucket.people.empty()) continue;
      if (std::exchange(one_stays, true)) {
        for (const Person& person : bucket.people) back[person.skill] += 0.75;
        bucket.key = keys.key(kHome, kCitizens, Status::kReturned);
      }
    }
  }
  bench.update(module);
  const double all = before[0] + before[1] + before[2];
  const double now = all + back[0] + back[1] + back[2];
  const double theta = before[2] / all;
  const double x = (before[2] + 1.2 * back[2]) / now / theta;
  const double z = (before[0] + before[1] + 1.2 * (back[0] + back[1])) / now / (1 - theta);
  ASSERT_GT(now, all + 300);
  EXPECT_NEAR(module.product()[kHome], std::pow(x, theta) * std::pow(z, 1 - theta), 1e-12);
  EXPECT_GT(module.product()[kHome], 1);
}

// Half of those with tertiary schooling at home go out of sight: a larger share of them is abroad.
TEST(Development, ProspectsAbroadMakeMorePeopleStudy) {
  Bench bench("");
  Development module = bench.module("aspiration=0.5\n");
  bench.update(module);
  EXPECT_EQ(module.tertiary(kHome), 1);
  double abroad = 0;
  for (const Shard& shard : bench.people().shards) {
    for (const Bucket& bucket : shard.buckets()) {
      for (const Person& person : bucket.people) abroad += person.skill == 2 ? 1 : 0;
    }
  }
  const double here = bench.workers_at_home()[2];
  bench.each_cohort(kHome, [](const Cohort& cohort, std::int64_t& n) {
    if (cohort.skill == Skill::kHigh) n /= 2;
  });
  bench.update(module);
  const double less = bench.workers_at_home()[2];
  const double more = abroad / (abroad + less) * (abroad + here) / abroad;
  EXPECT_GT(more, 1.5);
  EXPECT_NEAR(module.tertiary(kHome), std::sqrt(more), 1e-12);
  EXPECT_EQ(module.tertiary(kHost), 1);
}

// The newborn: 0.2 of them times the factor; the others keep their proportions.
TEST(Development, TheNewbornAreSchooledBySuchProspects) {
  const auto simulation = testing::simulate(world(development("aspiration=1\n") + kBusy));
  testing::run(*simulation, 24);
  const auto* module = simulation->modules().find<Development>();
  const Demography& births = *simulation->modules().of<Demography>().front();
  const auto upto = births.schooling(simulation->world(), kHome);
  ASSERT_GT(std::abs(module->tertiary(kHome) - 1), 0.05);
  EXPECT_NEAR(1 - upto[1], 0.2 * module->tertiary(kHome), 1e-12);
  const auto plain = testing::simulate(world());
  const auto before = plain->modules().of<Demography>().front()->schooling(plain->world(), kHome);
  EXPECT_NEAR(upto[0] / upto[1], before[0] / before[1], 1e-12);
}

// What the payoff adds for each schooling is ln of its own wages; the labour market's cancel.
TEST(Development, PayoffsAndSavingsReadWagesBySchooling) {
  const auto simulation = testing::simulate(
      world(development() + kBusy + testing::without(testing::all_but(testing::kPayoffs, "wage"))));
  testing::run(*simulation, 36);
  const Scene scene = simulation->scene();
  const auto* module = simulation->modules().find<Development>();
  const auto utility = [&](Skill skill) {
    const PayoffRow row = evaluate(scene, simulation->modules(), {kCitizens, kHome, skill, false});
    return row.utility(simulation->modules().channel("labour"), kHost);
  };
  const auto ratio = [&](Skill skill) {
    return module->beside_mean(skill)[kHost] / module->beside_mean(skill)[kHome];
  };
  ASSERT_GT(std::abs(std::log(ratio(Skill::kHigh) / ratio(Skill::kLow))), 1e-3);
  EXPECT_NEAR(utility(Skill::kHigh) - utility(Skill::kLow),
              std::log(ratio(Skill::kHigh)) - std::log(ratio(Skill::kLow)), 1e-12);
  const Capability& savings = *simulation->modules().of<Capability>().front();
  EXPECT_NEAR(savings.savings(scene, kHome, Skill::kHigh, 0.5),
              0.4 * 1.3 * scene.labour.wage[kHome] * module->beside_mean(Skill::kHigh)[kHome] *
                  module->means(kHome),
              1e-9);
  EXPECT_NE(module->means(kHome), 1);
}

// Of 1000 foreigners 750 work; where schooling pays nothing they earn their share of all who work.
TEST(Development, TheShareOfForeignersIsWhatTheyEarn) {
  const auto simulation =
      testing::simulate(world(development() + "[modules.savings]\npremium=1\n"));
  simulation->tick();
  const auto* module = simulation->modules().find<Development>();
  const PlaceArray share = module->of_foreigners(simulation->scene());
  EXPECT_NEAR(share[kHost], 750 / simulation->scene().labour.supply[kHost], 1e-6);
  EXPECT_EQ(share[kHome], 0);
}

// Nobody has gone yet: demand is supply. Later demand has the schooling of the start.
TEST(Development, VacanciesAreBySchooling) {
  const auto simulation = testing::simulate(world(development() + kBusy));
  simulation->tick();
  const auto* module = simulation->modules().find<Development>();
  const auto at_first = module->vacancies(simulation->scene());
  for (const Skill skill : kAllSkills) EXPECT_NEAR(at_first(kHome, skill), 0, 1e-9);
  testing::run(*simulation, 36);
  const auto later = module->vacancies(simulation->scene());
  double sum = 0;
  for (const Skill skill : kAllSkills) sum += later(kHome, skill);
  const Labour& labour = simulation->scene().labour;
  EXPECT_GT(sum, 0);
  EXPECT_GE(sum, labour.demand[kHome] - labour.supply[kHome] - 1e-6);
}

// A quarter more workers are wanted, of the schooling that there is: of the 0.4 of the residents
// and the 0.2 of a thousand foreigners. Without the module places are alike for all.
TEST(Development, PlacesOfContractsGoToWhoIsShort) {
  const auto share = [](const std::string& more) {
    const auto simulation = testing::simulate(
        world("[modules.contract]\nquota=0.05\n[modules.oil]\ntype='boom'\ntarget=['B']\n"
              "magnitude=0.25\n" +
              more));
    simulation->tick();
    const ChannelId contract = simulation->modules().channel("contract");
    const Rules& rules = simulation->scene().rules;
    double all = 0;
    for (const Skill skill : kAllSkills) all += rules.quota(contract, kHost, skill);
    EXPECT_NEAR(all, 0.05 * 0.2 * 20000, 1);  // the same number either way
    return rules.quota(contract, kHost, Skill::kHigh) / all;
  };
  EXPECT_NEAR(share(""), 1.0 / 3, 1e-12);
  EXPECT_NEAR(share(development()), 0.4 - 0.2 * 750 / 13000, 0.01);
}

// Both reckon what is sent in the same way where the module is on.
TEST(Development, TheSeriesOfRemittancesIsTheModules) {
  const auto simulation = testing::simulate(world(development()));
  simulation->tick();
  const Scene scene = simulation->scene();
  const auto* module = simulation->modules().find<Development>();
  EXPECT_NEAR(remittances_home(scene, 0.9)[0], module->sent_home()[kCitizens] / 12, 1e-6);
}

TEST(Development, WarnsWhereAnAgencyCountsTheSame) {
  const auto warned = [](const std::string& agency) {
    const auto simulation = testing::simulate(world(development() + agency));
    for (const std::string& text : simulation->warnings()) {
      if (text.find("modules.development: ") == 0) return true;
    }
    return false;
  };
  EXPECT_FALSE(warned(""));
  EXPECT_TRUE(warned("[modules.agency]\nenabled=true\n"));
  EXPECT_FALSE(warned("[modules.agency]\nenabled=true\ngrowth=0\n"));
}

}  // namespace
}  // namespace sojourn::models
