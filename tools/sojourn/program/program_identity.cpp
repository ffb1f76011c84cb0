#include "tools/sojourn/program/program_identity.hpp"

#include <fmt/format.h>

#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid_io.hpp>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace sojourn::command {

std::string name_of(const std::string& text) {
  return boost::uuids::to_string(boost::uuids::name_generator_sha1(boost::uuids::ns::oid())(text));
}

const std::string& program_identity() {
  static const std::string name = [] {
    constexpr const char* kProgram = "/proc/self/exe";
    std::ifstream file(kProgram, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    if (file.bad() || bytes.empty()) {
      throw std::runtime_error(fmt::format(
          "cannot read {}, which tells finished runs of this program from those of others",
          kProgram));
    }
    return name_of(bytes);
  }();
  return name;
}

}  // namespace sojourn::command
