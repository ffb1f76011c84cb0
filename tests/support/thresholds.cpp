#include "tests/support/thresholds.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "sim/input/node.hpp"
#include "sim/input/source.hpp"

namespace sojourn::testing {

namespace {

double number(const Node& node) {
  if (const auto* whole = std::get_if<std::int64_t>(&node.value)) return 1.0 * *whole;
  return std::get<double>(node.value);
}

const Node& at(const Node& all, const std::string& table, const std::string& key) {
  const Node* rows = table.empty() ? &all : all.find(table);
  const Node* found = rows == nullptr ? nullptr : rows->find(key);
  if (found == nullptr) throw std::runtime_error("no threshold " + table + "." + key);
  return *found;
}

}  // namespace

Node read_thresholds(const std::string& name) {
  const std::filesystem::path file =
      std::filesystem::path(SOJOURN_SOURCE_DIR) / "tools/studies/thresholds" / (name + ".toml");
  std::ifstream in(file);
  if (!in) throw std::runtime_error(file.string() + ": cannot be read");
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  Diagnostics diagnostics;
  const auto node = parse_toml(text, file.string(), diagnostics);
  diagnostics.throw_if_any();
  return *node;
}

double number_in(const Node& all, const std::string& table, const std::string& key) {
  return number(at(all, table, key));
}

Range range_in(const Node& all, const std::string& table, const std::string& key) {
  const auto& both = std::get<Node::Array>(at(all, table, key).value);
  return {number(both.at(0)), number(both.at(1))};
}

}  // namespace sojourn::testing
