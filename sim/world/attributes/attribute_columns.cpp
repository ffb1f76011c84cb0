#include "sim/world/attributes/attribute_columns.hpp"

namespace sojourn {

namespace {

constexpr Range kCount{0, 2e10};

const AttributeColumn kColumns[] = {
    {"population", &Attributes::population, "persons", kCount, std::nullopt,
     "everyone living there at the start, foreigners included"},
    {"gdp_per_capita",
     &Attributes::gdp_per_capita,
     "2021 int. $ / year",
     {1, 1e7},
     std::nullopt,
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

}  // namespace

std::span<const AttributeColumn> attribute_columns() {
  return kColumns;
}

}  // namespace sojourn
