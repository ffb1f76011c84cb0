#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>

#include "tests/support/scratch_folder.hpp"
#include "tools/sojourn/import/fill/history_rows.hpp"
#include "tools/sojourn/import/publishers/publisher.hpp"

namespace sojourn::intake {
namespace {

/// Reads small tables, each as its publisher would write it; all numbers are invented.
class ImportPublishers : public ::testing::Test {
 protected:
  void read(const std::string& option, const std::string& text, int year = 0) {
    std::ofstream("f.csv", std::ios::binary) << text;
    auto sheet = read_sheet("f.csv", intake_.diagnostics);
    ASSERT_TRUE(sheet);
    sheet->year = year;
    std::ranges::find_if(publishers(), [&](const Publisher& one) {
      return option == one.option;
    })->read(*sheet, intake_);
  }
  std::string faults() const {
    try {
      intake_.diagnostics.throw_if_any();
    } catch (const InputError& error) {
      return error.what();
    }
    return "";
  }
  /// NaN where it is not told.
  double told(const std::string& attribute, const std::string& id, int year) const {
    for (const AttributeSeries& series : data().series) {
      if (series.attribute != attribute || !series.figures.contains(id)) continue;
      const auto& figures = series.figures.at(id);
      if (figures.contains(year)) return figures.at(year).value;
    }
    return std::nan("");
  }
  double pair(const PairYears& pairs, int year, const char* from, const char* to) const {
    if (!pairs.contains(year) || !pairs.at(year).contains({from, to})) return std::nan("");
    return pairs.at(year).at({from, to}).value;
  }
  const Collected& data() const { return intake_.data; }
  Intake intake_;

