#pragma once

#include <string>
#include <vector>

#include "sim/input/settings.hpp"

namespace sojourn {

/// Reads the items of a text such as "north; eu". A mark of a missing value as an item is a fault,
/// for all rows that have it would share it; so is a mark that may separate items within one.
std::vector<std::string> read_words(Settings& row, const std::string& key,
                                    const std::string& meaning);

/// Reads a name that may be left out, as empty text; a mark of a missing value is a fault.
std::string read_name(Settings& row, const std::string& key, const std::string& meaning);

}  // namespace sojourn
