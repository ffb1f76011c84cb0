#include "sim/world/world_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "sim/world/attribute_columns.hpp"
#include "sim/world/forum_reader.hpp"
#include "sim/world/geography.hpp"
#include "sim/world/run_length.hpp"

namespace sojourn {

namespace {

constexpr Range kShare{0, 1};
constexpr Range kCount{0, 2e10};
constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2190;  // the keys of draws hold years of birth so far

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(';', at), text.size());
    if (end > at) parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

class WorldReader {
 public:
  WorldReader(const Node& scenario, Diagnostics& diagnostics, Node& resolved,
              Introductions* introductions)
      : scenario_(scenario),
        diagnostics_(diagnostics),
        resolved_(resolved),
        introductions_(introductions),
        settings_(table("world"), "world", &diagnostics),
        rows_(scenario, settings_, diagnostics, resolved, introductions) {}

  World read() {
    header();
    run();
    rows_.each("country", "countries", "CSV file of countries, one row each",
               [&](Settings& row) { country(row); });
    world_.n_states = world_.n_places();
    if (world_.n_states == 0) {
      diagnostics_.add(scenario_.where, "a world needs at least one [[country]]");
    } else if (world_.n_states > kMaxStates) {
      diagnostics_.add(scenario_.where,
                       fmt::format("at most {} countries, found {}", kMaxStates, world_.n_states));
    }
    rows_.each("place", "places", "CSV file of further places within countries",
               [&](Settings& row) { place(row); });
    if (world_.n_places() > kMaxPlaces) {
      diagnostics_.add(scenario_.where,
                       fmt::format("at most {} places, found {}", kMaxPlaces, world_.n_places()));
    }
    world_.places_of_state.resize(world_.states().size());
    for (const PlaceId place : world_.place_ids()) {
      const StateId state = world_.state_of(place);
      if (state.valid()) world_.places_of_state[state.index()].push_back(place);
    }
    pairs();
    seasons();
    rows_.each("corridor", "corridors", "CSV file of corridors, one directed edge a row",
               [&](Settings& row) { corridor(row); });
    rows_.each("stock", "stocks", "CSV file of people living abroad at the start",
               [&](Settings& row) { stock(row); });
    rows_.each("affinity", "affinities", "CSV file of learnt corridor constants",
               [&](Settings& row) { affinity(row); });
    areas();
    unions();
    forums();
    finish(settings_, "world");
    resolved_.table()["world"] = without_files(settings_.resolved());
    graph();
    refuse_more_foreigners_than_people();
    unknown_top_level();
    return std::move(world_);
  }

 private:
  const Node* table(const std::string& key) {
    const Node* node = scenario_.find(key);
    if (node == nullptr || node->is_table()) return node;
    diagnostics_.add(node->where,
                     fmt::format("{}: expected a table, found {}", key, node->kind_name()));
    return nullptr;
  }

  void finish(Settings& settings, const std::string& name) {
    settings.finish();
    if (introductions_ != nullptr) (*introductions_)[name].push_back(settings.introduced());
  }

  /// The rows are in the resolved text themselves.
  static Node without_files(Node node) {
    for (const char* key : {"countries", "places", "corridors", "stocks", "affinities"}) {
      node.table().erase(key);
    }
    return node;
  }

  void header() {
    resolved_.value = Node::Table{};
    Node version;
    version.value = std::int64_t{1};
    resolved_.table()["format_version"] = version;
    const Node* title = scenario_.find("title");
    const std::string* text = title ? std::get_if<std::string>(&title->value) : nullptr;
    if (title != nullptr && text == nullptr) {
      diagnostics_.add(title->where, "title: expected text, found " + title->kind_name());
    }
    world_.title = text != nullptr ? *text : "untitled";
    Node resolved;
    resolved.value = world_.title;
    resolved_.table()["title"] = resolved;
  }

