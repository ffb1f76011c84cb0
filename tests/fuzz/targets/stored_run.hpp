#pragma once

#include <filesystem>
#include <string>

namespace sojourn::fuzz {

/// The bytes of a file.
std::string bytes_of(const std::filesystem::path& path);

/// The bytes of a run file of a small world, made once.
const std::string& stored_run();

/// What an interrupted run of the same world leaves.
struct StoredCheckpoint {
  std::string checkpoint, rows;
};
/// Made once.
const StoredCheckpoint& stored_checkpoint();

/// Hands the rows of the checkpoint at `run` to a recorder of the same world. @throws ReadError
void take_rows_again(const std::filesystem::path& run);

}  // namespace sojourn::fuzz
