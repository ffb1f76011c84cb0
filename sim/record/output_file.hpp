#pragma once

#include <filesystem>

#include "sim/record/h5.hpp"

namespace sojourn::h5 {

/// A file that is written through a driver of our own. HDF5 never hears of a failed write: it would
/// then fail to close its objects and complain again at exit. The first failure is kept instead,
/// all later writes are dropped, and `throw_if_failed` tells. The file is removed unless `close` is
/// reached.
class OutputFile {
 public:
  /// Creates `path`, which must not exist, and locks it.
  /// @throws WriteError
  explicit OutputFile(std::filesystem::path path);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  hid_t id() const { return file_.id(); }
  /// @throws WriteError
  void throw_if_failed() const;
  /// @throws WriteError
  void flush();
  /// Closes the file, whose objects must be closed; its bytes are on the disk when this returns.
  /// @throws WriteError, also where its name is another file's by now
  void close();
  /// Drops what is not yet written, closes and removes the file; never another that has its name.
  void discard() noexcept;

  /// What the driver knows of the file on disk.
  struct Disk {
    int descriptor = -1;
    int failure = 0;        // errno of the first write that failed
    bool dropping = false;  // no more writing: a write failed or the file is unwanted
  };

 private:
  void lock();
  void append_digest();
  [[noreturn]] void fail(int error) const;

  std::filesystem::path path_;
  Disk disk_;
  Handle driver_;  // must outlive the file: H5Fclose uses the driver after giving it back
  Handle file_;
};

}  // namespace sojourn::h5