  void run() {
    Settings run(table("run"), "run", &diagnostics_);
    const Date start = run.date("start", {2015, 1, 1}, "first day of the first tick");
    const std::string tick = run.choice("tick", {"month", "day"}, "month", "length of a tick");
    world_.calendar = Calendar(start, tick == "day" ? TickLength::kDay : TickLength::kMonth);
    world_.n_ticks = read_run_length(run, world_.calendar);
    world_.seed = static_cast<std::uint64_t>(
        run.integer("seed", "1", {0, 9.2e18}, 1, "names the luck of the run"));
    world_.persons_per_agent = run.real("persons_per_agent", "persons", {1, 1e6}, 1,
                                        "how many people one agent stands for");
    world_.choice_rounds = static_cast<int>(
        run.integer("choice_rounds", "1", {0, 20}, 3, "how often a refused person chooses again"));
    world_.fold_after = run.real("fold_after", "years", {0, 100}, 10,
                                 "how long a returned person is followed as one");
    world_.life_histories = static_cast<int>(run.integer(
        "life_histories", "persons", {0, 10000000}, 10000, "size of the sample of life histories"));
    if (start.year < kFirstYear || start.year > kLastYear) {
      run.fault("start", fmt::format("expected a year from {} to {}", kFirstYear, kLastYear));
    } else if (world_.calendar.year(world_.n_ticks) > kLastYear) {
      run.fault(run.has("end") ? "end" : "ticks",
                fmt::format("the run would end in {}, after {}",
                            world_.calendar.year(world_.n_ticks), kLastYear));
    }
    if (tick == "month" && start.day != 1) {
      run.fault("start", "a run in months starts on the first of a month");
    }
    finish(run, "run");
    resolved_.table()["run"] = with_ticks_alone(run.resolved(), world_.n_ticks);
  }

  /// `id` must name something, and something new.
  void check_id(Settings& row, const std::string& id) {
    if (id.empty() && row.has("id")) row.fault("id", "a place needs a name");
    if (world_.find_place(id)) row.fault("id", fmt::format("\"{}\" is there already", id));
  }

  void describe_place(Settings& row, Place& place) {
    place.name = row.text("name", place.id, "name for people");
    place.latitude = row.real("latitude", "degrees", {-90, 90}, place.latitude, "latitude");
    place.longitude = row.real("longitude", "degrees", {-180, 180}, place.longitude, "longitude");
    place.max_persons =
        row.integer("max_persons", "persons", {-1, 2e10}, -1, "room for people; -1 for no limit");
    check_id(row, place.id);
  }

  void country(Settings& row) {
    Place place;
    place.id = row.required_text("id", "short unique name, ISO 3166-1 alpha-3 by custom");
    place.state = StateId(world_.n_places());
    describe_place(row, place);
    place.languages = split(row.text("languages", "", "wide languages, separated by ';'"));
    place.colonial_ties =
        split(row.text("colonial_ties", "", "former colonial powers, separated by ';'"));
    place.regions = split(row.text("regions", "", "labels, separated by ';'"));
    const Eigen::Index at = world_.n_places();
    for (const AttributeColumn& column : attribute_columns()) {
      PlaceArray& values = world_.baseline.*column.array;
      values.conservativeResize(at + 1);
      values[at] =
          column.fallback
              ? row.real(column.key, column.unit, column.range, *column.fallback, column.meaning)
              : row.required_real(column.key, column.unit, column.range, column.meaning);
    }
    const double young = world_.baseline.share_0_14[at];
    const double old = world_.baseline.share_65_plus[at];
    if (young + old >= 1) {
      row.fault("share_0_14", "share_0_14 and share_65_plus leave nobody in between");
    }
    world_.places.push_back(std::move(place));
  }

  void place(Settings& row) {
    Place place;
    place.id = row.required_text("id", "short unique name");
    place.state =
        world_.require_state(row, "state", row.required_text("state", "country it belongs to"));
    if (world_.places.empty()) return;  // a fault already
    const Place& parent = world_.places[place.state.index()];
    place.latitude = parent.latitude;
    place.longitude = parent.longitude;
    place.languages = parent.languages;
    place.colonial_ties = parent.colonial_ties;
    place.regions = parent.regions;
    describe_place(row, place);
    const Eigen::Index at = world_.n_places(), from = place.state.value;
    for (const AttributeColumn& column : attribute_columns()) {
      PlaceArray& values = world_.baseline.*column.array;
      values.conservativeResize(at + 1);
      const double fallback = column.array == &Attributes::population ? 0 : values[from];
      values[at] = row.real(column.key, column.unit, column.range, fallback, column.meaning);
    }
    world_.places.push_back(std::move(place));
  }

