#include "tools/sojourn/calibrate/trials.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tools/sojourn/console/text_file.hpp"
#include "tools/sojourn/outcomes/row_format.hpp"

namespace sojourn::command {

std::string value_text(const std::string& assignment) {
  return assignment.substr(assignment.find('=') + 1);
}

Point Trials::assignments(const UnitPoint& point) const {
  Point assigned;
  for (std::size_t i = 0; i < point.size(); ++i) {
    assigned.push_back(at(request_.settings[i], std::clamp(point[i], 0.0, 1.0)));
  }
  return assigned;
}

std::vector<double> Trials::distances(const std::vector<UnitPoint>& points,
                                      const std::string& stage) {
  std::vector<Point> fresh;
  for (const UnitPoint& point : points) {
    const Point assigned = assignments(point);
    const bool known = tried_.contains(assigned) || std::ranges::count(fresh, assigned) > 0;
    if (!known) fresh.push_back(assigned);
  }
  if (!fresh.empty()) run(fresh, stage);
  std::vector<double> found;
  for (const UnitPoint& point : points) found.push_back(tried_.at(assignments(point)).distance);
  return found;
}

const std::vector<double>& Trials::values_at(const UnitPoint& point) const {
  return tried_.at(assignments(point)).values;
}

void Trials::run(const std::vector<Point>& points, const std::string& stage) {
  std::vector<StudyRow> rows;
  for (const Point& point : points) {
    ScenarioRequest scenario = request_.scenario;
    scenario.varied = point;
    rows.push_back({fmt::format("trial {}", tried_.size() + rows.size() + 1), scenario, {}});
  }
  StudyOptions options{request_.replicates, "", request_.folder, wishes_of(request_.targets),
                       request_.force};
  options.warn = tried_.empty();
  Study study(std::move(rows), options);
  if (!study.run(request_.threads, true)) throw Stopped{};
  for (std::size_t row = 0; row < points.size(); ++row) {
    const std::vector<double> values = values_of(request_.targets, study, row);
    tried_[points[row]] = {stage, values, distance_of(request_.targets, values)};
    order_.push_back(points[row]);
  }
  write_log();
}

void Trials::write_log() const {
  TextFile file(request_.folder / "log.csv", true);
  file.stream() << "trial,stage,distance";
  for (const Variation& one : request_.settings) file.stream() << ',' << csv_text(one.path);
  for (const Target& target : request_.targets) {
    const std::string year = target.year == 0 ? "" : fmt::format(" {}", target.year);
    file.stream() << ',' << csv_text(target.outcome + year);
  }
  file.stream() << '\n';
  for (std::size_t i = 0; i < order_.size(); ++i) {
    const Trial& trial = tried_.at(order_[i]);
    file.stream() << fmt::format("{},{},{:.9g}", i + 1, trial.stage, trial.distance);
    for (const std::string& one : order_[i]) file.stream() << ',' << value_text(one);
    for (const double value : trial.values) file.stream() << fmt::format(",{:.9g}", value);
    file.stream() << '\n';
  }
  file.finish();
}

}  // namespace sojourn::command
