#pragma once

#include <vector>

#include "tools/sojourn/import/fill/world_tables.hpp"
#include "tools/sojourn/import/write/folder.hpp"

namespace sojourn::intake {

/// RFC 4180, texts quoted only where they must be.
std::string csv_of(const TableText& table);

/// scenario.toml and a file for each table.
std::vector<FileText> world_files(const WorldTables& world);

}  // namespace sojourn::intake
