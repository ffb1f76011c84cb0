#include "sim/recorder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <concepts>
#include <cstddef>
#include <functional>
#include <map>
#include <numeric>
#include <system_error>
#include <utility>

namespace sojourn {

namespace {

namespace fs = std::filesystem;
using h5::check;
using h5::Handle;
using h5::own;
using h5::Shape;

constexpr std::size_t kChunkBytes = std::size_t{256} << 10;       // aimed at
constexpr std::size_t kLargestChunkBytes = std::size_t{1} << 20;  // never exceeded
constexpr hsize_t kMostRowsInChunk = 1024;
constexpr int kTicksPerFlush = 32;
constexpr unsigned kDeflateLevel = 4;

std::size_t product(const Shape& shape) {
  return std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>());
}

/// Bytes of a cell in the file; of a text only its address counts.
template <class T>
constexpr std::size_t kCellBytes = std::same_as<T, std::string> ? 16 : sizeof(T);

/// Halves the outermost dimensions first until the chunk is small enough.
Shape bounded_chunk(Shape chunk, std::size_t cell_bytes) {
  for (hsize_t& extent : chunk) {
    while (extent > 1 && product(chunk) * cell_bytes > kLargestChunkBytes) {
      extent = (extent + 1) / 2;
    }
  }
  return chunk;
}

/// Slices per chunk: a power of two, so that flushing every 32 ticks splits few chunks.
hsize_t rows_in_chunk(std::size_t slice_bytes) {
  return std::min<hsize_t>(kMostRowsInChunk,
                           std::bit_floor(std::max<std::size_t>(1, kChunkBytes / slice_bytes)));
}

/// How a dataset is laid out: its extents, which may grow, and its chunk (empty: contiguous).
struct Layout {
  Shape shape;
  Shape limit;
  Shape chunk;
};

Layout growing_layout(const Shape& slice, std::size_t cell_bytes) {
  Layout layout{slice, slice, slice};
  const hsize_t rows = rows_in_chunk(product(slice) * cell_bytes);
  layout.shape.insert(layout.shape.begin(), 0);
  layout.limit.insert(layout.limit.begin(), H5S_UNLIMITED);
  layout.chunk.insert(layout.chunk.begin(), rows);
  layout.chunk = bounded_chunk(std::move(layout.chunk), cell_bytes);
  return layout;
}

Layout fixed_layout(const Shape& shape, std::size_t cell_bytes) {
  const bool small = product(shape) * cell_bytes <= 1024;
  return {shape, shape, small ? Shape{} : bounded_chunk(shape, cell_bytes)};
}

Handle creation_properties(const Layout& layout, bool compressed) {
  Handle properties = own(H5Pcreate(H5P_DATASET_CREATE), "create a property list");
  check(H5Pset_obj_track_times(properties.id(), 0), "drop object times");
  if (layout.chunk.empty()) return properties;
  check(H5Pset_chunk(properties.id(), static_cast<int>(layout.chunk.size()), layout.chunk.data()),
        "set the chunk");
  if (compressed) {
    check(H5Pset_shuffle(properties.id()), "set the shuffle filter");
    check(H5Pset_deflate(properties.id(), kDeflateLevel), "set the deflate filter");
  }
  return properties;
}

/// Room for one chunk: whole chunks leave the cache at once, the last one grows in it.
Handle access_properties() {
  Handle properties = own(H5Pcreate(H5P_DATASET_ACCESS), "create a property list");
  check(H5Pset_chunk_cache(properties.id(), 11, kLargestChunkBytes, 1.0), "set the chunk cache");
  return properties;
}

template <class T>
Handle create_dataset(hid_t group, const DatasetInfo& info, const Layout& layout) {
  const Handle space =
      own(layout.shape.empty() ? H5Screate(H5S_SCALAR)
                               : H5Screate_simple(static_cast<int>(layout.shape.size()),
                                                  layout.shape.data(), layout.limit.data()),
          "create a dataspace");
  const Handle type = h5::file_type<T>();
  const Handle creation = creation_properties(layout, !std::same_as<T, std::string>);
  Handle dataset = own(H5Dcreate2(group, info.name.c_str(), type.id(), space.id(), H5P_DEFAULT,
                                  creation.id(), access_properties().id()),
                       "create dataset " + info.name);
  h5::write_attribute(dataset.id(), "units", info.units);
  h5::write_attribute(dataset.id(), "long_name", info.long_name);
  return dataset;
}

/// A dataset that grows along its first dimension and keeps rows in memory until a chunk is full.
class Growing {
 public:
  Growing(Handle dataset, std::string name, Layout layout)
      : dataset_(std::move(dataset)), name_(std::move(name)), layout_(std::move(layout)) {}
  Growing(const Growing&) = delete;
  Growing& operator=(const Growing&) = delete;
  virtual ~Growing() = default;

