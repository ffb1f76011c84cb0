#include "sim/world/tables/corridors.hpp"

#include "sim/world/routes/corridor_names.hpp"
#include "sim/world/tables/words.hpp"

namespace sojourn {

namespace {

constexpr std::size_t kMonths = 12;

}  // namespace

void read_seasons(const Reading& reading, World& world) {
  const Node* node = reading.table("seasons");
  Settings settings(node, "seasons", &reading.diagnostics);
  if (node != nullptr) {
    for (const auto& [name, unused] : node->table()) {
      std::vector<double>& profile = world.seasons[name];
      profile = settings.reals(name, "1", {0, 1}, std::vector<double>(kMonths, 1.0),
                               "share of attempts that can set out, January to December");
      if (profile.size() == kMonths) continue;
      settings.fault(name, fmt::format("expected 12 monthly factors, found {}", profile.size()));
      profile.assign(kMonths, 1.0);
    }
  }
  reading.finish_table(settings, "seasons");
}

void CorridorReader::operator()(Settings& row) {
  Corridor edge;
  const std::string from = row.required_text("from", "place where it begins");
  const std::string to = row.required_text("to", "place where it ends");
  edge.from = world_.require_place(row, "from", from);
  edge.to = world_.require_place(row, "to", to);
  if (from == to && !to.empty())
    row.fault("to", fmt::format("a corridor from \"{}\" to itself", from));
  const std::string mode = row.choice("mode", {"land", "sea", "air"}, "land", "how one crosses");
  edge.mode = mode_called(mode);
  const bool known = edge.from.valid() && edge.to.valid() && world_.n_places() > 0;
  read_crossing(row, edge, known ? world_.distance_km(edge.from, edge.to) : 0);
  if (!seen_.insert({from, to, mode, edge.route}).second) {
    row.fault("to", fmt::format("a corridor {} -> {} by {} is there already", from, to, mode));
  }
  if (known && edge.from != edge.to) world_.corridors.push_back(edge);
}

void CorridorReader::read_crossing(Settings& row, Corridor& edge, double known_km) {
  edge.km = row.real("km", "km", {0, 40000}, known_km, "length");
  edge.enforcement =
      row.real("enforcement", "1", kShare, 0, "probability that one attempt is intercepted");
  edge.risk = row.real("risk", "1", kShare, 0, "probability of death per crossing");
  edge.price = row.real("price", "int. $", {0, 1e6}, 0, "what smugglers ask per crossing");
  edge.season = read_name(row, "season", "name of a profile in [seasons]");
  edge.route = read_name(row, "route", "route under which crossings are detected; empty: none");
  edge.detection = row.real("detection", "1", kShare, edge.route.empty() ? 0 : 1,
                            "probability that a crossing is detected and counted");
  if (!edge.season.empty()) require_season(row, edge.season);
}

void CorridorReader::require_season(Settings& row, const std::string& season) const {
  if (world_.seasons.contains(season)) return;
  std::vector<std::string> known;
  for (const auto& [name, profile] : world_.seasons) known.push_back(name);
  row.fault("season", fmt::format("unknown season \"{}\"{}", season, nearest_hint(season, known)));
}

void join_corridors(World& world) {
  std::vector<CorridorEnds> ends;
  for (const Corridor& edge : world.corridors) ends.push_back({edge.from, edge.to});
  world.graph = std::make_shared<RouteGraph>(world.n_places(), std::move(ends));
}

}  // namespace sojourn
