#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "sim/input/text/characters.hpp"
#include "tools/sojourn/import/publishers/publisher.hpp"
#include "tools/sojourn/import/publishers/shape.hpp"

namespace sojourn::intake {

namespace {

struct Word {
  std::string_view written, requirement;
};

// What is granted on arrival, or by a form on the way, keeps nobody from setting out; for an
// electronic visa one waits, as for any other.
constexpr std::array<Word, 17> kWords{{{"visa free", "free"},
                                       {"free", "free"},
                                       {"visa on arrival", "free"},
                                       {"arrival", "free"},
                                       {"eta", "free"},
                                       {"tourist registration", "free"},
                                       {"tourist card", "free"},
                                       {"e-visa", "required"},
                                       {"evisa", "required"},
                                       {"eta_evisa", "required"},
                                       {"visa required", "required"},
                                       {"required", "required"},
                                       {"no admission", "refused"},
                                       {"refused", "refused"},
                                       {"covid ban", "refused"},
                                       {"covid_ban", "refused"},
                                       {"VR", "required"}}};

std::string words() {
  std::string text;
  for (const Word& word : kWords) text += fmt::format(", \"{}\"", word.written);
  return text;
}

/// "free" for 90, the days of it; nothing, with a fault, where a cell says something else.
std::optional<VisaRule> rule_of(SheetReader& reader, const CellRow& row, std::size_t column) {
  const std::string text = SheetReader::text(row, column);
  const auto word = std::ranges::find(kWords, text, &Word::written);
  if (word != kWords.end()) return VisaRule{{}, {}, 0, std::string(word->requirement), 0};
  const auto days = parse_number(text, {});
  if (days && *days >= 0 && *days == std::floor(*days) && *days <= 36500) {
    return VisaRule{{}, {}, 0, "free", static_cast<int>(*days)};
  }
  if (!days || *days != -1) {
    reader.fault(
        SheetReader::cell(row, column),
        fmt::format("expected days without a visa{}, found \"{}\"", words(), shortened(text, 40)));
  }
  return {};  // -1: one's own country, or not known
}

void put(SheetReader& reader, const std::optional<std::string>& citizenship,
         const std::optional<std::string>& destination, int year, const CellRow& row,
         std::size_t column, std::optional<std::size_t> days_at = {}) {
  if (!citizenship || !destination || *citizenship == *destination) return;
  if (is_missing(SheetReader::text(row, column))) return;
  auto rule = rule_of(reader, row, column);
  if (!rule) return;
  rule->citizenship = *citizenship;
  rule->destination = *destination;
  rule->year = year;
  const auto days = days_at ? reader.count(row, *days_at) : std::nullopt;
  if (days) rule->days = static_cast<int>(*days);
  reader.intake().data.visas.push_back(*rule);
}

/// A row for each passport, destinations in columns.
void matrix(SheetReader& reader, const Columns& columns) {
  const std::size_t passport = *columns.find("Passport");
  std::vector<std::optional<std::string>> destinations;
  for (std::size_t c = 0; c < columns.cells().size(); ++c) {
    destinations.push_back(c == passport ? std::nullopt : reader.country(columns.cells(), c));
  }
  for (std::size_t r = columns.first_row(); r < reader.sheet().rows.size(); ++r) {
    const CellRow& row = reader.sheet().rows[r];
    const auto citizenship = reader.country(row, passport);
    for (std::size_t c = 0; c < std::min(row.size(), destinations.size()); ++c) {
      if (destinations[c]) {
        put(reader, citizenship, destinations[c], reader.sheet().year, row, c);
      }
    }
  }
}

/// A row for each passport and destination, with the year from which it holds where there is one.
void list(SheetReader& reader, const Columns& columns) {
  const std::size_t passport = *columns.find("passport"), to = *columns.find("destination");
  const std::size_t need = *columns.find_any({"requirement", "value"});
  const auto from = columns.find("from"), days = columns.find("days");
  for (std::size_t r = columns.first_row(); r < reader.sheet().rows.size(); ++r) {
    const CellRow& row = reader.sheet().rows[r];
    const int year = from ? reader.year(row, *from).value_or(0) : reader.sheet().year;
    put(reader, reader.country(row, passport), reader.country(row, to), year, row, need, days);
  }
}

}  // namespace

void read_passport_index(const Sheet& sheet, Intake& intake) {
  static const std::vector<Shape> shapes{{{"Passport", "Destination", "Requirement"}, list},
                                         {{"Passport", "Destination", "Value"}, list},
                                         {{"Passport"}, matrix}};
  SheetReader reader(sheet, intake, "Passport Index");
  read_shaped(reader, shapes);
}

}  // namespace sojourn::intake
