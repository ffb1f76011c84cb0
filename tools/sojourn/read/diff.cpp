#include "tools/sojourn/read/diff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <iostream>
#include <limits>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "sim/input/text/characters.hpp"
#include "sim/record/run_file.hpp"
#include "tools/sojourn/console/cli.hpp"
#include "tools/sojourn/console/text.hpp"
#include "tools/sojourn/outcomes/unfinished.hpp"

namespace sojourn::command {

namespace {

bool equal(std::int64_t a, std::int64_t b) {
  return a == b;
}
bool equal(const std::string& a, const std::string& b) {
  return a == b;
}
bool equal(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) ||
         (std::isnan(a) && std::isnan(b));
}

/// How far apart two unequal cells are; a missing number is farther than any other.
double distance(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return std::numeric_limits<double>::infinity();
  return std::abs(a - b);
}
double distance(std::int64_t a, std::int64_t b) {
  const auto high = static_cast<std::uint64_t>(std::max(a, b));
  return static_cast<double>(high - static_cast<std::uint64_t>(std::min(a, b)));
}
double distance(const std::string&, const std::string&) {
  return 0;
}

/// What the cells of two datasets of equal shape have apart.
struct Difference {
  std::size_t n_cells = 0;
  double largest = -1;
  std::size_t where = 0;  // row-major number of the cell that differs most
  std::string in_a;
  std::string in_b;
};

template <class T>
std::vector<T> read(const RunFile& run, const std::string& name, std::size_t first,
                    std::size_t count) {
  if constexpr (std::is_same_v<T, std::string>) return run.texts(name, first, count);
  if constexpr (std::is_same_v<T, double>) return run.reals(name, first, count);
  if constexpr (std::is_same_v<T, std::int64_t>) return run.integers(name, first, count);
}

template <class T>
Difference compare_cells(const RunFile& a, const RunFile& b, const StoredDataset& dataset) {
  Difference found;
  if (dataset.n_cells() == 0) return found;
  const std::size_t step = dataset.slices_per_read();
  for (std::size_t first = 0; first < dataset.n_slices(); first += step) {
    const std::size_t count = std::min(step, dataset.n_slices() - first);
    const std::vector<T> of_a = read<T>(a, dataset.name, first, count);
    const std::vector<T> of_b = read<T>(b, dataset.name, first, count);
    for (std::size_t i = 0; i < of_a.size(); ++i) {
      if (equal(of_a[i], of_b[i])) continue;
      ++found.n_cells;
      const double far = distance(of_a[i], of_b[i]);
      if (far <= found.largest) continue;
      found.largest = far;
      found.where = first * dataset.slice_cells() + i;
      found.in_a = fmt::format("{}", of_a[i]);
      found.in_b = fmt::format("{}", of_b[i]);
    }
  }
  return found;
}

Difference compare_cells(const RunFile& a, const RunFile& b, const StoredDataset& dataset) {
  switch (dataset.type) {
    case ColumnType::kInteger:
      return compare_cells<std::int64_t>(a, b, dataset);
    case ColumnType::kReal:
      return compare_cells<double>(a, b, dataset);
    case ColumnType::kText:
      break;
  }
  return compare_cells<std::string>(a, b, dataset);
}

/// "time=2014-03, origin=DEU"
std::string place(const RunFile& run, const StoredDataset& dataset, std::size_t cell) {
  std::vector<std::string> parts;
  for (std::size_t i = dataset.shape.size(); i-- > 0;) {
    const std::size_t index = cell % dataset.shape[i];
    cell /= dataset.shape[i];
    const std::vector<std::string> labels = run.labels(dataset.axes[i]);
    parts.push_back(fmt::format("{}={}", dataset.axes[i],
                                index < labels.size() ? labels[index] : std::to_string(index)));
  }
  std::ranges::reverse(parts);
  return joined(parts, ", ");
}

/// Lists differences and counts them.
class Report {
 public:
  explicit Report(std::ostream& out) : out_(out) {}

  void add(const std::string& difference) {
    out_ << escaped(difference) << '\n';
    ++n_found_;
  }
  std::size_t n_found() const { return n_found_; }

