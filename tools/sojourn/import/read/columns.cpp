#include "tools/sojourn/import/read/columns.hpp"

#include <algorithm>
#include <charconv>

#include "sim/input/text/characters.hpp"
#include "tools/sojourn/import/codes/fold.hpp"

namespace sojourn::intake {

namespace {

constexpr std::size_t kHeadRows = 60;  // among which a header is looked for

}  // namespace

std::optional<int> year_of(std::string_view text) {
  int year = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
  const bool all = error == std::errc{} && end == text.data() + text.size() && text.size() == 4;
  return all && year >= 1900 && year <= 2200 ? std::optional(year) : std::nullopt;
}

Columns::Columns(const Sheet& sheet, std::size_t row) : sheet_(&sheet), row_(row) {
  for (std::size_t c = 0; c < cells().size(); ++c) at_.emplace(folded(cells()[c].text), c);
}

std::optional<std::size_t> Columns::find(std::string_view name) const {
  if (const std::size_t bar = name.find('|'); bar != name.npos) {
    const auto first = find(name.substr(0, bar));
    return first ? first : find(name.substr(bar + 1));
  }
  const auto found = at_.find(folded(name));
  return found == at_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::size_t> Columns::find_any(const std::vector<std::string>& names) const {
  for (const std::string& name : names) {
    if (const auto found = find(name)) return found;
  }
  return {};
}

std::map<int, std::size_t> Columns::years(std::string_view prefix) const {
  std::map<int, std::size_t> years;
  for (std::size_t c = 0; c < cells().size(); ++c) {
    std::string_view text = trimmed(cells()[c].text);
    if (!text.starts_with(prefix)) continue;
    text.remove_prefix(prefix.size());
    if (const std::size_t mark = text.find(" [YR"); mark != text.npos) text = text.substr(0, mark);
    if (const auto year = year_of(text)) years.emplace(*year, c);
  }
  return years;
}

std::pair<std::size_t, std::size_t> best_header(const Sheet& sheet,
                                                const std::vector<std::string>& required) {
  std::pair<std::size_t, std::size_t> best{0, 0};
  for (std::size_t row = 0; row < std::min(kHeadRows, sheet.rows.size()); ++row) {
    const Columns columns(sheet, row);
    const auto n = static_cast<std::size_t>(std::ranges::count_if(
        required, [&](const std::string& name) { return columns.has(name); }));
    if (n > best.first) best = {n, row};
  }
  return best;
}

std::optional<Columns> find_header(const Sheet& sheet, const std::vector<std::string>& required) {
  const auto [n, row] = best_header(sheet, required);
  return n == required.size() ? std::optional(Columns(sheet, row)) : std::nullopt;
}

}  // namespace sojourn::intake
