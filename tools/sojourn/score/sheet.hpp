#pragma once

#include <iosfwd>
#include <string>
#include <utility>
#include <vector>

#include "tools/sojourn/console/json.hpp"

namespace sojourn::command {

/// One number of a sheet.
struct Score {
  std::string table;       // "level"
  std::string forecaster;  // "run", "persistence"
  std::string measure;     // "common part"
  double value;            // NaN: without meaning
};

/// All scores of a run against a reference, and what they are of.
struct ScoreSheet {
  std::vector<std::pair<std::string, std::string>> facts;
  std::vector<std::string> notes;
  std::vector<Score> scores;

  void add(const std::string& table, const std::string& forecaster, const std::string& measure,
           double value) {
    scores.push_back({table, forecaster, measure, value});
  }
};

/// A table of text for each table of the sheet: forecasters down, measures across.
void print_sheet(const ScoreSheet& sheet, std::ostream& out);
/// {"facts", "notes", "scores": {table: {forecaster: {measure: value}}}}; null: without meaning.
Json json_of(const ScoreSheet& sheet);
/// Columns table, forecaster, measure, value; an empty value: without meaning.
void write_csv(const ScoreSheet& sheet, std::ostream& out);

}  // namespace sojourn::command
