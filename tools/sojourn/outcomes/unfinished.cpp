#include "tools/sojourn/outcomes/unfinished.hpp"

#include <fmt/format.h>

#include <iostream>
#include <string>

#include "sim/input/text/characters.hpp"

namespace sojourn::command {

void warn_if_unfinished(const RunFile& file) {
  const std::string text = file.unfinished();
  if (text.empty()) return;
  std::cerr << fmt::format("warning: {}: {}\n", escaped(file.path().string()), text);
}

}  // namespace sojourn::command
