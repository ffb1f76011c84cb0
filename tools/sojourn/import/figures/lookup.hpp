#pragma once

#include <map>
#include <optional>
#include <string>

#include "tools/sojourn/import/gather/collected.hpp"

namespace sojourn::intake {

/// A figure of a year, and how it came to be one.
struct Told {
  double value = 0;
  std::string how;  // empty: as it stands in the file
};

/// Of figures by year, the one of `year`: as it stands, or along the line between the years before
/// and after it. Nothing outside of them.
std::optional<Told> at_year(const std::map<int, Figure>& figures, int year);
/// The figure of the year nearest to `year`, `reach` years away at most; of two, the earlier.
std::optional<Told> nearest_year(const std::map<int, Figure>& figures, int year, int reach);

/// Of what the publishers tell of an attribute of a country, that of the first who tells of the
/// year.
std::optional<Told> told(const Collected& data, const std::string& attribute,
                         const std::string& country, int year);
/// The same, else of the nearest year within `reach`.
std::optional<Told> told_or_nearest(const Collected& data, const std::string& attribute,
                                    const std::string& country, int year, int reach);
bool tells(const Collected& data, const std::string& attribute);

}  // namespace sojourn::intake
