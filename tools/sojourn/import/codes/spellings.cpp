#include "tools/sojourn/import/codes/spellings.hpp"

namespace sojourn::intake {

namespace {

// As UN DESA, World Bank, UNDP, UNHCR, IOM, Frontex, UCDP, PRIO and CEPII write them.
constexpr Spelling kSpellings[] = {
    {"ALA", "Aland"},
    {"ATG", "Antigua & Barbuda"},
    {"BES", "Caribbean Netherlands|Bonaire|Bonaire, Sint Eustatius and Saba (Caribbean part)"},
    {"BEN", "Benin (Dahomey)|Dahomey"},
    {"BFA", "Upper Volta|HVO|Burkina Faso (Upper Volta)"},
    {"BHS", "Bahamas, The"},
    {"BIH", "Bosnia-Herzegovina|Bosnia & Herzegovina|Bosnia"},
    {"BLR", "Belorussia|Byelorussia|Belarus (Byelorussia)"},
    {"BOL",
     "Bolivia (Plurinational State of)|Plurinational State of Bolivia|"
     "Bolivia, Plurinational State of"},
    {"BRN", "Brunei Darussalam"},
    {"CAF", "Central African Rep.|CAR|Central African Rep"},
    {"CHE", "Switzerland and Liechtenstein"},
    {"CHN", "China, mainland|People's Republic of China|China (People's Republic of)"},
    {"CIV", "Ivory Coast|Cote D'Ivoire"},
    {"COD",
     "Congo, Dem. Rep.|Democratic Republic of the Congo|DR Congo (Zaire)|Zaire|"
     "Dem. Rep. of the Congo|Congo (Kinshasa)|Congo (Democratic Republic of the)|"
     "Congo, The Democratic Republic of the|Democratic Republic of Congo|Congo, DR|"
     "Congo (the Democratic Republic of)|ZAR|Congo, Democratic Republic of the|"
     "Congo (DR)|Congo, Democratic Republic of (Zaire)"},
    {"COG",
     "Congo, Rep.|Republic of the Congo|Congo (Brazzaville)|Republic of Congo|Congo-Brazzaville|"
     "Congo, Republic of"},
    {"COM", "Comoros Islands"},
    {"CPV", "Cape Verde|Cabo Verde"},
    {"CUW", "Curacao (Netherlands)"},
    {"CZE", "Czech Republic|Czech Rep."},
    {"DEU",
     "Germany (Federal Republic)|German Federal Republic|Federal Republic of Germany|"
     "German Democratic Republic|DDR|East Germany|West Germany"},
    {"EGY", "Egypt, Arab Rep.|Arab Republic of Egypt"},
    {"ESH", "Sahrawi Arab Democratic Republic|Saharawi"},
    {"FLK", "Falkland Islands (Malvinas)"},
    {"FRO", "Faeroe Islands"},
    {"FSM",
     "Micronesia (Fed. States of)|Micronesia (Federated States of)|Micronesia, Fed. Sts.|"
     "Federated States of Micronesia|Micronesia, Federated States of"},
    {"GBR",
     "United Kingdom of Great Britain and Northern Ireland|Great Britain|UK|"
     "United Kingdom of Great Britain & Northern Ireland"},
    {"GMB", "Gambia, The"},
    {"GNB", "Guinea Bissau"},
    {"HKG",
     "China, Hong Kong SAR|Hong Kong SAR, China|Hong Kong, China (SAR)|Hong Kong SAR|"
     "China, Hong Kong Special Administrative Region"},
    {"IRN",
     "Iran (Islamic Republic of)|Iran, Islamic Rep.|Islamic Republic of Iran|"
     "Iran, Islamic Republic of|Iran (Persia)"},
    {"KGZ", "Kyrgyz Republic"},
    {"KHM", "Cambodia (Kampuchea)|Kampuchea"},
    {"KNA", "St. Kitts and Nevis"},
    {"KOR",
     "Republic of Korea|Korea, Rep.|Korea, South|Korea (Republic of)|Korea, Republic of|Korea|"
     "Rep. of Korea"},
    {"LAO", "Lao People's Democratic Republic|Lao PDR|Lao People's Dem. Rep."},
    {"LBY", "Libyan Arab Jamahiriya"},
    {"LKA", "Sri Lanka (Ceylon)|Ceylon"},
    {"LCA", "St. Lucia"},
    {"MAC",
     "China, Macao SAR|Macao SAR, China|Macau|Macao SAR|"
     "China, Macao Special Administrative Region"},
    {"MAF", "St. Martin (French part)|Saint Martin (French part)"},
    {"MDA", "Republic of Moldova|Moldova, Republic of|Rep. of Moldova"},
    {"MKD",
     "TFYR Macedonia|Macedonia|The former Yugoslav Republic of Macedonia|Macedonia, FYR|"
     "Macedonia, FYRO|Republic of North Macedonia|FYROM|MKD (FYROM)"},
    {"MDG", "Madagascar (Malagasy)"},
    {"MMR", "Burma|Myanmar (Burma)|BUR"},
    {"PRK",
     "Korea, People's Republic of|"
     "Dem. People's Republic of Korea|Democratic People's Republic of Korea|"
     "Korea, Dem. People's Rep.|Korea, North|Korea (Democratic People's Rep. of)|"
     "Korea, Democratic People's Republic of|Dem. People's Rep. of Korea"},
    {"PSE",
     "State of Palestine|West Bank and Gaza|Palestine, State of|Occupied Palestinian Territory|"
     "Palestinian|Palestinian Territories|Palestinian Territory, Occupied|"
     "West Bank and Gaza Strip|Palestine (State of)|PAL"},
    {"PYF", "French Polynesia (Tahiti)"},
    {"REU", "Reunion Island"},
    {"ROU", "Rumania|ROM"},
    {"RUS", "Russian Federation"},
    {"SHN", "Saint Helena, Ascension and Tristan da Cunha|St. Helena"},
    {"SLB", "Solomon Is."},
    {"SOM", "Somalia, Fed. Rep."},
    {"SRB",
     "Serbia and Kosovo: S/RES/1244 (1999)|Serbia and Kosovo (S/RES/1244 (1999))|"
     "Serbia and Kosovo"},
    {"SPM", "St. Pierre and Miquelon"},
    {"SUR", "Surinam"},
    {"SVK", "Slovak Republic"},
    {"SWZ",
     "Swaziland|Swaziland (Eswatini)|Eswatini (Swaziland)|Kingdom of Eswatini|Kingdom of eSwatini "
     "(Swaziland)"},
    {"SXM", "Sint Maarten (Dutch part)"},
    {"SYR", "Syrian Arab Republic|Syrian Arab Rep."},
    {"TLS", "East Timor|TMP|Timor Leste"},
    {"TTO", "Trinidad & Tobago|Trinidad"},
    {"TUR", "Turkiye|Turkey (Ottoman Empire)|Republic of Turkiye"},
    {"TWN",
     "China, Taiwan Province of China|Taiwan Province of China|Taiwan, China|Chinese Taipei|"
     "Taiwan, Province of China"},
    {"TZA", "United Republic of Tanzania|Tanzania, United Republic of|Tanzania, United Rep. of"},
    {"USA", "United States of America|US|U.S.A."},
    {"VAT", "Vatican City|Holy See (Vatican City State)|Vatican"},
    {"VCT", "St. Vincent and the Grenadines|Saint Vincent & the Grenadines"},
    {"VEN",
     "Venezuela (Bolivarian Republic of)|Venezuela, RB|Bolivarian Republic of Venezuela|"
     "Venezuela, Bolivarian Republic of"},
    {"VGB", "Virgin Islands, British"},
    {"VIR", "Virgin Islands (U.S.)|Virgin Islands, U.S.|US Virgin Islands"},
    {"VNM",
     "Viet Nam|Vietnam (North Vietnam)|Viet Nam, Socialist Republic of|VDR|"
     "Vietnam, Democratic Republic of"},
    {"WLF", "Wallis and Futuna Islands"},
    {"WSM", "Western Samoa"},
    {"XCX", "CHI"},
    {"XKX",
     "Kosovo: S/RES/1244 (1999)|Kosovo (under UNSC res. 1244)|KSV|XKO|"
     "Kosovo (S/RES/1244 (1999))"},
    {"YEM",
     "Yemen, Rep.|Yemen (Arab Republic of Yemen)|Yemen (North Yemen)|Yemen Arab Republic|Yemen, "
     "Democratic|South Yemen|YMD|"
     "Yemen People's Republic|Republic of Yemen"},
    {"ZWE", "Zimbabwe (Rhodesia)|Rhodesia|RHO"},
};

}  // namespace

std::span<const Spelling> spellings() {
  return kSpellings;
}

const char* group_names() {
  return "World|Total|Developed regions|Developing regions|Less developed regions|"
         "More developed regions|Least developed countries|Africa|Asia|Europe|Oceania|Americas|"
         "Latin America and the Caribbean|Northern America|Sub-Saharan Africa|European Union|"
         "Euro area|Arab States|OECD members|High income|Low income|Middle income|"
         "Very high human development|High human development|Medium human development|"
         "Low human development|Developing countries|Small island developing states";
}

// Of the World Bank; UNDP's begin with ZZ, those of UN DESA are numbers of 900 and more.
const char* group_codes() {
  return "WLD|ARB|CSS|CEB|EAR|EAS|EAP|TEA|EMU|ECS|ECA|TEC|EUU|FCS|HPC|HIC|IBD|IBT|IDB|IDX|IDA|LTE|"
         "LCN|"
         "LAC|TLA|LDC|LMY|LIC|LMC|MEA|MNA|TMN|MIC|NAC|INX|OED|OSS|PSS|PST|PRE|SST|SAS|TSA|SSF|SSA|"
         "TSS|"
         "UMC|AFE|AFW";
}

const char* unknown_names() {
  return "Other|Others|Other North|Other South|Unknown|Various/Unknown|Various|Various/unknown|"
         "Stateless|Unspecified|Not specified|Unspecified sub-Saharan nationals|Tibetan|Tibetans|"
         "Other origins|Not available|Other (see notes)|Unknown origin|Stateless persons";
}

const char* unknown_codes() {
  return "OOO|XXA|XXX|STA|STL|TIB|OOS|2003|VAR|UKN|UNK";
}

}  // namespace sojourn::intake
