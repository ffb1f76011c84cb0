// Deals as the event log tells of them: who agreed on what, and what became of it.
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/calendar.hpp"
#include "tools/sojourn/report/modules.hpp"
#include "tools/sojourn/report/page/page_data.hpp"

namespace sojourn::command {

namespace {

/// "EU-TUR: payment 5.8 bn/yr; without an end" as its parts.
struct Told {
  std::string parties, what;

  explicit Told(const std::string& text) {
    const std::size_t colon = text.find(": ");
    parties = text.substr(0, colon);
    what = colon == std::string::npos ? "" : text.substr(colon + 2);
  }
};

/// The number behind `word` in billions a year, as 2021 int. $ a year; of labour deals "NORD pays
/// 0.72 bn/yr".
std::optional<double> money_in(const std::string& what) {
  for (const std::string word : {"payment ", " pays "}) {
    const std::size_t at = what.find(word);
    if (at == std::string::npos) continue;
    const char* begin = what.c_str() + at + word.size();
    char* end = nullptr;
    const double billions = std::strtod(begin, &end);
    if (end != begin && std::string(end).starts_with(" bn/yr")) return billions * 1e9;
  }
  return std::nullopt;
}

Json money_json(const std::string& what) {
  const auto money = money_in(what);
  return money ? rounded(*money) : Json(nullptr);
}

/// The day in "TUR ends the deal on 2017-05-03, which had no end".
std::optional<std::string> day_in(const std::string& what) {
  const std::size_t at = what.find(" on ");
  if (at == std::string::npos) return std::nullopt;
  const std::size_t begin = at + 4;
  const auto date = parse_date(what.substr(begin, what.find_first_of(", ", begin) - begin));
  return date ? std::optional(iso(*date)) : std::nullopt;
}

/// A deal that a scenario states has its days there, to the day.
struct Dates {
  std::string from;
  std::optional<double> payment;
};

std::map<std::string, Dates> stated_deals(const Node& scenario) {
  std::map<std::string, Dates> all;
  for (const auto& [name, table] : modules_table(scenario).table()) {
    if (text_at(table, "type") != "deal") continue;
    const Node* payment = table.find("payment");
    const double* sum = payment ? std::get_if<double>(&payment->value) : nullptr;
    all[name] = {text_at(table, "from"), sum ? std::optional(*sum) : std::nullopt};
  }
  return all;
}

class Register {
 public:
  explicit Register(std::map<std::string, Dates> stated) : stated_(std::move(stated)) {}

  void tell(const std::string& date, const std::string& kind, const std::string& module,
            const std::string& text) {
    const Told told(text);
    const std::pair key{module, told.parties};
    if (kind == "deal") return begin(date, key, told);
    const auto open = open_.find(key);
    if (open == open_.end()) return;
    Json& row = rows_[open->second];
    row["steps"].push_back(
        {{"date", date}, {"kind", kind}, {"text", told.what}, {"payment", money_json(told.what)}});
    if (kind != "end") return;
    row["until"] = day_in(told.what).value_or(date);
    open_.erase(open);
  }

  Json rows() && { return Json(std::move(rows_)); }

 private:
  void begin(const std::string& date, const std::pair<std::string, std::string>& key,
             const Told& told) {
    const auto stated = stated_.find(key.first);
    const bool has_dates = stated != stated_.end() && !stated->second.from.empty();
    Json payment = money_json(told.what);
    if (stated != stated_.end() && stated->second.payment && !payment.is_null()) {
      payment = rounded(*stated->second.payment);
    }
    open_[key] = rows_.size();
    rows_.push_back({{"module", key.first},
                     {"parties", told.parties},
                     {"from", has_dates ? stated->second.from : date},
                     {"until", ""},
                     {"payment", payment},
                     {"terms", told.what},
                     {"steps", Json::array()}});
  }

  std::map<std::string, Dates> stated_;
  Json::Array rows_;
  std::map<std::pair<std::string, std::string>, std::size_t> open_;
};

}  // namespace

Json deals(const RunView& run) {
  if (!run.has("events/text")) return Json::array();
  Register all(stated_deals(run.atlas.scenario()));
  const auto dates = run.file.texts("events/date"), kinds = run.file.texts("events/kind");
  const auto texts = run.file.texts("events/text");
  const auto modules = run.has("events/module") ? run.file.texts("events/module")
                                                : std::vector<std::string>(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) all.tell(dates[i], kinds[i], modules[i], texts[i]);
  return std::move(all).rows();
}

}  // namespace sojourn::command
