#include "models/policies/eligibility.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace sojourn::models {

namespace {

template <std::size_t n>
std::array<bool, n> read_flags(Settings& settings, const std::string& key,
                               const std::array<std::string_view, n>& names,
                               const std::string& meaning) {
  const std::vector<std::string> known(names.begin(), names.end());
  const auto listed = settings.texts(key, {}, meaning);
  std::array<bool, n> flags{};
  for (const std::string& name : listed) {
    const auto found = std::ranges::find(known, name);
    if (found == known.end()) {
      settings.fault(key, fmt::format("unknown value \"{}\"; expected one of {}{}", name,
                                      fmt::join(known, ", "), nearest_hint(name, known)));
    } else {
      flags[static_cast<std::size_t>(found - known.begin())] = true;
    }
  }
  if (listed.empty()) flags.fill(true);
  return flags;
}

Interval read_interval(Settings& settings, const std::string& key, double most,
                       const std::string& meaning) {
  const auto ends = settings.reals(key, "years", {0, most}, {}, meaning);
  if (ends.empty()) return {};
  if (ends.size() != 2 || ends[0] > ends[1]) {
    settings.fault(key, "expected the least and the greatest value, as [18, 59]");
    return {};
  }
  return {ends[0], ends[1]};
}

template <std::size_t n>
std::array<bool, n> complement(std::array<bool, n> flags) {
  for (bool& flag : flags) flag = !flag;
  return flags;
}

/// What lies below and above an interval.
std::vector<Interval> outside(const Interval& inside) {
  constexpr double kEnd = std::numeric_limits<double>::infinity();
  std::vector<Interval> parts;
  if (inside.low > -kEnd) parts.push_back({-kEnd, std::nextafter(inside.low, -kEnd)});
  if (inside.high < kEnd) parts.push_back({std::nextafter(inside.high, kEnd), kEnd});
  return parts;
}

template <std::size_t n>
bool meet(const std::array<bool, n>& one, const std::array<bool, n>& other) {
  for (std::size_t k = 0; k < n; ++k) {
    if (one[k] && other[k]) return true;
  }
  return false;
}
bool meet(const Interval& one, const Interval& other) {
  return one.low <= other.high && other.low <= one.high;
}

template <std::size_t n>
bool within(const std::array<bool, n>& one, const std::array<bool, n>& other) {
  for (std::size_t k = 0; k < n; ++k) {
    if (one[k] && !other[k]) return false;
  }
  return true;
}
bool within(const Interval& one, const Interval& other) {
  return one.low >= other.low && one.high <= other.high;
}

}  // namespace

TargetGroup read_eligibility(Settings& settings, IdSet<StateId> citizenships) {
  constexpr std::array<std::string_view, 2> kSexNames{"female", "male"};
  TargetGroup group;
  group.citizenships = std::move(citizenships);
  group.sexes =
      read_flags(settings, "sexes", kSexNames, "whom it means: female, male; empty: both");
  group.skills = read_flags(settings, "skills", kSkillNames,
                            "whom it means, by schooling: low, medium, high; empty: all");
  group.ages = read_interval(settings, "ages", 130,
                             "whom it means: the least and the greatest age; empty: any");
  group.abroad = read_interval(settings, "years_since_arrival", 200,
                               "whom it means: least and greatest time since the last change of "
                               "place or status; empty: any");
  return group;
}

std::vector<TargetGroup> others_than(const TargetGroup& group) {
  std::vector<TargetGroup> others;
  TargetGroup nationals;
  nationals.citizenships = group.citizenships;
  const auto add = [&](auto TargetGroup::*trait, const auto& value) {
    TargetGroup& other = others.emplace_back(nationals);
    other.*trait = value;
  };
  if (std::ranges::count(group.sexes, false) > 0) add(&TargetGroup::sexes, complement(group.sexes));
  if (std::ranges::count(group.skills, false) > 0) {
    add(&TargetGroup::skills, complement(group.skills));
  }
  for (const Interval& ages : outside(group.ages)) add(&TargetGroup::ages, ages);
  for (const Interval& years : outside(group.abroad)) add(&TargetGroup::abroad, years);
  return others;
}

bool has_traits_within(const TargetGroup& one, const TargetGroup& other) {
  return within(one.sexes, other.sexes) && within(one.skills, other.skills) &&
         within(one.ages, other.ages) && within(one.abroad, other.abroad);
}

bool share_traits(const TargetGroup& one, const TargetGroup& other) {
  return meet(one.sexes, other.sexes) && meet(one.skills, other.skills) &&
         meet(one.ages, other.ages) && meet(one.abroad, other.abroad);
}

}  // namespace sojourn::models
