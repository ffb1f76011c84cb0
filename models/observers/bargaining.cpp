#include "models/observers/bargaining.hpp"

#include <fmt/format.h>

#include "models/bargaining/win_set_size.hpp"
#include "models/observers/axes.hpp"
#include "models/observers/flows/dyads.hpp"
#include "sim/base/archive.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn::models {

namespace {

constexpr std::size_t kMostByDefault = 10;

DyadWatch watched_dyads(Settings& settings, const World& world, double small_flow) {
  const auto parties = parties_of(world);
  const auto names = settings.texts("dyads", {},
                                    "pairs of unions or states outside them, \"EU-TUR\"; none: the "
                                    "ten pairs with the most people "
                                    "of one living in the other at the start");
  auto dyads = read_dyads(settings, "dyads", names, world, parties);
  if (names.empty()) dyads = largest_dyads(world, parties, kMostByDefault);
  return {world, std::move(dyads), small_flow, Diaspora(settings)};
}

}  // namespace

BargainingObserver::BargainingObserver(Settings& settings, const World& world)
    : terms_(settings),
      net_position_towards_all_(settings),
      watch_(watched_dyads(settings, world, terms_.small_flow)) {}

void BargainingObserver::bind(const ModuleSet& modules) {
  watch_.bind(modules);
}

void BargainingObserver::declare(const Scene& /*scene*/, Recorder& recorder) {
  std::vector<std::string> dyads;
  for (const Dyad& d : watch_.dyads()) dyads.push_back(name_of(watch_.parties(), d));
  if (dyads.empty()) return;
  recorder.add_axis({"dyad", std::move(dyads), {}, "1", "two parties"});
  recorder.add_axis(
      {"side", {"first", "second"}, {}, "1", "party of the dyad, as its name has it"});
  recorder.add_axis(
      {"issue", {"admission", "containment", "rights"}, {}, "1", "what the parties bargain over"});
  const auto by_side = [&](const char* name, const char* units, const char* meaning) {
    return recorder.add_series<double>({name, {"year", "dyad", "side"}, units, meaning});
  };
  net_flow_ = by_side("net_flow", "1", "net flow from the other side over twelve months");
  net_position_ = by_side("net_position", "1", "net position by stocks, towards all others");
  pressure_ = by_side("pressure", "GDP share / year", "excess cost that comes through the other");
  ideals_ = recorder.add_series<double>(
      {"ideal_point", {"year", "dyad", "side", "issue"}, "1", "what the side would like most"});
  empty_ = recorder.add_series<std::int64_t>(
      {"win_set_empty", {"year", "dyad"}, "1", "1 if no text is better for both, else 0"});
  volume_ = recorder.add_series<double>(
      {"win_set_volume", {"year", "dyad"}, "1", "size of the set of texts that both prefer"});
  areas_ = recorder.add_series<double>({"win_set_area",
                                        {"year", "dyad", "issue"},
                                        "1",
                                        "area of that set where this issue stays as it is"});
  texts_ = recorder.add_series<double>({"best_text",
                                        {"year", "dyad", "issue"},
                                        "1",
                                        "text with the largest least gain, else the status quo"});
  gains_ = recorder.add_series<double>(
      {"best_gain", {"year", "dyad"}, "1", "least gain of the two from that text"});
}

void BargainingObserver::observe(const Scene& scene, Recorder& recorder) {
  watch_.update(scene);
  if (watch_.dyads().empty()) return;
  if (!begins_recorded_year(scene)) return;
  const Year year = year_of(scene);
  recorder.append(net_flow_, year.net_flow);
  recorder.append(net_position_, year.net_position);
  recorder.append(pressure_, year.pressure);
  recorder.append(ideals_, year.ideals);
  recorder.append(empty_, year.empty);
  recorder.append(volume_, year.volume);
  recorder.append(areas_, year.areas);
  recorder.append(texts_, year.texts);
  recorder.append(gains_, year.gains);
}

BargainingObserver::Year BargainingObserver::year_of(const Scene& scene) const {
  Year year;
  for (std::size_t d = 0; d < watch_.dyads().size(); ++d) {
    add_sides(scene, d, year);
    add_win_set(terms_.between(watch_.position(scene, d, 0), watch_.position(scene, d, 1)), year);
  }
  return year;
}

void BargainingObserver::add_sides(const Scene& scene, std::size_t dyad, Year& year) const {
  const Dyad& both = watch_.dyads()[dyad];
  for (const int side : {0, 1}) {
    const DyadPosition position = watch_.position(scene, dyad, side);
    const Party& party = watch_.parties()[side == 0 ? both.first : both.second];
    const IssuePoint ideal = terms_.preference(position).ideal;
    year.net_flow.push_back(position.net_position);
    year.net_position.push_back(net_position_towards_all_.of(scene, party));
    year.pressure.push_back(position.pressure);
    year.ideals.insert(year.ideals.end(), ideal.begin(), ideal.end());
  }
}

void BargainingObserver::add_win_set(const Bargain& bargain, Year& year) const {
  const VotingRule both = VotingRule::everyone();
  const PreferredText best = find_preferred(bargain, both);
  WinSetSize size;
  if (best.exists) size = win_set_size(bargain, both);
  year.empty.push_back(best.exists ? 0 : 1);
  year.volume.push_back(size.volume.value);
  for (const Measure& area : size.area) year.areas.push_back(area.value);
  year.texts.insert(year.texts.end(), best.text.begin(), best.text.end());
  year.gains.push_back(best.gain);
}

void BargainingObserver::state(Archive& archive) {
  archive(watch_);
}

}  // namespace sojourn::models
