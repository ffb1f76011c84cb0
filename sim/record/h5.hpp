#pragma once

#include <hdf5.h>

#include <cstdint>
#include <mutex>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace sojourn {

/// A run file could not be written; the text names the path and the cause.
class WriteError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A run file could not be read; the text names the path and the cause.
class ReadError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The HDF5 C library behind handles that close themselves and calls that throw.
namespace h5 {

/// A call to HDF5 failed. Recorder and RunFile turn it into WriteError and ReadError.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Throws Error "cannot `what`: <HDF5's own reason>".
[[noreturn]] void throw_error(std::string_view what);

/// Passes `result` on unless HDF5 made it negative to tell of a failure.
template <class Result>
Result check(Result result, std::string_view what) {
  if (result < 0) throw_error(what);
  return result;
}

/// Hold one around every use of HDF5: the library is not thread-safe in every build, and it prints
/// its errors unless told not to, per thread.
class Session {
 public:
  Session();

 private:
  std::lock_guard<std::recursive_mutex> lock_;
};

/// Owns an HDF5 identifier.
class Handle {
 public:
  Handle() = default;
  explicit Handle(hid_t id) : id_(id) {}
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, -1)) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(id_, other.id_);
    return *this;
  }
  ~Handle() { close(); }

  hid_t id() const { return id_; }
  /// Gives the identifier back; a failure is not reported.
  void close() noexcept;

 private:
  hid_t id_ = -1;
};

inline Handle own(hid_t id, std::string_view what) {
  return Handle(check(id, what));
}

/// Types as they lie in the file: little-endian numbers, variable-length UTF-8 text.
/// T: int32_t, int64_t, double or std::string, here and below.
template <class T>
Handle file_type();

using Shape = std::vector<hsize_t>;

/// A number or a text; empty for an attribute of any other kind.
using Value = std::variant<std::monostate, std::int64_t, double, std::string>;
/// Replaces an attribute of the same name.
void write_attribute(hid_t object, const std::string& name, const Value& value);
Value read_attribute(hid_t object, const std::string& name);
/// In order of name.
std::vector<std::string> attribute_names(hid_t object);

Shape shape_of(hid_t dataset);
/// Writes the box of `count` cells at `start`, row-major. A scalar dataset has empty shapes.
template <class T>
void write_slab(hid_t dataset, const Shape& start, const Shape& count, std::span<const T> cells);
/// Reads a box; numbers are converted to T.
template <class T>
std::vector<T> read_slab(hid_t dataset, const Shape& start, const Shape& count);

}  // namespace h5
}  // namespace sojourn
