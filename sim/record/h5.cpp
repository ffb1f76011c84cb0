#include "sim/record/h5.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <numeric>

namespace sojourn::h5 {

namespace {

std::recursive_mutex& library_mutex() {
  static std::recursive_mutex mutex;
  return mutex;
}

/// The innermost reason on HDF5's error stack.
std::string last_reason() {
  std::string reason;
  const auto note = [](unsigned depth, const H5E_error2_t* error, void* out) -> herr_t {
    if (depth == 0 && error->desc) *static_cast<std::string*>(out) = error->desc;
    return 0;
  };
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, note, &reason);
  return reason.empty() ? "unknown reason" : reason;
}

}  // namespace

void throw_error(std::string_view what) {
  throw Error(fmt::format("cannot {}: {}", what, last_reason()));
}

Session::Session() : lock_(library_mutex()) {
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

void Handle::close() noexcept {
  if (id_ < 0) return;
  Session session;
  H5Idec_ref(std::exchange(id_, -1));
}

// ---- types ----

namespace {

Handle text_type() {
  Handle type = own(H5Tcopy(H5T_C_S1), "copy a type");
  check(H5Tset_size(type.id(), H5T_VARIABLE), "set a type's size");
  check(H5Tset_cset(type.id(), H5T_CSET_UTF8), "set a type's encoding");
  return type;
}

template <class T>
hid_t memory_type();
template <>
hid_t memory_type<std::int32_t>() {
  return H5T_NATIVE_INT32;
}
template <>
hid_t memory_type<std::int64_t>() {
  return H5T_NATIVE_INT64;
}
template <>
hid_t memory_type<double>() {
  return H5T_NATIVE_DOUBLE;
}

}  // namespace

template <>
Handle file_type<std::int32_t>() {
  return own(H5Tcopy(H5T_STD_I32LE), "copy a type");
}
template <>
Handle file_type<std::int64_t>() {
  return own(H5Tcopy(H5T_STD_I64LE), "copy a type");
}
template <>
Handle file_type<double>() {
  return own(H5Tcopy(H5T_IEEE_F64LE), "copy a type");
}
template <>
Handle file_type<std::string>() {
  return text_type();
}

// ---- attributes ----

namespace {

Handle create_attribute(hid_t object, const std::string& name, hid_t type) {
  if (check(H5Aexists(object, name.c_str()), "look up an attribute")) {
    check(H5Adelete(object, name.c_str()), "replace an attribute");
  }
  const Handle scalar = own(H5Screate(H5S_SCALAR), "create a dataspace");
  return own(H5Acreate2(object, name.c_str(), type, scalar.id(), H5P_DEFAULT, H5P_DEFAULT),
             "create attribute " + name);
}

std::string read_fixed_text(hid_t attribute, hid_t type) {
  std::string text(H5Tget_size(type), '\0');
  check(H5Aread(attribute, type, text.data()), "read an attribute");
  return text.substr(0, text.find('\0'));
}

std::string read_variable_text(hid_t attribute) {
  const Handle type = text_type();
  char* text = nullptr;
  check(H5Aread(attribute, type.id(), &text), "read an attribute");
  std::string copy = text ? text : "";
  H5free_memory(text);
  return copy;
}

}  // namespace

void write_attribute(hid_t object, const std::string& name, const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    const Handle type = text_type();
    const char* pointer = text->c_str();
    check(H5Awrite(create_attribute(object, name, type.id()).id(), type.id(), &pointer),
          "write attribute " + name);
  } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    check(H5Awrite(create_attribute(object, name, H5T_STD_I64LE).id(), H5T_NATIVE_INT64, integer),
          "write attribute " + name);
  } else if (const auto* real = std::get_if<double>(&value)) {
    check(H5Awrite(create_attribute(object, name, H5T_IEEE_F64LE).id(), H5T_NATIVE_DOUBLE, real),
          "write attribute " + name);
  }
}

Value read_attribute(hid_t object, const std::string& name) {
  const Handle attribute =
      own(H5Aopen(object, name.c_str(), H5P_DEFAULT), "open attribute " + name);
  const Handle space = own(H5Aget_space(attribute.id()), "read an attribute's shape");
  if (H5Sget_simple_extent_npoints(space.id()) != 1) return {};
  const Handle type = own(H5Aget_type(attribute.id()), "read an attribute's type");
  switch (H5Tget_class(type.id())) {
    case H5T_STRING:
      if (check(H5Tis_variable_str(type.id()), "read a type") == 0)
        return read_fixed_text(attribute.id(), type.id());
      return read_variable_text(attribute.id());
    case H5T_INTEGER: {
      std::int64_t value = 0;
      check(H5Aread(attribute.id(), H5T_NATIVE_INT64, &value), "read attribute " + name);
      return value;
    }
    case H5T_FLOAT: {
      double value = 0;
      check(H5Aread(attribute.id(), H5T_NATIVE_DOUBLE, &value), "read attribute " + name);
      return value;
    }
    default:
      return {};
  }
}