  void pairs() {
    NearnessWeights weights;
    weights.reach_km = settings_.real("proximity_km", "km", {1, 1e5}, weights.reach_km,
                                      "distance over which nearness falls by e");
    weights.distance = settings_.real("proximity_distance", "1", kShare, weights.distance,
                                      "weight of nearness in proximity");
    weights.language = settings_.real("proximity_language", "1", kShare, weights.language,
                                      "weight of a common language in proximity");
    weights.colonial_tie = settings_.real("proximity_colonial", "1", kShare, weights.colonial_tie,
                                          "weight of a colonial tie in proximity");
    const Eigen::Index n = world_.n_places();
    world_.distance_km = PairArray::Zero(n, n);
    world_.proximity = PairArray::Zero(n, n);
    world_.affinity = PairArray::Zero(n, n);
    for (const PlaceId i : world_.place_ids()) {
      for (const PlaceId j : world_.place_ids()) {
        const Place& a = world_.places[i.index()];
        const Place& b = world_.places[j.index()];
        world_.distance_km(i, j) = great_circle_km(a, b);
        world_.proximity(i, j) = proximity(a, b, weights);
      }
    }
  }

  void seasons() {
    const Node* node = table("seasons");
    Settings settings(node, "seasons", &diagnostics_);
    if (node != nullptr) {
      for (const auto& [name, profile] : node->table()) {
        world_.seasons[name] =
            settings.reals(name, "1", {0, 1}, std::vector<double>(12, 1.0),
                           "share of attempts that can set out, January to December");
        if (world_.seasons[name].size() != 12) {
          settings.fault(name, fmt::format("expected 12 monthly factors, found {}",
                                           world_.seasons[name].size()));
          world_.seasons[name].assign(12, 1.0);
        }
      }
    }
    finish(settings, "seasons");
    resolved_.table()["seasons"] = settings.resolved();
  }

  void corridor(Settings& row) {
    Corridor edge;
    const std::string from = row.required_text("from", "place where it begins");
    const std::string to = row.required_text("to", "place where it ends");
    edge.from = world_.require_place(row, "from", from);
    edge.to = world_.require_place(row, "to", to);
    if (from == to) row.fault("to", fmt::format("a corridor from \"{}\" to itself", from));
    const std::string mode = row.choice("mode", {"land", "sea", "air"}, "land", "how one crosses");
    edge.mode = mode == "sea" ? Mode::kSea : mode == "air" ? Mode::kAir : Mode::kLand;
    const bool known = edge.from.valid() && edge.to.valid() && world_.n_places() > 0;
    edge.km = row.real("km", "km", {0, 40000}, known ? world_.distance_km(edge.from, edge.to) : 0,
                       "length");
    edge.enforcement =
        row.real("enforcement", "1", kShare, 0, "probability that one attempt is intercepted");
    edge.risk = row.real("risk", "1", kShare, 0, "probability of death per crossing");
    edge.price = row.real("price", "int. $", {0, 1e6}, 0, "what smugglers ask per crossing");
    edge.season = row.text("season", "", "name of a profile in [seasons]");
    edge.route = row.text("route", "", "route under which crossings are detected; empty: none");
    edge.detection = row.real("detection", "1", kShare, edge.route.empty() ? 0 : 1,
                              "probability that a crossing is detected and counted");
    if (!edge.season.empty() && !world_.seasons.contains(edge.season)) {
      std::vector<std::string> known_seasons;
      for (const auto& [name, profile] : world_.seasons) known_seasons.push_back(name);
      row.fault("season", fmt::format("unknown season \"{}\"{}", edge.season,
                                      nearest_hint(edge.season, known_seasons)));
    }
    if (!seen_corridors_.insert({from, to, mode, edge.route}).second) {
      row.fault("to", fmt::format("a corridor {} -> {} by {} is there already", from, to, mode));
    }
    if (known && edge.from != edge.to) world_.corridors.push_back(edge);
  }

