#include "tools/sojourn/check/setting_search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <ostream>
#include <set>

#include "models/catalog.hpp"
#include "models/outcomes/outcomes.hpp"
#include "tools/sojourn/check/series_catalog.hpp"
#include "tools/sojourn/check/setting_catalog.hpp"
#include "tools/sojourn/check/setting_words.hpp"
#include "tools/sojourn/console/command_info.hpp"
#include "tools/sojourn/console/text.hpp"
#include "tools/sojourn/console/text_table.hpp"

namespace sojourn::command {

namespace {

bool is_letter(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0;
}

bool same_letter(char a, char b) {
  return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
}

bool has_all(const std::string& text, const std::vector<std::string>& words) {
  return std::ranges::all_of(words, [&](const std::string& word) { return has_word(text, word); });
}

/// What is found, and what could have been meant.
class Search {
 public:
  explicit Search(const std::vector<std::string>& words) : words_(words) {}

  /// A module or table that is called `name`.
  void look_at(const std::string& name, const std::string& summary) {
    known_.insert(name);
    if (has_all(name + " " + summary, words_)) owners_.add({name, summary});
  }

  /// Its keys; `path` stands before each, and "table." is found as well.
  void look_at_keys(const ScenarioTable& table, const std::string& path) {
    for (const SettingInfo& key : table.keys) {
      known_.insert(key.key);
      const std::string name = path + key.key;
      const std::string all = fmt::format("{} {}.{} {} {} {}", name, table.name, key.key,
                                          key.meaning, key.unit, joined(key.options, " "));
      if (!has_all(all, words_)) continue;
      keys_.add({name, type_text(key), key.unit, default_text(table, key), key.meaning});
    }
  }

  void look_at_outcome(const models::Outcome& one) {
    known_.insert(one.name);
    if (!has_all(one.name + " " + one.meaning, words_)) return;
    outcomes_.add({one.name, one.units, one.meaning});
  }

  void look_at_series(const DatasetInfo& one) {
    known_.insert(one.name);
    if (!has_all(one.name + " " + one.long_name, words_)) return;
    const std::string axes = one.axes.empty() ? "" : "[" + joined(one.axes, ", ") + "]";
    series_.add({one.name + axes, one.units, one.long_name});
  }

  void print(std::ostream& out) const {
    const std::vector<std::pair<const char*, const TextTable*>> parts{
        {"Modules and tables", &owners_},
        {"Settings: type, unit, default, meaning", &keys_},
        {"Outcomes, for `--outcome`: unit, meaning", &outcomes_},
        {"Series of a run file, over time: unit, meaning", &series_}};
    bool found = false;
    for (const auto& [heading, table] : parts) {
      if (table->empty()) continue;
      out << (found ? "\n" : "") << heading << '\n';
      table->print(out);
      found = true;
    }
    if (!found) refuse();
  }

 private:
  [[noreturn]] void refuse() const {
    const std::string text = joined(words_, " ");
    throw InputError(
        Source{},
        fmt::format(
            "no module, table, setting, outcome or series is called \"{}\" or speaks of it{}; "
            "`sojourn describe` lists what there is",
            text, nearest_hint(text, {known_.begin(), known_.end()})));
  }

  const std::vector<std::string>& words_;
  std::set<std::string> known_;
  TextTable owners_, keys_, outcomes_, series_;
};

}  // namespace

bool has_word(std::string_view text, std::string_view word) {
  for (auto at = text.begin();; ++at) {
    at = std::search(at, text.end(), word.begin(), word.end(), same_letter);
    if (at == text.end()) return word.empty();
    if (at == text.begin() || !is_letter(*(at - 1)) || !is_letter(word.front())) return true;
  }
}

void print_found(const std::vector<std::string>& words, std::ostream& out) {
  Search search(words);
  for (const ScenarioTable& table : scenario_tables()) {
    search.look_at(heading_of(table), "");
    search.look_at_keys(table, heading_of(table) + " ");
  }
  const Catalog catalog = models::standard_catalog();
  for (const ModuleType& type : catalog.types()) {
    search.look_at(type.type, type.summary);
    search.look_at_keys(settings_of(type), "modules." + type.type + ".");
  }
  for (const models::Outcome& one : models::standard_outcomes()) search.look_at_outcome(one);
  for (const KnownSeries& one : recorded_series()) search.look_at_series(one.info);
  search.print(out);
}

}  // namespace sojourn::command
