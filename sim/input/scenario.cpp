#include "sim/input/scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "sim/input/assignment.hpp"
#include "sim/input/text/characters.hpp"

namespace sojourn {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMaxScenarioBytes = 16 * 1024 * 1024;
constexpr std::int64_t kFormatVersion = 1;
constexpr std::size_t kShownValue = 60;  // characters
constexpr std::size_t kDeepest = 64;     // files of which each includes the next

void check_version(const Node& root, bool required, Diagnostics& diagnostics) {
  const Node* version = root.find("format_version");
  if (version == nullptr && !required) return;
  if (version != nullptr && as_whole(*version) == kFormatVersion) return;
  const std::string found = version != nullptr ? inline_toml(*version) : "nothing";
  diagnostics.add(version != nullptr ? version->where : Source{root.where.file, 1, 1},
                  fmt::format("format_version: expected {}, found {}", kFormatVersion, found));
}

fs::path identify(const fs::path& file) {
  std::error_code error;
  const fs::path whole = fs::absolute(file, error);
  fs::path identity = fs::weakly_canonical(whole, error);
  return error ? whole.lexically_normal() : identity;
}

/// Where files may lie that a file names. What the command line names may lie anywhere.
class Bounds {
 public:
  explicit Bounds(const ScenarioRequest& request) : anywhere_(!request.allowed) {
    if (anywhere_) return;
    for (const fs::path& folder : *request.allowed) folders_.push_back(identify(folder));
    add_folders_of(request.file);
    for (const fs::path& overlay : request.overlays) add_folders_of(overlay);
  }

  /// Whether `target` may be read; where not, that is a fault.
  bool allow(const fs::path& target, const Node& name, Diagnostics& diagnostics) const {
    if (anywhere_ || holds(identify(target))) return true;
    diagnostics.add(
        name.where,
        fmt::format("\"{}\" lies neither in the folder of the scenario or of an overlay "
                    "nor below it; --allow-files FOLDER allows more",
                    std::get<std::string>(name.value)));
    return false;
  }

 private:
  /// Of a link that of what it leads to, as well.
  void add_folders_of(const fs::path& file) {
    folders_.push_back(identify(fs::absolute(file).parent_path()));
    folders_.push_back(identify(file).parent_path());
  }

  bool holds(const fs::path& file) const {
    return std::ranges::any_of(folders_, [&](const fs::path& folder) {
      const auto [rest, in_file] = std::ranges::mismatch(folder, file);
      return rest == folder.end() || rest->empty();  // "/" and "a/" end with an empty name
    });
  }

  bool anywhere_;
  std::vector<fs::path> folders_;
};

/// One file as it is laid over those before it.
struct Layer {
  fs::path identity;
  Node content;                   // without what it includes
  std::set<fs::path> foundation;  // all that it includes, directly or not
};

/// Reads files with all they include, each laid down once, at its first place.
class Loader {
 public:
  Loader(const Bounds& bounds, Diagnostics& diagnostics)
      : bounds_(bounds), diagnostics_(diagnostics) {}

  /// Lays what `file` includes, then the file itself, even if it was included before.
  /// @return what it includes
  std::set<fs::path> lay(const fs::path& file, const Source& named_at, bool needs_version) {
    Layer layer{identify(file), parse(file, named_at, needs_version), {}};
    chain_.push_back({layer.identity, file.string()});
    for (const Node& include : take_includes(layer.content)) {
      const fs::path target = file.parent_path() / std::get<std::string>(include.value);
      if (!bounds_.allow(target, include, diagnostics_)) continue;
      if (closes_cycle(target, include.where) || is_too_deep(include.where)) continue;
      const fs::path identity = identify(target);
      if (!foundations_.contains(identity)) lay(target, include.where, false);
      layer.foundation.insert(identity);
      layer.foundation.merge(std::set(foundations_[identity]));
    }
    chain_.pop_back();
    foundations_[layer.identity] = layer.foundation;
    layers_.push_back(std::move(layer));
    return layers_.back().foundation;
  }

  const std::vector<Layer>& layers() const { return layers_; }

 private:
  struct Link {
    fs::path identity;
    std::string name;
  };

  Node parse(const fs::path& file, const Source& named_at, bool needs_version) {
    Node nothing{Node::Table{}, {file.string()}};
    const auto text = read_text(file, kMaxScenarioBytes, named_at, diagnostics_);
    if (text && text->empty() && needs_version) {
      refuse_file(file, named_at, "it is empty", diagnostics_);
    }
    if (!text || text->empty()) return nothing;
    std::optional<Node> root = parse_toml(*text, file.string(), diagnostics_);
    if (!root) return nothing;
    check_version(*root, needs_version, diagnostics_);
    return *std::move(root);
  }

  /// Removes `include` from the table; its file names, in order.
  Node::Array take_includes(Node& root) {
    const auto found = root.table().find("include");
    if (found == root.table().end()) return {};
    Node include = std::move(found->second);
    root.table().erase(found);
    if (!include.is_array()) include = Node{Node::Array{include}, include.where};
    Node::Array names;
    for (const Node& name : include.array()) {
      const auto* text = std::get_if<std::string>(&name.value);
      if (text != nullptr && !text->empty()) {
        names.push_back(name);
      } else {
        const std::string kind = text != nullptr ? "empty text" : name.kind_name();
        diagnostics_.add(name.where, "include: expected a file name, found " + kind);
      }
    }
    return names;
  }

  bool closes_cycle(const fs::path& target, const Source& where) {
    const fs::path identity = identify(target);
    const auto first = std::find_if(chain_.begin(), chain_.end(),
                                    [&](const Link& link) { return link.identity == identity; });
    if (first == chain_.end()) return false;
    std::string chain;
    for (auto link = first; link != chain_.end(); ++link) chain += link->name + " -> ";
    diagnostics_.add(where, "include: cycle " + chain + first->name);
    return true;
  }

