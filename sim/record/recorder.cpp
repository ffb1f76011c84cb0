#include "sim/record/recorder.hpp"

#include <fmt/format.h>

#include <array>
#include <stdexcept>
#include <utility>

#include "sim/record/journal.hpp"
#include "sim/record/recording.hpp"
#include "sim/record/series_sink.hpp"

namespace sojourn {

namespace {

namespace fs = std::filesystem;
using h5::check;
using h5::Handle;
using h5::own;
using h5::Shape;

constexpr int kTicksPerFlush = 32;

std::unique_ptr<Growing> create_column(hid_t group, const Column& column) {
  const DatasetInfo info{column.name, {}, column.units, column.long_name};
  switch (column.type) {
    case ColumnType::kInteger:
      return create_growing<std::int64_t>(group, info, {});
    case ColumnType::kReal:
      return create_growing<double>(group, info, {});
    case ColumnType::kText:
      break;
  }
  return create_growing<std::string>(group, info, {});
}

/// The dimension of a table's rows has no coordinates: netCDF-4 marks it by this name.
constexpr const char* kRowScaleName =
    "This is a netCDF dimension but not a netCDF variable.         0";

Handle create_row_scale(hid_t group, std::int32_t dimension_id) {
  const DatasetInfo info{"row", {}, "1", "number of the row"};
  Handle scale = create_dataset<std::int32_t>(group, info, growing_layout({}, 4));
  mark_scale(scale.id(), kRowScaleName, dimension_id);
  return scale;
}

Handle create_group(hid_t file, const std::string& name) {
  const Handle properties = own(H5Pcreate(H5P_GROUP_CREATE), "create a property list");
  check(H5Pset_obj_track_times(properties.id(), 0), "drop object times");
  check(H5Pset_link_creation_order(properties.id(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED),
        "keep the order of links");
  return own(H5Gcreate2(file, name.c_str(), H5P_DEFAULT, properties.id(), H5P_DEFAULT),
             "create group " + name);
}

/// "time: sum"
std::string cell_methods(const DatasetInfo& info) {
  constexpr std::array<const char*, 3> kMethods{"point", "sum", "mean"};
  return fmt::format("{}: {}", info.axes[0], kMethods[static_cast<std::size_t>(info.over_time)]);
}

/// A sink takes the numbers that observers record: whole ones and reals.
template <class T>
void hand(SeriesSink& sink, std::size_t series, std::span<const T> slice) {
  if constexpr (std::is_same_v<T, std::int32_t>) {
    const std::vector<std::int64_t> wide(slice.begin(), slice.end());
    sink.append(series, std::span<const std::int64_t>(wide));
  } else {
    sink.append(series, slice);
  }
}

h5::Value to_value(const AttributeValue& value) {
  return std::visit([](const auto& v) { return h5::Value(v); }, value);
}

}  // namespace

Recorder::Recorder(const fs::path& path, bool force, const std::string& format)
    : file_(std::make_unique<Recording>(path, force)) {
  attribute("format", format);
  attribute("format_version", std::int64_t{1});
  attribute("Conventions", "CF-1.8");
}

Recorder::Recorder(SeriesSink& sink) : sink_(&sink) {}

Recorder::~Recorder() = default;
Recorder::Recorder(Recorder&&) noexcept = default;
Recorder& Recorder::operator=(Recorder&&) noexcept = default;

const fs::path& Recorder::path() const {
  return file_->path;
}

void Recorder::add_axis(const Axis& axis) {
  if (sink_ != nullptr) return sink_->add_axis(axis);
  const hsize_t length = axis.labels.empty() ? axis.values.size() : axis.labels.size();
  if (length == 0) throw std::logic_error(fmt::format("run file: axis {} is empty", axis.name));
  file_->claim_name(axis.name);
  const DatasetInfo info{axis.name, {}, axis.units, axis.long_name};
  file_->guarded([&] {
    const bool labelled = !axis.labels.empty();
    const Layout layout = fixed_layout({length}, 16);
    Handle scale = labelled ? create_dataset<std::string>(file_->output.id(), info, layout)
                            : create_dataset<double>(file_->output.id(), info, layout);
    labelled ? h5::write_slab<std::string>(scale.id(), {0}, {length}, axis.labels)
             : h5::write_slab<double>(scale.id(), {0}, {length}, axis.values);
    mark_scale(scale.id(), axis.name, file_->next_dimension_id());
    file_->dimensions.emplace(axis.name, Dimension(std::move(scale), length));
  });
}

void Recorder::add_time_axis(const std::string& name, const std::string& units,
                             const std::string& long_name) {
  if (sink_ != nullptr) return;
  file_->claim_name(name);
  file_->guarded([&] {
    auto coordinates = create_growing<double>(file_->output.id(), {name, {}, units, long_name}, {});
    if (units.find(" since ") != std::string::npos) {
      h5::write_attribute(coordinates->id(), "calendar", std::string("standard"));
    }
    mark_scale(coordinates->id(), name, file_->next_dimension_id());
    file_->dimensions.emplace(name, Dimension(std::move(coordinates)));
  });
}

template <class T>
Series<T> Recorder::add_series(const DatasetInfo& info) {
  if (sink_ != nullptr) return {sink_->add_series(info, std::is_integral_v<T>)};
  const std::vector<Dimension*> axes = file_->dimensions_of(info);
  if (axes.empty() || !axes[0]->grows() || axes[0]->coordinates()->n_rows() > 0) {
    throw std::logic_error(
        fmt::format("run file: series \"{}\" needs a time axis without steps", info.name));
  }
  const Shape slice = file_->shape_of(axes, 1);
  file_->claim_name(info.name);
  return file_->guarded([&] {
    auto data = create_growing<T>(file_->output.id(), info, slice);
    h5::write_attribute(data->id(), "cell_methods", cell_methods(info));
    attach(data->id(), axes);
    file_->series.push_back({std::move(data), axes[0]});
    return Series<T>{file_->series.size() - 1};
  });
}

template <class T>
void Recorder::append(Series<T> series, std::type_identity_t<std::span<const T>> slice) {
  if (sink_ != nullptr) return hand(*sink_, series.index, slice);
  Recording::StoredSeries& stored = file_->series.at(series.index);
  auto* data = dynamic_cast<GrowingOf<T>*>(stored.data.get());
  if (!data || slice.size() != data->slice_cells()) {
    throw std::logic_error(
        fmt::format("run file: a slice of \"{}\" has {} cells of its type, not {}",
                    stored.data->name(), stored.data->slice_cells(), slice.size()));
  }
  if (data->n_rows() + 1 != stored.steps->coordinates()->n_rows()) {
    throw std::logic_error(
        fmt::format("run file: \"{}\" takes one slice per step", stored.data->name()));
  }
  if (journal_ != nullptr) journal_->slice(series.index, slice);
  data->append(slice);
  if (data->chunk_full()) file_->guarded([&] { data->store(); });
}

template <class T>
void Recorder::write(const DatasetInfo& info, std::type_identity_t<std::span<const T>> values) {
  if (sink_ != nullptr) return;
  const std::vector<Dimension*> axes = file_->dimensions_of(info);
  const Shape shape = file_->shape_of(axes, 0);
  if (values.size() != product(shape)) {
    throw std::logic_error(fmt::format("run file: \"{}\" has {} cells, not {}", info.name,
                                       product(shape), values.size()));
  }
  file_->claim_name(info.name);
  file_->guarded([&] {
    const Handle dataset =
        create_dataset<T>(file_->output.id(), info, fixed_layout(shape, kCellBytes<T>));
    attach(dataset.id(), axes);
    h5::write_slab<T>(dataset.id(), Shape(shape.size(), 0), shape, values);
  });
}

void Recorder::add_group(const std::string& name, const std::string& long_name) {
  if (sink_ != nullptr) return;
  file_->claim_name(name);
  file_->guarded([&] {
    const Handle group = create_group(file_->output.id(), name);
    h5::write_attribute(group.id(), "long_name", long_name);
  });
  file_->groups.push_back(name);
}

Table Recorder::add_table(const std::string& name, const std::string& long_name,
                          const std::vector<Column>& columns) {
  if (sink_ != nullptr) return {};
  if (columns.empty()) throw std::logic_error(fmt::format("run file: table {} is empty", name));
  file_->claim_name(name);
  return file_->guarded([&] {
    StoredTable table{name, create_group(file_->output.id(), name), nullptr, {}, {}};
    h5::write_attribute(table.group.id(), "long_name", long_name);
    table.rows = std::make_unique<Dimension>(
        create_row_scale(table.group.id(), file_->next_dimension_id()), 0);
    for (const Column& column : columns) {
      table.types.push_back(column.type);
      table.columns.push_back(create_column(table.group.id(), column));
      attach(table.columns.back()->id(), {table.rows.get()});
    }
    file_->tables.push_back(std::move(table));
    return Table{file_->tables.size() - 1};
  });
}

void Recorder::append_row(Table table, std::vector<RowValue> row) {
  if (sink_ != nullptr) return;
  StoredTable& stored = file_->tables.at(table.index);
  bool fits = row.size() == stored.columns.size();
  for (std::size_t i = 0; fits && i < row.size(); ++i) {
    fits = row[i].index() == static_cast<std::size_t>(stored.types[i]);
  }
  if (!fits) {
    throw std::logic_error(fmt::format("run file: a row does not fit table {}", stored.name));
  }
  if (journal_ != nullptr) journal_->row(table.index, row);
  for (std::size_t i = 0; i < row.size(); ++i) {
    std::visit(
        [&]<class T>(T& cell) {
          static_cast<GrowingOf<T>&>(*stored.columns[i]).append(std::move(cell));
        },
        row[i]);
    if (stored.columns[i]->chunk_full()) file_->guarded([&] { stored.columns[i]->store(); });
  }
}

void Recorder::attribute(const std::string& name, const AttributeValue& value) {
  file_->guarded([&] { h5::write_attribute(file_->output.id(), name, to_value(value)); });
}

void Recorder::provenance(const std::string& name, const AttributeValue& value) {
  file_->provenance.emplace_back(name, value);
}

void Recorder::step(std::string_view time_axis, double value) {
  if (sink_ != nullptr) return sink_->step(time_axis, value);
  Dimension& axis = file_->time_axis(time_axis);
  for (const Recording::StoredSeries& one : file_->series) {
    if (one.steps == &axis && one.data->n_rows() != axis.coordinates()->n_rows()) {
      throw std::logic_error(
          fmt::format("run file: the last step left out \"{}\"", one.data->name()));
    }
  }
  if (journal_ != nullptr) journal_->step(time_axis, value);
  axis.coordinates()->append(value);
}

void Recorder::end_tick() {
  if (sink_ != nullptr) return;
  if (journal_ != nullptr) journal_->end_tick();
  if (++file_->n_ticks % kTicksPerFlush == 0) flush();
}

void Recorder::flush() {
  file_->check_complete();
  file_->guarded([&] {
    file_->store();
    file_->output.flush();
  });
}

void Recorder::finish() {
  flush();
  file_->guarded([&] {
    const Handle group = create_group(file_->output.id(), "provenance");
    for (const auto& [name, value] : file_->provenance) {
      h5::write_attribute(group.id(), name, to_value(value));
    }
  });
  file_->guarded([&] {
    file_->close_objects();
    file_->output.close();
  });
  publish(file_->part, file_->path, file_->force);
  sync_directory(file_->path);
}

template Series<std::int32_t> Recorder::add_series(const DatasetInfo&);
template Series<std::int64_t> Recorder::add_series(const DatasetInfo&);
template Series<double> Recorder::add_series(const DatasetInfo&);
template void Recorder::append(Series<std::int32_t>, std::span<const std::int32_t>);
template void Recorder::append(Series<std::int64_t>, std::span<const std::int64_t>);
template void Recorder::append(Series<double>, std::span<const double>);
template void Recorder::write<std::int32_t>(const DatasetInfo&, std::span<const std::int32_t>);
template void Recorder::write<std::int64_t>(const DatasetInfo&, std::span<const std::int64_t>);
template void Recorder::write<double>(const DatasetInfo&, std::span<const double>);
template void Recorder::write<std::string>(const DatasetInfo&, std::span<const std::string>);

}  // namespace sojourn
