#include "tools/sojourn/console/json.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "sim/input/text/characters.hpp"

namespace sojourn::command {

Json::Json(std::nullptr_t) {}
Json::Json(bool truth) : value_(truth) {}
Json::Json(int integer) : value_(std::int64_t{integer}) {}
Json::Json(std::int64_t integer) : value_(integer) {}
Json::Json(std::size_t integer) : value_(static_cast<std::int64_t>(integer)) {}
Json::Json(double real) : value_(real) {}
Json::Json(const char* text) : value_(std::string(text)) {}
Json::Json(std::string text) : value_(std::move(text)) {}
Json::Json(Array elements) : value_(std::move(elements)) {}

Json::Json(std::initializer_list<Json> parts) {
  const auto is_member = [](const Json& part) {
    const auto* pair = std::get_if<Array>(&part.value_);
    return pair != nullptr && pair->size() == 2 &&
           std::holds_alternative<std::string>(pair->front().value_);
  };
  if (!std::ranges::all_of(parts, is_member)) {
    value_ = Array(parts);
    return;
  }
  value_ = Object();
  for (const Json& part : parts) {
    const Array& pair = std::get<Array>(part.value_);
    members().emplace_back(std::get<std::string>(pair.front().value_), pair.back());
  }
}

Json Json::array() {
  return Array();
}

Json Json::object() {
  Json empty;
  empty.value_ = Object();
  return empty;
}

Json::Json(const Json&) = default;
Json::Json(Json&&) noexcept = default;
Json& Json::operator=(const Json&) = default;
Json& Json::operator=(Json&&) noexcept = default;
Json::~Json() = default;

bool Json::is_null() const {
  return std::holds_alternative<std::nullptr_t>(value_);
}

std::size_t Json::size() const {
  if (const auto* elements = std::get_if<Array>(&value_)) return elements->size();
  const auto* members = std::get_if<Object>(&value_);
  return members == nullptr ? 0 : members->size();
}

const std::string& Json::text() const {
  return std::get<std::string>(value_);
}

Json& Json::operator[](const std::string& name) {
  if (is_null()) value_ = Object();
  const auto found = std::ranges::find(members(), name, &Object::value_type::first);
  return found != members().end() ? found->second : members().emplace_back(name, nullptr).second;
}

void Json::push_back(Json element) {
  if (is_null()) value_ = Array();
  elements().push_back(std::move(element));
}

Json::Array& Json::elements() {
  return std::get<Array>(value_);
}

Json::Object& Json::members() {
  return std::get<Object>(value_);
}

struct Json::Writer {
  using Written = nlohmann::ordered_json;

  static std::string text_of(const Json& json, int indent) {
    return written(json).dump(indent, ' ', false, nlohmann::json::error_handler_t::replace);
  }
  static Written written(const Json& json) {
    return std::visit([](const auto& value) { return written_as(value); }, json.value_);
  }
  template <class Value>
  static Written written_as(const Value& value) {
    return value;
  }
  static Written written_as(const Array& elements) {
    Written array = Written::array();
    for (const Json& element : elements) array.push_back(written(element));
    return array;
  }
  static Written written_as(const Object& members) {
    Written object = Written::object();
    for (const auto& [name, value] : members) object[name] = written(value);
    return object;
  }
};

std::string Json::dump(int indent) const {
  return json_escaped(Writer::text_of(*this, indent));
}

std::string Json::dump_shown() const {
  return json_escaped(Writer::text_of(*this, -1), true);
}

}  // namespace sojourn::command
