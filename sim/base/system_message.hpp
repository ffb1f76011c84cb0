#pragma once

#include <string>
#include <system_error>

namespace sojourn {

/// What the system says of the error number `error`.
inline std::string system_message(int error) {
  return std::generic_category().message(error);
}

}  // namespace sojourn
