#pragma once

#include <filesystem>
#include <string>

namespace sojourn::command {

/// The same text, the same name; SHA-1 makes any other one unlikely.
std::string name_of(const std::string& text);

/// A name of the program that runs, made of every byte of it: what is built anew from the same
/// files, by the same compiler, has the same one; what is changed has another, whatever commit it
/// says that it is of. Libraries that are loaded do not count.
/// @throws std::runtime_error: the program cannot read itself
std::string program_identity(const std::filesystem::path& program = "/proc/self/exe");

}  // namespace sojourn::command
