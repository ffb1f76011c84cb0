#include "sim/record/run_file.hpp"

#include <fmt/format.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <functional>
#include <numeric>
#include <optional>
#include <string_view>
#include <system_error>

#include "sim/record/digest.hpp"

namespace sojourn {

namespace {

namespace fs = std::filesystem;
using h5::check;
using h5::Handle;
using h5::own;

constexpr std::int64_t kFormatVersion = 1;
constexpr std::string_view kNoCoordinates = "This is a netCDF dimension but not a netCDF variable";

std::string text_attribute(hid_t object, const char* name) {
  if (check(H5Aexists(object, name), "look up an attribute") == 0) return {};
  const h5::Value value = h5::read_attribute(object, name);
  const auto* text = std::get_if<std::string>(&value);
  return text ? *text : std::string{};
}

bool is_plumbing(const std::string& attribute) {
  for (const char* name : {"CLASS", "NAME", "DIMENSION_LIST", "REFERENCE_LIST", "_Netcdf4Dimid"}) {
    if (attribute == name) return true;
  }
  return false;
}

FileAttributes attributes_at(hid_t object) {
  FileAttributes attributes;
  for (const std::string& name : h5::attribute_names(object)) {
    if (is_plumbing(name)) continue;
    const h5::Value value = h5::read_attribute(object, name);
    if (const auto* text = std::get_if<std::string>(&value)) attributes[name] = *text;
    if (const auto* integer = std::get_if<std::int64_t>(&value)) attributes[name] = *integer;
    if (const auto* real = std::get_if<double>(&value)) attributes[name] = *real;
  }
  return attributes;
}

ColumnType type_of(hid_t dataset) {
  const Handle type = own(H5Dget_type(dataset), "read a dataset's type");
  switch (H5Tget_class(type.id())) {
    case H5T_INTEGER:
      return ColumnType::kInteger;
    case H5T_FLOAT:
      return ColumnType::kReal;
    case H5T_STRING:
      if (H5Tis_variable_str(type.id()) > 0) return ColumnType::kText;
      break;
    default:
      break;
  }
  throw h5::Error("cannot read a dataset: its type is none of a run file's");
}

/// A file has its name only when it is whole, so that none need be locked to be read; some file
/// systems have no locks.
Handle without_locks() {
  Handle access = own(H5Pcreate(H5P_FILE_ACCESS), "create a property list");
  check(H5Pset_file_locking(access.id(), 0, 1), "do without locks");
  return access;
}

std::string last_part(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

/// The name of the scale attached to one dimension; empty if there is none.
std::string axis_name(hid_t dataset, unsigned dimension) {
  const auto note = [](hid_t, unsigned, hid_t scale, void* out) -> herr_t {
    std::string name(static_cast<std::size_t>(std::max<ssize_t>(0, H5Iget_name(scale, nullptr, 0))),
                     '\0');
    H5Iget_name(scale, name.data(), name.size() + 1);
    *static_cast<std::string*>(out) = last_part(name);
    return 1;  // the first is enough
  };
  std::string name;
  int position = 0;
  check(H5DSiterate_scales(dataset, dimension, &position, note, &name), "read a dataset's axes");
  return name;
}

StoredDataset describe(hid_t dataset, const std::string& name) {
  StoredDataset stored;
  stored.name = name;
  stored.type = type_of(dataset);
  const h5::Shape shape = h5::shape_of(dataset);
  stored.shape.assign(shape.begin(), shape.end());
  stored.units = text_attribute(dataset, "units");
  stored.long_name = text_attribute(dataset, "long_name");
  stored.is_axis = check(H5DSis_scale(dataset), "read a dataset") > 0;
  for (unsigned i = 0; i < shape.size(); ++i) {
    stored.axes.push_back(stored.is_axis ? last_part(name) : axis_name(dataset, i));
  }
  return stored;
}

std::vector<std::string> link_names(hid_t group) {
  std::vector<std::string> names;
  const auto note = [](hid_t, const char* name, const H5L_info_t*, void* out) -> herr_t {
    static_cast<std::vector<std::string>*>(out)->emplace_back(name);
    return 0;
  };
  hsize_t position = 0;
  check(H5Literate(group, H5_INDEX_CRT_ORDER, H5_ITER_INC, &position, note, &names),
        "list a group");
  return names;
}

std::chrono::year_month_day date_after(std::chrono::sys_days start, double days) {
  return start + std::chrono::days(static_cast<int>(std::floor(days)));
}

/// All with the day, or all without where all are the first of a month.
std::vector<std::string> date_texts(const std::vector<std::chrono::year_month_day>& dates) {
  const bool months = std::ranges::all_of(
      dates, [](const auto& date) { return date.day() == std::chrono::day{1}; });
  std::vector<std::string> texts;
  for (const auto& date : dates) {
    texts.push_back(fmt::format("{:04}-{:02}", static_cast<int>(date.year()),
                                static_cast<unsigned>(date.month())));
    if (!months) texts.back() += fmt::format("-{:02}", static_cast<unsigned>(date.day()));
  }
  return texts;
}

/// The start of units "days since 2014-01-01".
std::optional<std::chrono::sys_days> start_of(const std::string& units) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  if (std::sscanf(units.c_str(), "days since %d-%u-%u", &year, &month, &day) != 3) return {};
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  if (!date.ok()) return {};
  return std::chrono::sys_days(date);
}

}  // namespace

std::size_t StoredDataset::n_cells() const {
  return std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>());
}

