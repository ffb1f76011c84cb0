#include "tools/sojourn/console/text.hpp"

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

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string line;
  for (const std::string& word : words) {
    if (&word != &words.front()) line += between;
    line += word;
  }
  return line;
}

}  // namespace sojourn::command
