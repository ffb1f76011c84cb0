#include "tests/fuzz/targets/sections.hpp"

#include <algorithm>

namespace sojourn::fuzz {

std::vector<Section> sections_of(std::string_view bytes) {
  constexpr std::string_view kMark = "== ";
  constexpr std::size_t kMost = 16;
  std::vector<Section> sections;
  std::size_t at = bytes.find(kMark);
  while (at < bytes.size() && sections.size() < kMost) {
    const std::size_t line = std::min(bytes.find('\n', at), bytes.size());
    const std::size_t next = std::min(bytes.find("\n== ", line), bytes.size() - 1) + 1;
    const std::size_t begin = std::min(line + 1, next);
    sections.push_back({std::string(bytes.substr(at + kMark.size(), line - at - kMark.size())),
                        bytes.substr(begin, next - begin)});
    at = next;
  }
  return sections;
}

}  // namespace sojourn::fuzz
