#include <cmath>
#include <ostream>

#include "models/catalog.hpp"
#include "tools/sojourn/check/describe.hpp"
#include "tools/sojourn/check/setting_catalog.hpp"
#include "tools/sojourn/console/json.hpp"

namespace sojourn::command {

namespace {

Json json_of(const Node& node) {
  if (const auto* truth = std::get_if<bool>(&node.value)) return *truth;
  if (const auto* integer = std::get_if<std::int64_t>(&node.value)) return *integer;
  if (const auto* real = std::get_if<double>(&node.value)) return *real;
  if (const auto* text = std::get_if<std::string>(&node.value)) return *text;
  if (node.is_array()) {
    Json array = Json::array();
    for (const Node& element : node.array()) array.push_back(json_of(element));
    return array;
  }
  return nullptr;
}

Json default_of(const SettingInfo& key) {
  Diagnostics ignored;
  const auto root = parse_toml("value = " + key.default_text, "default", ignored);
  return root ? json_of(root->table().at("value")) : Json();
}

Json number(const char* type, const SettingInfo& key) {
  Json range = Json::object();
  if (std::isfinite(key.low)) range["minimum"] = key.low;
  if (std::isfinite(key.high)) range["maximum"] = key.high;
  if (!std::isnan(key.unset)) range = {{"anyOf", {range, {{"const", key.unset}}}}};
  range["type"] = type;
  return range;
}

Json type_of(const SettingInfo& key) {
  if (!key.options.empty()) return {{"enum", key.options}};
  if (key.type == "real") return number("number", key);
  if (key.type == "integer") return number("integer", key);
  if (key.type == "boolean") return {{"type", "boolean"}};
  if (key.type == "date") {
    return {{"type", "string"}, {"pattern", "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"}};
  }
  Json text = {{"type", {"string", "integer"}}};  // an id may be a number
  if (key.type == "list of text") return {{"type", "array"}, {"items", text}};
  if (key.type == "list of reals") return {{"type", "array"}, {"items", number("number", key)}};
  if (key.type == "table") return {{"type", "object"}};
  return text;
}

Json property(const SettingInfo& key, bool computed) {
  Json schema = type_of(key);
  schema["description"] = key.unit.empty() ? key.meaning : key.meaning + " [" + key.unit + "]";
  if (!key.default_text.empty() && !computed) schema["default"] = default_of(key);
  return schema;
}

Json object(const ScenarioTable& table) {
  Json properties = Json::object();
  Json required = Json::array();
  for (const SettingInfo& key : table.keys) {
    properties[key.key] = property(key, table.computed.contains(key.key));
    if (key.is_required() && key.type != "table") required.push_back(key.key);
  }
  Json schema = {{"type", "object"}, {"properties", properties}};
  if (required.size() > 0) schema["required"] = required;
  schema["additionalProperties"] = false;
  return schema;
}

Json schema_of(const ScenarioTable& table) {
  using enum ScenarioTable::Kind;
  if (table.name == "seasons") {  // every key is a season
    Json season = property(table.keys.front(), true);
    season["maxItems"] = 12;
    season["minItems"] = 12;
    return {{"type", "object"}, {"additionalProperties", season}};
  }
  if (table.name == "outcomes") {  // every key is an outcome
    return {{"type", "object"}, {"additionalProperties", property(table.keys.front(), true)}};
  }
  Json schema = object(table);
  if (table.kind == kRows) return {{"type", "array"}, {"items", schema}};
  if (table.kind == kNamed) return {{"type", "object"}, {"additionalProperties", schema}};
  return schema;
}

Json module_schema(const ModuleType& type) {
  Json schema = object(settings_of(type));
  Json own = {
      {"type", {{"const", type.type}, {"description", "kind of module"}}},
      {"enabled",
       {{"type", "boolean"}, {"description", "whether the module takes part"}, {"default", true}}}};
  for (const auto& [key, meaning] : schema["properties"].members()) own[key] = meaning;
  schema["properties"] = own;
  schema["description"] = type.summary;
  return schema;
}

Json reference(const std::string& type) {
  return {{"$ref", "#/$defs/" + type}};
}

/// A table [modules.NAME] with a `type` has that type's keys.
Json named_module(const Catalog& catalog) {
  Json types = Json::array();
  Json cases = Json::array();
  for (const ModuleType& type : catalog.types()) {
    types.push_back(type.type);
    const Json is_type = {{"properties", {{"type", {{"const", type.type}}}}},
                          {"required", {"type"}}};
    cases.push_back({{"if", is_type}, {"then", reference(type.type)}});
  }
  return {{"type", "object"},
          {"properties", {{"type", {{"enum", types}}}}},
          {"required", {"type"}},
          {"allOf", cases}};
}

Json modules_schema(const Catalog& catalog) {
  Json properties = Json::object();
  for (const ModuleType& type : catalog.types()) {
    properties[type.type] = reference(type.type);
    if (type.standard) continue;
    properties[type.type] = {{"anyOf", {reference(type.type), reference("named module")}}};
  }
  return {{"type", "object"},
          {"properties", properties},
          {"additionalProperties", reference("named module")}};
}

}  // namespace

void print_schema(std::ostream& out) {
  const Catalog catalog = models::standard_catalog();
  Json properties = {
      {"format_version", {{"const", 1}}},
      {"title", {{"type", {"string", "integer"}}, {"description", "what the scenario is about"}}},
      {"include",
       {{"description", "files that this one builds on, relative to it"},
        {"anyOf", {{{"type", "string"}}, {{"type", "array"}, {"items", {{"type", "string"}}}}}}}}};
  for (const ScenarioTable& table : scenario_tables()) properties[table.name] = schema_of(table);
  properties["modules"] = modules_schema(catalog);
  Json definitions = Json::object();
  for (const ModuleType& type : catalog.types()) definitions[type.type] = module_schema(type);
  definitions["named module"] = named_module(catalog);
  const Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                       {"title", "Sojourn scenario"},
                       {"type", "object"},
                       {"properties", properties},
                       {"required", {"format_version"}},
                       {"additionalProperties", false},
                       {"$defs", definitions}};
  out << schema.dump(2) << '\n';
}

}  // namespace sojourn::command
