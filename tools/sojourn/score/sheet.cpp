#include "tools/sojourn/score/sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ostream>

#include "tools/sojourn/console/text.hpp"
#include "tools/sojourn/console/text_table.hpp"
#include "tools/sojourn/outcomes/row_format.hpp"

namespace sojourn::command {

namespace {

using Names = std::vector<std::string>;

void note_name(Names& names, const std::string& name) {
  if (std::ranges::count(names, name) == 0) names.push_back(name);
}

constexpr double kLargestGrouped = 1e15;  // below it every whole number has a double of its own

/// "0.795", "12,345", "73", "1.2e+30"; "-" where there is none.
std::string score_text(double value) {
  if (!std::isfinite(value)) return "-";
  if (std::abs(value) >= kLargestGrouped) return fmt::format("{:.2g}", value);
  const bool is_whole = value == std::floor(value) && std::abs(value) > 1;
  if (std::abs(value) >= 100 || is_whole) return grouped(std::llround(value));
  return fmt::format("{:.{}f}", value, std::abs(value) >= 10 ? 1 : 3);
}

/// The scores of one table, as they were added.
std::vector<Score> scores_in(const ScoreSheet& sheet, const std::string& table) {
  std::vector<Score> found;
  std::ranges::copy_if(sheet.scores, std::back_inserter(found),
                       [&](const Score& score) { return score.table == table; });
  return found;
}

TextTable text_table_of(const std::string& title, const std::vector<Score>& scores) {
  Names rows, columns;
  for (const Score& score : scores) {
    note_name(rows, score.forecaster);
    note_name(columns, score.measure);
  }
  TextTable text;
  text.align_right_from(1);
  Names head{title};
  head.insert(head.end(), columns.begin(), columns.end());
  text.add(head);
  for (const std::string& row : rows) {
    Names cells(columns.size() + 1);
    cells[0] = row;
    for (const Score& score : scores) {
      if (score.forecaster != row) continue;
      const auto at = std::ranges::find(columns, score.measure) - columns.begin();
      cells[static_cast<std::size_t>(at) + 1] = score_text(score.value);
    }
    text.add(cells);
  }
  return text;
}

Names tables_of(const ScoreSheet& sheet) {
  Names tables;
  for (const Score& score : sheet.scores) note_name(tables, score.table);
  return tables;
}

}  // namespace

void print_sheet(const ScoreSheet& sheet, std::ostream& out) {
  TextTable facts;
  for (const auto& [name, value] : sheet.facts) facts.add({name, value});
  facts.print(out);
  for (const std::string& table : tables_of(sheet)) {
    out << '\n';
    text_table_of(table, scores_in(sheet, table)).print(out);
  }
  for (const std::string& note : sheet.notes) out << wrapped("\n" + note + "\n", 80);
}

Json json_of(const ScoreSheet& sheet) {
  Json facts = Json::object(), tables = Json::object();
  for (const auto& [name, value] : sheet.facts) facts[name] = value;
  for (const Score& score : sheet.scores) {
    Json& cell = tables[score.table][score.forecaster][score.measure];
    cell = std::isfinite(score.value) ? Json(score.value) : Json(nullptr);
  }
  Json root = Json::object();
  root["facts"] = facts;
  root["notes"] = Json(sheet.notes);
  root["scores"] = tables;
  return root;
}

void write_csv(const ScoreSheet& sheet, std::ostream& out) {
  out << "table,forecaster,measure,value\n";
  for (const auto& [table, forecaster, measure, value] : sheet.scores) {
    out << csv_text(table) << ',' << csv_text(forecaster) << ',' << csv_text(measure) << ',';
    if (std::isfinite(value)) out << fmt::format("{}", value);
    out << '\n';
  }
}

}  // namespace sojourn::command
