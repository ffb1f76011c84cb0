#include "models/deals/pact_warnings.hpp"

#include "models/deals/containment/containment_deals.hpp"
#include "models/deals/labour_deals.hpp"
#include "sim/stages/module_set.hpp"

namespace sojourn::models {

namespace {

double worth_of(const Linkage& linked) {
  return linked.sum + linked.of_gdp;
}

/// Whether it sends people back over a corridor between its sides.
bool meets(const World& world, const Pact& pact) {
  return std::ranges::any_of(world.corridor_ids(), [&](CorridorId c) {
    const Corridor& edge = world.corridors[c.index()];
    return pact.terms.readmission_over.contains(c) &&
           pact.supplier.has(world.state_of(edge.from)) &&
           pact.demander.has(world.state_of(edge.to));
  });
}

bool is_empty(const Pact& pact) {
  const ContainmentTerms& t = pact.terms;
  return t.intensity + t.payment + t.visas + t.readmission + t.resettlement +
                 pact.one_for_one.each + worth_of(t.to_supplier) + worth_of(t.to_demander) +
                 pact.labour.places_per_year ==
             0 &&
         !pact.labour.work.any();
}

/// What needs a channel, or a module, that is not there.
std::vector<std::string> without_channel(const ModuleSet& modules, const Pact& pact) {
  std::vector<std::string> all;
  const bool has_places = pact.labour.places_per_year > 0;
  const WorkTerms& work = pact.labour.work;
  const ChannelId channel = modules.channel(pact.channel);
  const std::string none = "there is no channel \"" + pact.channel + "\"";
  if (has_places && !channel.valid()) all.push_back("no `places`: " + none);
  if (work.fee_cap >= 0 && !channel.valid()) all.push_back("no `fee_cap`: " + none);
  if ((work.permit_years >= 0 || work.renewal >= 0) && !modules.channel("contract").valid()) {
    all.push_back("no `permit_years`, no `renewal`: there is no channel \"contract\"");
  }
  if (!has_places || !channel.valid()) return all;
  const Status arrive = modules.of<Channel>()[channel.index()]->arrival_status();
  if (arrive == Status::kSponsored) {
    all.push_back("`places` by \"" + pact.channel + "\" are for those whom a sponsor asks");
  }
  return all;
}

}  // namespace

bool has_corridor(const World& world, const Party& from, const Party* to) {
  return std::ranges::any_of(world.corridors, [&](const Corridor& edge) {
    const StateId end = world.state_of(edge.to);
    return from.has(world.state_of(edge.from)) && (to == nullptr ? !from.has(end) : to->has(end));
  });
}

std::vector<std::string> terms_without_effect(const World& world, const Pact& pact) {
  std::vector<std::string> all;
  const auto note = [&](bool applies, const std::string& text) {
    if (applies) all.push_back(text);
  };
  const bool near = has_corridor(world, pact.supplier, &pact.demander);
  const bool abroad = has_corridor(world, pact.supplier, nullptr);
  const std::string& who = pact.supplier.name;
  const std::string way = "no corridor leads from " + who + " to " + pact.demander.name;
  const ContainmentTerms& t = pact.terms;
  const std::string outside = pact.term.in_force().outside_run(world.n_ticks);
  note(!outside.empty(), outside);
  note(is_empty(pact), "it has no terms, and changes nothing");
  note(t.intensity > 0 && !near && abroad,
       way + ": `containment` acts on all corridors out of " + who);
  note(t.intensity > 0 && !abroad,
       "no corridor leads out of " + who + ": `containment` has no effect");
  note(t.readmission > 0 && !near, way + ": `readmission` has no effect");
  note(t.readmission > 0 && near && !meets(world, pact),
       "`readmission_over` names no corridor from " + who + " to " + pact.demander.name);
  const bool owes = pact.one_for_one.each > 0;
  note(owes && !near, way + ": `one_for_one` has no effect");
  note(owes && near && t.readmission == 0,
       "`one_for_one` counts those whom other deals send back: it has no `readmission` itself");
  return all;
}

std::vector<std::string> pact_among(const ModuleSet& modules, const Pact& pact) {
  std::vector<std::string> all = without_channel(modules, pact);
  const auto stack = [&](const Negotiation* bargained) {
    if (bargained == nullptr) return;
    all.push_back(fmt::format("\"{}\" may agree between {} and {} too: terms of both add up",
                              bargained->name(), pact.demander.name, pact.supplier.name));
  };
  if (pact.labour.places_per_year > 0 || pact.labour.work.any()) {
    stack(modules.find<LabourDeals>());
  }
  stack(modules.find<ContainmentDeals>());
  return all;
}

}  // namespace sojourn::models
