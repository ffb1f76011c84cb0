#include "tools/sojourn/compare/comparison_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ostream>

#include "tools/sojourn/compare/change_table.hpp"
#include "tools/sojourn/compare/number_text.hpp"
#include "tools/sojourn/console/text.hpp"
#include "tools/sojourn/console/text_table.hpp"

namespace sojourn::command {

namespace {

constexpr std::size_t kLongName = 16;  // shorter ones are left as they are

/// The value of an outcome that no finished run differs in (NaN: it has none); nothing if some do.
std::optional<double> same_everywhere(const Comparison& all, std::size_t outcome) {
  std::optional<double> common;
  for (const ComparedRegime& regime : all.regimes) {
    for (const auto& run : regime.runs) {
      if (!run) continue;
      const double value = run->means[outcome];
      if (!common) common = value;
      if (value != *common && !(std::isnan(value) && std::isnan(*common))) return {};
    }
  }
  return common;
}

TextTable table_of(const Comparison& all, std::size_t k, const std::vector<std::string>& names) {
  TextTable table;
  table.align_right_from(1);
  table.add({"", "mean", "95% interval", "difference", "95% interval", "sign"});
  for (std::size_t r = 0; r < all.regimes.size(); ++r) {
    const MeanInterval mean = all.mean(r, k), difference = all.difference(r, k);
    std::vector<std::string> row{names[r], number_text(mean.mean), interval_text(mean)};
    if (all.regimes[r].reference != r) {
      row.push_back(number_text(difference.mean));
      row.push_back(interval_text(difference));
      row.push_back(sign_of(difference));
    }
    table.add(std::move(row));
  }
  return table;
}

std::vector<std::string> names_of(const Comparison& all) {
  std::vector<std::string> names;
  for (const ComparedRegime& regime : all.regimes) names.push_back(regime.name);
  return names;
}

/// What rows are called: their names, or numbers, which are listed, where those are too long.
std::vector<std::string> row_names(const Comparison& all, const std::vector<std::size_t>& outcomes,
                                   std::ostream& out) {
  std::vector<std::string> names = names_of(all);
  const auto too_wide = [&](std::size_t k) { return table_of(all, k, names).width() > kTextWidth; };
  const bool long_names = std::ranges::any_of(
      names, [](const std::string& name) { return TextTable::width(name) > kLongName; });
  if (!long_names || std::ranges::none_of(outcomes, too_wide)) return names;
  TextTable list;
  for (std::size_t r = 0; r < names.size(); ++r) {
    list.add({fmt::format("{}", r + 1), names[r]});
    names[r] = fmt::format("{}", r + 1);
  }
  out << '\n';
  list.print(out);
  return names;
}

}  // namespace

void print_comparison(const Comparison& all, std::ostream& out) {
  if (!all.complete()) {
    out << fmt::format("{} of {} runs are finished; the others are left out.\n", all.n_finished(),
                       all.n_runs());
  }
  if (all.n_finished() == 0) return;
  std::string same, unknown;
  std::vector<std::size_t> differing;
  for (std::size_t k = 0; k < all.outcomes.size(); ++k) {
    const AskedOutcome& outcome = all.outcomes[k];
    const std::optional<double> value = same_everywhere(all, k);
    if (!value) {
      differing.push_back(k);
    } else if (std::isnan(*value)) {
      unknown += (unknown.empty() ? "" : ", ") + outcome.name;
    } else {
      same += fmt::format("{}{} {} [{}]", same.empty() ? "" : ", ", outcome.name,
                          number_text(*value), outcome.units);
    }
  }
  const std::vector<std::string> names = row_names(all, differing, out);
  for (const std::size_t k : differing) {
    const AskedOutcome& outcome = all.outcomes[k];
    out << wrapped(fmt::format("\n{} [{}]: {}\n", outcome.name, outcome.units, outcome.meaning),
                   kTextWidth);
    table_of(all, k, names).print(out);
  }
  if (!same.empty()) out << wrapped("\nthe same in every run: " + same + "\n", kTextWidth);
  if (!unknown.empty()) {
    out << wrapped("\nwithout meaning in any run: " + unknown + "\n", kTextWidth);
  }
  if (all.changes) print_changes(all, out);
}

}  // namespace sojourn::command
