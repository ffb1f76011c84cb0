#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sojourn::intake {

/// Which numbers a publisher uses where it writes no letters.
enum class Numbering { kM49, kGleditschWard, kCorrelatesOfWar };

/// What a code or a name in a publisher's file stands for.
struct Named {
  enum class Kind { kCountry, kFormerState, kGroup, kUnknown };
  Kind kind = Kind::kUnknown;
  std::string id;  // ISO 3166-1 of a country, ISO 3166-3 of a former state; else empty

  bool operator==(const Named&) const = default;
};

/// Codes and names of countries, former states, regions and people without a known country.
class CodeBook {
 public:
  CodeBook();

  /// Reads a code of two or three letters, a number or a name. Where a number stands for a larger
  /// state before a date, `year` tells which is meant; 0: that of today. Nothing: it is none of
  /// all.
  std::optional<Named> find(std::string_view text, Numbering numbering, int year = 0) const;
  /// ", nearest known: ..." of a name that `find` does not know.
  std::string nearest(std::string_view text) const;

 private:
  void add_names(const char* names, const Named& named);
  void add_codes(const char* codes, const Named& named);
  std::optional<Named> number(int code, Numbering numbering, int year) const;

  std::map<std::string, Named, std::less<>> codes_, names_;
  std::map<int, Named> m49_, gw_, cow_;
  std::vector<std::string> spelled_;  // every name, for the nearest
};

const CodeBook& code_book();

}  // namespace sojourn::intake
