#include <gtest/gtest.h>

#include <set>
#include <string>

#include "tools/sojourn/import/codes/code_book.hpp"
#include "tools/sojourn/import/codes/country.hpp"
#include "tools/sojourn/import/codes/fold.hpp"
#include "tools/sojourn/import/codes/former_states.hpp"

namespace sojourn::intake {
namespace {

/// "country SYR", "former SUN", "group", "unknown", "none".
std::string read(const std::string& text, Numbering numbering = Numbering::kM49, int year = 0) {
  const auto found = code_book().find(text, numbering, year);
  if (!found) return "none";
  switch (found->kind) {
    case Named::Kind::kCountry:
      return "country " + found->id;
    case Named::Kind::kFormerState:
      return "former " + found->id;
    case Named::Kind::kGroup:
      return "group";
    case Named::Kind::kUnknown:
      return "unknown";
  }
  return "";
}

TEST(ImportCodes, OfTwoAndThreeLettersAndNumbers) {
  EXPECT_EQ(read("SYR"), "country SYR");
  EXPECT_EQ(read("SY"), "country SYR");
  EXPECT_EQ(read("760"), "country SYR");
  EXPECT_EQ(read("004"), "country AFG");
  EXPECT_EQ(read("652", Numbering::kGleditschWard), "country SYR");
  EXPECT_EQ(read("NA"), "country NAM");  // no missing value
}

TEST(ImportCodes, TheListsOfStatesDiffer) {
  EXPECT_EQ(read("260", Numbering::kGleditschWard), "country DEU");
  EXPECT_EQ(read("255", Numbering::kCorrelatesOfWar), "country DEU");
  EXPECT_EQ(read("255", Numbering::kGleditschWard), "none");
  EXPECT_EQ(read("970", Numbering::kGleditschWard), "country KIR");
  EXPECT_EQ(read("970", Numbering::kCorrelatesOfWar), "country NRU");
  EXPECT_EQ(read("678", Numbering::kGleditschWard), "country YEM");
  EXPECT_EQ(read("679", Numbering::kCorrelatesOfWar), "country YEM");
}

TEST(ImportCodes, ANumberMeansAnotherStateInAnotherYear) {
  const auto gw = [](int year) { return read("345", Numbering::kGleditschWard, year); };
  EXPECT_EQ(gw(1991), "former YUG");
  EXPECT_EQ(gw(1992), "former SCG");
  EXPECT_EQ(gw(2006), "former SCG");
  EXPECT_EQ(gw(2007), "country SRB");
  EXPECT_EQ(read("365", Numbering::kGleditschWard, 1991), "former SUN");
  EXPECT_EQ(read("365", Numbering::kGleditschWard, 1992), "country RUS");
  EXPECT_EQ(read("315", Numbering::kGleditschWard, 1980), "former CSK");
}

TEST(ImportCodes, ANameOfTwoStatesMeansThatOfTheYear) {
  const auto named = [](const char* name, int year) {
    return read(name, Numbering::kGleditschWard, year);
  };
  EXPECT_EQ(named("Russia (Soviet Union)", 1990), "former SUN");
  EXPECT_EQ(named("Russia (Soviet Union)", 1995), "country RUS");
  EXPECT_EQ(named("Serbia (Yugoslavia)", 1990), "former YUG");
  EXPECT_EQ(named("Serbia (Yugoslavia)", 1999), "former SCG");
  EXPECT_EQ(named("Serbia (Yugoslavia)", 2010), "country SRB");
}

TEST(ImportCodes, PublishersSpellings) {
  for (const auto& [name, id] : std::initializer_list<std::pair<const char*, const char*>>{
           {"Congo, Dem. Rep.", "COD"},
           {"Democratic Republic of the Congo", "COD"},
           {"Congo, Rep.", "COG"},
           {"Congo", "COG"},
           {"C\xC3\xB4te d'Ivoire", "CIV"},
           {"Cote d\xE2\x80\x99Ivoire", "CIV"},
           {"T\xC3\xBCrkiye", "TUR"},
           {"Iran (Islamic Republic of)", "IRN"},
           {"Venezuela, RB", "VEN"},
           {"Viet Nam", "VNM"},
           {"Denmark*", "DNK"},
           {"France (1)", "FRA"},
           {"  Syrian Arab Republic ", "SYR"},
           {"The Gambia", "GMB"},
           {"St. Lucia", "LCA"},
           {"Hong Kong SAR, China", "HKG"},
           {"China, Hong Kong SAR", "HKG"},
           {"West Bank and Gaza", "PSE"},
           {"Kosovo*", "XKX"},
           {"Cape Verde", "CPV"},
           {"Cabo Verde", "CPV"},
           {"Yemen (North Yemen)", "YEM"},
           {"DR Congo (Zaire)", "COD"},
           {"Myanmar (Burma)", "MMR"},
           {"Sri Lanka (Ceylon)", "LKA"},
           {"Korea, People's Republic of", "PRK"},
           {"Republic of Korea", "KOR"},
           {"Dem. People's Republic of Korea", "PRK"},
           {"Czech Republic", "CZE"},
           {"Macedonia, FYR", "MKD"},
           {"North Macedonia", "MKD"},
           {"Eswatini", "SWZ"},
           {"Swaziland", "SWZ"},
           {"Serbia and Kosovo: S/RES/1244 (1999)", "SRB"}}) {
    EXPECT_EQ(read(name), "country " + std::string(id)) << name;
  }
}

TEST(ImportCodes, FormerStatesGroupsAndUnknownPeople) {
  EXPECT_EQ(read("Soviet Union"), "former SUN");
  EXPECT_EQ(read("USSR"), "former SUN");
  EXPECT_EQ(read("810"), "former SUN");
  EXPECT_EQ(read("Serbia and Montenegro"), "former SCG");
  EXPECT_EQ(read("Czechoslovakia"), "former CSK");
  EXPECT_EQ(read("736"), "former SUD");
  EXPECT_EQ(read("East Timor"), "country TLS");
  EXPECT_EQ(read("278"), "country DEU");  // the German Democratic Republic
  for (const char* group : {"WLD", "World", "WORLD", "900", "947", "ZZK.WORLD", "SSF"}) {
    EXPECT_EQ(read(group), "group") << group;
  }
  for (const char* unknown : {"OOO", "XXA", "Unknown", "Other South", "2003", "Stateless"}) {
    EXPECT_EQ(read(unknown), "unknown") << unknown;
  }
}

TEST(ImportCodes, AnUnknownNameIsToldWithTheNearest) {
  EXPECT_EQ(read("Swedn"), "none");
  EXPECT_EQ(code_book().nearest("Swedn"), ", nearest known: \"Sweden\"");
  EXPECT_EQ(read("999", Numbering::kGleditschWard), "none");
  EXPECT_EQ(read("5"), "none");
}

TEST(ImportCodes, EveryCountryHasCodesOfItsOwn) {
  std::set<std::string> iso3, iso2, names;
  std::set<int> m49, gw, cow;
  for (const Country& country : countries()) {
    EXPECT_TRUE(iso3.insert(country.iso3).second) << country.iso3;
    if (*country.iso2 != '\0') {
      EXPECT_TRUE(iso2.insert(country.iso2).second) << country.iso2;
    }
    EXPECT_TRUE(m49.insert(country.m49).second) << country.m49;
    if (country.gw != 0) {
      EXPECT_TRUE(gw.insert(country.gw).second) << country.gw;
    }
    if (country.cow != 0) {
      EXPECT_TRUE(cow.insert(country.cow).second) << country.cow;
    }
    EXPECT_TRUE(names.insert(folded(country.name)).second) << country.name;
    EXPECT_LE(std::abs(country.latitude), 90) << country.iso3;
    EXPECT_LE(std::abs(country.longitude), 180) << country.iso3;
  }
  EXPECT_EQ(iso3.size(), 251U);  // ISO 3166-1 has 249; Kosovo and the Channel Islands
}

TEST(ImportCodes, PartsOfFormerStatesAreThere) {
  for (const FormerState& state : former_states()) {
    for (const char* part : state.parts) EXPECT_NE(country_called(part), nullptr) << part;
  }
  EXPECT_EQ(former_state_called("SUN")->parts.size(), 15U);
  EXPECT_NE(larger_state("SDN", 2010), nullptr);
  EXPECT_EQ(larger_state("SDN", 2011), nullptr);
  EXPECT_EQ(larger_state("FRA", 1950), nullptr);
}

}  // namespace
}  // namespace sojourn::intake
