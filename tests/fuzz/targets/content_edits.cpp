#include "tests/fuzz/targets/content_edits.hpp"

#include <hdf5.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <stdexcept>
#include <string>

#include "sim/record/h5.hpp"

namespace sojourn::fuzz {

namespace {

using h5::Handle;

constexpr std::array<double, 12> kNumbers{0,
                                          -1,
                                          1,
                                          1e300,
                                          -1e300,
                                          9.3e18,
                                          -9.3e18,
                                          4.3e9,
                                          0.5,
                                          std::numeric_limits<double>::infinity(),
                                          std::numeric_limits<double>::quiet_NaN(),
                                          70000};

/// A byte of the text, 0 where it is too short.
std::size_t byte_of(const Edit& edit, std::size_t i) {
  return i < edit.with.size() ? static_cast<unsigned char>(edit.with[i]) : 0;
}

/// Names of all datasets, groups' too.
std::vector<std::string> names_in(hid_t file) {
  std::vector<std::string> names;
  const auto note = [](hid_t, const char* name, const H5O_info_t* info, void* out) -> herr_t {
    if (info->type == H5O_TYPE_DATASET) {
      static_cast<std::vector<std::string>*>(out)->emplace_back(name);
    }
    return 0;
  };
  H5Ovisit2(file, H5_INDEX_NAME, H5_ITER_INC, note, &names, H5O_INFO_BASIC);
  return names;
}

/// Writes one cell, where the dataset has any.
void set_cell(hid_t dataset, std::size_t cell, hid_t type, const void* value) {
  const h5::Shape shape = h5::shape_of(dataset);
  const Handle space(H5Dget_space(dataset));
  const auto n =
      static_cast<std::size_t>(std::max<hssize_t>(0, H5Sget_simple_extent_npoints(space.id())));
  if (n == 0) return;
  h5::Shape at(shape.size());
  std::size_t rest = cell % n;
  for (std::size_t i = shape.size(); i-- > 0; rest /= shape[i]) at[i] = rest % shape[i];
  if (!at.empty()) H5Sselect_elements(space.id(), H5S_SELECT_SET, 1, at.data());
  const Handle one(H5Screate(H5S_SCALAR));
  H5Dwrite(dataset, type, one.id(), space.id(), H5P_DEFAULT, value);
}

void set_number(hid_t dataset, const Edit& edit) {
  const double number = kNumbers[byte_of(edit, 1) % kNumbers.size()];
  set_cell(dataset, byte_of(edit, 0), H5T_NATIVE_DOUBLE, &number);
}

void set_text(hid_t dataset, const Edit& edit) {
  const Handle type(H5Tcopy(H5T_C_S1));
  H5Tset_size(type.id(), H5T_VARIABLE);
  H5Tset_cset(type.id(), H5T_CSET_UTF8);
  const std::string text = edit.with.substr(std::min<std::size_t>(1, edit.with.size()));
  const char* pointer = text.c_str();
  set_cell(dataset, byte_of(edit, 0), type.id(), &pointer);
}

void set_length(hid_t dataset, const Edit& edit) {
  h5::Shape shape = h5::shape_of(dataset);
  if (shape.empty()) return;
  shape[0] = byte_of(edit, 0) % 50;
  H5Dset_extent(dataset, shape.data());
}

void set_units(hid_t dataset, const Edit& edit) {
  h5::write_attribute(dataset, "units", edit.with);
}
void set_long_name(hid_t dataset, const Edit& edit) {
  h5::write_attribute(dataset, "long_name", edit.with);
}

/// One attribute after the other.
void remove_attribute(hid_t dataset, const Edit& edit) {
  const std::vector<std::string> names = h5::attribute_names(dataset);
  if (!names.empty()) H5Adelete(dataset, names[byte_of(edit, 0) % names.size()].c_str());
}

/// "title=another"; without `=` it is removed; a number becomes one.
void set_file_attribute(hid_t file, const Edit& edit) {
  const std::size_t mark = edit.with.find('=');
  const std::string name = edit.with.substr(0, mark);
  if (name.empty() || name.find('\0') != std::string::npos) return;
  if (mark == std::string::npos) {
    if (H5Aexists(file, name.c_str()) > 0) H5Adelete(file, name.c_str());
    return;
  }
  const std::string text = edit.with.substr(mark + 1);
  const bool is_number =
      !text.empty() && text.find_first_not_of("-0123456789") == std::string::npos;
  h5::write_attribute(file, name,
                      is_number ? h5::Value(std::int64_t{std::strtoll(text.c_str(), nullptr, 10)})
                                : h5::Value(text));
}

void replace_by_number(hid_t file, const std::string& name) {
  H5Ldelete(file, name.c_str(), H5P_DEFAULT);
  const Handle scalar(H5Screate(H5S_SCALAR));
  const Handle made(H5Dcreate2(file, name.c_str(), H5T_STD_I64LE, scalar.id(), H5P_DEFAULT,
                               H5P_DEFAULT, H5P_DEFAULT));
}

using ToDataset = void (*)(hid_t dataset, const Edit& edit);
const std::map<char, ToDataset> kToDatasets{{'n', set_number},    {'t', set_text},
                                            {'s', set_length},    {'u', set_units},
                                            {'l', set_long_name}, {'x', remove_attribute}};

void apply(hid_t file, const Edit& edit) {
  if (edit.what == 'f') return set_file_attribute(file, edit);
  const std::vector<std::string> names = names_in(file);
  if (names.empty()) return;
  const std::string& name = names[edit.at % names.size()];
  if (edit.what == 'd') H5Ldelete(file, name.c_str(), H5P_DEFAULT);
  if (edit.what == 'r') replace_by_number(file, name);
  const auto found = kToDatasets.find(edit.what);
  if (found == kToDatasets.end()) return;
  const Handle dataset(H5Dopen2(file, name.c_str(), H5P_DEFAULT));
  found->second(dataset.id(), edit);
}

}  // namespace

void edit_content(const std::filesystem::path& path, const std::vector<Edit>& edits) {
  h5::Session session;
  const Handle file(H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT));
  if (file.id() < 0) throw std::logic_error("HDF5 does not open its own file");
  for (const Edit& edit : edits) {
    try {
      apply(file.id(), edit);
    } catch (const h5::Error&) {  // what HDF5 does not let anybody write
    }
  }
}

}  // namespace sojourn::fuzz
