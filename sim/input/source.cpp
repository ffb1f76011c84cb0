#include "sim/input/source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstdio>
#include <utility>

#include "sim/base/system_message.hpp"
#include "sim/input/text/characters.hpp"
#include "sim/input/text/nearest.hpp"
#include "sim/input/text/pipe.hpp"

namespace sojourn {

namespace {

std::string join_lines(const std::vector<Diagnostic>& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (!text.empty()) text += '\n';
    text += to_string(diagnostic);
  }
  return text;
}

constexpr std::size_t kKeptOfAKind = 20;
constexpr std::size_t kKept = 100;
constexpr std::size_t kShownName = 60;  // characters
constexpr std::size_t kLongestPath = 4096;
constexpr std::size_t kShownWords = 4000;  // between names: a list of all modules is that long

/// Calls inside(text) for what stands in double quotes and outside(text) for the rest.
template <class Inside, class Outside>
void each_part(std::string_view message, const Inside& inside, const Outside& outside) {
  for (std::size_t at = 0; at < message.size();) {
    const std::size_t open = message.find('"', at);
    const std::size_t close = open == message.npos ? message.npos : message.find('"', open + 1);
    if (close == message.npos) return outside(message.substr(at));
    outside(message.substr(at, open - at));
    inside(message.substr(open + 1, close - open - 1));
    at = close + 1;
  }
}

/// What messages have in common that differ in names and numbers alone.
std::string kind_of(std::string_view message) {
  for (const char* tail : {", found ", ", nearest known: ", "; "}) {
    message = message.substr(0, message.find(tail));
  }
  std::string kind;
  each_part(
      message, [&](std::string_view) { kind += '"'; },
      [&](std::string_view words) {
        for (const char c : words) {
          if (std::isdigit(static_cast<unsigned char>(c)) == 0) kind += c;
        }
      });
  return kind;
}

/// Names may be as long as a file; a path is shown whole, so that it can be opened.
std::string with_short_names(std::string_view message) {
  std::string text;
  each_part(
      message,
      [&](std::string_view name) {
        const bool path = name.find('/') != name.npos && name.size() <= kLongestPath;
        text += '"' + (path ? std::string(name) : shortened(name, kShownName)) + '"';
      },
      [&](std::string_view words) { text += shortened(words, kShownWords); });
  return text;
}

/// Whether an accent stands behind its letter as a character of its own, as some systems write it.
bool has_combining_mark(std::string_view text) {
  return text.find('\xCC') != text.npos || text.find('\xCD') != text.npos;
}

char lower(char c) {
  return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

/// Whether letters are swapped at most, which is a slip sooner than another letter is.
bool same_letters(std::string_view a, std::string_view b) {
  std::string one(a), other(b);
  std::ranges::transform(one, one.begin(), lower);
  std::ranges::transform(other, other.begin(), lower);
  return std::ranges::is_permutation(one, other);
}

/// Damerau-Levenshtein distance (no substring edited twice), blind to case.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before_last.swap(last);
    last.swap(row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                           lower(a[i - 2]) == lower(b[j - 1]);
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
  }
  return row[b.size()];
}

/// The candidate that is fewest edits away, and how many.
struct Near {
  const std::string* name = nullptr;  // null: none is near
  std::size_t edits = std::string::npos;
};

Near nearest_of(std::string_view word, const std::vector<std::string>& candidates) {
  const std::size_t limit = std::max<std::size_t>(2, word.size() / 3);
  std::pair best{limit + 1, false};  // edits, whether letters are others
  Near nearest;
  for (const std::string& candidate : candidates) {
    const std::size_t longer = std::max(word.size(), candidate.size());
    if (longer - std::min(word.size(), candidate.size()) > limit) continue;
    const std::size_t distance = edit_distance(word, candidate);
    const std::pair edits{distance, !same_letters(word, candidate)};
    if (edits >= best || distance >= longer) continue;  // `longer` edits keep no letter
    best = edits;
    nearest = {&candidate, distance};
  }
  return nearest;
}

std::string hint_of(std::string_view word, const Near& nearest) {
  if (nearest.name == nullptr) return {};
  const bool looks_alike = has_combining_mark(word) != has_combining_mark(*nearest.name);
  return fmt::format(", nearest known: \"{}\"{}", *nearest.name,
                     looks_alike ? " (its accents are other characters)" : "");
}

/// Names of the encodings in which spreadsheets write what is no UTF-8, by how such a file begins.
const char* wide_encoding(std::string_view text) {
  using namespace std::string_view_literals;
  if (text.starts_with("\xFF\xFE\0\0"sv) || text.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32";
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return "UTF-16";
  const bool every_other = text.size() >= 4 && ((text[0] != 0 && text[1] == 0 && text[3] == 0) ||
                                                (text[0] == 0 && text[1] != 0 && text[2] == 0));
  return every_other ? "UTF-16" : nullptr;
}

/// What one byte would be in Latin-1, where it is a letter there.
std::string in_latin_1(unsigned char byte) {
  if (byte < 0xA0) return {};
  const char text[] = {static_cast<char>(0xC0U | byte >> 6U),
                       static_cast<char>(0x80U | (byte & 0x3FU)), 0};
  return fmt::format(" (\"{}\" in Latin-1)", text);
}

/// The first byte that is not UTF-8, if any; columns count characters.
std::optional<Diagnostic> encoding_fault(const std::string& file, std::string_view text) {
  if (const char* wide = wide_encoding(text)) {
    return Diagnostic{{file, 1, 1}, fmt::format("the file is {}; save it as UTF-8", wide)};
  }
  int line = 1;
  int column = 1;
  while (!text.empty()) {
    const bool ascii = static_cast<unsigned char>(text[0]) < 0x80;
    const std::size_t length = ascii ? 1 : utf8_length(text);
    if (length == 0) {
      const auto byte = static_cast<unsigned char>(text[0]);
      return Diagnostic{{file, line, column},
                        fmt::format("byte 0x{:02x}{} is not UTF-8; save the file as UTF-8", byte,
                                    in_latin_1(byte))};
    }
    column = text[0] == '\n' ? 1 : column + 1;
    line += text[0] == '\n' ? 1 : 0;
    text.remove_prefix(length);
  }
  return std::nullopt;
}

std::string too_large(std::uintmax_t limit) {
  return fmt::format("it is larger than {} MiB", limit / (1024 * 1024));
}

/// Why `file` should not even be opened; empty if it may.
std::string refusal(const std::filesystem::path& file, std::uintmax_t limit) {
  std::error_code error;
  const auto status = std::filesystem::status(file, error);
  if (error) return error.message();
  if (std::filesystem::is_directory(status)) return "it is a directory";
  if (!std::filesystem::is_regular_file(status)) return {};  // a pipe has no size yet
  const std::uintmax_t size = std::filesystem::file_size(file, error);
  if (error) return error.message();
  return size > limit ? too_large(limit) : std::string{};
}

/// Appends the bytes of `file` to `text`; what went wrong, or empty.
std::string slurp(const std::filesystem::path& file, std::uintmax_t limit, std::string& text) {
  const InputStream stream = open_to_read(file, limit);
  if (!stream) return system_message(errno);
  std::array<char, 65536> block{};
  while (const std::size_t n = std::fread(block.data(), 1, block.size(), stream.get())) {
    text.append(block.data(), n);
    if (text.size() > limit) return too_large(limit);
  }
  if (std::ferror(stream.get()) != 0) return system_message(errno);
  return {};
}

}  // namespace

std::string to_string(const Diagnostic& diagnostic) {
  const Source& where = diagnostic.where;
  const std::string file = escaped(where.file);
  std::string message = escaped(diagnostic.message);
  if (file.empty()) return message;
  if (where.line == 0) return fmt::format("{}: {}", file, message);
  return fmt::format("{}:{}:{}: {}", file, where.line, where.column, message);
}

InputError::InputError(std::vector<Diagnostic> diagnostics)
    : diagnostics_(std::move(diagnostics)), text_(join_lines(diagnostics_)) {}

InputError::InputError(Source where, const std::string& message)
    : InputError(std::vector<Diagnostic>{{std::move(where), with_short_names(message)}}) {}

void Diagnostics::add(Source where, const std::string& message) {
  Kind& kind = kinds_[kind_of(message)];
  ++kind.n;
  if (kind.n_kept == kKeptOfAKind || kept_.size() == kKept) return;
  ++kind.n_kept;
  kind.last_kept = kept_.size();
  kept_.push_back({std::move(where), with_short_names(message)});
}

void Diagnostics::throw_if_any() const {
  if (kept_.empty()) return;
  std::vector<std::size_t> more(kept_.size(), 0);  // by the last one kept of their kind
  std::size_t n_other = 0;
  for (const auto& [name, kind] : kinds_) {
    (kind.n_kept > 0 ? more[kind.last_kept] : n_other) += kind.n - kind.n_kept;
  }
  std::vector<Diagnostic> told;
  for (std::size_t i = 0; i < kept_.size(); ++i) {
    told.push_back(kept_[i]);
    if (more[i] == 0) continue;
    told.push_back({{kept_[i].where.file}, fmt::format("and {} more like this", more[i])});
  }
  if (n_other > 0) told.push_back({{}, fmt::format("and {} more faults of other kinds", n_other)});
  throw InputError(std::move(told));
}

std::string nearest_hint(std::string_view word, const std::vector<std::string>& candidates) {
  return hint_of(word, nearest_of(word, candidates));
}

std::string nearest_hint(std::string_view word, const std::vector<std::string>& preferred,
                         const std::vector<std::string>& others) {
  const Near first = nearest_of(word, preferred), second = nearest_of(word, others);
  return hint_of(word, second.edits < first.edits ? second : first);
}

void refuse_file(const std::filesystem::path& file, const Source& named_at,
                 const std::string& reason, Diagnostics& diagnostics) {
  const bool nested = !named_at.file.empty();
  const std::string name = nested ? '"' + file.string() + '"' : "this file";
  diagnostics.add(nested ? named_at : Source{file.string()},
                  fmt::format("cannot read {}: {}", name, reason));
}

std::optional<std::string> read_text(const std::filesystem::path& file, std::uintmax_t limit,
                                     const Source& named_at, Diagnostics& diagnostics) {
  std::string text;
  std::string reason = refusal(file, limit);
  if (reason.empty()) reason = slurp(file, limit, text);
  if (!reason.empty()) {
    refuse_file(file, named_at, reason, diagnostics);
    return std::nullopt;
  }
  if (auto fault = encoding_fault(file.string(), text)) {
    diagnostics.add(fault->where, fault->message);
    return std::nullopt;
  }
  return text;
}

}  // namespace sojourn
