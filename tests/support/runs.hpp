#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/simulation.hpp"

#if defined(SOJOURN_SOURCE_DIR)
#define SOURCE_DIR SOJOURN_SOURCE_DIR
#elif defined(SOJOURN_SOURCE)
#define SOURCE_DIR SOJOURN_SOURCE
#else
#define SOURCE_DIR "."
#endif

namespace sojourn::replay {

/// A scenario of the repository with assignments laid over it.
Node shipped(const std::string& name, const std::vector<std::string>& assignments);
Node parsed(const std::string& toml);

/// Rival routes with one agent for 50 persons.
Node corridor_scenario(int ticks = 60);
/// Real countries with one agent for a thousand persons.
Node mediterranean_scenario(int ticks = 12);
/// Days as ticks over two Januaries; returned people fold back after a tenth of a year.
Node daily_scenario(int ticks = 430);
/// A camp and a country of limited room, quotas, a season, and a border that closes and opens.
Node crowded_scenario(int ticks = 36, bool births = true);
/// Visits without a visa until one is asked for, contracts in a boom and in the slump after it.
Node term_scenario(int ticks = 30);

/// A world of two transit states in which each type of the catalog takes part, under its own name;
/// `more` is laid over it.
Node with_every_module(const Catalog& catalog, int n_ticks,
                       const std::vector<std::string>& more = {});

/// Everything that a run holds: accounts, cohorts, every record in its place.
std::vector<std::uint64_t> content(const Simulation& simulation);
/// Runs to the end; the contents of all ticks.
std::vector<std::uint64_t> content_of_run(const Node& scenario, int n_threads);

}  // namespace sojourn::replay