  void stock(Settings& row) {
    StockRow stock;
    const std::string citizenship = row.required_text("citizenship", "country of citizenship");
    const std::string residence = row.required_text("residence", "place of residence");
    stock.citizenship = world_.require_state(row, "citizenship", citizenship);
    stock.residence = world_.require_place(row, "residence", residence);
    std::vector<std::string> names(kStatusNames.begin() + 1, kStatusNames.end());
    const std::string status = row.choice("status", names, "regular", "status at the start");
    stock.status =
        static_cast<Status>(std::ranges::find(kStatusNames, status) - kStatusNames.begin());
    stock.persons = row.integer("persons", "persons", kCount, 0, "number of people");
    const bool home = world_.n_places() > 0 && stock.residence.valid() &&
                      world_.state_of(stock.residence) == stock.citizenship;
    if (home && stock.status != Status::kReturned) {
      row.fault("residence", "people in their own country are residents or returned");
    }
    if (!seen_stocks_.insert({citizenship, residence, status}).second) {
      row.fault("citizenship", fmt::format("a stock of \"{}\" in \"{}\" as {} is there already",
                                           citizenship, residence, status));
    }
    stock_rows_.push_back(row.where("persons"));
    world_.stocks.push_back(stock);
  }

  void affinity(Settings& row) {
    const std::string citizenship = row.required_text("from", "country of citizenship");
    const std::string destination = row.required_text("to", "destination");
    const StateId from = world_.require_state(row, "from", citizenship);
    const PlaceId to = world_.require_place(row, "to", destination);
    const double value = row.real("value", "1", {-50, 50}, 0, "addend of the payoff");
    if (!seen_affinities_.insert({citizenship, destination}).second) {
      row.fault("to", fmt::format("the affinity of \"{}\" for \"{}\" is there already", citizenship,
                                  destination));
    }
    if (world_.n_places() > 0) world_.affinity(from, to) = value;
  }

  void areas() {
    each_named("areas", [&](const std::string& name, Settings& settings) {
      world_.areas.push_back(
          {name, members(settings, "countries between which people move freely")});
    });
  }

  void unions() {
    each_named("unions", [&](const std::string& name, Settings& settings) {
      Union body{name, members(settings, "countries that bargain as one"), 1};
      if (world_.find_place(name)) {
        settings.fault("members", fmt::format("\"{}\" is the name of a country or place", name));
      }
      body.approval =
          settings.real("approval", "1", {0.01, 1}, 1,
                        "share of the union's people whose governments must gain from a deal; 1: "
                        "each has a veto");
      body.by_gdp = settings.choice("split", {"gain", "gdp"}, "gain",
                                    "by what members share payments: their gain from the deal (no "
                                    "member then pays more than it gains) or their GDP") == "gdp";
      world_.unions.push_back(std::move(body));
    });
    refuse_two_unions();
    for (const StateId state : world_.states()) world_.bloc.push_back(state.value);
    for (const Union& body : world_.unions) {
      for (const StateId member : body.members) {
        world_.bloc[member.index()] = body.members.front().value;
      }
    }
  }

  void forums() {
    each_named("forums", [&](const std::string& name, Settings& settings) {
      auto meeting = members(settings, "countries that meet");
      world_.forums.push_back(read_forum(world_, name, std::move(meeting), settings));
    });
  }

  /// Calls read(name, settings) for each table [key.NAME].
  template <class Read>
  void each_named(const std::string& key, const Read& read) {
    Node resolved;
    resolved.value = Node::Table{};
    if (const Node* node = table(key)) {
      for (const auto& [name, child] : node->table()) {
        if (!child.is_table()) {
          diagnostics_.add(child.where, fmt::format("{}.{}: expected a table, found {}", key, name,
                                                    child.kind_name()));
          continue;
        }
        Settings settings(&child, key + "." + name, &diagnostics_);
        read(name, settings);
        finish(settings, key);
        resolved.table()[name] = settings.resolved();
      }
    }
    resolved_.table()[key] = resolved;
  }

