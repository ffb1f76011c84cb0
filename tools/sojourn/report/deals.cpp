// Deals: their days and numbers are those of the table, what became of them is the event log's.
#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

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

/// A row of the table `deals`.
struct Terms {
  std::string module, subject, parties, from, until;
  double payment;  // [int. $ / year]
};

std::vector<Terms> terms_of(const RunView& run) {
  std::vector<Terms> all;
  if (!run.has("deals/module")) return all;
  const auto text = [&](const char* name) { return run.file.texts(name); };
  const auto modules = text("deals/module"), subjects = text("deals/subject"),
             from = text("deals/from"), until = text("deals/until"),
             demanders = text("deals/demander"), suppliers = text("deals/supplier");
  const auto paid = run.file.reals("deals/payment");
  for (std::size_t i = 0; i < modules.size(); ++i) {
    all.push_back(
        {modules[i], subjects[i], demanders[i] + "-" + suppliers[i], from[i], until[i], paid[i]});
  }
  return all;
}

class Register {
 public:
  explicit Register(std::vector<Terms> terms) : terms_(std::move(terms)) {}

  void add_event(const std::string& date, const std::string& kind, const std::string& module,
                 const std::string& text) {
    const Told told(text);
    const std::pair key{module, told.parties};
    if (kind == "deal") return begin(date, key, told);
    const auto open = open_.find(key);
    if (open == open_.end()) return;
    const Terms* terms = find(key, date);
    Json& row = rows_[open->second];
    row["steps"].push_back(
        {{"date", date}, {"kind", kind}, {"text", told.what}, {"payment", payment(terms)}});
    if (kind != "end") return;
    if (!is_scripted(terms)) row["until"] = date;
    open_.erase(open);
  }

  Json rows() && { return Json(std::move(rows_)); }

 private:
  using Key = std::pair<std::string, std::string>;

  /// The terms that hold from `date` on; those of a script have days of their own.
  const Terms* find(const Key& key, const std::string& date) const {
    const auto found = std::ranges::find_if(terms_, [&](const Terms& one) {
      return one.module == key.first && one.parties == key.second &&
             (one.subject == "script" || one.from == date);
    });
    return found == terms_.end() ? nullptr : &*found;
  }
  static bool is_scripted(const Terms* terms) {
    return terms != nullptr && terms->subject == "script";
  }
  static Json payment(const Terms* terms) {
    return terms != nullptr && terms->payment != 0 ? rounded(terms->payment) : Json(nullptr);
  }

  void begin(const std::string& date, const Key& key, const Told& told) {
    const Terms* terms = find(key, date);
    open_[key] = rows_.size();
    rows_.push_back({{"module", key.first},
                     {"parties", key.second},
                     {"from", is_scripted(terms) ? terms->from : date},
                     {"until", is_scripted(terms) ? terms->until : ""},
                     {"payment", payment(terms)},
                     {"terms", told.what},
                     {"steps", Json::array()}});
  }

  std::vector<Terms> terms_;
  Json::Array rows_;
  std::map<Key, std::size_t> open_;
};

}  // namespace

Json deals(const RunView& run) {
  if (!run.has("events/text")) return Json::array();
  Register all(terms_of(run));
  const auto dates = run.file.texts("events/date"), kinds = run.file.texts("events/kind");
  const auto texts = run.file.texts("events/text");
  const auto modules = run.has("events/module") ? run.file.texts("events/module")
                                                : std::vector<std::string>(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i)
    all.add_event(dates[i], kinds[i], modules[i], texts[i]);
  return std::move(all).rows();
}

}  // namespace sojourn::command
