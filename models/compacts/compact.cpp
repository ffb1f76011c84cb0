#include "models/compacts/compact.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/compacts/objectives/text_settings.hpp"
#include "models/parties/party.hpp"
#include "models/texts/joining_together.hpp"
#include "models/texts/votes.hpp"
#include "sim/base/archive.hpp"
#include "sim/base/rates.hpp"
#include "sim/input/term.hpp"
#include "sim/stages/tick_stream.hpp"

namespace sojourn::models {

namespace {

/// As it is given, and where the proposal is dated, as long after it as a text of this hardness
/// takes.
int vote_of(Settings& s, const World& world, double hardness) {
  const Calendar& calendar = world.calendar;
  const int vote = read_tick(s, "vote", calendar, "when the text is put to the vote");
  const NegotiationTime time(s);
  const Date proposed =
      s.date("proposed", kNever,
             "when negotiations begin: the vote follows when a text of its hardness is done; "
             "9999-12-31: the vote is on its date");
  if (proposed == kNever) return std::max(0, vote);
  require_first_day(s, "proposed", proposed, calendar);
  return std::max(0, calendar.tick(proposed) + calendar.ticks_in(12 * time.of(hardness)));
}

}  // namespace

Compact::Compact(Settings& s, const World& world)
    : text_(read_text(s)),
      design_(s),
      dilution_(s),
      compliance_(s),
      joining_(s),
      participation_(s),
      custom_weights_(s),
      scales_(s),
      review_(s),
      effects_(s),
      fund_(s) {
  vote_ = vote_of(s, world, design_.hardness);
  forum_ = s.text("forum", "", "forum of the start that votes; none: all states, by majority");
  const auto called = [&](const Forum& forum) { return forum.name == forum_; };
  if (!forum_.empty() && std::ranges::none_of(world.forums, called)) {
    s.fault("forum", fmt::format("no forum \"{}\" is there at the start", forum_));
  }
  const Eigen::Index n = world.n_states;
  practice_ = {.own = StateObjective::Constant(n, std::ssize(text_), compliance_.prior),
               .bound = StateArray::Zero(n),
               .coerced = StateArray::Zero(n),
               .region = regions_or_all(world)};
  states_.support = Eigen::ArrayXd::Constant(n, std::numeric_limits<double>::quiet_NaN());
  custom_ = design_.hardness;
  priors_ = Eigen::ArrayXd::Constant(n, compliance_.prior);
}

void Compact::negotiate(const Scene& scene, Agreements& agreements, EventLog& log) {
  if (scene.tick < vote_) return;
  const bool votes = !voted_;
  if (votes) {
    voted_ = true;
    take_stock(scene, agreements);
    dilute(scene, agreements, log);
    put_to_vote(scene, design_.hardness, agreements, log);
  }
  if (versions_.empty()) return;
  const bool reviews = !votes && scene.world.calendar.begins_year(scene.tick);
  if (reviews) review(scene, agreements, log);
  bool moved = votes && versions_.front().hardness < participation_.acclamation;
  for (const Version& version : versions_) {
    moved = join_and_leave(scene, version, agreements, log) || moved;
  }
  if (moved) take_up(agreements);
  if (moved || reviews) publish(scene, agreements);
}

void Compact::dilute(const Scene& scene, const Agreements& agreements, EventLog& log) {
  const std::vector<StateId> voters = forum_now(scene, agreements).members;
  std::vector<int> at;
  for (const StateId state : voters) at.push_back(state.value);
  const Eigen::ArrayXd sending = states_.sending(at), capacity = states_.capacity(at);
  const Eigen::ArrayXd shortfall =
      median_shortfall(text_, roles_of(text_, sending), capacity, design_.fund);
  text_ = diluted(std::move(text_), shortfall, dilution_);
  std::string weakened;
  for (const Objective& objective : text_) {
    if (objective.substance >= 1) continue;
    weakened += fmt::format("{}{} to {:.0f}%", weakened.empty() ? "" : ", ", objective.name,
                            100 * objective.substance);
  }
  if (!weakened.empty()) {
    log.add("compact draft", name() + ": weakened before the vote: " + weakened);
  }
}

/// Where the vote takes place; without members where it is gone.
Forum Compact::forum_now(const Scene& scene, const Agreements& agreements) const {
  if (forum_.empty()) {
    Forum all;
    all.name = "all states";
    all.rule = DecisionRule::kMajority;
    for (const StateId s : scene.world.states()) all.members.push_back(s);
    return all;
  }
  for (const Forum& forum : agreements.forums) {
    if (forum.name == forum_ && forum.alive()) return forum;
  }
  Forum gone;
  gone.name = forum_;
  return gone;
}

void Compact::put_to_vote(const Scene& scene, double hardness, Agreements& agreements,
                          EventLog& log) {
  const Forum forum = forum_now(scene, agreements);
  Version draft{agreements.instruments.size(), hardness, expected_at(hardness)};
  Ballot result = ballot(scene, forum, draft);
  const bool adopted = VotingRule::of(forum).adopted(result.tally);
  const std::string version = versions_.empty() ? "" : " treaty";
  log.add("compact vote",
          fmt::format("{}: {}{}: {:g} for, {:g} against, {:g} abstaining, {} absent in {}{}",
                      name(), adopted ? "adopted" : "not adopted", version, result.tally.yes,
                      result.tally.no, result.tally.abstain, result.absent, forum.name,
                      result.against.empty() ? "" : "; against: " + result.against));
  if (!adopted) return;
  double square = 0;
  for (const Objective& o : text_) {
    const double borne = o.cost * (1 - o.practice);
    square += borne * borne;
  }
  agreements.instruments.push_back({.name = name() + version,
                                    .owner = name(),
                                    .kind = versions_.empty() ? "compact" : "convention",
                                    .forum = forum.name,
                                    .hardness = hardness,
                                    .depth = std::sqrt(square / text_.size()),
                                    .adopted = scene.tick,
                                    .in_force = scene.tick,
                                    .joined = std::vector<int>(scene.world.states().size(), -1),
                                    .acts = std::move(result.acts)});
  versions_.push_back(std::move(draft));
  acclaim(scene, agreements.instruments.back(), log);
}

/// Who votes for a soft text has nothing left to ratify.
void Compact::acclaim(const Scene& scene, Instrument& text, EventLog& log) {
  if (text.hardness >= participation_.acclamation) return;
  const std::vector<Act> votes = text.acts;
  int n = 0;
  for (const Act& vote : votes) {
    if (vote.kind != Act::kYes) continue;
    text.joined[vote.state.index()] = scene.tick;
    text.acts.push_back({scene.tick, vote.state, Act::kJoined});
    ++n;
  }
  log.add("compact joined", fmt::format("{}: {} states, by acclamation", name(), n));
}

/// At states as they are, with what the fund gives them.
void Compact::take_stock(const Scene& scene, const Agreements& agreements) {
  const bool adopted = !versions_.empty();
  const Members inside = adopted ? members(agreements) : Members{};
  states_ = compact_states(scene, scales_, priors_, name());
  give(scene, design_.fund, design_.withhold, inside.in, practice_.own, states_);
}

/// What members are seen to do moves what everybody expects of those whom it does not see.
void Compact::learn(const Scene& scene, int adopted, const Members& inside, EventLog& log) {
  const int since = scene.tick - adopted;
  const int every = scene.world.calendar.ticks_in(12 * review_.every);
  const int year = scene.world.calendar.ticks_per_year();
  if (since < every || since % every >= year || inside.in.sum() <= 0) return;
  priors_ += review_.learning * design_.monitoring * (inside.compliance - priors_);
  log.add("compact published",
          fmt::format("{}: mean compliance {:.3f}, expected of the unseen {:.3f}", name(),
                      inside.compliance, priors_.mean()));
}

Compact::Ballot Compact::ballot(const Scene& scene, const Forum& forum,
                                const Version& draft) const {
  const VotingRule rule = VotingRule::of(forum);
  const StateArray nobody = StateArray::Zero(states_.size());
  const Appraisal worth = appraisal(draft, nobody, true);
  Ballot result;
  const auto n = scene.world.n_states;
  StateArray value = StateArray::Constant(n, std::numeric_limits<double>::quiet_NaN());
  for (const StateId state : forum.members) {
    Draws luck = draws(scene, draft, true, state);
    if (luck.happens(participation_.absence * (1 - states_.capacity[state]))) {
      ++result.absent;
      continue;
    }
    value[state] = participation(participation_, joining_, worth.joiner(state.value), states_,
                                 state.value, {nobody, 0}, draft.hardness, custom_)
                       .vote(participation_.commitment);
  }
  CommonVoices(scene.modules).agree(Subject::kRights, participation_.band, 0, value);
  for (const StateId state : forum.members) {
    if (std::isnan(value[state])) continue;
    const double votes = rule.votes(gdp_of(scene, state));
    const Act::Kind act = ballot_of(value[state], participation_.band);
    count(result.tally, act, votes);
    result.acts.push_back({scene.tick, state, act});
    if (act == Act::kNo) {
      result.against += fmt::format("{}{}", result.against.empty() ? "" : ", ",
                                    scene.world.places[state.index()].id);
    }
  }
  return result;
}

/// January: what states now do, from what was done last year; then custom.
void Compact::review(const Scene& scene, Agreements& agreements, EventLog& log) {
  take_stock(scene, agreements);
  take_up(agreements);
  for (Version& version : versions_) version.expected = expected_at(version.hardness);
  take_up(agreements);
  const Members inside = members(agreements);
  learn(scene, agreements.instruments[versions_.front().instrument].adopted, inside, log);
  custom_ = hardened(custom_weights_, custom_, inside.share() * inside.compliance);
  log.add("compact review", fmt::format("{}: {:g} members, mean compliance {:.3f}, custom {:.3f}",
                                        name(), inside.in.sum(), inside.compliance, custom_));
  propose_treaty(scene, agreements, log);
}

/// Soft turns hard: the same text, once custom asks for more than it does.
void Compact::propose_treaty(const Scene& scene, Agreements& agreements, EventLog& log) {
  if (versions_.size() > 1 || custom_ - design_.hardness < custom_weights_.codify) return;
  if (custom_weights_.treaty <= design_.hardness) return;
  const int pause = scene.world.calendar.ticks_in(12 * custom_weights_.retry);
  if (treaty_tried_ >= 0 && scene.tick - treaty_tried_ < pause) return;
  treaty_tried_ = scene.tick;
  put_to_vote(scene, custom_weights_.treaty, agreements, log);
}

bool Compact::join_and_leave(const Scene& scene, const Version& version, Agreements& agreements,
                             EventLog& log) {
  Instrument& instrument = agreements.instruments[version.instrument];
  const Members inside = members_of(instrument);
  const Appraisal worth = appraisal(version, inside.in, false);
  std::vector<ParticipationTerms> all;
  StateArray net(states_.size());
  for (const StateId i : scene.world.states()) {
    all.push_back(participation(participation_, joining_, worth.joiner(i.value), states_, i.value,
                                inside, version.hardness, custom_));
    net[i] = all.back().net();
  }
  const JoiningTogether together(scene.modules, net, share_of_peers(practice_.region, inside.in),
                                 states_.urged);
  bool moved = false;
  for (const StateId i : scene.world.states()) {
    if (together.divided(i)) continue;
    const ParticipationTerms& terms = all[i.index()];
    const bool member = inside.in[i] > 0;
    const double rate = member
                            ? leaving_rate(joining_, participation_.exit_rate, together.net[i],
                                           participation_.exit_cost)
                            : together.urged[i] * joining_rate(joining_, version.hardness,
                                                               together.net[i], together.peers[i]);
    Draws luck = draws(scene, version, false, together.luck_of(i));
    if (!luck.happens(tick_probability(rate, scene.dt()))) continue;
    instrument.joined[i.index()] = member ? -1 : scene.tick;
    instrument.acts.push_back({scene.tick, i, member ? Act::kWithdrew : Act::kJoined});
    practice_.coerced[i] = member ? 0 : terms.coerced(joining_, together.peers[i]);
    log.add(member ? "compact withdrawal" : "compact joined",
            fmt::format("{}: {}{}, {}", name(), scene.world.places[i.index()].id,
                        instrument.kind == "compact" ? "" : " (treaty)", terms.text()));
    moved = true;
  }
  return moved;
}

/// Who is bound by what: the hardest version that a state has joined, else custom, but for those
/// who objected from the start.
void Compact::take_up(const Agreements& agreements) {
  const Instrument& first = agreements.instruments[versions_.front().instrument];
  practice_.bound = Eigen::ArrayXd::Constant(states_.size(), custom_reach(custom_, first.hardness));
  for (const Act& act : first.acts) {
    if (act.kind == Act::kNo) practice_.bound[act.state] = 0;
  }
  practice_.own = versions_.front().expected;
  for (const Version& version : versions_) {
    const Instrument& instrument = agreements.instruments[version.instrument];
    for (const StateId i : IdRange<StateId>(states_.size())) {
      if (!instrument.has(i)) continue;
      practice_.bound[i] = 1;
      practice_.own.row(i.value) = version.expected.row(i.value);
    }
  }
}

void Compact::publish(const Scene& scene, Agreements& agreements) {
  agreements.put(name(), {std::make_shared<const CompactAgreement>(
                             effects_, deeds_of(text_, practice_.done(), states_.practised),
                             payments(scene, fund_.price, members(agreements).in, states_))});
}

StateObjective Compact::expected_at(double hardness) const {
  return assess(text_, design_, compliance_, states_, practice_,
                Eigen::ArrayXd::Constant(states_.size(), std::max(hardness, custom_)));
}

Appraisal Compact::appraisal(const Version& version, const Eigen::ArrayXd& in,
                             bool as_if_all) const {
  return {text_, states_, version.expected, practice_.own, in, as_if_all};
}

Members Compact::members_of(const Instrument& instrument) const {
  Members inside{.in = StateArray::Zero(states_.size()), .compliance = 0};
  for (const StateId i : IdRange<StateId>(states_.size())) {
    if (!instrument.has(i)) continue;
    inside.in[i] = 1;
    inside.compliance += practice_.own.row(i.value).mean();
  }
  if (inside.compliance > 0) inside.compliance /= inside.in.sum();
  return inside;
}

/// Of any version.
Members Compact::members(const Agreements& agreements) const {
  Instrument any = agreements.instruments[versions_.front().instrument];
  for (const Version& version : versions_) {
    const Instrument& other = agreements.instruments[version.instrument];
    for (std::size_t i = 0; i < any.joined.size(); ++i) {
      any.joined[i] = std::max(any.joined[i], other.joined[i]);
    }
  }
  return members_of(any);
}

StateObjective Compact::compliance(const Agreements& agreements) const {
  StateObjective shown = practice_.own;
  const Eigen::ArrayXd in =
      versions_.empty() ? Eigen::ArrayXd::Zero(shown.rows()).eval() : members(agreements).in;
  for (Eigen::Index i = 0; i < shown.rows(); ++i) {
    if (in[i] <= 0) shown.row(i).setConstant(std::numeric_limits<double>::quiet_NaN());
  }
  return shown;
}

/// Keyed by what the version is, not by how many instruments others have made.
Draws Compact::draws(const Scene& scene, const Version& version, bool votes, StateId state) const {
  const bool first = versions_.empty() || version.instrument == versions_.front().instrument;
  const std::uint64_t who =
      (std::uint64_t{state.bits()} << 2) | (first ? 0U : 2U) | (votes ? 1U : 0U);
  return TickStream(scene, stream()).of(who);
}

void Compact::state(Archive& archive) {
  archive(text_, voted_, states_, practice_, priors_, custom_, treaty_tried_, versions_);
}

}  // namespace sojourn::models
