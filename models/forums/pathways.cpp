#include "models/forums/pathways.hpp"

namespace sojourn::models {

Reform reform_of(const std::vector<Forum>& forums, std::size_t old, int tick) {
  const Forum& forum = forums[old];
  return {.tick = tick,
          .old = old,
          .created = {},
          .authority = forum.authority,
          .formality = forum.formality,
          .mandate = forum.mandate};
}

Pathway measured_pathway(const Reform& reform, const std::vector<Forum>& forums, double intact) {
  const Forum& old = forums[reform.old];
  const bool created = reform.created.has_value();
  if (!old.alive()) return created ? Pathway::kDisplacement : Pathway::kNone;
  if (old.mandate != reform.mandate || old.formality != reform.formality) {
    return Pathway::kConversion;
  }
  if (!created) return Pathway::kNone;
  return old.authority < intact * reform.authority ? Pathway::kDrift : Pathway::kLayering;
}

}  // namespace sojourn::models
