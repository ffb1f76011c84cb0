#pragma once

namespace sojourn {

/// Memory that new processes can have without swapping [bytes]: what the kernel says is available,
/// or half of the machine's where it does not say.
double available_memory();

}  // namespace sojourn
