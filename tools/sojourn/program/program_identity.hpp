#pragma once

#include <string>

namespace sojourn::command {

/// A hash of the text (SHA-1): the same text gives the same name.
std::string name_of(const std::string& text);

/// A hash of the program file: the same sources and compiler give the same name, whatever commit it
/// says that it is of. Shared libraries do not count. The file is read once.
/// @throws std::runtime_error: the program cannot read itself
const std::string& program_identity();

}  // namespace sojourn::command
