#pragma once

#include <filesystem>
#include <vector>

namespace sojourn::command {

struct RunRequest;

/// "name-p3.h5" for point 3 of "name.h5"; the name itself where there is only one.
std::filesystem::path point_path(const std::filesystem::path& out, std::size_t point,
                                 std::size_t n);

/// "name-3.h5" for replicate 3 of "name.h5"; the name itself where there is only one.
std::filesystem::path replicate_path(const std::filesystem::path& out, int replicate, int n);

/// The run file, before replicates and points have names of their own.
std::filesystem::path out_of(const RunRequest& request);

/// One for each replicate.
std::vector<std::filesystem::path> outputs_of(const RunRequest& request);

/// "name-index.csv": what the files of a sweep are.
std::filesystem::path index_path(const RunRequest& request);

/// @throws OutputExists: names each that is there
void refuse_existing(const std::vector<std::filesystem::path>& outputs);

/// Refuses outputs that are inputs, forced or not. @throws InputError
void refuse_inputs(const RunRequest& request);

}  // namespace sojourn::command
