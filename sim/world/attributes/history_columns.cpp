#include "sim/world/attributes/history_columns.hpp"

namespace sojourn {

namespace {

constexpr auto kFromStart =
    "vital rates and schooling are those of the start; set it in the row of the country";

const HistoryColumn kChanging[] = {
    {"gdp_per_capita",
     &Attributes::gdp_per_capita,
     "2021 int. $ / year",
     {1, 1e7},
     "income per head at purchasing power parity",
     true,
     false},
    {"unemployment", &Attributes::unemployment, "1", kShare, "share of the labour force", true,
     false},
    {"stability", &Attributes::stability, "1", kShare, "political stability, absence of violence",
     true, false},
    {"rule_of_law", &Attributes::rule_of_law, "1", kShare, "rule of law", true, false},
    {"capacity", &Attributes::capacity, "1", kShare, "administrative capacity", true, false},
    {"rights", &Attributes::rights, "1", kShare, "rights of migrants in practice", false, false},
    {"openness", &Attributes::openness, "1", kShare, "openness to labour migrants", false, false},
    {"labour_demand",
     &Attributes::labour_demand,
     "1",
     {0, 100},
     "demand for labour, as a factor on its trend",
     true,
     false},
    {"conflict_deaths",
     &Attributes::conflict_deaths,
     "deaths / year",
     {0, 2e10},
     "people killed in conflict, a year",
     false,
     true},
};

const FixedColumn kFixed[] = {
    {"population",
     "a population follows from births, deaths and moves; set that of the start in the row of the "
     "country"},
    {"workforce_growth",
     "the trend of labour demand is one number for the run; `labour_demand`, `boom` and "
     "`recession` move demand"},
    {"hdi", kFromStart},
    {"birth_rate", kFromStart},
    {"life_expectancy", kFromStart},
    {"share_0_14", kFromStart},
    {"share_65_plus", kFromStart},
    {"tertiary_share", kFromStart},
    {"visa", "visas are a policy between two countries, no attribute of one"},
};

}  // namespace

std::span<const HistoryColumn> history_columns() {
  return kChanging;
}

std::span<const FixedColumn> fixed_columns() {
  return kFixed;
}

}  // namespace sojourn
