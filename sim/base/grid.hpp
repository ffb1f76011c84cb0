#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <vector>

#include "sim/base/ids.hpp"

namespace sojourn {

/// A table of values with an axis for each kind of index, in row-major order: the last axis runs
/// fastest.
template <class T, class... Axes>
class Grid {
 public:
  Grid() = default;
  /// A cell for every combination of the indices that the ranges hold, each from its first on.
  template <class... Ranges>
  requires(sizeof...(Ranges) == sizeof...(Axes) &&
           (std::same_as<typename Ranges::value_type, Axes> &&
            ...)) explicit Grid(const Ranges&... axes)
      : extents_{axes.size()...}, values_((axes.size() * ...)) {}

  /// Number of the cell, as begin() counts.
  template <class... At>
  requires(sizeof...(At) == sizeof...(Axes) && (OnAxis<At, Axes> && ...)) std::size_t cell(At... at)
  const {
    std::size_t number = 0, axis = 0;
    ((number = number * extents_[axis++] + position(at)), ...);
    return number;
  }
  template <class... At>
  requires(sizeof...(At) == sizeof...(Axes) && (OnAxis<At, Axes> && ...)) T& operator()(At... at) {
    return values_[cell(at...)];
  }
  template <class... At>
  requires(sizeof...(At) == sizeof...(Axes) && (OnAxis<At, Axes> && ...)) const T& operator()(
      At... at) const {
    return values_[cell(at...)];
  }
  /// Of a table with a single axis.
  template <class At>
  requires(sizeof...(Axes) == 1 && (OnAxis<At, Axes> && ...)) T& operator[](At at) {
    return values_[position(at)];
  }
  template <class At>
  requires(sizeof...(Axes) == 1 && (OnAxis<At, Axes> && ...)) const T& operator[](At at) const {
    return values_[position(at)];
  }
  /// By the number of the cell.
  T& operator[](std::size_t cell) { return values_[cell]; }
  const T& operator[](std::size_t cell) const { return values_[cell]; }

  std::size_t size() const { return values_.size(); }
  bool empty() const { return values_.empty(); }
  auto begin() { return values_.begin(); }
  auto end() { return values_.end(); }
  auto begin() const { return values_.begin(); }
  auto end() const { return values_.end(); }
  /// All values in the order of the cells.
  const std::vector<T>& flat() const { return values_; }
  bool operator==(const Grid&) const = default;

 private:
  std::array<std::size_t, sizeof...(Axes)> extents_{};
  std::vector<T> values_;
};

}  // namespace sojourn
