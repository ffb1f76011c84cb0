#include "tools/sojourn/import/codes/fold.hpp"

#include <array>
#include <cctype>
#include <utility>

namespace sojourn::intake {

namespace {

/// Letters with accents that names of countries have, in UTF-8.
constexpr std::array<std::pair<std::string_view, std::string_view>, 29> kAccents{{
    {"\xC3\x85", "a"}, {"\xC3\xA5", "a"}, {"\xC3\xA1", "a"},    {"\xC3\xA0", "a"},
    {"\xC3\xA2", "a"}, {"\xC3\xA3", "a"}, {"\xC3\xA4", "a"},    {"\xC3\xA7", "c"},
    {"\xC3\x87", "c"}, {"\xC3\xA9", "e"}, {"\xC3\xA8", "e"},    {"\xC3\xAA", "e"},
    {"\xC3\xAB", "e"}, {"\xC3\x89", "e"}, {"\xC3\xAD", "i"},    {"\xC3\xAE", "i"},
    {"\xC3\xAF", "i"}, {"\xC3\xB1", "n"}, {"\xC3\xB3", "o"},    {"\xC3\xB4", "o"},
    {"\xC3\xB5", "o"}, {"\xC3\xB6", "o"}, {"\xC3\xBA", "u"},    {"\xC3\xBC", "u"},
    {"\xC3\xBB", "u"}, {"&", "and"},      {"\xE2\x80\x98", ""}, {"\xE2\x80\x99", ""},
    {"\xC2\xA0", " "},
}};

/// What stands in brackets after the name: "(a)", "[1]".
std::string_view without_footnote(std::string_view name) {
  const std::size_t end = name.find_last_not_of(" *\t0123456789");
  if (end == name.npos || (name[end] != ')' && name[end] != ']')) return name;
  const std::size_t begin = name.find_last_of("([");
  const bool note = begin != name.npos && begin > 0 && end - begin <= 3;
  return note ? name.substr(0, begin) : name;
}

std::string plain(std::string_view name) {
  std::string text;
  while (!name.empty()) {
    bool found = false;
    for (const auto& [accented, letter] : kAccents) {
      if (!name.starts_with(accented)) continue;
      text += letter;
      name.remove_prefix(accented.size());
      found = true;
      break;
    }
    if (found) continue;
    text += static_cast<char>(std::tolower(static_cast<unsigned char>(name.front())));
    name.remove_prefix(1);
  }
  return text;
}

}  // namespace

std::string folded(std::string_view name) {
  std::string text = plain(without_footnote(name));
  if (text.starts_with("the ")) text.erase(0, 4);
  if (text.starts_with("st. ") || text.starts_with("st ")) text.replace(0, 2, "saint");
  std::erase_if(text, [](unsigned char c) { return c < 0x80 && std::isalnum(c) == 0; });
  return text;
}

}  // namespace sojourn::intake
