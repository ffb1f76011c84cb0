#include "sim/record/checkpoint/checkpoint.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string_view>
#include <utility>

#include "sim/base/system_message.hpp"
#include "sim/record/h5.hpp"
#include "sim/record/part_file.hpp"

namespace sojourn {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kTitle = "sojourn checkpoint, version 1\n";
using Digest = std::uint32_t;

fs::path with_ending(const fs::path& run, const char* ending) {
  fs::path name = run;
  name += ending;
  return name;
}

fs::path part_of_checkpoint(const fs::path& run) {
  return with_ending(run, ".checkpoint.part");
}

void rename_to(const fs::path& from, const fs::path& to) {
  if (std::rename(from.c_str(), to.c_str()) == 0) return;
  throw WriteError(fmt::format("cannot write {}: {}", to.string(), system_message(errno)));
}

}  // namespace

fs::path journal_of(const fs::path& run) {
  return with_ending(run, ".rows");
}

std::vector<fs::path> checkpoints_of(const fs::path& run) {
  return {with_ending(run, ".checkpoint"), with_ending(run, ".checkpoint-before")};
}

void remove_checkpoints(const fs::path& run) {
  const auto remove = [](const fs::path& path, std::string_view title) {
    if (is_own_file(path, title)) ::unlink(path.c_str());
  };
  for (const fs::path& checkpoint : checkpoints_of(run)) remove(checkpoint, kTitle);
  remove(part_of_checkpoint(run), kTitle);
  remove(journal_of(run), kJournalTitle);
}

CheckpointWriter::CheckpointWriter(fs::path run, CheckpointHead& head)
    : Archive(false), run_(std::move(run)), file_(own_file(part_of_checkpoint(run_), kTitle), {}) {
  file_.put(std::as_bytes(std::span(kTitle)));
  (*this)(head);
}

CheckpointWriter::~CheckpointWriter() {
  if (!finished_ && file_.has_name()) ::unlink(file_.path().c_str());
}

void CheckpointWriter::finish() {
  const Digest digest = file_.mark().digest;
  file_.put(std::as_bytes(std::span(&digest, 1)));
  file_.sync();
  const std::vector<fs::path> names = checkpoints_of(run_);
  for (const fs::path& name : names) own_file(name, kTitle);
  if (is_own_file(names[0], kTitle)) rename_to(names[0], names[1]);
  rename_to(file_.path(), names[0]);
  finished_ = true;
  sync_directory(run_);
}

CheckpointReader::CheckpointReader(const fs::path& path) : Archive(true), file_(path) {
  std::string title(kTitle.size(), '\0');
  file_.take(std::as_writable_bytes(std::span(title)));
  if (title != kTitle) file_.fail("no checkpoint of this version");
  Digest digest = 0;
  if (file_.size() < kTitle.size() + sizeof digest) file_.fail("it is cut off");
  const std::uint64_t size = file_.size() - sizeof digest;
  if (file_.digest_behind(size) != file_.digest(size)) {
    file_.fail("its bytes are not those that were written");
  }
  (*this)(head_);
}

}  // namespace sojourn
