#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "tools/sojourn/console/json.hpp"

namespace sojourn::command {

/// The page without data; nothing in a program that was built without Node.
std::optional<std::string_view> page_template();

/// The template with `data` and `title` in the places kept for them.
std::string filled_page(std::string_view page, const std::string& title, const Json& data);

/// Writes `text` to PATH.part, then gives it its name. @throws OutputExists, WriteError
void write_page(const std::filesystem::path& path, const std::string& text, bool force);

}  // namespace sojourn::command
