#include "models/policies/lever_keys.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace sojourn::models {

namespace {

const std::vector<KeysOf>& keys_of_levers() {
  static const std::vector<KeysOf> kAll{
      {{"channels"}, {"admit"}},
      {{"quota_channel", "quota_exclusive"}, {"quota"}},
      {{"fee_channel"}, {"recruitment_fee"}},
      {{"regularised", "regularised_as", "regularisation_cap"}, {"regularisation"}},
      {{"protects", "after", "after_rate"}, {"temporary_protection"}},
      {{"cause"}, {"recognition"}},
      {{"returned", "returns_cap", "returns_to", "return_places"}, {"returns"}},
      {{"readmitting", "readmission_over"}, {"readmission"}},
      {{"exit_channels"}, {"exit", "minimum_rights", "minimum_wage"}},
      {{"to"}, {"exit", "minimum_rights", "minimum_wage", "consular_effort"}}};
  return kAll;
}

}  // namespace

void require_what_they_say_more_of(Settings& settings, std::span<const KeysOf> all) {
  const auto given = [&](const std::string& key) { return settings.has(key); };
  for (const auto& [keys, levers] : all) {
    if (std::ranges::any_of(levers, given)) continue;
    for (const std::string& key : keys) {
      if (!given(key)) continue;
      settings.fault(
          key, fmt::format("it says more of `{}`, which is not set", fmt::join(levers, "` or `")));
    }
  }
}

void require_their_levers(Settings& settings) {
  require_what_they_say_more_of(settings, keys_of_levers());
}

}  // namespace sojourn::models
