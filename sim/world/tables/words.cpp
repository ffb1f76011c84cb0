#include "sim/world/tables/words.hpp"

#include <fmt/format.h>

#include "sim/input/text/characters.hpp"
#include "sim/input/untyped.hpp"

namespace sojourn {

namespace {

void refuse_missing(Settings& row, const std::string& key, const std::string& word) {
  if (word == "x" || !marks_missing(word)) return;  // "x" may well be a label
  row.fault(key, fmt::format("\"{}\" marks a missing value: leave the cell empty", word));
}

void refuse_separator(Settings& row, const std::string& key, const std::string& word) {
  const std::size_t at = word.find_first_of(",|/");
  if (at == std::string::npos || marks_missing(word)) return;
  row.fault(key, fmt::format("\"{}\" would be one item: expected items separated by ';', found "
                             "'{}'",
                             word, word[at]));
}

}  // namespace

std::vector<std::string> read_words(Settings& row, const std::string& key,
                                    const std::string& meaning) {
  std::vector<std::string> words = split_list(row.text(key, "", meaning));
  for (const std::string& word : words) {
    refuse_missing(row, key, word);
    refuse_separator(row, key, word);
  }
  return words;
}

std::string read_name(Settings& row, const std::string& key, const std::string& meaning) {
  std::string name = row.text(key, "", meaning);
  refuse_missing(row, key, name);
  return name;
}

}  // namespace sojourn
