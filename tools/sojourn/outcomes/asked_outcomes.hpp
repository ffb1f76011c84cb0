#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/outcomes/outcomes.hpp"
#include "tools/sojourn/outcomes/series_index.hpp"

namespace sojourn::command {

/// An outcome that a user has defined: `to_peru = "stocks[citizenship=VEN, residence=PER]"`.
struct Definition {
  std::string name;
  Selection selection;
  Source where;
};

/// What `--outcome` asks for: `NAME` picks one, `NAME=SELECTION` defines one.
struct OutcomeWishes {
  std::vector<std::string> names;
  std::vector<Definition> defined;
};

/// @throws InputError
OutcomeWishes parse_wishes(const std::vector<std::string>& texts);

/// The table [outcomes] of a scenario. @throws InputError
std::vector<Definition> defined_in(const Node& scenario);

/// One number by which runs are told apart.
struct AskedOutcome {
  std::string name, units, meaning;
  std::optional<std::size_t> standard;  // index into models::standard_outcomes()
  ChosenCells cells;                    // of one that is defined
};

/// Those of the wishes' names (where there are none: all standard ones and those of the scenario),
/// then those that the wishes define. Definitions fit one of `indices` at least: those of the
/// scenarios that are compared, whose policies may differ.
/// @throws InputError: an unknown name, a definition that fits none of them or that comes twice
std::vector<AskedOutcome> asked_outcomes(const OutcomeWishes& wishes,
                                         const std::vector<Definition>& of_scenario,
                                         const std::vector<SeriesIndex>& indices);

/// Faults of the table [outcomes] of a scenario that has no other. @throws InputError
void check_outcomes(const Node& scenario, const Catalog& catalog);

}  // namespace sojourn::command
