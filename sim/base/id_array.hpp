#pragma once

#include <Eigen/Core>
#include <utility>

#include "sim/base/ids.hpp"

namespace sojourn {

/// An Eigen array with one value per id.
template <class Axis>
class IdArray : public Eigen::ArrayXd {
 public:
  IdArray() = default;
  explicit IdArray(Eigen::Index n) : Eigen::ArrayXd(n) {}
  // Implicit, as it is among Eigen's own arrays.
  // NOLINTNEXTLINE(google-explicit-constructor)
  IdArray(Eigen::ArrayXd&& values) : Eigen::ArrayXd(std::move(values)) {}
  template <class Other>
  // NOLINTNEXTLINE(google-explicit-constructor)
  IdArray(const Eigen::EigenBase<Other>& values) : Eigen::ArrayXd(values) {}
  template <class Other>
  IdArray& operator=(const Eigen::EigenBase<Other>& values) {
    Eigen::ArrayXd::operator=(values.derived());
    return *this;
  }
  /// The same value for every id.
  IdArray& operator=(double value) {
    setConstant(value);
    return *this;
  }

  template <class At>
  decltype(auto) operator[](const At& at) {
    if constexpr (OnAxis<At, Axis>) {
      return coeffRef(at.value);
    } else {
      return Eigen::ArrayXd::operator[](at);
    }
  }
  template <class At>
  decltype(auto) operator[](const At& at) const {
    if constexpr (OnAxis<At, Axis>) {
      return coeffRef(at.value);
    } else {
      return Eigen::ArrayXd::operator[](at);
    }
  }
};

/// An Eigen array with one value per pair of ids, row by row.
template <class Row, class Column>
class IdMatrix : public Eigen::Array<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> {
  using Base = Eigen::Array<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

 public:
  IdMatrix() = default;
  IdMatrix(Eigen::Index rows, Eigen::Index columns) : Base(rows, columns) {}
  // NOLINTNEXTLINE(google-explicit-constructor)
  IdMatrix(Base&& values) : Base(std::move(values)) {}
  template <class Other>
  // NOLINTNEXTLINE(google-explicit-constructor)
  IdMatrix(const Eigen::EigenBase<Other>& values) : Base(values) {}
  template <class Other>
  IdMatrix& operator=(const Eigen::EigenBase<Other>& values) {
    Base::operator=(values.derived());
    return *this;
  }

  template <class I, class J>
  decltype(auto) operator()(const I& row, const J& column) {
    if constexpr (OnAxis<I, Row> && OnAxis<J, Column>) {
      return coeffRef(row.value, column.value);
    } else {
      return Base::operator()(row, column);
    }
  }
  template <class I, class J>
  decltype(auto) operator()(const I& row, const J& column) const {
    if constexpr (OnAxis<I, Row> && OnAxis<J, Column>) {
      return coeffRef(row.value, column.value);
    } else {
      return Base::operator()(row, column);
    }
  }
};

/// One value per place.
using PlaceArray = IdArray<PlaceId>;
/// One value per state.
using StateArray = IdArray<StateId>;
/// Row i, column j: from i towards j.
using PairArray = IdMatrix<PlaceId, PlaceId>;

}  // namespace sojourn
