#include "tools/sojourn/import/codes/former_states.hpp"

#include <algorithm>

namespace sojourn::intake {

std::span<const FormerState> former_states() {
  static const std::vector<FormerState> all{
      {"SUN",
       810,
       365,
       365,
       1991,
       {"ARM", "AZE", "BLR", "EST", "GEO", "KAZ", "KGZ", "LTU", "LVA", "MDA", "RUS", "TJK", "TKM",
        "UKR", "UZB"},
       "USSR|Soviet Union|Union of Soviet Socialist Republics|"
       "USSR, Union of Soviet Socialist Republics|Former USSR|USSR (former)"},
      {"YUG",
       890,
       345,
       345,
       1991,
       {"BIH", "HRV", "MKD", "MNE", "SRB", "SVN", "XKX"},
       "Yugoslavia|Socialist Federal Republic of Yugoslavia|Yugoslavia SFR|"
       "Former Yugoslavia|Yugoslavia (former)|Yugoslavia, SFR"},
      {"SCG",
       891,
       345,
       345,
       2006,
       {"MNE", "SRB", "XKX"},
       "Serbia and Montenegro|Serbia and Montenegro (former)|Federal Republic of Yugoslavia|"
       "Yugoslavia, FR|FR Yugoslavia|"
       "Serbia and Montenegro (and Kosovo: S/RES/1244 (1999))"},
      {"CSK",
       200,
       315,
       315,
       1992,
       {"CZE", "SVK"},
       "Czechoslovakia|Czechoslovakia (former)|Former Czechoslovakia"},
      {"ANT",
       530,
       0,
       0,
       2010,
       {"BES", "CUW", "SXM"},
       "Netherlands Antilles|Netherlands Antilles (former)"},
      {"SUD", 736, 0, 0, 2011, {"SDN", "SSD"}, "Sudan (former)|Former Sudan|Sudan and South Sudan"},
      {"ETF", 230, 0, 0, 1993, {"ERI", "ETH"}, "Ethiopia (former)|Former Ethiopia"},
  };
  return all;
}

const FormerState* former_state_called(std::string_view id) {
  const auto found = std::ranges::find(former_states(), id, &FormerState::id);
  return found == former_states().end() ? nullptr : &*found;
}

std::span<const LargerState> larger_states() {
  static const std::vector<LargerState> all{
      {"SDN", 2010, {"SDN", "SSD"}}, {"IDN", 2001, {"IDN", "TLS"}}, {"ETH", 1992, {"ERI", "ETH"}},
      {"ZAF", 1989, {"NAM", "ZAF"}}, {"PAK", 1970, {"BGD", "PAK"}}, {"SRB", 2005, {"MNE", "SRB"}},
  };
  return all;
}

const LargerState* larger_state(std::string_view id, int year) {
  for (const LargerState& state : larger_states()) {
    if (state.id == id && year <= state.last_year) return &state;
  }
  return nullptr;
}

bool parted(std::string_view a, std::string_view b) {
  const auto holds = [&](const std::vector<const char*>& parts) {
    return std::ranges::count(parts, a) > 0 && std::ranges::count(parts, b) > 0;
  };
  static const std::vector<const char*> british_india{"BGD", "IND", "PAK"};
  return a != b && (holds(british_india) ||
                    std::ranges::any_of(former_states(), holds, &FormerState::parts) ||
                    std::ranges::any_of(larger_states(), holds, &LargerState::parts));
}

}  // namespace sojourn::intake
