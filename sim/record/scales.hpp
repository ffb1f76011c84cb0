#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sim/record/dataset.hpp"

namespace sojourn {

/// One entry of a scale's REFERENCE_LIST, laid out as the HDF5 dimension scale specification says.
struct ScaleUse {
  hobj_ref_t dataset;
  int dimension;
};

/// A named dimension and its scale: the dataset that holds its coordinates.
class Dimension {
 public:
  Dimension(h5::Handle scale, hsize_t length) : fixed_(std::move(scale)), length_(length) {}
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
  h5::Handle fixed_;
  std::unique_ptr<GrowingOf<double>> coordinates_;
  hsize_t length_ = 0;
  std::vector<ScaleUse> uses_;
  bool uses_stored_ = true;
};

/// Makes `dataset` a dimension scale; `id` is netCDF-4's number of the dimension.
void mark_scale(hid_t dataset, const std::string& name, std::int32_t id);

/// Names the scale of each of a dataset's dimensions, and tells the scales.
void attach(hid_t dataset, const std::vector<Dimension*>& dimensions);

}  // namespace sojourn
