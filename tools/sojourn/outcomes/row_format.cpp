#include "tools/sojourn/outcomes/row_format.hpp"

#include <csv.h>
#include <fmt/format.h>

#include "tools/sojourn/console/json.hpp"

namespace sojourn::command {

namespace {

std::string json_text(const std::string& text) {
  return Json(text).dump();
}

}  // namespace

std::string csv_text(const std::string& text) {
  const bool padded = !text.empty() && (text.front() == ' ' || text.back() == ' ');
  if (!padded && text.find_first_of(",\"#\r\n\t") == std::string::npos) return text;
  std::string quoted(2 * text.size() + 2, '\0');
  quoted.resize(csv_write(quoted.data(), quoted.size(), text.data(), text.size()));
  return quoted;
}

std::string safe_csv_text(const std::string& text) {
  const bool formula =
      !text.empty() && std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos;
  return csv_text(formula ? "'" + text : text);
}

RowFormat csv_format(const std::vector<std::string>& columns) {
  std::vector<std::string> before(columns.size(), ",");
  before.front().clear();
  return {std::move(before), "\n", csv_text, "", "inf"};
}

RowFormat json_lines_format(const std::vector<std::string>& columns) {
  std::vector<std::string> before;
  for (const std::string& column : columns) {
    before.push_back(fmt::format("{}{}:", before.empty() ? '{' : ',', json_text(column)));
  }
  return {std::move(before), "}\n", json_text, "null", ""};
}

}  // namespace sojourn::command
