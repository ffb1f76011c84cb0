#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace sojourn::command {

/// The page without data; nothing in a program that was built without Node.
std::optional<std::string_view> page_template();

/// The template with `data` in the place kept for it.
std::string filled_page(std::string_view page, const nlohmann::ordered_json& data);

/// Writes `text` to PATH.part, then gives it its name. @throws OutputExists, WriteError
void write_page(const std::filesystem::path& path, const std::string& text, bool force);

}  // namespace sojourn::command
