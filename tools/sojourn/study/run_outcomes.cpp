#include "tools/sojourn/study/run_outcomes.hpp"

#include <fmt/format.h>

#include "sim/record/recorder.hpp"
#include "sim/record/run_file.hpp"

namespace sojourn::command {

namespace {

std::vector<std::string> outcome_names() {
  std::vector<std::string> names;
  for (const models::Outcome& outcome : models::standard_outcomes()) names.push_back(outcome.name);
  return names;
}

}  // namespace

RunOutcomes outcomes_of(const models::OutcomeRecord& record) {
  RunOutcomes all{record.means(), record.years(), {}};
  for (std::size_t k = 0; k < all.means.size(); ++k) all.yearly.push_back(record.of_years(k));
  return all;
}

void write_outcomes(const std::filesystem::path& path, const std::string& title,
                    const RunOutcomes& outcomes) {
  Recorder recorder(path, true, "sojourn-outcomes");
  recorder.attribute("title", title);
  recorder.add_axis({"outcome", outcome_names(), {}, "1", "what is compared"});
  recorder.add_axis({"year", {}, outcomes.years, "1", "calendar year"});
  std::vector<double> yearly;
  for (const auto& series : outcomes.yearly) {
    yearly.insert(yearly.end(), series.begin(), series.end());
  }
  recorder.write<double>({"outcomes", {"outcome"}, "1", "mean over the span"}, outcomes.means);
  recorder.write<double>({"yearly", {"outcome", "year"}, "1", "mean over the year"}, yearly);
  recorder.finish();
}

RunOutcomes read_outcomes(const std::filesystem::path& path) {
  const RunFile file(path);
  if (file.attribute_text("format") != "sojourn-outcomes" ||
      file.texts("outcome") != outcome_names()) {
    throw ReadError(fmt::format("{}: not the outcomes of a run of this program", path.string()));
  }
  RunOutcomes all{file.reals("outcomes"), file.reals("year"), {}};
  const std::vector<double> yearly = file.reals("yearly");
  if (all.means.size() != outcome_names().size() ||
      yearly.size() != all.means.size() * all.years.size()) {
    throw ReadError(fmt::format("{}: outcomes are missing", path.string()));
  }
  for (auto from = yearly.begin(); from != yearly.end();) {
    const auto to = from + static_cast<std::ptrdiff_t>(all.years.size());
    all.yearly.emplace_back(from, to);
    from = to;
  }
  return all;
}

}  // namespace sojourn::command
