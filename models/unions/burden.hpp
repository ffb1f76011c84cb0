#pragma once

#include <vector>

#include "sim/input/settings.hpp"

namespace sojourn::models {

/// How members of a union share applicants for asylum.
struct BurdenTerms {
  double share = 0;      // of those above a member's part, relocated [1 / year]; 0: none are
  double price = 20000;  // that who refuses pays for each [int. $]
  double hosting = 0.3;  // what an applicant costs a host a year [GDP per head]
  double by_gdp = 0.5;   // of the key; the rest is by population

  BurdenTerms() = default;
  /// Defaults: price and key of Regulation (EU) 2024/1351, articles 57 and 66; hosting as c_w of
  /// areas.
  explicit BurdenTerms(Settings& settings);
};

/// A member as relocation looks at it.
struct MemberBurden {
  double applicants = 0;  // in it [persons]
  double people = 0;      // [persons]
  double gdp = 0;         // [int. $ / year]
  double sentiment = 0;   // against migration
};

/// Who gives, who takes and who pays, by member.
struct Relocation {
  std::vector<double> leaves;    // rate at which applicants in it are relocated [1 / year]
  std::vector<double> takes;     // share of the relocated that it takes; sums to 1, or to 0
  std::vector<double> refuses;   // whom it should take and does not [persons / year]
  std::vector<double> receives;  // from who refuses; below 0: it pays [int. $ / year]
};

/// A member's part of all applicants is by_gdp of its share of GDP and the rest of its share of
/// people. Of those above it `share` a year should be relocated, to members below theirs, in
/// proportion to what these lack. Who lacks refuses if hosting costs it more, hosting*(GDP per
/// head)*(1 + max(0, sentiment)), than the price; it pays the price of those whom it refuses, to
/// those above in proportion to what they have above, and these stay there. Equal members without
/// applicants, or share = 0: nothing happens.
Relocation relocation(const BurdenTerms& terms, const std::vector<MemberBurden>& members);

}  // namespace sojourn::models
