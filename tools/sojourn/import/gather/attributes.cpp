#include "tools/sojourn/import/gather/attributes.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace sojourn::intake {

namespace {

constexpr AttributeKind kKinds[] = {
    {"population", 0, 2e10, true, "people, mid-year"},
    {"births", 0, 1e9, true, "births in the year"},
    {"deaths", 0, 1e9, true, "deaths in the year"},
    {"conflict_deaths", 0, 1e8, true, "people killed in conflict in the year"},
    {"gdp_per_capita", 1, 1e7, false, "GDP per head at purchasing power parity, 2021 int. $"},
    {"hdi", 0, 1, false, "Human Development Index"},
    {"unemployment", 0, 1, false, "share of the labour force"},
    {"stability", 0, 1, false, "political stability, 0.5 + estimate/5"},
    {"rule_of_law", 0, 1, false, "rule of law, 0.5 + estimate/5"},
    {"capacity", 0, 1, false, "government effectiveness, 0.5 + estimate/5"},
    {"birth_rate", 0, 80, false, "births per 1000 people"},
    {"life_expectancy", 5, 100, false, "years at birth"},
    {"share_0_14", 0, 1, false, "share of people aged 0 to 14"},
    {"share_65_plus", 0, 1, false, "share of people aged 65 and over"},
    {"dependants", 0, 1, false, "share of people outside of 15 to 64"},
    {"tertiary_share", 0, 1, false, "share of adults with tertiary schooling"},
};

}  // namespace

std::span<const AttributeKind> attribute_kinds() {
  return kKinds;
}

const AttributeKind& attribute_kind(std::string_view name) {
  const auto found = std::ranges::find(kKinds, name, &AttributeKind::name);
  if (found == std::end(kKinds)) throw std::out_of_range("no attribute " + std::string(name));
  return *found;
}

}  // namespace sojourn::intake
