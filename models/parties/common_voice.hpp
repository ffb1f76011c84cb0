#pragma once

#include "sim/stages/module_set.hpp"
#include "sim/world/institutions.hpp"

namespace sojourn::models {

/// States that act as one where texts are voted on, joined and proposed. A module of the
/// negotiation stage that knows of some says more; by itself every state speaks for itself.
class CommonVoice {
 public:
  virtual ~CommonVoice() = default;

  /// What a text is worth to its members, [by state], becomes what it is worth to them together:
  /// above `band` they are for it, below -band against it. Where they are divided it becomes
  /// `divided`, or stays. Who is not finite takes no part.
  virtual void agree(Subject subject, double band, double divided, StateArray& worth) const = 0;
  /// Where its members would have a text, on an issue of the subject [by state].
  virtual void meet(Subject subject, StateArray& ideal) const = 0;
  /// What counts of its members becomes the mean of theirs, by what each weighs [by state].
  virtual void pool(Subject subject, StateArray& values) const = 0;
  /// With whom a state acts at one time: itself, or the first of those it acts with.
  virtual StateId acts_with(Subject subject, StateId state) const = 0;
};

/// All of a simulation.
class CommonVoices {
 public:
  explicit CommonVoices(const ModuleSet& modules) : all_(modules.all<CommonVoice, Negotiation>()) {}

  bool empty() const { return all_.empty(); }
  void agree(Subject subject, double band, double divided, StateArray& worth) const {
    for (const CommonVoice* one : all_) one->agree(subject, band, divided, worth);
  }
  void meet(Subject subject, StateArray& ideal) const {
    for (const CommonVoice* one : all_) one->meet(subject, ideal);
  }
  void pool(Subject subject, StateArray& values) const {
    for (const CommonVoice* one : all_) one->pool(subject, values);
  }
  StateId acts_with(Subject subject, StateId state) const {
    for (const CommonVoice* one : all_) {
      if (const StateId lead = one->acts_with(subject, state); lead != state) return lead;
    }
    return state;
  }

 private:
  std::vector<const CommonVoice*> all_;
};

}  // namespace sojourn::models
