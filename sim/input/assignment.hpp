#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/input/node.hpp"

namespace sojourn {

/// Tables merge, everything else is replaced. A merged table keeps the place of its first mention.
void merge(Node& base, Node over);

/// `modules.wage.b_wage=1.2` in its parts; `path` is empty where there is no `=`. A name may stand
/// in quotes: `countries."St. Lucia".openness=0.1`.
struct Assignment {
  explicit Assignment(std::string_view text);
  std::vector<std::string> path;
  std::string_view value;
};

/// Lays one assignment over a scenario; why it cannot be, or empty. `where` is the option by which
/// the user gave it. Values are TOML; what is none is text, or a list of text: `[004, South
/// Sudan]`.
std::string assign(Node& root, const std::string& assignment, const Source& where);

}  // namespace sojourn
