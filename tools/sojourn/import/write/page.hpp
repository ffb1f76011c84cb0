#pragma once

#include <string>
#include <vector>

#include "tools/sojourn/import/gather/notes.hpp"

namespace sojourn::intake {

/// A file that was read, and whose it is.
struct ReadFile {
  std::string publisher, file;
};

/// README.md: what was read, and every value that is not as a publisher wrote it.
std::string page_of(const std::string& title, const std::vector<ReadFile>& files,
                    const Notes& notes);

}  // namespace sojourn::intake
