#include "tools/sojourn/import/codes/code_book.hpp"

#include <algorithm>
#include <charconv>

#include "sim/input/source.hpp"
#include "tools/sojourn/import/codes/country.hpp"
#include "tools/sojourn/import/codes/fold.hpp"
#include "tools/sojourn/import/codes/former_states.hpp"
#include "tools/sojourn/import/codes/spellings.hpp"

namespace sojourn::intake {

namespace {

using Kind = Named::Kind;

constexpr int kFirstGroup = 900;  // of M49, from where on no number is a country's

std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('|', at), text.size());
    parts.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

/// Three capitals and the like: a code, which is known by itself and not by its letters alone.
bool is_code(std::string_view text) {
  return text.size() <= 4 && std::ranges::all_of(text, [](unsigned char c) {
           return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
         });
}

std::optional<int> whole(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool all = error == std::errc{} && end == text.data() + text.size();
  return all ? std::optional(number) : std::nullopt;
}

}  // namespace

CodeBook::CodeBook() {
  for (const Country& country : countries()) {
    const Named named{Kind::kCountry, country.iso3};
    codes_[country.iso3] = named;
    if (*country.iso2 != '\0') codes_[country.iso2] = named;
    m49_[country.m49] = named;
    if (country.gw != 0) gw_[country.gw] = named;
    if (country.cow != 0) cow_[country.cow] = named;
    add_names(country.name, named);
  }
  for (const Spelling& spelling : spellings()) {
    add_names(spelling.names, {Kind::kCountry, spelling.iso3});
  }
  for (const FormerState& state : former_states()) {
    const Named named{Kind::kFormerState, state.id};
    codes_[state.id] = named;
    m49_[state.m49] = named;
    add_names(state.names, named);
  }
  // Halves of Germany and of Yemen, which the United Nations numbered apart.
  for (const int german : {278, 280}) m49_[german] = {Kind::kCountry, "DEU"};
  for (const int yemeni : {720, 886}) m49_[yemeni] = {Kind::kCountry, "YEM"};
  add_names(group_names(), {Kind::kGroup, ""});
  add_codes(group_codes(), {Kind::kGroup, ""});
  add_names(unknown_names(), {Kind::kUnknown, ""});
  add_codes(unknown_codes(), {Kind::kUnknown, ""});
}

void CodeBook::add_names(const char* names, const Named& named) {
  for (const std::string& name : parts_of(names)) {
    if (is_code(name)) codes_.emplace(name, named);
    names_.emplace(folded(name), named);
    spelled_.push_back(name);
  }
}

void CodeBook::add_codes(const char* codes, const Named& named) {
  for (const std::string& code : parts_of(codes)) codes_.emplace(code, named);
}

std::optional<Named> CodeBook::number(int code, Numbering numbering, int year) const {
  if (numbering == Numbering::kM49) {
    if (const auto found = m49_.find(code); found != m49_.end()) return found->second;
    return code >= kFirstGroup ? std::optional(Named{Kind::kGroup, ""}) : std::nullopt;
  }
  const bool gw = numbering == Numbering::kGleditschWard;
  // The earliest that still was: 345 is Yugoslavia, then Serbia and Montenegro, then Serbia.
  const FormerState* former = nullptr;
  for (const FormerState& state : former_states()) {
    if ((gw ? state.gw : state.cow) != code || year == 0 || year > state.last_year) continue;
    if (former == nullptr || state.last_year < former->last_year) former = &state;
  }
  if (former != nullptr) return Named{Kind::kFormerState, former->id};
  const auto& known = gw ? gw_ : cow_;
  if (const auto found = known.find(code); found != known.end()) return found->second;
  if (gw && code == 345) return Named{Kind::kCountry, "SRB"};
  if (gw && code == 680) return Named{Kind::kCountry, "YEM"};
  if (code == 817) return Named{Kind::kCountry, "VNM"};
  return {};
}

std::optional<Named> CodeBook::find(std::string_view text, Numbering numbering, int year) const {
  if (const auto code = whole(text)) {
    if (codes_.contains(text) && codes_.find(text)->second.kind == Kind::kUnknown) {
      return codes_.find(text)->second;
    }
    return number(*code, numbering, year);
  }
  if (const auto found = codes_.find(text); found != codes_.end()) return found->second;
  // As lists of states write what its number was at the time.
  const std::string name = folded(text);
  if (name == "russiasovietunion") return number(365, Numbering::kGleditschWard, year);
  if (name == "serbiayugoslavia") return number(345, Numbering::kGleditschWard, year);
  if (text.starts_with("ZZ")) return Named{Kind::kGroup, ""};
  if (const auto found = names_.find(name); found != names_.end()) return found->second;
  return {};
}

std::string CodeBook::nearest(std::string_view text) const {
  return nearest_hint(text, spelled_);
}

const CodeBook& code_book() {
  static const CodeBook book;
  return book;
}

}  // namespace sojourn::intake
