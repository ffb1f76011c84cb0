#pragma once

#include <filesystem>
#include <vector>

#include "tests/fuzz/targets/edits.hpp"

namespace sojourn::fuzz {

/// Does to what an HDF5 file holds what another program might: sets a cell (`n`: numbers, `t`:
/// texts), removes a dataset (`d`), shortens or lengthens it (`s`), puts a number in its place
/// (`r`), sets an attribute of it (`u`: units, `l`: long_name, `x`: removed), or of the file (`f`).
/// `at` counts datasets, `with` is what is written; a cell and its number come from its bytes.
void edit_content(const std::filesystem::path& file, const std::vector<Edit>& edits);

}  // namespace sojourn::fuzz
