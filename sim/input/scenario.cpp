#include "sim/input/scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace sojourn {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMaxBytes = 16 * 1024 * 1024;
constexpr std::int64_t kFormatVersion = 1;
constexpr std::size_t kMaxPathParts = 16;  // "a.b.c" has three

/// Tables merge, everything else is replaced. A merged table keeps the place of its first mention.
void merge(Node& base, Node over) {
  if (!base.is_table() || !over.is_table()) {
    base = std::move(over);
    return;
  }
  for (auto& [key, child] : over.table()) {
    const auto found = base.table().find(key);
    if (found == base.table().end()) {
      base.table().emplace(key, std::move(child));
    } else {
      merge(found->second, std::move(child));
    }
  }
}

void check_version(const Node& root, bool required, Diagnostics& diagnostics) {
  const Node* version = root.find("format_version");
  if (version == nullptr && !required) return;
  if (version != nullptr && *version == Node{kFormatVersion, {}}) return;
  const std::string found = version != nullptr ? inline_toml(*version) : "nothing";
  diagnostics.add(version != nullptr ? version->where : root.where,
                  fmt::format("format_version: expected {}, found {}", kFormatVersion, found));
}

/// One file as it is laid over those before it.
struct Layer {
  fs::path identity;
  Node content;                   // without what it includes
  std::set<fs::path> foundation;  // all that it includes, directly or not
};

