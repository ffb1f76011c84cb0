#include "models/observers/forums.hpp"

#include <limits>

#include "models/forums/politics.hpp"
#include "models/observers/axes.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn::models {

namespace {

/// Formal: it binds more than it talks. Wide: half of the states or more are in it.
const std::vector<std::string> kTypes{"formal", "informal", "formal_narrow", "informal_narrow"};

std::size_t type_of(const Forum& forum, int n_states) {
  const bool formal = forum.formality >= 0.5;
  const bool wide = 2 * static_cast<int>(forum.members.size()) >= n_states;
  return (formal ? 0U : 1U) + (wide ? 0U : 2U);
}

std::string ids_of(const Scene& scene, const Forum& forum) {
  std::string ids;
  for (const StateId member : forum.members) {
    ids += (ids.empty() ? "" : ",") + scene.world.places[member.index()].id;
  }
  return ids;
}

}  // namespace

void ForumObserver::bind(const ModuleSet& modules) {
  politics_ = modules.find<ForumPolitics>();
}

void ForumObserver::declare(const Scene& /*scene*/, Recorder& recorder) {
  using enum ColumnType;
  forums_ = recorder.add_table(
      "forums", "where states met",
      {{"name", kText, "1", "name"},
       {"founded", kText, "1", "first day of the tick; empty: there at the start"},
       {"ended", kText, "1", "first day of the tick; empty: lives"},
       {"rule", kText, "1", "how it decides"},
       {"formality", kReal, "1", "0: talks, 1: decisions that bind"},
       {"authority", kReal, "1", "what its decisions count for beyond that, at the end"},
       {"members", kInteger, "1", "members at the end"},
       {"states", kText, "1", "ids of the members at the end, between commas"},
       {"subjects", kText, "1", "its mandate at the end"},
       {"origin", kText, "1", "how it came about"},
       {"pathway", kText, "1", "what became of the forum that it answered to, or of itself"},
       {"sponsor", kText, "1", "who brought it about; empty: unknown"},
       {"sponsor_position", kReal, "1", "net position of the sponsor then, above 0: it receives"}});
  recorder.add_axis({"forum_type", kTypes, {}, "1", "formal or informal; narrow: few are members"});
  count_ = recorder.add_series<std::int64_t>(
      {"forum_count", {"year", "forum_type"}, "1", "forums alive"});
  members_ = recorder.add_series<std::int64_t>(
      {"forum_memberships", {"year", "citizenship"}, "1", "forums that the state is in"});
  if (politics_ == nullptr) return;
  const auto yearly = [&](const char* name, const char* units, const char* meaning) {
    return recorder.add_series<double>({name, {"year"}, units, meaning});
  };
  concentration_ =
      yearly("decision_concentration", "1", "1 - HHI of consequential decisions over venues");
  bilateral_ = yearly("bilateral_share", "1", "of consequential decisions, settled by two alone");
  veto_ = yearly("forum_veto", "1", "share of power that would veto a treaty among all");
  demand_ = yearly("forum_demand", "1", "mean worth of a new forum [utility]");
}

void ForumObserver::observe(const Scene& scene, Recorder& recorder) {
  if (!begins_recorded_year(scene)) return;
  std::vector<std::int64_t> counts(kTypes.size(), 0);
  std::vector<std::int64_t> members(scene.world.states().size(), 0);
  for (const Forum& forum : scene.agreements.forums) {
    if (!forum.alive()) continue;
    ++counts[type_of(forum, scene.world.n_states)];
    for (const StateId member : forum.members) ++members[member.index()];
  }
  recorder.append(count_, counts);
  recorder.append(members_, members);
  if (politics_ == nullptr) return;
  recorder.append(concentration_, politics_->business().spread());
  recorder.append(bilateral_, politics_->business().bilateral_share());
  recorder.append(veto_, politics_->veto());
  const bool looked = politics_->positions().n() > 0;
  recorder.append(demand_, looked ? politics_->demand().all().rowwise().sum().mean()
                                  : std::numeric_limits<double>::quiet_NaN());
}

void ForumObserver::finish(const Scene& scene, Recorder& recorder) {
  const auto& forums = scene.agreements.forums;
  for (std::size_t f = 0; f < forums.size(); ++f) {
    const Forum& forum = forums[f];
    const Pathway pathway =
        politics_ != nullptr ? politics_->records().pathway(f, forums) : Pathway::kNone;
    const Sponsor by = politics_ != nullptr ? politics_->records().sponsor(f) : Sponsor{};
    recorder.append_row(
        forums_, {forum.name, date_of(scene, forum.founded), date_of(scene, forum.ended),
                  std::string(kDecisionRuleNames[position(forum.rule)]), forum.formality,
                  forum.authority, static_cast<std::int64_t>(forum.members.size()),
                  ids_of(scene, forum), subjects_text(forum.mandate),
                  politics_ != nullptr ? politics_->records().origin(f) : std::string("start"),
                  std::string(kPathwayNames[position(pathway)]),
                  by.state.valid() ? scene.world.places[by.state.index()].id : std::string(),
                  by.state.valid() ? by.net_position : std::numeric_limits<double>::quiet_NaN()});
  }
}

}  // namespace sojourn::models
