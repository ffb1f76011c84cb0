#include "tools/sojourn/console/text.hpp"

#include <fmt/format.h>

namespace sojourn::command {

std::string wrapped(std::string text, std::size_t columns) {
  std::size_t begin = 0, blank = std::string::npos;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') begin = i + 1, blank = std::string::npos;
    if (text[i] == ' ') blank = i;
    if (i - begin < columns || i < begin || blank == std::string::npos) continue;
    text[blank] = '\n';
    begin = blank + 1;
    blank = std::string::npos;
  }
  return text;
}

std::string grouped(std::int64_t number) {
  std::string digits = std::to_string(number);
  const std::size_t sign = number < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > sign + 3;) digits.insert(at -= 3, 1, ',');
  return digits;
}

std::string bytes_text(double bytes) {
  if (bytes >= 1e9) return fmt::format("{:.1f} GB", bytes / 1e9);
  return bytes >= 1e6 ? fmt::format("{:.0f} MB", bytes / 1e6)
                      : fmt::format("{:.0f} kB", bytes / 1e3);
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string line;
  for (const std::string& word : words) {
    if (&word != &words.front()) line += between;
    line += word;
  }
  return line;
}

}  // namespace sojourn::command