  std::vector<StateId> members(Settings& settings, const std::string& meaning) {
    const auto listed = settings.texts("members", {}, meaning);
    const std::string region =
        settings.text("region", "", "label whose countries are members as well; *: all countries");
    std::vector<StateId> members;
    for (const std::string& member : listed) {
      const StateId state = world_.require_state(settings, "members", member);
      if (std::ranges::count(members, state) > 0) {
        settings.fault("members", fmt::format("{} is listed twice", member));
      }
      members.push_back(state);
    }
    if (listed.empty() && region.empty()) {
      settings.fault("members", "expected members or a region, or nobody is meant");
    }
    bool found = region.empty();
    for (const StateId state : world_.states()) {
      const auto& regions = world_.places[state.index()].regions;
      if (region != "*" && (region.empty() || std::ranges::count(regions, region) == 0)) continue;
      found = true;
      if (std::ranges::count(members, state) == 0) members.push_back(state);
    }
    if (!found) settings.fault("region", fmt::format("no country has the label \"{}\"", region));
    return members;
  }

  void refuse_two_unions() {
    std::map<StateId, std::string> of;
    for (const Union& body : world_.unions) {
      for (const StateId member : body.members) {
        const auto [other, fresh] = of.emplace(member, body.name);
        if (fresh) continue;
        diagnostics_.add(table("unions")->where,
                         fmt::format("unions.{}.members: {} is a member of {} already", body.name,
                                     world_.places[member.index()].id, other->second));
      }
    }
  }

  void graph() {
    std::vector<CorridorEnds> ends;
    for (const Corridor& edge : world_.corridors) {
      ends.push_back({edge.from, edge.to});
    }
    world_.graph = std::make_shared<RouteGraph>(world_.n_places(), std::move(ends));
  }

  void refuse_more_foreigners_than_people() {
    if (!diagnostics_.empty()) return;
    const PlaceArray& people = world_.baseline.population;
    PlaceArray abroad = PlaceArray::Zero(world_.n_places());
    std::vector<Source> where(world_.places.size());  // the row that is too much
    for (std::size_t i = 0; i < world_.stocks.size(); ++i) {
      const PlaceId place = world_.stocks[i].residence;
      const double before = abroad[place];
      abroad[place] += static_cast<double>(world_.stocks[i].persons);
      const bool too_many = before <= people[place] && abroad[place] > people[place];
      if (too_many) where[place.index()] = stock_rows_[i];
    }
    for (const PlaceId place : world_.place_ids()) {
      if (abroad[place] <= people[place]) continue;
      diagnostics_.add(where[place.index()],
                       fmt::format("stock.persons: the stocks in {} add up to {:.0f} persons, more "
                                   "than its population of {:.0f}",
                                   world_.places[place.index()].id, abroad[place], people[place]));
    }
  }

  void unknown_top_level() {
    const std::vector<std::string> known{
        "format_version", "title",    "run",   "world",  "country", "place",   "corridor",
        "stock",          "affinity", "areas", "unions", "forums",  "seasons", "modules"};
    for (const auto& [key, node] : scenario_.table()) {
      if (std::ranges::count(known, key) > 0) continue;
      std::string hint = nearest_hint(key, known);
      if (hint.empty()) hint = fmt::format("; known here: {}", fmt::join(known, ", "));
      diagnostics_.add(node.where, fmt::format("{}: unknown key{}", toml_key(key), hint));
    }
  }

  const Node& scenario_;
  Diagnostics& diagnostics_;
  Node& resolved_;
  Introductions* introductions_;
  Settings settings_;
  RowReader rows_;
  World world_;
  std::set<std::tuple<std::string, std::string, std::string, std::string>> seen_corridors_;
  std::set<std::tuple<std::string, std::string, std::string>> seen_stocks_;
  std::set<std::pair<std::string, std::string>> seen_affinities_;
  std::vector<Source> stock_rows_;  // where the persons of each of World::stocks were written
};

}  // namespace

World read_world(const Node& scenario, Diagnostics& diagnostics, Node& resolved,
                 Introductions* introductions) {
  return WorldReader(scenario, diagnostics, resolved, introductions).read();
}

}  // namespace sojourn