std::size_t StoredDataset::slice_cells() const {
  return shape.empty()
             ? 1
             : std::accumulate(shape.begin() + 1, shape.end(), std::size_t{1}, std::multiplies<>());
}

std::size_t StoredDataset::slices_per_read() const {
  constexpr std::size_t kCellsPerRead = std::size_t{1} << 20;
  return std::max<std::size_t>(1, kCellsPerRead / std::max<std::size_t>(1, slice_cells()));
}

template <class Act>
auto RunFile::guarded(Act act) const {
  h5::Session session;
  try {
    return act();
  } catch (const h5::Error& error) {
    throw ReadError(fmt::format("{}: {}", path_.string(), error.what()));
  }
}

RunFile::RunFile(fs::path path) : path_(std::move(path)) {
  std::error_code error;
  const fs::file_status status = fs::status(path_, error);
  if (!fs::exists(status)) {
    throw ReadError(fmt::format("{}: {}", path_.string(),
                                error ? error.message() : "No such file or directory"));
  }
  if (!fs::is_regular_file(status)) {
    throw ReadError(fmt::format("{}: not a regular file", path_.string()));
  }
  if (const std::string damage = damage_of(path_); !damage.empty()) {
    throw ReadError(fmt::format("{}: {}", path_.string(), damage));
  }
  guarded([&] {
    if (H5Fis_hdf5(path_.c_str()) == 0) {
      throw ReadError(fmt::format("{}: not a run file (no HDF5)", path_.string()));
    }
    file_ = own(H5Fopen(path_.c_str(), H5F_ACC_RDONLY, without_locks().id()), "open the file");
    attributes_ = attributes_at(file_.id());
    check_format();
    list_group("");
    if (H5Lexists(file_.id(), "provenance", H5P_DEFAULT) > 0) {
      provenance_ =
          attributes_at(own(H5Gopen2(file_.id(), "provenance", H5P_DEFAULT), "open a group").id());
    }
  });
}

void RunFile::check_format() const {
  if (!attribute_text("format").starts_with("sojourn-")) {
    throw ReadError(fmt::format("{}: not a run file (HDF5, but of another kind)", path_.string()));
  }
  const auto version = attributes_.find("format_version");
  const auto* number =
      version == attributes_.end() ? nullptr : std::get_if<std::int64_t>(&version->second);
  if (!number || *number < 1 || *number > kFormatVersion) {
    throw ReadError(fmt::format("{}: run file of format version {}, this program reads {}",
                                path_.string(), number ? std::to_string(*number) : "unknown",
                                kFormatVersion));
  }
}

/// Lists the root ("") or a table, one level below.
void RunFile::list_group(const std::string& group) {
  const std::string path = group.empty() ? "/" : group;
  const Handle opened = own(H5Gopen2(file_.id(), path.c_str(), H5P_DEFAULT), "open a group");
  for (const std::string& link : link_names(opened.id())) {
    const std::string name = group.empty() ? link : group + "/" + link;
    const Handle object = own(H5Oopen(file_.id(), name.c_str(), H5P_DEFAULT), "open an object");
    const bool is_group = H5Iget_type(object.id()) == H5I_GROUP;
    if (is_group && group.empty() && name != "provenance") list_group(name);
    if (is_group || text_attribute(object.id(), "NAME").starts_with(kNoCoordinates)) continue;
    datasets_.push_back(describe(object.id(), name));
  }
}

