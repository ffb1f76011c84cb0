#pragma once

#include <Eigen/Core>
#include <Eigen/LU>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

namespace sojourn::models {

/// An integral and an estimate of its error, in the unit of the integral.
struct Measure {
  double value = 0;
  double error = 0;
};

/// A piece of an edge of the triangle of directions.
struct DirectionSegment {
  Eigen::Vector3d from, to;
  static constexpr int kParts = 2;

  std::array<DirectionSegment, kParts> split() const {
    const Eigen::Vector3d middle = (from + to) / 2;
    return {{{from, middle}, {middle, to}}};
  }
  /// Gauss-Legendre with 5 points; the length of a whole edge is 1.
  template <class Function>
  double quadrature(const Function& f) const {
    constexpr double kAt[] = {0.5, 0.2307653449471584, 0.04691007703066802};
    constexpr double kWeight[] = {0.2844444444444444, 0.2393143352496832, 0.1184634425280945};
    double sum = kWeight[0] * f((from + to) / 2);
    for (int i = 1; i < 3; ++i) {
      sum += kWeight[i] * (f(from + kAt[i] * (to - from)) + f(to + kAt[i] * (from - to)));
    }
    return sum * (to - from).lpNorm<1>() / 2;
  }
};

/// A piece of the triangle of directions, by three corners.
struct DirectionTriangle {
  Eigen::Vector3d a, b, c;
  static constexpr int kParts = 4;

  std::array<DirectionTriangle, kParts> split() const {
    const Eigen::Vector3d ab = (a + b) / 2, bc = (b + c) / 2, ca = (c + a) / 2;
    return {{{a, ab, ca}, {ab, b, bc}, {ca, bc, c}, {ab, bc, ca}}};
  }
  /// Radon's rule with 7 points, exact to degree 5 (Radon 1948, DOI 10.1007/BF01525334), in the
  /// measure dd_1 dd_2: the whole triangle has 1/2.
  template <class Function>
  double quadrature(const Function& f) const {
    const double root = std::sqrt(15.0);
    const Eigen::Vector3d middle = (a + b + c) / 3;
    double sum = 0.225 * f(middle);
    for (const double sign : {-1.0, 1.0}) {
      const double near = (6 + sign * root) / 21, weight = (155 + sign * root) / 1200;
      for (const Eigen::Vector3d* corner : {&a, &b, &c}) {
        // Towards or away from the corner: 1 - 2*near of it and `near` of the others.
        sum += weight * f(near * 3 * middle + (1 - 3 * near) * *corner);
      }
    }
    Eigen::Matrix3d corners;
    corners << a, b, c;
    return sum * std::abs(corners.determinant()) / 2;
  }
};

/// Integral of f over cells: the cell that is least sure is split until the errors' sum is below
/// `relative` of the whole or there are `max_cells`. A cell's error is what splitting it once
/// changed. The result depends on nothing but the arguments.
template <class Cell, class Function>
Measure integrate(const std::vector<Cell>& cells, const Function& f, double relative,
                  std::size_t max_cells) {
  struct Piece {
    std::array<Cell, Cell::kParts> parts;
    std::array<double, Cell::kParts> coarse;
    double value, error;
  };
  const auto piece = [&](const Cell& cell, double coarse) {
    Piece made{cell.split(), {}, 0, 0};
    for (std::size_t i = 0; i < made.parts.size(); ++i) {
      made.value += made.coarse[i] = made.parts[i].quadrature(f);
    }
    made.error = std::abs(made.value - coarse);
    return made;
  };
  const auto less_sure = [](const Piece& x, const Piece& y) { return x.error < y.error; };
  std::vector<Piece> heap;
  for (const Cell& cell : cells) heap.push_back(piece(cell, cell.quadrature(f)));
  std::ranges::make_heap(heap, less_sure);
  const auto total = [&] {
    Measure sum;
    for (const Piece& part : heap) sum.value += part.value, sum.error += part.error;
    return sum;
  };
  Measure now = total();
  while (!heap.empty() && now.error > relative * std::abs(now.value) && heap.size() < max_cells) {
    // A round splits what carries the larger part of the error, then sums anew.
    const double floor = heap.front().error / 4;
    while (heap.front().error >= floor && heap.front().error > 0 && heap.size() < max_cells) {
      std::ranges::pop_heap(heap, less_sure);
      const Piece worst = heap.back();
      heap.pop_back();
      for (std::size_t i = 0; i < worst.parts.size(); ++i) {
        heap.push_back(piece(worst.parts[i], worst.coarse[i]));
        std::ranges::push_heap(heap, less_sure);
      }
    }
    now = total();
  }
  return now;
}

}  // namespace sojourn::models
