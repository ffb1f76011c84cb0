#include "tests/worlds/development_world.hpp"

#include <fmt/format.h>

#include "tests/worlds/small_world.hpp"

namespace sojourn::testing {

namespace {

constexpr int kCounted = 10;

class Drawer {
 public:
  explicit Drawer(std::uint64_t number) : draws_(20260510, stream_id("claim G4"), 0, number) {}
  double between(const Range& range) {
    return range.low + (range.high - range.low) * draws_.uniform();
  }

 private:
  Draws draws_;
};

std::string country(const char* id, double people, double income, double longitude) {
  return fmt::format(
      "[[country]]\nid = \"{}\"\npopulation = {:.0f}\ngdp_per_capita = {:.0f}\n"
      "longitude = {:.2f}\n",
      id, people, income, longitude);
}

std::string countries(Drawer& draw, const HumpArm& arm) {
  constexpr const char* kNames[] = {"P0", "P1", "P2"};
  std::string rows, stocks;
  for (const char* name : kNames) {
    const double people = draw.between({4e7, 6e7});
    const double longitude = draw.between({0, 2}), income = draw.between({1500, 4000});
    rows += country(name, people, income, longitude);
    stocks += fmt::format("[[stock]]\ncitizenship = \"{}\"\nresidence = \"R\"\npersons = {:.0f}\n",
                          name, people * draw.between({0.003, 0.01}));
  }
  const double income = draw.between({35000, 50000}), people = draw.between({8e6, 1.2e7});
  rows += country("R", people, income, arm.near ? 3 : 90) + "openness = 1\nrights = 0.6\n";
  return rows + stocks;
}

}  // namespace

const std::map<std::string, Range> kHumpRanges{
    {"modules.development.sent", {0.1, 0.3}}, {"modules.development_aid.share", {0.02, 0.08}},
    {"modules.intention.gamma", {0.8, 1.2}},  {"modules.intention.h0", {3e-5, 2e-4}},
    {"modules.savings.kappa", {0.3, 0.5}},    {"modules.savings.s_savings", {0.4, 0.6}}};

Node hump_scenario(std::uint64_t number, const HumpArm& arm) {
  Drawer draw(number);
  std::string dotted;
  for (const auto& [path, range] : kHumpRanges) {
    const double value = draw.between(range);
    const bool unused = (!arm.aid && path.starts_with("modules.development_aid.")) ||
                        (!arm.remittances && path.starts_with("modules.development."));
    const bool nothing = !arm.sends && path == "modules.development.sent";
    if (!unused) dotted += fmt::format("{} = {:.9f}\n", path, nothing ? 0.0 : value);
  }
  return scenario(dotted +
                  fmt::format("[run]\nticks = {}\nseed = {}\npersons_per_agent = 100\n"
                              "life_histories = 0\n",
                              12 * arm.years, 8000 + number) +
                  countries(draw, arm));
}

double chose_the_rich(std::uint64_t number, const HumpArm& arm) {
  const auto simulation = simulate(hump_scenario(number, arm));
  double came = 0;
  while (!simulation->done()) {
    simulation->tick();
    if (simulation->now() <= 12 * (arm.years - kCounted)) continue;
    const Scene scene = simulation->scene();
    for (const ChannelId channel : scene.ledger.channel_ids()) {
      for (const Skill skill : kAllSkills) {
        came += scene.persons(scene.ledger.tick.proposals(channel, kHumpRich, skill));
      }
    }
  }
  return came;
}

}  // namespace sojourn::testing
