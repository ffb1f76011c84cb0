#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace sojourn::command {

/// Refuses to replace what a result of `runs` (their keys) does not contain: a finished result of
/// other runs, or anything that is no result of that `format`. One that is not finished holds
/// nothing but what lies in the folder of runs, and may be replaced. @throws OutputExists
void refuse_other_result(const std::filesystem::path& file, const std::string& format,
                         const std::vector<std::string>& runs);

}  // namespace sojourn::command
