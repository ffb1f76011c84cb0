#include "models/observers/instruments.hpp"

#include "models/observers/axes.hpp"
#include "models/parties/position.hpp"
#include "sim/base/archive.hpp"

namespace sojourn::models {

namespace {

/// Where an instrument holds: joined by, binding [states], and the share of the world's migrants
/// who live in states that it binds.
struct Coverage {
  std::int64_t joined = 0, bound = 0;
  double migrants = 0;
};
Coverage coverage_of(const Instrument& text, const StateArray& foreigners) {
  Coverage sum;
  for (const StateId s : IdRange<StateId>(foreigners.size())) {
    sum.joined += text.has(s) ? 1 : 0;
    if (!text.binds(s)) continue;
    ++sum.bound;
    sum.migrants += foreigners[s];
  }
  const double all = foreigners.sum();
  sum.migrants = all > 0 ? sum.migrants / all : 0;
  return sum;
}

}  // namespace

void InstrumentObserver::declare(const Scene& /*scene*/, Recorder& recorder) {
  using enum ColumnType;
  instruments_ = recorder.add_table("instruments", "texts that states may join",
                                    {{"name", kText, "1", "name of the text"},
                                     {"kind", kText, "1", "convention or compact"},
                                     {"forum", kText, "1", "where it was adopted"},
                                     {"hardness", kReal, "1", "0: soft law, 1: a binding treaty"},
                                     {"depth", kReal, "1", "distance from the status quo"},
                                     {"adopted", kText, "1", "date of adoption"},
                                     {"in_force", kText, "1", "date of entry into force"},
                                     {"ended", kText, "1", "date of its end; empty: lives"}});
  acts_ = recorder.add_table("acts", "what states did about instruments",
                             {{"instrument", kText, "1", "name of the text"},
                              {"state", kText, "1", "the state"},
                              {"tick", kInteger, "1", "tick of the act"},
                              {"date", kText, "1", "first day of the tick"},
                              {"act", kText, "1", "yes, no, abstain, joined or withdrew"}});
  coverage_ = recorder.add_table(
      "coverage", "whom instruments cover, year by year",
      {{"year", kInteger, "1", "calendar year that begins"},
       {"instrument", kText, "1", "name of the text"},
       {"joined", kInteger, "1", "states that have joined"},
       {"bound", kInteger, "1", "states that it binds: those, once it is in force"},
       {"migrants", kReal, "1", "share of the world's migrants who live in bound states"}});
}

void InstrumentObserver::observe(const Scene& scene, Recorder& recorder) {
  const auto& instruments = scene.agreements.instruments;
  told_.resize(instruments.size(), 0);
  for (std::size_t k = 0; k < instruments.size(); ++k) {
    for (; told_[k] < instruments[k].acts.size(); ++told_[k]) {
      const Act& act = instruments[k].acts[told_[k]];
      recorder.append_row(acts_, {instruments[k].name, scene.world.places[act.state.index()].id,
                                  std::int64_t{act.tick}, date_of(scene, act.tick),
                                  std::string(kActNames[position(act.kind)])});
    }
  }
  if (instruments.empty() || !begins_recorded_year(scene)) return;
  const Eigen::ArrayXd foreigners = citizens_abroad(scene).colwise().sum().transpose();
  for (const Instrument& text : instruments) {
    if (!text.alive()) continue;
    const Coverage now = coverage_of(text, foreigners);
    recorder.append_row(coverage_, {std::int64_t{scene.world.calendar.year(scene.tick)}, text.name,
                                    now.joined, now.bound, now.migrants});
  }
}

void InstrumentObserver::finish(const Scene& scene, Recorder& recorder) {
  for (const Instrument& text : scene.agreements.instruments) {
    recorder.append_row(instruments_, {text.name, text.kind, text.forum, text.hardness, text.depth,
                                       date_of(scene, text.adopted), date_of(scene, text.in_force),
                                       date_of(scene, text.ended)});
  }
}

void InstrumentObserver::state(Archive& archive) {
  archive(told_);
}

}  // namespace sojourn::models
