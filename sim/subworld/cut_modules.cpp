#include "sim/subworld/cut_modules.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "sim/input/text/characters.hpp"

namespace sojourn {

namespace {

/// Lists that add somebody: an empty one adds nobody.
const std::set<std::string> kAdding{"open_at_once", "return_places"};

/// What lists narrow, and the keys that are nothing without them.
struct Narrowed {
  std::set<std::string> lists, levers;
};
const Narrowed kNarrowed[] = {
    {{"readmitting", "readmission_over", "readmitted"}, {"readmission"}},
    {{"resettled"}, {"resettlement", "resettlement_total", "one_for_one", "one_for_one_most"}}};

const Narrowed* narrowed_by(const std::string& list) {
  const auto found = std::ranges::find_if(
      kNarrowed, [&](const Narrowed& one) { return one.lists.contains(list); });
  return found == std::end(kNarrowed) ? nullptr : found;
}

/// A fault of a module's table in the part, and its key; empty where it is of the table.
struct Mismatch {
  std::string key, message;
};

/// A module's table whose keys are numbered, so that a fault tells of which key it is.
class NumberedKeys {
 public:
  explicit NumberedKeys(Node module) : module_(std::move(module)) {
    module_.where = {kHere};
    for (auto& [key, value] : module_.table()) {
      keys_.push_back(key);
      value.where = {kHere, static_cast<int>(keys_.size())};
    }
  }
  const Node& module() const { return module_; }
  std::string key_at(const Source& where) const {
    const bool of_a_key = where.file == kHere && where.line > 0;
    return of_a_key ? keys_[static_cast<std::size_t>(where.line) - 1] : std::string();
  }

 private:
  static constexpr const char* kHere = "module";
  Node module_;
  std::vector<std::string> keys_;
};

std::vector<Mismatch> mismatches(const ModuleType& type, const std::string& name,
                                 const Node& module, const World& part) {
  const NumberedKeys numbered(module);
  Diagnostics diagnostics;
  Settings settings(&numbered.module(), "", &diagnostics);
  ModuleSet unused;
  type.make(settings, part, name, unused);
  std::vector<Mismatch> all;
  try {
    diagnostics.throw_if_any();
  } catch (const InputError& error) {
    for (const Diagnostic& fault : error.diagnostics()) {
      all.push_back({numbered.key_at(fault.where), fault.message});
    }
  }
  return all;
}

/// Takes the absent out of a list of names. @return those taken out
std::vector<std::string> take_absent(const Partition& cut, Node::Array& names) {
  std::vector<std::string> taken;
  std::erase_if(names, [&](const Node& element) {
    const auto* name = std::get_if<std::string>(&element.value);
    const bool absent = name != nullptr && cut.is_absent(*name);
    if (absent) taken.push_back(*name);
    return absent;
  });
  return taken;
}

/// One module on its way into the part.
class ModuleCut {
 public:
  ModuleCut(const Partition& cut, std::string path, Node module, CutNotes& notes)
      : cut_(cut), path_(std::move(path)), module_(std::move(module)), notes_(notes) {}

  const Node& module() const { return module_; }
  bool stays() const { return why_.empty(); }

  /// Takes out what the world of the part refuses, or notes why nothing is left.
  void fit(const ModuleType& type, const std::string& name, const World& part) {
    for (const Mismatch& one : mismatches(type, name, module_, part)) mend(one.key);
    const auto left = stays() ? mismatches(type, name, module_, part) : std::vector<Mismatch>();
    if (!left.empty()) why_ = left.front().message;
    if (!stays()) notes_.push_back(fmt::format("{}: {}, so the module is dropped", path_, why_));
  }

