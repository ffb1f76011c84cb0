#include "tools/sojourn/import/publishers/shape.hpp"

#include <fmt/format.h>

#include "sim/input/mismatch.hpp"

namespace sojourn::intake {

namespace {

std::vector<std::string> missing_of(const Columns& columns, const Shape& shape) {
  std::vector<std::string> missing;
  for (const std::string& name : shape.columns) {
    if (!columns.has(name)) missing.push_back(name);
  }
  return missing;
}

std::string nearest_in(const Columns& columns, const std::string& name) {
  std::vector<std::string> there;
  for (const Cell& cell : columns.cells()) there.push_back(cell.text);
  return nearest_hint(name, there);
}

std::string all_of(std::span<const Shape> shapes) {
  std::string text;
  for (const Shape& shape : shapes) {
    text += (text.empty() ? "" : "; or ") + quoted_list(shape.columns);
  }
  return text;
}

/// Of the shape that is nearest, what it lacks.
void refuse_shape(SheetReader& reader, std::span<const Shape> shapes) {
  const Shape* nearest = nullptr;
  std::pair<std::size_t, std::size_t> best{0, 0};
  for (const Shape& shape : shapes) {
    const auto found = best_header(reader.sheet(), shape.columns);
    if (found.first <= best.first) continue;
    nearest = &shape;
    best = found;
  }
  if (nearest == nullptr) {
    reader.intake().diagnostics.add(reader.sheet().top(),
                                    fmt::format("expected a table of {} with the columns {}",
                                                reader.publisher(), all_of(shapes)));
    return;
  }
  const Columns columns(reader.sheet(), best.second);
  const std::vector<std::string> missing = missing_of(columns, *nearest);
  reader.fault(columns.cells().front(),
               fmt::format("expected columns of a table of {}: {}; this header lacks {}{}",
                           reader.publisher(), all_of(shapes), quoted_list(missing),
                           nearest_in(columns, missing.front())));
}

}  // namespace

void read_shaped(SheetReader& reader, std::span<const Shape> shapes) {
  if (reader.sheet().latin) {
    reader.intake().notes.add("Files", "no UTF-8, and read as Windows-1252", reader.sheet().file);
  }
  for (const Shape& shape : shapes) {
    if (const auto columns = find_header(reader.sheet(), shape.columns)) {
      return shape.read(reader, *columns);
    }
  }
  refuse_shape(reader, shapes);
}

}  // namespace sojourn::intake
