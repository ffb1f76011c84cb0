#include "sim/input/source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>
#include <utility>

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

char lower(char c) {
  return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
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

/// Length of the well-formed UTF-8 sequence that `text` begins with; 0 if it begins with none.
std::size_t utf8_length(std::string_view text) {
  const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (text.size() < length) return 0;
  // Overlong forms, surrogates and what lies beyond U+10FFFF show in the second byte.
  const unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (byte(1) < low || byte(1) > high) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if (byte(i) < 0x80 || byte(i) > 0xBF) return 0;
  }
  return length;
}

/// The first byte that is not UTF-8, if any; columns count characters.
std::optional<Diagnostic> utf8_fault(const std::string& file, std::string_view text) {
  int line = 1;
  int column = 1;
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    if (length == 0) {
      const auto byte = static_cast<unsigned char>(text[0]);
      return Diagnostic{{file, line, column},
                        fmt::format("byte 0x{:02x} is not UTF-8; save the file as UTF-8", byte)};
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
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream(std::fopen(file.c_str(), "rb"),
                                                               &std::fclose);
  if (!stream) return std::generic_category().message(errno);
  std::array<char, 65536> block{};
  while (const std::size_t n = std::fread(block.data(), 1, block.size(), stream.get())) {
    text.append(block.data(), n);
    if (text.size() > limit) return too_large(limit);
  }
  if (std::ferror(stream.get()) != 0) return std::generic_category().message(errno);
  return text.empty() ? "it is empty" : std::string{};
}

}  // namespace

std::string to_string(const Diagnostic& diagnostic) {
  const Source& where = diagnostic.where;
  if (where.file.empty()) return diagnostic.message;
  if (where.line == 0) return fmt::format("{}: {}", where.file, diagnostic.message);
  return fmt::format("{}:{}:{}: {}", where.file, where.line, where.column, diagnostic.message);
}

InputError::InputError(std::vector<Diagnostic> diagnostics)
    : diagnostics_(std::move(diagnostics)), text_(join_lines(diagnostics_)) {}

InputError::InputError(Source where, std::string message)
    : InputError(std::vector<Diagnostic>{{std::move(where), std::move(message)}}) {}

void Diagnostics::add(Source where, std::string message) {
  found_.push_back({std::move(where), std::move(message)});
}

void Diagnostics::throw_if_any() const {
  if (!found_.empty()) throw InputError(found_);
}

std::string nearest_hint(std::string_view word, const std::vector<std::string>& candidates) {
  const std::size_t limit = std::max<std::size_t>(2, word.size() / 3);
  std::size_t best = limit + 1;
  const std::string* nearest = nullptr;
  for (const std::string& candidate : candidates) {
    const std::size_t longer = std::max(word.size(), candidate.size());
    if (longer - std::min(word.size(), candidate.size()) > limit) continue;
    const std::size_t distance = edit_distance(word, candidate);
    if (distance >= best || distance >= longer) continue;  // `longer` edits keep no letter
    best = distance;
    nearest = &candidate;
  }
  return nearest == nullptr ? std::string{} : fmt::format(", nearest known: \"{}\"", *nearest);
}

bool is_utf8(std::string_view text) {
  return !utf8_fault({}, text);
}

std::optional<std::string> read_text(const std::filesystem::path& file, std::uintmax_t limit,
                                     const Source& named_at, Diagnostics& diagnostics) {
  std::string text;
  std::string reason = refusal(file, limit);
  if (reason.empty()) reason = slurp(file, limit, text);
  if (!reason.empty()) {
    const bool nested = !named_at.file.empty();
    const std::string name = nested ? '"' + file.string() + '"' : "this file";
    diagnostics.add(nested ? named_at : Source{file.string()},
                    fmt::format("cannot read {}: {}", name, reason));
    return std::nullopt;
  }
  if (auto fault = utf8_fault(file.string(), text)) {
    diagnostics.add(fault->where, fault->message);
    return std::nullopt;
  }
  return text;
}

}  // namespace sojourn
