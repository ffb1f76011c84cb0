#include "tests/fuzz/targets/edits.hpp"

#include <algorithm>
#include <charconv>
#include <sstream>

namespace sojourn::fuzz {

namespace {

constexpr std::size_t kMost = 30;

/// `\xHH` as the byte that it stands for.
std::string unescaped(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned char byte = 0;
    const char* digits = text.data() + i + 2;
    const bool is_escape = text.substr(i).starts_with("\\x") && text.size() >= i + 4 &&
                           std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2;
    bytes += is_escape ? static_cast<char>(byte) : text[i];
    if (is_escape) i += 3;
  }
  return bytes;
}

void apply(const Edit& edit, std::string& bytes) {
  if (edit.what == 'a') bytes += edit.with;
  if (bytes.empty()) return;
  const std::size_t at = edit.at % bytes.size();
  if (edit.what == 'c') bytes.resize(at);
  if (edit.what == 'b') {
    const std::size_t n = std::min(edit.with.size(), bytes.size() - at);
    std::copy_n(edit.with.begin(), n, bytes.begin() + static_cast<std::ptrdiff_t>(at));
  }
}

}  // namespace

std::vector<Edit> edits_of(std::string_view text) {
  std::vector<Edit> edits;
  std::istringstream lines{std::string(text)};
  for (std::string line; edits.size() < kMost && std::getline(lines, line);) {
    Edit edit;
    std::istringstream words(line);
    if (!(words >> edit.what >> edit.at)) continue;
    words.get();
    std::getline(words, edit.with);
    edit.with = unescaped(edit.with);
    edits.push_back(edit);
  }
  return edits;
}

std::string edited(std::string bytes, const std::vector<Edit>& edits) {
  for (const Edit& edit : edits) apply(edit, bytes);
  return bytes;
}

}  // namespace sojourn::fuzz
