#include "tools/sojourn/import/figures/lookup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace sojourn::intake {

std::optional<Told> at_year(const std::map<int, Figure>& figures, int year) {
  const auto after = figures.lower_bound(year);
  if (after == figures.end()) return {};
  if (after->first == year) return Told{after->second.value, ""};
  if (after == figures.begin()) return {};
  const auto before = std::prev(after);
  const double share = static_cast<double>(year - before->first) / (after->first - before->first);
  return Told{before->second.value + share * (after->second.value - before->second.value),
              fmt::format("along the line between {} and {}", before->first, after->first)};
}

std::optional<Told> nearest_year(const std::map<int, Figure>& figures, int year, int reach) {
  std::optional<Told> nearest;
  int least = reach + 1;
  for (const auto& [other, figure] : figures) {
    if (std::abs(other - year) >= least) continue;
    least = std::abs(other - year);
    nearest = Told{figure.value, fmt::format("of {}, the nearest year", other)};
  }
  return nearest;
}

std::optional<Told> told(const Collected& data, const std::string& attribute,
                         const std::string& country, int year) {
  for (const AttributeSeries& series : data.series) {
    if (series.attribute != attribute) continue;
    const auto own = series.figures.find(country);
    if (own == series.figures.end()) continue;
    if (auto found = at_year(own->second, year)) return found;
  }
  return {};
}

std::optional<Told> told_or_nearest(const Collected& data, const std::string& attribute,
                                    const std::string& country, int year, int reach) {
  if (auto found = told(data, attribute, country, year)) return found;
  for (const AttributeSeries& series : data.series) {
    if (series.attribute != attribute) continue;
    const auto own = series.figures.find(country);
    if (own == series.figures.end()) continue;
    if (auto found = nearest_year(own->second, year, reach)) return found;
  }
  return {};
}

bool tells(const Collected& data, const std::string& attribute) {
  return std::ranges::any_of(data.series, [&](const AttributeSeries& one) {
    return one.attribute == attribute && !one.figures.empty();
  });
}

}  // namespace sojourn::intake
