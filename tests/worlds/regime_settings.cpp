#include "tests/worlds/regime_settings.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <variant>

#include "tests/worlds/small_world.hpp"

namespace sojourn::testing {

namespace {

std::string text_of(const Node& value) {
  if (const auto* flag = std::get_if<bool>(&value.value)) return *flag ? "true" : "false";
  if (const auto* whole = std::get_if<std::int64_t>(&value.value)) return std::to_string(*whole);
  return fmt::format("{}", std::get<double>(value.value));
}

}  // namespace

std::vector<std::string> regime_settings(const std::string& file) {
  std::ifstream stream(std::filesystem::path(SOJOURN_SOURCE_DIR) / "scenarios/regimes" / file);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  const Node regime = scenario(text);
  std::vector<std::string> set;
  for (const auto& [module, settings] : regime.find("modules")->table()) {
    for (const auto& [key, value] : settings.table()) {
      set.push_back(fmt::format("modules.{}.{}={}", module, key, text_of(value)));
    }
  }
  return set;
}

}  // namespace sojourn::testing
