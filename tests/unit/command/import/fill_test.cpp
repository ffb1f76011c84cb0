#include <gtest/gtest.h>

#include <cmath>

#include "tools/sojourn/import/figures/lookup.hpp"
#include "tools/sojourn/import/figures/spans.hpp"
#include "tools/sojourn/import/figures/splits.hpp"
#include "tools/sojourn/import/figures/totals.hpp"
#include "tools/sojourn/import/fill/geography_rows.hpp"
#include "tools/sojourn/import/fill/history_rows.hpp"
#include "tools/sojourn/import/fill/models.hpp"
#include "tools/sojourn/import/fill/stock_rows.hpp"

namespace sojourn::intake {
namespace {

const std::map<int, Figure> kFigures{{2000, {10}}, {2004, {18}}, {2010, {12}}};

TEST(ImportLookup, AlongTheLineByHand) {
  EXPECT_EQ(at_year(kFigures, 2004)->value, 18);
  EXPECT_EQ(at_year(kFigures, 2004)->how, "");
  EXPECT_EQ(at_year(kFigures, 2001)->value, 12);
  EXPECT_EQ(at_year(kFigures, 2008)->value, 14);
  EXPECT_EQ(at_year(kFigures, 2008)->how, "along the line between 2004 and 2010");
  EXPECT_FALSE(at_year(kFigures, 1999));
  EXPECT_FALSE(at_year(kFigures, 2011));
  EXPECT_EQ(nearest_year(kFigures, 2013, 5)->value, 12);
  EXPECT_EQ(nearest_year(kFigures, 2002, 5)->value, 10);  // of two, the earlier
  EXPECT_FALSE(nearest_year(kFigures, 2016, 5));
}

class ImportFill : public ::testing::Test {
 protected:
  void tell(const std::string& attribute, const std::string& id, int year, double value,
            const std::string& publisher = "P") {
    AttributeSeries& series = intake_.data.series_of(attribute, publisher);
    series.figures[id][year] = {value, 0, year, 1};
    series.years.insert(year);
  }
  void stock(PairYears& pairs, int year, const char* from, const char* to, double n, int line = 1) {
    pairs[year][{from, to}] = {n, 0, line, 4};
  }
  double told_of(const std::string& attribute, const std::string& id, int year) const {
    const auto found = told(intake_.data, attribute, id, year);
    return found ? found->value : std::nan("");
  }
  std::string faults() const {
    try {
      intake_.diagnostics.throw_if_any();
    } catch (const InputError& error) {
      return error.what();
    }
    return "";
  }
  std::string note(const std::string& heading) const {
    std::string text;
    for (const Notes::Group& group : intake_.notes.groups()) {
      if (group.heading != heading) continue;
      text += group.what + ":";
      for (const std::string& value : group.values) text += " " + value + ";";
      text += "\n";
    }
    return text;
  }
  Collected& data() { return intake_.data; }
  Wanted wanted(int year) const { return {year, 9999, 1}; }
  Intake intake_ = [] {
    Intake intake;
    intake.data.files = {"f.csv"};
    return intake;
  }();
};

TEST_F(ImportFill, TheEarlierPublisherCountsWhereItTells) {
  tell("population", "FRA", 2000, 60, "A");
  tell("population", "FRA", 2000, 61, "B");
  tell("population", "FRA", 2001, 62, "B");
  EXPECT_EQ(told_of("population", "FRA", 2000), 60);
  EXPECT_EQ(told_of("population", "FRA", 2001), 62);
}

TEST_F(ImportFill, AYearBeyondTheFilesIsRefused) {
  tell("population", "FRA", 2000, 60);
  tell("population", "FRA", 2010, 60);
  tell("stability", "FRA", 2006, 0.5, "WGI");
  stock(data().stocks, 1990, "TCD", "FRA", 5);
  stock(data().stocks, 2010, "TCD", "FRA", 5);
  refuse_years_beyond(data(), 2006, 0, intake_.diagnostics);
  EXPECT_EQ(faults(), "");
  refuse_years_beyond(data(), 2003, 2, intake_.diagnostics);
  EXPECT_EQ(faults(), "f.csv:1:1: holds figures of WGI of 2006 to 2006; --year 2003 lies beyond");
  intake_.diagnostics = {};
  refuse_years_beyond(data(), 2003, 3, intake_.diagnostics);
  EXPECT_EQ(faults(), "");
  refuse_years_beyond(data(), 2012, 50, intake_.diagnostics);
  EXPECT_EQ(faults(),
            "f.csv:1:1: holds population of 2000 to 2010; --year 2012 lies beyond\n"
            "f.csv:1:1: holds stocks of migrants of 1990 to 2010; --year 2012 lies beyond");
}

TEST_F(ImportFill, FormerStatesAreDividedByPopulation) {
  tell("population", "CZE", 1990, 10e6);
  tell("population", "SVK", 1990, 5e6);
  tell("conflict_deaths", "CSK", 1990, 30);
  tell("hdi", "CSK", 1990, 0.7);
  tell("hdi", "SVK", 1990, 0.65);
  stock(data().stocks, 1990, "CSK", "FRA", 300);
  stock(data().stocks, 1990, "CSK", "SVK", 90);
  stock(data().stocks, 1990, "SVK", "FRA", 7);
  split_former_states(data(), 1990, intake_.notes);
  EXPECT_EQ(told_of("conflict_deaths", "CZE", 1990), 20);
  EXPECT_EQ(told_of("conflict_deaths", "SVK", 1990), 10);
  EXPECT_EQ(told_of("hdi", "CZE", 1990), 0.7);
  EXPECT_EQ(told_of("hdi", "SVK", 1990), 0.65);  // what a part tells by itself is kept
  const auto& stocks = data().stocks.at(1990);
  EXPECT_EQ(stocks.at({"CZE", "FRA"}).value, 200);
  EXPECT_EQ(stocks.at({"SVK", "FRA"}).value, 107);
  EXPECT_EQ(stocks.at({"CZE", "SVK"}).value, 60);
  EXPECT_FALSE(stocks.contains({"CSK", "FRA"}));
  EXPECT_NE(note("States that parted").find("390 from CSK in 1990 over CZE 0.667, SVK 0.333"),
            std::string::npos)
      << note("States that parted");
}

TEST_F(ImportFill, ALargerStateIsDividedUntilItParted) {
  for (const int year : {2010, 2011}) {
    tell("population", "SDN", year, 30e6);
    tell("population", "SSD", year, 10e6);
    tell("conflict_deaths", "SDN", year, 400);
    stock(data().refugees, year, "SDN", "TCD", 1000);
  }
  split_former_states(data(), 2010, intake_.notes);
  EXPECT_EQ(told_of("conflict_deaths", "SDN", 2010), 300);
  EXPECT_EQ(told_of("conflict_deaths", "SSD", 2010), 100);
  EXPECT_EQ(told_of("conflict_deaths", "SDN", 2011), 400);
  EXPECT_EQ(data().refugees.at(2010).at({"SSD", "TCD"}).value, 250);
  EXPECT_EQ(data().refugees.at(2011).at({"SDN", "TCD"}).value, 1000);
}

TEST_F(ImportFill, ATableThatTellsOfAPartIsNotDivided) {
  tell("population", "SDN", 2005, 30e6);
  tell("population", "SSD", 2005, 10e6);
  stock(data().stocks, 2005, "SDN", "TCD", 1000);
  stock(data().stocks, 2005, "SSD", "TCD", 50);
  split_former_states(data(), 2005, intake_.notes);
  EXPECT_EQ(data().stocks.at(2005).at({"SDN", "TCD"}).value, 1000);
}

CountryRows rows_of(std::initializer_list<std::pair<const char*, double>> people) {
  CountryRows rows;
  for (const auto& [id, n] : people) {
    rows[id].id = id;
    rows[id].values["population"] = n;
    rows[id].values["gdp_per_capita"] = 1000;
  }
  return rows;
}

TEST_F(ImportFill, RefugeesComeOutOfTheStocksByHand) {
  const CountryRows rows = rows_of({{"TCD", 1e6}, {"FRA", 1e6}, {"ITA", 1e6}, {"ESP", 1e6}});
  for (const char* host : {"FRA", "ITA", "ESP"}) {
    stock(data().stocks, 2005, "TCD", host, 100);
    stock(data().refugees, 2005, "TCD", host, 70);
    stock(data().applicants, 2005, "TCD", host, 10);
  }
  data().adds_refugees["FRA"] = {{2000, true}, {2010, false}};
  data().adds_refugees["ITA"][0] = false;
  const Stocks stocks = stock_rows(intake_, rows, wanted(2005));
  EXPECT_EQ(faults(), "");
  EXPECT_EQ(stocks.persons.at({"TCD", "FRA", "regular"}), 20);
  EXPECT_EQ(stocks.persons.at({"TCD", "ITA", "regular"}), 50);  // half of it at most
  EXPECT_EQ(stocks.persons.at({"TCD", "ESP", "regular"}), 20);  // not said: all
  EXPECT_EQ(stocks.persons.at({"TCD", "ITA", "refugee"}), 70);
  EXPECT_EQ(stocks.persons.at({"TCD", "FRA", "asylum_applicant"}), 10);
  EXPECT_EQ(stocks.born_abroad.at("FRA"), 100);
}

TEST_F(ImportFill, BirthsAcrossABorderDrawnLater) {
  const CountryRows rows = rows_of({{"UKR", 1e6}, {"RUS", 1e6}, {"IND", 1e6}, {"PAK", 1e6}});
  stock(data().stocks, 2005, "UKR", "RUS", 100);
  stock(data().stocks, 2005, "IND", "PAK", 100);
  stock(data().stocks, 2005, "IND", "RUS", 100);
  Wanted some = wanted(2005);
  some.born_across = 0.3;
  const Stocks stocks = stock_rows(intake_, rows, some);
  EXPECT_EQ(stocks.persons.at({"UKR", "RUS", "regular"}), 30);
  EXPECT_EQ(stocks.persons.at({"IND", "PAK", "regular"}), 30);
  EXPECT_EQ(stocks.persons.at({"IND", "RUS", "regular"}), 100);
  EXPECT_NE(note("Judged").find("200 people were born across a border"), std::string::npos);
}

TEST_F(ImportFill, StocksBetweenTwoYearsAndEmptyCells) {
  const CountryRows rows = rows_of({{"TCD", 1e6}, {"FRA", 1e6}, {"ITA", 1e6}, {"MLI", 1e6}});
  stock(data().stocks, 2000, "TCD", "FRA", 100);
  stock(data().stocks, 2005, "TCD", "FRA", 200);
  stock(data().stocks, 2005, "TCD", "ITA", 50);  // nobody in 2000
  stock(data().stocks, 2000, "MLI", "FRA", 80);  // not told in 2005
  data().stocks_not_told.insert({2005, {"MLI", "FRA"}});
  const Stocks stocks = stock_rows(intake_, rows, wanted(2002));
  EXPECT_EQ(stocks.persons.at({"TCD", "FRA", "regular"}), 140);
  EXPECT_EQ(stocks.persons.at({"TCD", "ITA", "regular"}), 20);
  EXPECT_EQ(stocks.persons.at({"MLI", "FRA", "regular"}), 80);
  EXPECT_NE(note("Filled").find("of 2000, the nearest year: MLI, FRA 80"), std::string::npos);
  EXPECT_NE(note("Interpolated").find("between 2000 and 2005, 2 pairs"), std::string::npos);
}

TEST_F(ImportFill, MorePeopleFromAbroadThanPeople) {
  const CountryRows rows = rows_of({{"TCD", 1e6}, {"MLI", 1e6}, {"FRA", 100}});
  stock(data().stocks, 2005, "MLI", "FRA", 60, 7);
  stock(data().stocks, 2005, "TCD", "FRA", 50, 8);
  stock_rows(intake_, rows, wanted(2005));
  EXPECT_EQ(faults(),
            "f.csv:8:4: 110 people from abroad, up to this figure, live in FRA in 2005, more than "
            "its population of 100");
  intake_.diagnostics = {};
  stock(data().stocks, 2005, "MLI", "FRA", 101, 7);
  stock_rows(intake_, rows, wanted(2005));
  EXPECT_EQ(faults(),
            "f.csv:7:4: 101 people from abroad live in FRA in 2005, more than its population of "
            "100");
}

TEST_F(ImportFill, StocksAreCutDownWhereThatIsWanted) {
  const CountryRows rows = rows_of({{"TCD", 1e6}, {"MLI", 1e6}, {"FRA", 100}});
  stock(data().stocks, 2005, "MLI", "FRA", 100);
  stock(data().stocks, 2005, "TCD", "FRA", 90);
  Wanted fits = wanted(2005);
  fits.fits_stocks = true;
  const Stocks stocks = stock_rows(intake_, rows, fits);
  EXPECT_EQ(faults(), "");
  EXPECT_EQ(stocks.persons.at({"MLI", "FRA", "regular"}), 50);
  EXPECT_EQ(stocks.persons.at({"TCD", "FRA", "regular"}), 45);
  EXPECT_NE(note("Filled").find("FRA 190 of 100 people"), std::string::npos);
}

TEST_F(ImportFill, TotalsThatDifferAreTold) {
  stock(data().stocks, 2005, "MLI", "FRA", 600);
  stock(data().stocks, 2005, "TCD", "FRA", 300);
  stock(data().stocks, 2005, "TCD", "ITA", 500);
  data().unknown_origin["FRA"][2005] = 100;
  data().stock_by_destination["FRA"][2005] = {1000, 0, 5, 6};  // as it should be
  data().stock_by_destination["ITA"][2005] = {600, 0, 6, 6};
  data().stock_by_origin["TCD"][2005] = {800, 0, 7, 6};
  tell("population", "FRA", 2005, 60e6);
  data().population_of_world["P"][2005] = {61e6, 0, 8, 6};
  EXPECT_EQ(compare_totals(intake_, wanted(2005)), 2);
  const std::string text = note("Totals");
  EXPECT_NE(text.find("f.csv:6:6: people from abroad in ITA in 2005: 500, the total is 600"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("f.csv:8:6: people of the world in 2005: 60000000, the total is 61000000"),
            std::string::npos);
  EXPECT_NE(text.find("4 totals of publishers were compared"), std::string::npos);
}

TEST_F(ImportFill, WhatIsNotToldOfACountry) {
  for (const auto& [id, hdi] : {std::pair{"FRA", 0.8}, {"DEU", 0.9}, {"CHE", 0.7}, {"TCD", 0.3}}) {
    tell("population", id, 2005, 1e6);
    tell("hdi", id, 2005, hdi);
    tell("gdp_per_capita", id, 2005, 1000);
    tell("unemployment", id, 2005, hdi / 10);
  }
  tell("population", "BEL", 2005, 2e6);
  tell("hdi", "BEL", 2003, 0.85);
  tell("gdp_per_capita", "BEL", 2005, 1000);
  tell("population", "MLI", 2005, 2e6);  // no income, no index
  tell("population", "AND", 2005, 5);    // few
  Wanted wants = wanted(2005);
  wants.smallest = 10;
  const CountryRows rows = country_rows(intake_, wants);
  EXPECT_EQ(faults(), "");
  EXPECT_EQ(rows.size(), 5U);
  EXPECT_EQ(rows.at("BEL").values.at("hdi"), 0.85);
  // Of the region's three.
  EXPECT_NEAR(rows.at("BEL").values.at("unemployment"), 0.08, 1e-12);
  EXPECT_NEAR(rows.at("FRA").values.at("life_expectancy"), 38.3 + 47.3 * 0.8, 1e-12);
  EXPECT_FALSE(rows.at("FRA").values.contains("stability"));
  EXPECT_NE(note("Filled").find("hdi: of 2003, the nearest year: BEL 0.85"), std::string::npos);
  EXPECT_NE(note("Left out").find("AND 5"), std::string::npos);
  EXPECT_NE(note("Left out").find("of whose income and index nobody tells: MLI"),
            std::string::npos);
  EXPECT_NE(note("Not told").find("stability"), std::string::npos);
}

TEST_F(ImportFill, WithoutPeopleOrIncomeThereIsNoWorld) {
  tell("population", "FRA", 2005, 1e6);
  EXPECT_TRUE(country_rows(intake_, wanted(2005)).empty());
  EXPECT_EQ(faults(), "expected --wdi with NY.GDP.PCAP.PP.KD: what people earn");
}

TEST(ImportModels, IncomeByIndexIsFitted) {
  CountryRows rows;
  for (int i = 0; i < 10; ++i) {
    CountryRow& row = rows[std::string(1, static_cast<char>('a' + i))];
    row.values["hdi"] = 0.3 + 0.05 * i;
    row.values["gdp_per_capita"] = std::exp(5 + 6 * row.values["hdi"]);
  }
  const auto law = income_law(rows);
  ASSERT_TRUE(law);
  EXPECT_NEAR(law->intercept, 5, 1e-9);
  EXPECT_NEAR(law->slope, 6, 1e-9);
  rows.erase("a");
  EXPECT_FALSE(income_law(rows));
}

std::string text_of(const TableText& table) {
  std::string text;
  const auto line = [&](const std::vector<std::string>& cells) {
    for (const std::string& cell : cells) text += cell + "|";
    text += "\n";
  };
  line(table.columns);
  for (const auto& row : table.rows) line(row);
  return text;
}

TEST_F(ImportFill, HistoriesFromTheYearBeforeOn) {
  const CountryRows rows = rows_of({{"TCD", 1e6}});
  for (int year = 2002; year <= 2006; ++year) tell("gdp_per_capita", "TCD", year, year);
  tell("conflict_deaths", "TCD", 2004, 9, "UCDP");
  data().series_of("conflict_deaths", "UCDP").years = {2004, 2005};
  Wanted wants = wanted(2005);
  wants.until = 2005;
  EXPECT_EQ(text_of(history_table(intake_, rows, wants)),
            "country|date|conflict_deaths|gdp_per_capita|\nTCD|2004-01|9||\nTCD|2004-07||2004|\n"
            "TCD|2005-01|0||\nTCD|2005-07||2005|\n");
}

TEST_F(ImportFill, DeathsAfterAGapAreLeftOut) {
  const CountryRows rows = rows_of({{"TCD", 1e6}});
  tell("conflict_deaths", "TCD", 1981, 5, "PRIO");
  tell("conflict_deaths", "TCD", 1989, 6, "UCDP");
  EXPECT_EQ(text_of(history_table(intake_, rows, wanted(1981))),
            "country|date|conflict_deaths|\nTCD|1981-01|5|\n");
  EXPECT_NE(note("Left out")
                .find("conflict_deaths of 1989: no list covers the years before them "
                      "from 1982 on"),
            std::string::npos)
      << note("Left out");
}

TEST_F(ImportFill, NearnessAndWaysByHand) {
  CountryRows rows = rows_of({{"FRA", 1e6}, {"DEU", 1e6}, {"GBR", 1e6}, {"TCD", 1e6}});
  rows["DEU"].values["gdp_per_capita"] = 8000;
  rows["DEU"].values["capacity"] = 0.8;
  data().links[{"FRA", "DEU"}] = {2000, true, true, false};
  data().links[{"FRA", "GBR"}] = {500, false, false, true};
  data().links[{"FRA", "TCD"}] = {4000, false, false, false};
  // 0.6/e + 0.2, 0.6 exp(-0.25) + 0.2, 0.6 exp(-2).
  EXPECT_EQ(text_of(pair_table(data(), rows)),
            "from|to|distance_km|proximity|\nFRA|DEU|2000|0.420728|\nFRA|GBR|500|0.66728|\n"
            "FRA|TCD|4000|0.0812012|\n");
  // To the richer 0.05 + 0.75*0.8 min(1, ln 8/ln 8); by sea to where there is a coast.
  EXPECT_EQ(text_of(corridor_table(intake_, rows, {})),
            "from|to|mode|km|enforcement|risk|price|\nDEU|FRA|land|2000|0.05|0.0003|150|\n"
            "FRA|DEU|land|2000|0.65|0.0003|150|\nFRA|GBR|sea|500|0.05|0.004|1200|\n"
            "GBR|FRA|sea|500|0.05|0.004|1200|\n");
  EXPECT_NE(text_of(corridor_table(intake_, rows, {{"eu", {"DEU", "FRA"}}}))
                .find("FRA|DEU|land|2000|0.02|"),
            std::string::npos);
}

}  // namespace
}  // namespace sojourn::intake
