#include "models/unions/attachment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <sstream>

#include "models/parties/party.hpp"

namespace sojourn::models {

AttachmentWeights::AttachmentWeights(Settings& s)
    : abroad(s.real("attach_abroad", "1", {0, 100}, AttachmentWeights{}.abroad,
                    "weight, in attachment, of citizens settled in other members")),
      years(s.real("attach_years", "1", {0, 100}, AttachmentWeights{}.years,
                   "weight of the years of membership")),
      ties(s.real("attach_ties", "1", {0, 100}, AttachmentWeights{}.ties,
                  "weight of the share of its ties, by GDP and proximity, that are with members")),
      half(s.real("attach_half", "years", {0.1, 1000}, AttachmentWeights{}.half,
                  "of membership that attach half as much as any number can")),
      diaspora(s) {}

double AttachmentWeights::of(const Attachment& one) const {
  const double all = abroad + years + ties;
  if (all <= 0) return 0;
  return (abroad * one.abroad + years * one.years + ties * one.ties) / all;
}

std::map<StateId, int> read_member_since(Settings& s, const World& world) {
  std::map<StateId, int> since;
  for (const std::string& line :
       s.texts("since", {},
               "since when states are members, a year and who, as \"1973 DNK GBR IRL\"; whom it "
               "leaves out: since the start of the run, or who joins: since then")) {
    std::istringstream words(line);
    std::string word;
    words >> word;
    int year = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), year);
    if (error != std::errc() || end != word.data() + word.size() || year < 1 ||
        year > world.calendar.start().year) {
      s.fault("since", fmt::format("expected a year up to that of the start and countries, "
                                   "\"1973 DNK GBR IRL\"; found \"{}\"",
                                   line));
      continue;
    }
    while (words >> word) since[world.require_state(s, "since", word)] = year;
  }
  return since;
}

double share_of_ties(const Scene& scene, StateId state, const std::vector<StateId>& members) {
  double all = 0, inside = 0;
  for (const StateId other : scene.world.states()) {
    if (other == state) continue;
    const double tie = gdp_of(scene, other) * scene.world.proximity(state, other);
    all += tie;
    if (std::ranges::count(members, other) > 0) inside += tie;
  }
  return all > 0 ? inside / all : 0;
}

}  // namespace sojourn::models
