#pragma once

namespace sojourn::command {

/// Standard streams that were closed before the start are held, so that no file that is opened
/// later is taken for one of them and written into. What is written to a stream that nobody reads
/// is dropped instead of ending the process.
void guard_standard_streams();

/// Whether what is written to this descriptor has no reader any more, as after `| head`.
bool reader_is_gone(int descriptor);

}  // namespace sojourn::command
