// What governments have ordered and agreed in a run: dated policies as its scenario has them, deals
// as its event log tells of them.
#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sim/base/calendar.hpp"
#include "tools/sojourn/report/modules.hpp"
#include "tools/sojourn/report/page/page_data.hpp"

namespace sojourn::command {

namespace {

constexpr const char* kNever = "9999-12-31";

std::vector<std::string> texts(const Node& table, const std::string& key) {
  std::vector<std::string> all;
  const Node* value = table.find(key);
  if (!value || !value->is_array()) return all;
  for (const Node& element : value->array()) all.push_back(as_text(element).value_or(""));
  return all;
}

std::string earlier(const std::string& a, const std::string& b) {
  return b.empty() || (!a.empty() && a < b) ? a : b;
}

/// First day on which it is over; empty: never.
std::string end_of(const Node& table) {
  const Node* months = table.find("duration");
  const auto n_months = months ? as_whole(*months).value_or(0) : 0;
  const auto from = parse_date(text_at(table, "from"));
  if (n_months > 0 && from) return iso(later(*from, static_cast<double>(n_months)));
  const std::string until = text_at(table, "until");
  return until == kNever ? "" : until;
}

/// The day as tables of a run file write it.
std::string day(const std::string& date) {
  const auto parsed = parse_date(date);
  return parsed ? iso(*parsed) : date;
}

/// People whom each policy refused, admitted and moved in the whole run.
class Effects {
 public:
  explicit Effects(const RunView& run) : names_(run.file.labels("policy")) {
    Periods whole_run{"run", {"run"}, {0, run.years.begin.back()}};
    Grouping by_policy{{}, names_.size()};
    for (std::size_t policy = 0; policy < names_.size(); ++policy) {
      by_policy.group_of_cell.insert(by_policy.group_of_cell.end(), run.atlas.n_places(),
                                     static_cast<int>(policy));
    }
    for (const char* effect : {"refused", "admitted", "moved"}) {
      const std::string dataset = std::string("policy_") + effect;
      if (!run.has(dataset)) continue;
      sums_.emplace_back(effect,
                         aggregate(run.file, dataset, whole_run, Over::kSum, {by_policy}).front());
    }
  }

  /// {"refused": persons, ...}; null where they were not counted.
  Json of(const std::string& policy) const {
    const auto found = std::ranges::find(names_, policy);
    if (found == names_.end()) return nullptr;
    Json effects;
    const auto index = static_cast<std::size_t>(found - names_.begin());
    for (const auto& [effect, sums] : sums_) effects[effect] = whole(sums.at(0, index));
    return effects;
  }

 private:
  std::vector<std::string> names_;
  std::vector<std::pair<std::string, Grouped>> sums_;
};

Json terms_of(const ModuleOfRun& module) {
  static const std::set<std::string> kScope = {"in",       "of",        "from",     "until",
                                               "duration", "announced", "demander", "supplier"};
  Json terms = Json::array();
  for (const auto& [key, unit, value] : module.changed) {
    if (kScope.contains(key)) continue;
    terms.push_back({{"key", key}, {"value", inline_toml(*value)}, {"unit", unit}});
  }
  return terms;
}

/// When a regime takes over within the run; empty: never.
struct Reign {
  std::string from, until;
};

Json policy_row(const ModuleOfRun& module, const Reign& reign, const Effects& effects) {
  const Node& table = *module.table;
  return {{"name", module.name},
          {"in", texts(table, "in")},
          {"of", texts(table, "of")},
          {"announced", day(text_at(table, "announced"))},
          {"from", std::max(day(text_at(table, "from")), reign.from)},
          {"until", earlier(day(end_of(table)), reign.until)},
          {"terms", terms_of(module)},
          {"effects", effects.of(module.name)}};
}

void add_policies(const std::vector<ModuleOfRun>& modules, const Reign& reign,
                  const std::set<std::string>& lasting, const Effects& effects, Json& rows) {
  for (const ModuleOfRun& module : modules) {
    if (module.type != "policy" || !module.enabled) continue;
    const bool stays = lasting.contains(module.name);
    if (stays && !reign.from.empty()) continue;  // a row of the scenario already
    rows.push_back(policy_row(module, stays ? Reign{} : reign, effects));
  }
}

std::set<std::string> names_of(const std::vector<ModuleOfRun>& modules) {
  std::set<std::string> names;
  for (const ModuleOfRun& module : modules) {
    if (module.enabled) names.insert(module.name);
  }
  return names;
}

}  // namespace

Json policies(const RunView& run) {
  ModuleBook book;
  const std::vector<ModuleOfRun> modules = book.read(modules_table(run.atlas.scenario()));
  const Effects effects(run);
  Json rows = Json::array();
  const std::string later_regime = run.file.attribute_text("regime");
  Diagnostics ignored;
  const auto regime =
      later_regime.empty() ? std::nullopt : parse_toml(later_regime, "regime", ignored);
  if (!regime) {
    add_policies(modules, {}, {}, effects, rows);
    return rows;
  }
  const std::string when = day(run.file.attribute_text("regime_from"));
  const std::vector<ModuleOfRun> after = book.read(modules_table(*regime));
  const std::set<std::string> first = names_of(modules), second = names_of(after);
  std::set<std::string> lasting;
  std::ranges::set_intersection(first, second, std::inserter(lasting, lasting.begin()));
  add_policies(modules, {"", when}, lasting, effects, rows);
  add_policies(after, {when, ""}, lasting, effects, rows);
  return rows;
}

}  // namespace sojourn::command
