#pragma once

#include <filesystem>
#include <vector>

#include "sim/input/node.hpp"

namespace sojourn::command {

/// The file that `out` means: where it ends with "/", the one called `name` in that folder,
/// otherwise itself. @throws InputError: "-"
std::filesystem::path output_path(const std::filesystem::path& out,
                                  const std::filesystem::path& name);

/// A folder as it is named. @throws InputError: "-"
std::filesystem::path output_folder(const std::filesystem::path& out);

/// What a link leads to, whether it is there or not; any other path itself.
std::filesystem::path through_links(std::filesystem::path path);

/// Makes the folder of `output`, with those that it lies in. @throws WriteError
void make_folder_of(const std::filesystem::path& output);

/// Says on standard error that what an ended process left of `output` is replaced.
void warn_if_left_behind(const std::filesystem::path& output);

/// Whether writing this file replaces something, or the part file would.
bool replaces_something(const std::filesystem::path& output);

/// Refuses to write over what is read, under whatever name, and over what a part file would
/// replace. `option` named the output. @throws InputError
void refuse_input(const std::filesystem::path& output,
                  const std::vector<std::filesystem::path>& inputs, const char* option = "--out");

/// Alike, for the files that a scenario was read from and those that it names. @throws InputError
void refuse_files_of(const Node& scenario, const std::filesystem::path& output);

}  // namespace sojourn::command
