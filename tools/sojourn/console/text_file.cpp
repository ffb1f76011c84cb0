#include "tools/sojourn/console/text_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <system_error>

#include "sim/record/h5.hpp"
#include "sim/record/part_file.hpp"

namespace sojourn::command {

TextFile::TextFile(std::filesystem::path path, bool force)
    : path_(std::move(path)), force_(force), part_(part_of(path_, force)) {
  errno = 0;
  stream_.open(part_, std::ios::binary | std::ios::trunc);
  if (!stream_) fail();
}

TextFile::~TextFile() {
  if (part_.empty()) return;
  stream_.close();
  std::error_code ignored;
  std::filesystem::remove(part_, ignored);
}

void TextFile::finish() {
  stream_.close();
  if (!stream_) fail();
  publish(part_, path_, force_);
  part_.clear();
}

void TextFile::fail() const {
  const int error = errno == 0 ? EIO : errno;
  throw WriteError(
      fmt::format("cannot write {}: {}", path_.string(), std::generic_category().message(error)));
}

}  // namespace sojourn::command