  bool is_too_deep(const Source& where) {
    if (chain_.size() < kDeepest) return false;
    diagnostics_.add(where, fmt::format("include: more than {} files deep", kDeepest));
    return true;
  }

  const Bounds& bounds_;
  Diagnostics& diagnostics_;
  std::vector<Layer> layers_;
  std::map<fs::path, std::set<fs::path>> foundations_;  // of every file that was laid
  std::vector<Link> chain_;
};

/// `option` is how the user gave them.
void lay_assignments(Node& root, const std::vector<std::string>& assignments,
                     const std::string& option, Diagnostics& diagnostics) {
  for (const std::string& assignment : assignments) {
    const std::string fault = assign(root, assignment, Source{option});
    if (!fault.empty())
      diagnostics.add({option}, shortened(assignment, kShownValue) + ": " + fault);
  }
}

/// What is varied has no other value.
void lay_variations(Node& root, const std::vector<std::string>& assignments,
                    const std::vector<std::string>& varied, Diagnostics& diagnostics) {
  std::set<std::vector<std::string>> given;
  for (const std::string& assignment : assignments) given.insert(Assignment(assignment).path);
  for (const std::string& variation : varied) {
    const Assignment parts(variation);
    if (!given.contains(parts.path)) continue;
    diagnostics.add({"--vary"},
                    shortened(variation, kShownValue) + ": --set gives it a value, too");
  }
  lay_assignments(root, varied, "--vary", diagnostics);
}

/// Overlays in order, each over what it includes.
std::vector<Layer> lay_overlays(const std::vector<fs::path>& overlays, const Bounds& bounds,
                                Diagnostics& diagnostics) {
  Loader loader(bounds, diagnostics);
  for (const fs::path& overlay : overlays) loader.lay(overlay, {}, false);
  return loader.layers();
}

/// Tables are named by texts of [world], beside the file that names them.
void require_tables_within(const Bounds& bounds, const Node& root, Diagnostics& diagnostics) {
  const Node* world = root.find("world");
  if (world == nullptr || !world->is_table()) return;
  for (const auto& [key, value] : world->table()) {
    const auto* text = std::get_if<std::string>(&value.value);
    const bool names_a_file = text != nullptr && !text->empty();
    if (!names_a_file || value.where.line == 0) continue;  // 0: named on the command line
    bounds.allow(fs::path(value.where.file).parent_path() / *text, value, diagnostics);
  }
}

/// Who last gave a key its value.
struct Given {
  const Node* value;
  const Layer* by;
};

/// Lays the values of a table over those given so far and notes whom they contradict.
void contradict(const Node& table, const std::string& path, const Layer& by,
                std::map<std::string, Given>& given, std::vector<OverlayConflict>& found) {
  for (const auto& [key, child] : table.table()) {
    const std::string inner = path.empty() ? toml_key(key) : path + "." + toml_key(key);
    if (child.is_table()) {
      contradict(child, inner, by, given, found);
      continue;
    }
    const auto [before, fresh] = given.try_emplace(inner, Given{&child, &by});
    if (fresh) continue;
    const Given earlier = std::exchange(before->second, Given{&child, &by});
    if (*earlier.value == child || by.foundation.contains(earlier.by->identity)) continue;
    found.push_back({inner, *earlier.value, child});
  }
}

}  // namespace

Node load_scenario(const ScenarioRequest& request) {
  Diagnostics diagnostics;
  const Bounds bounds(request);
  Loader loader(bounds, diagnostics);
  loader.lay(request.file, {}, true);
  Node root{Node::Table{}, Source{request.file.string(), 1, 1}};
  for (const Layer& layer : loader.layers()) merge(root, layer.content);
  for (const Layer& layer : lay_overlays(request.overlays, bounds, diagnostics)) {
    merge(root, layer.content);
  }
  lay_assignments(root, request.assignments, "--set", diagnostics);
  lay_variations(root, request.assignments, request.varied, diagnostics);
  require_tables_within(bounds, root, diagnostics);
  if (diagnostics.empty()) check_version(root, true, diagnostics);
  diagnostics.throw_if_any();
  return root;
}

Node with_assignments(Node scenario, const std::vector<std::string>& assignments,
                      const std::vector<std::string>& varied) {
  Diagnostics diagnostics;
  lay_assignments(scenario, assignments, "--set", diagnostics);
  lay_variations(scenario, assignments, varied, diagnostics);
  diagnostics.throw_if_any();
  return scenario;
}

std::vector<OverlayConflict> overlay_conflicts(const std::vector<fs::path>& overlays) {
  Diagnostics diagnostics;
  const Bounds anywhere(ScenarioRequest{});  // they were read already
  const std::vector<Layer> layers = lay_overlays(overlays, anywhere, diagnostics);
  diagnostics.throw_if_any();
  std::map<std::string, Given> given;
  std::vector<OverlayConflict> found;
  for (const Layer& layer : layers) contradict(layer.content, "", layer, given, found);
  return found;
}

std::string to_string(const OverlayConflict& conflict) {
  const auto value = [](const Node& node) {
    return escaped(shortened(inline_toml(node), kShownValue));
  };
  const auto place = [](const Source& where) {
    return fmt::format("{}:{}:{}", escaped(where.file), where.line, where.column);
  };
  return fmt::format("{}: {} at {}, {} at {}; the later one counts", escaped(conflict.path),
                     value(conflict.earlier), place(conflict.earlier.where), value(conflict.later),
                     place(conflict.later.where));
}

}  // namespace sojourn
