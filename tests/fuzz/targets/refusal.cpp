#include "tests/fuzz/targets/refusal.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <string>

namespace sojourn::fuzz {

namespace fs = std::filesystem;

fs::path written(const fs::path& path, std::string_view bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
  return path;
}

void expect_words(std::string_view words) {
  const auto obeyed = [](char c) { return (c >= 0 && c < ' ' && c != '\n') || c == '\x7f'; };
  if (words.empty()) throw std::logic_error("refused without a word");
  if (std::ranges::any_of(words, obeyed)) {
    throw std::logic_error("a terminal obeys: " + std::string(words));
  }
}

}  // namespace sojourn::fuzz