 private:
  testing::WorkingFolder here_;
};

TEST_F(ImportPublishers, WorldBankWithItsFourLines) {
  read(
      "--wdi",
      "\"Data Source\",\"World Development Indicators\",\n\n\"Last Updated "
      "Date\",\"2024-01-01\",\n\n"
      "\"Country Name\",\"Country Code\",\"Indicator Name\",\"Indicator Code\",\"2004\",\"2005\",\n"
      "\"France\",\"FRA\",\"Population, total\",\"SP.POP.TOTL\",\"60000000\",\"\",\n"
      "\"Kosovo\",\"XKX\",\"Population, total\",\"SP.POP.TOTL\",\"..\",\"1800000\",\n"
      "\"World\",\"WLD\",\"Population, total\",\"SP.POP.TOTL\",\"6400000000\",\"\",\n"
      "\"Arab World\",\"ARB\",\"Population, total\",\"SP.POP.TOTL\",\"3\",\"4\",\n");
  EXPECT_EQ(faults(), "");
  EXPECT_EQ(told("population", "FRA", 2004), 60e6);
  EXPECT_TRUE(std::isnan(told("population", "FRA", 2005)));
  EXPECT_EQ(told("population", "XKX", 2005), 1.8e6);
  EXPECT_EQ(data().population_of_world.begin()->second.at(2004).value, 6.4e9);
  EXPECT_EQ(data().series.front().figures.size(), 2U);
}

TEST_F(ImportPublishers, WorldBankConvertsPercentAndEstimates) {
  read("--wdi",
       "Country Name,Country Code,Series Name,Series Code,2005 [YR2005]\n"
       "Chad,TCD,Unemployment,SL.UEM.TOTL.ZS,7.5\nChad,TCD,Age dependency,SP.POP.DPND,100\n"
       "Data from database: World Development Indicators,,,,\n");
  read("--wgi",
       "Country Name,Country Code,Indicator Code,2005\nChad,TCD,PV.EST,-1\n"
       "Chad,TCD,GOV_WGI_RL.EST,1.5\nChad,TCD,GE.EST,-4\n");
  EXPECT_EQ(faults(), "");
  EXPECT_NEAR(told("unemployment", "TCD", 2005), 0.075, 1e-12);
  EXPECT_NEAR(told("dependants", "TCD", 2005), 0.5, 1e-12);
  EXPECT_NEAR(told("stability", "TCD", 2005), 0.3, 1e-12);
  EXPECT_NEAR(told("rule_of_law", "TCD", 2005), 0.8, 1e-12);
  EXPECT_EQ(told("capacity", "TCD", 2005), 0);  // no less than 0
}

TEST_F(ImportPublishers, IncomeOfAnotherPriceBaseIsRefused) {
  read("--wdi",
       "Country Name,Country Code,Indicator Name,Indicator Code,2005\n"
       "Chad,TCD,\"GDP per capita, PPP (constant 2017 international $)\",NY.GDP.PCAP.PP.KD,900\n");
  EXPECT_NE(faults().find("f.csv:2:10: expected income in constant 2021 international $"),
            std::string::npos)
      << faults();
}

TEST_F(ImportPublishers, PopulationProspectsInThousandsAndByAge) {
  read("--wpp",
       "\xEF\xBB\xBFSortOrder,LocID,Notes,ISO3_code,LocTypeName,Location,VarID,Variant,Time,"
       "TPopulation1July,Births,Deaths,CBR,LEx\n"
       "1,900,,,World,World,2,Medium,2005,6500000,,,,\n"
       "2,250,,FRA,Country/Area,France,2,Medium,2005,61000.5,770,530,12.6,80.2\n"
       "3,250,,FRA,Country/Area,France,3,High,2005,99999,770,530,12.6,80.2\n");
  read("--wpp",
       "LocID,Location,Variant,Time,AgeGrp,AgeGrpStart,PopTotal\n"
       "250,France,Medium,2005,0-14,0,20\n250,France,Medium,2005,15-64,15,70\n"
       "250,France,Medium,2005,65+,65,10\n");
  EXPECT_EQ(faults(), "");
  EXPECT_NEAR(told("population", "FRA", 2005), 61000500, 1e-6);
  EXPECT_EQ(told("births", "FRA", 2005), 770000);
  EXPECT_EQ(told("life_expectancy", "FRA", 2005), 80.2);
  EXPECT_NEAR(told("share_0_14", "FRA", 2005), 0.2, 1e-12);
  EXPECT_NEAR(told("share_65_plus", "FRA", 2005), 0.1, 1e-12);
  EXPECT_EQ(data().population_of_world.begin()->second.at(2005).value, 6.5e9);
}

TEST_F(ImportPublishers, HumanDevelopmentInBothForms) {
  read("--hdi",
       "iso3,country,hdicode,region,hdi_rank_2022,hdi_2004,hdi_2005,le_2005\n"
       "FRA,France,Very High,,1,0.85,0.86,80\nZZK.WORLD,World,,,,0.6,0.61,68\n");
  read("--hdi",
       "Table 2\nHDI Rank;Country;1990;2000\n1;Norway;0,838;0,913\n2;Chad;..;0,293\n"
       ";Human Development Groups;;\n");
  EXPECT_EQ(faults(), "");
  EXPECT_EQ(told("hdi", "FRA", 2005), 0.86);
  EXPECT_EQ(told("life_expectancy", "FRA", 2005), 80);
  EXPECT_EQ(told("hdi", "NOR", 1990), 0.838);
  EXPECT_TRUE(std::isnan(told("hdi", "TCD", 1990)));
}

TEST_F(ImportPublishers, MigrantStockAsAListWithTotals) {
  read("--desa-stock",
       "United Nations,,,,,,\n,,,,,,International migrant stock at mid-year (both sexes)\n"
       "Index,\"Region, development group, country or area of destination\",Notes of destination,"
       "Location code of destination,Type of data of destination,"
       "\"Region, development group, country or area of origin\",Location code of origin,2000,2005,"
       "2000,2005\n"
       "1,WORLD,,900,,WORLD,900,1 000,2 000,9,9\n"
       "2,WORLD,,900,,Chad,148,500,700,9,9\n"
       "3,France*,,250,B R,WORLD,900,300,400,9,9\n"
       "4,France*,,250,B R,Chad,148,200,..,9,9\n"
       "5,France*,,250,B R,Other,2003,100,120,9,9\n"
       "6,France*,,250,B R,France,250,5,5,9,9\n"
       "7,Italy,,380,C,Chad,148,50,60,9,9\n"
       "8,Africa,,903,,Chad,148,50,60,9,9\n");
  EXPECT_EQ(faults(), "");
  EXPECT_EQ(pair(data().stocks, 2000, "TCD", "FRA"), 200);
  EXPECT_TRUE(std::isnan(pair(data().stocks, 2005, "TCD", "FRA")));
  EXPECT_TRUE(data().stocks_not_told.contains({2005, {"TCD", "FRA"}}));
  EXPECT_TRUE(std::isnan(pair(data().stocks, 2000, "FRA", "FRA")));
  EXPECT_EQ(pair(data().stocks, 2005, "TCD", "ITA"), 60);
  EXPECT_EQ(data().stock_by_destination.at("FRA").at(2005).value, 400);
  EXPECT_EQ(data().stock_by_origin.at("TCD").at(2000).value, 500);
  EXPECT_EQ(data().unknown_origin.at("FRA").at(2005), 120);
  EXPECT_EQ(data().host_adds_refugees("FRA", 2005), true);
  EXPECT_EQ(data().host_adds_refugees("ITA", 2005), false);
  EXPECT_EQ(data().host_adds_refugees("ESP", 2005), std::nullopt);
}

TEST_F(ImportPublishers, MigrantStockAsAMatrix) {
  read("--desa-stock",
       "Year;Sort order;Major area, region, country or area of destination;Notes;Code;"
       "Type of data (a);Total;Other North;Other South;Chad;Mali\n"
       "2000;1;WORLD;;900;;1000;0;0;600;400\n2000;2;France;;250;B;310;5;5;100;200\n");
  EXPECT_EQ(faults(), "");
  EXPECT_EQ(pair(data().stocks, 2000, "MLI", "FRA"), 200);
  EXPECT_EQ(data().stock_by_destination.at("FRA").at(2000).value, 310);
  EXPECT_EQ(data().unknown_origin.at("FRA").at(2000), 10);
  EXPECT_EQ(data().stock_by_origin.at("TCD").at(2000).value, 600);
}

TEST_F(ImportPublishers, RefugeesInBothForms) {
  read("--unhcr",
       "\"Extracted from the Refugee Data Finder; all rights\"\n\"Years: 2005\"\n\n"
       "Year,Country of origin,Country of origin (ISO),Country of asylum,Country of asylum (ISO),"
       "Refugees under UNHCR's mandate,Asylum-seekers\n"
       "2005,Chad,TCD,France,FRA,100,-\n2005,Unknown,XXA,France,FRA,7,8\n"
       "2005,Chad,TCD,Chad,TCD,9,9\n");
  read("--unhcr",
       "Year,Country / territory of asylum/residence,Origin,Population type,Value\n"
       "2004,France,Viet Nam,Refugees (incl. refugee-like situations),50\n"
       "2004,France,Viet Nam,Asylum-seekers,*\n2004,France,Various/Unknown,Asylum-seekers,3\n"
       "2004,France,Mali,Internally displaced persons,3\n");
  EXPECT_EQ(faults(), "");
  EXPECT_EQ(pair(data().refugees, 2005, "TCD", "FRA"), 100);
  EXPECT_TRUE(std::isnan(pair(data().applicants, 2005, "TCD", "FRA")));
  EXPECT_EQ(data().refugees.at(2005).size(), 1U);
  EXPECT_EQ(data().protected_of_unknown_origin.at(2005), 15);
  EXPECT_EQ(data().protected_of_unknown_origin.at(2004), 3);
  EXPECT_EQ(pair(data().refugees, 2004, "VNM", "FRA"), 50);
  EXPECT_TRUE(data().applicants.at(2004).empty());
  EXPECT_EQ(intake_.notes.groups().size(), 1U);  // the hidden cell
}

TEST_F(ImportPublishers, DeathsAddUpAndAreDividedOverPlaces) {
  read("--ucdp",
       "conflict_id,location_inc,side_a,year,bd_best,bd_low,bd_high,battle_location,gwno_battle\n"
       "1,Iraq,x,2004,100,90,200,\"Iraq, Syria\",\"645, 652\"\n2,Iraq,y,2004,30,20,40,Iraq,645\n"
       "3,Chad,z,2006,7,7,7,Chad,483\n");
  EXPECT_EQ(faults(), "");
  EXPECT_EQ(told("conflict_deaths", "IRQ", 2004), 80);
  EXPECT_EQ(told("conflict_deaths", "SYR", 2004), 50);
  EXPECT_EQ(deaths_in(data(), "TCD", 2005), 0);
  EXPECT_EQ(deaths_in(data(), "TCD", 2006), 7);
  EXPECT_EQ(deaths_in(data(), "TCD", 2007), std::nullopt);
  EXPECT_EQ(deaths_in(data(), "FRA", 2005), 0);
}

TEST_F(ImportPublishers, EventsOfStatesAlone) {
  read("--ucdp",
       "id,relid,year,type_of_violence,country,country_id,best,high,low\n"
       "1,a,2004,1,Iraq,645,10,20,5\n2,b,2004,3,Iraq,645,99,99,99\n3,c,2004,1,Iraq,645,4,4,4\n");
  EXPECT_EQ(faults(), "");
  EXPECT_EQ(told("conflict_deaths", "IRQ", 2004), 14);
}

TEST_F(ImportPublishers, BattleDeathsWithoutABestEstimate) {
  read("--prio",
       "id,year,bdeadlow,bdeadhig,bdeadbes,location,gwnoloc\n"
       "1,1980,100,300,-999,Soviet Union,365\n1,1981,100,300,150,Chad,483\n");
  EXPECT_EQ(faults(), "");
  EXPECT_EQ(told("conflict_deaths", "SUN", 1980), 200);
  EXPECT_EQ(told("conflict_deaths", "TCD", 1981), 150);
}

/// Of years that one of two lists covers, nothing is zero because the other does not cover them.
TEST_F(ImportPublishers, TwoListsOfDeathsEachCountForTheirOwnYears) {
  read("--ucdp",
       "conflict_id,year,bd_best,bd_low,bd_high,gwno_battle\n1,1989,40,40,40,483\n"
       "1,1991,41,41,41,483\n");
  read("--prio",
       "id,year,bdeadlow,bdeadhig,bdeadbes,location,gwnoloc\n1,1987,500,500,500,Chad,483\n"
       "2,1988,600,600,600,Mali,432\n1,1990,700,700,700,Chad,483\n");
  EXPECT_EQ(faults(), "");
  EXPECT_EQ(deaths_in(data(), "TCD", 1986), std::nullopt);
  EXPECT_EQ(deaths_in(data(), "TCD", 1987), 500);
  EXPECT_EQ(deaths_in(data(), "TCD", 1988), 0);    // PRIO lists others
  EXPECT_EQ(deaths_in(data(), "MLI", 1988), 600);  // and them
  EXPECT_EQ(deaths_in(data(), "TCD", 1989), 40);   // both cover it: UCDP's
  EXPECT_EQ(deaths_in(data(), "TCD", 1990), 0);    // UCDP covers it and lists nobody
  EXPECT_EQ(deaths_in(data(), "TCD", 1991), 41);
  EXPECT_EQ(deaths_in(data(), "TCD", 1992), std::nullopt);
}

TEST_F(ImportPublishers, PairsOfCepii) {
  read("--geodist",
       "iso_o,iso_d,contig,comlang_off,comlang_ethno,colony,dist,distcap\n"
       "FRA,TCD,0,1,1,1,4200.5,4200\nTCD,FRA,0,1,1,1,4200.5,4200\nFRA,FRA,0,1,1,0,5,5\n"
       "ROM,FRA,0,0,0,0,1900,1\nZAR,FRA,0,1,0,0,6000,1\n");
  read("--geo",
       "iso2,iso3,country,landlocked,city_en,lat,lon,cap,langoff_1,langoff_2,colonizer1\n"
       "TD,TCD,Chad,1,Moundou,8.5,16.1,0,French,Arabic,FRA\n"
       "TD,TCD,Chad,1,N'Djamena,12.1,15.0,1,French,Arabic,FRA\n"
       "TD,TCD,Chad,1,Sarh,9.1,18.4,0,.,.,.\n");
  EXPECT_EQ(faults(), "");
  EXPECT_EQ(data().links.size(), 4U);
  EXPECT_TRUE(data().links.contains({"ROU", "FRA"}));
  EXPECT_TRUE(data().links.contains({"COD", "FRA"}));
  const Link& link = data().links.at({"TCD", "FRA"});
  EXPECT_EQ(link.km, 4200.5);
  EXPECT_TRUE(link.language && link.colony && !link.contiguous);
  const Profile& chad = data().profiles.at("TCD");
  EXPECT_EQ(chad.latitude, 12.1);
  EXPECT_EQ(chad.languages, (std::vector<std::string>{"French", "Arabic"}));
  EXPECT_EQ(chad.colonial_ties, std::vector<std::string>{"FRA"});
}

std::string text_of(const std::vector<VisaRule>& rules) {
  std::string text;
  for (const VisaRule& rule : rules) {
    text += rule.citizenship + rule.destination + " " + rule.requirement + " " +
            std::to_string(rule.days) + " " + std::to_string(rule.year) + "\n";
  }
  return text;
}

TEST_F(ImportPublishers, VisasAsAMatrix) {
  read("--passport-index",
       "Passport,FRA,TCD,MLI,USA\nFRA,-1,visa required,visa on arrival,eta\n"
       "Chad,e-visa,-1,90,no admission\n",
       2019);
  EXPECT_EQ(faults(), "");
  EXPECT_EQ(text_of(data().visas),
            "FRATCD required 0 2019\nFRAMLI free 0 2019\nFRAUSA free 0 2019\n"
            "TCDFRA required 0 2019\nTCDMLI free 90 2019\nTCDUSA refused 0 2019\n");
}

TEST_F(ImportPublishers, VisasAsAListOfChanges) {
  read("--passport-index",
       "from,passport,destination,requirement,days\n2019,FRA,TCD,required,\n"
       "2021,FRA,TCD,free,30\n2021,FRA,MLI,perhaps,\n");
  EXPECT_EQ(text_of(data().visas), "FRATCD required 0 2019\nFRATCD free 30 2021\n");
  EXPECT_NE(faults().find("f.csv:4:14: expected days without a visa"), std::string::npos);
}

TEST_F(ImportPublishers, FlowsOfSexesAddUp) {
  read("--flows",
       "year0,orig,dest,sex,da_pb_closed,da_min_closed\n2005,TCD,FRA,male,10,5\n"
       "2005,TCD,FRA,female,20,NA\n2005,FRA,FRA,male,3,3\n");
  EXPECT_EQ(faults(), "");
  ASSERT_EQ(data().flows.size(), 2U);
  EXPECT_EQ(data().flows[0].method, "da_min_closed");
  EXPECT_EQ(data().flows[0].persons, 5);
  EXPECT_EQ(data().flows[1].persons, 30);
}

std::string text_of(const std::vector<ObservedCount>& observed) {
  std::string text;
  for (const ObservedCount& one : observed) {
    text += one.series + "," + one.route + "," + one.citizenship + "," + one.date + "," +
            std::to_string(static_cast<int>(one.value)) + "\n";
  }
  return text;
}

TEST_F(ImportPublishers, DetectionsByMonthInColumns) {
  read("--frontex",
       "Route,Border type or inland,Nationality,JAN2009,FEB2009\n"
       "Central Mediterranean Route,Sea,Chad,10,..\nCentral Mediterranean Route,Land,Chad,5,1\n"
       "Central Mediterranean Route,Sea,Unknown,3,0\n");
  EXPECT_EQ(faults(), "");
  EXPECT_EQ(text_of(data().observed),
            "detections,Central Mediterranean,,2009-01,18\n"
            "detections,Central Mediterranean,TCD,2009-01,15\n"
            "detections,Central Mediterranean,,2009-02,1\n"
            "detections,Central Mediterranean,TCD,2009-02,1\n");
}

TEST_F(ImportPublishers, IncidentsAddUpByMonthAndRoute) {
  read("--missing-migrants",
       "Main ID,Incident Type,Incident Year,Reported Month,Total Number of Dead and Missing,"
       "Migration Route\n"
       "1,Incident,2014,January,2,Central Mediterranean\n2,Incident,2014,January,5,Central "
       "Mediterranean\n3,Incident,2014,March,1,\n");
  EXPECT_EQ(faults(), "");
  EXPECT_EQ(text_of(data().observed),
            "crossing_deaths,Central Mediterranean,,2014-01,7\n"
            "crossing_deaths,Undefined,,2014-03,1\n");
}

TEST_F(ImportPublishers, EveryTidyFormOfTheProjectsOwn) {
  read("--wpp", "iso3,year,total,births,deaths\nFRA,2005,61000000,770000,530000\n");
  read("--wdi", "iso3,year,pop,gdp_pc_ppp_2021,unemployment_pct\nFRA,2005,61000000,42000,8.5\n");
  read("--wgi", "iso3,year,wgi_rule_of_law,wgi_political_stability\nFRA,2005,1,0.5\n");
  read("--hdi", "iso3,year,hdi\nFRA,2005,0.86\n");
  read("--desa-stock", "year,orig,dest,stock,female\n2005,TCD,FRA,100,50\n");
  read("--desa-types",
       "rev,dest,year,foreign_born,foreign_citizen,includes_refugees,imputed\n"
       "2020,FRA,2005,1,0,0,0\n2020,FRA,2010,1,0,1,0\n");
  read("--unhcr", "year,orig,host,asylum_seekers,others,refugees\n2005,TCD,FRA,3,0,20\n");
  read("--ucdp", "iso3,year,low,best,high,all_violence\nTCD,2005,1,5,9,\n");
  read("--geodist", "orig,dest,dist_km,contig,comlang_official,colony\nFRA,TCD,4200,0,1,1\n");
  read("--geo",
       "iso3,lat,lon,capital_lat,capital_lon,landlocked,languages\nFRA,46,2,48.9,2.4,0,"
       "fra|bre\n");
  read("--areas",
       "area,iso3,from_year,to_year,kind\nEU_EEA,FRA,1968,,full right\n"
       "CIS,RUS,1992,,visa-free entry\n");
  read("--missing-migrants", "month,route,incidents,dead_missing\n2014-01,Undefined,2,2\n");
  read("--frontex", "month,route,detections\n2009-01,Other,7\n");
  EXPECT_EQ(faults(), "");
  EXPECT_EQ(told("population", "FRA", 2005), 61e6);
  EXPECT_EQ(told("gdp_per_capita", "FRA", 2005), 42000);
  EXPECT_NEAR(told("stability", "FRA", 2005), 0.6, 1e-12);
  EXPECT_EQ(pair(data().stocks, 2005, "TCD", "FRA"), 100);
  EXPECT_EQ(data().host_adds_refugees("FRA", 2000), false);
  EXPECT_EQ(data().host_adds_refugees("FRA", 2009), false);
  EXPECT_EQ(data().host_adds_refugees("FRA", 2010), true);
  EXPECT_EQ(pair(data().applicants, 2005, "TCD", "FRA"), 3);
  EXPECT_EQ(data().profiles.at("FRA").latitude, 48.9);
  EXPECT_EQ(data().profiles.at("FRA").languages, (std::vector<std::string>{"fra", "bre"}));
  ASSERT_EQ(data().areas.size(), 1U);
  EXPECT_EQ(data().areas[0].area, "eu_eea");
  EXPECT_EQ(data().observed.size(), 2U);
}

TEST_F(ImportPublishers, TidyTablesNameCountriesByAnyCode) {
  read("--wdi", "iso2,year,pop\nFR,2005,1\n");
  read("--wdi", "m49,year,pop\n276,2005,2\n");
  read("--wdi", "gwno,year,pop\n678,2005,3\n365,1980,4\n");
  read("--wdi", "ccode,year,pop\n255,2004,5\n");
  read("--wdi", "iso3,year,pop\nViet Nam,2005,6\n");
  EXPECT_EQ(faults(), "");
  EXPECT_EQ(told("population", "FRA", 2005), 1);
  EXPECT_EQ(told("population", "DEU", 2005), 2);
  EXPECT_EQ(told("population", "YEM", 2005), 3);
  EXPECT_EQ(told("population", "SUN", 1980), 4);
  EXPECT_EQ(told("population", "DEU", 2004), 5);
  EXPECT_EQ(told("population", "VNM", 2005), 6);
}

struct BadTable {
  const char *option, *text, *wanted;
};

TEST_F(ImportPublishers, WhatIsWrongIsToldWhereItStands) {
  for (const BadTable& bad : {
           BadTable{"--wdi", "iso3,year,pop\nFRA,2005,-5\n", "f.csv:2:10: population of FRA"},
           BadTable{"--wdi", "iso3,year,pop\nFRA,2005,many\n",
                    "f.csv:2:10: expected a number, found \"many\""},
           BadTable{"--wdi", "iso3,year,pop\nFRANS,2005,5\n",
                    "f.csv:2:1: \"FRANS\" is no country, former state or region that is known, "
                    "nearest known: \"France\""},
           BadTable{"--wdi", "iso3,year,pop\nFRA,05,5\n", "f.csv:2:5: expected a year"},
           BadTable{"--wdi", "iso3,year,people\nFRA,2005,5\n", "f.csv:1:1: expected one of the"},
           BadTable{"--wdi", "iso3,year,unemployment_pct\nFRA,2005,850\n",
                    "f.csv:2:10: expected a figure in [0, 100], found 850"},
           BadTable{"--wdi", "iso3,year,pop\nFRA,2005,5\nFRA,2005,6\n",
                    "f.csv:3:10: population of FRA in 2005 is 6 here and 5 in f.csv:2:10"},
           BadTable{"--wdi", "iso3;year;pop\nFRA;2005;1.234\n", "points may group"},
           BadTable{"--hdi", "iso3,year,hdi\nFRA,2005,86\n",
                    "f.csv:2:10: expected a figure in [0, 1], found 86"},
           BadTable{"--desa-stock", "year,orig,dest,stok\n2005,TCD,FRA,1\n",
                    "this header lacks \"stock\", nearest known: \"stok\""},
           BadTable{"--desa-stock", "year,orig,dest,stock\n2005,TCD,FRA,-1\n",
                    "f.csv:2:14: expected a number of people, found -1"},
           BadTable{"--desa-stock", "year,orig,dest,stock\n2005,TCD,FRA,1\n2005,TCD,FRA,2\n",
                    "f.csv:3:14: TCD, FRA in 2005 is 2 here and 1 in f.csv:2:14"},
           BadTable{"--desa-types",
                    "rev,dest,year,includes_refugees\n2020,FRA,2005,1\n2024,FRA,2005,0\n",
                    "f.csv:3:1: the table is of the revisions 2020 and 2024: write 2020=FILE"},
           BadTable{"--unhcr", "a,b\n1,2\n", "f.csv:1:1: expected a table of UNHCR"},
           BadTable{"--ucdp", "iso3,year,best\nTCD,2005,-3\n",
                    "f.csv:2:10: expected a number of deaths, found -3"},
           BadTable{"--geo", "iso3,lat,lon\nFRA,146,2\n", "f.csv:2:5: expected degrees"},
       }) {
    intake_ = Intake();
    read(bad.option, bad.text);
    std::string wanted = bad.wanted;
    if (wanted == "points may group") wanted = "f.csv:2:10: expected a number, found \"1.234\"; ";
    EXPECT_NE(faults().find(wanted), std::string::npos) << bad.text << faults();
  }
}

TEST_F(ImportPublishers, AnIgnoredNameIsNoFault) {
  intake_.ignored.insert("Atlantis");
  read("--wdi", "iso3,year,pop\nAtlantis,2005,5\nFRA,2005,6\n");
  EXPECT_EQ(faults(), "");
  EXPECT_EQ(told("population", "FRA", 2005), 6);
}

}  // namespace
}  // namespace sojourn::intake
