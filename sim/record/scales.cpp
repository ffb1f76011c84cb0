#include "sim/record/scales.hpp"

#include <cstddef>

namespace sojourn {

using h5::check;
using h5::Handle;
using h5::own;

namespace {

void write_fixed_text(hid_t object, const char* name, const std::string& text) {
  const Handle type = own(H5Tcopy(H5T_C_S1), "copy a type");
  check(H5Tset_size(type.id(), text.size() + 1), "set a type's size");
  const Handle scalar = own(H5Screate(H5S_SCALAR), "create a dataspace");
  const Handle attribute = own(
      H5Acreate2(object, name, type.id(), scalar.id(), H5P_DEFAULT, H5P_DEFAULT), "mark a scale");
  check(H5Awrite(attribute.id(), type.id(), text.c_str()), "mark a scale");
}

/// The attribute by which `dataset` names the scale of each of its dimensions.
void write_dimension_list(hid_t dataset, std::vector<hobj_ref_t> scales) {
  std::vector<hvl_t> entries;
  for (hobj_ref_t& scale : scales) entries.push_back({1, &scale});
  const Handle type = own(H5Tvlen_create(H5T_STD_REF_OBJ), "create a type");
  const hsize_t count = entries.size();
  const Handle space = own(H5Screate_simple(1, &count, nullptr), "create a dataspace");
  const Handle attribute =
      own(H5Acreate2(dataset, "DIMENSION_LIST", type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT),
          "attach scales");
  check(H5Awrite(attribute.id(), type.id(), entries.data()), "attach scales");
}

std::string path_in_file(hid_t object) {
  std::string name(static_cast<std::size_t>(check(H5Iget_name(object, nullptr, 0), "name")), '\0');
  check(H5Iget_name(object, name.data(), name.size() + 1), "name an object");
  return name;
}

hobj_ref_t reference_to(hid_t object) {
  hobj_ref_t reference = 0;
  check(H5Rcreate(&reference, object, path_in_file(object).c_str(), H5R_OBJECT, -1),
        "refer to an object");
  return reference;
}

}  // namespace

/// Writes the list whole, where H5DSattach_scale would rewrite it for every dataset and leave
/// whatever the stack held in the padding of its entries: files would not be byte-equal.
void Dimension::store_uses() {
  if (uses_stored_) return;
  const Handle type = own(H5Tcreate(H5T_COMPOUND, sizeof(ScaleUse)), "create a type");
  check(H5Tinsert(type.id(), "dataset", offsetof(ScaleUse, dataset), H5T_STD_REF_OBJ),
        "make a type");
  check(H5Tinsert(type.id(), "dimension", offsetof(ScaleUse, dimension), H5T_NATIVE_INT),
        "make a type");
  std::vector<unsigned char> bytes(uses_.size() * sizeof(ScaleUse), 0);
  for (std::size_t i = 0; i < uses_.size(); ++i) {
    ScaleUse* entry = reinterpret_cast<ScaleUse*>(bytes.data()) + i;
    entry->dataset = uses_[i].dataset;
    entry->dimension = uses_[i].dimension;
  }
  const char* name = "REFERENCE_LIST";
  if (check(H5Aexists(scale(), name), "look up an attribute")) {
    check(H5Adelete(scale(), name), "replace an attribute");
  }
  const hsize_t count = uses_.size();
  const Handle space = own(H5Screate_simple(1, &count, nullptr), "create a dataspace");
  const Handle attribute =
      own(H5Acreate2(scale(), name, type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT),
          "list the users of a scale");
  check(H5Awrite(attribute.id(), type.id(), bytes.data()), "list the users of a scale");
  uses_stored_ = true;
}

void mark_scale(hid_t dataset, const std::string& name, std::int32_t id) {
  write_fixed_text(dataset, "CLASS", "DIMENSION_SCALE");
  write_fixed_text(dataset, "NAME", name);
  const Handle scalar = own(H5Screate(H5S_SCALAR), "create a dataspace");
  const Handle attribute = own(
      H5Acreate2(dataset, "_Netcdf4Dimid", H5T_STD_I32LE, scalar.id(), H5P_DEFAULT, H5P_DEFAULT),
      "mark a scale");
  check(H5Awrite(attribute.id(), H5T_NATIVE_INT32, &id), "mark a scale");
}

void attach(hid_t dataset, const std::vector<Dimension*>& dimensions) {
  if (dimensions.empty()) return;
  const hobj_ref_t self = reference_to(dataset);
  std::vector<hobj_ref_t> scales;
  for (std::size_t i = 0; i < dimensions.size(); ++i) {
    scales.push_back(reference_to(dimensions[i]->scale()));
    dimensions[i]->add_use(self, static_cast<int>(i));
  }
  write_dimension_list(dataset, std::move(scales));
}

}  // namespace sojourn
