#include "tools/sojourn/import/fill/entry_rows.hpp"

#include <fmt/format.h>

#include <map>
#include <tuple>

namespace sojourn::intake {

TableText visa_table(Intake& intake, const CountryRows& rows, const Wanted& wanted) {
  TableText table{"visas.csv", {"citizenship", "destination", "from", "requirement", "days"}, {}};
  std::map<CountryPair, std::map<int, VisaRule>> by_pair;
  for (const VisaRule& rule : intake.data.visas) {
    if (!rows.contains(rule.citizenship) || !rows.contains(rule.destination)) continue;
    by_pair[{rule.citizenship, rule.destination}][rule.year] = rule;
  }
  for (const auto& [pair, by_year] : by_pair) {
    auto first = by_year.upper_bound(wanted.year);
    if (first != by_year.begin()) --first;
    for (; first != by_year.end(); ++first) {
      const auto& [year, rule] = *first;
      const bool at_start = year <= wanted.year;
      if ((at_start && rule.requirement == "required") || year > wanted.until) continue;
      table.rows.push_back({pair.first, pair.second, at_start ? "" : fmt::format("{}-01", year),
                            rule.requirement, rule.days > 0 ? std::to_string(rule.days) : ""});
    }
  }
  if (!intake.data.visas.empty()) {
    intake.notes.add("Judged",
                     "visas: what is granted on arrival or by a form on the way (eTA) counts as "
                     "free, an e-visa as required, a ban as refused; a row without a date holds "
                     "from the start on, of whatever date its matrix is");
  }
  return table;
}

TableText observed_table(Intake& intake, const CountryRows& rows, const Wanted& wanted) {
  TableText table{
      "observed.csv", {"series", "route", "citizenship", "date", "value", "source"}, {}};
  std::map<std::tuple<std::string, std::string, std::string, std::string>, ObservedCount> seen;
  const std::string start = fmt::format("{}-01", wanted.year);
  std::size_t n_before = 0;
  for (const ObservedCount& one : intake.data.observed) {
    if (!one.citizenship.empty() && !rows.contains(one.citizenship)) continue;
    if (one.date < start) {
      ++n_before;
      continue;
    }
    const auto [first, fresh] =
        seen.emplace(std::tuple{one.series, one.route, one.citizenship, one.date}, one);
    if (fresh || first->second.value == one.value) continue;
    intake.notes.add("Totals", "counts of two tables that differ, of which the first is kept",
                     fmt::format("{} {} {} {}: {:g}, {:g}", one.series, one.route, one.citizenship,
                                 one.date, first->second.value, one.value));
  }
  for (const auto& [key, one] : seen) {
    table.rows.push_back(
        {one.series, one.route, one.citizenship, one.date, number_text(one.value), one.source});
  }
  if (n_before > 0) {
    intake.notes.add("Left out", fmt::format("{} monthly counts from before the start", n_before));
  }
  return table;
}

TableText flow_table(Intake& intake, const CountryRows& rows, const Wanted& wanted) {
  TableText table{"flows_5y.csv", {"year0", "origin", "destination", "method", "persons"}, {}};
  for (const Flow& flow : intake.data.flows) {
    const bool lists = rows.contains(flow.origin) && rows.contains(flow.destination);
    if (flow.year < wanted.year || !lists || flow.persons <= 0) continue;
    table.rows.push_back({std::to_string(flow.year), flow.origin, flow.destination, flow.method,
                          number_text(flow.persons)});
  }
  if (!intake.data.flows.empty() && table.rows.empty()) {
    intake.notes.add("Left out", "recorded flows: no period begins at the start or later");
  }
  return table;
}

}  // namespace sojourn::intake
