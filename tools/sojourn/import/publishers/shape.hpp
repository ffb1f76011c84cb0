#pragma once

#include <span>
#include <string>
#include <vector>

#include "tools/sojourn/import/gather/intake.hpp"

namespace sojourn::intake {

/// One of the forms in which a publisher's table is met: the columns by which it is known, and who
/// reads it.
struct Shape {
  std::vector<std::string> columns;
  void (*read)(SheetReader&, const Columns&);
};

/// Reads the sheet in the first of these shapes that it has; it is a fault if it has none.
void read_shaped(SheetReader& reader, std::span<const Shape> shapes);

}  // namespace sojourn::intake
