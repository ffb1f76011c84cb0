#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "tools/sojourn/compare/comparison.hpp"

namespace sojourn::command {

/// Writes compare.h5, of which the caller holds the lease; a file that is there is replaced. Series
/// by place are read from the runs' files. @throws WriteError, ReadError
void write_comparison(const std::filesystem::path& path, const Comparison& comparison,
                      const std::map<std::string, std::string>& provenance);

}  // namespace sojourn::command
