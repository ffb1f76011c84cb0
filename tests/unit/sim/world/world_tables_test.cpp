#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "sim/input/scenario.hpp"
#include "sim/world/scenario_tables.hpp"
#include "sim/world/world_reader.hpp"
#include "tests/support/scratch_folder.hpp"

namespace sojourn {
namespace {

/// A world of two countries, a camp and one row of every other table, each table a CSV file.
class WorldTables : public ::testing::Test {
 protected:
  void SetUp() override {
    write("country", "id,population,gdp_per_capita,regions\n004,1000,500,34\n276,2000,9000,155\n");
    write("place", "id,state\ncamp,276\n");
    write("corridor", "from,to,mode,route\n004,276,land,1\n276,camp,sea,\n");
    write("stock", "citizenship,residence,persons\n004,276,8e1\n");
    write("affinity", "from,to,value\n004,276,0.5\n");
    write("pair", "from,to,proximity\n004,276,0.5\n");
    write("history", "country,date,gdp_per_capita\n004,2015-01,600\n");
    write("irregular", "residence,persons\n276,0\n");
    write("visa", "citizenship,destination,requirement\n004,276,required\n");
    write_scenario("");
  }
  static void write(const std::string& table, const std::string& text) {
    std::ofstream(table + ".csv", std::ios::binary) << text;
  }
  static std::string contents(const std::string& table) {
    std::ifstream file(table + ".csv");
    return {std::istreambuf_iterator<char>(file), {}};
  }
  static void write_scenario(const std::string& more) {
    std::ofstream("world.toml")
        << "format_version = 1\n[world]\ncountries = 'country.csv'\n"
           "places = 'place.csv'\ncorridors = 'corridor.csv'\n"
           "stocks = 'stock.csv'\naffinities = 'affinity.csv'\npairs = 'pair.csv'\n"
           "history = 'history.csv'\nvisas = 'visa.csv'\n"
           "irregular = 'irregular.csv'\n"
        << more;
  }
  static World read() {
    Diagnostics diagnostics;
    Node resolved;
    World world = read_world(load_scenario({"world.toml", {}, {}}), diagnostics, resolved);
    diagnostics.throw_if_any();
    return world;
  }
  static std::string fault() {
    try {
      read();
    } catch (const InputError& error) {
      return error.what();
    }
    return "no fault";
  }
  /// The file with the cell of `column` in its first row empty.
  static std::string without_cell(const std::string& table, const std::string& column) {
    std::ifstream file(table + ".csv");
    if (!file) throw std::runtime_error(table + ".csv is not there");
    std::string header, row, rest;
    std::getline(file, header);
    std::getline(file, row);
    std::getline(file, rest, '\0');
    std::size_t at = 0;
    for (std::size_t i = 0; header.substr(i, header.find(',', i) - i) != column; ++at) {
      i = header.find(',', i) + 1;
    }
    std::size_t begin = 0;
    for (; at > 0; --at) begin = row.find(',', begin) + 1;
    row.erase(begin, std::min(row.size(), row.find(',', begin)) - begin);
    return header + '\n' + row + '\n' + rest;
  }

