#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "models/outcomes/outcomes.hpp"
#include "sim/foresight/choice.hpp"
#include "sim/record/run_file.hpp"
#include "tests/support/guide_channel.hpp"
#include "tests/support/guide_example.hpp"
#include "tests/support/guide_hazard.hpp"
#include "tests/worlds/small_world.hpp"
#include "tools/sojourn/compare/compare.hpp"
#include "tools/sojourn/compare/sensitivity.hpp"
#include "tools/sojourn/run/run.hpp"

namespace sojourn {

using namespace models;  // as in models/catalog.cpp, whose lines the guide shows
using namespace command;

namespace {

namespace fs = std::filesystem;

std::string text_of(const std::string& file) {
  std::ifstream in(std::string(SOJOURN_SOURCE_DIR) + "/" + file);
  std::ostringstream text;
  text << in.rdbuf();
  EXPECT_FALSE(text.str().empty()) << file;
  return text.str();
}

/// The fenced blocks of one language, in order.
std::vector<std::string> blocks(const std::string& page, const std::string& language) {
  const std::string fence = "\n```" + language + "\n";
  std::vector<std::string> found;
  for (std::size_t at = page.find(fence); at != std::string::npos; at = page.find(fence, at)) {
    at += fence.size();
    found.push_back(page.substr(at, page.find("\n```", at) + 1 - at));
  }
  return found;
}

// --- docs/GUIDE.md ------------------------------------------------------------------------------

/// What the page tells the reader to do.
Catalog extended_catalog() {
  Catalog c = models::standard_catalog();
  constexpr bool kOnRequest = false;
  // clang-format off
  c.add<VisaWait>("visa_wait", "-b_wait*wait_j for those who need a visa", kOnRequest);
  c.add<VisaLottery>("visa_lottery", "residence permits by lot", kOnRequest);
  c.add<Lapse>("lapse", "permits that end", kOnRequest);
  // clang-format on
  return c;
}

/// The page's scenario lines for one module, and more of a test's own, laid over
/// two_countries.toml.
Node with(const std::string& module, const std::string& more = "",
          std::vector<std::string> assignments = {}) {
  for (const std::string& lines : blocks(text_of("docs/GUIDE.md"), "toml")) {
    if (!lines.starts_with("[modules." + module + "]\n")) continue;
    const fs::path overlay = fs::path(::testing::TempDir()) /
                             (module + "-" + std::to_string(::getpid()) + "_overlay.toml");
    std::ofstream(overlay) << lines << more;
    return load_scenario({std::string(SOJOURN_SOURCE_DIR) + "/scenarios/two_countries.toml",
                          {overlay},
                          std::move(assignments)});
  }
  throw std::runtime_error("docs/GUIDE.md shows no scenario lines for " + module);
}
Node with_visa_wait() {
  return with("visa_wait");
}

constexpr Viewpoint kPoor{StateId(0), PlaceId(0), Skill::kMedium, false};
constexpr PlaceId kRich(1);

PayoffRow row_of(const Node& scenario, ChannelId& labour, ChannelId& asylum) {
  Simulation simulation(scenario, extended_catalog(), 1);
  simulation.tick();
  labour = simulation.modules().channel("labour");
  asylum = simulation.modules().channel("asylum");
  return evaluate(simulation.scene(), simulation.modules(), kPoor);
}

TEST(Guide, QuotesTheHeaders) {
  std::vector<std::string> headers;
  for (const std::string& code : blocks(text_of("docs/GUIDE.md"), "cpp")) {
    if (code.starts_with("#pragma once\n")) headers.push_back(code);
  }
  EXPECT_EQ(headers, (std::vector{text_of("tests/support/guide_example.hpp"),
                                  text_of("tests/support/guide_channel.hpp"),
                                  text_of("tests/support/guide_hazard.hpp")}));
}

TEST(Guide, QuotesTheCatalogLinesAndTheTest) {
  const std::string test = text_of("tests/unit/docs_test.cpp");
  int quoted = 0;
  for (const std::string& code : blocks(text_of("docs/GUIDE.md"), "cpp")) {
    if (code.starts_with("#pragma once\n")) continue;
    EXPECT_NE(test.find(code), std::string::npos) << code;
    ++quoted;
  }
  EXPECT_EQ(quoted, 4);
}

TEST(Guide, WaitingLowersVisasByHand) {
  ChannelId labour, asylum;
  const PayoffRow before = row_of(testing::shipped("two_countries.toml"), labour, asylum);
  const PayoffRow after = row_of(with_visa_wait(), labour, asylum);
  // RICH has capacity 0.5: a wait of 3*(1 - 0.5) = 1.5 years, which costs 0.6*1.5 = 0.9.
  EXPECT_NEAR(after.utility(labour.value, kRich.value) - before.utility(labour.value, kRich.value),
              -0.9, 1e-12);
  EXPECT_EQ(after.utility(asylum.value, kRich.value), before.utility(asylum.value, kRich.value));
  // Who can pay for all took a visa with probability 0.643309 (see two_countries_test.cpp); now
  // with 0.643309*exp(-0.9)/(0.643309*exp(-0.9) + 0.356691) = 0.423055.
  constexpr double kRichEnough = 1e6;
  EXPECT_NEAR(ChoiceRow(before, nullptr).share({labour, kRich}, kRichEnough), 0.643309, 1e-3);
  EXPECT_NEAR(ChoiceRow(after, nullptr).share({labour, kRich}, kRichEnough), 0.423055, 1e-3);
}

TEST(Guide, FewerTakeAVisa) {
  const auto visas = [](const Node& scenario) {
    Simulation simulation(scenario, extended_catalog(), 1);
    while (!simulation.done()) simulation.tick();
    return simulation.ledger().stock(kRich, StateId(0), Status::kRegular);
  };
  EXPECT_LT(visas(with_visa_wait()), visas(testing::shipped("two_countries.toml")));
}

TEST(Guide, LotteryByHand) {
  Simulation simulation(with("visa_lottery"), extended_catalog(), 1);
  simulation.tick();
  const Scene scene = simulation.scene();
  const ChannelId lottery = simulation.modules().channel("visa_lottery");
  const ChannelId labour = simulation.modules().channel("labour");
  const PayoffRow row = evaluate(scene, simulation.modules(), kPoor);
  // A work visa costs 632.12 (see two_countries_test.cpp), a permit 400 more: 1032.12. In the first
  // year everyone hopes for a place, so the two differ by 400/5000 = 0.08.
  EXPECT_NEAR(row.cost(lottery.value, kRich.value), 1032.12, 5e-3);
  EXPECT_NEAR(row.utility(lottery.value, kRich.value) - row.utility(labour.value, kRich.value),
              -0.08, 1e-12);
  EXPECT_TRUE(std::isinf(row.cost(lottery.value, kPoor.residence.value)));  // one's own country
  // 0.00009 of 100,000 people in three parts: 3 for every schooling (of whom 0.1% have died).
  for (const Skill skill : {Skill::kLow, Skill::kMedium, Skill::kHigh}) {
    EXPECT_NEAR(simulation.modules().of<Channel>()[lottery.index()]->quota(scene, kRich, skill), 3,
                0.006);
  }
}

TEST(Guide, LotteryFillsItsPlaces) {
  // Of the some 107 who go in a year more than 3 of each schooling want a permit: 18 in two years,
  // and at most one of each schooling more or less, since places open by parts.
  Simulation simulation(with("visa_lottery", testing::without({"labour"})), extended_catalog(), 1);
  while (!simulation.done()) simulation.tick();
  EXPECT_NEAR(static_cast<double>(simulation.ledger().stock(kRich, StateId(0), Status::kRegular)),
              18, 3);
}

TEST(Guide, LapseByHand) {
  Simulation simulation(with("lapse"), extended_catalog(), 1);
  simulation.tick();
  const auto& lapse = testing::module_called(simulation.modules().of<Hazard>(), "lapse");
  Person person{};
  person.citizenship = 0;
  person.set_place(kRich);
  person.set_status(Status::kRegular);
  person.set_changed_at(0);
  const auto rate_after = [&](int months) {
    return lapse.rate(testing::at_tick(simulation.scene(), months), person);
  };
  // RICH has rights 0.4: 0.5*(1 - 0.4) = 0.3 a year, once the permit of one year is over.
  EXPECT_EQ(rate_after(11), 0);
  EXPECT_NEAR(rate_after(12), 0.3, 1e-12);
  const auto bound = [&](StateId citizenship, Status status) {
    return lapse.bound(simulation.scene(), kRich, citizenship, status);
  };
  EXPECT_NEAR(bound(StateId(0), Status::kRegular), 0.3, 1e-12);
  EXPECT_EQ(bound(StateId(0), Status::kRefugee), 0);
  EXPECT_EQ(bound(StateId(1), Status::kRegular), 0);
}

TEST(Guide, LapseTakesPapers) {
  // Nobody comes; of 10,000 whose permit is over 1 - exp(-0.3*2) = 0.451188 lose their papers in
  // two years, with a standard deviation of sqrt(10000*0.451188*0.548812) = 49.8.
  constexpr int kPeople = 10000;
  const Node scenario =
      with("lapse", "[[stock]]\ncitizenship = \"POOR\"\nresidence = \"RICH\"\npersons = 10000\n",
           {"modules.lapse.permit=0", "modules.intention.enabled=false"});
  Simulation simulation(scenario, extended_catalog(), 1);
  while (!simulation.done()) simulation.tick();
  const auto in = [&](Status status) {
    return simulation.ledger().stock(kRich, StateId(0), status);
  };
  EXPECT_EQ(in(Status::kRegular) + in(Status::kIrregular), kPeople);
  EXPECT_LT(
      std::abs(testing::deviation(static_cast<double>(in(Status::kIrregular)), kPeople, 0.451188)),
      testing::kFar);
}

/// The page's scenario lines beside two_countries.toml, month by month.
template <class Of>
std::vector<double> by_month(const std::string& module, const Of& of) {
  Simulation simulation(with(module), extended_catalog(), 1);
  for (const std::string& text : simulation.warnings()) {
    EXPECT_EQ(text.find("modules." + module + ":"), std::string::npos) << text;
  }
  std::vector<double> months;
  while (!simulation.done()) {
    simulation.tick();
    months.push_back(of(simulation.scene().rules));
  }
  return months;
}

TEST(Guide, DealByHand) {
  const auto e = by_month("return_pact", [](const Rules& r) { return r.enforcement[0]; });
  const auto paid = by_month("return_pact", [](const Rules& r) { return r.transfers[0]; });
  // One in ten is stopped without the deal; from 10 July 2020 to September 2021 half of the rest.
  EXPECT_EQ(e[5], 0.1);
  EXPECT_NEAR(e[6], 1 - 0.9 * (1 - 0.5 * 22 / 31), 1e-12);
  EXPECT_NEAR(e[7], 0.55, 1e-12);
  EXPECT_NEAR(e[20], 0.55, 1e-12);
  EXPECT_EQ(e[21], 0.1);
  // 2 millions, and a thousandth of a GDP of 5000 for each of some million people.
  EXPECT_NEAR(paid[7], 2e6 + 5e6, 1e5);
  EXPECT_EQ(paid[21], 0);
}

TEST(Guide, LeavingByHand) {
  const auto free = by_month("leaving", [](const Rules& r) { return r.free_movement(0, 1); });
  // Closed in April and May 2020, and for good from January 2021 on.
  for (std::size_t month = 0; month < free.size(); ++month) {
    EXPECT_EQ(free[month], month == 3 || month == 4 || month >= 12 ? 0 : 1) << month;
  }
}

TEST(Guide, TakePartOnRequestAndKnowTheirKeys) {
  const auto names = [](const std::string& toml) {
    const Node world = testing::scenario(
        "[[country]]\nid = \"A\"\npopulation = 1000\ngdp_per_capita = 1000\n" + toml);
    return Simulation(world, extended_catalog(), 1).modules().names();
  };
  for (const std::string module : {"visa_wait", "visa_lottery", "lapse"}) {
    const std::string table = "[modules." + module + "]\n";
    EXPECT_EQ(std::ranges::count(names(""), module), 0);
    EXPECT_EQ(std::ranges::count(names(table), module), 1);
    EXPECT_THROW(names(table + "b_weight = 1\n"), InputError);
  }
}

// --- docs/FORMAT.md -----------------------------------------------------------------------------

/// Rows of the page's tables under one heading: the cells, without backticks.
std::vector<std::vector<std::string>> rows_under(const std::string& heading) {
  std::istringstream page(text_of("docs/FORMAT.md"));
  std::vector<std::vector<std::string>> rows;
  bool inside = false;
  for (std::string line; std::getline(page, line);) {
    if (line.starts_with("#")) inside = line == heading;
    if (!inside || !line.starts_with("| `")) continue;
    std::vector<std::string> cells;
    std::istringstream rest(line.substr(1));
    for (std::string cell; std::getline(rest, cell, '|');) {
      std::erase(cell, '`');
      const std::size_t first = cell.find_first_not_of(' ');
      const std::size_t last = cell.find_last_not_of(' ');
      cells.push_back(first == std::string::npos ? "" : cell.substr(first, last - first + 1));
    }
    rows.push_back(cells);
  }
  return rows;
}

/// A run file as the command writes it, with everything that a run file can hold.
/// The scenario with a history, beside the test's other files.
fs::path with_history(const fs::path& scenario) {
  const fs::path file =
      fs::path(::testing::TempDir()) / fmt::format("docs_test-{}.toml", ::getpid());
  std::ofstream(file) << fmt::format(
      "format_version = 1\ninclude = \"{}\"\n[[history]]\ncountry = \"NORD\"\n"
      "date = \"2015-01\"\nconflict_deaths = 0\n",
      scenario.string());
  return file;
}

const RunFile& fresh_run() {
  static const RunFile file = [] {
    const fs::path out =
        fs::path(::testing::TempDir()) / ("docs_test-" + std::to_string(::getpid()) + ".h5");
    RunRequest request;
    request.scenario = {
        with_history(fs::path(SOJOURN_SOURCE_DIR) / "scenarios/corridor.toml"),
        {},
        {"run.ticks=13", "run.persons_per_agent=1000", "modules.bargaining.dyads=[\"RECV-NORD\"]",
         "modules.compact.vote=\"2015-06\"", "modules.agency.budget=1e-4",
         "modules.instruments.type=instruments", "modules.forum_politics.enabled=true",
         "modules.forums.enabled=true", "modules.development.enabled=true",
         "modules.transitions.period=1", "modules.ban.type=policy", "modules.ban.in=[\"RECV\"]",
         "modules.ban.visa=refused", "modules.pact.type=deal", "modules.pact.demander=RECV",
         "modules.pact.supplier=NORD", "modules.pact.from=2015-01", "modules.pact.payment=1e6"}};
    request.out = out;
    request.threads = 1;
    request.force = request.quiet = true;
    run(request);
    return RunFile(out);
  }();
  return file;
}

/// What page and file must agree on; the page may say more of the meaning.
struct Written {
  std::string axes, units, type;
  bool operator==(const Written&) const = default;
};

void PrintTo(const Written& w, std::ostream* out) {
  *out << w.axes << " | " << w.units << " | " << w.type;
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

std::string type_of(const StoredDataset& stored) {
  if (stored.type == ColumnType::kText) return "text";
  return stored.type == ColumnType::kReal ? "float64" : "int64";
}

enum class Part { kAxes, kSeries, kTables };

std::map<std::string, Written> in_file(Part part) {
  std::map<std::string, Written> found;
  for (const StoredDataset& stored : fresh_run().datasets()) {
    const bool column = stored.name.find('/') != std::string::npos;
    const Part own = column ? Part::kTables : stored.is_axis ? Part::kAxes : Part::kSeries;
    if (own != part) continue;
    found[stored.name] = {joined(stored.axes), stored.units, type_of(stored)};
  }
  return found;
}

std::map<std::string, Written> in_page(const std::string& heading) {
  std::map<std::string, Written> found;
  for (const auto& cells : rows_under(heading)) {
    if (cells.size() < 5) {
      ADD_FAILURE() << heading << ": a row of " << cells.size() << " cells: " << cells.front();
      continue;
    }
    found[cells[0]] = {cells[1], cells[2], cells[3]};
  }
  return found;
}

void expect_same(const std::map<std::string, Written>& page,
                 const std::map<std::string, Written>& file) {
  for (const auto& [name, written] : file) {
    const auto told = page.find(name);
    if (told == page.end()) {
      ADD_FAILURE() << "FORMAT.md does not name " << name;
    } else {
      EXPECT_EQ(told->second, written) << name;
    }
  }
  for (const auto& [name, told] : page) {
    EXPECT_TRUE(file.contains(name)) << "FORMAT.md names " << name << ", which no run file holds";
  }
}

TEST(Format, NamesEveryDataset) {
  auto axes = in_page("## Axes");
  for (auto& [name, told] : axes) {
    if (told.units == "days since START") told.units = fresh_run().find("time")->units;
  }
  expect_same(axes, in_file(Part::kAxes));
  expect_same(in_page("## Series"), in_file(Part::kSeries));
  expect_same(in_page("## Tables"), in_file(Part::kTables));
}

TEST(Format, NamesEveryAttribute) {
  const auto compare = [](const std::string& heading, const FileAttributes& file) {
    std::set<std::string> told, held;
    for (const auto& cells : rows_under(heading)) told.insert(cells.front());
    for (const auto& [name, value] : file) held.insert(name);
    EXPECT_EQ(told, held) << heading;
  };
  compare("## Root attributes", fresh_run().attributes());
  compare("## Provenance", fresh_run().provenance());
}

/// A comparison, or a study of sensitivity, with everything that its file can hold.
template <class Request>
Request small_study(const std::string& folder) {
  Request request;
  request.scenario = {std::string(SOJOURN_SOURCE_DIR) + "/scenarios/two_countries.toml",
                      {},
                      {"run.ticks=13", "run.persons_per_agent=1000"}};
  request.variations = {"modules.wage.b_wage=0.5..1"};
  request.samples = 2;
  request.replicates = request.threads = 1;
  request.out = fs::path(::testing::TempDir()) / (folder + "-" + std::to_string(::getpid()));
  request.quiet = true;
  return request;
}

std::map<std::string, Written> datasets_of(const fs::path& path) {
  const RunFile file(path);
  std::map<std::string, Written> found;
  for (const StoredDataset& stored : file.datasets()) {
    found[stored.name] = {joined(stored.axes), stored.units, type_of(stored)};
  }
  return found;
}

TEST(Format, NamesEveryDatasetOfAComparison) {
  const auto request = small_study<CompareRequest>("docs_compare");
  compare(request);
  expect_same(in_page("### compare.h5"), datasets_of(request.out / "compare.h5"));
  const RunFile file(request.out / "compare.h5");
  const std::string page = text_of("docs/FORMAT.md");
  for (const auto& [name, value] : file.attributes()) {
    EXPECT_NE(page.find("`" + name + "`"), std::string::npos) << name;
  }
  fs::remove_all(request.out);
}

TEST(Format, NamesEveryDatasetOfASensitivityStudy) {
  const auto request = small_study<SensitivityRequest>("docs_sensitivity");
  sensitivity(request);
  expect_same(in_page("### sensitivity.h5"), datasets_of(request.out / "sensitivity.h5"));
  fs::remove_all(request.out);
}

/// docs/ODD.md defines every outcome with its unit, as the program has it.
TEST(Format, NamesEveryOutcome) {
  const std::string page = text_of("docs/ODD.md");
  for (const Outcome& outcome : models::standard_outcomes()) {
    std::string units = outcome.units;
    if (units.starts_with("1e9 2021 ")) units = "10^9 " + units.substr(9);
    EXPECT_NE(page.find("| `" + outcome.name + "` | " + units + " | "), std::string::npos)
        << outcome.name;
  }
}

}  // namespace
}  // namespace sojourn
