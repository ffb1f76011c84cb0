#include <array>
#include <string_view>

#include "tools/sojourn/import/codes/fold.hpp"
#include "tools/sojourn/import/publishers/publisher.hpp"
#include "tools/sojourn/import/publishers/shape.hpp"

namespace sojourn::intake {

namespace {

constexpr std::array<std::string_view, 12> kMethods{
    "sd_drop_neg", "sd_rev_neg", "mig_rate",   "da_min_open", "da_min_closed", "da_pb_closed",
    "pb_outward",  "pb_return",  "pb_transit", "min_outward", "min_return",    "min_transit"};

/// A row for each pair and period (and sex, which are added up), a column for each method.
void by_method(SheetReader& reader, const Columns& columns) {
  const std::size_t year_at = *columns.find("year0"), from = *columns.find("orig");
  const std::size_t to = *columns.find("dest");
  std::vector<std::pair<std::string, std::size_t>> methods;
  for (const std::string_view method : kMethods) {
    if (const auto column = columns.find(method)) methods.emplace_back(method, *column);
  }
  if (methods.empty()) {
    return reader.fault(columns.cells().front(),
                        "expected a column of a method: da_pb_closed, ...");
  }
  std::map<std::tuple<int, std::string, std::string, std::string>, double> flows;
  for (std::size_t r = columns.first_row(); r < reader.sheet().rows.size(); ++r) {
    const CellRow& row = reader.sheet().rows[r];
    const auto year = reader.year(row, year_at);
    const auto a = reader.country(row, from), b = reader.country(row, to);
    if (!year || !a || !b || *a == *b) continue;
    for (const auto& [method, column] : methods) {
      const auto people = reader.count(row, column);
      if (people) flows[{*year, *a, *b, method}] += *people;
    }
  }
  for (const auto& [key, people] : flows) {
    const auto& [year, a, b, method] = key;
    reader.intake().data.flows.push_back({year, a, b, method, people});
  }
}

}  // namespace

void read_flows(const Sheet& sheet, Intake& intake) {
  static const std::vector<Shape> shapes{{{"year0", "orig", "dest"}, by_method}};
  SheetReader reader(sheet, intake, "Abel and Cohen, flows of five years");
  read_shaped(reader, shapes);
}

}  // namespace sojourn::intake