 private:
  testing::WorkingFolder here_;
};

TEST_F(WorldTables, NumbersAreIdsAndLabelsEverywhere) {
  write_scenario("[areas.35]\nmembers = [276]\nregion = 34\n");
  const World world = read();
  EXPECT_EQ(world.places[0].id, "004");
  EXPECT_EQ(world.places[0].name, "004");
  EXPECT_EQ(world.places[0].regions, std::vector<std::string>{"34"});
  EXPECT_EQ(world.places[2].state, StateId(1));
  EXPECT_EQ(world.corridors[0].route, "1");
  EXPECT_EQ(world.stocks[0].persons, 80);
  EXPECT_EQ(world.areas[0].members, (std::vector<StateId>{StateId(1), StateId(0)}));
}

/// No required cell may be left empty, in any table.
TEST_F(WorldTables, AnEmptyRequiredCellIsAFault) {
  int n = 0;
  for (const ScenarioTable& table : scenario_tables()) {
    if (table.kind != ScenarioTable::Kind::kRows) continue;
    for (const SettingInfo& key : table.keys) {
      if (!key.is_required()) continue;
      ++n;
      std::ifstream file(table.name + ".csv");
      const std::string whole{std::istreambuf_iterator<char>(file), {}};
      write(table.name, without_cell(table.name, key.key));
      const std::string found = fault(), place = table.name + ".csv:2:";
      EXPECT_NE(found.find(table.name + "." + key.key + ": expected "), std::string::npos) << found;
      EXPECT_NE(found.find("found nothing; this key is required"), std::string::npos) << found;
      EXPECT_TRUE(found.find(place) != std::string::npos) << found;
      write(table.name, whole);
    }
  }
  EXPECT_EQ(n, 22);
  EXPECT_EQ(fault(), "no fault");
}

TEST_F(WorldTables, WhatMarksAMissingNumberIsNoNumberInAnyTable) {
  write("stock", "citizenship,residence,persons\n004,276,NA\n276,004,<5\n");
  EXPECT_EQ(
      fault(),
      "stock.csv:2:9: stock.persons: expected an integer in [0, 20000000000] (persons), found "
      "\"NA\"; this marks a missing value: give a number, or leave the row out\n"
      "stock.csv:3:9: stock.persons: expected an integer in [0, 20000000000] (persons), found "
      "\"<5\"; this is a bound: give a number, or leave the row out");
}

TEST_F(WorldTables, BlanksInListsChangeNothing) {
  const std::string header = "id,population,gdp_per_capita,languages,regions,colonial_ties\n";
  write("country", header + "004,9,9,fra;eng,a;b,276\n276,9,9,eng,b,\n");
  write("stock", "citizenship,residence,persons\n");
  const World tight = read();
  write("country", header + "004,9,9,\" fra ; eng;\", a;; b ,; 276\n276,9,9,eng,\"b\u00a0\",\n");
  const World loose = read();
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(loose.places[i].languages, tight.places[i].languages);
    EXPECT_EQ(loose.places[i].regions, tight.places[i].regions);
    EXPECT_EQ(loose.places[i].colonial_ties, tight.places[i].colonial_ties);
  }
  EXPECT_EQ(loose.proximity(PlaceId(0), PlaceId(1)), tight.proximity(PlaceId(0), PlaceId(1)));
  EXPECT_EQ(tight.places[0].languages.size(), 2U);
}

TEST_F(WorldTables, WhatMarksAMissingWordIsNoWord) {
  const std::string header = "id,population,gdp_per_capita,languages,regions\n";
  write("country", header + "004,9,9,NA,a\n276,9,9,eng;-,N/A\n");
  write("corridor", "from,to,route\n004,276,..\n");
  write("stock", "citizenship,residence,persons\n");
  EXPECT_EQ(fault(),
            "country.csv:2:9: country.languages: \"NA\" marks a missing value: leave the cell "
            "empty\n"
            "country.csv:3:9: country.languages: \"-\" marks a missing value: leave the cell "
            "empty\n"
            "country.csv:3:15: country.regions: \"N/A\" marks a missing value: leave the cell "
            "empty\n"
            "corridor.csv:2:9: corridor.route: \"..\" marks a missing value: leave the cell empty");
  write("country", header + "NA,9,9,,\n276,9,9,eng,b\n");  // Namibia
  write("corridor", "from,to,route\nNA,276,\n");
  EXPECT_EQ(fault().find("marks a missing"), std::string::npos);
}

TEST_F(WorldTables, ItemsOfListsAreSeparatedBySemicolons) {
  write("country",
        "id,population,gdp_per_capita,regions\n004,1000,500,\"34, 155\"\n276,2000,9000,34|155\n");
  const std::string found = fault();
  EXPECT_NE(found.find("country.csv:2:14: country.regions: \"34, 155\" would be one item: expected "
                       "items separated by ';', found ','"),
            std::string::npos)
      << found;
  EXPECT_NE(found.find("country.csv:3:15: country.regions: \"34|155\""), std::string::npos)
      << found;
}

TEST_F(WorldTables, NoPlaceIsAPairWithItself) {
  write("pair", "from,to,distance_km\n004,004,5000\n");
  EXPECT_EQ(fault(), "pair.csv:2:5: pair.to: a place is no pair with itself: leave the row out");
  write("pair", "from,to,proximity\n004,276,0.5\n");
  write("affinity", "from,to,value\n276,camp,0.5\n");
  EXPECT_EQ(fault(),
            "affinity.csv:2:5: affinity.to: nobody migrates to their own country: leave the row "
            "out");
}

TEST_F(WorldTables, VisasAfterTheRunAreTold) {
  write("visa",
        "citizenship,destination,from,requirement\n004,276,2035-01,required\n004,276,2014-01,"
        "required\n"
        "276,004,2036-01,required\n");
  const World world = read();  // 120 months from 2015-01
  EXPECT_EQ(std::ranges::count(world.warnings,
                               "world.visas: what 004 needs for 276 begins on 2035-01-01, when the "
                               "run has ended on 2025-01-01, so it never acts, nor do 1 more"),
            1);
}

TEST_F(WorldTables, NamesWithTwoMeaningsAreToldOnce) {
  write("country", "id,population,gdp_per_capita,regions\n004,1000,500,276\n276,2000,9000,one\n");
  write_scenario("[areas.one]\nmembers = ['004']\n[areas.same]\nregion = 'one'\n");
  const World world = read();
  EXPECT_EQ(std::ranges::count(world.warnings,
                               "names with two meanings, and which of them lists of names have: "
                               "\"276\" (the country, not the label), \"one\" (the area, not the "
                               "label)"),
            1);
}

TEST_F(WorldTables, UnknownColonialTiesAreTold) {
  write("country",
        "id,population,gdp_per_capita,colonial_ties\n004,1000,500,277; 276;FRA\n276,2000,900,\n");
  EXPECT_EQ(fault(),
            "country.csv:2:14: country.colonial_ties: unknown country \"277\", nearest known: "
            "\"276\"\n"
            "country.csv:2:14: country.colonial_ties: unknown country \"FRA\"");
}

TEST_F(WorldTables, MoreCountriesThanThereMayBeAreRefusedAtOnce) {
  std::string text = "id,population,gdp_per_capita\n";
  for (int i = 0; i < 40000; ++i) text += std::to_string(i) + ",1000,500\n";
  write("country", text);
  EXPECT_EQ(fault(), "country.csv:252:1: country: at most 250 rows, found 40000");
}

/// Ids and routes that look like numbers are what is written, quoted or not.
TEST_F(WorldTables, PatchesReadNamesAsTheyAreWritten) {
  for (const char* id : {"004", "\"004\""}) {
    write("country", std::string("id,population,gdp_per_capita,regions\n") + id +
                         ",1000,500,34\n276,2000,9000,155\n");
    write("place", std::string("id,state\n0041,276\n1e3,276\n"));
    write("corridor", "from,to,mode,route\n004,276,land,1\n004,276,land,1.0\n276,0041,sea,007\n");
    write_scenario(
        "[countries.004]\nopenness = 0.2\n[places.0041]\nmax_persons = 7\n[places.1e3]\n"
        "max_persons = 9\n[corridors.'004-276 land 1']\nprice = 90\n"
        "[corridors.'276-0041 sea 007']\nprice = 80\n");
    const World world = read();
    EXPECT_EQ(world.baseline.openness[0], 0.2);
    EXPECT_EQ(world.places[2].max_persons, 7);
    EXPECT_EQ(world.places[3].max_persons, 9);
    EXPECT_EQ(world.corridors[0].price, 90);
    EXPECT_EQ(world.corridors[1].price, 0);
    EXPECT_EQ(world.corridors[2].price, 80);
    for (const char* wrong :
         {"countries.4", "countries.'4.0'", "places.41", "places.1000", "places.'1000.0'",
          "corridors.'4-276 land 1'", "corridors.'004-276 land'", "corridors.'004-276 land 01'",
          "corridors.'276-41 sea 7'"}) {
      write_scenario("[" + std::string(wrong) + "]\n");
      EXPECT_NE(fault().find(std::string(wrong).starts_with("corridors.'004-276 land'")
                                 ? "2 rows are called so"
                                 : "there is no such row"),
                std::string::npos)
          << wrong << ": " << fault();
    }
  }
}

/// What is wrong with a name is told once: nothing is said of the country that it is not.
TEST_F(WorldTables, UnknownNamesAreToldOnce) {
  const auto n_faults = [] {
    const std::string text = fault();
    return 1 + std::ranges::count(text, '\n');
  };
  const auto once = [&](const std::string& table, const std::string& text) {
    const std::string good = contents(table);
    write(table, text);
    EXPECT_EQ(n_faults(), 1) << fault();
    EXPECT_NE(fault().find("XXX"), std::string::npos) << fault();
    write(table, good);
  };
  once("stock", "citizenship,residence,persons\n276,004,8\nXXX,276,8\n");
  once("stock", "citizenship,residence,persons\n276,XXX,2000\n");
  once("affinity", "from,to,value\n004,276,0.5\nXXX,276,0.5\n");
  once("affinity", "from,to,value\n276,XXX,0.5\n");
  once("pair", "from,to,proximity\n004,276,0.5\nXXX,276,0.5\n");
  once("pair", "from,to,proximity\n004,XXX,0.5\n");
  once("history", "country,date,gdp_per_capita\n004,2015-01,600\nXXX,2015-01,600\n");
  once("irregular", "residence,persons\n276,0\nXXX,9\n");
  once("visa", "citizenship,destination,requirement\n004,276,required\nXXX,276,free\n");
  once("visa", "citizenship,destination,requirement\n276,XXX,free\n");
  for (const char* body : {"areas", "unions", "forums"}) {
    write_scenario(fmt::format("[{}.Y]\nmembers = ['004', 'XXX']\n", body));
    EXPECT_EQ(n_faults(), 1) << body << fault();
  }
  write_scenario("[unions.X]\nmembers = ['004']\n[unions.Y]\nmembers = ['276', 'XXX']\n");
  EXPECT_EQ(n_faults(), 1) << fault();
  write_scenario("[areas.Y]\nmembers = ['004', 'camp']\n");  // a place is no country
  EXPECT_EQ(n_faults(), 1) << fault();
}

TEST_F(WorldTables, AHistoryOfWhatCannotChangeIsToldOnce) {
  write("history", "country,date,hdi\n004,2015-01,0.6\n");
  EXPECT_NE(fault().find("cannot change during a run"), std::string::npos) << fault();
  EXPECT_EQ(fault().find("no attribute is told of it"), std::string::npos) << fault();
}

}  // namespace
}  // namespace sojourn
