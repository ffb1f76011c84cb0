#include "tools/sojourn/import/gather/notes.hpp"

#include <algorithm>

namespace sojourn::intake {

Notes::Group& Notes::group(const std::string& heading, const std::string& what) {
  const auto found = std::ranges::find_if(
      groups_, [&](const Group& one) { return one.heading == heading && one.what == what; });
  return found != groups_.end() ? *found : groups_.emplace_back(Group{heading, what, {}});
}

void Notes::add(const std::string& heading, const std::string& what, const std::string& value) {
  group(heading, what).values.push_back(value);
}

void Notes::add(const std::string& heading, const std::string& what) {
  group(heading, what);
}

}  // namespace sojourn::intake
