#include "models/observers/deals.hpp"

#include <algorithm>
#include <limits>

#include "models/deals/scripted_deal.hpp"
#include "sim/base/archive.hpp"
#include "sim/stages/module_set.hpp"

namespace sojourn::models {

namespace {

using Key = DealObserver::Key;
using Terms = DealObserver::Terms;

const std::string& id_of(const Scene& scene, StateId state) {
  return scene.world.places[state.index()].id;
}

Terms terms_of(const ContainmentTerms& terms) {
  return {.payment = terms.payment,
          .containment = terms.intensity,
          .readmission = terms.readmission,
          .visas = terms.visas,
          .resettlement = terms.resettlement};
}

std::pair<Key, Terms> told(const Scene& scene, const std::string& owner,
                           const ContainmentAgreement& deal) {
  return {{owner, "containment", deal.demander().name, id_of(scene, deal.supplier())},
          terms_of(deal.terms())};
}

std::pair<Key, Terms> told(const Scene& scene, const std::string& owner,
                           const LabourAgreement& deal) {
  return {{owner, "labour", deal.asker().name, id_of(scene, deal.partner())},
          {.places = deal.terms().places_per_year, .work = deal.terms().work}};
}

double agreed(double term) {
  return term == WorkTerms::kNone ? std::numeric_limits<double>::quiet_NaN() : term;
}

std::string day_of(const Scene& scene, int tick) {
  return iso(scene.world.calendar.date(tick));
}

/// Linkage by the GDP of the day on which it begins.
Terms terms_of(const Scene& scene, const Pact& pact) {
  Terms all = terms_of(pact.terms);
  all.one_for_one = pact.one_for_one.each;
  all.to_supplier = pact.terms.to_supplier.worth(gdp_of(scene, pact.supplier));
  all.to_demander = pact.terms.to_demander.worth(gdp_of(scene, pact.demander));
  all.places = pact.labour.places_per_year;
  all.work = pact.labour.work;
  return all;
}

/// Of a run in which states agreed on something.
Table add_table(Recorder& recorder) {
  using enum ColumnType;
  return recorder.add_table(
      "deals", "agreements between two parties, a row for each and for each change of its terms",
      {{"module", kText, "1", "module that agreed on it"},
       {"subject", kText, "1",
        "containment or labour by bargaining; script: what a scenario orders"},
       {"demander", kText, "1", "union or country that asks, and pays"},
       {"supplier", kText, "1", "union or country that is asked"},
       {"from", kText, "1", "first day; of bargained terms that of the first tick"},
       {"until", kText, "1", "first day without them; empty: no end, or not within the run"},
       {"payment", kReal, "2021 int. $ / year", "to the supplier"},
       {"containment", kReal, "1", "share of its capacity that the supplier is to use"},
       {"readmission", kReal, "1", "chance that who gets across is sent back"},
       {"visas", kReal, "1", "share of refusals waived for the supplier's citizens"},
       {"resettlement", kReal, "persons / year", "refugees whom the demander takes over"},
       {"one_for_one", kReal, "1", "refugees taken over for one person sent back"},
       {"linked_to_supplier", kReal, "2021 int. $ / year",
        "what trade-like preferences are worth to it"},
       {"linked_to_demander", kReal, "2021 int. $ / year", "the same for the demander"},
       {"places", kReal, "persons / year", "for workers"},
       {"permit_years", kReal, "years",
        "after which they return, unless it is renewed; NaN: as usual"},
       {"renewal", kReal, "1", "chance that it is renewed; NaN: as usual"},
       {"fee_cap", kReal, "2021 int. $", "what recruiters may take from them at most; NaN: no cap"},
       {"workers_rights", kReal, "1", "added to their rights"}});
}

}  // namespace

void DealObserver::add_scripted(const Scene& scene, AllInForce& all) {
  const Calendar& calendar = scene.world.calendar;
  for (const ScriptedDeal* deal : scene.modules.all<ScriptedDeal>()) {
    const Pact& pact = deal->pact();
    const Term& term = pact.term.in_force();
    if (term.share(scene.tick) <= 0) continue;
    const bool ends = term.until() <= calendar.date(scene.world.n_ticks);
    all[{deal->name(), "script", pact.demander.name, pact.supplier.name}] = {
        terms_of(scene, pact), term.begins_in(scene.tick) ? iso(term.from()) : "",
        ends ? iso(term.until()) : ""};
  }
}

/// What scripts have put in force is theirs alone.
void DealObserver::add_bargained(const Scene& scene, AllInForce& all) {
  const auto scripts = scene.modules.all<ScriptedDeal>();
  for (const auto& [owner, agreement] : scene.agreements.in_force) {
    if (std::ranges::count(scripts, owner, &ScriptedDeal::name) > 0) continue;
    if (const auto* held = dynamic_cast<const ContainmentAgreement*>(agreement.get())) {
      const auto& [key, terms] = told(scene, owner, *held);
      all[key] = {terms, "", ""};
    } else if (const auto* worked = dynamic_cast<const LabourAgreement*>(agreement.get())) {
      const auto& [key, terms] = told(scene, owner, *worked);
      all[key] = {terms, "", ""};
    }
  }
}

/// Ends the rows of what is not in force any more, or on other terms. Linkage of a script follows
/// GDP; its terms do not change.
void DealObserver::close(const Scene& scene, const AllInForce& now) {
  std::erase_if(open_, [&](const auto& one) {
    Row& row = rows_[one.second];
    const auto still = now.find(one.first);
    const bool scripted = std::get<1>(one.first) == "script";
    if (still != now.end() && (scripted || still->second.terms == row.terms)) return false;
    if (row.until.empty()) row.until = day_of(scene, scene.tick);
    return true;
  });
}

void DealObserver::observe(const Scene& scene, Recorder& /*recorder*/) {
  AllInForce now;
  add_scripted(scene, now);
  add_bargained(scene, now);
  close(scene, now);
  for (const auto& [key, one] : now) {
    if (!open_.try_emplace(key, rows_.size()).second) continue;
    const std::string from = one.from.empty() ? day_of(scene, scene.tick) : one.from;
    rows_.push_back({key, one.terms, from, one.until});
  }
}

void DealObserver::finish(const Scene& /*scene*/, Recorder& recorder) {
  if (rows_.empty()) return;
  const Table table = add_table(recorder);
  std::ranges::stable_sort(rows_, {}, &Row::from);
  for (const auto& [key, terms, from, until] : rows_) {
    const auto& [module, subject, demander, supplier] = key;
    recorder.append_row(
        table, {module, subject, demander, supplier, from, until, terms.payment, terms.containment,
                terms.readmission, terms.visas, terms.resettlement, terms.one_for_one,
                terms.to_supplier, terms.to_demander, terms.places, agreed(terms.work.permit_years),
                agreed(terms.work.renewal), agreed(terms.work.fee_cap), terms.work.rights});
  }
}

void DealObserver::state(Archive& archive) {
  archive(rows_, open_);
}

}  // namespace sojourn::models
