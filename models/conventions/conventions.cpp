#include "models/conventions/conventions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <memory>
#include <numeric>

#include "models/conventions/convention_agreement.hpp"
#include "models/parties/common_voice.hpp"
#include "sim/base/archive.hpp"
#include "sim/input/term.hpp"
#include "sim/stages/tick_stream.hpp"

namespace sojourn::models {

namespace {

constexpr Subject kSubject = Subject::kRights;

std::string result_text(const Forum& forum, const Tally& tally, bool adopted,
                        const Instrument& text) {
  const bool by_weight = VotingRule::of(forum).weighs();
  const double unit = by_weight ? (tally.yes + tally.no + tally.abstain) / 100 : 1;
  return fmt::format(
      "{} {} in {} by {:.0f} to {:.0f}, {:.0f} abstaining{}: depth {:.2f}, hardness {:.1f}",
      text.name, adopted ? "adopted" : "rejected", forum.name, tally.yes / unit, tally.no / unit,
      tally.abstain / unit, by_weight ? " (% of weights)" : "", text.depth, text.hardness);
}

/// Governments that act as one cast one ballot; `worth` of the text to each delegate.
void let_governments_agree(const CommonVoices& voices, const std::vector<Delegate>& delegates,
                           double band, Eigen::Index n_states, std::vector<double>& worth) {
  if (voices.empty()) return;
  StateArray own = StateArray::Constant(n_states, std::numeric_limits<double>::quiet_NaN());
  const auto each_government = [&](const auto& fn) {
    for (std::size_t v = 0; v < delegates.size(); ++v) {
      if (delegates[v].interest == Interest::kGovernment) fn(own[delegates[v].state], worth[v]);
    }
  };
  each_government([](double& of_state, double of_delegate) { of_state = of_delegate; });
  voices.agree(kSubject, band, 0, own);
  each_government([](double of_state, double& of_delegate) { of_delegate = of_state; });
}

int ticks_of_years(const World& world, double years) {
  return world.calendar.ticks_in(12 * years);
}

}  // namespace

Conventions::Conventions(Settings& s, const World& world)
    : ratification_(s, world),
      votes_(s),
      draft_(s),
      scales_(s),
      label_(s.text("label", "CONV", "names of texts begin with it")),
      start_(read_tick(
          s, "start", world.calendar,
          "from when states look for a text; before the start of the run: the coalition of "
          "the first tick has been negotiating since then")),
      negotiation_(s),
      pause_(ticks_of_years(world, s.real("pause", "years", {0, 1000}, 20,
                                          "after an adoption, before the next text"))),
      retry_(ticks_of_years(world, s.real("retry", "years", {0, 1000}, 5,
                                          "after a text has failed, before the next"))),
      permuted_(s.boolean("permuted", false,
                          "a control: every state acts by the stocks of another, drawn by lot")),
      seed_(world.seed),
      order_(permuted_ ? world.states().size() : 0),
      next_(std::max(0, start_)) {}

void Conventions::bind(const ModuleSet& /*modules*/) {
  std::iota(order_.begin(), order_.end(), 0);
  const auto lot = [&](int state) {
    return Draws(seed_, stream(), 0, (std::uint64_t{1} << 40) + static_cast<std::uint64_t>(state))
        .bits();
  };
  std::ranges::sort(order_, {}, lot);
}

RightsPositions Conventions::positions(const Scene& scene) const {
  Stakes stakes = stakes_of(scene, scales_);
  if (permuted_) stakes = stakes.permuted(order_);
  return positions_of(scene, std::move(stakes));
}

void Conventions::negotiate(const Scene& scene, Agreements& agreements, EventLog& log) {
  const bool looks_for_a_text =
      scene.tick >= next_ && (!looked_ || scene.world.calendar.begins_year(scene.tick));
  if (!pending_ && !looks_for_a_text && adopted_.empty()) return;
  const RightsPositions now = positions(scene);
  if (!pending_ && looks_for_a_text) table(scene, now, agreements.forums, log);
  if (pending_ && scene.tick >= pending_->due) vote(scene, now, agreements, log);
  ratify(scene, now, agreements, log);
}

void Conventions::table(const Scene& scene, const RightsPositions& now,
                        const std::vector<Forum>& forums, EventLog& log) {
  looked_ = true;
  auto draft = best_draft({ratification_.weights(), votes_, draft_, now}, forums, kSubject);
  if (!draft) {
    if (!told_none_) {
      log.add(
          "no text",
          fmt::format("a text would serve {} states, but none is likely to pass in any forum and "
                      "worth it",
                      coalition(votes_, draft_, now).size()));
    }
    told_none_ = true;
    return;
  }
  told_none_ = false;
  const int since = scene.tick == 0 ? std::min(start_, 0) : scene.tick;
  pending_ = {*draft, fmt::format("{}{}", label_, ++n_tabled_),
              std::max(scene.tick + 1,
                       since + ticks_of_years(scene.world, negotiation_.of(draft->text.hardness)))};
  log.add("text tabled",
          fmt::format("{} states table {} in {}: depth {:.2f}, hardness {:.1f}, chance of adoption "
                      "{:.2f}",
                      draft->sponsors.size(), pending_->name, forums[draft->forum].name,
                      draft->text.depth, draft->text.hardness, draft->chance));
}

void Conventions::vote(const Scene& scene, const RightsPositions& now, Agreements& agreements,
                       EventLog& log) {
  const TabledText pending = *std::exchange(pending_, std::nullopt);
  const Forum& forum = agreements.forums[pending.draft.forum];
  if (!forum.alive()) {
    next_ = scene.tick + retry_;
    log.add("text abandoned", fmt::format("{}: {} has ended", pending.name, forum.name));
    return;
  }
  Instrument text{.name = pending.name,
                  .owner = name(),
                  .kind = "convention",
                  .forum = forum.name,
                  .hardness = pending.draft.text.hardness,
                  .depth = pending.draft.text.depth,
                  .adopted = scene.tick,
                  .joined = std::vector<int>(scene.world.states().size(), -1),
                  .acts = {}};
  const Tally tally = ballots(scene, now, forum, text);
  const bool adopted = VotingRule::of(forum).adopted(tally);
  next_ = scene.tick + (adopted ? pause_ : retry_);
  log.add(adopted ? "convention" : "text rejected", result_text(forum, tally, adopted, text));
  if (!adopted) return;
  adopted_.push_back({agreements.instruments.size(), pending.draft.forum});
  agreements.instruments.push_back(std::move(text));
}

/// Casts the ballots; those of governments are acts of the text.
Tally Conventions::ballots(const Scene& scene, const RightsPositions& now, const Forum& forum,
                           Instrument& text) const {
  Tally tally;
  const auto delegates = delegates_of(forum, now.power);
  std::vector<double> worth;
  for (std::size_t v = 0; v < delegates.size(); ++v) {
    Draws draws = TickStream(scene, stream()).of((std::uint64_t{1} << 32) + v);
    worth.push_back(worth_of_text(votes_, ratification_.weights(), now, delegates[v],
                                  {text.depth, text.hardness}) +
                    votes_.noise * draws.normal());
  }
  let_governments_agree(CommonVoices(scene.modules), delegates, votes_.band, now.n_states(), worth);
  for (std::size_t v = 0; v < delegates.size(); ++v) {
    const Act::Kind ballot = ballot_of(worth[v], votes_.band);
    count(tally, ballot, delegates[v].votes);
    if (delegates[v].interest == Interest::kGovernment) {
      text.acts.push_back({scene.tick, delegates[v].state, ballot});
    }
  }
  return tally;
}

void Conventions::ratify(const Scene& scene, const RightsPositions& now, Agreements& agreements,
                         EventLog& log) {
  for (std::size_t k = 0; k < adopted_.size(); ++k) {
    Adopted& own = adopted_[k];
    Instrument& text = agreements.instruments[own.instrument];
    const auto& may_join = agreements.forums[own.forum].members;
    ratification_.step(scene, now, may_join, stream(), k, text, log);
    if (text.in_force >= 0 && !own.enacted) {
      own.enacted = true;
      AgreementList all = agreements.of(name());
      all.push_back(std::make_shared<ConventionAgreement>(
          own.instrument, draft_.status_quo + text.depth,
          ratification_.weights().credibility(text.hardness)));
      agreements.put(name(), std::move(all));
    }
    if (scene.world.calendar.begins_year(scene.tick) && scene.tick > text.adopted) {
      log.add("membership", who_stays_out(now, text, may_join, ratification_.terms(now, text)));
    }
  }
}

void Conventions::state(Archive& archive) {
  archive(pending_, next_, n_tabled_, looked_, told_none_, adopted_);
}

}  // namespace sojourn::models
