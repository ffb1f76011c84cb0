#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace sojourn {

/// How much of a file has been written, and the digest (CRC-32) of it.
struct FileMark {
  std::uint64_t length = 0;
  std::uint32_t digest = 0;
  bool operator==(const FileMark&) const = default;
};

/// Writes a file block by block.
class BlockWriter {
 public:
  /// From `mark` on; what the file holds after it is dropped. @throws WriteError
  BlockWriter(std::filesystem::path path, const FileMark& mark);
  ~BlockWriter();
  BlockWriter(const BlockWriter&) = delete;
  BlockWriter& operator=(const BlockWriter&) = delete;

  /// Failures are kept for sync().
  void put(std::span<const std::byte> bytes);
  /// So far, what is not yet written among it.
  FileMark mark() const;
  /// Brings all of it to the disk. @throws WriteError: it cannot, or an earlier write failed
  void sync();
  /// Ends the file at `mark`; nothing more is written.
  void cut(const FileMark& mark);
  bool failed() const { return failure_ != 0; }
  /// Whether its name still means this file, and not one that another process put there.
  bool has_name() const;
  const std::filesystem::path& path() const { return path_; }

 private:
  void drain();
  [[noreturn]] void fail() const;

  std::filesystem::path path_;
  int descriptor_ = -1;
  FileMark written_;
  std::vector<std::byte> buffer_;
  int failure_ = 0;  // errno of the first call that failed
};

/// Reads a file block by block.
class BlockReader {
 public:
  /// @throws ReadError: it cannot be read, or is no regular file
  explicit BlockReader(std::filesystem::path path);
  ~BlockReader();
  BlockReader(const BlockReader&) = delete;
  BlockReader& operator=(const BlockReader&) = delete;

  std::uint64_t size() const { return size_; }
  /// The digest of the first `n` bytes. @throws ReadError
  std::uint32_t digest(std::uint64_t n) const;
  /// The digest that the file says to have, behind its first `n` bytes. @throws ReadError
  std::uint32_t digest_behind(std::uint64_t n) const;
  /// How many bytes were taken.
  std::uint64_t at() const { return block_begin_ + next_; }
  /// @throws ReadError: it ends too soon
  void take(std::span<std::byte> to);
  [[noreturn]] void fail(const std::string& why) const;

 private:
  void fill();

  std::filesystem::path path_;
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
  std::uint64_t block_begin_ = 0;
  std::vector<std::byte> block_;
  std::size_t next_ = 0;  // in the block
};

}  // namespace sojourn