 private:
  /// Takes absent names out of a key.
  void mend(const std::string& key) {
    const auto found = module_.table().find(key);
    if (found == module_.table().end()) return;
    if (auto* names = std::get_if<Node::Array>(&found->second.value)) {
      mend_list(key, *names);
    } else if (const auto* name = std::get_if<std::string>(&found->second.value)) {
      if (cut_.is_absent(*name)) {
        why_ = fmt::format("{} = \"{}\" means nobody who is kept", key, *name);
      }
    }
  }
  void mend_list(const std::string& key, Node::Array& names) {
    const std::string taken = fmt::format("{}", fmt::join(take_absent(cut_, names), ", "));
    if (taken.empty()) return;
    const Narrowed* narrowed = narrowed_by(key);
    if (!names.empty() || kAdding.contains(key)) {
      notes_.push_back(fmt::format("{}.{}: {} left out", path_, key, taken));
    } else if (narrowed == nullptr) {
      why_ = fmt::format("nobody of {} ({}) is kept", key, taken);
    } else {
      leave_out(*narrowed, fmt::format("{}.{}: nobody of it ({}) is kept", path_, key, taken));
    }
  }
  /// The lists go as well, for they are about nothing else.
  void leave_out(const Narrowed& narrowed, const std::string& reason) {
    std::vector<std::string> gone;
    for (const std::string& lever : narrowed.levers) {
      if (module_.table().erase(lever) > 0) gone.push_back(lever);
    }
    for (const std::string& list : narrowed.lists) module_.table().erase(list);
    notes_.push_back(
        fmt::format("{}, so {} is left out", reason,
                    gone.empty() ? "the list" : fmt::format("{}", fmt::join(gone, ", "))));
  }

  const Partition& cut_;
  std::string path_;
  Node module_;
  CutNotes& notes_;
  std::string why_;  // nothing is left of it; empty: it stays
};

/// Whether a module's table has a key of the module's own.
bool has_settings(const Node& module) {
  return std::ranges::any_of(module.table(), [](const auto& entry) {
    return entry.first != "type" && entry.first != "enabled";
  });
}

const ModuleType* type_of(const Catalog& catalog, const std::string& name, const Node& module) {
  const Node* type = module.find("type");
  const auto* text = type == nullptr ? nullptr : std::get_if<std::string>(&type->value);
  return catalog.find(text == nullptr ? name : *text);
}

/// Ids in the selection of an outcome: what stands after `=`, `;` or a quote.
std::vector<std::string> ids_in(const std::string& selection) {
  constexpr std::string_view kMarks = ",;[]()=\"";
  std::vector<std::string> ids;
  std::size_t at = selection.find_first_of(kMarks);
  while (at != std::string::npos) {
    const std::size_t next = selection.find_first_of(kMarks, at + 1);
    const char mark = selection[at];
    if (mark == '=' || mark == ';' || mark == '"') {
      ids.emplace_back(trimmed(std::string_view(selection).substr(at + 1, next - at - 1)));
    }
    at = next;
  }
  return ids;
}

}  // namespace

Node cut_modules(const Partition& cut, const Catalog& catalog, const World& part,
                 const Node& modules, CutNotes& notes) {
  Node kept{Node::Table{}, modules.where};
  for (const auto& [name, module] : modules.table()) {
    const ModuleType& type = *type_of(catalog, name, module);
    ModuleCut one(cut, "modules." + toml_key(name), module, notes);
    if (has_settings(module)) one.fit(type, name, part);
    if (one.stays()) {
      kept.table()[name] = one.module();
    } else if (type.standard && type.type == name) {
      kept.table()[name].value = Node::Table{{"enabled", Node{false, {}}}};
    }
  }
  return kept;
}

Node cut_outcomes(const Partition& cut, const Node& outcomes, CutNotes& notes) {
  Node kept{Node::Table{}, outcomes.where};
  for (const auto& [name, selection] : outcomes.table()) {
    const auto* text = std::get_if<std::string>(&selection.value);
    const auto ids = text == nullptr ? std::vector<std::string>() : ids_in(*text);
    const auto absent =
        std::ranges::find_if(ids, [&](const auto& id) { return cut.is_absent(id); });
    if (absent == ids.end()) {
      kept.table()[name] = selection;
    } else {
      notes.push_back(fmt::format("outcomes.{}: {} is left out, so the outcome is dropped",
                                  toml_key(name), *absent));
    }
  }
  return kept;
}

}  // namespace sojourn
