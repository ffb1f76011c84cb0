#include "models/forums/proposals/tabling.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/arithmetic/elementary.hpp"

namespace sojourn::models {

namespace {

/// Mandates that are tabled each by itself.
std::vector<SubjectMask> agendas(bool by_subject) {
  if (!by_subject) return {{true, true, true, true}};
  std::vector<SubjectMask> each(kSubjects, SubjectMask{});
  for (std::size_t s = 0; s < kSubjects; ++s) each[s][s] = true;
  return each;
}

StateArray over(const SubjectMask& mandate, const Eigen::ArrayXXd& by_subject) {
  StateArray sum = StateArray::Zero(by_subject.rows());
  for (std::size_t s = 0; s < kSubjects; ++s) {
    if (mandate[s]) sum += by_subject.col(s);
  }
  return sum;
}

/// Envoys and secretariats that may speak on one of the subjects.
double mandates_on(const SubjectMask& mandate, const ForumScene& scene,
                   const std::vector<Forum>& forums) {
  double count = 0;
  for (const Subject subject : scene.envoys) count += mandate[position(subject)];
  for (const Forum& forum : forums) {
    bool common = false;
    for (std::size_t s = 0; s < mandate.size(); ++s) common |= mandate[s] && forum.mandate[s];
    if (forum.alive() && common) count += forum.discretion;
  }
  return count;
}

class Tabling {
 public:
  Tabling(const ForumScene& scene, ForumDemand& demand, std::vector<Forum>& forums,
          ForumRecords& records, Draws& draws, ForumNews& news)
      : scene_(scene),
        demand_(demand),
        forums_(forums),
        records_(records),
        draws_(draws),
        news_(news) {}

  void run() {
    table();
    consult();
  }

 private:
  void table() {
    for (const SubjectMask& mandate : agendas(scene_.terms.demand.by_subject)) {
      const StateArray wanted = over(mandate, demand_.all());
      const double usual = wanted.mean() / scene_.terms.pace.usual_demand / scene_.n_ticks_per_year;
      const double states = scene_.terms.pace.tabling * usual;
      const double envoys =
          scene_.terms.pace.entrepreneurs * mandates_on(mandate, scene_, forums_) * usual;
      const double luck = draws_.uniform();
      const double who = draws_.uniform();
      if (luck >= 1 - fixed::exp(-states - envoys)) continue;
      const bool by_envoy = luck >= 1 - fixed::exp(-states);
      attempt(mandate, wanted, by_envoy, who);
      demand_ = current_demand(scene_, forums_);
    }
  }

  /// Each state in turn, now and then, on the subject on which it gains most.
  void consult() {
    const double chance = 1 - fixed::exp(-scene_.terms.pace.calling / scene_.n_ticks_per_year);
    for (const StateId state : scene_.positions.states()) {
      if (draws_.uniform() >= chance) continue;
      std::optional<SubjectMask> on;
      Proposal best;
      for (const SubjectMask& mandate : agendas(scene_.terms.demand.by_subject)) {
        Proposal one = best_consultation(search(state, mandate, demand_.left.talk, false));
        if (one.fallback.members.empty() || (on && one.gain <= best.gain)) continue;
        on = mandate;
        best = std::move(one);
      }
      if (on) call(search(state, *on, demand_.left.talk, false), std::move(best));
    }
  }

  void call(const Search& search, Proposal proposal) {
    const auto old = main_old(search);
    const std::size_t created = found(
        search, std::move(proposal.fallback), proposal.origin,
        fmt::format("called by {}, to which it is worth {:.4f} more than it costs; {} invited",
                    news_.name_of(search.sponsor), proposal.gain, proposal.invited));
    if (old && answers(forums_[*old], forums_[created])) remember(*old, created);
    demand_ = current_demand(scene_, forums_);
  }

  /// Of a sponsor whose matters are left open as `left` says.
  Search search(StateId sponsor, const SubjectMask& mandate, const Eigen::ArrayXXd& left,
                bool treaty_first) const {
    const auto subjects = static_cast<double>(std::ranges::count(mandate, true));
    return {.positions = scene_.positions,
            .forums = forums_,
            .regions = scene_.regions,
            .demand = scene_.terms.demand,
            .terms = scene_.terms.proposal,
            .sponsor = sponsor,
            .mandate = mandate,
            .unmet = over(mandate, left)[sponsor] / subjects,
            .treaty_first = treaty_first};
  }

