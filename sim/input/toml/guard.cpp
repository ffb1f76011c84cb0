#include "sim/input/toml/guard.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "sim/input/text/characters.hpp"

namespace sojourn {

namespace {

constexpr int kMaxKeyParts = 16;       // "a.b.c" has three
constexpr std::size_t kMaxDepth = 64;  // of arrays and inline tables

bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

class TomlGuard {
 public:
  explicit TomlGuard(std::string_view text) : text_(text) {}

  std::optional<Diagnostic> find_trap(const std::string& file) {
    while (at_ < text_.size() && trap_.empty()) {
      const char c = text_[at_];
      if (c == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (c == '"' || c == '\'') {
        skip_string(c);
        begins_line_ = false;
      } else {
        check_structure(c);
        if (trap_.empty()) ++at_;
      }
    }
    if (trap_.empty()) return std::nullopt;
    return Diagnostic{position(file), trap_};
  }

  /// The text with what follows a continued line as an escape.
  std::string readable() const {
    std::string out;
    std::size_t from = 0;
    for (const std::size_t at : after_continuation_) {
      out += text_.substr(from, at - from);
      const std::size_t length = std::max<std::size_t>(1, utf8_length(text_.substr(at)));
      out += unicode_escape(text_.substr(at, length));
      from = at + length;
    }
    return out += text_.substr(from);
  }

 private:
  Source position(const std::string& file) const {
    Source where{file, 1, 1};
    for (const char c : text_.substr(0, at_)) {
      const bool begins_character = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
      where.column = c == '\n' ? 1 : where.column + (begins_character ? 1 : 0);
      where.line += c == '\n' ? 1 : 0;
    }
    return where;
  }

  char peek(std::size_t ahead) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  /// Moves past a string; past a line's end only where the string may hold one.
  void skip_string(char quote) {
    const bool long_form = peek(1) == quote && peek(2) == quote;
    const std::string close(long_form ? 3 : 1, quote);
    at_ += close.size();
    while (at_ < text_.size() && text_.substr(at_, close.size()) != close) {
      if (!long_form && text_[at_] == '\n') return;
      if (quote == '"' && text_[at_] == '\\') skip_escape(long_form);
      if (!trap_.empty()) return;
      ++at_;
    }
    at_ = std::min(at_ + close.size(), text_.size());
    for (int i = 0; long_form && i < 2 && peek(0) == quote; ++i) ++at_;  // '''may end so'''''
  }

  /// To the character that a backslash escapes, or the first one after a line that it continues.
  void skip_escape(bool long_form) {
    const std::size_t next = std::min(text_.find_first_not_of(" \t\r\n", at_ + 1), text_.size());
    const bool continues =
        long_form && text_.substr(at_, next - at_).find('\n') != std::string_view::npos;
    const bool foreign = next < text_.size() && !is_ascii(text_[next]);
    if (foreign && continues) {
      after_continuation_.push_back(next);
    } else if (foreign) {
      at_ = next;
      trap_ = "expected an ASCII character after a backslash";
    } else if (next == at_ + 1) {
      at_ = next;
    }
  }

  void check_structure(char c) {
    const bool blank = c == ' ' || c == '\t';
    if (c == '\r' && peek(1) != '\n') trap_ = "a line ends without a line feed";
    if (!is_ascii(c)) trap_ = "text that is not ASCII must stand in quotes";
    if (c == '.') ++n_dots_;
    if (c != '.' && !blank && !is_bare_key_character(c)) n_dots_ = 0;
    if (n_dots_ >= kMaxKeyParts) trap_ = fmt::format("a key has more than {} parts", kMaxKeyParts);
    if (c == '[' && open_.empty() && begins_line_) check_header();
    if (c == '[' || c == '{') open_ += c;
    if (open_.size() > kMaxDepth) trap_ = fmt::format("values nest deeper than {}", kMaxDepth);
    if (c == ']' || c == '}') check_close(c);
    if (!blank) begins_line_ = c == '\n';
  }

  /// At the "[" of "[name]" or "[[name]]".
  void check_header() {
    const std::size_t opened = at_ + (peek(1) == '[' ? 2 : 1);
    const std::size_t name = std::min(text_.find_first_not_of(" \t", opened), text_.size());
    const char c = name < text_.size() ? text_[name] : '\0';
    if (is_bare_key_character(c) || c == '"' || c == '\'') return;
    at_ = name;
    trap_ = "expected the name of a table";
  }

  void check_close(char c) {
    if (open_.empty() || open_.back() != (c == ']' ? '[' : '{')) {
      trap_ = fmt::format("\"{}\" closes nothing", c);
    } else {
      open_.pop_back();
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int n_dots_ = 0;
  std::string open_;  // brackets
  bool begins_line_ = true;
  std::vector<std::size_t> after_continuation_;  // offsets of characters
  std::string trap_;
};

}  // namespace

bool is_bare_key_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

std::optional<std::string> guarded_toml(std::string_view text, const std::string& file,
                                        Diagnostics& diagnostics) {
  TomlGuard guard(text);
  if (const auto trap = guard.find_trap(file)) {
    diagnostics.add(trap->where, trap->message);
    return std::nullopt;
  }
  return guard.readable();
}

}  // namespace sojourn
