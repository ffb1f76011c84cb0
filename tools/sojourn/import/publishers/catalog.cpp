#include "tools/sojourn/import/publishers/publisher.hpp"

namespace sojourn::intake {

std::span<const Publisher> publishers() {
  // clang-format off
  static constexpr Publisher kAll[] = {
      {"--wpp", "UN DESA, World Population Prospects", "World Population Prospects (UN DESA): people, births, deaths, ages", read_wpp},
      {"--wdi", "World Bank, World Development Indicators", "World Development Indicators (World Bank): income, unemployment, people, ages", read_wdi},
      {"--wgi", "World Bank, Worldwide Governance Indicators", "Worldwide Governance Indicators (World Bank)", read_wgi},
      {"--hdi", "UNDP, Human Development Report", "Human Development Index (UNDP)", read_hdi},
      {"--desa-stock", "UN DESA, International Migrant Stock", "International Migrant Stock (UN DESA), by origin and destination", read_desa_stock},
      {"--desa-types", "UN DESA, International Migrant Stock", "whose stocks include refugees; REVISION=FILE of several", read_desa_types},
      {"--unhcr", "UNHCR, Refugee Data Finder", "refugees and asylum applicants (UNHCR)", read_unhcr},
      {"--ucdp", "UCDP", "deaths in conflict (UCDP), by conflict or event", read_ucdp},
      {"--prio", "PRIO Battle Deaths", "battle deaths (PRIO)", read_prio},
      {"--geodist", "CEPII, GeoDist", "GeoDist (CEPII): distances, borders, languages, colonies by pair", read_geodist},
      {"--geo", "CEPII, GeoDist", "coordinates and languages by country (CEPII)", read_geo},
      {"--passport-index", "Passport Index", "who needs a visa (Passport Index); YEAR=FILE: from when on", read_passport_index},
      {"--areas", "areas of free movement", "parties of areas of free movement: area, iso3, from_year, to_year", read_areas},
      {"--flows", "Abel and Cohen, flows of five years", "flows of five years (Abel and Cohen), to hold a run against", read_flows},
      {"--missing-migrants", "IOM, Missing Migrants", "Missing Migrants (IOM), to hold a run against", read_missing_migrants},
      {"--frontex", "Frontex, detections", "detections by month (Frontex), to hold a run against", read_frontex},
  };
  // clang-format on
  return kAll;
}

}  // namespace sojourn::intake
