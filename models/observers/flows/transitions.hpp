#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/base/stateful.hpp"
#include "sim/record/recorder.hpp"
#include "sim/tick/record_observer.hpp"

namespace sojourn::models {

/// People of both ends of a period by the country where they lived at its start (origin) and at its
/// end (destination), as a census counts them that asks for the residence five years before:
/// transitions[period, origin, destination, move]. The whole population, not a sample. Left out
/// are who was born within the period, who died in it, and moves within a country. `move` is told
/// by the citizenship on the record, for birth: outward from it, return to it, onward between two
/// others. People on the way live where they last settled.
///
/// A run that is not observed from its first tick has none. A table of two bytes for every record
/// made so far keeps where its person lived at the start. Who became a citizen within the period
/// counts at that moment, since residents have no record: a death in the rest of it takes nothing
/// back, and who leaves again in it gets a new record and counts once more at its end, as someone
/// who lived in the new country.
class TransitionObserver final : public RecordObserver, public Stateful {
 public:
  enum class Move : std::uint8_t { kOutward, kReturn, kOnward };

  TransitionObserver(Settings& settings, const World& world);

  void declare(const Scene& scene, Recorder& recorder) override;
  void begin(const Scene& scene, const Population& population) override;
  void watch(const Scene& scene, const Population& population, const Moves& moves) override;
  void observe(const Scene& scene, Recorder& recorder) override;
  void state(Archive& archive) override;

 private:
  static constexpr std::array kAllMoves{Move::kOutward, Move::kReturn, Move::kOnward};
  /// First tick of period `number`.
  int first_tick(const Calendar& calendar, int number) const;
  void open_if_due(const Scene& scene, const Population& population, int tick);
  void note(const World& world, const Population& population, const Moves& moves);
  void close(const World& world, const Population& population);
  void count(const World& world, const Person& person, PlaceId now);

  int years_;
  Date start_;
  int period_ = 0;           // the one that is open, or the next
  bool from_start_ = false;  // whether the run is observed from its first tick
  bool open_ = false;        // whether a period is under way
  bool closed_ = false;      // whether one ended with this tick
  int first_month_ = 0;      // of the open period, as in Person::birth_month
  std::array<std::vector<std::uint16_t>, kShards> lived_;  // by number of the record: PlaceId
  Counts<PlaceId, PlaceId, Move> people_;                  // [agents]
  Series<std::int64_t> transitions_, length_;
};

}  // namespace sojourn::models
