#include "tools/sojourn/program/version.hpp"

#include "sojourn_commit.hpp"  // made by every build, see cmake/commit.cmake

namespace sojourn::command {

std::string program_version() {
  return SOJOURN_VERSION;
}

std::string program_commit() {
  return SOJOURN_COMMIT;
}

std::string version_line() {
  return "sojourn " + program_version() + " (" + program_commit() + ")";
}

}  // namespace sojourn::command