 private:
  std::ostream& out_;
  std::size_t n_found_ = 0;
};

/// Long texts are named by the first line in which they differ.
void report_texts(const std::string& owner, const std::string& name, const std::string& a,
                  const std::string& b, Report& report) {
  std::istringstream lines_a(a);
  std::istringstream lines_b(b);
  std::string line_a;
  std::string line_b;
  for (int line = 1; line_a == line_b && (lines_a || lines_b); ++line) {
    if (!std::getline(lines_a, line_a)) line_a = "(end)";
    if (!std::getline(lines_b, line_b)) line_b = "(end)";
    if (line_a == line_b) continue;
    report.add(fmt::format("{}: attribute {}, line {}: \"{}\" and \"{}\"", owner, name, line,
                           line_a, line_b));
    return;
  }
  report.add(fmt::format("{}: attribute {} differs", owner, name));
}

void compare_attributes(const std::string& owner, const FileAttributes& a, const FileAttributes& b,
                        Report& report) {
  for (const auto& [name, value] : a) {
    const auto other = b.find(name);
    if (other == b.end()) {
      report.add(fmt::format("{}: attribute {} only in the first", owner, name));
    } else if (value != other->second) {
      report_texts(owner, name, to_string(value), to_string(other->second), report);
    }
  }
  for (const auto& [name, value] : b) {
    if (!a.contains(name))
      report.add(fmt::format("{}: attribute {} only in the second", owner, name));
  }
}

/// "(time, origin) of 12 x 3"
std::string layout_text(const StoredDataset& dataset) {
  std::vector<std::string> extents;
  for (const std::size_t extent : dataset.shape) extents.push_back(std::to_string(extent));
  return fmt::format("({}) of {}", joined(dataset.axes, ", "), joined(extents, " x "));
}

void compare_datasets(const RunFile& a, const RunFile& b, const StoredDataset& in_a,
                      const StoredDataset& in_b, Report& report) {
  compare_attributes(in_a.name, a.attributes_of(in_a.name), b.attributes_of(in_a.name), report);
  if (in_a.type != in_b.type) return report.add(in_a.name + ": another type");
  if (in_a.axes != in_b.axes || in_a.shape != in_b.shape) {
    return report.add(
        fmt::format("{}: {} and {}", in_a.name, layout_text(in_a), layout_text(in_b)));
  }
  const Difference found = compare_cells(a, b, in_a);
  if (found.n_cells == 0) return;
  const std::string at = place(a, in_a, found.where);
  if (in_a.type == ColumnType::kText) {
    return report.add(fmt::format("{}: {} of {} cells; first at {}: \"{}\" and \"{}\"", in_a.name,
                                  found.n_cells, in_a.n_cells(), at, found.in_a, found.in_b));
  }
  report.add(fmt::format("{}: {} of {} cells; largest difference {:.6g} at {}: {} and {}",
                         in_a.name, found.n_cells, in_a.n_cells(), found.largest,
                         at.empty() ? "its number" : at, found.in_a, found.in_b));
}

}  // namespace

int print_diff(const std::filesystem::path& path_a, const std::filesystem::path& path_b,
               std::ostream& out) {
  const RunFile a(path_a);
  const RunFile b(path_b);
  warn_if_unfinished(a);
  warn_if_unfinished(b);
  Report report(out);
  compare_attributes("root", a.attributes(), b.attributes(), report);
  for (const StoredDataset& dataset : a.datasets()) {
    const StoredDataset* other = b.find(dataset.name);
    if (other) {
      compare_datasets(a, b, dataset, *other, report);
    } else {
      report.add(fmt::format("{}: only in {}", dataset.name, path_a.string()));
    }
  }
  for (const StoredDataset& dataset : b.datasets()) {
    if (!a.find(dataset.name))
      report.add(fmt::format("{}: only in {}", dataset.name, path_b.string()));
  }
  if (report.n_found() == 0) out << "equal but for provenance\n";
  return report.n_found() == 0 ? 0 : 1;
}

void add_diff(Cli& cli) {
  struct Request {
    std::filesystem::path a, b;
  };
  const auto request = std::make_shared<Request>();
  Options options = cli.add(
      "diff", "compares the content of two run files; exit status 1: differs",
      [request](const std::string&) { return print_diff(request->a, request->b, std::cout); });
  options.required("A", request->a, "run file");
  options.required("B", request->b, "run file");
  options.example("sojourn diff one.h5 other.h5");
}

}  // namespace sojourn::command
