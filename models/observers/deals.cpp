#include "models/observers/deals.hpp"

#include <algorithm>

#include "models/deals/labour_agreement.hpp"
#include "models/deals/scripted_deal.hpp"
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
          {.places = deal.terms().places_per_year}};
}

std::string day_of(const Scene& scene, int tick) {
  return iso(scene.world.calendar.date(tick));
}

/// Linkage by the GDP of the day on which the run ends.
Terms terms_of(const Scene& scene, const Pact& pact) {
  Terms all = terms_of(pact.terms);
  all.one_for_one = pact.one_for_one.each;
  all.to_supplier = pact.terms.to_supplier.worth(gdp_of(scene, pact.supplier));
  all.to_demander = pact.terms.to_demander.worth(gdp_of(scene, pact.demander));
  all.places = pact.labour.places_per_year;
  return all;
}

}  // namespace

void DealObserver::bind(const ModuleSet& modules) {
  scripts_ = modules.all<ScriptedDeal>();
}

void DealObserver::declare(const Scene& /*scene*/, Recorder& recorder) {
  using enum ColumnType;
  table_ = recorder.add_table(
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
       {"places", kReal, "persons / year", "for workers"}});
}

std::map<DealObserver::Key, DealObserver::Terms> DealObserver::bargained(const Scene& scene) const {
  std::map<Key, Terms> all;
  for (const auto& [owner, agreement] : scene.agreements.in_force) {
    if (std::ranges::count(scripts_, owner, &ScriptedDeal::name) > 0) continue;
    if (const auto* held = dynamic_cast<const ContainmentAgreement*>(agreement.get())) {
      all.insert(told(scene, owner, *held));
    } else if (const auto* worked = dynamic_cast<const LabourAgreement*>(agreement.get())) {
      all.insert(told(scene, owner, *worked));
    }
  }
  return all;
}

std::vector<DealObserver::Row> DealObserver::scripted(const Scene& scene) const {
  std::vector<Row> all;
  for (const ScriptedDeal* deal : scripts_) {
    const Pact& pact = deal->pact();
    const Term& term = pact.term.in_force();
    if (!term.is_within(std::min(scene.tick + 1, scene.world.n_ticks)))
      continue;  // it has not begun
    all.push_back(
        {{deal->name(), "script", pact.demander.name, pact.supplier.name},
         terms_of(scene, pact),
         iso(term.from()),
         term.until() <= scene.world.calendar.date(scene.world.n_ticks) ? iso(term.until()) : ""});
  }
  return all;
}

void DealObserver::observe(const Scene& scene, Recorder& /*recorder*/) {
  const std::map<Key, Terms> now = bargained(scene);
  std::erase_if(open_, [&](const auto& one) {
    const auto still = now.find(one.first);
    if (still != now.end() && still->second == rows_[one.second].terms) return false;
    rows_[one.second].until = day_of(scene, scene.tick);
    return true;
  });
  for (const auto& [key, terms] : now) {
    if (!open_.try_emplace(key, rows_.size()).second) continue;
    rows_.push_back({key, terms, day_of(scene, scene.tick), ""});
  }
}

void DealObserver::finish(const Scene& scene, Recorder& recorder) {
  for (Row& one : scripted(scene)) rows_.push_back(std::move(one));
  std::ranges::stable_sort(rows_, {}, &Row::from);
  for (const auto& [key, terms, from, until] : rows_) {
    const auto& [module, subject, demander, supplier] = key;
    recorder.append_row(
        table_, {module, subject, demander, supplier, from, until, terms.payment, terms.containment,
                 terms.readmission, terms.visas, terms.resettlement, terms.one_for_one,
                 terms.to_supplier, terms.to_demander, terms.places});
  }
}

}  // namespace sojourn::models