  void attempt(const SubjectMask& mandate, const StateArray& wanted, bool by_envoy, double luck) {
    const StateId state = sponsor(wanted, luck);
    const Search search = this->search(state, mandate, demand_.left.rule, !by_envoy);
    Proposal proposal = choose(search, by_envoy);
    switch (proposal.move) {
      case Move::kNothing:
        return;
      case Move::kAddBeside:
        return add_beside(search, std::move(proposal), by_envoy);
      case Move::kReinterpret:
        return reinterpret(search, proposal);
      case Move::kReplace:
        return replace(search, std::move(proposal));
    }
  }

  static StateId sponsor(const StateArray& wanted, double luck) {
    double level = luck * wanted.sum();
    for (const StateId i : IdRange<StateId>(wanted.size())) {
      level -= wanted[i];
      if (level < 0) return i;
    }
    return StateId(wanted.size() - 1);
  }

  /// The move with the largest expected gain, known to `taste` (random utility: McFadden 1974).
  Proposal choose(const Search& search, bool by_envoy) {
    std::vector<Proposal> moves{Proposal{}, best_beside(search)};
    if (!by_envoy) moves.push_back(best_reinterpretation(search));
    if (!by_envoy) moves.push_back(best_replacement(search));
    Proposal best;
    double most = -std::numeric_limits<double>::infinity();
    for (Proposal& move : moves) {
      const double unseen = -scene_.terms.pace.taste * fixed::log(draws_.exponential());
      const bool offered = move.move != Move::kNothing || &move == &moves.front();
      if (!offered || move.gain + unseen <= most) continue;
      most = move.gain + unseen;
      best = std::move(move);
    }
    return best;
  }

  void add_beside(const Search& search, Proposal proposal, bool by_envoy) {
    const bool tried = proposal.forum.members.size() >= 3 && !by_envoy;
    const bool treaty = proposal.chance > 0 && draws_.happens(proposal.chance);
    records_.attempts.treaties += tried;
    records_.attempts.treaties_passed += treaty;
    if (!treaty) {
      ++records_.attempts.talks;
      if (proposal.fallback.members.empty()) return tell_refusal(search, proposal);
      ++records_.attempts.talks_passed;
    }
    const auto old = main_old(search);
    const std::string why =
        fmt::format("{} of {} invited; tabled by {}{}; {:.2f} of the power would veto a treaty",
                    (treaty ? proposal.forum : proposal.fallback).members.size(), proposal.invited,
                    by_envoy ? "an envoy for " : "", news_.name_of(search.sponsor), proposal.veto);
    const std::size_t created =
        found(search, std::move(treaty ? proposal.forum : proposal.fallback), proposal.origin, why);
    if (old && answers(forums_[*old], forums_[created])) remember(*old, created);
  }

  void tell_refusal(const Search& search, const Proposal& proposal) {
    news_.log().add(
        "forum refused",
        fmt::format("{} finds nobody to meet on {}; {:.2f} of the power would veto a treaty",
                    news_.name_of(search.sponsor), subjects_text(search.mandate), proposal.veto));
  }

  /// Of the sponsor's forums on the subject, the one that counts for most with it.
  std::optional<std::size_t> main_old(const Search& search) const {
    std::optional<std::size_t> found;
    double most = -1;
    for (std::size_t f = 0; f < forums_.size(); ++f) {
      const Forum& forum = forums_[f];
      bool common = false;
      for (std::size_t s = 0; s < kSubjects; ++s) common |= search.mandate[s] && forum.mandate[s];
      if (!forum.alive() || !common) continue;
      if (std::ranges::count(forum.members, search.sponsor) == 0) continue;
      const double force =
          force_of(forum.formality, forum.authority, scene_.terms.demand.authority_weight);
      if (force <= most) continue;
      most = force;
      found = f;
    }
    return found;
  }

