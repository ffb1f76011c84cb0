#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sojourn::fuzz {

/// A file among several in one text.
struct Section {
  std::string name;
  std::string_view text;
};

/// The texts that follow lines `== NAME`; at most sixteen.
std::vector<Section> sections_of(std::string_view bytes);

}  // namespace sojourn::fuzz
