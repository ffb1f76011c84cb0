#include "tests/worlds/emigration_world.hpp"

#include <fmt/format.h>

#include "models/emigration/emigration.hpp"
#include "sim/base/parallel.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::testing {

namespace {

constexpr std::size_t kOrigins = 6, kLarge = 3;
constexpr PlaceId kRich(kOrigins);  // after the origins: RICH, FAR, WAY
constexpr int kFirstYear = 5;       // that counts; bans are from the fourth

class DrawnExits {
 public:
  explicit DrawnExits(std::uint64_t number)
      : draws_(20160115, stream_id("claims O1 and O2"), 0, number) {}
  double between(double low, double high) { return low + (high - low) * draws_.uniform(); }

 private:
  Draws draws_;
};

std::string country_row(const std::string& id, double people, double income, double rights,
                        double openness, double demand, double longitude) {
  return fmt::format(
      "[[country]]\nid = \"{}\"\npopulation = {:.0f}\ngdp_per_capita = {:.0f}\nrights = {:.3f}\n"
      "openness = {:.3f}\nworkforce_growth = {:.4f}\ncapacity = 0.4\nlatitude = 20\n"
      "longitude = {:.1f}\n",
      id, people, income, rights, openness, demand, longitude);
}

std::string way(const std::string& from, const std::string& to, DrawnExits& draw) {
  const double risk = draw.between(0, 0.004), enforcement = draw.between(0.05, 0.4);
  const double price = draw.between(300, 1500);
  return fmt::format(
      "[[corridor]]\nfrom = \"{}\"\nto = \"{}\"\nprice = {:.0f}\nenforcement = {:.2f}\n"
      "risk = {:.4f}\n",
      from, to, price, enforcement, risk);
}

std::string acting_of(ExitArm::Acting acting) {
  switch (acting) {
    case ExitArm::Acting::kNobody:
      return "";
    case ExitArm::Acting::kOne:
      return "acting = [\"O0\"]\n";
    case ExitArm::Acting::kThreeLarge:
      return "acting = [\"O0\", \"O1\", \"O2\"]\ntogether = [\"O0\", \"O1\", \"O2\"]\n";
    case ExitArm::Acting::kThreeSmall:
      return "acting = [\"O3\", \"O4\", \"O5\"]\ntogether = [\"O3\", \"O4\", \"O5\"]\n";
  }
  return "";
}

}  // namespace

Node exit_scenario(std::uint64_t number, const ExitArm& arm) {
  DrawnExits draw(number);
  std::string rows, ways, stocks;
  for (std::size_t o = 0; o < kOrigins; ++o) {
    const double people = o < kLarge ? draw.between(6e7, 1.5e8) : draw.between(4e6, 1.2e7);
    const std::string id = fmt::format("O{}", o);
    const double longitude = draw.between(60, 90), income = draw.between(3000, 8000);
    rows += country_row(id, people, income, 0.2, 0.2, 0.01, longitude);
    ways += way(id, "WAY", draw);
    stocks +=
        fmt::format("[[stock]]\ncitizenship = \"{}\"\nresidence = \"RICH\"\npersons = {:.0f}\n", id,
                    draw.between(0.002, 0.006) * people);
  }
  const double rich = draw.between(8e6, 2e7), income = draw.between(40000, 70000);
  const double rights = draw.between(0.12, 0.25), open = draw.between(0.5, 1);
  const double growth = draw.between(0.02, 0.05);
  rows += country_row("RICH", rich, income, rights, open, arm.short_of_labour ? growth : -0.03, 45);
  const double far_income = draw.between(35000, 60000), far = draw.between(2e7, 8e7);
  rows += country_row("FAR", far, far_income, 0.6, 0.15, 0, 10);
  const double way_income = draw.between(8000, 15000), between = draw.between(1e7, 4e7);
  rows += country_row("WAY", between, way_income, 0.25, 0.1, 0.01, 55);
  const std::string to_far = way("WAY", "FAR", draw);
  ways += way("WAY", "RICH", draw) + to_far;
  const double chi = draw.between(0.8, 1.5), quota = draw.between(0.01, 0.03);
  const double h0 = draw.between(2e-4, 8e-4), network = draw.between(0.5, 0.7);
  std::string modules = fmt::format(
      "[modules.labour]\nquota = {:.4f}\n[modules.intention]\nh0 = {:.6f}\n"
      "[modules.network]\nb_network = {:.3f}\n",
      quota, h0, network);
  if (arm.acting != ExitArm::Acting::kNobody) {
    modules += fmt::format("[modules.emigration]\nstart = \"2018-01\"\nchi = {:.3f}\n{}", chi,
                           acting_of(arm.acting));
  }
  return scenario(fmt::format("[run]\nstart = \"2015-01\"\nticks = {}\nseed = {}\n"
                              "persons_per_agent = 2000\nlife_histories = 0\n",
                              12 * arm.years, 7000 + number) +
                  rows + stocks + (arm.ways ? ways : "") + modules);
}

ExitRun run_exit_world(std::uint64_t number, const ExitArm& arm) {
  const auto simulation = simulate(exit_scenario(number, arm));
  const ModuleSet& modules = simulation->modules();
  const double years = arm.years - kFirstYear;
  ExitRun run;
  while (!simulation->done()) {
    simulation->tick();
    if (simulation->now() <= 12 * kFirstYear) continue;
    const Scene scene = simulation->scene();
    for (const PlaceId to : scene.world.place_ids()) {
      if (to.index() == 0) continue;
      for (const ChannelId c : modules.channel_ids()) {
        const double came =
            scene.persons(scene.ledger.tick.arrivals(StateId(std::size_t{0}), to, c)) / years;
        const bool by_leave = modules.of<Channel>()[c.index()]->by_leave();
        run.abroad += came;
        if (to == kRich) run.there += came;
        if (to == kRich && by_leave) run.regular += came;
      }
    }
    if (simulation->now() > 12 * (arm.years - 1)) run.rights += scene.rules.rights[kRich] / 12;
  }
  return run;
}

std::vector<ExitRun> run_exit_worlds(std::size_t n, const ExitArm& arm) {
  std::vector<ExitRun> all(n);
  Crew crew(2);
  crew.each(n, [&](std::size_t i) { all[i] = run_exit_world(i, arm); });
  return all;
}

}  // namespace sojourn::testing
