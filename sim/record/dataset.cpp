#include "sim/record/dataset.hpp"

#include <algorithm>
#include <bit>
#include <functional>
#include <numeric>

namespace sojourn {

using h5::check;
using h5::Handle;
using h5::own;
using h5::Shape;

std::size_t product(const Shape& shape) {
  return std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>());
}

namespace {

constexpr std::size_t kChunkBytes = std::size_t{256} << 10;       // aimed at
constexpr std::size_t kLargestChunkBytes = std::size_t{1} << 20;  // never exceeded
constexpr hsize_t kMostRowsInChunk = 1024;
constexpr unsigned kDeflateLevel = 4;

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

}  // namespace

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

Handle create_dataset(hid_t group, const DatasetInfo& info, const Layout& layout,
                      const Handle& type, bool compressed) {
  const Handle space =
      own(layout.shape.empty() ? H5Screate(H5S_SCALAR)
                               : H5Screate_simple(static_cast<int>(layout.shape.size()),
                                                  layout.shape.data(), layout.limit.data()),
          "create a dataspace");
  const Handle creation = creation_properties(layout, compressed);
  Handle dataset = own(H5Dcreate2(group, info.name.c_str(), type.id(), space.id(), H5P_DEFAULT,
                                  creation.id(), access_properties().id()),
                       "create dataset " + info.name);
  h5::write_attribute(dataset.id(), "units", info.units);
  h5::write_attribute(dataset.id(), "long_name", info.long_name);
  return dataset;
}

/// Rows that wait are written at the end of the stored ones.
void Growing::store() {
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

}  // namespace sojourn