  hid_t id() const { return dataset_.id(); }
  const std::string& name() const { return name_; }
  hsize_t n_rows() const { return stored_ + pending_; }
  std::size_t slice_cells() const {
    return product({layout_.shape.begin() + 1, layout_.shape.end()});
  }
  bool chunk_full() const { return n_rows() % layout_.chunk[0] == 0; }

  /// Writes the pending rows.
  void store() {
    if (pending_ == 0) return;
    Shape extent = layout_.shape;
    extent[0] = n_rows();
    check(H5Dset_extent(dataset_.id(), extent.data()), "extend dataset " + name_);
    Shape start(extent.size(), 0);
    start[0] = stored_;
    extent[0] = pending_;
    write_pending(start, extent);
    stored_ += std::exchange(pending_, 0);
  }

 protected:
  void note_row() { ++pending_; }

 private:
  virtual void write_pending(const Shape& start, const Shape& count) = 0;

  Handle dataset_;
  std::string name_;
  Layout layout_;
  hsize_t stored_ = 0;   // rows in the file
  hsize_t pending_ = 0;  // rows in memory
};

template <class T>
class GrowingOf final : public Growing {
 public:
  using Growing::Growing;

  void append(std::span<const T> slice) {
    cells_.insert(cells_.end(), slice.begin(), slice.end());
    note_row();
  }
  void append(T cell) {
    cells_.push_back(std::move(cell));
    note_row();
  }

 private:
  void write_pending(const Shape& start, const Shape& count) override {
    h5::write_slab<T>(id(), start, count, cells_);
    cells_.clear();
  }

  std::vector<T> cells_;
};

template <class T>
std::unique_ptr<GrowingOf<T>> create_growing(hid_t group, const DatasetInfo& info,
                                             const Shape& slice) {
  Layout layout = growing_layout(slice, kCellBytes<T>);
  Handle dataset = create_dataset<T>(group, info, layout);
  return std::make_unique<GrowingOf<T>>(std::move(dataset), info.name, std::move(layout));
}

/// One entry of a scale's REFERENCE_LIST, laid out as the HDF5 dimension scale specification says.
struct ScaleUse {
  hobj_ref_t dataset;
  int dimension;
};

/// A named dimension and its scale: the dataset that holds its coordinates.
class Dimension {
 public:
  Dimension(Handle scale, hsize_t length) : fixed_(std::move(scale)), length_(length) {}
  explicit Dimension(std::unique_ptr<GrowingOf<double>> coordinates)
      : coordinates_(std::move(coordinates)) {}

  hid_t scale() const { return coordinates_ ? coordinates_->id() : fixed_.id(); }
  bool grows() const { return length_ == 0; }
  /// The growing coordinates; null for a fixed axis and for the rows of a table.
  GrowingOf<double>* coordinates() { return coordinates_.get(); }
  hsize_t length() const { return length_; }

  void add_use(hobj_ref_t dataset, int dimension) {
    uses_.push_back({dataset, dimension});
    uses_stored_ = false;
  }
  void store_uses();

