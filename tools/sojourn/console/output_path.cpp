#include "tools/sojourn/console/output_path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <set>
#include <system_error>

#include "sim/input/text/characters.hpp"
#include "sim/record/h5.hpp"
#include "sim/record/part_file.hpp"

namespace sojourn::command {

namespace {

namespace fs = std::filesystem;

constexpr int kMostLinks = 40;  // as the kernel follows

bool same_file(const fs::path& a, const fs::path& b) {
  std::error_code error;
  return fs::equivalent(a, b, error) && !error;
}

/// The output, and what is written until it is whole: those that are there.
std::vector<fs::path> written(const fs::path& output) {
  fs::path part = through_links(output);
  part += ".part";
  std::vector<fs::path> files{output, part};
  std::erase_if(files, [](const fs::path& file) {
    std::error_code error;
    return !fs::exists(file, error);
  });
  return files;
}

/// Where values stand, and what texts could name: relative to their file, or to here.
void collect_files(const Node& node, std::set<fs::path>& files) {
  if (!node.where.file.empty()) files.insert(node.where.file);
  if (const auto* text = std::get_if<std::string>(&node.value)) {
    files.insert(*text);
    files.insert(fs::path(node.where.file).parent_path() / *text);
  }
  if (node.is_table()) {
    for (const auto& [key, child] : node.table()) collect_files(child, files);
  }
  if (node.is_array()) {
    for (const Node& child : node.array()) collect_files(child, files);
  }
}

}  // namespace

fs::path output_folder(const fs::path& out) {
  if (out != "-") return out;
  throw InputError(Source{"--out"}, "expected a file, found \"-\": a stream cannot hold this");
}

fs::path output_path(const fs::path& out, const fs::path& name) {
  output_folder(out);
  return out.has_filename() ? out : out / name;
}

fs::path through_links(fs::path path) {
  std::error_code error;
  for (int i = 0; i < kMostLinks && fs::is_symlink(path, error); ++i) {
    const fs::path target = fs::read_symlink(path, error);
    if (error) break;
    path = target.is_absolute() ? target : path.parent_path() / target;
  }
  return path;
}

void make_folder_of(const fs::path& output) {
  std::error_code error;
  fs::create_directories(output.parent_path(), error);
  if (!error) return;
  throw WriteError(
      fmt::format("cannot make the folder {}: {}", output.parent_path().string(), error.message()));
}

void warn_if_left_behind(const fs::path& output) {
  if (!is_left_behind(output)) return;
  std::cerr << fmt::format(
      "warning: {}.part was left by a process that ended before it was whole; it is replaced\n",
      escaped(output.string()));
}

bool replaces_something(const fs::path& output) {
  return !written(output).empty();
}

void refuse_input(const fs::path& output, const std::vector<fs::path>& inputs, const char* option) {
  for (const fs::path& file : written(output)) {
    const auto found =
        std::ranges::find_if(inputs, [&](const fs::path& input) { return same_file(file, input); });
    if (found == inputs.end()) continue;
    throw InputError(Source{option},
                     fmt::format("\"{}\" would replace the input \"{}\"; --force does not allow "
                                 "that, choose another name",
                                 output.string(), found->string()));
  }
}

void refuse_files_of(const Node& scenario, const fs::path& output) {
  std::set<fs::path> files;
  collect_files(scenario, files);
  refuse_input(output, {files.begin(), files.end()});
}

}  // namespace sojourn::command