const StoredDataset* RunFile::find(const std::string& name) const {
  const auto found = std::ranges::find(datasets_, name, &StoredDataset::name);
  return found == datasets_.end() ? nullptr : &*found;
}

template <class T>
std::vector<T> RunFile::read(const std::string& name, std::size_t first, std::size_t count) const {
  const StoredDataset* stored = find(name);
  if (!stored) throw ReadError(fmt::format("{}: no dataset \"{}\"", path_.string(), name));
  if ((stored->type == ColumnType::kText) != std::is_same_v<T, std::string>) {
    throw ReadError(fmt::format("{}: dataset \"{}\" holds {}", path_.string(), name,
                                stored->type == ColumnType::kText ? "texts" : "numbers"));
  }
  if (first > stored->n_slices() || count > stored->n_slices() - first) {
    throw ReadError(
        fmt::format("{}: dataset \"{}\" has {} slices", path_.string(), name, stored->n_slices()));
  }
  if (count == 0 || stored->n_cells() == 0) return {};
  return guarded([&] {
    const Handle dataset = own(H5Dopen2(file_.id(), name.c_str(), H5P_DEFAULT), "open a dataset");
    h5::Shape start(stored->shape.size(), 0);
    h5::Shape extent(stored->shape.begin(), stored->shape.end());
    if (!extent.empty()) {
      start[0] = first;
      extent[0] = count;
    }
    return h5::read_slab<T>(dataset.id(), start, extent);
  });
}

std::vector<double> RunFile::reals(const std::string& name) const {
  const StoredDataset* stored = find(name);
  return read<double>(name, 0, stored ? stored->n_slices() : 0);
}
std::vector<std::int64_t> RunFile::integers(const std::string& name) const {
  const StoredDataset* stored = find(name);
  return read<std::int64_t>(name, 0, stored ? stored->n_slices() : 0);
}
std::vector<std::string> RunFile::texts(const std::string& name) const {
  const StoredDataset* stored = find(name);
  return read<std::string>(name, 0, stored ? stored->n_slices() : 0);
}
std::vector<double> RunFile::reals(const std::string& name, std::size_t first,
                                   std::size_t count) const {
  return read<double>(name, first, count);
}
std::vector<std::int64_t> RunFile::integers(const std::string& name, std::size_t first,
                                            std::size_t count) const {
  return read<std::int64_t>(name, first, count);
}
std::vector<std::string> RunFile::texts(const std::string& name, std::size_t first,
                                        std::size_t count) const {
  return read<std::string>(name, first, count);
}

std::vector<std::string> RunFile::labels(const std::string& axis) const {
  const StoredDataset* stored = find(axis);
  if (!stored) return {};
  if (stored->type == ColumnType::kText) return texts(axis);
  const auto start = start_of(stored->units);
  if (start) {
    std::vector<std::chrono::year_month_day> dates;
    for (const double days : reals(axis)) dates.push_back(date_after(*start, days));
    return date_texts(dates);
  }
  std::vector<std::string> words;
  for (const double value : reals(axis)) words.push_back(fmt::format("{}", value));
  return words;
}

FileAttributes RunFile::attributes_of(const std::string& name) const {
  return guarded([&] {
    return attributes_at(
        own(H5Oopen(file_.id(), name.c_str(), H5P_DEFAULT), "open an object").id());
  });
}

std::string RunFile::attribute_text(const std::string& name) const {
  const auto found = attributes_.find(name);
  return found == attributes_.end() ? std::string{} : to_string(found->second);
}

std::string RunFile::unfinished() const {
  if (attribute_text("complete") != "0") return {};
  const StoredDataset* time = find("time");
  if (time == nullptr || !attributes_.contains("ticks")) return "unfinished: some runs are missing";
  return fmt::format("unfinished: {} of {} ticks", time->n_slices(), attribute_text("ticks"));
}

std::string to_string(const AttributeValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *integer);
  return fmt::format("{}", std::get<double>(value));
}

}  // namespace sojourn
