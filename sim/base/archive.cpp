#include "sim/base/archive.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sojourn {

void Archive::mark(std::string_view name) {
  std::string there(name);
  value(there);
  if (there != name)
    throw ArchiveError(fmt::format("\"{}\" stands where \"{}\" should", there, name));
}

void Archive::shared(std::shared_ptr<Stateful>& object, bool there) {
  constexpr std::uint64_t kNone = ~std::uint64_t{0};
  const auto known = std::ranges::find(shared_, object);
  std::uint64_t number = kNone;
  if (there) number = known - shared_.begin();
  value(number);
  if (number == kNone) return object.reset();
  if (number < shared_.size()) {
    object = shared_[number];
    return;
  }
  std::string name;
  if (!loading_) {
    const Stateful* stored = object.get();
    const auto kind = std::ranges::find_if(*kinds_, [stored](const StatefulKind& one) {
      return stored != nullptr && one.type == typeid(*stored);
    });
    if (kind == kinds_->end()) throw ArchiveError("an object of a class that keeps no state");
    name = kind->name;
  }
  value(name);
  const auto kind = std::ranges::find(*kinds_, name, &StatefulKind::name);
  if (kind == kinds_->end()) throw ArchiveError(fmt::format("no class is called \"{}\"", name));
  if (loading_) object = kind->make();
  shared_.push_back(object);
  object->state(*this);
}

}  // namespace sojourn
