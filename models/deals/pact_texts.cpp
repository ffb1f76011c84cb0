#include "models/deals/pact_texts.hpp"

#include "sim/stages/module_set.hpp"

namespace sojourn::models {

namespace {

double worth_to_supplier(const Scene& scene, const Pact& pact) {
  return pact.terms.to_supplier.worth(gdp_of(scene, pact.supplier));
}
double worth_to_demander(const Scene& scene, const Pact& pact) {
  return pact.terms.to_demander.worth(gdp_of(scene, pact.demander));
}

/// Why places change nothing; empty: they do.
std::string in_vain(const Scene& scene, const Pact& pact) {
  const ChannelId channel = scene.modules.channel(pact.channel);
  if (!channel.valid()) return " (no such channel)";
  const PlaceId first = place_of(pact.demander.members.front());
  const auto& way = scene.modules.of<Channel>()[channel.index()];
  return std::isfinite(way->quota(scene, first, Skill::kMedium))
             ? ""
             : " (not contested: they change nothing)";
}

std::string listed(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

}  // namespace

std::string terms_text(const Scene& scene, const Pact& pact) {
  std::vector<std::string> parts;
  const auto add = [&](double value, const std::string& text) {
    if (value > 0) parts.push_back(text);
  };
  const ContainmentTerms& t = pact.terms;
  const double to_supplier = worth_to_supplier(scene, pact);
  const double to_demander = worth_to_demander(scene, pact);
  const double places = pact.labour.places_per_year;
  add(t.intensity, fmt::format("containment {:.2f}", t.intensity));
  add(t.payment, fmt::format("payment {:.2g} bn/yr", t.payment / 1e9));
  add(t.readmission, fmt::format("readmission {:.2f}", t.readmission));
  add(t.resettlement, fmt::format("{:.0f} resettled/yr", t.resettlement));
  const OneForOneTerms& owed = pact.one_for_one;
  add(owed.each,
      fmt::format("{:g} resettled for one sent back{}", owed.each,
                  std::isinf(owed.most) ? "" : fmt::format(" up to {:.0f}/yr", owed.most)));
  if (!std::isinf(t.resettled_most)) {
    parts.push_back(fmt::format("{:.0f} resettled in all at most", t.resettled_most));
  }
  add(t.visas, fmt::format("visa facilitation {:.2f}", t.visas));
  add(places, fmt::format("{:.0f} places/yr by {}{}", places, pact.channel, in_vain(scene, pact)));
  const WorkTerms& work = pact.labour.work;
  if (work.permit_years >= 0) parts.push_back(fmt::format("permits of {:g} yr", work.permit_years));
  if (work.renewal >= 0) parts.push_back(fmt::format("renewal {:.2f}", work.renewal));
  if (work.fee_cap >= 0) parts.push_back(fmt::format("fees up to {:.0f}", work.fee_cap));
  if (work.rights != 0) parts.push_back(fmt::format("workers' rights {:+.2f}", work.rights));
  add(to_supplier,
      fmt::format("linkage of {:.2g} bn/yr to {}", to_supplier / 1e9, pact.supplier.name));
  add(to_demander,
      fmt::format("linkage of {:.2g} bn/yr to {}", to_demander / 1e9, pact.demander.name));
  return listed(parts);
}

std::string days_text(const Scene& scene, const Pact& pact) {
  const Calendar& calendar = scene.world.calendar;
  const Date from = pact.term.in_force().from();
  const Date end = pact.term.agreed_end(calendar.date(scene.tick + 1));
  return (from > calendar.date(scene.tick) ? "from " + to_string(from) + "; " : "") +
         (end == kNever ? "without an end" : "until " + to_string(end));
}

std::string end_text(const Scene& scene, const Pact& pact) {
  const Date day = pact.term.in_force().until();
  if (!pact.term.broken()) return "ends on " + to_string(day) + " as agreed";
  const Date agreed = pact.term.agreed_end(day);
  return fmt::format("{} ends the deal on {}, {}; lost: {:.2g} bn/yr to {}, {:.2g} to {}",
                     pact.term.by_supplier() ? pact.supplier.name : pact.demander.name,
                     to_string(day),
                     agreed == kNever ? "which had no end" : "agreed until " + to_string(agreed),
                     (pact.terms.payment + worth_to_supplier(scene, pact)) / 1e9,
                     pact.supplier.name, worth_to_demander(scene, pact) / 1e9, pact.demander.name);
}

}  // namespace sojourn::models
