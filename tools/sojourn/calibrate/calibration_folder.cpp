#include "tools/sojourn/calibrate/calibration_folder.hpp"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <iterator>
#include <system_error>

#include "sim/record/digest.hpp"
#include "tools/sojourn/console/output_path.hpp"
#include "tools/sojourn/console/text_file.hpp"
#include "tools/sojourn/outcomes/row_format.hpp"

namespace sojourn::command {

namespace fs = std::filesystem;

namespace {

constexpr const char* kSubject = "subject.csv";
constexpr const char* kLog = "log.csv";
constexpr std::array<const char*, 3> kResults{"best.toml", "posterior.csv", "profile.csv"};

bool is_there(const fs::path& file) {
  std::error_code ignored;
  return fs::exists(fs::symlink_status(file, ignored));
}

std::string text_in(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> outputs_in(const fs::path& folder) {
  std::vector<fs::path> files{folder / kSubject, folder / kLog};
  for (const char* name : kResults) files.push_back(folder / name);
  return files;
}

}  // namespace

std::string subject_of(const Node& resolved, const std::vector<Variation>& settings,
                       const std::vector<Target>& targets) {
  const std::string text = to_toml(resolved);
  std::string subject = fmt::format("kind,name,year,low,high,value,error\nscenario,{:08x},,,,,\n",
                                    crc32(0, text.data(), text.size()));
  for (const Variation& one : settings) {
    subject += fmt::format("setting,{},,{},{},,\n", csv_text(one.path), one.low, one.high);
  }
  for (const Target& one : targets) {
    subject += fmt::format("target,{},{},,,{},{}\n", csv_text(one.outcome), one.year, one.value,
                           one.error);
  }
  return subject;
}

void CalibrationFolder::refuse_inputs(const ScenarioRequest& files, const fs::path& targets,
                                      const Node& scenario) const {
  std::vector<fs::path> read = files.overlays;
  read.push_back(files.file);
  read.push_back(targets);
  for (const fs::path& output : outputs_in(folder_)) {
    refuse_input(output, read);
    refuse_files_of(scenario, output);
  }
}

void CalibrationFolder::begin(bool force) const {
  const fs::path subject = folder_ / kSubject;
  if (is_there(subject) && text_in(subject) == subject_) return;
  for (const fs::path& output : outputs_in(folder_)) {
    if (force || !is_there(output)) continue;
    throw OutputExists(fmt::format(
        "{} is of a calibration of other settings, ranges or targets, or of another scenario",
        output.string()));
  }
  remove_results();
  make_folder_of(subject);
  TextFile file(subject, force);
  file.stream() << subject_;
  file.finish();
}

void CalibrationFolder::remove_results() const {
  std::error_code ignored;
  for (const char* name : kResults) fs::remove(folder_ / name, ignored);
}

}  // namespace sojourn::command
