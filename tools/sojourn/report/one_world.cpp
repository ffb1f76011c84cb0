#include "tools/sojourn/report/one_world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>

#include "sim/input/text/characters.hpp"

namespace sojourn::command {

namespace {

constexpr std::size_t kShownValue = 40;  // characters

std::string value_text(const Node* value) {
  return value == nullptr ? "nothing" : shortened(inline_toml(*value), kShownValue);
}

bool has_rows(const Node& node) {
  return node.is_array() && !node.array().empty() && node.array().front().is_table();
}

std::string difference(const Node& a, const Node& b, const std::string& path);

std::string difference_of_rows(const Node::Array& a, const Node::Array& b,
                               const std::string& path) {
  if (a.size() != b.size()) return fmt::format("{}: {} and {} rows", path, a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    const std::string row = fmt::format("{} {}", path, i + 1);
    if (std::string text = difference(a[i], b[i], row); !text.empty()) return text;
  }
  return {};
}

/// "modules.shut.start: \"2015-01\" and \"2016-01\""; empty where nothing differs.
std::string difference(const Node& a, const Node& b, const std::string& path) {
  if (a == b || path == "run.seed") return {};
  if (has_rows(a) && has_rows(b)) return difference_of_rows(a.array(), b.array(), path);
  if (!a.is_table() || !b.is_table()) {
    return fmt::format("{}: {} and {}", path, value_text(&a), value_text(&b));
  }
  const auto inner = [&](const std::string& key) {
    return path.empty() ? toml_key(key) : path + "." + toml_key(key);
  };
  for (const auto& [key, child] : a.table()) {
    const Node* other = b.find(key);
    if (other == nullptr) return inner(key) + " is in the first alone";
    if (std::string text = difference(child, *other, inner(key)); !text.empty()) return text;
  }
  for (const auto& [key, child] : b.table()) {
    if (a.find(key) == nullptr) return inner(key) + " is in the second alone";
  }
  return {};
}

/// A policy that begins later stands beside the scenario.
std::string regime_difference(const RunFile& a, const RunFile& b) {
  const bool same = a.attribute_text("regime_from") == b.attribute_text("regime_from") &&
                    a.attributes().contains("regime") == b.attributes().contains("regime");
  if (!same) return "another date of a policy, or none";
  Diagnostics ignored;
  const auto in_a = parse_toml(a.attribute_text("regime"), "regime", ignored);
  const auto in_b = parse_toml(b.attribute_text("regime"), "regime", ignored);
  return in_a && in_b ? difference(*in_a, *in_b, "") : std::string{};
}

std::string difference(const RunView& a, const RunView& b) {
  std::string text = difference(a.atlas.scenario(), b.atlas.scenario(), "");
  return text.empty() ? regime_difference(a.file, b.file) : text;
}

}  // namespace

void require_replicate(const RunView& first, const RunView& other) {
  if (&first == &other) return;
  const std::string text = difference(first, other);
  if (text.empty()) return;
  throw ReadError(
      fmt::format("{}: another scenario than {} ({}); `sojourn report` takes a folder of "
                  "replicates, a sweep with its table or a compare.h5",
                  other.file.path().string(), first.file.path().string(), escaped(text)));
}

void require_apart(const std::vector<RunView>& runs) {
  std::map<std::string, const RunView*> by_seed;
  for (const RunView& run : runs) {
    const auto [earlier, fresh] = by_seed.try_emplace(run.file.attribute_text("seed"), &run);
    if (fresh) continue;
    throw ReadError(fmt::format("{}: the seed is that of {}, so that it is no replicate",
                                run.file.path().string(), earlier->second->file.path().string()));
  }
}

}  // namespace sojourn::command
