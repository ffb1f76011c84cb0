#include "models/forums/politics.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "sim/base/archive.hpp"
#include "sim/base/lookup.hpp"
#include "sim/input/source.hpp"
#include "sim/stages/tick_stream.hpp"

namespace sojourn::models {

namespace {

PowerTerms read_power(Settings& s, const ForumTerms& terms) {
  PowerTerms power;
  power.exponent = s.real("power_exponent", "1", {0, 3}, power.exponent,
                          "power is the share of GDP to this; 0: all alike");
  power.leverage = s.real("leverage", "1", {0, 10}, power.leverage,
                          "rho: between two, power counts times exp(rho*net position), since who "
                          "admits decides; in proportion to power_exponent up to 1");
  power.permuted = s.boolean("permute_power", power.permuted,
                             "deal GDP out anew among states when power is looked at: a control");
  if (!terms.demand.power) power.exponent = 0;
  return power;
}

void check_forum(Settings& settings, const World& world, const std::string& name) {
  std::vector<std::string> names;
  for (const Forum& forum : world.forums) names.push_back(forum.name);
  if (std::ranges::count(names, name) > 0) return;
  settings.fault("by_ratification", fmt::format("no forum \"{}\" is there at the start{}", name,
                                                nearest_hint(name, names)));
}

}  // namespace

ForumPolitics::ForumPolitics(Settings& settings, const World& world)
    : terms_(settings),
      power_(read_power(settings, terms_)),
      reader_(settings, world),
      regions_(regions_of(world)),
      envoys_(read_mandates(settings, world)),
      records_(terms_.pace.intact) {
  for (const std::string& forum : terms_.upkeep.by_ratification) {
    check_forum(settings, world, forum);
  }
}

std::vector<ForumPolitics::Mandate> ForumPolitics::read_mandates(Settings& settings,
                                                                 const World& world) {
  const auto texts = settings.texts("envoys", {},
                                    "mandates of special representatives and rapporteurs, as "
                                    "\"1999-08 rights\": from when, on what");
  std::vector<Mandate> mandates;
  for (const std::string& text : texts) {
    const auto space = text.find(' ');
    const auto date = parse_date(text.substr(0, space));
    const std::string subject = space == std::string::npos ? "" : text.substr(space + 1);
    const auto known = kind_named<Subject>(kSubjectNames, subject);
    if (!date || !known) {
      settings.fault("envoys", fmt::format("expected a date and one of security, labour, rights, "
                                           "development, \"1999-08 rights\"; found \"{}\"",
                                           text));
      continue;
    }
    if (!world.calendar.begins_tick(*date)) {
      settings.fault("envoys", fmt::format("expected the first of a month in a run by months, for "
                                           "mandates cannot act by days; found {}",
                                           iso(*date)));
    }
    mandates.push_back({world.calendar.tick(*date), *known});
  }
  return mandates;
}

ForumScene ForumPolitics::scene_of(const Scene& scene) const {
  ForumScene now{.terms = terms_,
                 .regions = regions_,
                 .positions = positions_,
                 .salience = salience_,
                 .envoys = {},
                 .n_ticks_per_year = scene.world.calendar.ticks_per_year()};
  for (const Mandate& mandate : envoys_) {
    if (mandate.from <= scene.tick) now.envoys.push_back(mandate.subject);
  }
  return now;
}

void ForumPolitics::negotiate(const Scene& scene, Agreements& agreements, EventLog& log) {
  reader_.update(scene);
  ForumNews news(scene.world, scene.tick, log);
  Draws draws = TickStream(scene, stream()).of(0);
  const bool new_year = scene.world.calendar.begins_year(scene.tick) || positions_.n() == 0;
  if (new_year) {
    const bool first = positions_.n() == 0;
    positions_ = reader_.read(scene, power_);
    salience_ = reader_.salience(scene);
    const ForumScene now = scene_of(scene);
    if (!first) {
      Draws luck = TickStream(scene, stream()).of(1);
      business_ = review_forums(now, agreements.forums, records_, luck, news);
      records_.record_pathways(agreements.forums,
                               scene.world.calendar.ticks_in(12 * terms_.pace.answer), news);
    }
    demand_ = current_demand(now, agreements.forums);
  }
  table_forums(scene_of(scene), demand_, agreements.forums, records_, draws, news);
}

double ForumPolitics::veto() const {
  if (positions_.n() == 0) return std::numeric_limits<double>::quiet_NaN();
  const Forum all = majority_of_all(positions_.n());
  const ForumWorth worth = forum_worth(positions_, all, terms_.demand.talk);
  return veto_share(positions_, members_of(all), worth.at(1));
}

void ForumPolitics::state(Archive& archive) {
  archive(reader_, positions_, salience_, business_, demand_, records_);
}

}  // namespace sojourn::models
