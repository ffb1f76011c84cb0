#pragma once

#include <filesystem>
#include <string>

namespace sojourn {

/// Refuses to replace a result that is whole and of something else than `key` names, or is no
/// result at all, unless `force`. @throws OutputExists
void refuse_other_result(const std::filesystem::path& file, const std::string& key, bool force);

/// "2026-01-31T12:00:00Z"
std::string utc_now();

}  // namespace sojourn
