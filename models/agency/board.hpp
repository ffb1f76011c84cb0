#pragma once

#include <vector>

#include "models/agency/task_interests.hpp"
#include "sim/input/settings.hpp"

namespace sojourn::models {

/// An agency's money, by task.
struct TaskBudget {
  std::vector<TaskMoney> earmarked;  // by donor, spent as that donor says
  std::vector<TaskMoney> common;     // by the state at whose borders, or in which; else the first
  std::vector<double> paid_in;       // common money by donor [int. $ / year]

  /// What is done at the borders of a state, and for it in its country, whoever pays.
  double done_for(StateId state, Task task) const;
  double all(Task task) const;
  double all() const;
  double common_placing() const;
};

/// Who decides what an agency does (ODD 7.23). Donors earmark the share `mark` of their money and
/// each divides its own as is best for itself. The common rest is divided as is best for all states
/// together, harm to their citizens included, each weighed by its say: by its contribution where
/// donors rule, all the same where the United Nations do (`integration` 1), between these in
/// between. Integration takes earmarks away too: of the marked share 1 - integration is left.
class Board {
 public:
  explicit Board(Settings& settings);

  TaskBudget divide(const TaskInterests& interests, const std::vector<double>& contributions,
                    double mark) const;
  /// By what factor a donor's contribution changes, since it compares what is done with what the
  /// same money would do for it alone: 1 - withdrawal*max(0, 1 - seen/best).
  double kept(const TaskInterests& interests, const TaskBudget& budget, StateId donor,
              double contribution) const;
  double integration() const { return integration_; }

 private:
  std::vector<double> say(const std::vector<double>& contributions) const;
  std::vector<TaskMoney> agree(const TaskInterests& interests, const std::vector<double>& say,
                               double money) const;

  double integration_, withdrawal_;
};

}  // namespace sojourn::models
