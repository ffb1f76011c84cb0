#pragma once

#include <concepts>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "sim/record/dataset_info.hpp"
#include "sim/record/h5.hpp"

namespace sojourn {

/// How a dataset is laid out: its extents, which may grow, and its chunk (empty: contiguous).
struct Layout {
  h5::Shape shape;
  h5::Shape limit;
  h5::Shape chunk;
};

/// Grows by slices of this shape.
Layout growing_layout(const h5::Shape& slice, std::size_t cell_bytes);
Layout fixed_layout(const h5::Shape& shape, std::size_t cell_bytes);
std::size_t product(const h5::Shape& shape);

/// Bytes of a cell in the file; of a text only its address counts.
template <class T>
constexpr std::size_t kCellBytes = std::same_as<T, std::string> ? 16 : sizeof(T);

/// Makes a dataset whose cells have the type `type`; `compressed` where it is chunked.
h5::Handle create_dataset(hid_t group, const DatasetInfo& info, const Layout& layout,
                          const h5::Handle& type, bool compressed);
template <class T>
h5::Handle create_dataset(hid_t group, const DatasetInfo& info, const Layout& layout) {
  return create_dataset(group, info, layout, h5::file_type<T>(), !std::same_as<T, std::string>);
}

/// A dataset that grows along its first dimension and keeps rows in memory until a chunk is full.
class Growing {
 public:
  Growing(h5::Handle dataset, std::string name, Layout layout)
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
  void store();

 protected:
  void note_row() { ++pending_; }

 private:
  virtual void write_pending(const h5::Shape& start, const h5::Shape& count) = 0;

  h5::Handle dataset_;
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
  void write_pending(const h5::Shape& start, const h5::Shape& count) override {
    h5::write_slab<T>(id(), start, count, cells_);
    cells_.clear();
  }

  std::vector<T> cells_;
};

template <class T>
std::unique_ptr<GrowingOf<T>> create_growing(hid_t group, const DatasetInfo& info,
                                             const h5::Shape& slice) {
  Layout layout = growing_layout(slice, kCellBytes<T>);
  h5::Handle dataset = create_dataset<T>(group, info, layout);
  return std::make_unique<GrowingOf<T>>(std::move(dataset), info.name, std::move(layout));
}

}  // namespace sojourn
