#include "tools/sojourn/import/gather/collected.hpp"

#include <algorithm>

namespace sojourn::intake {

AttributeSeries& Collected::series_of(const std::string& attribute, const std::string& publisher) {
  const auto same = [&](const AttributeSeries& one) {
    return one.attribute == attribute && one.publisher == publisher;
  };
  if (const auto found = std::ranges::find_if(series, same); found != series.end()) return *found;
  AttributeSeries& made = series.emplace_back();
  made.attribute = attribute;
  made.publisher = publisher;
  return made;
}

std::optional<bool> Collected::host_adds_refugees(const std::string& host, int year) const {
  const auto found = adds_refugees.find(host);
  if (found == adds_refugees.end()) return {};
  auto after = found->second.upper_bound(year);
  if (after != found->second.begin()) --after;
  return after->second;
}

}  // namespace sojourn::intake