  /// Whether a new forum has as many of an old one's members as an answer to it would have.
  bool answers(const Forum& old, const Forum& created) const {
    const auto both = std::ranges::count_if(old.members, [&](StateId member) {
      return std::ranges::count(created.members, member) > 0;
    });
    return static_cast<double>(both) >=
           scene_.terms.pace.answers * static_cast<double>(old.members.size());
  }

  void remember(std::size_t old, std::size_t created) {
    Reform reform = reform_of(forums_, old, news_.tick());
    reform.created = created;
    records_.reformed(reform);
  }

  std::size_t found(const Search& search, Forum forum, const char* origin, const std::string& why) {
    forum.name = new_name(forum, origin, search.sponsor);
    forum.founded = news_.tick();
    forum.ended = -1;
    forum.authority = 0;
    news_.log().add("forum founded",
                    fmt::format("{}: {}; {}; demand: {}{}", forum.name, charter_text(forum), why,
                                reasons_text(demand_, search.mandate),
                                forum.host.valid() ? "; housed by " + news_.name_of(forum.host)
                                                   : std::string()));
    const StateArray& m = scene_.positions.net_position;
    records_.founded(forums_.size(), origin,
                     {search.sponsor, m.size() > 0 ? m[search.sponsor] : 0.0});
    forums_.push_back(std::move(forum));
    return forums_.size() - 1;
  }

  /// "Regional rights talks 1996 (MEX)".
  std::string new_name(const Forum& forum, std::string origin, StateId sponsor) const {
    origin[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(origin[0])));
    const char* form = forum.formality >= 1     ? "treaty body"
                       : forum.formality >= 0.5 ? "council"
                                                : "talks";
    const std::string subject =
        std::ranges::count(forum.mandate, true) == 1 ? subjects_text(forum.mandate) : "migration";
    std::string name = fmt::format("{} {} {} {} ({})", origin, subject, form, news_.year(),
                                   news_.name_of(sponsor));
    const auto taken = std::ranges::count_if(
        forums_, [&](const Forum& other) { return other.name.starts_with(name); });
    return taken > 0 ? fmt::format("{} {}", name, taken + 1) : name;
  }

  void reinterpret(const Search& search, const Proposal& proposal) {
    const std::size_t at = proposal.old.value();
    if (!(proposal.chance > 0) || !draws_.happens(proposal.chance)) return;
    const Reform reform = reform_of(forums_, at, news_.tick());
    const SubjectMask before = forums_[at].mandate;
    forums_[at].mandate = proposal.forum.mandate;
    forums_[at].formality = proposal.forum.formality;
    records_.reformed(reform);
    news_.log().add("forum mandate",
                    fmt::format("{}: {} has it used for {} (was {}), formality {:.2f} (was {:.2f})",
                                forums_[at].name, news_.name_of(search.sponsor),
                                subjects_text(proposal.forum.mandate), subjects_text(before),
                                proposal.forum.formality, reform.formality));
  }

  void replace(const Search& search, Proposal proposal) {
    const std::size_t at = proposal.old.value();
    ++records_.attempts.treaties;
    if (!(proposal.chance > 0) || !draws_.happens(proposal.chance)) return;
    ++records_.attempts.treaties_passed;
    const Reform before = reform_of(forums_, at, news_.tick());
    const std::size_t created =
        found(search, std::move(proposal.forum), "replacement",
              fmt::format("{} has it replace {}", news_.name_of(search.sponsor), forums_[at].name));
    forums_[at].ended = news_.tick();
    news_.log().add("forum death", forums_[at].name + ": replaced");
    Reform reform = before;
    reform.created = created;
    records_.reformed(reform);
  }

  const ForumScene& scene_;
  ForumDemand& demand_;
  std::vector<Forum>& forums_;
  ForumRecords& records_;
  Draws& draws_;
  ForumNews& news_;
};

}  // namespace

ForumDemand current_demand(const ForumScene& scene, const std::vector<Forum>& forums) {
  const DemandTerms& terms = scene.terms.demand;
  return forum_demand(scene.positions, forums, scene.regions, terms, scene.salience);
}

void table_forums(const ForumScene& scene, ForumDemand& demand, std::vector<Forum>& forums,
                  ForumRecords& records, Draws& draws, ForumNews& news) {
  Tabling(scene, demand, forums, records, draws, news).run();
}

}  // namespace sojourn::models