std::vector<std::string> attribute_names(hid_t object) {
  std::vector<std::string> names;
  const auto note = [](hid_t, const char* name, const H5A_info_t*, void* out) -> herr_t {
    static_cast<std::vector<std::string>*>(out)->emplace_back(name);
    return 0;
  };
  hsize_t position = 0;
  check(H5Aiterate2(object, H5_INDEX_NAME, H5_ITER_INC, &position, note, &names),
        "list attributes");
  return names;
}

// ---- cells ----

namespace {

std::size_t cells_in(const Shape& count) {
  return std::accumulate(count.begin(), count.end(), std::size_t{1}, std::multiplies<>());
}

/// The dataspaces of one box: in the file and in memory.
struct Box {
  Box(hid_t dataset, const Shape& start, const Shape& count)
      : file(own(H5Dget_space(dataset), "read a dataset's shape")),
        memory(own(count.empty()
                       ? H5Screate(H5S_SCALAR)
                       : H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr),
                   "create a dataspace")) {
    if (count.empty()) return;
    check(H5Sselect_hyperslab(file.id(), H5S_SELECT_SET, start.data(), nullptr, count.data(),
                              nullptr),
          "select cells");
  }
  Handle file;
  Handle memory;
};

void write_box(hid_t dataset, const Shape& start, const Shape& count, hid_t type,
               const void* cells) {
  const Box box(dataset, start, count);
  check(H5Dwrite(dataset, type, box.memory.id(), box.file.id(), H5P_DEFAULT, cells),
        "write a dataset");
}

}  // namespace

Shape shape_of(hid_t dataset) {
  const Handle space = own(H5Dget_space(dataset), "read a dataset's shape");
  Shape shape(check(H5Sget_simple_extent_ndims(space.id()), "read a dataset's shape"));
  check(H5Sget_simple_extent_dims(space.id(), shape.data(), nullptr), "read a dataset's shape");
  return shape;
}

template <class T>
void write_slab(hid_t dataset, const Shape& start, const Shape& count, std::span<const T> cells) {
  write_box(dataset, start, count, memory_type<T>(), cells.data());
}

template <>
void write_slab(hid_t dataset, const Shape& start, const Shape& count,
                std::span<const std::string> cells) {
  std::vector<const char*> pointers(cells.size());
  std::ranges::transform(cells, pointers.begin(), &std::string::c_str);
  const Handle type = text_type();
  write_box(dataset, start, count, type.id(), pointers.data());
}

template <class T>
std::vector<T> read_slab(hid_t dataset, const Shape& start, const Shape& count) {
  std::vector<T> cells(cells_in(count));
  const Box box(dataset, start, count);
  check(
      H5Dread(dataset, memory_type<T>(), box.memory.id(), box.file.id(), H5P_DEFAULT, cells.data()),
      "read a dataset");
  return cells;
}

template <>
std::vector<std::string> read_slab(hid_t dataset, const Shape& start, const Shape& count) {
  std::vector<char*> pointers(cells_in(count));
  const Handle type = text_type();
  const Box box(dataset, start, count);
  check(H5Dread(dataset, type.id(), box.memory.id(), box.file.id(), H5P_DEFAULT, pointers.data()),
        "read a dataset");
  std::vector<std::string> cells;
  cells.reserve(pointers.size());
  for (const char* text : pointers) cells.emplace_back(text ? text : "");
  check(H5Dvlen_reclaim(type.id(), box.memory.id(), H5P_DEFAULT, pointers.data()), "free memory");
  return cells;
}

template void write_slab(hid_t, const Shape&, const Shape&, std::span<const std::int32_t>);
template void write_slab(hid_t, const Shape&, const Shape&, std::span<const std::int64_t>);
template void write_slab(hid_t, const Shape&, const Shape&, std::span<const double>);
template std::vector<std::int32_t> read_slab(hid_t, const Shape&, const Shape&);
template std::vector<std::int64_t> read_slab(hid_t, const Shape&, const Shape&);
template std::vector<double> read_slab(hid_t, const Shape&, const Shape&);

}  // namespace sojourn::h5
