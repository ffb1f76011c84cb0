#include "models/policies/status_choice.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sojourn::models {

Status status_called(const std::string& name) {
  return static_cast<Status>(std::ranges::find(kStatusNames, name) - kStatusNames.begin());
}

StatusSet read_statuses(Settings& settings, const std::string& key,
                        const std::vector<std::string>& fallback, const std::string& meaning) {
  const std::vector<std::string> known(kStatusNames.begin() + 1, kStatusNames.end());
  StatusSet statuses;
  const std::vector<std::string> names = settings.texts(key, fallback, meaning);
  if (names.empty()) settings.fault(key, "expected a status");
  for (const std::string& name : names) {
    if (std::ranges::count(known, name) > 0) {
      statuses = statuses | status_called(name);
    } else {
      settings.fault(key, fmt::format("unknown status \"{}\"{}", name, nearest_hint(name, known)));
    }
  }
  return statuses;
}

}  // namespace sojourn::models
