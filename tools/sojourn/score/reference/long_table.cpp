#include "tools/sojourn/score/reference/long_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <tuple>

#include "sim/input/csv/table.hpp"
#include "sim/input/settings.hpp"
#include "tools/sojourn/console/command_info.hpp"
#include "tools/sojourn/console/text.hpp"

namespace sojourn::command {

namespace {

using Names = std::vector<std::string>;

const Names kYear{"year0", "year"};
const Names kOrigin{"orig", "origin", "citizenship"};
const Names kDestination{"dest", "destination", "residence"};

/// Columns in which some row has something.
Names columns_of(const CsvTable& table) {
  std::set<std::string> names;
  for (std::size_t i = 0; i < table.n_rows(); ++i) {
    for (const auto& [name, value] : table.row(i).table()) names.insert(name);
  }
  return {names.begin(), names.end()};
}

struct Columns {
  std::string year, origin, destination;
  Names values;
};

/// Finds the columns of a table, and notes those that it lacks.
class ColumnSearch {
 public:
  ColumnSearch(const LongTableRequest& request, const CsvTable& table, Diagnostics& diagnostics)
      : request_(request),
        header_(table.header()),
        names_(columns_of(table)),
        diagnostics_(diagnostics) {}

  Columns find() {
    Columns columns{one_of(kYear), one_of(kOrigin), one_of(kDestination), request_.values};
    if (columns.values.empty()) columns.values = {only_value(columns)};
    for (const std::string& value : columns.values) {
      if (!value.empty() && !header_.has(value)) lacks(value);
    }
    return columns;
  }

 private:
  std::string one_of(const Names& spellings) {
    for (const std::string& name : spellings) {
      if (header_.has(name)) return name;
    }
    fault(fmt::format("expected a column {}{}", joined(spellings, " or "),
                      nearest_hint(spellings.front(), names_)));
    return {};
  }
  std::string only_value(const Columns& columns) {
    Names left;
    for (const std::string& name : names_) {
      if (name != columns.year && name != columns.origin && name != columns.destination) {
        left.push_back(name);
      }
    }
    if (left.size() == 1) return left.front();
    fault(fmt::format("which column holds the values? {} names one of {}", request_.value_option,
                      joined(left, ", ")));
    return {};
  }
  void lacks(const std::string& value) {
    fault(fmt::format("{}: the table has no column \"{}\"{}", request_.value_option, value,
                      nearest_name(value, names_)));
  }
  void fault(const std::string& message) {
    diagnostics_.add({request_.file.string(), 1, 1}, message);
  }

  const LongTableRequest& request_;
  CsvHeader header_;
  Names names_;
  Diagnostics& diagnostics_;
};

/// Puts rows into tables by year.
class LongRowReader {
 public:
  LongRowReader(const LongTableRequest& request, const Columns& columns, const Names& ids,
                Diagnostics& diagnostics)
      : request_(request),
        columns_(columns),
        ids_(ids),
        n_(static_cast<Eigen::Index>(ids.size())),
        seen_(Eigen::VectorXd::Zero(n_)),
        missing_(PairMask::Zero(n_, n_)),
        diagnostics_(diagnostics) {
    for (std::size_t i = 0; i < ids.size(); ++i) index_[ids[i]] = static_cast<Eigen::Index>(i);
  }

  void read(const Node& node, const CsvHeader& header) {
    Settings row(&node, "row", &diagnostics_, header);
    const auto year = static_cast<int>(
        row.required_integer(columns_.year, "year", {1500, 2500}, "first year of the period"));
    const auto origin = country(row, columns_.origin);
    const auto destination = country(row, columns_.destination);
    if (!origin || !destination) {
      ++table_.n_left_out;
      return;
    }
    if (*origin == *destination) return;
    if (!rows_.insert({year, *origin, *destination}).second) {
      row.fault(columns_.origin, fmt::format("{} to {} of {} is there twice",
                                             ids_[static_cast<std::size_t>(*origin)],
                                             ids_[static_cast<std::size_t>(*destination)], year));
    }
    seen_(*origin) = seen_(*destination) = 1;
    auto& tables = table_.by_year[year];
    if (tables.empty()) tables.assign(columns_.values.size(), PairFlows::Zero(n_, n_));
    for (std::size_t k = 0; k < tables.size(); ++k) {
      tables[k](*origin, *destination) = value(row, columns_.values[k]);
      if (!row.has(columns_.values[k])) missing_(*origin, *destination) = 1;
    }
  }

  LongTable finish() {
    table_.known = all_pairs(n_).cwiseProduct(seen_ * seen_.transpose());
    table_.known = (missing_.array() > 0).select(0.0, table_.known);
    return std::move(table_);
  }

 private:
  double value(Settings& row, const std::string& column) const {
    const Range range{0, std::numeric_limits<double>::max()};
    return request_.all_values ? row.required_real(column, "", range, "persons")
                               : row.real(column, "", range, 0, "persons");
  }
  std::optional<Eigen::Index> country(Settings& row, const std::string& column) {
    const std::string id = row.required_text(column, "id of a country");
    const auto found = index_.find(id);
    if (found != index_.end()) return found->second;
    if (id.empty()) return std::nullopt;  // told already
    const bool is_new = table_.others.insert(id).second;
    if (is_new && !request_.leave_out_others) {
      row.fault(column,
                fmt::format("the run has no country \"{}\"{}; --common leaves out such rows", id,
                            nearest_hint(id, ids_)));
    }
    return std::nullopt;
  }

  const LongTableRequest& request_;
  const Columns& columns_;
  const Names& ids_;
  Eigen::Index n_;
  std::map<std::string, Eigen::Index> index_;
  std::set<std::tuple<int, Eigen::Index, Eigen::Index>> rows_;
  Eigen::VectorXd seen_;
  PairMask missing_;
  LongTable table_;
  Diagnostics& diagnostics_;
};

CsvTable table_in(const std::filesystem::path& file) {
  Diagnostics diagnostics;
  CsvTable table(file, {}, diagnostics);
  diagnostics.throw_if_any();
  return table;
}

}  // namespace

const PairFlows* LongTable::find(int year, std::size_t value) const {
  const auto found = by_year.find(year);
  return found == by_year.end() ? nullptr : &found->second[value];
}

std::vector<int> LongTable::years() const {
  std::vector<int> all;
  for (const auto& [year, tables] : by_year) all.push_back(year);
  return all;
}

bool has_column(const std::filesystem::path& file, const std::string& column) {
  return table_in(file).header().has(column);
}

LongTable read_long_table(const LongTableRequest& request, const Names& ids) {
  const CsvTable table = table_in(request.file);
  Diagnostics diagnostics;
  const Columns columns = ColumnSearch(request, table, diagnostics).find();
  diagnostics.throw_if_any();
  const CsvHeader header = table.header();
  LongRowReader reader(request, columns, ids, diagnostics);
  for (std::size_t i = 0; i < table.n_rows(); ++i) reader.read(table.row(i), header);
  diagnostics.throw_if_any();
  LongTable read = reader.finish();
  if (read.by_year.empty()) {
    throw InputError({request.file.string(), 0, 0}, "no row of two countries of the run");
  }
  return read;
}

}  // namespace sojourn::command