 private:
  Handle fixed_;
  std::unique_ptr<GrowingOf<double>> coordinates_;
  hsize_t length_ = 0;
  std::vector<ScaleUse> uses_;
  bool uses_stored_ = true;
};

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

void write_fixed_text(hid_t object, const char* name, const std::string& text) {
  const Handle type = own(H5Tcopy(H5T_C_S1), "copy a type");
  check(H5Tset_size(type.id(), text.size() + 1), "set a type's size");
  const Handle scalar = own(H5Screate(H5S_SCALAR), "create a dataspace");
  const Handle attribute = own(
      H5Acreate2(object, name, type.id(), scalar.id(), H5P_DEFAULT, H5P_DEFAULT), "mark a scale");
  check(H5Awrite(attribute.id(), type.id(), text.c_str()), "mark a scale");
}

/// Makes `dataset` a dimension scale; `id` is netCDF-4's number of the dimension.
void mark_scale(hid_t dataset, const std::string& name, std::int32_t id) {
  write_fixed_text(dataset, "CLASS", "DIMENSION_SCALE");
  write_fixed_text(dataset, "NAME", name);
  const Handle scalar = own(H5Screate(H5S_SCALAR), "create a dataspace");
  const Handle attribute = own(
      H5Acreate2(dataset, "_Netcdf4Dimid", H5T_STD_I32LE, scalar.id(), H5P_DEFAULT, H5P_DEFAULT),
      "mark a scale");
  check(H5Awrite(attribute.id(), H5T_NATIVE_INT32, &id), "mark a scale");
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

/// A group of columns and the dimension of their rows.
struct StoredTable {
  std::string name;
  Handle group;
  std::unique_ptr<Dimension> rows;
  std::vector<ColumnType> types;
  std::vector<std::unique_ptr<Growing>> columns;
};

std::unique_ptr<Growing> create_column(hid_t group, const Column& column) {
  const DatasetInfo info{column.name, {}, column.units, column.long_name};
  switch (column.type) {
    case ColumnType::kInteger:
      return create_growing<std::int64_t>(group, info, {});
    case ColumnType::kReal:
      return create_growing<double>(group, info, {});
    case ColumnType::kText:
      break;
  }
  return create_growing<std::string>(group, info, {});
}

/// The dimension of a table's rows has no coordinates: netCDF-4 marks it by this name.
constexpr const char* kRowScaleName =
    "This is a netCDF dimension but not a netCDF variable.         0";

Handle create_row_scale(hid_t group, std::int32_t dimension_id) {
  const DatasetInfo info{"row", {}, "1", "number of the row"};
  Handle scale = create_dataset<std::int32_t>(group, info, growing_layout({}, 4));
  mark_scale(scale.id(), kRowScaleName, dimension_id);
  return scale;
}

Handle create_group(hid_t file, const std::string& name) {
  const Handle properties = own(H5Pcreate(H5P_GROUP_CREATE), "create a property list");
  check(H5Pset_obj_track_times(properties.id(), 0), "drop object times");
  check(H5Pset_link_creation_order(properties.id(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED),
        "keep the order of links");
  return own(H5Gcreate2(file, name.c_str(), H5P_DEFAULT, properties.id(), H5P_DEFAULT),
             "create group " + name);
}

h5::Value to_value(const AttributeValue& value) {
  return std::visit([](const auto& v) { return h5::Value(v); }, value);
}

std::string message_of(int error) {
  return std::generic_category().message(error);
}

/// A part file that nobody holds the lock of was left by a process that died.
void remove_stale_part(const fs::path& part) {
  const int descriptor = ::open(part.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor >= 0) {
    const bool busy = flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    ::close(descriptor);
    if (busy) {
      throw WriteError(
          fmt::format("cannot write {}: another process is writing it", part.string()));
    }
  }
  if (::unlink(part.c_str()) != 0 && errno != ENOENT) {
    throw WriteError(fmt::format("cannot replace {}: {}", part.string(), message_of(errno)));
  }
}

void refuse_existing(const fs::path& path, const fs::path& part) {
  std::error_code ignored;
  if (fs::exists(fs::symlink_status(path, ignored))) {
    throw OutputExists(fmt::format("{} exists already", path.string()));
  }
  if (fs::exists(fs::symlink_status(part, ignored))) {
    throw OutputExists(fmt::format(
        "{} exists already: a run is writing it, or was interrupted while it did", part.string()));
  }
}

void make_way(const fs::path& path, const fs::path& part) {
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    throw WriteError(fmt::format("cannot write {}: not a regular file", path.string()));
  }
  remove_stale_part(part);
}

fs::path part_of(const fs::path& path, bool force) {
  if (!path.has_filename()) {
    throw WriteError(fmt::format("cannot write \"{}\": no name of a file", path.string()));
  }
  fs::path part = path;
  part += ".part";
  force ? make_way(path, part) : refuse_existing(path, part);
  return part;
}

/// Gives `part` its final name; `link` refuses an existing one where `rename` would replace it.
void publish(const fs::path& part, const fs::path& path, bool force) {
  if (!force) {
    if (::link(part.c_str(), path.c_str()) == 0) {
      ::unlink(part.c_str());
      return;
    }
    if (errno == EEXIST) {
      ::unlink(part.c_str());
      throw OutputExists(fmt::format("{} appeared during the run", path.string()));
    }
  }
  if (::rename(part.c_str(), path.c_str()) != 0) {
    const int error = errno;
    ::unlink(part.c_str());
    throw WriteError(fmt::format("cannot write {}: {}", path.string(), message_of(error)));
  }
}

/// Makes the new name durable; file systems that cannot are left alone.
void sync_directory(const fs::path& path) {
  const fs::path directory = path.has_parent_path() ? path.parent_path() : fs::path(".");
  const int descriptor = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  fsync(descriptor);
  ::close(descriptor);
}

}  // namespace

/// Everything open; members close in reverse order, the file last.
struct Recorder::File {
  File(const fs::path& final_path, bool replace)
      : path(final_path), force(replace), part(part_of(path, replace)), output(part) {}

