#pragma once

#include <cstring>
#include <vector>

#include "sim/base/archive.hpp"

namespace sojourn {

/// A state in memory: first saved, then loaded.
class MemoryArchive final : public Archive {
 public:
  MemoryArchive() : Archive(false) {}
  /// Loads what `saved` holds.
  explicit MemoryArchive(const MemoryArchive& saved) : Archive(true), bytes_(saved.bytes_) {}

  bool at_end() const { return at_ == bytes_.size(); }
  const std::vector<char>& bytes() const { return bytes_; }

 private:
  void raw(void* bytes, std::size_t n) override {
    auto* plain = static_cast<char*>(bytes);
    if (!loading()) {
      bytes_.insert(bytes_.end(), plain, plain + n);
      return;
    }
    if (n > bytes_.size() - at_) throw ArchiveError("the state ends too soon");
    std::memcpy(plain, bytes_.data() + at_, n);
    at_ += n;
  }

  std::vector<char> bytes_;
  std::size_t at_ = 0;
};

}  // namespace sojourn
