#include "tools/sojourn/outcomes/asked_outcomes.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>

#include "sim/input/text/characters.hpp"

namespace sojourn::command {

namespace {

Source option() {
  return {"--outcome"};
}

bool is_name(const std::string& text) {
  return !text.empty() && std::ranges::all_of(text, [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '_' || c == '-';
  });
}

void require_name(const Definition& one) {
  if (!is_name(one.name)) {
    throw InputError(one.where, fmt::format("\"{}\" names no outcome: expected letters, digits, "
                                            "\"_\" and \"-\", as in NAME=stocks[residence=ID]",
                                            one.name));
  }
  if (std::ranges::count(models::standard_outcome_names(), one.name) == 0) return;
  throw InputError(one.where,
                   fmt::format("the outcome {} is there already; give another name", one.name));
}

AskedOutcome standard(std::size_t k) {
  const models::Outcome& outcome = models::standard_outcomes()[k];
  return {outcome.name, outcome.units, outcome.meaning, k, {}};
}

ChosenCells fitted(const Definition& one, const std::vector<SeriesIndex>& indices) {
  for (std::size_t i = indices.size(); i-- > 1;) {
    try {
      return choose_cells(one.selection, indices[i], one.where);
    } catch (const InputError&) {  // the first one's fault is told
      continue;
    }
  }
  return choose_cells(one.selection, indices.front(), one.where);
}

AskedOutcome defined(const Definition& one, const std::vector<SeriesIndex>& indices) {
  ChosenCells cells = fitted(one, indices);
  return {one.name, cells.units, fmt::format("{}: {}", to_string(one.selection), cells.meaning),
          std::nullopt, cells};
}

/// Takes down what `act` finds wrong, so that faults of several outcomes are told at once.
/// @return whether it found nothing
template <class Act>
bool gather(Diagnostics& faults, const Act& act) {
  try {
    act();
    return true;
  } catch (const InputError& error) {
    for (const Diagnostic& one : error.diagnostics()) faults.add(one.where, one.message);
    return false;
  }
}

Definition read_definition(const std::string& name, const Node& node) {
  const auto text = as_text(node);
  if (!text) {
    throw InputError(node.where, fmt::format("outcomes.{}: expected text such as \"stocks["
                                             "residence=ID]\", found {}",
                                             toml_key(name), node.kind_name()));
  }
  Definition one{name, parse_selection(*text, node.where), node.where};
  require_name(one);
  return one;
}

const AskedOutcome& called(const std::string& name, const std::vector<AskedOutcome>& known) {
  const auto found = std::ranges::find(known, name, &AskedOutcome::name);
  if (found != known.end()) return *found;
  std::vector<std::string> names;
  for (const AskedOutcome& one : known) names.push_back(one.name);
  std::string hint = nearest_hint(name, names);
  if (hint.empty()) hint = fmt::format("; there are {}", fmt::join(names, ", "));
  throw InputError(option(), fmt::format("no outcome is called \"{}\"{}", name, hint));
}

void refuse_repeated(const std::vector<Definition>& all) {
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto same = std::ranges::find(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(i),
                                        all[i].name, &Definition::name);
    if (same == all.begin() + static_cast<std::ptrdiff_t>(i)) continue;
    throw InputError(all[i].where, fmt::format("the outcome {} is defined twice", all[i].name));
  }
}

}  // namespace

OutcomeWishes parse_wishes(const std::vector<std::string>& texts) {
  OutcomeWishes wishes;
  for (const std::string& text : texts) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos && text.find('[') == std::string::npos) {
      wishes.names.emplace_back(trimmed(text));
      continue;
    }
    const std::string name(trimmed(std::string_view(text).substr(0, equals)));
    Definition one{name, {}, option()};
    require_name(one);
    one.selection = parse_selection(text.substr(equals + 1), option());
    wishes.defined.push_back(std::move(one));
  }
  refuse_repeated(wishes.defined);
  return wishes;
}

std::vector<Definition> defined_in(const Node& scenario) {
  std::vector<Definition> all;
  const Node* table = scenario.find("outcomes");
  if (table == nullptr || !table->is_table()) return all;
  Diagnostics faults;
  for (const auto& [name, node] : table->table()) {
    gather(faults, [&, &name = name, &node = node] { all.push_back(read_definition(name, node)); });
  }
  faults.throw_if_any();
  return all;
}

std::vector<AskedOutcome> asked_outcomes(const OutcomeWishes& wishes,
                                         const std::vector<Definition>& of_scenario,
                                         const std::vector<SeriesIndex>& indices) {
  Diagnostics faults;
  std::vector<AskedOutcome> known;
  std::vector<std::string> at_fault;
  for (std::size_t k = 0; k < models::standard_outcomes().size(); ++k) known.push_back(standard(k));
  for (const Definition& one : of_scenario) {
    if (std::ranges::count(wishes.defined, one.name, &Definition::name) > 0) continue;
    const bool is_sound = gather(faults, [&] { known.push_back(defined(one, indices)); });
    if (!is_sound) at_fault.push_back(one.name);
  }
  std::vector<AskedOutcome> asked = known;
  if (!wishes.names.empty()) asked.clear();
  for (const std::string& name : wishes.names) {
    const bool there = std::ranges::count(asked, name, &AskedOutcome::name) > 0;
    if (there || std::ranges::count(at_fault, name) > 0) continue;
    gather(faults, [&] { asked.push_back(called(name, known)); });
  }
  for (const Definition& one : wishes.defined) {
    gather(faults, [&] { asked.push_back(defined(one, indices)); });
  }
  faults.throw_if_any();
  return asked;
}

void check_outcomes(const Node& scenario, const Catalog& catalog) {
  const std::vector<Definition> all = defined_in(scenario);
  if (!all.empty()) asked_outcomes({}, all, {index_of(scenario, catalog)});
}

}  // namespace sojourn::command
