#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace sojourn::command {

/// A value of a scenario that is varied: over a list, or over a range.
struct Variation {
  std::string path;                 // "modules.wage.b_wage"
  std::vector<std::string> values;  // TOML; empty: a range
  double low = 0, high = 0;
  bool whole = false;  // a range of whole numbers
  bool is_range() const { return values.empty(); }
};

/// Reads "path=a,b,c" or "path=lo..hi", as `option` has it. @throws InputError
Variation parse_variation(const std::string& text, const char* option = "--vary");

/// Assignments "path=value", one per variation.
using Point = std::vector<std::string>;

/// @throws InputError: a path is varied twice
void refuse_repeated(const std::vector<Variation>& variations, const char* option = "--vary");

/// Every combination of the listed values, at each of which the ranges are sampled by the same
/// `samples` points of a Sobol sequence; what several of them come to, as whole numbers do, is
/// listed once. One empty point where nothing is varied.
/// @throws InputError: a range without samples, samples without a range, a path that comes twice
std::vector<Point> design(const std::vector<Variation>& variations, int samples);

/// The first `n` points of a Sobol sequence in [0, 1)^dimensions (Sobol 1967; direction numbers of
/// Joe and Kuo 2008, DOI 10.1137/070709359) under a random digital shift: in each dimension the
/// bits of all coordinates are flipped where those of one random number are set (L'Ecuyer and
/// Lemieux 2002, DOI 10.1007/0-306-48102-2_20). So every point is uniform, none is the origin, and
/// of the first 2^m, each of the 2^m intervals of length 2^-m has one in every dimension. More
/// points begin with the same ones.
std::vector<std::vector<double>> sobol_points(std::size_t dimensions, std::size_t n,
                                              std::uint64_t seed = 1);

/// Warns where `samples` is no power of two.
void warn_of_samples(int samples, std::ostream& warnings);
/// Warns where a design has fewer points than were asked for.
void warn_of_repeats(const std::vector<Variation>& variations, int samples, std::size_t n_points,
                     std::ostream& warnings);
/// @throws InputError: a seed is varied, so that replicates of two points would be one run
void refuse_varied_seed(const std::vector<Variation>& variations, int replicates);

/// The value of a range at u in [0, 1]; of whole numbers each is as likely.
double value_at(const Variation& range, double u);

/// The assignment of a range at u in [0, 1].
std::string at(const Variation& range, double u);

}  // namespace sojourn::command