/// Reads files with all they include, each laid down once, at its first place.
class Loader {
 public:
  explicit Loader(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  /// Lays what `file` includes, then the file itself, even if it was included before.
  /// @return what it includes
  std::set<fs::path> lay(const fs::path& file, const Source& named_at, bool needs_version) {
    Layer layer{identify(file), parse(file, named_at, needs_version), {}};
    chain_.push_back({layer.identity, file.string()});
    for (const Node& include : take_includes(layer.content)) {
      const fs::path target = file.parent_path() / std::get<std::string>(include.value);
      if (closes_cycle(target, include.where)) continue;
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

  static fs::path identify(const fs::path& file) {
    std::error_code error;
    fs::path identity = fs::weakly_canonical(file, error);
    return error ? file.lexically_normal() : identity;
  }

  Node parse(const fs::path& file, const Source& named_at, bool needs_version) {
    Node nothing{Node::Table{}, {file.string()}};
    const auto text = read_text(file, kMaxBytes, named_at, diagnostics_);
    if (!text) return nothing;
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

  Diagnostics& diagnostics_;
  std::vector<Layer> layers_;
  std::map<fs::path, std::set<fs::path>> foundations_;  // of every file that was laid
  std::vector<Link> chain_;
};

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// Where `c` stands outside of quotes, from `begin` on; the end where it does not.
std::size_t find_bare(std::string_view text, char c, std::size_t begin) {
  char quote = 0;
  for (std::size_t at = begin; at < text.size(); ++at) {
    if (quote == 0 && text[at] == c) return at;
    if (text[at] == quote) {
      quote = 0;
    } else if (quote == 0 && (text[at] == '"' || text[at] == '\'')) {
      quote = text[at];
    }
  }
  return text.size();
}

/// A part of a path without the quotes around it.
std::string_view unquoted(std::string_view part) {
  const bool quoted = part.size() >= 2 && (part.front() == '"' || part.front() == '\'') &&
                      part.back() == part.front();
  return quoted ? part.substr(1, part.size() - 2) : part;
}

/// The parts between dots; a part with dots or blanks of its own stands in quotes.
std::vector<std::string> split_path(std::string_view path) {
  std::vector<std::string> names;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = find_bare(path, '.', begin);
    names.emplace_back(unquoted(trim(path.substr(begin, end - begin))));
    begin = end + 1;
  }
  return names;
}

void set_source(Node& node, const Source& where) {
  node.where = where;
  if (auto* array = std::get_if<Node::Array>(&node.value)) {
    for (Node& element : *array) set_source(element, where);
  }
  if (auto* table = std::get_if<Node::Table>(&node.value)) {
    for (auto& [key, child] : *table) set_source(child, where);
  }
}

/// A TOML value; what is none is text without quotes.
Node assigned_value(std::string_view text, const Source& where) {
  Node value{std::string(text), where};
  Diagnostics unused;
  auto root = parse_toml(fmt::format("value = {}", text), where.file, unused);
  if (root && root->table().size() == 1) {
    value = std::move(root->table().at("value"));
    set_source(value, where);
  }
  return value;
}

/// Sets one value; why it cannot be set, or empty.
std::string assign(Node& root, const std::string& assignment, const Source& where) {
  const std::size_t equals = find_bare(assignment, '=', 0);
  if (equals == assignment.size()) return "expected path=value";
  if (!is_utf8(assignment)) return "is not UTF-8";
  const std::string_view text(assignment);
  const std::vector<std::string> names = split_path(text.substr(0, equals));
  if (std::count(names.begin(), names.end(), "") > 0) return "a part of the path has no name";
  if (names.size() > kMaxPathParts) return fmt::format("more than {} parts", kMaxPathParts);
  if (names.front() == "include") return "include belongs in a file; name an overlay instead";
  Node* node = &root;
  std::string path;
  for (const std::string& name : names) {
    if (!node->is_table()) {
      const std::string place = to_string(Diagnostic{node->where, node->kind_name()});
      return fmt::format("{} is not a table ({})", path, place);
    }
    path += (path.empty() ? "" : ".") + name;
    const bool last = &name == &names.back();
    Node fresh{Node::Table{}, where};
    if (last && node->find(name) == nullptr) fresh.value = std::monostate{};
    node = &node->table().try_emplace(name, std::move(fresh)).first->second;
  }
  merge(*node, assigned_value(trim(text.substr(equals + 1)), where));
  return {};
}

/// `option` is how the user gave them.
void lay_assignments(Node& root, const std::vector<std::string>& assignments,
                     const std::string& option, Diagnostics& diagnostics) {
  for (const std::string& assignment : assignments) {
    const std::string fault = assign(root, assignment, Source{option});
    if (!fault.empty()) diagnostics.add({option}, assignment + ": " + fault);
  }
}

/// Overlays in order, each over what it includes.
std::vector<Layer> lay_overlays(const std::vector<fs::path>& overlays, Diagnostics& diagnostics) {
  Loader loader(diagnostics);
  for (const fs::path& overlay : overlays) loader.lay(overlay, {}, false);
  return loader.layers();
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
  Loader loader(diagnostics);
  loader.lay(request.file, {}, true);
  Node root{Node::Table{}, Source{request.file.string()}};
  for (const Layer& layer : loader.layers()) merge(root, layer.content);
  for (const Layer& layer : lay_overlays(request.overlays, diagnostics)) {
    merge(root, layer.content);
  }
  lay_assignments(root, request.assignments, "--set", diagnostics);
  lay_assignments(root, request.varied, "--vary", diagnostics);
  if (diagnostics.empty()) check_version(root, true, diagnostics);
  diagnostics.throw_if_any();
  return root;
}

Node with_assignments(Node scenario, const std::vector<std::string>& assignments,
                      const std::vector<std::string>& varied) {
  Diagnostics diagnostics;
  lay_assignments(scenario, assignments, "--set", diagnostics);
  lay_assignments(scenario, varied, "--vary", diagnostics);
  diagnostics.throw_if_any();
  return scenario;
}

std::vector<OverlayConflict> overlay_conflicts(const std::vector<fs::path>& overlays) {
  Diagnostics diagnostics;
  const std::vector<Layer> layers = lay_overlays(overlays, diagnostics);
  diagnostics.throw_if_any();
  std::map<std::string, Given> given;
  std::vector<OverlayConflict> found;
  for (const Layer& layer : layers) contradict(layer.content, "", layer, given, found);
  return found;
}

std::string to_string(const OverlayConflict& conflict) {
  const auto value = [](const Node& node) {
    const std::string text = inline_toml(node);
    return text.size() <= 60 ? text : text.substr(0, 57) + "...";
  };
  const auto place = [](const Source& where) {
    return fmt::format("{}:{}:{}", where.file, where.line, where.column);
  };
  return fmt::format("{}: {} at {}, {} at {}; the later one counts", conflict.path,
                     value(conflict.earlier), place(conflict.earlier.where), value(conflict.later),
                     place(conflict.later.where));
}

}  // namespace sojourn
