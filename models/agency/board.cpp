#include "models/agency/board.hpp"

#include <numeric>

namespace sojourn::models {

namespace {

double total(const std::vector<double>& parts) {
  return std::accumulate(parts.begin(), parts.end(), 0.0);
}

double total(const std::vector<TaskMoney>& parts, Task task) {
  double sum = 0;
  for (const TaskMoney& part : parts) sum += part[position(task)];
  return sum;
}

/// What all states together have to gain by a task at the borders of one, or in it.
Opportunity for_all(const TaskInterests& interests, const std::vector<double>& say, StateId where,
                    Task task) {
  Opportunity one = interests.common(where)[position(task)];
  one.worth *= say[where.index()];
  for (std::size_t s = 0; s < say.size(); ++s) {
    one.worth -= say[s] * interests.harm(StateId(s), where, task);
  }
  return one;
}

/// The same of a task that is done for all.
Opportunity for_all(const TaskInterests& interests, const std::vector<double>& say, Task task) {
  Opportunity one = interests.common(StateId(std::size_t{0}))[position(task)];
  one.worth = 0;
  for (std::size_t s = 0; s < say.size(); ++s) {
    one.worth += say[s] * interests.common(StateId(s))[position(task)].worth;
  }
  return one;
}

constexpr std::array kForAll{Task::kPlacing, Task::kEmergencies};
constexpr std::array kSomewhere{Task::kBorders, Task::kReturns};

}  // namespace

double TaskBudget::done_for(StateId state, Task task) const {
  const std::size_t s = state.index(), q = position(task);
  return earmarked[s][q] + common[s][q];
}

double TaskBudget::all(Task task) const {
  return total(earmarked, task) + total(common, task);
}

double TaskBudget::all() const {
  double sum = 0;
  for (const Task task : kAllTasks) sum += all(task);
  return sum;
}

double TaskBudget::common_placing() const {
  return total(common, Task::kPlacing);
}

Board::Board(Settings& s)
    : integration_(s.real("integration", "1", {0, 1}, 0,
                          "how far it belongs to the United Nations: states have equal say, and "
                          "earmarks end")),
      withdrawal_(s.real("withdrawal", "1 / year", {0, 1}, 0.1,
                         "fall of a contribution by which nothing is done that the donor sees")) {}

std::vector<double> Board::say(const std::vector<double>& contributions) const {
  const double all = total(contributions);
  std::vector<double> say;
  for (const double one : contributions) {
    const double by_money = all > 0 ? one / all : 0;
    say.push_back((1 - integration_) * by_money + integration_ / contributions.size());
  }
  return say;
}

std::vector<TaskMoney> Board::agree(const TaskInterests& interests, const std::vector<double>& say,
                                    double money) const {
  std::vector<Opportunity> all;
  for (const Task task : kForAll) all.push_back(for_all(interests, say, task));
  for (std::size_t s = 0; s < say.size(); ++s) {
    for (const Task task : kSomewhere) all.push_back(for_all(interests, say, StateId(s), task));
  }
  const std::vector<double> best = best_division(all, money);
  std::vector<TaskMoney> common(say.size());
  auto next = best.begin();
  for (const Task task : kForAll) common.front()[position(task)] = *next++;
  for (TaskMoney& one : common) {
    for (const Task task : kSomewhere) one[position(task)] = *next++;
  }
  return common;
}

TaskBudget Board::divide(const TaskInterests& interests, const std::vector<double>& contributions,
                         double mark) const {
  const double marked = mark * (1 - integration_);
  TaskBudget budget;
  for (std::size_t s = 0; s < contributions.size(); ++s) {
    budget.earmarked.push_back(best_division(interests.own(StateId(s)), marked * contributions[s]));
    budget.paid_in.push_back((1 - marked) * contributions[s]);
  }
  budget.common = agree(interests, say(contributions), total(budget.paid_in));
  return budget;
}

double Board::kept(const TaskInterests& interests, const TaskBudget& budget, StateId donor,
                   double contribution) const {
  const Opportunities own = interests.own(donor), common = interests.common(donor);
  const double best = value_of(own, best_division(own, contribution));
  if (best <= 0) return 1;
  TaskMoney done{};
  for (const Task task : kAllTasks) done[position(task)] = budget.done_for(donor, task);
  const std::size_t placing = position(Task::kPlacing), care = position(Task::kEmergencies);
  done[placing] = budget.earmarked[donor.index()][placing];
  done[care] = budget.all(Task::kEmergencies);
  const double shared = common[placing].worth * common[placing].reached(budget.common_placing());
  const double seen = (value_of(own, done) + shared) / best;
  return 1 - withdrawal_ * std::max(0.0, 1 - seen);
}

}  // namespace sojourn::models
