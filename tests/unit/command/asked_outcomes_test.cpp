#include "tools/sojourn/outcomes/asked_outcomes.hpp"

#include <gtest/gtest.h>

#include "tests/worlds/small_world.hpp"

namespace sojourn::command {
namespace {

const Source kWhere{"test.toml", 3, 5};

/// Stocks at the end of ticks, arrivals during them, a wage; three countries, two of them in NORTH.
SeriesIndex index() {
  SeriesIndex all;
  all.ids = {{"residence", {"A", "B", "C"}},
             {"citizenship", {"A", "B", "C"}},
             {"place", {"A", "B", "C"}},
             {"status", {"regular", "irregular"}}};
  all.regions = {{"NORTH", {"A", "B"}}};
  all.place_of = {{"Alphaland", "A"}};
  all.series = {{{"stocks", {"residence", "citizenship", "status"}, "persons", "people"}, true},
                {{"entered", {"place"}, "persons", "came in", OverTime::kSum}, true},
                {{"wage", {"place"}, "2021 int. $ / year", "wage"}, false}};
  return all;
}

ChosenCells choose(const std::string& text) {
  return choose_cells(parse_selection(text, kWhere), index(), kWhere);
}

std::string fault_of(const std::string& text) {
  try {
    choose(text);
  } catch (const InputError& error) {
    return error.what();
  }
  return "no fault";
}

TEST(ChosenCells, FlowsAreToldPerYear) {
  EXPECT_EQ(choose("entered[place=A]").units, "persons / year");
  EXPECT_TRUE(choose("entered").flow);
  EXPECT_EQ(choose("stocks[status=irregular]").units, "persons");
  EXPECT_FALSE(choose("stocks").flow);
}

TEST(ChosenCells, ARegionIsItsPlaces) {
  EXPECT_EQ(choose("stocks[residence=NORTH;B;C]").selection.choices[0].ids,
            (std::vector<std::string>{"A", "B", "C"}));
}

TEST(ChosenCells, WhatIsNotKnownIsToldWithTheNearest) {
  EXPECT_EQ(fault_of("stock[residence=A]"),
            "test.toml:3:5: \"stock[residence=A]\": no series over time is called \"stock\", "
            "nearest known: \"stocks\"");
  EXPECT_EQ(fault_of("stocks[residance=A]"),
            "test.toml:3:5: \"stocks[residance=A]\": stocks has no axis \"residance\", nearest "
            "known: \"residence\"; it has residence, citizenship, status");
  EXPECT_EQ(fault_of("stocks[status=irregulr]"),
            "test.toml:3:5: \"stocks[status=irregulr]\": the axis status has no \"irregulr\", "
            "nearest known: \"irregular\"");
  EXPECT_NE(fault_of("stocks[residence=NORT]").find("nearest known: \"NORTH\""), std::string::npos);
  EXPECT_NE(fault_of("stocks[residence=Alphaland]").find("nearest known: \"A\" (Alphaland)"),
            std::string::npos);
  EXPECT_NE(fault_of("stocks[status=NORTH]").find("the axis status has no \"NORTH\""),
            std::string::npos);
}

// By its beginning, by the same ids on an axis of other series, and where nothing is like it.
TEST(ChosenCells, AnAxisIsToldWithTheNearestAndWhatThereIs) {
  const std::string all = "; it has residence, citizenship, status";
  EXPECT_TRUE(fault_of("stocks[citizn=A]").ends_with("nearest known: \"citizenship\"" + all));
  EXPECT_TRUE(fault_of("stocks[place=A]").ends_with("nearest known: \"residence\"" + all));
  EXPECT_TRUE(fault_of("stocks[ce=A]").ends_with("no axis \"ce\"" + all));
}

TEST(ChosenCells, SeveralCellsOfAMeasureNeedAFold) {
  EXPECT_NE(fault_of("wage").find("wage is a measure and 3 ids of place are chosen"),
            std::string::npos);
  EXPECT_NE(fault_of("wage[place=NORTH]").find("mean(wage[place=NORTH])"), std::string::npos);
  EXPECT_EQ(choose("wage[place=B]").units, "2021 int. $ / year");
  EXPECT_EQ(choose("mean(wage[place=NORTH])").selection.fold, Fold::kMean);
}

TEST(AskedOutcomes, WithoutNamesAreAllAndThoseDefined) {
  const auto wishes = parse_wishes({"here = stocks[residence=A]"});
  const auto asked = asked_outcomes(wishes, {}, {index()});
  ASSERT_EQ(asked.size(), models::standard_outcomes().size() + 1);
  EXPECT_EQ(asked.back().name, "here");
  EXPECT_EQ(asked.back().meaning, "stocks[residence=A]: people");
  EXPECT_FALSE(asked.back().standard);
}

TEST(AskedOutcomes, NamesPick) {
  const auto scenario =
      testing::scenario("[outcomes]\nhere = \"stocks[residence=A]\"\nthere = \"entered\"\n");
  const auto asked = asked_outcomes(parse_wishes({"there", "deaths", "there", "x=entered"}),
                                    defined_in(scenario), {index()});
  ASSERT_EQ(asked.size(), 3U);
  EXPECT_EQ(asked[0].name, "there");
  EXPECT_EQ(models::standard_outcomes()[*asked[1].standard].name, "deaths");
  EXPECT_EQ(asked[2].name, "x");
}

TEST(AskedOutcomes, ADefinitionFitsOneOfTheRegimes) {
  SeriesIndex with_policy = index();
  with_policy.ids["status"].push_back("sponsored");
  const auto wishes = parse_wishes({"x=stocks[status=sponsored]"});
  EXPECT_THROW(asked_outcomes(wishes, {}, {index()}), InputError);
  EXPECT_EQ(asked_outcomes(wishes, {}, {index(), with_policy}).back().name, "x");
}

std::string wish_fault(const std::vector<std::string>& texts) {
  try {
    asked_outcomes(parse_wishes(texts), {}, {index()});
  } catch (const InputError& error) {
    return error.what();
  }
  return "no fault";
}

TEST(AskedOutcomes, FaultsOfNames) {
  EXPECT_EQ(wish_fault({"arrival"}),
            "--outcome: no outcome is called \"arrival\", nearest known: \"arrivals\"");
  EXPECT_NE(wish_fault({"who_bears_it"}).find("; there are welfare, arrivals, deaths,"),
            std::string::npos);
  EXPECT_NE(wish_fault({"deaths=entered"}).find("the outcome deaths is there already"),
            std::string::npos);
  EXPECT_NE(wish_fault({"a/b=entered"}).find("\"a/b\" names no outcome"), std::string::npos);
  EXPECT_NE(wish_fault({"stocks[residence=A]"}).find("names no outcome"), std::string::npos);
  EXPECT_NE(wish_fault({"x=entered", "x=stocks"}).find("the outcome x is defined twice"),
            std::string::npos);
}

TEST(AskedOutcomes, FaultsOfSeveralAreToldAtOnce) {
  const std::string text = wish_fault({"x=stocks[citizen=A]", "arrival", "y=stoks"});
  EXPECT_NE(text.find("no axis \"citizen\""), std::string::npos) << text;
  EXPECT_NE(text.find("no outcome is called \"arrival\""), std::string::npos) << text;
  EXPECT_NE(text.find("no series over time is called \"stoks\""), std::string::npos) << text;
}

// One that the scenario defines wrongly is there, though nobody can ask for it.
TEST(AskedOutcomes, AFaultOfTheScenarioIsToldOnce) {
  const auto scenario = testing::scenario("[outcomes]\nhere = \"stoks\"\n");
  try {
    asked_outcomes(parse_wishes({"here", "arrival"}), defined_in(scenario), {index()});
    FAIL() << "there are no stoks";
  } catch (const InputError& error) {
    EXPECT_EQ(error.diagnostics().size(), 2U) << error.what();
    EXPECT_EQ(std::string(error.what()).find("no outcome is called \"here\""), std::string::npos);
  }
}

// What observers record in a world of two countries, and a fault of its own table [outcomes].
TEST(SeriesIndex, IsWhatARunWouldRecord) {
  const std::string world = R"(
[[country]]
id = "POOR"
population = 1000
gdp_per_capita = 1000
regions = "SOUTH"
[[country]]
id = "RICH"
population = 1000
gdp_per_capita = 9000
)";
  const Catalog catalog = models::standard_catalog();
  const SeriesIndex found = index_of(testing::scenario(world), catalog);
  EXPECT_EQ(found.ids.at("residence"), (std::vector<std::string>{"POOR", "RICH"}));
  EXPECT_EQ(found.regions.at("SOUTH"), (std::vector<std::string>{"POOR"}));
  const auto stocks = std::ranges::find_if(
      found.series, [](const KnownSeries& one) { return one.info.name == "stocks"; });
  ASSERT_NE(stocks, found.series.end());
  EXPECT_EQ(stocks->info.axes, (std::vector<std::string>{"residence", "citizenship", "status"}));
  EXPECT_NO_THROW(check_outcomes(
      testing::scenario(world + "[outcomes]\nx = \"stocks[residence=RICH]\"\n"), catalog));
  try {
    check_outcomes(testing::scenario(world + "[outcomes]\nx = \"stocks[residence=RICK]\"\n"),
                   catalog);
    FAIL() << "RICK is no place";
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("test.toml:13:5: "), std::string::npos)
        << error.what();
    EXPECT_NE(std::string(error.what()).find("nearest known: \"RICH\""), std::string::npos);
  }
}

}  // namespace
}  // namespace sojourn::command
