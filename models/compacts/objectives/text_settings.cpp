#include "models/compacts/objectives/text_settings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/compacts/objectives/global_compact.hpp"
#include "sim/base/ids.hpp"
#include "sim/base/lookup.hpp"

namespace sojourn::models {

namespace {

bool has_all(Settings& s, const char* key, std::size_t given, std::size_t objectives) {
  if (given == objectives) return true;
  s.fault(key, fmt::format("expected {} entries, one per objective, not {}", objectives, given));
  return false;
}

void read_figures(Settings& s, const char* key, const char* meaning, double Objective::*figure,
                  CompactText& text) {
  std::vector<double> fallback;
  for (const Objective& objective : text) fallback.push_back(objective.*figure);
  const auto given = s.reals(key, "1", {0, 1}, fallback, meaning);
  if (!has_all(s, key, given.size(), text.size())) return;
  for (std::size_t o = 0; o < text.size(); ++o) text[o].*figure = given[o];
}

void read_ends(Settings& s, const char* key, const char* meaning, End Objective::*end,
               CompactText& text) {
  std::vector<std::string> fallback;
  for (const Objective& objective : text) {
    fallback.emplace_back(kEndNames[position(objective.*end)]);
  }
  const auto given = s.texts(key, fallback, meaning);
  if (!has_all(s, key, given.size(), text.size())) return;
  for (std::size_t o = 0; o < text.size(); ++o) {
    if (const auto known = kind_named<End>(kEndNames, given[o])) {
      text[o].*end = *known;
    } else {
      s.fault(key, fmt::format("\"{}\": expected origin, destination or both", given[o]));
    }
  }
}

}  // namespace

CompactText read_text(Settings& s) {
  CompactText text = global_compact();
  read_ends(s, "obligor", "who has to act, by objective: origin, destination or both",
            &Objective::obligor, text);
  read_ends(s, "beneficiary", "who gains by it, by objective: origin, destination or both",
            &Objective::beneficiary, text);
  read_figures(s, "precision", "how exactly the text says what is to be done, by objective",
               &Objective::precision, text);
  read_figures(s, "cost", "cost of doing all of it, by objective", &Objective::cost, text);
  read_figures(s, "practice", "what of it states do anyway, by objective", &Objective::practice,
               text);
  read_figures(s, "value", "value of having it done, by objective", &Objective::value, text);
  return text;
}

}  // namespace sojourn::models
