#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace sojourn::command {

/// Whether some word of `text` begins with `word`, blind to case: "war" is in "a war" and in
/// "war_risk" and not in "toward".
bool has_word(std::string_view text, std::string_view word);

/// Lists the modules, tables, keys, outcomes and series in whose name, meaning, unit or choices all
/// words are found; a key by its path too, `country.openness`.
/// @throws InputError: there are none
void print_found(const std::vector<std::string>& words, std::ostream& out);

}  // namespace sojourn::command
