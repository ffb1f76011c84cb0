#pragma once

#include <span>

namespace sojourn::intake {

/// Other names of a country of today, and codes that it had before.
struct Spelling {
  const char* iso3;
  const char* names;  // separated by '|'
};

std::span<const Spelling> spellings();

/// Names and codes of the world, regions and groups, of which no country's figure is; separated by
/// '|'.
const char* group_names();
const char* group_codes();
/// Of people whose country is not known or is none, and of those who have none.
const char* unknown_names();
const char* unknown_codes();

}  // namespace sojourn::intake
