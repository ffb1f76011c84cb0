#include "tools/sojourn/study/vary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <boost/random/sobol.hpp>
#include <charconv>
#include <cmath>
#include <optional>
#include <ostream>
#include <set>

#include "sim/base/rng.hpp"
#include "sim/input/source.hpp"

namespace sojourn::command {

namespace {

[[noreturn]] void refuse(const std::string& text, const std::string& why,
                         const char* option = "--vary") {
  throw InputError(Source{option}, text + ": " + why);
}

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return {};
  return value;
}

/// Splits at commas outside of brackets and quotes.
std::vector<std::string> list_of(const std::string& text) {
  std::vector<std::string> values(1);
  int depth = 0;
  char quote = 0;
  for (const char c : text) {
    if (quote == 0 && (c == '"' || c == '\'')) {
      quote = c;
    } else if (c == quote) {
      quote = 0;
    }
    if (quote == 0 && (c == '[' || c == '{')) ++depth;
    if (quote == 0 && (c == ']' || c == '}')) --depth;
    if (c == ',' && depth == 0 && quote == 0) {
      values.emplace_back();
    } else {
      values.back() += c;
    }
  }
  return values;
}

/// Every combination of the listed values; ranges are left out.
std::vector<Point> grid(const std::vector<Variation>& variations) {
  std::vector<Point> points(1);
  for (const Variation& one : variations) {
    if (one.is_range()) continue;
    std::vector<Point> longer;
    for (const Point& point : points) {
      for (const std::string& value : one.values) {
        longer.push_back(point);
        longer.back().push_back(one.path + "=" + value);
      }
    }
    points = std::move(longer);
  }
  return points;
}

std::vector<Point> each_once(const std::vector<Point>& points) {
  std::vector<Point> kept;
  std::set<Point> seen;
  for (const Point& point : points) {
    if (seen.insert(point).second) kept.push_back(point);
  }
  return kept;
}

}  // namespace

Variation parse_variation(const std::string& text, const char* option) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0) {
    refuse(text, "expected path=a,b,c or path=low..high", option);
  }
  Variation variation{text.substr(0, equals), {}};
  const std::string values = text.substr(equals + 1);
  const std::size_t dots = values.find("..");
  if (dots != std::string::npos && values.find_first_of("\"'[,") == std::string::npos) {
    const auto low = number(std::string_view(values).substr(0, dots));
    const auto high = number(std::string_view(values).substr(dots + 2));
    if (low.has_value() != high.has_value())
      refuse(text, "expected numbers at both ends of the range", option);
    if (low && high) {
      if (!(*low < *high))
        refuse(text, "expected a range from the lower to the higher value", option);
      variation.low = *low;
      variation.high = *high;
      return variation;
    }
  }
  variation.values = list_of(values);
  std::set<std::string> seen;
  for (const std::string& value : variation.values) {
    if (value.empty()) refuse(text, "a value of the list is missing", option);
    const auto as_number = number(value);
    const std::string meant = as_number ? fmt::format("{}", *as_number) : value;
    if (!seen.insert(meant).second) refuse(text, value + " is listed twice", option);
  }
  return variation;
}

void refuse_repeated(const std::vector<Variation>& variations, const char* option) {
  std::set<std::string> paths;
  for (const Variation& one : variations) {
    if (!paths.insert(one.path).second) refuse(one.path, "is varied twice", option);
  }
}

std::vector<Point> design(const std::vector<Variation>& variations, int samples) {
  refuse_repeated(variations);
  std::vector<const Variation*> ranges;
  for (const Variation& one : variations) {
    if (one.is_range()) ranges.push_back(&one);
  }
  if (ranges.empty() && samples > 0) {
    throw InputError(Source{"--samples"}, "expected a range to sample: --vary path=low..high");
  }
  if (!ranges.empty() && samples <= 0) {
    refuse(ranges.front()->path, "a range needs --samples N");
  }
  auto cells = grid(variations);
  if (ranges.empty()) return cells;
  const auto unit = sobol_points(ranges.size(), static_cast<std::size_t>(samples));
  std::vector<Point> points;
  for (const Point& cell : cells) {
    for (const auto& u : unit) {
      points.push_back(cell);
      for (std::size_t k = 0; k < ranges.size(); ++k) {
        points.back().push_back(at(*ranges[k], u[k]));
      }
    }
  }
  return each_once(points);
}

std::vector<std::vector<double>> sobol_points(std::size_t dimensions, std::size_t n,
                                              std::uint64_t seed) {
  boost::random::sobol engine(dimensions);  // without the origin, which is the first point
  std::vector<std::uint64_t> shift(dimensions);
  for (std::size_t k = 0; k < dimensions; ++k) {
    shift[k] = Draws(seed, stream_id("sobol: digital shift"), 0, k).bits();
  }
  std::vector<std::vector<double>> points(n, std::vector<double>(dimensions));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < dimensions; ++k) {
      const std::uint64_t bits = (i == 0 ? 0 : engine()) ^ shift[k];
      points[i][k] = static_cast<double>(bits >> 11) * 0x1p-53;  // in [0, 1), exactly
    }
  }
  return points;
}

void warn_of_samples(int samples, std::ostream& warnings) {
  if (samples <= 0 || std::has_single_bit(static_cast<unsigned>(samples))) return;
  const unsigned below = std::bit_floor(static_cast<unsigned>(samples));
  warnings << fmt::format(
      "warning: --samples {}: points of a Sobol sequence are spread evenly where their number is a "
      "power of two, such as {} or {}\n",
      samples, below, 2 * below);
}

void warn_of_repeats(const std::vector<Variation>& variations, int samples, std::size_t n_points,
                     std::ostream& warnings) {
  const std::size_t asked = grid(variations).size() * static_cast<std::size_t>(samples);
  if (samples <= 0 || n_points == asked) return;
  warnings << fmt::format(
      "warning: --samples {}: {} of {} points are the same as others and are run once\n", samples,
      asked - n_points, asked);
}

void refuse_varied_seed(const std::vector<Variation>& variations, int replicates) {
  const auto seed = std::ranges::find(variations, "run.seed", &Variation::path);
  if (seed == variations.end() || replicates == 1) return;
  refuse(seed->path, "replicates take the seeds that follow: vary the seed or ask for replicates");
}

double value_at(const Variation& range, double u) {
  if (!range.whole) return range.low + u * (range.high - range.low);
  return std::min(range.high, range.low + std::floor(u * (range.high - range.low + 1)));
}

std::string at(const Variation& range, double u) {
  const double value = value_at(range, u);
  return range.whole ? fmt::format("{}={:.0f}", range.path, value)
                     : fmt::format("{}={}", range.path, value);
}

}  // namespace sojourn::command
