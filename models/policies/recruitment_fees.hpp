#pragma once

#include <string>

#include "sim/base/ids.hpp"

namespace sojourn::models {

/// What a policy sets that sets the fee of a channel (PolicyLever::sets).
inline std::string fee_of(const std::string& channel) {
  return "recruitment_fee of " + channel;
}

/// A module of the negotiation stage by which recruiters may come to take less.
class FeeCap {
 public:
  virtual ~FeeCap() = default;
  /// Whether an agreement may cap the fees of the channel.
  virtual bool caps_fees(ChannelId channel) const = 0;
};

}  // namespace sojourn::models
