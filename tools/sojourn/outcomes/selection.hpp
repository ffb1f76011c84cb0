#pragma once

#include <string>
#include <vector>

#include "sim/input/source.hpp"

namespace sojourn::command {

/// What becomes of the cells that are selected. Where nothing is written, counts are added up, and
/// of a measure (a wage, a probability) there may be one cell only.
enum class Fold { kNone, kSum, kMean };

/// The ids that are wanted of one axis.
struct AxisChoice {
  std::string axis;
  std::vector<std::string> ids;
};

/// Cells of a series of the run file: `stocks[citizenship=VEN, residence=PER;COL]`,
/// `mean(wage[place=EEA])`. Of an axis that is not named all ids are meant.
struct Selection {
  Fold fold = Fold::kNone;
  std::string series;
  std::vector<AxisChoice> choices;
};

/// Reads a selection. Ids with one of `,;[]="` in them stand in double quotes.
/// @throws InputError at `where`: what was expected, and at which character
Selection parse_selection(const std::string& text, const Source& where);

/// As parse_selection() reads it.
std::string to_string(const Selection& selection);

}  // namespace sojourn::command
