#pragma once

#include <vector>

#include "models/channels/visit.hpp"
#include "models/contracts/contract_channel.hpp"

namespace sojourn::models {

/// The contract under which a person with a temporary status lives: that of the channel; for people
/// of the start, and for those whom a programme made temporary, the first there is. Visitors have
/// none, nor have those who stay for a term after an area's right (EndOfRight).
class Contracts {
 public:
  void bind(const ModuleSet& modules) {
    by_channel_.clear();
    all_.clear();
    for (const auto& channel : modules.of<Channel>()) {
      const auto* contract = dynamic_cast<const ContractChannel*>(channel.get());
      const bool visits = dynamic_cast<const VisitChannel*>(channel.get()) != nullptr ||
                          channel->arrival_status() == Status::kReturned;
      if (contract != nullptr) all_.push_back(&contract->law());
      by_channel_.push_back({contract != nullptr ? &contract->law() : nullptr, visits});
    }
  }
  const std::vector<const ContractLaw*>& all() const { return all_; }
  /// Null if none.
  const ContractLaw* of(const Person& person) const {
    const Way& way = by_channel_[person.way().index()];
    if (person.condition() != Status::kTemporary || way.visits || all_.empty()) return nullptr;
    return way.law != nullptr ? way.law : all_.front();
  }

 private:
  struct Way {
    const ContractLaw* law;
    bool visits;
  };
  std::vector<Way> by_channel_;
  std::vector<const ContractLaw*> all_;
};

}  // namespace sojourn::models
