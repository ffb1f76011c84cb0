#include "tools/sojourn/import/gather/collected.hpp"

#include <algorithm>

namespace sojourn::intake {

Series& Collected::series_of(const std::string& attribute, const std::string& publisher) {
  const auto same = [&](const Series& one) {
    return one.attribute == attribute && one.publisher == publisher;
  };
  if (const auto found = std::ranges::find_if(series, same); found != series.end()) return *found;
  Series& made = series.emplace_back();
  made.attribute = attribute;
  made.publisher = publisher;
  return made;
}

}  // namespace sojourn::intake
