#include "sim/record/recording.hpp"

#include <algorithm>
#include <stdexcept>

namespace sojourn {

using h5::check;
using h5::Shape;

void Recording::claim_name(const std::string& name) {
  const std::size_t slash = name.find('/');
  const bool grouped = slash != std::string::npos && slash + 1 < name.size() &&
                       name.find('/', slash + 1) == std::string::npos &&
                       std::ranges::find(groups, name.substr(0, slash)) != groups.end();
  if (name.empty() || name == "." || name == "provenance" ||
      (slash != std::string::npos && !grouped)) {
    throw std::logic_error(fmt::format("run file: \"{}\" cannot name a dataset", name));
  }
  if (std::ranges::find(names, name) != names.end()) {
    throw std::logic_error(fmt::format("run file: \"{}\" is declared twice", name));
  }
  names.push_back(name);
}

Dimension& Recording::dimension(std::string_view name) {
  const auto found = dimensions.find(name);
  if (found == dimensions.end()) {
    throw std::logic_error(fmt::format("run file: axis \"{}\" is not declared", name));
  }
  return found->second;
}

Dimension& Recording::time_axis(std::string_view name) {
  Dimension& axis = dimension(name);
  if (!axis.grows()) throw std::logic_error(fmt::format("run file: axis \"{}\" is fixed", name));
  return axis;
}

std::vector<Dimension*> Recording::dimensions_of(const DatasetInfo& info) {
  std::vector<Dimension*> axes;
  for (const std::string& name : info.axes) axes.push_back(&dimension(name));
  return axes;
}

Shape Recording::shape_of(const std::vector<Dimension*>& axes, std::size_t from) {
  Shape shape;
  for (std::size_t i = from; i < axes.size(); ++i) {
    if (axes[i]->grows()) throw std::logic_error("run file: only the first axis may grow");
    shape.push_back(axes[i]->length());
  }
  return shape;
}

void Recording::check_complete() {
  for (const StoredSeries& one : series) {
    if (one.data->n_rows() != one.steps->coordinates()->n_rows()) {
      throw std::logic_error(fmt::format("run file: \"{}\" has {} slices after {} steps",
                                         one.data->name(), one.data->n_rows(),
                                         one.steps->coordinates()->n_rows()));
    }
  }
}

void Recording::store() {
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

void Recording::close_objects() {
  series.clear();
  tables.clear();
  dimensions.clear();
}

}  // namespace sojourn
