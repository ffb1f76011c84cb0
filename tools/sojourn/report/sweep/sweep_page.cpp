#include "tools/sojourn/report/sweep/sweep_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <optional>

#include "sim/input/text/characters.hpp"
#include "tools/sojourn/report/comparison/regimes_observed.hpp"
#include "tools/sojourn/report/modules.hpp"
#include "tools/sojourn/report/page/page_data.hpp"
#include "tools/sojourn/report/sweep/sweep_files.hpp"
#include "tools/sojourn/report/sweep/sweep_parts.hpp"

namespace sojourn::command {

namespace fs = std::filesystem;

namespace {

/// Takes what every run came to, and makes a page of it.
class SweepPage {
 public:
  SweepPage(SweepFiles& files, const fs::path& observed_file)
      : files_(files), observed_file_(observed_file) {}

  Json make() {
    files_.each([&](std::size_t point, std::size_t replicate, const RunView& run) {
      if (!outcomes_) begin(run);
      take(point, replicate, run);
    });
    page_["comparison"] = outcomes_->json();
    if (places_->is_kept()) page_["world"] = places_->json();
    if (observed_) {
      page_["observed_file"] = observed_file_.filename().string();
      page_["observed"] = observed_->json();
    }
    tell_missing();
    return std::move(page_);
  }

 private:
  void begin(const RunView& run) {
    page_ = page_head(run.file);
    page_["kind"] = "comparison";
    page_["swept"] = true;
    page_["level"] = 0.95;
    page_["compared_from"] = run.file.attribute_text("start");
    page_["modules"] = json_of(ModuleBook().read(modules_table(run.atlas.scenario())));
    page_["scenario"] = outline(run.atlas.scenario());
    const SweepShape shape{files_.parameters(), files_.points(), files_.n_replicates(),
                           run.years.labels};
    outcomes_.emplace(shape);
    places_.emplace(shape, run.atlas.countries());
    if (observed_file_.empty()) return;
    observed_.emplace(read_observations(observed_file_, timed(run)), shape.n_points(),
                      shape.n_replicates);
  }

  void take(std::size_t point, std::size_t replicate, const RunView& run) {
    const std::size_t at = point * files_.n_replicates() + replicate;
    outcomes_->take(at, run);
    if (places_->is_kept()) {
      places_->take(point, replicate, places_of_run(run, places_->has_all()));
    }
    if (observed_) observed_->take(at, timed(run));
  }

  void tell_missing() {
    if (files_.n_whole() == files_.n_runs()) return;
    page_["complete"] = std::int64_t{0};
    page_["state"] = fmt::format("{} of {} runs are whole; the others are left out",
                                 files_.n_whole(), files_.n_runs());
  }

  SweepFiles& files_;
  const fs::path& observed_file_;
  Json page_;
  std::optional<SweepOutcomes> outcomes_;
  std::optional<SweepPlaces> places_;
  std::optional<RegimesObserved> observed_;
};

/// Run files beside the table that it does not name.
void warn_of_others(const fs::path& folder, const fs::path& index,
                    const std::vector<fs::path>& named) {
  std::size_t n = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const bool known = std::ranges::any_of(
        named, [&](const fs::path& path) { return path.filename() == entry.path().filename(); });
    n += entry.path().extension() == ".h5" && !known ? 1 : 0;
  }
  if (n == 0) return;
  std::cerr << fmt::format("warning: {} {} that {} does not name: left out\n", n,
                           n == 1 ? "file" : "files", escaped(index.string()));
}

}  // namespace

std::optional<fs::path> sweep_index(const fs::path& input) {
  if (!fs::is_directory(input)) {
    return input.extension() == ".csv" ? std::optional(input) : std::nullopt;
  }
  const std::vector<fs::path> found = run_indexes_in(input);
  if (found.empty()) return std::nullopt;
  if (found.size() > 1) {
    throw ReadError(fmt::format("{} has several sweeps: name the table of one of them, {} or {}",
                                input.string(), found[0].string(), found[1].string()));
  }
  return found.front();
}

Json page_of_sweep(const fs::path& index, const fs::path& observed_file) {
  SweepFiles files(read_run_index(index));
  const fs::path folder = index.has_parent_path() ? index.parent_path() : fs::path(".");
  warn_of_others(folder, index, files.paths());
  if (files.n_points() == 1) {
    std::vector<RunFile> runs;
    for (const fs::path& path : files.paths()) runs.emplace_back(path);
    return page_of_runs(runs, observed_file);
  }
  Json page = SweepPage(files, observed_file).make();
  page["file"] = index.filename().string();
  return page;
}

}  // namespace sojourn::command