  /// Runs `act` inside HDF5 and turns its failures into WriteError.
  template <class Act>
  auto guarded(Act act) {
    h5::Session session;
    try {
      if constexpr (std::is_void_v<decltype(act())>) {
        act();
        output.throw_if_failed();
      } else {
        auto result = act();
        output.throw_if_failed();
        return result;
      }
    } catch (const h5::Error& error) {
      output.throw_if_failed();
      throw WriteError(fmt::format("cannot write {}: {}", part.string(), error.what()));
    }
  }

  void claim_name(const std::string& name);
  std::int32_t next_dimension_id() { return n_dimensions++; }
  Dimension& dimension(std::string_view name);
  Dimension& time_axis(std::string_view name);
  std::vector<Dimension*> dimensions_of(const DatasetInfo& info);
  Shape shape_of(const std::vector<Dimension*>& axes, std::size_t from);
  void check_complete();
  void store();
  void close_objects();

  struct StoredSeries {
    std::unique_ptr<Growing> data;
    Dimension* steps;
  };

  fs::path path;
  bool force;
  fs::path part;
  h5::OutputFile output;
  std::vector<std::string> names;  // of axes, datasets and tables
  std::map<std::string, Dimension, std::less<>> dimensions;
  std::vector<StoredSeries> series;
  std::vector<StoredTable> tables;
  std::vector<std::pair<std::string, AttributeValue>> provenance;
  std::int32_t n_dimensions = 0;
  int n_ticks = 0;
};

void Recorder::File::claim_name(const std::string& name) {
  if (name.empty() || name == "." || name == "provenance" || name.find('/') != std::string::npos) {
    throw std::logic_error(fmt::format("run file: \"{}\" cannot name a dataset", name));
  }
  if (std::ranges::find(names, name) != names.end()) {
    throw std::logic_error(fmt::format("run file: \"{}\" is declared twice", name));
  }
  names.push_back(name);
}

Dimension& Recorder::File::dimension(std::string_view name) {
  const auto found = dimensions.find(name);
  if (found == dimensions.end()) {
    throw std::logic_error(fmt::format("run file: axis \"{}\" is not declared", name));
  }
  return found->second;
}

Dimension& Recorder::File::time_axis(std::string_view name) {
  Dimension& axis = dimension(name);
  if (!axis.grows()) throw std::logic_error(fmt::format("run file: axis \"{}\" is fixed", name));
  return axis;
}

std::vector<Dimension*> Recorder::File::dimensions_of(const DatasetInfo& info) {
  std::vector<Dimension*> axes;
  for (const std::string& name : info.axes) axes.push_back(&dimension(name));
  return axes;
}

Shape Recorder::File::shape_of(const std::vector<Dimension*>& axes, std::size_t from) {
  Shape shape;
  for (std::size_t i = from; i < axes.size(); ++i) {
    if (axes[i]->grows()) throw std::logic_error("run file: only the first axis may grow");
    shape.push_back(axes[i]->length());
  }
  return shape;
}

void Recorder::File::check_complete() {
  for (const StoredSeries& one : series) {
    if (one.data->n_rows() != one.steps->coordinates()->n_rows()) {
      throw std::logic_error(fmt::format("run file: \"{}\" has {} slices after {} steps",
                                         one.data->name(), one.data->n_rows(),
                                         one.steps->coordinates()->n_rows()));
    }
  }
}

void Recorder::File::store() {
  for (auto& [name, axis] : dimensions) {
    if (axis.coordinates()) axis.coordinates()->store();
    axis.store_uses();
  }
  for (StoredSeries& one : series) one.data->store();
  for (StoredTable& table : tables) {
    for (auto& column : table.columns) column->store();
    const hsize_t n_rows = table.columns.front()->n_rows();
    check(H5Dset_extent(table.rows->scale(), &n_rows), "extend a table");
    table.rows->store_uses();
  }
}

void Recorder::File::close_objects() {
  series.clear();
  tables.clear();
  dimensions.clear();
}

Recorder::Recorder(fs::path path, bool force) : file_(std::make_unique<File>(path, force)) {
  attribute("format", "sojourn-run");
  attribute("format_version", std::int64_t{1});
  attribute("Conventions", "CF-1.8");
}

Recorder::~Recorder() = default;
Recorder::Recorder(Recorder&&) noexcept = default;
Recorder& Recorder::operator=(Recorder&&) noexcept = default;

const fs::path& Recorder::path() const {
  return file_->path;
}

void Recorder::add_axis(const Axis& axis) {
  const hsize_t length = axis.labels.empty() ? axis.values.size() : axis.labels.size();
  if (length == 0) throw std::logic_error(fmt::format("run file: axis {} is empty", axis.name));
  file_->claim_name(axis.name);
  const DatasetInfo info{axis.name, {}, axis.units, axis.long_name};
  file_->guarded([&] {
    const bool labelled = !axis.labels.empty();
    const Layout layout = fixed_layout({length}, 16);
    Handle scale = labelled ? create_dataset<std::string>(file_->output.id(), info, layout)
                            : create_dataset<double>(file_->output.id(), info, layout);
    labelled ? h5::write_slab<std::string>(scale.id(), {0}, {length}, axis.labels)
             : h5::write_slab<double>(scale.id(), {0}, {length}, axis.values);
    mark_scale(scale.id(), axis.name, file_->next_dimension_id());
    file_->dimensions.emplace(axis.name, Dimension(std::move(scale), length));
  });
}

void Recorder::add_time_axis(const std::string& name, const std::string& units,
                             const std::string& long_name) {
  file_->claim_name(name);
  file_->guarded([&] {
    auto coordinates = create_growing<double>(file_->output.id(), {name, {}, units, long_name}, {});
    if (units.find(" since ") != std::string::npos) {
      h5::write_attribute(coordinates->id(), "calendar", std::string("standard"));
    }
    mark_scale(coordinates->id(), name, file_->next_dimension_id());
    file_->dimensions.emplace(name, Dimension(std::move(coordinates)));
  });
}

template <class T>
Series<T> Recorder::add_series(const DatasetInfo& info) {
  const std::vector<Dimension*> axes = file_->dimensions_of(info);
  if (axes.empty() || !axes[0]->grows() || axes[0]->coordinates()->n_rows() > 0) {
    throw std::logic_error(
        fmt::format("run file: series \"{}\" needs a time axis without steps", info.name));
  }
  const Shape slice = file_->shape_of(axes, 1);
  file_->claim_name(info.name);
  return file_->guarded([&] {
    auto data = create_growing<T>(file_->output.id(), info, slice);
    attach(data->id(), axes);
    file_->series.push_back({std::move(data), axes[0]});
    return Series<T>{file_->series.size() - 1};
  });
}

template <class T>
void Recorder::append(Series<T> series, std::type_identity_t<std::span<const T>> slice) {
  File::StoredSeries& stored = file_->series.at(series.index);
  auto* data = dynamic_cast<GrowingOf<T>*>(stored.data.get());
  if (!data || slice.size() != data->slice_cells()) {
    throw std::logic_error(
        fmt::format("run file: a slice of \"{}\" has {} cells of its type, not {}",
                    stored.data->name(), stored.data->slice_cells(), slice.size()));
  }
  if (data->n_rows() + 1 != stored.steps->coordinates()->n_rows()) {
    throw std::logic_error(
        fmt::format("run file: \"{}\" takes one slice per step", stored.data->name()));
  }
  data->append(slice);
  if (data->chunk_full()) file_->guarded([&] { data->store(); });
}

template <class T>
void Recorder::write(const DatasetInfo& info, std::type_identity_t<std::span<const T>> values) {
  const std::vector<Dimension*> axes = file_->dimensions_of(info);
  const Shape shape = file_->shape_of(axes, 0);
  if (values.size() != product(shape)) {
    throw std::logic_error(fmt::format("run file: \"{}\" has {} cells, not {}", info.name,
                                       product(shape), values.size()));
  }
  file_->claim_name(info.name);
  file_->guarded([&] {
    const Handle dataset =
        create_dataset<T>(file_->output.id(), info, fixed_layout(shape, kCellBytes<T>));
    attach(dataset.id(), axes);
    h5::write_slab<T>(dataset.id(), Shape(shape.size(), 0), shape, values);
  });
}

Table Recorder::add_table(const std::string& name, const std::string& long_name,
                          const std::vector<Column>& columns) {
  if (columns.empty()) throw std::logic_error(fmt::format("run file: table {} is empty", name));
  file_->claim_name(name);
  return file_->guarded([&] {
    StoredTable table{name, create_group(file_->output.id(), name), nullptr, {}, {}};
    h5::write_attribute(table.group.id(), "long_name", long_name);
    table.rows = std::make_unique<Dimension>(
        create_row_scale(table.group.id(), file_->next_dimension_id()), 0);
    for (const Column& column : columns) {
      table.types.push_back(column.type);
      table.columns.push_back(create_column(table.group.id(), column));
      attach(table.columns.back()->id(), {table.rows.get()});
    }
    file_->tables.push_back(std::move(table));
    return Table{file_->tables.size() - 1};
  });
}

void Recorder::append_row(Table table, std::vector<Cell> row) {
  StoredTable& stored = file_->tables.at(table.index);
  bool fits = row.size() == stored.columns.size();
  for (std::size_t i = 0; fits && i < row.size(); ++i) {
    fits = row[i].index() == static_cast<std::size_t>(stored.types[i]);
  }
  if (!fits) {
    throw std::logic_error(fmt::format("run file: a row does not fit table {}", stored.name));
  }
  for (std::size_t i = 0; i < row.size(); ++i) {
    std::visit(
        [&]<class T>(T& cell) {
          static_cast<GrowingOf<T>&>(*stored.columns[i]).append(std::move(cell));
        },
        row[i]);
    if (stored.columns[i]->chunk_full()) file_->guarded([&] { stored.columns[i]->store(); });
  }
}

void Recorder::attribute(const std::string& name, const AttributeValue& value) {
  file_->guarded([&] { h5::write_attribute(file_->output.id(), name, to_value(value)); });
}

void Recorder::provenance(const std::string& name, const AttributeValue& value) {
  file_->provenance.emplace_back(name, value);
}

void Recorder::step(std::string_view time_axis, double value) {
  Dimension& axis = file_->time_axis(time_axis);
  for (const File::StoredSeries& one : file_->series) {
    if (one.steps == &axis && one.data->n_rows() != axis.coordinates()->n_rows()) {
      throw std::logic_error(
          fmt::format("run file: the last step left out \"{}\"", one.data->name()));
    }
  }
  axis.coordinates()->append(value);
}

void Recorder::end_tick() {
  if (++file_->n_ticks % kTicksPerFlush == 0) flush();
}

void Recorder::flush() {
  file_->check_complete();
  file_->guarded([&] {
    file_->store();
    file_->output.flush();
  });
}

void Recorder::finish() {
  flush();
  file_->guarded([&] {
    const Handle group = create_group(file_->output.id(), "provenance");
    for (const auto& [name, value] : file_->provenance) {
      h5::write_attribute(group.id(), name, to_value(value));
    }
  });
  file_->guarded([&] {
    file_->close_objects();
    file_->output.close();
  });
  publish(file_->part, file_->path, file_->force);
  sync_directory(file_->path);
}

template Series<std::int32_t> Recorder::add_series(const DatasetInfo&);
template Series<std::int64_t> Recorder::add_series(const DatasetInfo&);
template Series<double> Recorder::add_series(const DatasetInfo&);
template void Recorder::append(Series<std::int32_t>, std::span<const std::int32_t>);
template void Recorder::append(Series<std::int64_t>, std::span<const std::int64_t>);
template void Recorder::append(Series<double>, std::span<const double>);
template void Recorder::write<std::int32_t>(const DatasetInfo&, std::span<const std::int32_t>);
template void Recorder::write<std::int64_t>(const DatasetInfo&, std::span<const std::int64_t>);
template void Recorder::write<double>(const DatasetInfo&, std::span<const double>);
template void Recorder::write<std::string>(const DatasetInfo&, std::span<const std::string>);

}  // namespace sojourn
