#include "tools/sojourn/import/write/folder.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <string_view>

#include "sim/base/system_message.hpp"
#include "sim/record/h5.hpp"
#include "sim/record/part_file.hpp"

namespace sojourn::intake {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 11> kOwn{
    "README.md", "scenario.toml", "countries.csv", "stocks.csv",   "history.csv", "visas.csv",
    "pairs.csv", "corridors.csv", "observed.csv",  "flows_5y.csv", "places.csv"};

[[noreturn]] void fail(const fs::path& path, const std::string& why) {
  throw WriteError(fmt::format("cannot write {}: {}", path.string(), why));
}

/// The folder without "/" at its end, which names nothing.
fs::path named(const fs::path& folder) {
  return folder.has_filename() ? folder : folder.parent_path();
}

/// A folder that goes away unless it is kept.
class Staging {
 public:
  explicit Staging(fs::path path) : path_(std::move(path)) {
    std::error_code error;
    fs::create_directories(path_.parent_path().empty() ? "." : path_.parent_path(), error);
    if (!fs::create_directory(path_, error)) {
      fail(path_, error ? error.message() : "it is there already");
    }
  }
  Staging(const Staging&) = delete;
  Staging& operator=(const Staging&) = delete;
  ~Staging() {
    std::error_code ignored;
    if (!kept_) fs::remove_all(path_, ignored);
  }

  const fs::path& path() const { return path_; }
  void keep() { kept_ = true; }

 private:
  fs::path path_;
  bool kept_ = false;
};

void write_file(const fs::path& path, const std::string& text) {
  errno = 0;
  std::ofstream stream(path, std::ios::binary);
  stream << text;
  stream.close();
  if (!stream) fail(path, system_message(errno == 0 ? EIO : errno));
}

bool is_own(const fs::path& folder) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (std::ranges::find(kOwn, name) == kOwn.end()) return false;
  }
  return !error;
}

}  // namespace

void refuse_folder(const fs::path& folder, bool force) {
  std::error_code error;
  const fs::path path = named(folder);
  if (!fs::exists(fs::symlink_status(path, error))) return;
  if (!force) throw OutputExists(path.string() + " exists already");
  if (fs::is_symlink(path, error) || !fs::is_directory(path, error) || !is_own(path)) {
    throw WriteError(
        fmt::format("cannot replace {}: it holds what no import wrote", path.string()));
  }
}

void write_folder(const fs::path& folder, const std::vector<FileText>& files, bool force) {
  refuse_folder(folder, force);
  const fs::path path = named(folder);
  const std::string own = fmt::format("{}.{}", path.string(), ::getpid());
  Staging part(own + ".part");
  for (const FileText& file : files) write_file(part.path() / file.name, file.text);
  std::error_code error;
  const bool replaces = fs::exists(path, error);
  const fs::path old = own + ".old";
  if (replaces) fs::rename(path, old, error);
  if (!error) fs::rename(part.path(), path, error);
  if (error) {
    std::error_code ignored;
    if (replaces && !fs::exists(path, ignored)) fs::rename(old, path, ignored);
    fail(path, error.message());
  }
  part.keep();
  if (replaces) fs::remove_all(old, error);
  sync_directory(path);
}

}  // namespace sojourn::intake
