#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace sojourn::intake {

/// A file of a folder that is to be written.
struct FileText {
  std::string name, text;
};

/// Writes a folder that appears under its name only when all of it is there: until then it is
/// FOLDER.part. With `force` it takes the place of one that was written so before; one that holds
/// anything else is left alone. @throws OutputExists, WriteError
void write_folder(const std::filesystem::path& folder, const std::vector<FileText>& files,
                  bool force);

/// What `write_folder` would throw, before the work is done. @throws OutputExists
void refuse_folder(const std::filesystem::path& folder, bool force);

}  // namespace sojourn::intake
