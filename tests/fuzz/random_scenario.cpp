#include "tests/fuzz/random_scenario.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>

#include "models/catalog.hpp"
#include "sim/base/rng.hpp"
#include "tools/sojourn/check/setting_catalog.hpp"

namespace sojourn::fuzz {

using namespace models;

namespace {

/// A number between bounds; by its logarithm where they are far apart.
double between(Draws& draws, double low, double high) {
  const double u = draws.uniform();
  if (low > 0 && high / low > 100) return low * std::pow(high / low, u);
  return low + (high - low) * u;
}

/// A line `key = number`. One draw a line keeps their order, which arguments of a call have none
/// of.
std::string line(const char* key, double value) {
  return fmt::format("{} = {}\n", key, value);
}

std::string country(Draws& draws, int number, double people) {
  std::string text =
      fmt::format("[[country]]\nid = \"C{}\"\npopulation = {:.0f}\n", number, people);
  text += line("gdp_per_capita", between(draws, 300, 150000));
  text += line("unemployment", between(draws, 0, 0.5));
  for (const char* share : {"stability", "rule_of_law", "capacity", "rights", "openness", "hdi"}) {
    text += line(share, draws.uniform());
  }
  text += line("workforce_growth", between(draws, -0.03, 0.05));
  text += line("latitude", between(draws, -60, 70));
  text += line("longitude", between(draws, -180, 180));
  return text;
}

std::string corridor(Draws& draws, int from, int to) {
  std::string text = fmt::format("[[corridor]]\nfrom = \"C{}\"\nto = \"C{}\"\n", from, to);
  text += line("enforcement", draws.uniform());
  text += line("risk", between(draws, 0, 0.2));
  text += line("price", between(draws, 0, 5000));
  return text;
}

/// Half of a module's numbers drawn over their ranges.
std::string settings_of(const ModuleType& type, Draws& draws) {
  std::string text = fmt::format("[modules.{}]\ntype = \"{}\"\n", type.type, type.type);
  static const std::map<std::string, ScenarioTable> known = [] {
    std::map<std::string, ScenarioTable> all;
    const Catalog catalog = standard_catalog();
    for (const ModuleType& each : catalog.types())
      all.emplace(each.type, command::settings_of(each));
    return all;
  }();
  for (const SettingInfo& key : known.at(type.type).keys) {
    if (key.type != "real" || !std::isfinite(key.low) || !std::isfinite(key.high)) continue;
    const bool drawn = draws.happens(0.5);
    const double value = between(draws, key.low, key.high);
    if (drawn) text += fmt::format("{} = {:.17g}\n", key.key, value);
  }
  if (type.type == "deal") {  // what has no default
    text += "demander = \"C0\"\nsupplier = \"C1\"\nfrom = \"2015-03-01\"\n";
  }
  if (type.type == "union") text += "area = \"A\"\n[areas.A]\nmembers = [\"C1\", \"C2\"]\n";
  return text;
}

}  // namespace

std::string random_scenario(std::uint64_t number, int ticks) {
  Draws draws(20180101, stream_id("random settings"), 0, number);
  const int n = 3 + static_cast<int>(draws.uniform() * 3);
  std::string text = fmt::format(
      "[run]\nstart = \"2015-01\"\nticks = {}\nseed = {}\nlife_histories = 0\npersons_per_agent = "
      "{}\n",
      ticks, number, std::floor(between(draws, 1e4, 1e6)));
  for (int i = 0; i < n; ++i) text += country(draws, i, between(draws, 1e5, 1e8));
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) {
      if (i != j && draws.happens(0.5)) text += corridor(draws, i, j);
      if (i != j && draws.happens(0.3)) {
        text += fmt::format("[[stock]]\ncitizenship = \"C{}\"\nresidence = \"C{}\"\npersons = {}\n",
                            i, j, static_cast<int>(between(draws, 1, 20000)));
      }
    }
  }
  if (draws.happens(0.3)) text += "[unions.U]\nmembers = [\"C1\", \"C2\"]\n";
  text += fmt::format(
      "[modules.war]\ntype = \"conflict\"\ntarget = [\"C0\"]\nstart = \"2015-06\"\nmagnitude = "
      "{}\n",
      between(draws, 1e-3, 1));
  const Catalog catalog = standard_catalog();
  for (const ModuleType& type : catalog.types()) {
    if (type.stage == Shock::kStage || type.stage == Observer::kStage) continue;
    const bool taken = type.standard || draws.happens(0.7);
    if (taken) text += settings_of(type, draws);
  }
  return text;
}

}  // namespace sojourn::fuzz
