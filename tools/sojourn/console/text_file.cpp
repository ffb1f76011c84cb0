#include "tools/sojourn/console/text_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <utility>

#include "sim/base/system_message.hpp"
#include "sim/record/h5.hpp"
#include "sim/record/part_file.hpp"

namespace sojourn::command {

TextFile::TextFile(std::filesystem::path path, bool force)
    : path_(std::move(path)), force_(force), part_(part_of(path_, force, PartKind::kText)) {
  lock_.emplace(part_);
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

void TextFile::close() {
  if (!stream_.is_open()) return;
  errno = 0;
  stream_.close();
  if (!stream_) fail();
}

void TextFile::finish() {
  close();
  try {
    publish(std::exchange(part_, {}), path_, force_);
  } catch (const OutputExists& error) {
    throw WriteError(error.what());  // it is kept under another name; --force came too late
  }
}

std::ostream& TextFiles::add(const std::filesystem::path& path, bool force) {
  if (!files_.empty()) files_.back()->close();
  files_.push_back(std::make_unique<TextFile>(path, force));
  return files_.back()->stream();
}

void TextFiles::finish() {
  if (!files_.empty()) files_.back()->close();
  for (const auto& file : files_) file->finish();
}

void TextFile::fail() const {
  const int error = errno == 0 ? EIO : errno;
  throw WriteError(fmt::format("cannot write {}: {}", path_.string(), system_message(error)));
}

}  // namespace sojourn::command
