#pragma once

#include <string>
#include <vector>

namespace sojourn::command {

/// Standard streams that were closed before the start are held, so that no file that is opened
/// later is taken for one of them and written into. What is written to a stream that nobody reads
/// is dropped instead of ending the process.
void guard_standard_streams();

/// Whether what is written to this descriptor has no reader any more, as after `| head`.
bool reader_is_gone(int descriptor);

/// A pipe can be read once, a scenario is read as often as it runs. Of the pipes that words name
/// (/dev/stdin, /dev/fd/N) the content is kept in memory, under the same names; at most one byte
/// more than a scenario may have.
void keep_pipes(const std::vector<std::string>& words);

}  // namespace sojourn::command
