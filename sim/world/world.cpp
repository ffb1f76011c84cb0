#include "sim/world/world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "sim/world/geography.hpp"
#include "sim/input/rows.hpp"
#include "sim/world/scenario_tables.hpp"

namespace sojourn {

namespace {

constexpr Range kShare{0, 1};
constexpr Range kCount{0, 2e10};
constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2190;  // the months of birth in records reach so far

/// One attribute column: how it is introduced and where it goes.
struct AttributeColumn {
  const char* key;
  PlaceArray Attributes::*array;
  const char* unit;
  Range range;
  double fallback;
  const char* meaning;
};

constexpr double kRequired = -1e300;
const AttributeColumn kColumns[] = {
    {"population", &Attributes::population, "persons", kCount, kRequired,
     "everyone living there at the start, foreigners included"},
    {"gdp_per_capita",
     &Attributes::gdp_per_capita,
     "2021 int. $ / year",
     {1, 1e7},
     kRequired,
     "income per head at purchasing power parity"},
    {"hdi", &Attributes::hdi, "1", kShare, 0.7, "Human Development Index"},
    {"unemployment", &Attributes::unemployment, "1", kShare, 0.06, "share of the labour force"},
    {"stability", &Attributes::stability, "1", kShare, 0.5,
     "political stability, absence of violence"},
    {"rule_of_law", &Attributes::rule_of_law, "1", kShare, 0.5, "rule of law"},
    {"capacity", &Attributes::capacity, "1", kShare, 0.5, "administrative capacity"},
    {"rights", &Attributes::rights, "1", kShare, 0.4, "rights of migrants in practice"},
    {"openness", &Attributes::openness, "1", kShare, 0.3, "openness to labour migrants"},
    {"workforce_growth",
     &Attributes::workforce_growth,
     "1 / year",
     {-0.2, 0.2},
     0,
     "trend growth of the demand for labour"},
    {"birth_rate",
     &Attributes::birth_rate,
     "births / 1000 persons / year",
     {0, 80},
     20,
     "crude birth rate at the start"},
    {"life_expectancy",
     &Attributes::life_expectancy,
     "years",
     {25, 95},
     70,
     "life expectancy at birth"},
    {"share_0_14", &Attributes::share_0_14, "1", kShare, 0.27, "share of people aged 0 to 14"},
    {"share_65_plus", &Attributes::share_65_plus, "1", kShare, 0.08,
     "share of people aged 65 and over"},
    {"tertiary_share", &Attributes::tertiary_share, "1", kShare, 0.15,
     "share of adults with tertiary schooling"},
};

void resize(Attributes& attributes, Eigen::Index n) {
  for (const AttributeColumn& column : kColumns) (attributes.*column.array).conservativeResize(n);
}

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
              Introductions* introductions = nullptr)
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
    world_.places_of_state.resize(static_cast<std::size_t>(world_.n_states));
    for (int p = 0; p < world_.n_places(); ++p) {
      const StateId state = world_.state_of(PlaceId(p));
      if (state.valid()) world_.places_of_state[state.index()].emplace_back(p);
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
    world_.n_ticks =
        static_cast<int>(run.integer("ticks", "ticks", {0, 24000}, 120, "how long the run is"));
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
    world_.calendar = Calendar(start, tick == "day" ? TickLength::kDay : TickLength::kMonth);
    if (start.year < kFirstYear || start.year > kLastYear) {
      run.fault("start", fmt::format("expected a year from {} to {}", kFirstYear, kLastYear));
    } else if (world_.calendar.year(world_.n_ticks) > kLastYear) {
      run.fault("ticks", fmt::format("the run would end in {}, after {}",
                                     world_.calendar.year(world_.n_ticks), kLastYear));
    }
    if (tick == "month" && start.day != 1) {
      run.fault("start", "a run in months starts on the first of a month");
    }
    finish(run, "run");
    resolved_.table()["run"] = run.resolved();
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
    resize(world_.baseline, world_.n_places() + 1);
    for (const AttributeColumn& column : kColumns) {
      (world_.baseline.*column.array)[world_.n_places()] =
          column.fallback == kRequired
              ? row.required_real(column.key, column.unit, column.range, column.meaning)
              : row.real(column.key, column.unit, column.range, column.fallback, column.meaning);
    }
    const double young = world_.baseline.share_0_14[world_.n_places()];
    const double old = world_.baseline.share_65_plus[world_.n_places()];
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
    resize(world_.baseline, at + 1);
    for (const AttributeColumn& column : kColumns) {
      const double fallback =
          column.fallback == kRequired && column.array == &Attributes::population
              ? 0
              : (world_.baseline.*column.array)[from];
      (world_.baseline.*column.array)[at] =
          row.real(column.key, column.unit, column.range, fallback, column.meaning);
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
    for (Eigen::Index i = 0; i < n; ++i) {
      for (Eigen::Index j = 0; j < n; ++j) {
        const Place& a = world_.places[static_cast<std::size_t>(i)];
        const Place& b = world_.places[static_cast<std::size_t>(j)];
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
    edge.km = row.real("km", "km", {0, 40000},
                       known ? world_.distance_km(edge.from.value, edge.to.value) : 0, "length");
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
    if (world_.n_places() > 0) world_.affinity(from.value, to.value) = value;
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
    for (int s = 0; s < world_.n_states; ++s) world_.bloc.push_back(s);
    for (const Union& body : world_.unions) {
      for (const StateId member : body.members) {
        world_.bloc[member.index()] = body.members.front().value;
      }
    }
  }

  void forums() {
    each_named("forums", [&](const std::string& name, Settings& settings) {
      Forum forum{.name = name, .members = members(settings, "countries that meet")};
      const auto rule =
          settings.choice("rule", {kDecisionRuleNames.begin(), kDecisionRuleNames.end()},
                          "consensus", "how it decides");
      forum.rule = static_cast<DecisionRule>(std::ranges::find(kDecisionRuleNames, rule) -
                                             kDecisionRuleNames.begin());
      forum.quota = settings.real("quota", "1", {0.01, 1}, 0.5,
                                  "share of the weights that a weighted decision needs");
      forum.formality = settings.real("formality", "1", {0, 1}, 1,
                                      "0: talks; 1: decisions that bind the members");
      forum.authority = settings.real("authority", "1", {0, 1}, 0.5,
                                      "what its decisions count for beyond its formality");
      forum.discretion = settings.real("discretion", "1", {0, 1}, 0.3,
                                       "how far its secretariat may reinterpret its mandate");
      forum.mandate = mandate(settings);
      forum.host = state_or_none(settings, "host", "country that houses it");
      forum.funder = state_or_none(settings, "funder", "country that pays for it");
      world_.forums.push_back(std::move(forum));
    });
  }

  std::array<bool, kSubjects> mandate(Settings& settings) {
    const auto listed =
        settings.texts("mandate", {kSubjectNames.begin(), kSubjectNames.end()},
                       "what it may decide on: security, labour, rights, development");
    std::array<bool, kSubjects> subjects{};
    for (const std::string& subject : listed) {
      const auto found = std::ranges::find(kSubjectNames, subject);
      if (found == kSubjectNames.end()) {
        settings.fault(
            "mandate",
            fmt::format("unknown subject \"{}\"{}", subject,
                        nearest_hint(subject, {kSubjectNames.begin(), kSubjectNames.end()})));
        continue;
      }
      subjects[static_cast<std::size_t>(found - kSubjectNames.begin())] = true;
    }
    return subjects;
  }

  StateId state_or_none(Settings& settings, const std::string& key, const std::string& meaning) {
    const std::string id = settings.text(key, "", meaning + "; empty: none");
    return id.empty() ? StateId() : world_.require_state(settings, key, id);
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
    for (int s = 0; s < world_.n_states; ++s) {
      const auto& regions = world_.places[static_cast<std::size_t>(s)].regions;
      if (region != "*" && (region.empty() || std::ranges::count(regions, region) == 0)) continue;
      found = true;
      if (std::ranges::count(members, StateId(s)) == 0) members.push_back(StateId(s));
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
      ends.push_back({edge.from.value, edge.to.value});
    }
    world_.graph = std::make_shared<RouteGraph>(world_.n_places(), std::move(ends));
  }

  void refuse_more_foreigners_than_people() {
    if (!diagnostics_.empty()) return;
    std::vector<double> abroad(world_.places.size(), 0);
    std::vector<Source> where(world_.places.size());  // the row that is too much
    for (std::size_t i = 0; i < world_.stocks.size(); ++i) {
      const StockRow& row = world_.stocks[i];
      const std::size_t p = row.residence.index();
      const double before = abroad[p];
      abroad[p] += static_cast<double>(row.persons);
      if (before <= people_in(p) && abroad[p] > people_in(p)) where[p] = stock_rows_[i];
    }
    for (std::size_t p = 0; p < world_.places.size(); ++p) {
      if (abroad[p] <= people_in(p)) continue;
      diagnostics_.add(where[p],
                       fmt::format("stock.persons: the stocks in {} add up to {:.0f} persons, more "
                                   "than its population of {:.0f}",
                                   world_.places[p].id, abroad[p], people_in(p)));
    }
  }
  double people_in(std::size_t place) const {
    return world_.baseline.population[static_cast<Eigen::Index>(place)];
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

/// Two rows of each kind show which defaults follow from other values.
constexpr const char* kSample = R"(format_version = 1
title = "sample"
[[country]]
id = "A"
population = 1000
gdp_per_capita = 1000
[[country]]
id = "B"
population = 2000
gdp_per_capita = 2000
latitude = 10
[[place]]
id = "a"
state = "A"
latitude = 5
[[place]]
id = "b"
state = "B"
tertiary_share = 0.1
[[corridor]]
from = "A"
to = "B"
route = "R"
[[corridor]]
from = "B"
to = "a"
km = 1
[[stock]]
citizenship = "A"
residence = "B"
[[affinity]]
from = "A"
to = "B"
[areas.union]
members = ["A"]
[unions.club]
members = ["B"]
[forums.council]
members = ["A", "B"]
[seasons]
NAME = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
)";

}  // namespace

std::optional<PlaceId> World::find_place(const std::string& id) const {
  for (std::size_t p = 0; p < places.size(); ++p) {
    if (places[p].id == id) return PlaceId(p);
  }
  return std::nullopt;
}

PlaceId World::require_place(Settings& settings, const std::string& key,
                             const std::string& id) const {
  if (const auto found = find_place(id)) return *found;
  if (!id.empty()) {
    std::vector<std::string> known;
    for (const Place& place : places) known.push_back(place.id);
    settings.fault(key,
                   fmt::format("unknown country or place \"{}\"{}", id, nearest_hint(id, known)));
  }
  return PlaceId(0);
}

StateId World::require_state(Settings& settings, const std::string& key,
                             const std::string& id) const {
  const PlaceId place = require_place(settings, key, id);
  if (place.index() < static_cast<std::size_t>(n_states)) return StateId(place.value);
  if (!places.empty()) {
    settings.fault(key, fmt::format("\"{}\" is a place within a country, not a country", id));
  }
  return StateId(0);
}

World read_world(const Node& scenario, Diagnostics& diagnostics, Node& resolved) {
  return WorldReader(scenario, diagnostics, resolved).read();
}

Node sample_scenario() {
  Diagnostics none;
  return parse_toml(kSample, "sample", none).value();
}

std::vector<ScenarioTable> scenario_tables() {
  using enum ScenarioTable::Kind;
  std::vector<ScenarioTable> tables{
      {"run", kTable, {}, {}},     {"world", kTable, {}, {}},   {"country", kRows, {}, {}},
      {"place", kRows, {}, {}},    {"corridor", kRows, {}, {}}, {"stock", kRows, {}, {}},
      {"affinity", kRows, {}, {}}, {"areas", kNamed, {}, {}},   {"unions", kNamed, {}, {}},
      {"forums", kNamed, {}, {}},  {"seasons", kTable, {}, {}}};
  Diagnostics diagnostics;
  Node resolved;
  Introductions found;
  WorldReader(sample_scenario(), diagnostics, resolved, &found).read();
  for (ScenarioTable& table : tables) {
    table.keys = found.at(table.name).front();
    for (const auto& row : found.at(table.name)) {
      for (std::size_t i = 0; i < table.keys.size(); ++i) {
        if (row[i].default_text != table.keys[i].default_text) {
          table.computed.insert(table.keys[i].key);
        }
      }
    }
  }
  return tables;
}

}  // namespace sojourn
