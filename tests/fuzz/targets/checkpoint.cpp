#include "sim/record/checkpoint/checkpoint.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/record/digest.hpp"
#include "tests/fuzz/targets/edits.hpp"
#include "tests/fuzz/targets/refusal.hpp"
#include "tests/fuzz/targets/stored_run.hpp"
#include "tests/fuzz/targets/target.hpp"
#include "tests/support/scratch_folder.hpp"

namespace sojourn::fuzz {

namespace fs = std::filesystem;

namespace {

/// A checkpoint that is not the one that was written is refused.
void expect_refused(const fs::path& run, const std::string& checkpoint) {
  written(checkpoints_of(run).front(), checkpoint);
  const bool refused =
      may_refuse([&] { const CheckpointReader reader(checkpoints_of(run).front()); });
  if (!refused && checkpoint != stored_checkpoint().checkpoint) {
    throw std::logic_error("another checkpoint is taken");
  }
}

/// The checkpoint with a head that says of its rows what they are now.
std::string with_mark(std::string checkpoint, const std::string& old_rows,
                      const std::string& rows) {
  const auto mark_of = [](const std::string& text) {
    const std::uint64_t length = text.size();
    const std::uint32_t digest = crc32(0, text.data(), text.size());
    std::string bytes(sizeof length + sizeof digest, '\0');
    std::memcpy(bytes.data(), &length, sizeof length);
    std::memcpy(bytes.data() + sizeof length, &digest, sizeof digest);
    return bytes;
  };
  const std::string before = mark_of(old_rows);
  const std::size_t at = checkpoint.find(before);
  if (at == std::string::npos) throw std::logic_error("the head of a checkpoint has no mark");
  checkpoint.replace(at, before.size(), mark_of(rows));
  const std::size_t end = checkpoint.size() - sizeof(std::uint32_t);
  const std::uint32_t digest = crc32(0, checkpoint.data(), end);
  std::memcpy(checkpoint.data() + end, &digest, sizeof digest);
  return checkpoint;
}

bool is_of_rows(const Edit& edit) {
  return edit.what >= 'A' && edit.what <= 'Z';
}

}  // namespace

/// Small letters change the checkpoint, capitals its rows, of which the checkpoint then knows.
void take_checkpoint(std::string_view bytes) {
  const testing::ScratchFolder folder;
  const fs::path run = folder.path() / "run.h5";
  const StoredCheckpoint& stored = stored_checkpoint();
  std::vector<Edit> edits = edits_of(bytes);
  if (!std::ranges::any_of(edits, is_of_rows)) {
    return expect_refused(run, edited(stored.checkpoint, edits));
  }
  std::erase_if(edits, [](const Edit& edit) { return !is_of_rows(edit); });
  for (Edit& edit : edits) edit.what = static_cast<char>(edit.what - 'A' + 'a');
  const std::string rows = edited(stored.rows, edits);
  written(journal_of(run), rows);
  written(checkpoints_of(run).front(), with_mark(stored.checkpoint, stored.rows, rows));
  may_refuse([&] { take_rows_again(run); });
}

}  // namespace sojourn::fuzz
