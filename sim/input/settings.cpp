#include "sim/input/settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "sim/input/csv/header.hpp"
#include "sim/input/mismatch.hpp"
#include "sim/input/untyped.hpp"

namespace sojourn {

namespace {

Node to_node(bool value) {
  return {value, {}};
}
Node to_node(std::int64_t value) {
  return {value, {}};
}
Node to_node(double value) {
  return {value, {}};
}
Node to_node(const std::string& value) {
  return {value, {}};
}
Node to_node(Date value) {
  return {to_string(value), {}};
}

template <typename T>
Node to_node(const std::vector<T>& values) {
  Node::Array array;
  for (const T& value : values) array.push_back(to_node(value));
  return {std::move(array), {}};
}

std::optional<double> as_real(const Node& node, Range range) {
  double value = 0.0;
  if (const auto* integer = std::get_if<std::int64_t>(&node.value)) {
    value = static_cast<double>(*integer);
  } else if (const auto* real = std::get_if<double>(&node.value)) {
    value = *real;
  } else {
    return std::nullopt;
  }
  const bool fits = std::isfinite(value) && value >= range.low && value <= range.high;
  return fits || value == range.unset ? std::optional(value) : std::nullopt;
}

bool may_be_thousands(Range range) {
  return range.low < -1000 || range.high > 1000;
}

std::optional<std::int64_t> as_integer(const Node& node, Range range) {
  return as_real(node, range) && !may_be_grouped(node) ? as_whole(node) : std::nullopt;
}

std::optional<bool> as_boolean(const Node& node) {
  const auto* truth = std::get_if<bool>(&node.value);
  return truth != nullptr ? std::optional(*truth) : std::nullopt;
}

std::optional<std::string> as_name(const Node& node) {
  const auto text = as_text(node);
  return text && !text->empty() ? text : std::nullopt;
}

std::optional<Date> as_date(const Node& node) {
  const auto text = as_text(node);
  return text ? parse_date(*text) : std::nullopt;
}

SettingInfo make_info(const std::string& key, const char* type, const std::string& unit,
                      Range range, const std::string& meaning) {
  return {key, type, unit, range.low, range.high, range.unset, {}, meaning, {}};
}

auto real_in(Range range, const std::string& unit, const CsvHeader* header) {
  const bool grouped =
      header != nullptr && header->may_group_thousands() && may_be_thousands(range);
  return [range, refused = grouped || unit == "persons"](const Node& node) {
    return refused && may_be_grouped(node) ? std::nullopt : as_real(node, range);
  };
}

auto integer_in(Range range) {
  return [range](const Node& node) { return as_integer(node, range); };
}

constexpr auto kIsRequired = "; this key is required";

}  // namespace

Settings::Settings(const Node* node, std::string path, Diagnostics* diagnostics)
    : node_(node), path_(std::move(path)), diagnostics_(diagnostics) {
  resolved_.value = Node::Table{};
  if (node_ == nullptr) return;
  resolved_.where = node_->where;
  if (node_->is_table()) return;
  if (diagnostics_ != nullptr) {
    const SettingInfo info = make_info({}, "table", {}, {}, {});
    diagnostics_->add(node_->where, fmt::format("{}: {}", path_, mismatch(info, *node_)));
  }
  node_ = nullptr;
}

Settings::Settings(const Node* node, std::string path, Diagnostics* diagnostics,
                   const CsvHeader& header)
    : Settings(node, std::move(path), diagnostics) {
  if (node != nullptr && header.heads(*node)) header_ = &header;
}

template <typename T, typename Parse>
T Settings::read(SettingInfo info, bool required, const T& fallback, Parse parse) {
  const Node* found = find(info.key);
  T result = fallback;
  if (found != nullptr) {
    const std::optional<T> value = parse(*found);
    if (value) result = *value;
    if (!value) fault(info.key, mismatch(info, *found));
  } else if (required && (header_ == nullptr || header_->has(info.key))) {
    fault(info.key, mismatch(info, {}) + kIsRequired);
  }
  if (!required) info.default_text = inline_toml(to_node(fallback));
  introduce(std::move(info), to_node(result));
  return result;
}

template <typename T, typename Parse>
std::vector<T> Settings::read_list(SettingInfo info, const std::vector<T>& fallback, Parse parse) {
  SettingInfo element_info = info;
  element_info.type = info.type == "list of reals" ? "real" : "text";
  const auto parse_all = [&](const Node& node) -> std::optional<std::vector<T>> {
    if (!node.is_array()) return std::nullopt;
    std::vector<T> values;
    for (const Node& element : node.array()) {
      const std::optional<T> value = parse(element);
      if (!value) {
        const std::size_t place = values.size() + 1;
        fault_at(element.where, info.key,
                 fmt::format("element {}: {}", place, mismatch(element_info, element)));
        return fallback;
      }
      values.push_back(*value);
    }
    return values;
  };
  return read(info, false, fallback, parse_all);
}

double Settings::real(const std::string& key, const std::string& unit, Range range, double fallback,
                      const std::string& meaning) {
  return read(make_info(key, "real", unit, range, meaning), false, fallback,
              real_in(range, unit, header_));
}

std::int64_t Settings::integer(const std::string& key, const std::string& unit, Range range,
                               std::int64_t fallback, const std::string& meaning) {
  return read(make_info(key, "integer", unit, range, meaning), false, fallback, integer_in(range));
}

bool Settings::boolean(const std::string& key, bool fallback, const std::string& meaning) {
  return read(make_info(key, "boolean", {}, {}, meaning), false, fallback, as_boolean);
}

std::string Settings::text(const std::string& key, const std::string& fallback,
                           const std::string& meaning) {
  return read(make_info(key, "text", {}, {}, meaning), false, fallback, as_text);
}

namespace {

auto one_of(const std::vector<std::string>& options) {
  return [&options](const Node& node) {
    const std::optional<std::string> text = as_text(node);
    const bool known = text && std::find(options.begin(), options.end(), *text) != options.end();
    return known ? text : std::nullopt;
  };
}

}  // namespace

std::string Settings::choice(const std::string& key, const std::vector<std::string>& options,
                             const std::string& fallback, const std::string& meaning) {
  SettingInfo info = make_info(key, "text", {}, {}, meaning);
  info.options = options;
  return read(info, false, fallback, one_of(options));
}

std::string Settings::required_choice(const std::string& key,
                                      const std::vector<std::string>& options,
                                      const std::string& meaning) {
  SettingInfo info = make_info(key, "text", {}, {}, meaning);
  info.options = options;
  return read(info, true, options.front(), one_of(options));
}

Date Settings::date(const std::string& key, Date fallback, const std::string& meaning) {
  return read(make_info(key, "date", {}, {}, meaning), false, fallback, as_date);
}

std::vector<std::string> Settings::texts(const std::string& key,
                                         const std::vector<std::string>& fallback,
                                         const std::string& meaning) {
  return read_list(make_info(key, "list of text", {}, {}, meaning), fallback, as_text);
}

std::vector<double> Settings::reals(const std::string& key, const std::string& unit, Range range,
                                    const std::vector<double>& fallback,
                                    const std::string& meaning) {
  return read_list(make_info(key, "list of reals", unit, range, meaning), fallback,
                   real_in(range, unit, header_));
}

double Settings::required_real(const std::string& key, const std::string& unit, Range range,
                               const std::string& meaning) {
  const double harmless = std::clamp(0.0, range.low, range.high);
  return read(make_info(key, "real", unit, range, meaning), true, harmless,
              real_in(range, unit, header_));
}

std::int64_t Settings::required_integer(const std::string& key, const std::string& unit,
                                        Range range, const std::string& meaning) {
  const auto harmless = static_cast<std::int64_t>(std::clamp(0.0, range.low, range.high));
  return read(make_info(key, "integer", unit, range, meaning), true, harmless, integer_in(range));
}

std::string Settings::required_text(const std::string& key, const std::string& meaning) {
  return read(make_info(key, "text", {}, {}, meaning), true, std::string{}, as_name);
}

Date Settings::required_date(const std::string& key, const std::string& meaning) {
  return read(make_info(key, "date", {}, {}, meaning), true, Date{}, as_date);
}

void Settings::know(const std::string& key, const std::string& unit, Range range,
                    const std::string& meaning) {
  if (knows(key)) return;
  introduced_.push_back(make_info(key, "real", unit, range, meaning));
  introduced_.back().may_be_absent = true;
}

bool Settings::has(const std::string& key) const {
  return find(key) != nullptr;
}

Source Settings::where(const std::string& key) const {
  const Node* found = find(key);
  return found != nullptr ? found->where : resolved_.where;
}

void Settings::fault(const std::string& key, const std::string& message) {
  fault_at(where(key), key, message);
}

const Node* Settings::subtable(const std::string& key, const std::string& meaning) {
  const SettingInfo info = make_info(key, "table", {}, {}, meaning);
  const Node* found = find(key);
  if (found != nullptr && !found->is_table()) {
    fault(key, mismatch(info, *found));
    found = nullptr;
  }
  introduce(info, found != nullptr ? *found : Node{Node::Table{}, {}});
  return found;
}

void Settings::resolve(const std::string& key, const Node& table) {
  resolved_.table()[key] = table;
}

void Settings::finish() {
  if (node_ == nullptr) return;
  for (const auto& [key, child] : node_->table()) {
    if (knows(key) || (header_ != nullptr && header_->has(key))) continue;
    fault(key, "unknown key" + unknown_key_hint(key, introduced_));
  }
}

const Node* Settings::find(const std::string& key) const {
  return node_ != nullptr ? node_->find(key) : nullptr;
}

bool Settings::knows(const std::string& key) const {
  return std::any_of(introduced_.begin(), introduced_.end(),
                     [&](const SettingInfo& info) { return info.key == key; });
}

void Settings::introduce(SettingInfo info, Node value) {
  if (knows(info.key)) {
    throw std::logic_error(fmt::format("{}: the key {} is introduced twice", path_, info.key));
  }
  value.where = where(info.key);
  resolved_.table()[info.key] = std::move(value);
  introduced_.push_back(std::move(info));
}

void Settings::fault_at(const Source& where, const std::string& key, const std::string& message) {
  if (diagnostics_ == nullptr) return;
  diagnostics_->add(where, fmt::format("{}: {}", key_path(path_, key), message));
}

}  // namespace sojourn
